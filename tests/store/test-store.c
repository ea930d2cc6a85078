/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests creating, opening and closing a store, and what its files look like. */
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
  g_assert_null (nx_store_read (store, store_fixture_dup_job, NULL, NULL, &error));
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
  StoreAnswer *answer = data;

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
  g_auto (StoreAnswer) answer = { 0 };
  guint n_notes = 0;
  NxStore *store = store_fixture_create (fixture);

  store_fixture_assert_finalizes (store);
  store = store_fixture_new (fixture);
  g_signal_connect (store, "notify::is-open", G_CALLBACK (on_is_open_cb), &n_notes);
  g_cancellable_cancel (cancelled);
  nx_store_open_async (store, fixture->key, cancelled, on_open_cb, &answer);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_answer_clear (&answer);
  answer.is_done = FALSE;
  nx_store_open_async (store, fixture->key, NULL, on_open_cb, &answer);
  g_assert_false (nx_store_is_open (store));
  store_fixture_wait_flag (&answer.is_done);
  g_assert_no_error (answer.error);
  g_assert_true (nx_store_is_open (store));
  g_assert_cmpuint (n_notes, ==, 1);
  answer.is_done = FALSE;
  nx_store_close_async (store, NULL, store_answer_on_close, &answer);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (n_notes, ==, 2);
  store_fixture_assert_finalizes (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store/create-and-open-again", test_create_and_open_again);
  ADD ("/store/bundled-schema", test_bundled_schema);
  ADD ("/store/create-refuses-a-store", test_create_refuses_a_store);
  ADD ("/store/create-after-crash", test_create_after_crash);
  ADD ("/store/older-file", test_older_file);
  ADD ("/store/no-clear-text", test_no_clear_text);
  ADD ("/store/wrong-state", test_wrong_state);
  ADD ("/store/async", test_async);
  return g_test_run ();
}
