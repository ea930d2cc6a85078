/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the lazy list over a fake source that counts what it is asked for. */
#include "config.h"

#include "nx-lazy-list.h"
#include "nx-lazy-private.h"
#include "store-fixture.h"

#include <string.h>

#define KIND NX_RECORD_PERSON

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

/* What the store holds, as the fake tells it. Guarded, since jobs run on the store's thread. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  GArray *ids;
  GString *requests; /* "first-last/n " for each rows job */
  guint n_ids_jobs, n_rows_jobs, n_waiting;
  guint revision;
  gboolean is_gate_shut;
  gboolean is_failing_ids, is_failing_rows;
} Fake;

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  Fake fake;

  NxLazyList *list;
  GArray *mirror; /* the ids as the signals told them */
  GString *log;   /* what the list emitted, in words */
  guint n_notes;
} Lazy;

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

static void
fake_set_ids (Lazy *lazy, const gint64 *ids, guint n_ids)
{
  g_mutex_lock (&lazy->fake.mutex);
  g_array_set_size (lazy->fake.ids, 0);
  g_array_append_vals (lazy->fake.ids, ids, n_ids);
  g_mutex_unlock (&lazy->fake.mutex);
}

static void
fake_set_range (Lazy *lazy, guint n_ids)
{
  g_mutex_lock (&lazy->fake.mutex);
  g_array_set_size (lazy->fake.ids, n_ids);
  for (guint i = 0; i < n_ids; i++)
    g_array_index (lazy->fake.ids, gint64, i) = (gint64)i + 1;
  g_mutex_unlock (&lazy->fake.mutex);
}

static void
fake_set_gate (Lazy *lazy, gboolean is_shut)
{
  g_mutex_lock (&lazy->fake.mutex);
  lazy->fake.is_gate_shut = is_shut;
  g_cond_broadcast (&lazy->fake.cond);
  g_mutex_unlock (&lazy->fake.mutex);
}

static void
fake_set_failing (Lazy *lazy, gboolean ids, gboolean rows)
{
  g_mutex_lock (&lazy->fake.mutex);
  lazy->fake.is_failing_ids = ids;
  lazy->fake.is_failing_rows = rows;
  g_mutex_unlock (&lazy->fake.mutex);
}

static char *
fake_take_requests (Lazy *lazy)
{
  char *requests = NULL;

  g_mutex_lock (&lazy->fake.mutex);
  requests = g_strdup (lazy->fake.requests->str);
  g_string_truncate (lazy->fake.requests, 0);
  g_mutex_unlock (&lazy->fake.mutex);
  return requests;
}

#define assert_requests(lazy, text)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *requests_ = fake_take_requests (lazy);                                        \
    g_assert_cmpstr (requests_, ==, text);                                                         \
  }                                                                                                \
  G_STMT_END

#define assert_log(lazy, text)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((lazy)->log->str, ==, text);                                                  \
    g_string_truncate ((lazy)->log, 0);                                                            \
  }                                                                                                \
  G_STMT_END

/* Follows the list by its signals alone, and compares after each one: a wrong or missing signal
 * shows at once. */
static void
on_items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, Lazy *lazy)
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
on_notify_cb (GObject *object, GParamSpec *pspec, Lazy *lazy)
{
  g_string_append_printf (lazy->log, "[%s]", pspec->name);
}

static void
on_record_cb (GObject *object, GParamSpec *pspec, Lazy *lazy)
{
  lazy->n_notes++;
}

static gboolean
is_list_idle (gpointer data)
{
  return !nx_lazy_list_get_loading (NX_LAZY_LIST (data));
}

static void
open_list (Lazy *lazy)
{
  g_autoptr (NxLazySource) source
      = nx_lazy_source_new (KIND, fake_query_ids, fake_load_rows, &lazy->fake, NULL);

  nx_lazy_source_watch (source, NX_RECORD_MEMBERSHIP);
  lazy->list = nx_lazy_list_new (lazy->store, source);
  g_signal_connect (lazy->list, "items-changed", G_CALLBACK (on_items_changed_cb), lazy);
  g_signal_connect (lazy->list, "notify", G_CALLBACK (on_notify_cb), lazy);
  g_assert_true (nx_lazy_list_get_loading (lazy->list));
  g_assert_cmpuint (nx_lazy_list_get_n_items (lazy->list), ==, 0);
  store_fixture_wait (is_list_idle, lazy->list);
}

static void
set_up (Lazy *lazy, gconstpointer data)
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

