/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the lazy list, its items and its source know of each other. */
#pragma once

#include "nx-lazy-list.h"

G_BEGIN_DECLS

struct _NxLazySource
{
  gatomicrefcount ref_count;
  NxRecordKind kind;
  guint32 watched; /* bits of other kinds */
  NxLazyIdsFunc query_ids;
  NxLazyIdsFunc query_first; /* or NULL */
  guint n_first;
  NxLazyRowsFunc load_rows;
  gpointer data;
  GDestroyNotify free_data;
};

struct _NxLazyItem
{
  GObject parent_instance;

  gint64 id;
  NxLazyList *list; /* not a reference; NULL when the list has gone or forgotten the item */

  GObject *record;
  GError *error;

  guint is_loaded : 1;  /* an answer came, though perhaps without a record */
  guint is_stale : 1;   /* the record has changed since it was asked for */
  guint is_awaited : 1; /* in the request under way */
  guint is_recent : 1;  /* kept by the list for a while */
};

NxLazyItem *nx_lazy_item_new (NxLazyList *list, gint64 id);
void nx_lazy_item_take_answer (NxLazyItem *self, GObject *record, const GError *error);
void nx_lazy_item_set_awaited (NxLazyItem *self, gboolean is_awaited);

/* Called by an item that nobody uses any more. */
void nx_lazy_list_forget (NxLazyList *self, NxLazyItem *item);

/* How to get from @old_ids to @new_ids with few and small edits; nx-lazy-diff.c. */
typedef struct
{
  guint position, n_removed, n_added;
} NxLazyEdit;

/* Writes up to two edits, to be applied in turn, and returns how many. */
guint nx_lazy_diff (GArray *old_ids, GArray *new_ids, NxLazyEdit edits[2]);

G_END_DECLS
