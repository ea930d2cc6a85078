/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that files are opened encrypted or not at all, and how statements behave. */
#include "config.h"

#include "nx-driver-sqlcipher.h"
#include "nx-statement-cache.h"
#include "nx-store-error.h"
#include "store-fixture.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  StoreFixture store_fixture;
  char *path;
  NxDriver *driver; /* open */
} File;

static NxDriver *
open_file (File *file, NxDriverMode mode, GError **error)
{
  NxDriver *driver = nx_driver_sqlcipher_new ();
  NxDriverTarget target
      = { .path = file->path, .mode = mode, .key = file->store_fixture.key, .cache_kb = 1024 };

  if (nx_driver_open (driver, &target, error))
    return driver;
  store_fixture_assert_finalizes (driver);
  return NULL;
}

static void
run (NxDriver *driver, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nx_driver_run_script (driver, sql, &error);
  g_assert_no_error (error);
}

static gint64
ask (NxDriver *driver, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) statement = nx_driver_prepare (driver, "ask", sql, &error);

  g_assert_no_error (error);
  g_assert_true (nx_statement_step (statement, &error));
  g_assert_no_error (error);
  return nx_statement_get_int64 (statement, 0);
}

static char *
ask_text (NxDriver *driver, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) statement = nx_driver_prepare (driver, "ask", sql, &error);

  g_assert_no_error (error);
  g_assert_true (nx_statement_step (statement, &error));
  g_assert_no_error (error);
  return g_strdup (nx_statement_get_text (statement, 0));
}

static void
set_up (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&file->store_fixture, NULL);
  file->path = g_build_filename (file->store_fixture.parent, "one file?#%41.db", NULL);
  file->driver = open_file (file, NX_DRIVER_OPEN_NEW, &error);
  g_assert_no_error (error);
  run (file->driver, "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT, data BLOB) STRICT;"
                     "INSERT INTO thing (name, data) VALUES ('one', x'0102'), (NULL, NULL);");
}

static void
tear_down (File *file, gconstpointer data)
{
  if (file->driver != NULL)
    {
      nx_driver_close (file->driver);
      nx_driver_close (file->driver);
      store_fixture_assert_finalizes (file->driver);
    }
  g_free (file->path);
  store_fixture_tear_down (&file->store_fixture, NULL);
}

static void
close_file (File *file)
{
  nx_driver_close (file->driver);
  store_fixture_assert_finalizes (g_steal_pointer (&file->driver));
}

static void
assert_refused (File *file, NxDriverMode mode, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_file (file, mode, &error));
  g_assert_error (error, NX_STORE_ERROR, code);
}

static void
test_linkage (void)
{
  g_autofree char *maps = NULL;
  g_autofree char *version = nx_driver_sqlcipher_dup_cipher_version ();

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  g_assert_true (nx_driver_sqlcipher_is_alone (maps));
  g_assert_null (strstr (maps, "libsqlite3"));
  g_assert_nonnull (strstr (maps, "libsqlcipher"));
  g_assert_nonnull (version);
  g_assert_cmpstr (version, !=, "");
  g_assert_true (nx_driver_sqlcipher_is_matching ());
  g_assert_false (nx_driver_sqlcipher_is_alone (
      "7f00-7f10 r-xp 00000000 08:01 1 /usr/lib/x86_64-linux-gnu/libsqlite3.so.0.8.6\n"));
}

