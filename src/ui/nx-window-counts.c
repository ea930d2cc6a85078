/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the numbers beside the pages' names in the sidebar true: after each change, on each day. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window-private.h"

#include "nx-day-words.h"
#include "nx-page-table.h"

#define DAY_CHECK_SECONDS 30

static void count (NxWindow *self);

/* One number for each row of the table. */
static gpointer
count_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);
  g_autofree gint64 *numbers = g_new0 (gint64, n_specs);

  for (guint i = 0; i < n_specs; i++)
    if (specs[i].count != NULL && (numbers[i] = specs[i].count (db, error)) < 0)
      return NULL;
  return g_steal_pointer (&numbers);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *numbers = nx_store_read_finish (NX_STORE (source), result, &error);
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);

  /* A number that is not known is not shown; the page itself says what is wrong. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; i < n_specs; i++)
    if (specs[i].count != NULL)
      nx_window_set_count (data, specs[i].id, numbers != NULL ? (guint)numbers[i] : 0);
}

static void
count (NxWindow *self)
{
  NxStore *store = nx_session_get_store (self->session);

  if (self->count_load != NULL)
    g_cancellable_cancel (self->count_load);
  g_clear_object (&self->count_load);
  if (store == NULL || self->count_source == 0)
    return;
  self->count_load = g_cancellable_new ();
  self->counted_on = nx_day_words_today (store);
  nx_store_read_async (store, "page-counts", count_in_worker, NULL, NULL, g_free, self->count_load,
                       counted_cb, self);
}

static void
on_store_changed_cb (NxWindow *self)
{
  count (self);
}

static gboolean
check_day_cb (gpointer data)
{
  NxWindow *self = data;
  NxStore *store = nx_session_get_store (self->session);

  if (store != NULL && nx_date_compare (nx_day_words_today (store), self->counted_on) != 0)
    count (self);
  return G_SOURCE_CONTINUE;
}

void
nx_window_start_counts (NxWindow *self)
{
  NxStore *store = nx_session_get_store (self->session);

  nx_window_stop_counts (self);
  if (store == NULL)
    return;
  self->count_store = g_object_ref (store);
  self->count_handler
      = g_signal_connect_swapped (store, "changed", G_CALLBACK (on_store_changed_cb), self);
  self->count_source = g_timeout_add_seconds (DAY_CHECK_SECONDS, check_day_cb, self);
  count (self);
}

void
nx_window_stop_counts (NxWindow *self)
{
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);

  if (self->count_load != NULL)
    g_cancellable_cancel (self->count_load);
  g_clear_object (&self->count_load);
  g_clear_handle_id (&self->count_source, g_source_remove);
  if (self->count_store != NULL)
    g_signal_handler_disconnect (self->count_store, self->count_handler);
  g_clear_object (&self->count_store);
  for (guint i = 0; i < n_specs && self->sidebar_list != NULL; i++)
    nx_window_set_count (self, specs[i].id, 0);
}
