/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window that says what this program is, with a text for whoever helps when it does not work.
 */
#pragma once

#include <adwaita.h>

#include "nx-session.h"

G_BEGIN_DECLS

/* Shows it over @parent (or NULL) and gives it back, borrowed. What it tells of an open office
 * comes a little later; reading the whole file goes on while the window is there, and no longer. */
AdwAboutWindow *nx_about_present (GtkWindow *parent, NxSession *session);

G_END_DECLS
