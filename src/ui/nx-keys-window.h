/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window of keyboard shortcuts: which key does what on which page. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Modal over @parent. Both may be NULL: without @application its own keys stay empty. */
GtkWindow *nx_keys_window_new (GtkApplication *application, GtkWindow *parent);

G_END_DECLS
