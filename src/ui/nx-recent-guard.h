/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps what is chosen in file choosers out of the desktop's list of recent files. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* To be called before a file chooser is shown, any number of times. GTK 4.8 notes every chosen file
 * by itself, and the setting against it would empty the list of all programs. From now on what only
 * this program noted is taken out before the list is written; what another one noted too stays. */
void nx_recent_guard_start (void);

G_END_DECLS
