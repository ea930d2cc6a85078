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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store/create-and-open-again", test_create_and_open_again);
  ADD ("/store/bundled-schema", test_bundled_schema);
  return g_test_run ();
}
