/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests creating, opening, closing and the jobs of a store. */
#include "config.h"

#include "nx-store-error.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
test_create_and_open_again (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *wal = store_fixture_path (fixture, "store.db-wal");
  g_autofree char *shm = store_fixture_path (fixture, "store.db-shm");
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  g_autoptr (GError) error = NULL;
  NxStore *store = store_fixture_new (fixture);
  struct stat info;

  g_assert_false (nx_store_is_present (store));
  store_fixture_assert_finalizes (store);
  store = store_fixture_create (fixture);
  g_assert_true (nx_store_is_open (store));
  g_assert_true (nx_store_is_present (store));
  g_assert_cmpstr (nx_store_get_uid (store), ==, "6f1c2c1e-5d0b-4a53-9a2f-0d7a5c4e1b11");
  g_assert_cmpuint (g_strv_length ((GStrv)nx_store_get_warnings (store)), ==, 0);
  store_fixture_run (store, "INSERT INTO thing (name) VALUES ('one')");
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 1);

  g_assert_true (nx_store_close (store, &error));
  g_assert_no_error (error);
  g_assert_false (nx_store_is_open (store));
  g_assert_null (nx_store_get_uid (store));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_stat (fixture->folder, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_no_errno (g_stat (file, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* Locking and unlocking is closing and opening the same object. */
  g_assert_true (nx_store_open (store, fixture->key, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 1);
  g_assert_true (nx_store_close (store, &error));
  store_fixture_assert_finalizes (store);
}

/* The schema that ships with the program. */
static void
test_bundled_schema (StoreFixture *fixture, gconstpointer data)
{
  NxStore *store = NULL;

  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  store = store_fixture_create (fixture);
  store_fixture_assert_finalizes (store);
  store = store_fixture_open (fixture);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM event"), ==, 0);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM store_info"), ==, 1);
  store_fixture_assert_finalizes (store);
}

static const NxStoreInfo info
    = { .uid = "6f1c2c1e-5d0b-4a53-9a2f-0d7a5c4e1b11", .office_name = "Sunshine Station" };

static void
test_create_refuses_a_store (StoreFixture *fixture, gconstpointer data)
{
  static const char *const rests[] = { "store.db", "store.db-wal", "store.head", "letter.odt" };
  g_autofree char *keys = store_fixture_path (fixture, "store.keys");

  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      g_autofree char *path = store_fixture_path (fixture, rests[i]);
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;
      NxStore *store = store_fixture_new (fixture);

      g_mkdir (fixture->folder, 0700);
      g_assert_true (g_file_set_contents (path, "rest", -1, NULL));
      g_assert_false (nx_store_create (store, fixture->key, &info, &error));
      g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_EXISTS);
      g_assert_false (nx_store_is_open (store));
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, "rest");
      g_assert_no_errno (g_unlink (path));
      store_fixture_assert_finalizes (store);
    }
  /* Keys are made before the store they belong to. */
  g_assert_true (g_file_set_contents (keys, "keys", -1, NULL));
  store_fixture_assert_finalizes (store_fixture_create (fixture));
}

static void
test_create_after_crash (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *left = store_fixture_path (fixture, "store.db.new");
  g_autofree char *left_wal = store_fixture_path (fixture, "store.db.new-wal");

  g_mkdir (fixture->folder, 0700);
  g_assert_true (g_file_set_contents (left, "half", -1, NULL));
  g_assert_true (g_file_set_contents (left_wal, "half", -1, NULL));
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_NOT_A_STORE);
  store_fixture_assert_finalizes (store_fixture_create (fixture));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (left_wal, G_FILE_TEST_EXISTS));
  store_fixture_assert_finalizes (store_fixture_open (fixture));
}

static void
on_changed_cb (NxStore *store, NxChangeSet *changes, GPtrArray *log)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_ptr_array_add (log, nx_change_set_ref (changes));
}

static gpointer
note_three_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  nx_database_note_change (db, NX_RECORD_PERSON, 1, NX_CHANGE_ADDED);
  nx_database_note_change (db, NX_RECORD_PERSON, 2, NX_CHANGE_CHANGED);
  nx_database_note_change (db, NX_RECORD_CASE, 3, NX_CHANGE_ARCHIVED);
  return NULL;
}

