/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests bringing a store up to date: in steps, with a backup, or not at all. */
#include "config.h"

#include "nx-driver-sqlcipher.h"
#include "nx-store-error.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Steps the fixture's schema can be brought on by; the first is the fixture's own. */
static void
use_steps (StoreFixture *fixture, const char *second, const char *third)
{
  const char *const steps[] = { store_fixture_steps[0], second, third, NULL };

  nx_migrations_unref (fixture->migrations);
  fixture->migrations = nx_migrations_new_from_texts (steps);
}

/* A store of the first step with one thing in it, closed. */
static void
make_old (StoreFixture *fixture)
{
  NxStore *store = store_fixture_create (fixture);

  store_fixture_run (store, "INSERT INTO thing (id, name) VALUES (1, 'old')");
  store_fixture_assert_finalizes (store);
}

static NxDriver *
open_raw (StoreFixture *fixture, const char *path, NxDriverMode mode)
{
  g_autoptr (GError) error = NULL;
  NxDriver *driver = nx_driver_sqlcipher_new ();
  NxDriverTarget target = { .path = path, .mode = mode, .key = fixture->key, .cache_kb = 1024 };

  nx_driver_open (driver, &target, &error);
  g_assert_no_error (error);
  return driver;
}

static gint64
read_schema (StoreFixture *fixture, const char *path)
{
  NxDriver *driver = open_raw (fixture, path, NX_DRIVER_OPEN_READ_ONLY);
  gint64 schema = -1;

  g_assert_true (nx_driver_read_number (driver, NX_DRIVER_NUMBER_SCHEMA, &schema, NULL));
  store_fixture_assert_finalizes (driver);
  return schema;
}

static void
write_schema (StoreFixture *fixture, const char *path, gint64 schema)
{
  NxDriver *driver = open_raw (fixture, path, NX_DRIVER_OPEN_EXISTING);

  g_assert_true (nx_driver_write_number (driver, NX_DRIVER_NUMBER_SCHEMA, schema, NULL));
  store_fixture_assert_finalizes (driver);
}

/* The path of the only backup; NULL when there is none. */
static char *
find_backup (StoreFixture *fixture)
{
  g_autofree char *backups = store_fixture_path (fixture, "backups");
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  if (name == NULL)
    return NULL;
  g_assert_null (g_dir_read_name (dir));
  return g_build_filename (backups, name, NULL);
}

static void
test_bundled_steps (void)
{
  g_autoptr (NxMigrations) migrations = nx_migrations_new ();

  g_assert_cmpint (nx_migrations_get_newest (migrations), >=, 1);
}

static void
test_steps_run (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;
  NxDriver *copy = NULL;
  NxStore *store = NULL;

  make_old (fixture);
  use_steps (fixture,
             "-- A column; with a ; in its comment\n"
             "ALTER TABLE thing ADD COLUMN note TEXT; /* and ; here */\n"
             "UPDATE thing SET note = 'one; two';",
             "CREATE INDEX thing_by_name ON thing (name);\n-- the end");
  store = store_fixture_open (fixture);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing WHERE note = 'one; two'"),
                   ==, 1);
  store_fixture_assert_finalizes (store);
  g_assert_cmpint (read_schema (fixture, file), ==, 3);
  backup = find_backup (fixture);
  g_assert_nonnull (backup);
  g_assert_nonnull (strstr (backup, "before-update"));
  g_assert_cmpint (read_schema (fixture, backup), ==, 1);
  copy = open_raw (fixture, backup, NX_DRIVER_OPEN_READ_ONLY);
  {
    g_autoptr (NxStatement) statement
        = nx_driver_prepare (copy, "copy", "SELECT name FROM thing", &error);

    g_assert_true (nx_statement_step (statement, &error));
    g_assert_cmpstr (nx_statement_get_text (statement, 0), ==, "old");
  }
  store_fixture_assert_finalizes (copy);
  /* The second time there is nothing to do, and no second backup. */
  store_fixture_assert_finalizes (store_fixture_open (fixture));
  g_free (backup);
  backup = find_backup (fixture);
  g_assert_nonnull (backup);
}

typedef struct
{
  const char *name;
  const char *step;
  int code;
} BadStep;

static const BadStep bad_steps[] = {
  { "syntax", "UPDATE thing SET name = 'new'; CREATE TABEL x (y);", NX_STORE_ERROR_FAILED },
  { "check", "UPDATE thing SET name = 'new'; UPDATE thing SET name = '';",
    NX_STORE_ERROR_CONSTRAINT },
  { "reference",
    "UPDATE thing SET name = 'new'; PRAGMA defer_foreign_keys = ON;"
    "INSERT INTO part (thing_id) VALUES (99);",
    NX_STORE_ERROR_CONSTRAINT },
  { "forbidden", "UPDATE thing SET name = 'new'; ATTACH DATABASE '' AS x KEY '';",
    NX_STORE_ERROR_FAILED },
};

