/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the tests of the store share: a folder that goes away, a key, waiting without sleeping. */
#include "config.h"

#include "store-fixture.h"

#include "nx-store-error.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

const char *const store_fixture_steps[] = {
  "-- One row; the rest is what the tests write.\n"
  "CREATE TABLE store_info (id INTEGER PRIMARY KEY CHECK (id = 1), uid TEXT NOT NULL,"
  " office_name TEXT NOT NULL, area_code TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;\n"
  "CREATE TABLE event (id INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT;\n"
  "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> '')) STRICT;\n"
  "/* a thing of a thing */ CREATE TABLE part (id INTEGER PRIMARY KEY,"
  " thing_id INTEGER NOT NULL REFERENCES thing (id)) STRICT;\n",
  NULL,
};

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  guint8 bytes[32];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)(i * 7 + 1);
  fixture->parent = g_dir_make_tmp ("nx-store-XXXXXX", NULL);
  g_assert_nonnull (fixture->parent);
  fixture->folder = g_build_filename (fixture->parent, "office", NULL);
  fixture->key = g_bytes_new (bytes, sizeof bytes);
  fixture->migrations = nx_migrations_new_from_texts (store_fixture_steps);
}

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *ftw)
{
  return remove (path);
}

void
store_fixture_remove_tree (const char *path)
{
  g_assert_no_errno (nftw (path, remove_one, 8, FTW_DEPTH | FTW_PHYS));
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_remove_tree (fixture->parent);
  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  g_bytes_unref (fixture->key);
  g_free (fixture->parent);
  g_free (fixture->folder);
}

NxStore *
store_fixture_new (StoreFixture *fixture)
{
  NxStore *store = nx_store_new (fixture->folder);

  if (fixture->migrations != NULL)
    nx_store_set_migrations (store, fixture->migrations);
  return store;
}

NxStore *
store_fixture_create (StoreFixture *fixture)
{
  static const NxStoreInfo info = { .uid = "6f1c2c1e-5d0b-4a53-9a2f-0d7a5c4e1b11",
                                    .office_name = "Sunshine Station",
                                    .area_code = "210102001001" };
  NxStore *store = store_fixture_new (fixture);
  g_autoptr (GError) error = NULL;

  nx_store_create (store, fixture->key, &info, &error);
  g_assert_no_error (error);
  return store;
}

NxStore *
store_fixture_open (StoreFixture *fixture)
{
  NxStore *store = store_fixture_new (fixture);
  g_autoptr (GError) error = NULL;

  nx_store_open (store, fixture->key, &error);
  g_assert_no_error (error);
  return store;
}

void
store_fixture_assert_refused (StoreFixture *fixture, GBytes *key, int code)
{
  NxStore *store = store_fixture_new (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (nx_store_open (store, key, &error));
  g_assert_error (error, NX_STORE_ERROR, code);
  g_assert_false (nx_store_is_open (store));
  /* A sentence for the user: what happened, what was kept, what to do. */
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strstr (error->message, fixture->parent));
  store_fixture_assert_finalizes (store);
}

char *
store_fixture_path (StoreFixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static gpointer
run_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxStatement) statement = nx_database_dynamic (db, "test-run", data, error);

  if (statement != NULL)
    nx_statement_run (statement, error);
  return NULL;
}

void
store_fixture_run (NxStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (store, run_job, (gpointer)sql, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64 value;
} Question;

static gpointer
ask_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (NxStatement) statement = nx_database_dynamic (db, "test-ask", question->sql, error);

  if (statement != NULL && nx_statement_step (statement, error))
    question->value = nx_statement_get_int64 (statement, 0);
  return NULL;
}

gint64
store_fixture_ask (NxStore *store, const char *sql)
{
  Question question = { sql, G_MININT64 };
  g_autoptr (GError) error = NULL;

  nx_store_read (store, ask_job, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (question.value, !=, G_MININT64);
  return question.value;
}

static gboolean
on_deadline_cb (gpointer data)
{
  g_error ("a test waited for ten seconds in vain");
  return G_SOURCE_REMOVE;
}

void
store_fixture_wait (StoreFixtureCondition is_true, gpointer data)
{
  guint deadline = g_timeout_add_seconds (10, on_deadline_cb, NULL);

  while (!is_true (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static gboolean
is_flag_set (gpointer data)
{
  return *(const gboolean *)data;
}

void
store_fixture_wait_flag (const gboolean *flag)
{
  store_fixture_wait (is_flag_set, (gpointer)flag);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *)data == NULL;
}

void
store_fixture_assert_finalizes (gpointer object)
{
  gpointer left = object;

  g_object_add_weak_pointer (object, &left);
  g_object_unref (object);
  /* A cancelled job under way still holds its store until it is answered. */
  store_fixture_wait (is_gone, &left);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
store_answer_clear (StoreAnswer *answer)
{
  g_clear_error (&answer->error);
  g_clear_pointer (&answer->result, g_free);
}

void
store_answer_on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  StoreAnswer *answer = data;

  answer->result = nx_store_read_finish (NX_STORE (object), result, &answer->error);
  answer->is_done = TRUE;
}

void
store_answer_on_write (GObject *object, GAsyncResult *result, gpointer data)
{
  StoreAnswer *answer = data;

  answer->result = nx_store_write_finish (NX_STORE (object), result, &answer->error);
  answer->is_done = TRUE;
}

void
store_answer_on_close (GObject *object, GAsyncResult *result, gpointer data)
{
  StoreAnswer *answer = data;

  nx_store_close_finish (NX_STORE (object), result, &answer->error);
  answer->is_done = TRUE;
}

gpointer
store_fixture_dup_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup ("result");
}
