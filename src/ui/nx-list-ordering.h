/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The order of one list: chosen in a menu or by the heads of columns, remembered by its name. */
#pragma once

#include <gtk/gtk.h>

#include "nx-column-set.h"
#include "nx-filter.h"

G_BEGIN_DECLS

/* One order to choose. Static. */
typedef struct
{
  NxOrder order;
  const char *label;    /* untranslated; marked with N_() */
  const char *id;       /* in the settings: never changes */
  const char *column;   /* whose head chooses it, or NULL */
  gboolean is_backward; /* at first: the oldest before the youngest */
} NxListOrder;

/* Signals
 *   "changed" (): the user chose another order, or another way round. */
#define NX_TYPE_LIST_ORDERING (nx_list_ordering_get_type ())
G_DECLARE_FINAL_TYPE (NxListOrdering, nx_list_ordering, NX, LIST_ORDERING, GObject)

/* @id names the list in the settings. Fills @menu with the orders; @turn is the button that turns
 * them round. The widgets are borrowed and must outlive what is returned, whose first order is the
 * one remembered, or the first. */
NxListOrdering *nx_list_ordering_new (const char *id,
                                      const NxListOrder *orders,
                                      guint n_orders,
                                      GtkDropDown *menu,
                                      GtkButton *turn,
                                      GtkColumnView *view,
                                      NxColumnSet *columns);

NxOrder nx_list_ordering_get_order (NxListOrdering *self);
gboolean nx_list_ordering_is_backward (NxListOrdering *self);

G_END_DECLS