static gpointer
insert_and_fail_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const NxStatementSpec insert
      = { "thing-insert", "INSERT INTO thing (name) VALUES (:name)" };
  g_autoptr (NxStatement) statement = nx_database_statement (db, &insert, error);

  nx_statement_bind_text (statement, "name", "kept only without an error");
  g_assert_true (nx_statement_run (statement, error));
  g_assert_cmpint (nx_database_n_changed (db), ==, 1);
  nx_database_note_change (db, NX_RECORD_PERSON, 1, NX_CHANGE_ADDED);
  if (data != NULL)
    g_cancellable_cancel (data);
  else
    nx_store_error_set (error, NX_STORE_ERROR_STALE);
  return NULL;
}

static gboolean
has_news (gpointer data)
{
  return ((GPtrArray *)data)->len > 0;
}

static void
test_changed_once (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_change_set_unref);
  g_autoptr (GError) error = NULL;
  NxStore *store = store_fixture_create (fixture);
  NxChange how = NX_CHANGE_ADDED;

  g_signal_connect (store, "changed", G_CALLBACK (on_changed_cb), log);
  nx_store_write (store, insert_and_fail_job, NULL, NULL, &error);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_clear_error (&error);
  store_fixture_run (store, "INSERT INTO thing (name) VALUES ('without a note')");
  nx_store_write (store, note_three_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (log->len, ==, 0);
  store_fixture_wait (has_news, log);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_true (nx_change_set_lookup (log->pdata[0], NX_RECORD_CASE, 3, &how));
  g_assert_cmpint (how, ==, NX_CHANGE_ARCHIVED);
  g_assert_true (nx_change_set_touches (log->pdata[0], NX_RECORD_PERSON));
  g_assert_false (nx_change_set_touches (log->pdata[0], NX_RECORD_VISIT));
  store_fixture_assert_finalizes (store);
}

static void
test_write_is_taken_back (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  NxStore *store = store_fixture_create (fixture);

  nx_store_write (store, insert_and_fail_job, NULL, NULL, &error);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 0);
  /* Cancelled during the job, which did not notice. */
  nx_store_write (store, insert_and_fail_job, cancellable, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 0);
  store_fixture_assert_finalizes (store);
}

