/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A lazy list over a fake source, for tests: what it was asked for, what it told. */
#include "config.h"

#include "lazy-fixture.h"

/* A record of the tests: its id and the revision of the fake it was read at. */
#define TEST_TYPE_ROW (test_row_get_type ())

G_DECLARE_FINAL_TYPE (TestRow, test_row, TEST, ROW, GObject)
struct _TestRow
{
  GObject parent_instance;
  gint64 id;
  guint revision;
};

G_DEFINE_FINAL_TYPE (TestRow, test_row, G_TYPE_OBJECT)

static void
test_row_class_init (TestRowClass *klass)
{
}

static void
test_row_init (TestRow *self)
{
}

static GArray *
fake_query_ids (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fake *fake = data;
  GArray *ids = NULL;

  g_mutex_lock (&fake->mutex);
  fake->n_ids_jobs++;
  if (fake->is_failing_ids)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no ids today");
  else
    ids = g_array_copy (fake->ids);
  g_mutex_unlock (&fake->mutex);
  return ids;
}

static GArray *
fake_query_first (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fake *fake = data;
  GArray *ids = fake_query_ids (db, data, cancellable, error);

  if (ids != NULL)
    g_array_set_size (ids, MIN (ids->len, fake->n_first));
  return ids;
}

static GPtrArray *
fake_load_rows (NxDatabase *db,
                const gint64 *ids,
                guint n_ids,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Fake *fake = data;
  g_autoptr (GPtrArray) rows = nx_lazy_source_rows_new (n_ids);
  gboolean is_failing = FALSE;
  guint revision = 0;

  g_mutex_lock (&fake->mutex);
  fake->n_rows_jobs++;
  g_string_append_printf (fake->requests, "%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%u ", ids[0],
                          ids[n_ids - 1], n_ids);
  revision = fake->revision;
  is_failing = fake->is_failing_rows;
  fake->n_waiting++;
  while (fake->is_gate_shut)
    g_cond_wait (&fake->cond, &fake->mutex);
  fake->n_waiting--;
  g_mutex_unlock (&fake->mutex);
  if (is_failing)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no rows today");
      return NULL;
    }
  for (guint i = 0; i < n_ids; i++)
    {
      TestRow *row = NULL;

      if (ids[i] > 0) /* the fake has no rows for negative ids */
        {
          row = g_object_new (TEST_TYPE_ROW, NULL);
          row->id = ids[i];
          row->revision = revision;
        }
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

void
lazy_fixture_set_ids (LazyFixture *lazy, const gint64 *ids, guint n_ids)
{
  g_mutex_lock (&lazy->fake.mutex);
  g_array_set_size (lazy->fake.ids, 0);
  g_array_append_vals (lazy->fake.ids, ids, n_ids);
  g_mutex_unlock (&lazy->fake.mutex);
}

void
lazy_fixture_set_range (LazyFixture *lazy, guint n_ids)
{
  g_mutex_lock (&lazy->fake.mutex);
  g_array_set_size (lazy->fake.ids, n_ids);
  for (guint i = 0; i < n_ids; i++)
    g_array_index (lazy->fake.ids, gint64, i) = (gint64)i + 1;
  g_mutex_unlock (&lazy->fake.mutex);
}

void
lazy_fixture_set_gate (LazyFixture *lazy, gboolean is_shut)
{
  g_mutex_lock (&lazy->fake.mutex);
  lazy->fake.is_gate_shut = is_shut;
  g_cond_broadcast (&lazy->fake.cond);
  g_mutex_unlock (&lazy->fake.mutex);
}

void
lazy_fixture_set_failing (LazyFixture *lazy, gboolean ids, gboolean rows)
{
  g_mutex_lock (&lazy->fake.mutex);
  lazy->fake.is_failing_ids = ids;
  lazy->fake.is_failing_rows = rows;
  g_mutex_unlock (&lazy->fake.mutex);
}

char *
lazy_fixture_take_requests (LazyFixture *lazy)
{
  char *requests = NULL;

  g_mutex_lock (&lazy->fake.mutex);
  requests = g_strdup (lazy->fake.requests->str);
  g_string_truncate (lazy->fake.requests, 0);
  g_mutex_unlock (&lazy->fake.mutex);
  return requests;
}

/* Follows the list by its signals alone, and compares after each one: a wrong or missing signal
 * shows at once. */
static void
on_items_changed_cb (
    GListModel *model, guint position, guint n_removed, guint n_added, LazyFixture *lazy)
{
  g_string_append_printf (lazy->log, "(%u -%u +%u)", position, n_removed, n_added);
  if (n_removed > 0)
    g_array_remove_range (lazy->mirror, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      gint64 id = nx_lazy_list_get_id (lazy->list, position + i);

      g_array_insert_val (lazy->mirror, position + i, id);
    }
  g_assert_cmpuint (lazy->mirror->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < lazy->mirror->len; i++)
    g_assert_cmpint (g_array_index (lazy->mirror, gint64, i), ==,
                     nx_lazy_list_get_id (lazy->list, i));
}

static void
on_notify_cb (GObject *object, GParamSpec *pspec, LazyFixture *lazy)
{
  g_string_append_printf (lazy->log, "[%s]", pspec->name);
}

gboolean
lazy_fixture_is_idle (gpointer data)
{
  return !nx_lazy_list_get_loading (NX_LAZY_LIST (data));
}

gboolean
lazy_fixture_has_begun (gpointer data)
{
  return nx_lazy_list_get_n_items (NX_LAZY_LIST (data)) > 0 || lazy_fixture_is_idle (data);
}

void
lazy_fixture_open (LazyFixture *lazy)
{
  g_autoptr (NxLazySource) source
      = nx_lazy_source_new (LAZY_KIND, fake_query_ids, fake_load_rows, &lazy->fake, NULL);

  nx_lazy_source_watch (source, NX_RECORD_MEMBERSHIP);
  if (lazy->fake.n_first > 0)
    nx_lazy_source_set_first (source, lazy->fake.n_first, fake_query_first);
  lazy->list = nx_lazy_list_new (lazy->store, source);
  g_signal_connect (lazy->list, "items-changed", G_CALLBACK (on_items_changed_cb), lazy);
  g_signal_connect (lazy->list, "notify", G_CALLBACK (on_notify_cb), lazy);
  g_assert_true (nx_lazy_list_get_loading (lazy->list));
  g_assert_cmpuint (nx_lazy_list_get_n_items (lazy->list), ==, 0);
  store_fixture_wait (lazy->fake.n_first > 0 ? lazy_fixture_has_begun : lazy_fixture_is_idle,
                      lazy->list);
}

void
lazy_fixture_set_up (LazyFixture *lazy, gconstpointer data)
{
  store_fixture_set_up (&lazy->store_fixture, NULL);
  lazy->store = store_fixture_create (&lazy->store_fixture);
  g_mutex_init (&lazy->fake.mutex);
  g_cond_init (&lazy->fake.cond);
  lazy->fake.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  lazy->fake.requests = g_string_new (NULL);
  lazy->mirror = g_array_new (FALSE, FALSE, sizeof (gint64));
  lazy->log = g_string_new (NULL);
}

void
lazy_fixture_tear_down (LazyFixture *lazy, gconstpointer data)
{
  if (lazy->list != NULL)
    store_fixture_assert_finalizes (lazy->list);
  store_fixture_assert_finalizes (lazy->store);
  g_array_unref (lazy->fake.ids);
  g_string_free (lazy->fake.requests, TRUE);
  g_mutex_clear (&lazy->fake.mutex);
  g_cond_clear (&lazy->fake.cond);
  g_array_unref (lazy->mirror);
  g_string_free (lazy->log, TRUE);
  store_fixture_tear_down (&lazy->store_fixture, NULL);
}

typedef struct
{
  NxRecordKind kind;
  gint64 id;
  NxChange change;
} Note;

static gpointer
note_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Note *note = data;

  nx_database_note_change (db, note->kind, note->id, note->change);
  return NULL;
}

