/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tells a lazy list where its ids and rows come from and which changes concern it. */
#pragma once

#include <glib-object.h>

#include "nx-database.h"

G_BEGIN_DECLS

typedef struct _NxLazySource NxLazySource;

/* On a store thread: the ids (gint64) of the list in its order. Never NULL without @error. */
typedef GArray *(*NxLazyIdsFunc) (NxDatabase *db,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error);

/* On a store thread: one GObject for each of @ids, in the same order, NULL where there is no such
 * row any more; with g_object_unref as element free function that accepts NULL elements (see
 * nx_lazy_source_rows_new ()). Never NULL without @error. */
typedef GPtrArray *(*NxLazyRowsFunc) (NxDatabase *db,
                                      const gint64 *ids,
                                      guint n_ids,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);

/* @kind: the rows' kind, whose changes name the rows to load again. @data (a filter …) is shared
 * with the store's threads and so must not change any more; @free_data runs on the list's thread.
 */
NxLazySource *nx_lazy_source_new (NxRecordKind kind,
                                  NxLazyIdsFunc query_ids,
                                  NxLazyRowsFunc load_rows,
                                  gpointer data,
                                  GDestroyNotify free_data);
NxLazySource *nx_lazy_source_ref (NxLazySource *self);

/* How the first @n ids are had faster than all of them; @query_first gives no more than @n, and
 * fewer only when there are no more. A list then shows these while the others are on their way.
 * Before the source is given to a list. */
void nx_lazy_source_set_first (NxLazySource *self, guint n, NxLazyIdsFunc query_first);

void nx_lazy_source_unref (NxLazySource *self);

/* Another kind whose changes alter members, order or what rows show: every row in use is then
 * loaded again. Before the source is given to a list. */
void nx_lazy_source_watch (NxLazySource *self, NxRecordKind kind);

/* An empty array for NxLazyRowsFunc to add records and NULLs to; it owns the records. */
GPtrArray *nx_lazy_source_rows_new (guint n_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxLazySource, nx_lazy_source_unref)

G_END_DECLS