/* Jobs that meet the test half way. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean has_come, may_go;
  guint n_run;
  GString *order;
  const char *sql;
} Meeting;

static void
meeting_init (Meeting *meeting)
{
  memset (meeting, 0, sizeof *meeting);
  g_mutex_init (&meeting->mutex);
  g_cond_init (&meeting->cond);
  meeting->order = g_string_new (NULL);
}

static void
meeting_clear (Meeting *meeting)
{
  g_mutex_clear (&meeting->mutex);
  g_cond_clear (&meeting->cond);
  g_string_free (meeting->order, TRUE);
}

static void
wait_till_come (Meeting *meeting)
{
  g_mutex_lock (&meeting->mutex);
  while (!meeting->has_come)
    g_cond_wait (&meeting->cond, &meeting->mutex);
  g_mutex_unlock (&meeting->mutex);
}

static void
let_go (Meeting *meeting)
{
  g_mutex_lock (&meeting->mutex);
  meeting->may_go = TRUE;
  g_cond_broadcast (&meeting->cond);
  g_mutex_unlock (&meeting->mutex);
}

static gpointer
meet_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Meeting *meeting = data;

  g_mutex_lock (&meeting->mutex);
  meeting->n_run++;
  meeting->has_come = TRUE;
  g_cond_broadcast (&meeting->cond);
  while (!meeting->may_go)
    g_cond_wait (&meeting->cond, &meeting->mutex);
  g_mutex_unlock (&meeting->mutex);
  return NULL;
}

static gpointer
endless_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const NxStatementSpec endless
      = { "endless",
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n" };
  Meeting *meeting = data;
  g_autoptr (NxStatement) statement = nx_database_statement (db, &endless, error);

  g_mutex_lock (&meeting->mutex);
  meeting->has_come = TRUE;
  g_cond_broadcast (&meeting->cond);
  g_mutex_unlock (&meeting->mutex);
  nx_statement_step (statement, error);
  return NULL;
}

static gpointer
insert_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Meeting *meeting = data;
  g_autoptr (NxStatement) statement
      = nx_database_dynamic (db, "insert", "INSERT INTO thing (name) VALUES ('x')", error);

  meeting->n_run++;
  nx_statement_run (statement, error);
  return g_strdup ("result");
}

typedef struct
{
  GError *error;
  char *result;
  gboolean is_done;
  gboolean is_freed;
  gboolean was_freed_at_answer;
  GThread *free_thread;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_error (&answer->error);
  g_clear_pointer (&answer->result, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
on_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = nx_store_read_finish (NX_STORE (object), result, &answer->error);
  answer->is_done = TRUE;
}

static void
on_write_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = nx_store_write_finish (NX_STORE (object), result, &answer->error);
  answer->is_done = TRUE;
}

static void
test_cancel_running_read (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) answer = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;

  meeting_init (&meeting);
  nx_store_read_async (store, "endless", endless_job, &meeting, NULL, NULL, cancellable, on_read_cb,
                       &answer);
  wait_till_come (&meeting);
  g_cancellable_cancel (cancellable);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (store_fixture_ask (store, "SELECT 5"), ==, 5);
  meeting_clear (&meeting);
  store_fixture_assert_finalizes (store);
}

static void
test_cancel_waiting_read (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) first = { 0 };
  g_auto (Answer) second = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;
  Meeting skipped;

  meeting_init (&meeting);
  meeting_init (&skipped);
  nx_store_read_async (store, "first", meet_job, &meeting, NULL, NULL, NULL, on_read_cb, &first);
  nx_store_read_async (store, "second", meet_job, &skipped, NULL, NULL, cancellable, on_read_cb,
                       &second);
  wait_till_come (&meeting);
  g_cancellable_cancel (cancellable);
  let_go (&meeting);
  store_fixture_wait_flag (&second.is_done);
  g_assert_true (first.is_done);
  g_assert_no_error (first.error);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (skipped.n_run, ==, 0);
  meeting_clear (&meeting);
  meeting_clear (&skipped);
  store_fixture_assert_finalizes (store);
}

/* Lists do not wait for statistics: a long read has a connection of its own. */
static void
test_long_read_apart (StoreFixture *fixture, gconstpointer data)
{
  g_auto (Answer) answer = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;

  meeting_init (&meeting);
  nx_store_read_long_async (store, "long", meet_job, &meeting, NULL, NULL, NULL, NULL, NULL,
                            on_read_cb, &answer);
  wait_till_come (&meeting);
  g_assert_cmpint (store_fixture_ask (store, "SELECT 5"), ==, 5);
  store_fixture_run (store, "INSERT INTO thing (name) VALUES ('x')");
  g_assert_false (answer.is_done);
  let_go (&meeting);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_no_error (answer.error);
  meeting_clear (&meeting);
  store_fixture_assert_finalizes (store);
}

static gpointer
count_twice_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const NxStatementSpec count = { "count", "SELECT count(*) FROM thing" };
  gint64 counts[2] = { 0, 0 };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (NxStatement) statement = nx_database_statement (db, &count, error);

      g_assert_true (nx_statement_step (statement, error));
      counts[i] = nx_statement_get_int64 (statement, 0);
      if (i == 0)
        meet_job (db, data, NULL, NULL);
    }
  return GINT_TO_POINTER (counts[0] == counts[1] ? 1 : 2);
}

static void
test_read_sees_one_state (StoreFixture *fixture, gconstpointer data)
{
  g_auto (Answer) answer = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;

  meeting_init (&meeting);
  nx_store_read_async (store, "count", count_twice_job, &meeting, NULL, NULL, NULL, on_read_cb,
                       &answer);
  wait_till_come (&meeting);
  store_fixture_run (store, "INSERT INTO thing (name) VALUES ('x')");
  let_go (&meeting);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_cmpint (GPOINTER_TO_INT (answer.result), ==, 1);
  answer.result = NULL;
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 1);
  meeting_clear (&meeting);
  store_fixture_assert_finalizes (store);
}

static void
free_data_cb (gpointer data)
{
  Answer *answer = data;

  answer->is_freed = TRUE;
  answer->was_freed_at_answer = answer->is_done;
  answer->free_thread = g_thread_self ();
}

static gpointer
dup_result_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup ("result");
}

