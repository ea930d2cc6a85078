/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the jobs of a store: what is told, what is taken back, where things are freed, clocks. */
#include "config.h"

#include "nx-store-error.h"
#include "store-fixture.h"

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

static void
free_data_cb (gpointer data)
{
  StoreAnswer *answer = data;

  answer->is_freed = TRUE;
  answer->was_freed_at_answer = answer->is_done;
  answer->free_thread = g_thread_self ();
}

/* What belongs to the asker is freed at home, after the answer. */
static void
test_data_is_freed_at_home (StoreFixture *fixture, gconstpointer data)
{
  g_auto (StoreAnswer) answer = { 0 };
  NxStore *store = store_fixture_create (fixture);

  nx_store_read_async (store, "dup", store_fixture_dup_job, &answer, free_data_cb, g_free, NULL,
                       store_answer_on_read, &answer);
  store_fixture_wait_flag (&answer.is_freed);
  g_assert_true (answer.was_freed_at_answer);
  g_assert_true (answer.free_thread == g_thread_self ());
  g_assert_cmpstr (answer.result, ==, "result");
  store_answer_clear (&answer);
  /* Nobody fetches this one. */
  nx_store_read_async (store, "dup", store_fixture_dup_job, NULL, NULL, g_free, NULL, NULL, NULL);
  g_assert_true (nx_store_close (store, NULL));
  /* Closed: the answer still comes, once, and the data goes. */
  answer = (StoreAnswer){ 0 };
  nx_store_read_async (store, "dup", store_fixture_dup_job, &answer, free_data_cb, g_free, NULL,
                       store_answer_on_read, &answer);
  g_assert_false (answer.is_done);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_error (answer.error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
  g_assert_true (answer.is_freed);
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
  g_auto (StoreAnswer) answer = { 0 };
  guint64 last = 0;
  NxStore *store = store_fixture_create (fixture);

  nx_store_write_with_progress_async (store, "long", progress_job, NULL, NULL, NULL, on_progress_cb,
                                      &last, NULL, store_answer_on_write, &answer);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (last, ==, 100);
  answer.is_done = FALSE;
  last = 0;
  g_cancellable_cancel (cancellable);
  nx_store_write_with_progress_async (store, "long", progress_job, NULL, NULL, NULL, on_progress_cb,
                                      &last, cancellable, store_answer_on_write, &answer);
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
  StoreAnswer first = { 0 };
  StoreAnswer second = { 0 };
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

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "CST-8", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store-jobs/changed-once", test_changed_once);
  ADD ("/store-jobs/write-is-taken-back", test_write_is_taken_back);
  ADD ("/store-jobs/data-is-freed-at-home", test_data_is_freed_at_home);
  ADD ("/store-jobs/progress", test_progress);
  ADD ("/store-jobs/clock-and-actor", test_clock_and_actor);
  ADD ("/store-jobs/slots", test_slots);
  return g_test_run ();
}
