/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps what has the focus inside a list's rows in sight. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A list view scrolls to the row that has the focus, but not to what has it inside of a row that is
 * higher than the view: an entry far down would be written in unseen. @list stands in a scrolled
 * window. */
void nx_scroll_to_focus_install (GtkWidget *list);

G_END_DECLS