/* What belongs to the asker is freed at home, after the answer. */
static void
test_data_is_freed_at_home (StoreFixture *fixture, gconstpointer data)
{
  g_auto (Answer) answer = { 0 };
  NxStore *store = store_fixture_create (fixture);

  nx_store_read_async (store, "dup", dup_result_job, &answer, free_data_cb, g_free, NULL,
                       on_read_cb, &answer);
  store_fixture_wait_flag (&answer.is_freed);
  g_assert_true (answer.was_freed_at_answer);
  g_assert_true (answer.free_thread == g_thread_self ());
  g_assert_cmpstr (answer.result, ==, "result");
  answer_clear (&answer);
  /* Nobody fetches this one. */
  nx_store_read_async (store, "dup", dup_result_job, NULL, NULL, g_free, NULL, NULL, NULL);
  g_assert_true (nx_store_close (store, NULL));
  /* Closed: the answer still comes, once, and the data goes. */
  answer = (Answer){ 0 };
  nx_store_read_async (store, "dup", dup_result_job, &answer, free_data_cb, g_free, NULL,
                       on_read_cb, &answer);
  g_assert_false (answer.is_done);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_error (answer.error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
  g_assert_true (answer.is_freed);
  store_fixture_assert_finalizes (store);
}

static void
on_close_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  nx_store_close_finish (NX_STORE (object), result, &answer->error);
  answer->is_done = TRUE;
}

/* Closing lets writes finish and stops reads, and both hear of it. */
static void
test_close_with_work (StoreFixture *fixture, gconstpointer data)
{
  g_auto (Answer) reading = { 0 };
  g_auto (Answer) long_reading = { 0 };
  Answer writes[5] = { 0 };
  g_auto (Answer) closing = { 0 };
  g_auto (Answer) late = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;
  Meeting writing;

  meeting_init (&meeting);
  meeting_init (&writing);
  nx_store_read_async (store, "endless", endless_job, &meeting, NULL, NULL, NULL, on_read_cb,
                       &reading);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    nx_store_write_async (store, "insert", insert_job, &writing, NULL, g_free, NULL, on_write_cb,
                          &writes[i]);
  wait_till_come (&meeting);
  nx_store_read_long_async (store, "endless", endless_job, &meeting, NULL, NULL, NULL, NULL, NULL,
                            on_read_cb, &long_reading);
  nx_store_close_async (store, NULL, on_close_cb, &closing);
  nx_store_write_async (store, "late", insert_job, &writing, NULL, g_free, NULL, on_write_cb,
                        &late);
  store_fixture_wait_flag (&closing.is_done);
  store_fixture_wait_flag (&late.is_done);
  g_assert_no_error (closing.error);
  g_assert_error (reading.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (long_reading.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_assert_no_error (writes[i].error);
      g_assert_cmpstr (writes[i].result, ==, "result");
      answer_clear (&writes[i]);
    }
  g_assert_error (late.error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
  g_assert_true (nx_store_open (store, fixture->key, NULL));
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 5);
  meeting_clear (&meeting);
  meeting_clear (&writing);
  store_fixture_assert_finalizes (store);
}

static gpointer
progress_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (guint i = 1; i <= 100; i++)
    if (!nx_database_progress (db, i, 100))
      {
        nx_database_is_cancelled (db, error);
        return NULL;
      }
  return NULL;
}

static void
on_progress_cb (guint64 done, guint64 total, gpointer data)
{
  guint64 *last = data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (total, ==, 100);
  *last = done;
}

static void
test_progress (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) answer = { 0 };
  guint64 last = 0;
  NxStore *store = store_fixture_create (fixture);

  nx_store_write_with_progress_async (store, "long", progress_job, NULL, NULL, NULL, on_progress_cb,
                                      &last, NULL, on_write_cb, &answer);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (last, ==, 100);
  answer.is_done = FALSE;
  last = 0;
  g_cancellable_cancel (cancellable);
  nx_store_write_with_progress_async (store, "long", progress_job, NULL, NULL, NULL, on_progress_cb,
                                      &last, cancellable, on_write_cb, &answer);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_fixture_assert_finalizes (store);
}

static gpointer
clock_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxDate today = nx_database_today (db);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %04d-%02d-%02d actor %" G_GINT64_FORMAT,
                          nx_database_now (db), today.year, today.month, today.day,
                          nx_database_actor (db));
}

