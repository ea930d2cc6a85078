/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads the days of the calendar and the lines of the day in hand, on the store's threads. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-load.h"

void
nx_calendar_answer_free (NxCalendarAnswer *self)
{
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->day, nx_calendar_day_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static void
free_answer (gpointer answer)
{
  nx_calendar_answer_free (answer);
}

static void
free_row (gpointer row)
{
  /* A line may have taken it. */
  g_clear_pointer (&row, nx_due_row_free);
}

static gboolean
load_lines (NxDatabase *db, const NxCalendarWish *wish, NxCalendarAnswer *answer, GError **error)
{
  NxCalendarQuery query = { wish->day, wish->day, wish->query.worker_id, wish->n_lines };
  g_autoptr (GPtrArray) days = nx_calendar_run (db, &query, error);

  if (days == NULL)
    return FALSE;
  answer->day = g_ptr_array_steal_index (days, 0);
  answer->rows = g_ptr_array_new_with_free_func (free_row);
  /* One case may have several lines, each with a row of its own. */
  for (guint i = 0; i < answer->day->entries->len; i++)
    {
      const NxCalendarEntry *entry = g_ptr_array_index (answer->day->entries, i);
      gint64 id = nx_record_get_id (entry->case_file);
      g_autoptr (GPtrArray) rows = nx_due_rows_load (db, &id, 1, error);

      if (rows == NULL || rows->len == 0)
        return FALSE;
      g_ptr_array_add (answer->rows, g_ptr_array_steal_index (rows, 0));
    }
  return TRUE;
}

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const NxCalendarWish *wish = data;
  g_autoptr (NxCalendarAnswer) answer = g_new0 (NxCalendarAnswer, 1);

  answer->today = nx_database_today (db);
  if (nx_date_is_set (wish->query.from))
    {
      answer->days = nx_calendar_run (db, &wish->query, error);
      if (answer->days == NULL)
        return NULL;
    }
  return load_lines (db, wish, answer, error) ? g_steal_pointer (&answer) : NULL;
}

void
nx_calendar_load_async (NxStore *store,
                        const NxCalendarWish *wish,
                        gboolean is_settled,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  NxCalendarWish *job = g_memdup2 (wish, sizeof *wish);

  if (is_settled)
    nx_store_read_settled_async (store, "calendar", load_in_worker, job, g_free, free_answer,
                                 cancellable, callback, user_data);
  else
    nx_store_read_async (store, "calendar", load_in_worker, job, g_free, free_answer, cancellable,
                         callback, user_data);
}

NxCalendarAnswer *
nx_calendar_load_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_read_finish (store, result, error);
}
