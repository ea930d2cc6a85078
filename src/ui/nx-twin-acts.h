/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tells two people apart for good, and offers to undo it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-store.h"

G_BEGIN_DECLS

/* Main thread. The store says by its `changed` that it is done; what fails is told on the page that
 * @widget stands on. */
void nx_twin_acts_tell_apart (GtkWidget *widget, NxStore *store, gint64 a, gint64 b);

/* Whether the window that @widget stands in can merge two people (win.merge-persons). */
gboolean nx_twin_acts_can_merge (GtkWidget *widget);
/* Asks the window to. */
void nx_twin_acts_merge (GtkWidget *widget, gint64 a, gint64 b);

G_END_DECLS