static void
test_clock_and_actor (StoreFixture *fixture, gconstpointer data)
{
  NxStore *store = store_fixture_create (fixture);
  g_autofree char *text = NULL;

  nx_store_set_actor (store, 12);
  /* 2025-11-19 23:30 in the zone of the tests (main) is 15:30 UTC. */
  g_object_set (store, "fixed-now", G_GINT64_CONSTANT (1763566200), NULL);
  text = nx_store_read (store, clock_job, NULL, NULL, NULL);
  g_assert_cmpstr (text, ==, "1763566200 2025-11-19 actor 12");
  g_clear_pointer (&text, g_free);
  g_object_set (store, "fixed-now", G_GINT64_CONSTANT (1763568000), NULL);
  text = nx_store_write (store, clock_job, NULL, NULL, NULL);
  g_assert_cmpstr (text, ==, "1763568000 2025-11-20 actor 12");
  store_fixture_assert_finalizes (store);
}

static gpointer
slot_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer found = nx_database_get_data (db, "slot");

  if (data != NULL)
    nx_database_set_data (db, "slot", data, free_data_cb);
  return found;
}

/* A cache lives as long as its connection and goes on its thread. */
static void
test_slots (StoreFixture *fixture, gconstpointer data)
{
  Answer first = { 0 };
  Answer second = { 0 };
  NxStore *store = store_fixture_create (fixture);

  g_assert_null (nx_store_read (store, slot_job, &first, NULL, NULL));
  g_assert_true (nx_store_read (store, slot_job, &second, NULL, NULL) == &first);
  g_assert_true (first.is_freed);
  g_assert_null (nx_store_write (store, slot_job, NULL, NULL, NULL));
  g_assert_false (second.is_freed);
  g_assert_true (nx_store_close (store, NULL));
  g_assert_true (second.is_freed);
  g_assert_true (second.free_thread != g_thread_self ());
  store_fixture_assert_finalizes (store);
}

static gpointer
set_head_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 seq = GPOINTER_TO_INT (data);
  g_autofree char *digest = g_strdup_printf ("%064" G_GINT64_MODIFIER "x", seq);
  g_autoptr (NxStatement) statement = nx_database_dynamic (
      db, "event", "INSERT INTO event (id, digest) VALUES (:id, :digest)", error);

  nx_statement_bind_int64 (statement, "id", seq);
  nx_statement_bind_text (statement, "digest", digest);
  if (nx_statement_run (statement, error))
    nx_database_set_head (db, seq, digest);
  return NULL;
}

static void
assert_n_warnings (StoreFixture *fixture, guint n_warnings)
{
  NxStore *store = store_fixture_open (fixture);

  g_assert_cmpuint (g_strv_length ((GStrv)nx_store_get_warnings (store)), ==, n_warnings);
  store_fixture_assert_finalizes (store);
}

/* An old file in the place of the new one passes every check but this. */
static void
test_older_file (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  g_autofree char *head = store_fixture_path (fixture, "store.head");
  g_autofree char *older = NULL;
  g_autofree char *newest = NULL;
  gsize n_older = 0;
  gsize n_newest = 0;
  NxStore *store = store_fixture_create (fixture);

  nx_store_write (store, set_head_job, GINT_TO_POINTER (1), NULL, NULL);
  nx_store_close (store, NULL);
  g_assert_true (g_file_get_contents (file, &older, &n_older, NULL));
  nx_store_open (store, fixture->key, NULL);
  nx_store_write (store, set_head_job, GINT_TO_POINTER (2), NULL, NULL);
  store_fixture_assert_finalizes (store);
  g_assert_true (g_file_get_contents (file, &newest, &n_newest, NULL));

  assert_n_warnings (fixture, 0);
  g_assert_true (g_file_set_contents (file, older, (gssize)n_older, NULL));
  assert_n_warnings (fixture, 1);
  g_assert_true (g_file_set_contents (file, newest, (gssize)n_newest, NULL));
  assert_n_warnings (fixture, 0);
  g_assert_true (g_file_set_contents (head, "nuanxin-head 1\n2 00ff\n", -1, NULL));
  assert_n_warnings (fixture, 1);
  /* Cut off by a power cut: says nothing, which is no reason to warn. */
  g_assert_true (g_file_set_contents (head, "", 0, NULL));
  assert_n_warnings (fixture, 0);
}