/* Another library of the process brings plain SQLite along: nothing is opened. */
static void
test_second_library (File *file, gconstpointer data)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  if (dlopen ("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL) == NULL)
    {
      g_test_skip ("no plain SQLite on this computer");
      return;
    }
  assert_refused (file, NX_DRIVER_OPEN_EXISTING, NX_STORE_ERROR_FAILED);
}

static void
test_settings (File *file, gconstpointer data)
{
  g_autofree char *journal = ask_text (file->driver, "PRAGMA journal_mode");

  g_assert_cmpstr (journal, ==, "wal");
  g_assert_cmpint (ask (file->driver, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (ask (file->driver, "PRAGMA temp_store"), ==, 2);
  g_assert_cmpint (ask (file->driver, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (ask (file->driver, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (ask (file->driver, "PRAGMA cell_size_check"), ==, 1);
  g_assert_cmpint (ask (file->driver, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (ask (file->driver, "PRAGMA busy_timeout"), ==, 5000);
  g_assert_cmpint (ask (file->driver, "PRAGMA page_size"), ==, 4096);
  g_assert_cmpint (ask (file->driver, "PRAGMA cache_size"), ==, -1024);
  g_assert_cmpint (ask (file->driver, "PRAGMA journal_size_limit"), ==, 4194304);
}

static void
test_forbidden (File *file, gconstpointer data)
{
  static const char *const forbidden[] = {
    "ATTACH DATABASE '/tmp/clear.db' AS clear KEY ''",
    "DETACH DATABASE main",
    "PRAGMA temp_store = FILE",
    "PRAGMA temp_store = 1",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA trusted_schema = ON",
    "PRAGMA writable_schema = ON",
    "PRAGMA key = 'x'",
    "PRAGMA rekey = 'x'",
    "PRAGMA hexkey = '00'",
    "PRAGMA cipher_log = stdout",
    "PRAGMA cipher_memory_security = OFF",
    "SELECT sqlcipher_export ('main')",
    "SELECT load_extension ('x')",
    "SELECT \"one\"", /* a mistyped column must not turn into a text */
    "SELECT 1; SELECT 2",
    "",
    "UPDATE sqlite_schema SET sql = ''",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NxStatement) statement
          = nx_driver_prepare (file->driver, "forbidden", forbidden[i], &error);

      if (statement != NULL)
        nx_statement_run (statement, &error);
      g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_FAILED);
    }
}

static void
test_statement (File *file, gconstpointer data)
{
  static const guint8 raw[] = { 0, 255, 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (raw, sizeof raw);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;
  NxStatement *statement
      = nx_driver_prepare (file->driver, "insert",
                           "INSERT INTO thing (id, name, data) VALUES (:id, :name, :data)", &error);

  nx_statement_bind_int64 (statement, "id", G_MAXINT64);
  nx_statement_bind_text (statement, "name", "暖心 o'clock");
  nx_statement_bind_bytes (statement, "data", bytes);
  g_assert_true (nx_statement_run (statement, &error));
  g_assert_cmpint (nx_driver_n_changed (file->driver), ==, 1);
  g_assert_cmpint (nx_driver_last_id (file->driver), ==, G_MAXINT64);
  nx_statement_bind_int64 (statement, "id", 7);
  nx_statement_bind_null (statement, "name");
  nx_statement_bind_bytes (statement, "data", empty);
  g_assert_true (nx_statement_run (statement, &error));
  /* Bindings do not leak into the next round. */
  nx_statement_bind_int64 (statement, "id", 8);
  g_assert_true (nx_statement_run (statement, &error));
  nx_statement_release (statement);

  statement = nx_driver_prepare (
      file->driver, "select", "SELECT id, name, data FROM thing WHERE id >= 7 ORDER BY id", &error);
  g_assert_true (nx_statement_step (statement, &error));
  g_assert_true (nx_statement_is_null (statement, 1));
  g_assert_null (nx_statement_get_text (statement, 1));
  g_assert_false (nx_statement_is_null (statement, 2));
  read = nx_statement_dup_bytes (statement, 2);
  g_assert_cmpuint (g_bytes_get_size (read), ==, 0);
  g_assert_true (nx_statement_step (statement, &error));
  g_assert_true (nx_statement_is_null (statement, 2));
  g_assert_null (nx_statement_dup_bytes (statement, 2));
  g_assert_true (nx_statement_step (statement, &error));
  g_assert_cmpint (nx_statement_get_int64 (statement, 0), ==, G_MAXINT64);
  g_assert_cmpstr (nx_statement_get_text (statement, 1), ==, "暖心 o'clock");
  g_clear_pointer (&read, g_bytes_unref);
  read = nx_statement_dup_bytes (statement, 2);
  g_assert_true (g_bytes_equal (read, bytes));
  g_assert_false (nx_statement_step (statement, &error));
  g_assert_no_error (error);
  nx_statement_release (statement);
}

static void
test_bad_bind_surfaces (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) statement
      = nx_driver_prepare (file->driver, "bad", "SELECT :right", &error);

  nx_statement_bind_int64 (statement, "wrong", 1);
  nx_statement_bind_int64 (statement, "right", 1);
  g_assert_false (nx_statement_step (statement, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_FAILED);
  g_clear_error (&error);
  nx_statement_reset (statement);
  nx_statement_bind_int64 (statement, "right", 1);
  g_assert_true (nx_statement_step (statement, &error));
}

static void
test_constraint (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) statement = nx_driver_prepare (
      file->driver, "again", "INSERT INTO thing (id, name) VALUES (1, 'secret name')", &error);

  g_assert_false (nx_statement_run (statement, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_transactions (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_driver_begin (file->driver, TRUE, &error));
  run (file->driver, "DELETE FROM thing");
  nx_driver_rollback (file->driver);
  nx_driver_rollback (file->driver);
  g_assert_cmpint (ask (file->driver, "SELECT count(*) FROM thing"), ==, 2);
  g_assert_true (nx_driver_begin (file->driver, TRUE, &error));
  run (file->driver, "DELETE FROM thing");
  g_assert_true (nx_driver_commit (file->driver, &error));
  g_assert_cmpint (ask (file->driver, "SELECT count(*) FROM thing"), ==, 0);
}

static void
test_reader_cannot_write (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxDriver *reader = open_file (file, NX_DRIVER_OPEN_READER, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ask (reader, "SELECT count(*) FROM thing"), ==, 2);
  g_assert_false (nx_driver_run_script (reader, "DELETE FROM thing", &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_READ_ONLY);
  nx_driver_close (reader);
  store_fixture_assert_finalizes (reader);
}

/* Looking leaves nothing behind: no byte changed, no file beside. */
static void
test_read_only (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (file->path, "-wal", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before = 0;
  gsize n_after = 0;
  NxDriver *looker = NULL;

  close_file (file);
  g_assert_true (g_file_get_contents (file->path, &before, &n_before, NULL));
  looker = open_file (file, NX_DRIVER_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (looker, "SELECT count(*) FROM thing"), ==, 2);
  g_assert_false (nx_driver_run_script (looker, "DELETE FROM thing", &error));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  nx_driver_close (looker);
  store_fixture_assert_finalizes (looker);
  g_assert_true (g_file_get_contents (file->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_wrong_key (File *file, gconstpointer data)
{
  GBytes *right = file->store_fixture.key;
  guint8 bytes[32];

  close_file (file);
  memcpy (bytes, g_bytes_get_data (right, NULL), sizeof bytes);
  bytes[31] ^= 1;
  file->store_fixture.key = g_bytes_new (bytes, sizeof bytes);
  assert_refused (file, NX_DRIVER_OPEN_EXISTING, NX_STORE_ERROR_WRONG_KEY);
  assert_refused (file, NX_DRIVER_OPEN_READ_ONLY, NX_STORE_ERROR_WRONG_KEY);
  assert_refused (file, NX_DRIVER_OPEN_READER, NX_STORE_ERROR_WRONG_KEY);
  g_bytes_unref (file->store_fixture.key);
  file->store_fixture.key = right;
  file->driver = open_file (file, NX_DRIVER_OPEN_EXISTING, NULL);
  g_assert_nonnull (file->driver);
}

static void
test_bad_files (File *file, gconstpointer data)
{
  g_autofree char *clear = g_strnfill (8192, 'x');
  g_autofree char *empty = NULL;

  close_file (file);
  assert_refused (file, NX_DRIVER_OPEN_NEW, NX_STORE_ERROR_EXISTS);
  memcpy (clear, "SQLite format 3", 16);
  g_assert_true (g_file_set_contents (file->path, clear, 8192, NULL));
  assert_refused (file, NX_DRIVER_OPEN_EXISTING, NX_STORE_ERROR_NOT_A_STORE);
  clear[0] = 'X';
  g_assert_true (g_file_set_contents (file->path, clear, 8192, NULL));
  assert_refused (file, NX_DRIVER_OPEN_EXISTING, NX_STORE_ERROR_WRONG_KEY);
  g_assert_true (g_file_set_contents (file->path, clear, 100, NULL));
  assert_refused (file, NX_DRIVER_OPEN_EXISTING, NX_STORE_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (file->path, "", 0, NULL));
  assert_refused (file, NX_DRIVER_OPEN_EXISTING, NX_STORE_ERROR_EMPTY);
  /* It is still there, and still empty. */
  g_assert_true (g_file_get_contents (file->path, &empty, NULL, NULL));
  g_assert_cmpstr (empty, ==, "");
  g_assert_no_errno (g_unlink (file->path));
  assert_refused (file, NX_DRIVER_OPEN_EXISTING, NX_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (file->path, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_mkdir (file->path, 0700));
  assert_refused (file, NX_DRIVER_OPEN_EXISTING, NX_STORE_ERROR_NOT_A_STORE);
}

static void
test_cancel (File *file, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) statement = nx_driver_prepare (
      file->driver, "endless",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
      &error);

  nx_driver_interrupt (file->driver, TRUE);
  g_assert_false (nx_statement_step (statement, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  nx_driver_interrupt (file->driver, FALSE);
  nx_driver_watch (file->driver, cancellable);
  g_assert_cmpint (ask (file->driver, "SELECT 1"), ==, 1);
  nx_statement_reset (statement);
  g_cancellable_cancel (cancellable);
  g_assert_false (nx_statement_step (statement, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nx_driver_watch (file->driver, NULL);
}

static gpointer
use_from_elsewhere (gpointer data)
{
  nx_driver_last_id (data);
  return NULL;
}

static void
test_owner (File *file, gconstpointer data)
{
  if (g_test_subprocess ())
    {
      g_thread_join (g_thread_new ("elsewhere", use_from_elsewhere, file->driver));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*owner*");
}

static const NxStatementSpec count_spec = { "count", "SELECT count(*) FROM thing" };
static const NxStatementSpec ids_spec = { "ids", "SELECT id FROM thing ORDER BY id" };

static void
test_cache (File *file, gconstpointer data)
{
  g_autoptr (NxStatementCache) cache = nx_statement_cache_new (file->driver, 3);
  g_autoptr (GError) error = NULL;
  NxStatement *first = nx_statement_cache_borrow (cache, &ids_spec, &error);
  NxStatement *nested = NULL;
  NxStatement *again = NULL;

  g_assert_true (nx_statement_step (first, &error));
  /* The same one in a nested loop does not disturb the outer one. */
  nested = nx_statement_cache_borrow (cache, &ids_spec, &error);
  g_assert_true (nested != first);
  g_assert_true (nx_statement_step (nested, &error));
  g_assert_cmpint (nx_statement_get_int64 (nested, 0), ==, 1);
  nx_statement_release (nested);
  g_assert_true (nx_statement_step (first, &error));
  g_assert_cmpint (nx_statement_get_int64 (first, 0), ==, 2);
  g_assert_cmpuint (nx_statement_cache_get_n_borrowed (cache), ==, 1);
  nx_statement_release (first);
  again = nx_statement_cache_borrow (cache, &ids_spec, &error);
  g_assert_true (again == first);
  nx_statement_release (again);
  again = nx_statement_cache_borrow (cache, &count_spec, &error);
  nx_statement_release (again);
  g_assert_cmpuint (nx_statement_cache_get_n_statements (cache), ==, 2);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i);
      g_autoptr (NxStatement) made
          = nx_statement_cache_borrow_dynamic (cache, "dynamic", sql, &error);

      g_assert_true (nx_statement_step (made, &error));
      g_assert_cmpint (nx_statement_get_int64 (made, 0), ==, i);
    }
  g_assert_cmpuint (nx_statement_cache_get_n_statements (cache), ==, 5);
  again = nx_statement_cache_borrow_dynamic (cache, "dynamic", "SELECT 17", &error);
  nx_statement_release (again);
  first = nx_statement_cache_borrow_dynamic (cache, "dynamic", "SELECT 17", &error);
  g_assert_true (first == again);
  nx_statement_release (first);
  g_assert_null (nx_statement_cache_borrow_dynamic (cache, "dynamic", "SELEKT", &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_FAILED);
  nx_statement_cache_flush (cache);
  g_assert_cmpuint (nx_statement_cache_get_n_statements (cache), ==, 0);
}

static gint64
read_cache (NxDriver *driver)
{
  g_autoptr (GError) error = NULL;
  gint64 size = 0;

  g_assert_true (nx_driver_read_number (driver, NX_DRIVER_NUMBER_CACHE, &size, &error));
  g_assert_no_error (error);
  return size;
}

/* What was read stays in memory until the driver rests, and can be read again after it. */
static void
test_rest (File *file, gconstpointer data)
{
  gint64 full = 0;

  run (file->driver, "INSERT INTO thing (data) SELECT randomblob (3000) FROM"
                     " (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                     " WHERE i < 300) SELECT i FROM n);");
  full = read_cache (file->driver);
  g_assert_cmpint (full, >, 600 * 1024);
  nx_driver_rest (file->driver);
  g_assert_cmpint (read_cache (file->driver), <, full / 10);
  g_assert_cmpint (ask (file->driver, "SELECT sum(length(data)) FROM thing"), ==, 900002);
  g_assert_cmpint (read_cache (file->driver), >, full / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/driver/linkage", test_linkage);
#define ADD(name, func) g_test_add ("/driver/" name, File, NULL, set_up, func, tear_down)
  ADD ("second-library", test_second_library);
  ADD ("settings", test_settings);
  ADD ("forbidden", test_forbidden);
  ADD ("statement", test_statement);
  ADD ("bad-bind-surfaces", test_bad_bind_surfaces);
  ADD ("constraint", test_constraint);
  ADD ("transactions", test_transactions);
  ADD ("reader-cannot-write", test_reader_cannot_write);
  ADD ("read-only", test_read_only);
  ADD ("wrong-key", test_wrong_key);
  ADD ("bad-files", test_bad_files);
  ADD ("cancel", test_cancel);
  ADD ("owner", test_owner);
  ADD ("cache", test_cache);
  ADD ("rest", test_rest);
  return g_test_run ();
}