static void
tear_down (Lazy *lazy, gconstpointer data)
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

static void
change (Lazy *lazy, NxRecordKind kind, gint64 id, NxChange how)
{
  Note note = { kind, id, how };
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&lazy->fake.mutex);
  lazy->fake.revision++;
  g_mutex_unlock (&lazy->fake.mutex);
  nx_store_write (lazy->store, note_job, &note, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_item_settled (gpointer data)
{
  NxLazyItem *item = data;

  return !nx_lazy_item_get_loading (item);
}

static NxLazyItem *
take_item (Lazy *lazy, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (lazy->list), position);
}

static guint
get_revision (NxLazyItem *item)
{
  TestRow *row = nx_lazy_item_get_record (item);

  g_assert_nonnull (row);
  g_assert_cmpint (row->id, ==, nx_lazy_item_get_id (item));
  return row->revision;
}

static gboolean
is_item_filled (gpointer data)
{
  return nx_lazy_item_get_record (NX_LAZY_ITEM (data)) != NULL;
}

static gboolean
is_item_renewed (gpointer data)
{
  return get_revision (NX_LAZY_ITEM (data)) > 0;
}

static gboolean
is_waiting_at_gate (gpointer data)
{
  Lazy *lazy = data;
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
  Lazy *lazy;
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
static void
wait_for_ids (Lazy *lazy, guint n_ids_jobs)
{
  IdsWait wait = { lazy, n_ids_jobs };
  gboolean is_done = FALSE;

  store_fixture_wait (are_ids_answered, &wait);
  nx_store_read_async (lazy->store, "nothing", nothing_job, NULL, NULL, NULL, NULL, on_nothing_cb,
                       &is_done);
  store_fixture_wait_flag (&is_done);
}

static void
test_ids_first (Lazy *lazy, gconstpointer data)
{
  fake_set_range (lazy, 100000);
  open_list (lazy);
  assert_log (lazy, "(0 -0 +100000)[n-items][loading]");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lazy->list)), ==, 100000);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (lazy->list)) == NX_TYPE_LAZY_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (lazy->list), 100000));
  assert_requests (lazy, "");
}

/* 205 rows in one turn, as a column view asks for them, are one request. */
static void
test_one_request_a_turn (Lazy *lazy, gconstpointer data)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  fake_set_range (lazy, 100000);
  open_list (lazy);
  for (guint i = 0; i < 205; i++)
    g_ptr_array_add (shown, take_item (lazy, 50000 + i));
  g_assert_true (nx_lazy_item_get_loading (shown->pdata[0]));
  g_assert_null (nx_lazy_item_get_record (shown->pdata[0]));
  store_fixture_wait (is_item_settled, shown->pdata[0]);
  for (guint i = 0; i < 205; i++)
    g_assert_cmpint (get_revision (shown->pdata[i]), ==, 0);
  /* Pages of 64, the newest wish first: 50176 … 50239, …, 49985 … 50048. */
  assert_requests (lazy, "50177-50048/256 ");
  g_assert_cmpuint (lazy->fake.n_rows_jobs, ==, 1);
}

static void
test_same_item_while_held (Lazy *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) first = NULL;
  g_autoptr (NxLazyItem) again = NULL;

  fake_set_range (lazy, 10);
  open_list (lazy);
  first = take_item (lazy, 3);
  again = take_item (lazy, 3);
  g_assert_true (first == again);
  store_fixture_wait (is_item_settled, first);
  assert_requests (lazy, "1-10/10 ");
  g_clear_object (&again);
  /* The page came whole: its other rows are there at once. */
  again = take_item (lazy, 7);
  g_assert_cmpint (get_revision (again), ==, 0);
  assert_requests (lazy, "");
}

/* What went by while scrolling is not loaded. */
static void
test_dropped_rows_are_not_asked_for (Lazy *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) last = NULL;

  fake_set_range (lazy, 100000);
  open_list (lazy);
  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (NxLazyItem) passing = take_item (lazy, i);

      g_assert_cmpint (nx_lazy_item_get_id (passing), ==, (gint64)i + 1);
    }
  last = take_item (lazy, 99999);
  store_fixture_wait (is_item_settled, last);
  assert_requests (lazy, "99969-100000/32 ");
}

/* A loop over everything that keeps every row loads everything: 10,000 rows in requests of 320. */
static void
test_held_rows_all_come (Lazy *lazy, gconstpointer data)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  fake_set_range (lazy, 10000);
  open_list (lazy);
  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (held, take_item (lazy, i));
  for (guint i = 0; i < 10000; i++)
    store_fixture_wait (is_item_settled, held->pdata[i]);
  g_assert_cmpuint (lazy->fake.n_rows_jobs, ==, 32);
}