/* A word that the engine, the journal or a log could have written in clear. */
static void
assert_no_clear_text (StoreFixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name = NULL;
  guint n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = store_fixture_path (fixture, name);
      g_autofree char *content = NULL;
      gsize size = 0;

      if (!g_file_get_contents (path, &content, &size, NULL))
        continue;
      n_files++;
      g_assert_null (memmem (content, size, "欧阳暖暖", strlen ("欧阳暖暖")));
      g_assert_null (memmem (content, size, "Sunshine", 8));
      g_assert_null (memmem (content, size, "SQLite format", 13));
      g_assert_null (memmem (content, size, "CREATE TABLE", 12));
    }
  g_assert_cmpuint (n_files, >=, 2);
}

static void
test_no_clear_text (StoreFixture *fixture, gconstpointer data)
{
  NxStore *store = store_fixture_create (fixture);

  store_fixture_run (
      store, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
             " INSERT INTO thing (name) SELECT '欧阳暖暖' || i FROM n");
  assert_no_clear_text (fixture);
  nx_store_close (store, NULL);
  assert_no_clear_text (fixture);
  store_fixture_assert_finalizes (store);
}

static void
test_wrong_state (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxStore *store = store_fixture_new (fixture);

  g_assert_false (nx_store_close (store, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (nx_store_read (store, dup_result_job, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  store_fixture_assert_finalizes (store);
  store = store_fixture_create (fixture);
  g_assert_false (nx_store_open (store, fixture->key, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_BUSY);
  g_assert_true (nx_store_is_open (store));
  store_fixture_assert_finalizes (store);
}

static void
on_open_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  nx_store_open_finish (NX_STORE (object), result, &answer->error);
  answer->is_done = TRUE;
}

static void
on_is_open_cb (GObject *object, GParamSpec *pspec, guint *n_notes)
{
  (*n_notes)++;
}

static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_auto (Answer) answer = { 0 };
  guint n_notes = 0;
  NxStore *store = store_fixture_create (fixture);

  store_fixture_assert_finalizes (store);
  store = store_fixture_new (fixture);
  g_signal_connect (store, "notify::is-open", G_CALLBACK (on_is_open_cb), &n_notes);
  g_cancellable_cancel (cancelled);
  nx_store_open_async (store, fixture->key, cancelled, on_open_cb, &answer);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  answer_clear (&answer);
  answer.is_done = FALSE;
  nx_store_open_async (store, fixture->key, NULL, on_open_cb, &answer);
  g_assert_false (nx_store_is_open (store));
  store_fixture_wait_flag (&answer.is_done);
  g_assert_no_error (answer.error);
  g_assert_true (nx_store_is_open (store));
  g_assert_cmpuint (n_notes, ==, 1);
  answer.is_done = FALSE;
  nx_store_close_async (store, NULL, on_close_cb, &answer);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (n_notes, ==, 2);
  store_fixture_assert_finalizes (store);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "CST-8", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store/create-and-open-again", test_create_and_open_again);
  ADD ("/store/bundled-schema", test_bundled_schema);
  ADD ("/store/create-refuses-a-store", test_create_refuses_a_store);
  ADD ("/store/create-after-crash", test_create_after_crash);
  ADD ("/store/changed-once", test_changed_once);
  ADD ("/store/write-is-taken-back", test_write_is_taken_back);
  ADD ("/store/cancel-running-read", test_cancel_running_read);
  ADD ("/store/cancel-waiting-read", test_cancel_waiting_read);
  ADD ("/store/long-read-apart", test_long_read_apart);
  ADD ("/store/read-sees-one-state", test_read_sees_one_state);
  ADD ("/store/data-is-freed-at-home", test_data_is_freed_at_home);
  ADD ("/store/close-with-work", test_close_with_work);
  ADD ("/store/progress", test_progress);
  ADD ("/store/clock-and-actor", test_clock_and_actor);
  ADD ("/store/slots", test_slots);
  ADD ("/store/older-file", test_older_file);
  ADD ("/store/no-clear-text", test_no_clear_text);
  ADD ("/store/wrong-state", test_wrong_state);
  ADD ("/store/async", test_async);
  return g_test_run ();
}