void
lazy_fixture_change (LazyFixture *lazy, NxRecordKind kind, gint64 id, NxChange how)
{
  Note note = { kind, id, how };
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&lazy->fake.mutex);
  lazy->fake.revision++;
  g_mutex_unlock (&lazy->fake.mutex);
  nx_store_write (lazy->store, note_job, &note, NULL, &error);
  g_assert_no_error (error);
}

gboolean
lazy_fixture_is_item_settled (gpointer data)
{
  NxLazyItem *item = data;

  return !nx_lazy_item_get_loading (item);
}

NxLazyItem *
lazy_fixture_take_item (LazyFixture *lazy, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (lazy->list), position);
}

guint
lazy_fixture_get_revision (NxLazyItem *item)
{
  TestRow *row = nx_lazy_item_get_record (item);

  g_assert_nonnull (row);
  g_assert_cmpint (row->id, ==, nx_lazy_item_get_id (item));
  return row->revision;
}

gboolean
lazy_fixture_is_item_filled (gpointer data)
{
  return nx_lazy_item_get_record (NX_LAZY_ITEM (data)) != NULL;
}

gboolean
lazy_fixture_is_item_renewed (gpointer data)
{
  return lazy_fixture_get_revision (NX_LAZY_ITEM (data)) > 0;
}

gboolean
lazy_fixture_is_waiting_at_gate (gpointer data)
{
  LazyFixture *lazy = data;
  gboolean is_waiting = FALSE;

  g_mutex_lock (&lazy->fake.mutex);
  is_waiting = lazy->fake.n_waiting > 0;
  g_mutex_unlock (&lazy->fake.mutex);
  /* Nothing wakes the main loop when the store's thread comes to the gate. */
  if (!is_waiting)
    g_main_context_wakeup (NULL);
  return is_waiting;
}

typedef struct
{
  LazyFixture *lazy;
  guint n_ids_jobs;
} IdsWait;

static gboolean
are_ids_answered (gpointer data)
{
  IdsWait *wait = data;
  gboolean is_asked = FALSE;

  g_mutex_lock (&wait->lazy->fake.mutex);
  is_asked = wait->lazy->fake.n_ids_jobs >= wait->n_ids_jobs;
  g_mutex_unlock (&wait->lazy->fake.mutex);
  if (!is_asked)
    g_main_context_wakeup (NULL);
  return is_asked;
}

static gpointer
nothing_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
on_nothing_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  nx_store_read_finish (NX_STORE (object), result, NULL);
  *(gboolean *)data = TRUE;
}

/* Waits until @n_ids_jobs id queries have run and their answers have come: the reader is one queue,
 * so a job asked for afterwards is answered afterwards. */
void
lazy_fixture_wait_for_ids (LazyFixture *lazy, guint n_ids_jobs)
{
  IdsWait wait = { lazy, n_ids_jobs };
  gboolean is_done = FALSE;

  store_fixture_wait (are_ids_answered, &wait);
  nx_store_read_async (lazy->store, "nothing", nothing_job, NULL, NULL, NULL, NULL, on_nothing_cb,
                       &is_done);
  store_fixture_wait_flag (&is_done);
}