static void
test_newest_wish_first (Lazy *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) under_way = NULL;
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (NxLazyItem) newest = NULL;

  fake_set_range (lazy, 100000);
  open_list (lazy);
  fake_set_gate (lazy, TRUE);
  under_way = take_item (lazy, 0);
  store_fixture_wait (is_waiting_at_gate, lazy);
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (older, take_item (lazy, 1000 + i * 640));
  newest = take_item (lazy, 99999);
  fake_set_gate (lazy, FALSE);
  store_fixture_wait (is_item_settled, newest);
  store_fixture_wait (is_item_settled, older->pdata[0]);
  assert_requests (lazy, "1-64/64 99969-4864/288 4161-1664/320 961-1024/64 ");
}

static void
test_change_in_place (Lazy *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) touched = NULL;
  g_autoptr (NxLazyItem) other = NULL;

  fake_set_range (lazy, 1000);
  open_list (lazy);
  touched = take_item (lazy, 10);
  other = take_item (lazy, 11);
  store_fixture_wait (is_item_settled, touched);
  assert_requests (lazy, "1-64/64 ");
  g_string_truncate (lazy->log, 0);
  g_signal_connect (touched, "notify::record", G_CALLBACK (on_record_cb), lazy);
  g_signal_connect (other, "notify", G_CALLBACK (on_record_cb), lazy);
  change (lazy, KIND, 11, NX_CHANGE_CHANGED);
  wait_for_ids (lazy, 2);
  store_fixture_wait (is_item_renewed, touched);
  /* One row loaded alone, one notification, no items-changed; the old record stayed till then. */
  assert_requests (lazy, "11-11/1 ");
  assert_log (lazy, "");
  g_assert_cmpuint (lazy->n_notes, ==, 1);
  g_assert_cmpint (get_revision (other), ==, 0);
}

static void
test_other_kinds (Lazy *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) item = NULL;

  fake_set_range (lazy, 3);
  open_list (lazy);
  item = take_item (lazy, 0);
  store_fixture_wait (is_item_settled, item);
  assert_requests (lazy, "1-3/3 ");
  /* A kind that does not concern the list; then one that its rows show. */
  change (lazy, NX_RECORD_VISIT, 1, NX_CHANGE_ADDED);
  change (lazy, NX_RECORD_MEMBERSHIP, 9, NX_CHANGE_ADDED);
  wait_for_ids (lazy, 2);
  store_fixture_wait (is_item_renewed, item);
  g_assert_cmpint (get_revision (item), ==, 2);
  g_assert_cmpuint (lazy->fake.n_ids_jobs, ==, 2);
  g_assert_cmpuint (lazy->fake.n_rows_jobs, ==, 2);
}

typedef struct
{
  const char *name;
  const char *before; /* one letter an id */
  const char *after;
  const char *log;
} Diff;

static const Diff diffs[] = {
  { "nothing", "abc", "abc", "" },
  { "append", "abc", "abcd", "(3 -0 +1)[n-items]" },
  { "prepend", "abc", "xabc", "(0 -0 +1)[n-items]" },
  { "insert", "abc", "axbc", "(1 -0 +1)[n-items]" },
  { "remove-first", "abc", "bc", "(0 -1 +0)[n-items]" },
  { "remove-middle", "abc", "ac", "(1 -1 +0)[n-items]" },
  { "remove-all", "abc", "", "(0 -3 +0)[n-items]" },
  { "replace-one", "abc", "axc", "(1 -1 +1)" },
  { "replace-whole", "abc", "xyz", "(0 -3 +0)(0 -0 +3)" },
  { "replace-whole-longer", "a", "xyz", "(0 -1 +0)(0 -0 +3)[n-items]" },
  { "move-down", "abcde", "acdbe", "(1 -1 +0)(3 -0 +1)" },
  { "move-up", "abcde", "adbce", "(3 -1 +0)(1 -0 +1)" },
  { "move-to-end", "abc", "bca", "(0 -1 +0)(2 -0 +1)" },
  { "swap", "ab", "ba", "(0 -1 +0)(1 -0 +1)" },
  { "two-moves", "abcdef", "acbedf", "(1 -4 +4)" },
  { "doubled", "aab", "aaab", "(2 -0 +1)[n-items]" },
};

