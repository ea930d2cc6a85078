/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that a store loaded in bulk is the store that saving each record for itself would have
 * made, and that a load that is broken off ends at the next opening. */
#include "config.h"

#include "nx-bulk.h"
#include "nx-large-save.h"
#include "nx-record-kinds.h"
#include "nx-sample-office.h"
#include "nx-save.h"

#include "store-fixture.h"

#include <string.h>

#define HOUSEHOLDS 130

/* 2026-11-22 10:00 in Asia/Shanghai, a Sunday. */
#define NOW G_GINT64_CONSTANT (1795312800)

/* The tables in which the engine keeps its text indexes: how it cuts them up is its own affair,
 * what is in them is looked at term by term. */
static const char *const tables_sql
    = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_text*'"
      " AND name <> 'store_info' ORDER BY name";
static const char *const schema_sql
    = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
static const char *const texts[] = { "household_text", "visit_text" };

static NxStore *
make_store (StoreFixture *fixture)
{
  NxStore *store = NULL;

  store_fixture_set_up (fixture, NULL);
  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  store = store_fixture_create (fixture);
  g_object_set (store, "fixed-now", NOW, NULL);
  return store;
}

static void
end_store (StoreFixture *fixture, NxStore *store)
{
  g_autoptr (GError) error = NULL;

  nx_store_close (store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (store);
  store_fixture_tear_down (fixture, NULL);
}

/* Looking */

/* The first column of every row, a line each. */
static char *
read_lines (NxDatabase *db, const char *sql)
{
  GString *lines = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "test-lines", sql, &error);

  g_assert_no_error (error);
  while (nx_statement_step (row, &error))
    g_string_append_printf (lines, "%s\n", nx_statement_get_text (row, 0));
  g_assert_no_error (error);
  return g_string_free (lines, FALSE);
}

/* Every column but the UUID, which is made anew each time, as one text. */
static char *
dup_row_sql (NxDatabase *db, const char *table)
{
  g_autofree char *columns_sql
      = g_strdup_printf ("SELECT group_concat('quote(' || name || ')', ' || '','' || ')"
                         " FROM pragma_table_info('%s') WHERE name <> 'uid'",
                         table);
  g_autofree char *columns = read_lines (db, columns_sql);

  return g_strdup_printf ("SELECT %s FROM %s ORDER BY 1", columns, table);
}

static void
add_table (NxDatabase *db, const char *table, GString *out)
{
  g_autofree char *sql = dup_row_sql (db, table);
  g_autofree char *rows = read_lines (db, sql);

  g_string_append_printf (out, "== %s\n%s", table, rows);
}

static void
add_text_index (NxDatabase *db, const char *table, GString *out)
{
  g_autofree char *make = g_strdup_printf (
      "CREATE VIRTUAL TABLE temp.looked_at USING fts5vocab('main', '%s', 'instance')", table);
  g_autofree char *terms = NULL;
  g_autoptr (GError) error = NULL;

  nx_driver_run_script (nx_database_get_driver (db), make, &error);
  g_assert_no_error (error);
  terms = read_lines (db, "SELECT term || ' ' || doc FROM temp.looked_at ORDER BY term, doc");
  g_assert_cmpuint (strlen (terms), >, 0);
  g_string_append_printf (out, "== %s\n%s", table, terms);
}

/* Each text index through a job of its own, since a virtual table cannot go while it was read. */
typedef struct
{
  GString *out;
  const char *text; /* NULL: the schema and the plain tables */
} Look;

static gpointer
look_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;

  if (look->text != NULL)
    add_text_index (db, look->text, look->out);
  else
    {
      g_autofree char *schema = read_lines (db, schema_sql);
      g_autofree char *names = read_lines (db, tables_sql);
      g_auto (GStrv) tables = g_strsplit (g_strchomp (names), "\n", -1);

      g_string_append (look->out, schema);
      for (guint i = 0; tables[i] != NULL; i++)
        add_table (db, tables[i], look->out);
    }
  return data;
}

static gpointer
forget_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_driver_run_script (nx_database_get_driver (db), "DROP TABLE temp.looked_at", error)
             ? data
             : NULL;
}

static char *
dup_everything (NxStore *store)
{
  Look look = { g_string_new (NULL), NULL };
  g_autoptr (GError) error = NULL;

  nx_store_write (store, look_job, &look, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      look.text = texts[i];
      nx_store_write (store, look_job, &look, NULL, &error);
      g_assert_no_error (error);
      nx_store_write (store, forget_job, &look, NULL, &error);
      g_assert_no_error (error);
    }
  return g_string_free (look.out, FALSE);
}

