/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives names to the parts inside GTK's own widgets that can have the focus, for a screen reader.
 */
#pragma once

#include <adwaita.h>

typedef struct _NxAccessibleWatch NxAccessibleWatch;

/* From now on every part that comes on the screen without a name takes one from what is around it
 * or in it: rows of lists and buttons from their words, the button inside a choice from the choice,
 * scrolled parts and lists from their group, their page or their window. A button with words is
 * named by them once and without the mnemonic. A name that somebody gave stays, alone. What has the
 * focus is named at once, all else when the main loop has nothing more urgent. Main thread. Free
 * with nx_accessible_unwatch(). */
NxAccessibleWatch *nx_accessible_watch (void);

void nx_accessible_unwatch (NxAccessibleWatch *self);

/* For one widget; what the watch does with each. NULL is refused. */
void nx_accessible_name (GtkWidget *widget);
