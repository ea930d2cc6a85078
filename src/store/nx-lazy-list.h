/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A list model of any length: ordered ids first, rows by page when they are shown. */
#pragma once

#include <gio/gio.h>

#include "nx-lazy-item.h"
#include "nx-lazy-source.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* A GListModel of NxLazyItem for the main thread. It follows the store: records that change are
 * loaded again in place, rows come, go and move by small edits. Another filter or order is another
 * list and another selection. Never put a sort or filter model over it: they ask for every row.
 *
 * Properties, read-only: n-items (uint), loading (boolean: the ids are on their way for the first
 * time, perhaps all but the first of them, or again after an error), error (GError; why the ids
 * could not be had). */
#define NX_TYPE_LAZY_LIST (nx_lazy_list_get_type ())
G_DECLARE_FINAL_TYPE (NxLazyList, nx_lazy_list, NX, LAZY_LIST, GObject)

/* Starts asking for ids at once. */
NxLazyList *nx_lazy_list_new (NxStore *store, NxLazySource *source);

guint nx_lazy_list_get_n_items (NxLazyList *self);
gboolean nx_lazy_list_get_loading (NxLazyList *self);
const GError *nx_lazy_list_get_error (NxLazyList *self); /* borrowed; NULL when all is well */

/* Asks again for the ids, and for rows in use that failed. */
void nx_lazy_list_retry (NxLazyList *self);

/* The id at @position without making a row; 0 beyond the end. */
gint64 nx_lazy_list_get_id (NxLazyList *self, guint position);

/* Where @id stands now; FALSE when it is not in the list. Looks through all ids (1 ms a million).
 */
gboolean nx_lazy_list_find (NxLazyList *self, gint64 id, guint *position);

G_END_DECLS
