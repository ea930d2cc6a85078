/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives a view the beginning of a long list first, and more of it with each frame. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The list view of GTK 4.8 makes some two hundred rows at once, of which twenty or thirty are seen;
 * made in one go they keep the window from answering for a tenth of a second. What is returned has
 * the first items of @list at once and all of them after some frames of @view, counted from when
 * @list has any. @n_first: as many as are seen at the usual size of a window. Positions are those
 * of @list. Main thread. Takes no reference of @list but its own; the caller owns the result. */
GtkSliceListModel *nx_growing_list_new (GListModel *list, GtkWidget *view, guint n_first);

/* All of it now: somebody wants a row that may not be there yet. */
void nx_growing_list_finish (GtkSliceListModel *self);

G_END_DECLS