static void
set_letters (Lazy *lazy, const char *letters)
{
  g_autofree gint64 *ids = g_new (gint64, strlen (letters) + 1);

  for (guint i = 0; letters[i] != '\0'; i++)
    ids[i] = letters[i];
  fake_set_ids (lazy, ids, (guint)strlen (letters));
}

static void
test_small_edits (Lazy *lazy, gconstpointer data)
{
  const Diff *diff = data;

  set_letters (lazy, diff->before);
  open_list (lazy);
  g_string_truncate (lazy->log, 0);
  set_letters (lazy, diff->after);
  change (lazy, KIND, 1, NX_CHANGE_ADDED);
  wait_for_ids (lazy, 2);
  assert_log (lazy, diff->log);
}

/* A big middle goes in two steps; a row that moves far is still two edits of one row. */
static void
test_big_edits (Lazy *lazy, gconstpointer data)
{
  g_autoptr (GArray) ids = NULL;
  gint64 first = 1;

  fake_set_range (lazy, 100000);
  open_list (lazy);
  g_string_truncate (lazy->log, 0);
  ids = g_array_copy (lazy->fake.ids);
  g_array_remove_index (ids, 0);
  g_array_insert_val (ids, 90000, first);
  fake_set_ids (lazy, (gint64 *)ids->data, ids->len);
  change (lazy, KIND, 1, NX_CHANGE_CHANGED);
  wait_for_ids (lazy, 2);
  assert_log (lazy, "(0 -1 +0)(90000 -0 +1)");

  for (guint i = 1000; i < 2000; i++)
    g_array_index (ids, gint64, i) += 1000000;
  fake_set_ids (lazy, (gint64 *)ids->data, ids->len);
  change (lazy, KIND, 1, NX_CHANGE_ADDED);
  wait_for_ids (lazy, 3);
  assert_log (lazy, "(1000 -1000 +0)(1000 -0 +1000)");
}

/* Changes that come while the ids are on their way lead to one more query, not to one each. */
static void
test_changes_are_gathered (Lazy *lazy, gconstpointer data)
{
  fake_set_range (lazy, 10);
  open_list (lazy);
  for (guint i = 0; i < 20; i++)
    change (lazy, KIND, 1, NX_CHANGE_CHANGED);
  wait_for_ids (lazy, 3);
  wait_for_ids (lazy, 3);
  g_assert_cmpuint (lazy->fake.n_ids_jobs, ==, 3);
}

/* Rows asked for under an older order are filled in by id. */
static void
test_late_page (Lazy *lazy, gconstpointer data)
{
  static const gint64 shifted[] = { 7, 8, 9, 1, 2, 3 };
  static const gint64 before[] = { 1, 2, 3 };
  g_autoptr (NxLazyItem) item = NULL;
  g_autoptr (NxLazyItem) moved = NULL;

  fake_set_ids (lazy, before, G_N_ELEMENTS (before));
  open_list (lazy);
  g_string_truncate (lazy->log, 0);
  fake_set_gate (lazy, TRUE);
  item = take_item (lazy, 0);
  store_fixture_wait (is_waiting_at_gate, lazy);
  fake_set_ids (lazy, shifted, G_N_ELEMENTS (shifted));
  change (lazy, KIND, 7, NX_CHANGE_ADDED);
  fake_set_gate (lazy, FALSE);
  wait_for_ids (lazy, 2);
  assert_log (lazy, "(0 -0 +3)[n-items]");
  moved = take_item (lazy, 3);
  g_assert_true (moved == item);
  g_assert_cmpint (get_revision (item), ==, 0);
}

/* A row that changes while it is being loaded is loaded once more. */
static void
test_change_during_load (Lazy *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) item = NULL;

  fake_set_range (lazy, 3);
  open_list (lazy);
  fake_set_gate (lazy, TRUE);
  item = take_item (lazy, 0);
  store_fixture_wait (is_waiting_at_gate, lazy);
  change (lazy, KIND, 1, NX_CHANGE_CHANGED);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fake_set_gate (lazy, FALSE);
  store_fixture_wait (is_item_settled, item);
  g_assert_cmpint (get_revision (item), ==, 0);
  store_fixture_wait (is_item_renewed, item);
  g_assert_cmpint (get_revision (item), ==, 1);
}

