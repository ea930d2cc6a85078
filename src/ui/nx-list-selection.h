/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Which records of a list are selected: any number, kept by what they are, not by where they stand.
 */
#pragma once

#include <gtk/gtk.h>

#include "nx-lazy-list.h"

G_BEGIN_DECLS

/* A GtkSelectionModel. GTK's own makes every row when all are selected, and forgets who was
 * selected when rows move. What leaves the list is selected no more; what moves stays so. */
#define NX_TYPE_LIST_SELECTION (nx_list_selection_get_type ())
G_DECLARE_FINAL_TYPE (NxListSelection, nx_list_selection, NX, LIST_SELECTION, GObject)

/* @shown: the beginning of @list that the view has by now, at the same positions. */
NxListSelection *nx_list_selection_new (GListModel *shown, NxLazyList *list);

guint nx_list_selection_get_n (NxListSelection *self);
/* The only one that is selected; 0 when there is none, or more. */
gint64 nx_list_selection_get_only (NxListSelection *self);
gboolean nx_list_selection_has (NxListSelection *self, gint64 id);

/* gint64, in the order of the list. Free with g_array_unref. */
GArray *nx_list_selection_dup_ids (NxListSelection *self);
/* Those of @ids that are in the list take the place of what is selected. */
void nx_list_selection_set_ids (NxListSelection *self, const GArray *ids);

G_END_DECLS
