/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window that lists the ways into the open office, adds a passphrase and takes a way away. */
#pragma once

#include <adwaita.h>

#include "nx-session.h"

G_BEGIN_DECLS

#define NX_TYPE_WAYS_WINDOW (nx_ways_window_get_type ())
G_DECLARE_FINAL_TYPE (NxWaysWindow, nx_ways_window, NX, WAYS_WINDOW, AdwWindow)

/* Modal over @parent; goes by itself when the office is locked. */
NxWaysWindow *nx_ways_window_new (GtkWindow *parent, NxSession *session);

G_END_DECLS