static void
test_failing_page (Lazy *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) item = NULL;

  fake_set_range (lazy, 3);
  open_list (lazy);
  fake_set_failing (lazy, FALSE, TRUE);
  item = take_item (lazy, 0);
  store_fixture_wait (is_item_settled, item);
  g_assert_error (nx_lazy_item_get_error (item), G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_null (nx_lazy_item_get_record (item));
  g_assert_null (nx_lazy_list_get_error (lazy->list));
  fake_set_failing (lazy, FALSE, FALSE);
  nx_lazy_list_retry (lazy->list);
  store_fixture_wait (is_item_filled, item);
  g_assert_null (nx_lazy_item_get_error (item));
}

static void
test_failing_ids (Lazy *lazy, gconstpointer data)
{
  fake_set_range (lazy, 3);
  fake_set_failing (lazy, TRUE, FALSE);
  open_list (lazy);
  assert_log (lazy, "[error][loading]");
  g_assert_error (nx_lazy_list_get_error (lazy->list), G_IO_ERROR, G_IO_ERROR_FAILED);
  fake_set_failing (lazy, FALSE, FALSE);
  nx_lazy_list_retry (lazy->list);
  g_assert_true (nx_lazy_list_get_loading (lazy->list));
  store_fixture_wait (is_list_idle, lazy->list);
  assert_log (lazy, "[loading](0 -0 +3)[n-items][error][loading]");
  g_assert_null (nx_lazy_list_get_error (lazy->list));
}

static void
test_row_that_is_gone (Lazy *lazy, gconstpointer data)
{
  static const gint64 ids[] = { 5, -6 };
  g_autoptr (NxLazyItem) gone = NULL;

  fake_set_ids (lazy, ids, G_N_ELEMENTS (ids));
  open_list (lazy);
  gone = take_item (lazy, 1);
  store_fixture_wait (is_item_settled, gone);
  g_assert_null (nx_lazy_item_get_record (gone));
  g_assert_null (nx_lazy_item_get_error (gone));
}

/* The list goes while a page is under way; the row stays in a widget's hands. */
static void
test_dispose_in_flight (Lazy *lazy, gconstpointer data)
{
  NxLazyItem *item = NULL;

  fake_set_range (lazy, 1000);
  open_list (lazy);
  fake_set_gate (lazy, TRUE);
  item = take_item (lazy, 500);
  store_fixture_wait (is_waiting_at_gate, lazy);
  change (lazy, KIND, 1, NX_CHANGE_CHANGED);
  g_object_run_dispose (G_OBJECT (lazy->list));
  store_fixture_assert_finalizes (lazy->list);
  lazy->list = NULL;
  fake_set_gate (lazy, FALSE);
  wait_for_ids (lazy, 1);
  g_assert_null (nx_lazy_item_get_record (item));
  store_fixture_assert_finalizes (item);
}

static void
test_find (Lazy *lazy, gconstpointer data)
{
  guint position = 0;

  fake_set_range (lazy, 1000);
  open_list (lazy);
  g_assert_true (nx_lazy_list_find (lazy->list, 700, &position));
  g_assert_cmpuint (position, ==, 699);
  g_assert_false (nx_lazy_list_find (lazy->list, 1001, &position));
  g_assert_cmpint (nx_lazy_list_get_id (lazy->list, 699), ==, 700);
  g_assert_cmpint (nx_lazy_list_get_id (lazy->list, 1000), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/lazy-list/" name, Lazy, NULL, set_up, func, tear_down)
  ADD ("ids-first", test_ids_first);
  ADD ("one-request-a-turn", test_one_request_a_turn);
  ADD ("same-item-while-held", test_same_item_while_held);
  ADD ("dropped-rows-are-not-asked-for", test_dropped_rows_are_not_asked_for);
  ADD ("held-rows-all-come", test_held_rows_all_come);
  ADD ("newest-wish-first", test_newest_wish_first);
  ADD ("change-in-place", test_change_in_place);
  ADD ("other-kinds", test_other_kinds);
  ADD ("big-edits", test_big_edits);
  ADD ("changes-are-gathered", test_changes_are_gathered);
  ADD ("late-page", test_late_page);
  ADD ("change-during-load", test_change_during_load);
  ADD ("failing-page", test_failing_page);
  ADD ("failing-ids", test_failing_ids);
  ADD ("row-that-is-gone", test_row_that_is_gone);
  ADD ("dispose-in-flight", test_dispose_in_flight);
  ADD ("find", test_find);
  for (guint i = 0; i < G_N_ELEMENTS (diffs); i++)
    {
      g_autofree char *path = g_strconcat ("/lazy-list/small-edits/", diffs[i].name, NULL);

      g_test_add (path, Lazy, &diffs[i], set_up, test_small_edits, tear_down);
    }
  return g_test_run ();
}