/* Where two long texts part, said in one line. */
static void
assert_same (const char *left, const char *right)
{
  g_auto (GStrv) left_lines = g_strsplit (left, "\n", -1);
  g_auto (GStrv) right_lines = g_strsplit (right, "\n", -1);

  for (guint i = 0; left_lines[i] != NULL && right_lines[i] != NULL; i++)
    g_assert_cmpstr (left_lines[i], ==, right_lines[i]);
  g_assert_cmpuint (g_strv_length (left_lines), ==, g_strv_length (right_lines));
}

/* Tests */

static gpointer
fill_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_sample_office_fill (db, data, error) ? data : NULL;
}

/* As many as it takes for the lists' indexes to go meanwhile. */
static gpointer
fill_large_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_large_save_begin (db, 1000000, error) && nx_sample_office_fill (db, data, error)
                 && nx_large_save_end (db, error)
             ? data
             : NULL;
}

static gpointer
fill_and_fail_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  if (nx_large_save_begin (db, 1000000, error) && nx_sample_office_fill (db, data, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return NULL;
}

typedef void (*Fill) (NxStore *store, NxSampleOptions *options, GError **error);

static void
fill_one_by_one (NxStore *store, NxSampleOptions *options, GError **error)
{
  nx_store_write (store, fill_job, options, NULL, error);
}

static void
fill_large (NxStore *store, NxSampleOptions *options, GError **error)
{
  nx_store_write (store, fill_large_job, options, NULL, error);
}

static void
fill_after_failure (NxStore *store, NxSampleOptions *options, GError **error)
{
  g_autoptr (GError) failure = NULL;

  nx_store_write (store, fill_and_fail_job, options, NULL, &failure);
  g_assert_error (failure, G_IO_ERROR, G_IO_ERROR_FAILED);
  fill_one_by_one (store, options, error);
}

static void
fill_city (NxStore *store, NxSampleOptions *options, GError **error)
{
  nx_sample_office_fill_store (store, options, NULL, NULL, NULL, error);
}

static char *
dup_filled (Fill fill)
{
  NxSampleOptions options
      = { .households = HOUSEHOLDS, .seed = 42, .part = 50, .one_by_one = TRUE };
  StoreFixture fixture = { 0 };
  NxStore *store = make_store (&fixture);
  g_autoptr (GError) error = NULL;
  char *rows = NULL;

  fill (store, &options, &error);
  g_assert_no_error (error);
  rows = dup_everything (store);
  end_store (&fixture, store);
  return rows;
}

static void
test_same_rows (gconstpointer fill)
{
  g_autofree char *expected = dup_filled (fill_one_by_one);
  g_autofree char *rows = dup_filled ((Fill)fill);

  assert_same (expected, rows);
}

static gpointer
begin_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_bulk_begin (db, error) ? data : NULL;
}

static gpointer
save_in_bulk_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxEdit) person = nx_edit_new (NX_RECORD_PERSON, NULL);
  gboolean is_well = FALSE;

  nx_edit_set_text (person, NX_PERSON_NAME, "王桂英");
  nx_edit_set_text (person, NX_PERSON_PHONES, "13800001111");
  is_well = nx_bulk_enter (db, error) && nx_records_save (db, person, error) != 0;
  return nx_bulk_leave (db, is_well ? error : NULL) && is_well ? data : NULL;
}

static void
test_broken_off (void)
{
  StoreFixture fixture = { 0 };
  NxStore *store = make_store (&fixture);
  gint64 n_indexes
      = store_fixture_ask (store, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'");
  g_autoptr (GError) error = NULL;

  nx_store_write (store, begin_job, store, NULL, &error);
  g_assert_no_error (error);
  nx_store_write (store, save_in_bulk_job, store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
      store_fixture_ask (store, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"), <,
      n_indexes);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM name_key"), ==, 0);
  nx_store_close (store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (store);

  store = store_fixture_open (&fixture);
  g_assert_cmpint (
      store_fixture_ask (store, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"), ==,
      n_indexes);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM name_key WHERE key = 'i:wgy'"),
                   ==, 1);
  g_assert_cmpint (
      store_fixture_ask (store, "SELECT count(*) FROM phone_key WHERE tail = '11110000831'"), ==,
      1);
  g_assert_cmpint (
      store_fixture_ask (store, "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'bulk*'"), ==,
      0);
  end_store (&fixture, store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/exchange/sample-bulk/same-rows/large", fill_large, test_same_rows);
  g_test_add_data_func ("/exchange/sample-bulk/same-rows/failed", fill_after_failure,
                        test_same_rows);
  g_test_add_data_func ("/exchange/sample-bulk/same-rows/city", fill_city, test_same_rows);
  g_test_add_func ("/exchange/sample-bulk/broken-off", test_broken_off);
  return g_test_run ();
}
