/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads what is due with the first lines of each group, on the store's threads. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-due-load.h"

typedef struct
{
  NxDueQuery query;
  guint n_rows[NX_N_DUE_GROUPS];
} Job;

void
nx_due_answer_free (NxDueAnswer *self)
{
  g_clear_pointer (&self->list, nx_due_list_free);
  for (guint i = 0; i < NX_N_DUE_GROUPS; i++)
    g_clear_pointer (&self->rows[i], g_ptr_array_unref);
  g_clear_pointer (&self->nearest, nx_due_row_free);
  g_free (self);
}

static void
free_answer (gpointer answer)
{
  nx_due_answer_free (answer);
}

static gboolean
load_rows (NxDatabase *db, const Job *job, NxDueAnswer *answer, GError **error)
{
  const gint64 *ids = (const gint64 *)(gpointer)answer->list->ids->data;

  for (guint i = 0; i < NX_N_DUE_GROUPS; i++)
    {
      answer->rows[i] = nx_due_rows_load (db, ids + nx_due_list_get_first (answer->list, i),
                                          MIN (answer->list->counts[i], job->n_rows[i]), error);
      if (answer->rows[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_nearest (NxDatabase *db, NxDueAnswer *answer, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (answer->list->counts[NX_DUE_LATER] == 0)
    return TRUE;
  rows = nx_due_rows_load (db,
                           &g_array_index (answer->list->ids, gint64,
                                           nx_due_list_get_first (answer->list, NX_DUE_LATER)),
                           1, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    answer->nearest = g_ptr_array_steal_index (rows, 0);
  return TRUE;
}

/* Whoever has nothing to do may want to know that others have. */
static gboolean
count_others (NxDatabase *db, const Job *job, NxDueAnswer *answer, GError **error)
{
  gint64 n = 0;

  if (answer->list->ids->len > 0 || job->query.worker_id == 0)
    return TRUE;
  n = nx_due_count (db, 0, error);
  answer->n_of_station = n > 0 ? (guint)n : 0;
  return n >= 0;
}

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  g_autoptr (NxDueAnswer) answer = g_new0 (NxDueAnswer, 1);

  answer->list = nx_due_list_run (db, &job->query, error);
  if (answer->list == NULL || !load_rows (db, job, answer, error)
      || !load_nearest (db, answer, error) || !count_others (db, job, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

void
nx_due_load_async (NxStore *store,
                   const NxDueQuery *query,
                   const guint n_rows[NX_N_DUE_GROUPS],
                   gboolean is_settled,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->query = *query;
  memcpy (job->n_rows, n_rows, sizeof job->n_rows);
  if (is_settled)
    nx_store_read_settled_async (store, "due", load_in_worker, job, g_free, free_answer,
                                 cancellable, callback, user_data);
  else
    nx_store_read_async (store, "due", load_in_worker, job, g_free, free_answer, cancellable,
                         callback, user_data);
}

NxDueAnswer *
nx_due_load_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_read_finish (store, result, error);
}
