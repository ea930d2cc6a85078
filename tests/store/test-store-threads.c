/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests how the jobs of a store meet: cancelling, reading beside writing, closing with work left.
 */
#include "config.h"

#include "nx-store-error.h"
#include "nx-store-thread.h"
#include "store-fixture.h"

#include <string.h>

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

static void
test_cancel_running_read (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (StoreAnswer) answer = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;

  meeting_init (&meeting);
  nx_store_read_async (store, "endless", endless_job, &meeting, NULL, NULL, cancellable,
                       store_answer_on_read, &answer);
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
  g_auto (StoreAnswer) first = { 0 };
  g_auto (StoreAnswer) second = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;
  Meeting skipped;

  meeting_init (&meeting);
  meeting_init (&skipped);
  nx_store_read_async (store, "first", meet_job, &meeting, NULL, NULL, NULL, store_answer_on_read,
                       &first);
  nx_store_read_async (store, "second", meet_job, &skipped, NULL, NULL, cancellable,
                       store_answer_on_read, &second);
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
  g_auto (StoreAnswer) answer = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;

  meeting_init (&meeting);
  nx_store_read_long_async (store, "long", meet_job, &meeting, NULL, NULL, NULL, NULL, NULL,
                            store_answer_on_read, &answer);
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
  g_auto (StoreAnswer) answer = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;

  meeting_init (&meeting);
  nx_store_read_async (store, "count", count_twice_job, &meeting, NULL, NULL, NULL,
                       store_answer_on_read, &answer);
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

static gpointer
count_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const NxStatementSpec count = { "count", "SELECT count(*) FROM thing" };
  g_autoptr (NxStatement) statement = nx_database_statement (db, &count, error);

  g_assert_true (nx_statement_step (statement, error));
  return GINT_TO_POINTER (1 + nx_statement_get_int64 (statement, 0));
}

/* What was asked to be written before is there, however long that takes. */
static void
test_read_settled (StoreFixture *fixture, gconstpointer data)
{
  g_auto (StoreAnswer) holding = { 0 };
  g_auto (StoreAnswer) writing = { 0 };
  g_auto (StoreAnswer) reading = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;
  Meeting insertion;

  meeting_init (&meeting);
  meeting_init (&insertion);
  nx_store_write_async (store, "hold", meet_job, &meeting, NULL, NULL, NULL, store_answer_on_write,
                        &holding);
  nx_store_write_async (store, "insert", insert_job, &insertion, NULL, g_free, NULL,
                        store_answer_on_write, &writing);
  nx_store_read_settled_async (store, "count", count_job, NULL, NULL, NULL, NULL,
                               store_answer_on_read, &reading);
  wait_till_come (&meeting);
  /* Other reads do not wait. */
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 0);
  g_assert_false (reading.is_done);
  let_go (&meeting);
  store_fixture_wait_flag (&reading.is_done);
  g_assert_cmpint (GPOINTER_TO_INT (reading.result), ==, 2);
  reading.result = NULL;
  meeting_clear (&meeting);
  meeting_clear (&insertion);
  store_fixture_assert_finalizes (store);
}

