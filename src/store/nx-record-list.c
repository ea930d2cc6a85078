/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the lazy list of the records a filter asks for. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-record-list.h"

#include "nx-id-query.h"
#include "nx-record.h"
#include "nx-records.h"

#define BIT(kind) (1u << (kind))

/* What rows of a kind show of others, or are filtered and sorted by. */
static const guint32 other_kinds[NX_N_RECORD_KINDS] = {
  [NX_RECORD_WORKER] = 0,
  [NX_RECORD_HOUSEHOLD] = BIT (NX_RECORD_AREA) | BIT (NX_RECORD_WORKER) | BIT (NX_RECORD_PERSON)
                          | BIT (NX_RECORD_MEMBERSHIP) | BIT (NX_RECORD_SUPPORT)
                          | BIT (NX_RECORD_CASE),
  [NX_RECORD_PERSON] = BIT (NX_RECORD_AREA) | BIT (NX_RECORD_HOUSEHOLD) | BIT (NX_RECORD_MEMBERSHIP)
                       | BIT (NX_RECORD_SUPPORT),
  [NX_RECORD_MEMBERSHIP] = BIT (NX_RECORD_HOUSEHOLD) | BIT (NX_RECORD_PERSON),
  [NX_RECORD_SUPPORT] = BIT (NX_RECORD_HOUSEHOLD) | BIT (NX_RECORD_PERSON),
  [NX_RECORD_CASE] = BIT (NX_RECORD_AREA) | BIT (NX_RECORD_WORKER) | BIT (NX_RECORD_HOUSEHOLD)
                     | BIT (NX_RECORD_PERSON) | BIT (NX_RECORD_MEMBERSHIP) | BIT (NX_RECORD_SUPPORT)
                     | BIT (NX_RECORD_VISIT),
  [NX_RECORD_VISIT] = BIT (NX_RECORD_WORKER) | BIT (NX_RECORD_HOUSEHOLD) | BIT (NX_RECORD_PERSON)
                      | BIT (NX_RECORD_CASE),
  [NX_RECORD_COMMENT] = BIT (NX_RECORD_WORKER),
  [NX_RECORD_EVENT] = BIT (NX_RECORD_WORKER),
  [NX_RECORD_ATTACHMENT] = BIT (NX_RECORD_WORKER),
};

static GArray *
query_ids (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_id_query_run (db, data, error);
}

/* As many as a view asks for when it is shown first; our default. */
#define N_FIRST 256

static GArray *
query_first_ids (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_copy (data);

  filter->limit = N_FIRST;
  return nx_id_query_run (db, filter, error);
}

/* The table leaves out what is not there any more; a list wants a place for each id. */
static GPtrArray *
spread (GPtrArray *found, const gint64 *ids, guint n_ids)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *found_ids = g_new (gint64, MAX (found->len, 1));
  GPtrArray *rows = nx_lazy_source_rows_new (n_ids);

  for (guint i = 0; i < found->len; i++)
    {
      found_ids[i] = nx_record_get_id (g_ptr_array_index (found, i));
      g_hash_table_insert (by_id, &found_ids[i], g_ptr_array_index (found, i));
    }
  for (guint i = 0; i < n_ids; i++)
    {
      GObject *record = g_hash_table_lookup (by_id, &ids[i]);

      g_ptr_array_add (rows, record != NULL ? g_object_ref (record) : NULL);
    }
  return rows;
}

static GPtrArray *
load_rows (NxDatabase *db,
           const gint64 *ids,
           guint n_ids,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  const NxFilter *filter = data;
  g_autoptr (GPtrArray) found = nx_records_load_many (db, filter->kind, ids, n_ids, error);

  return found != NULL ? spread (found, ids, n_ids) : NULL;
}

static void
free_filter (gpointer data)
{
  nx_filter_free (data);
}

NxLazyList *
nx_record_list_new (NxStore *store, const NxFilter *filter)
{
  g_autoptr (NxLazySource) source = NULL;

  g_return_val_if_fail (NX_IS_STORE (store) && filter != NULL, NULL);
  source = nx_lazy_source_new (filter->kind, query_ids, load_rows, nx_filter_copy (filter),
                               free_filter);
  /* What was typed is looked for as a whole, however few are wanted of it. */
  if (filter->limit == 0 && filter->text == NULL)
    nx_lazy_source_set_first (source, N_FIRST, query_first_ids);
  for (guint kind = NX_RECORD_NONE + 1; kind < NX_N_RECORD_KINDS; kind++)
    if ((other_kinds[filter->kind] & BIT (kind)) != 0)
      nx_lazy_source_watch (source, (NxRecordKind)kind);
  /* Whoever is chosen or ordered by cases moves with them. */
  if (filter->kind == NX_RECORD_PERSON
      && (filter->worker_id != 0 || filter->responsible_id != 0 || filter->order == NX_ORDER_NEXT
          || filter->order == NX_ORDER_LAST))
    nx_lazy_source_watch (source, NX_RECORD_CASE);
  return nx_lazy_list_new (store, source);
}