/* A step that fails in its middle leaves the version and the data of the step before. */
static void
test_step_fails (StoreFixture *fixture, gconstpointer data)
{
  const BadStep *bad = data;
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  g_autofree char *backup = NULL;
  NxStore *store = NULL;

  make_old (fixture);
  use_steps (fixture, "ALTER TABLE thing ADD COLUMN note TEXT;", bad->step);
  store_fixture_assert_refused (fixture, fixture->key, bad->code);
  g_assert_cmpint (read_schema (fixture, file), ==, 2);
  backup = find_backup (fixture);
  g_assert_cmpint (read_schema (fixture, backup), ==, 1);

  use_steps (fixture, "ALTER TABLE thing ADD COLUMN note TEXT;", NULL);
  store = store_fixture_open (fixture);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing WHERE name = 'old'"), ==,
                   1);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM part"), ==, 0);
  store_fixture_assert_finalizes (store);
}

/* Also while a store is made: then there is none. */
static void
test_create_fails (StoreFixture *fixture, gconstpointer data)
{
  static const NxStoreInfo info
      = { .uid = "6f1c2c1e-5d0b-4a53-9a2f-0d7a5c4e1b11", .office_name = "Station" };
  g_autoptr (GError) error = NULL;
  NxStore *store = NULL;

  use_steps (fixture, bad_steps[0].step, NULL);
  store = store_fixture_new (fixture);
  g_assert_false (nx_store_create (store, fixture->key, &info, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_FAILED);
  g_assert_false (nx_store_is_present (store));
  use_steps (fixture, NULL, NULL);
  store_fixture_assert_finalizes (store);
  store_fixture_assert_finalizes (store_fixture_create (fixture));
}

static void
test_newer_is_untouched (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  g_autofree char *wal = store_fixture_path (fixture, "store.db-wal");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before = 0;
  gsize n_after = 0;

  make_old (fixture);
  write_schema (fixture, file, 99);
  g_assert_true (g_file_get_contents (file, &before, &n_before, NULL));
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_NEWER_SCHEMA);
  g_assert_true (g_file_get_contents (file, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_null (find_backup (fixture));
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *content = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (from, &content, &size, NULL));
  g_assert_cmpuint (size, >, 0);
  g_assert_true (g_file_set_contents (to, content, (gssize)size, NULL));
}

/* The newer program crashed, and its version number still lies in the journal. */
static void
test_newer_in_journal (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  g_autofree char *wal = store_fixture_path (fixture, "store.db-wal");
  g_autofree char *kept = g_build_filename (fixture->parent, "kept", NULL);
  g_autofree char *kept_wal = g_build_filename (fixture->parent, "kept-wal", NULL);
  NxDriver *driver = NULL;

  make_old (fixture);
  driver = open_raw (fixture, file, NX_DRIVER_OPEN_EXISTING);
  g_assert_true (nx_driver_write_number (driver, NX_DRIVER_NUMBER_SCHEMA, 99, NULL));
  copy_file (file, kept);
  copy_file (wal, kept_wal);
  store_fixture_assert_finalizes (driver);
  copy_file (kept, file);
  copy_file (kept_wal, wal);
  for (guint round = 0; round < 2; round++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gsize n_before = 0;
      gsize n_after = 0;

      store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_NEWER_SCHEMA);
      g_assert_true (g_file_get_contents (kept, &before, &n_before, NULL));
      g_assert_true (g_file_get_contents (file, &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
      g_clear_pointer (&before, g_free);
      g_clear_pointer (&after, g_free);
      g_assert_true (g_file_get_contents (kept_wal, &before, &n_before, NULL));
      g_assert_true (g_file_get_contents (wal, &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
    }
}

/* Encrypted with our key, but made by something else. */
static void
test_not_a_store (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  NxDriver *driver = NULL;

  g_mkdir (fixture->folder, 0700);
  driver = open_raw (fixture, file, NX_DRIVER_OPEN_NEW);
  g_assert_true (nx_driver_run_script (driver, store_fixture_steps[0], NULL));
  g_assert_true (nx_driver_write_number (driver, NX_DRIVER_NUMBER_SCHEMA, 1, NULL));
  store_fixture_assert_finalizes (driver);
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_NOT_A_STORE);
  driver = open_raw (fixture, file, NX_DRIVER_OPEN_EXISTING);
  g_assert_true (
      nx_driver_write_number (driver, NX_DRIVER_NUMBER_APPLICATION, NX_STORE_APPLICATION_ID, NULL));
  store_fixture_assert_finalizes (driver);
  /* Now it has our mark and the tables, but no office. */
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_NOT_A_STORE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrations/bundled-steps", test_bundled_steps);
#define ADD(name, func)                                                                            \
  g_test_add ("/migrations/" name, StoreFixture, NULL, store_fixture_set_up, func,                 \
              store_fixture_tear_down)
  ADD ("steps-run", test_steps_run);
  ADD ("create-fails", test_create_fails);
  ADD ("newer-is-untouched", test_newer_is_untouched);
  ADD ("newer-in-journal", test_newer_in_journal);
  ADD ("not-a-store", test_not_a_store);
  for (guint i = 0; i < G_N_ELEMENTS (bad_steps); i++)
    {
      g_autofree char *path = g_strconcat ("/migrations/step-fails/", bad_steps[i].name, NULL);

      g_test_add (path, StoreFixture, &bad_steps[i], store_fixture_set_up, test_step_fails,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