/* Whoever goes on before the answer is not answered, although the answer was ready. */
static void
test_cancel_settled_read (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (StoreAnswer) reading = { 0 };
  NxStore *store = store_fixture_create (fixture);

  nx_store_read_settled_async (store, "count", count_job, NULL, NULL, NULL, cancellable,
                               store_answer_on_read, &reading);
  store_fixture_run (store, "INSERT INTO thing (name) VALUES ('x')");
  g_assert_cmpint (store_fixture_ask (store, "SELECT 5"), ==, 5);
  g_cancellable_cancel (cancellable);
  store_fixture_wait_flag (&reading.is_done);
  g_assert_error (reading.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_fixture_assert_finalizes (store);
}

/* Closing lets writes finish and stops reads, and both hear of it. */
static void
test_close_with_work (StoreFixture *fixture, gconstpointer data)
{
  g_auto (StoreAnswer) reading = { 0 };
  g_auto (StoreAnswer) long_reading = { 0 };
  StoreAnswer writes[5] = { 0 };
  g_auto (StoreAnswer) closing = { 0 };
  g_auto (StoreAnswer) late = { 0 };
  g_auto (StoreAnswer) settled = { 0 };
  NxStore *store = store_fixture_create (fixture);
  Meeting meeting;
  Meeting writing;

  meeting_init (&meeting);
  meeting_init (&writing);
  nx_store_read_async (store, "endless", endless_job, &meeting, NULL, NULL, NULL,
                       store_answer_on_read, &reading);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    nx_store_write_async (store, "insert", insert_job, &writing, NULL, g_free, NULL,
                          store_answer_on_write, &writes[i]);
  wait_till_come (&meeting);
  nx_store_read_long_async (store, "endless", endless_job, &meeting, NULL, NULL, NULL, NULL, NULL,
                            store_answer_on_read, &long_reading);
  nx_store_read_settled_async (store, "settled", endless_job, &meeting, NULL, NULL, NULL,
                               store_answer_on_read, &settled);
  nx_store_close_async (store, NULL, store_answer_on_close, &closing);
  nx_store_write_async (store, "late", insert_job, &writing, NULL, g_free, NULL,
                        store_answer_on_write, &late);
  store_fixture_wait_flag (&closing.is_done);
  store_fixture_wait_flag (&late.is_done);
  g_assert_no_error (closing.error);
  g_assert_error (reading.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* It came to its turn, and was stopped, or did not come to it any more. */
  g_assert_true (settled.is_done);
  g_assert_true (g_error_matches (settled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                 || g_error_matches (settled.error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED));
  g_assert_error (long_reading.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_assert_no_error (writes[i].error);
      g_assert_cmpstr (writes[i].result, ==, "result");
      store_answer_clear (&writes[i]);
    }
  g_assert_error (late.error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
  g_assert_true (nx_store_open (store, fixture->key, NULL));
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 5);
  meeting_clear (&meeting);
  meeting_clear (&writing);
  store_fixture_assert_finalizes (store);
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  guint n_worked, n_rested;
} Rest;

static void
note_work (gpointer data)
{
  Rest *rest = data;

  g_mutex_lock (&rest->mutex);
  rest->n_worked++;
  g_mutex_unlock (&rest->mutex);
}

static void
note_rest (gpointer data)
{
  Rest *rest = data;

  g_mutex_lock (&rest->mutex);
  rest->n_rested++;
  g_cond_signal (&rest->cond);
  g_mutex_unlock (&rest->mutex);
}

static void
wait_for_rest (Rest *rest, guint n)
{
  g_mutex_lock (&rest->mutex);
  while (rest->n_rested < n)
    g_cond_wait (&rest->cond, &rest->mutex);
  g_mutex_unlock (&rest->mutex);
}

/* Once after work, however long nothing comes; and a thread that rests takes up work and ends. */
static void
test_rest (void)
{
  Rest rest = { .n_worked = 0 };
  NxStoreThread *thread = nx_store_thread_new ("rest");

  nx_store_thread_set_rest (thread, 1, note_rest, &rest);
  for (guint i = 1; i <= 3; i++)
    {
      nx_store_thread_push (thread, NX_STORE_THREAD_READ, note_work, &rest);
      wait_for_rest (&rest, i);
      g_assert_cmpuint (rest.n_worked, ==, i);
      g_assert_cmpuint (rest.n_rested, ==, i);
    }
  nx_store_thread_free (thread);
  g_assert_cmpuint (rest.n_rested, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store-threads/cancel-running-read", test_cancel_running_read);
  ADD ("/store-threads/cancel-waiting-read", test_cancel_waiting_read);
  ADD ("/store-threads/cancel-settled-read", test_cancel_settled_read);
  ADD ("/store-threads/read-settled", test_read_settled);
  ADD ("/store-threads/long-read-apart", test_long_read_apart);
  ADD ("/store-threads/read-sees-one-state", test_read_sees_one_state);
  ADD ("/store-threads/close-with-work", test_close_with_work);
  g_test_add_func ("/store-threads/rest", test_rest);
  return g_test_run ();
}
