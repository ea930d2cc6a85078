/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests what comes before an import: the file in memory, the look at it, what its columns meant
 * last time; and that an import that came to nothing leaves its plan whole. */
#include "config.h"

#include "nx-exchange-error.h"
#include "nx-import-memory.h"
#include "nx-import-preview.h"
#include "nx-import.h"
#include "nx-office.h"
#include "nx-table-file.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static const NxDate today = { 2026, 11, 22 };

/* Looking */

static NxImportPreview *
look (const char *text, gssize length, NxEncoding encoding, char separator, int header)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize)length);
  const NxImportPreviewOptions options = { encoding, separator, header };
  g_autoptr (GError) error = NULL;
  NxImportPreview *preview = nx_import_preview_new (bytes, &options, &error);

  g_assert_no_error (error);
  return preview;
}

static void
test_look (void)
{
  g_autoptr (NxImportPreview) plain
      = look ("名册\n姓名;性别;\n单晓岚;女;甲\n", -1, NX_ENCODING_AUTO, '\0', -1);
  g_autoptr (NxImportPreview) forced
      = look ("姓名;性别\n单晓岚;女\n", -1, NX_ENCODING_AUTO, ',', -1);
  g_autoptr (NxImportPreview) strange = look ("XM,XB\nSXL,F\n", -1, NX_ENCODING_AUTO, '\0', -1);

  g_assert_cmpint (plain->encoding, ==, NX_ENCODING_UTF_8);
  g_assert_cmpint (plain->separator, ==, ';');
  g_assert_cmpint (plain->header, ==, 1);
  g_assert_false (plain->is_header_guessed);
  g_assert_cmpuint (plain->n_columns, ==, 3);
  g_assert_cmpuint (g_array_index (plain->numbers, guint64, 2), ==, 3);
  g_assert_cmpint (nx_import_map_get (plain->map, 0), ==, NX_IMPORT_COLUMN_NAME);
  g_assert_cmpint (nx_import_map_get (plain->map, 2), ==, NX_IMPORT_COLUMN_IGNORED);
  g_assert_cmpint (forced->separator, ==, ',');
  g_assert_cmpint (forced->guessed_separator, ==, ';');
  g_assert_true (strange->is_header_guessed);
  g_assert_cmpint (strange->header, ==, 0);
}

static void
test_look_wrongly (void)
{
  g_autofree char *wide
      = g_convert ("姓名,性别\n单晓岚,女\n", -1, "UTF-16LE", "UTF-8", NULL, NULL, NULL);
  g_autofree char *national
      = g_convert ("姓名\n单晓岚\n", -1, "GB18030", "UTF-8", NULL, NULL, NULL);
  g_autoptr (NxImportPreview) guessed = look (wide, 26, NX_ENCODING_AUTO, '\0', -1);
  g_autoptr (NxImportPreview) right = look (wide, 26, NX_ENCODING_UTF_16LE, '\0', -1);
  g_autoptr (NxImportPreview) wrong = look (national, -1, NX_ENCODING_UTF_8, '\0', -1);
  g_autoptr (NxImportPreview) cut = look ("姓名\n单晓岚\n\"曾", -1, NX_ENCODING_AUTO, '\0', -1);

  g_assert_true (guessed->problem != NULL || guessed->is_header_guessed);
  g_assert_cmpuint (right->rows->len, ==, 2);
  g_assert_false (right->is_header_guessed);
  g_assert_true (wrong->has_lost_text);
  g_assert_cmpint (wrong->guessed_encoding, ==, NX_ENCODING_GB18030);
  g_assert_nonnull (cut->problem);
  g_assert_cmpuint (cut->rows->len, ==, 2);
}

static void
assert_no_table (const char *bytes, gsize length, int code)
{
  g_autoptr (GBytes) content = g_bytes_new (bytes, length);
  const NxImportPreviewOptions options = { .header = -1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (nx_import_preview_new (content, &options, &error));
  g_assert_error (error, NX_EXCHANGE_ERROR, code);
}

static void
test_look_at_no_table (void)
{
  assert_no_table ("", 0, NX_EXCHANGE_ERROR_EMPTY);
  assert_no_table ("\n\n , \n", 6, NX_EXCHANGE_ERROR_EMPTY);
  assert_no_table ("PK\x03\x04 and more", 13, NX_EXCHANGE_ERROR_NOT_A_TABLE);
}

/* The file */

static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nx-table-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) parent = g_file_new_for_path (folder);
  g_autoptr (NxTableFile) table = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (nx_table_file_read (file, NULL, &error));
  g_assert_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_FAILED);
  g_assert_null (strstr (error->message, folder));
  g_clear_error (&error);
  g_assert_null (nx_table_file_read (parent, NULL, &error));
  g_assert_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_NOT_A_TABLE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "姓名\n", -1, NULL));
  table = nx_table_file_read (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (nx_table_file_get_bytes (table)), ==, 7);
  g_assert_cmpstr (nx_table_file_get_name (table), ==, "table.csv");
  g_assert_cmpint (nx_table_file_check (table, NULL), ==, NX_TABLE_FILE_SAME);
  g_assert_true (g_file_set_contents (path, "住址\n", -1, NULL));
  g_assert_cmpint (nx_table_file_check (table, NULL), ==, NX_TABLE_FILE_CHANGED);
  g_unlink (path);
  g_assert_cmpint (nx_table_file_check (table, NULL), ==, NX_TABLE_FILE_GONE);
  g_rmdir (folder);
}

/* In the store */

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
} Fixture;

static gpointer
set_up_office (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_office_set_up (db, "210102002001", "林晓岚", error) != 0 ? db : NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&self->store_fixture, NULL);
  g_clear_pointer (&self->store_fixture.migrations, nx_migrations_unref);
  self->store = store_fixture_create (&self->store_fixture);
  nx_store_write (self->store, set_up_office, NULL, NULL, &error);
  g_assert_no_error (error);
  nx_store_set_actor (self->store, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_assert_finalizes (self->store);
  store_fixture_tear_down (&self->store_fixture, NULL);
}

static gpointer
keep_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_import_memory_keep (db, data, error) ? data : NULL;
}

static gpointer
recall_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_import_memory_recall (db, data, error) ? data : NULL;
}

static gboolean
recall (Fixture *self, NxImportMap *map)
{
  g_autoptr (GError) error = NULL;
  gpointer found = nx_store_read (self->store, recall_job, map, NULL, &error);

  g_assert_no_error (error);
  return found != NULL;
}

static void
keep (Fixture *self, NxImportMap *map)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (self->store, keep_job, map, NULL, &error);
  g_assert_no_error (error);
}

static void
test_memory (Fixture *self, gconstpointer data)
{
  const char *const headings[] = { "XM", "姓名", "" };
  const char *const spaced[] = { " ＸＭ", "姓名 ", "" };
  const char *const others[] = { "XM", "姓名" };
  g_autoptr (NxImportMap) map = nx_import_map_new (headings, 3);
  g_autoptr (NxImportMap) again = nx_import_map_new (spaced, 3);
  g_autoptr (NxImportMap) other = nx_import_map_new (others, 2);

  nx_import_map_ignore_nameless (map);
  keep (self, map); /* as its headings say: nothing to keep */
  g_assert_false (recall (self, again));
  nx_import_map_set (map, 0, NX_IMPORT_COLUMN_NAME);
  nx_import_map_set (map, 1, NX_IMPORT_COLUMN_FORMER_NAME);
  keep (self, map);
  g_assert_true (recall (self, again));
  g_assert_cmpint (nx_import_map_get (again, 0), ==, NX_IMPORT_COLUMN_NAME);
  g_assert_cmpint (nx_import_map_get (again, 1), ==, NX_IMPORT_COLUMN_FORMER_NAME);
  g_assert_false (recall (self, other));
  store_fixture_run (self->store, "UPDATE setting SET value = 'name' WHERE name LIKE 'import-%'");
  g_assert_true (recall (self, other) || recall (self, again)); /* damaged: changes nothing */
  g_assert_cmpint (nx_import_map_get (again, 0), ==, NX_IMPORT_COLUMN_NAME);
  nx_import_map_set (map, 1, NX_IMPORT_COLUMN_NAME);
  keep (self, map);
  g_assert_false (recall (self, again));
}

typedef struct
{
  NxImport *import;
  NxImportCounts counts;
  GCancellable *cancellable;
} Job;

static gpointer
plan_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nx_import_plan (job->import, db, &job->counts, error) ? job : NULL;
}

static gpointer
stopped_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  g_cancellable_cancel (job->cancellable);
  return nx_import_apply (job->import, db, &job->counts, error) ? job : NULL;
}

static void
test_stopped (Fixture *self, gconstpointer data)
{
  static const char table[] = "户号,姓名\nA,单晓岚\nB,曾明远\nB,曾明远\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (table, strlen (table));
  g_autoptr (NxCsvReader) reader = NULL;
  g_autoptr (NxImport) import = NULL;
  g_autoptr (GPtrArray) planned = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Job job = { .cancellable = cancellable };

  reader = nx_csv_reader_new_for_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  import = nx_import_new (reader, NULL, today, &error);
  g_assert_no_error (error);
  job.import = import;
  nx_store_read (self->store, plan_job, &job, NULL, &error);
  g_assert_no_error (error);
  planned = nx_import_dup_findings (import);
  g_assert_cmpuint (planned->len, ==, 1);
  nx_store_write (self->store, stopped_job, &job, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = nx_import_dup_findings (import);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_true (g_ptr_array_index (after, 0) == g_ptr_array_index (planned, 0));
  g_assert_cmpint (store_fixture_ask (self->store, "SELECT count(*) FROM household"), ==, 0);
}

static void
on_progress (double share, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Somebody who waits for a long table may stop reading it. */
static void
test_stopped_reading (void)
{
  g_autoptr (GString) text = g_string_new ("姓名\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NxCsvReader) reader = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "单晓岚\n");
  bytes = g_bytes_new (text->str, text->len);
  reader = nx_csv_reader_new_for_bytes (bytes, NULL, NULL);
  g_assert_null (nx_import_new_with_progress (reader, NULL, today, on_progress, cancellable,
                                              cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/import-preview/look", test_look);
  g_test_add_func ("/exchange/import-preview/look-wrongly", test_look_wrongly);
  g_test_add_func ("/exchange/import-preview/no-table", test_look_at_no_table);
  g_test_add_func ("/exchange/import-preview/file", test_file);
  g_test_add_func ("/exchange/import-preview/stopped-reading", test_stopped_reading);
  ADD ("/exchange/import-preview/memory", test_memory);
  ADD ("/exchange/import-preview/stopped", test_stopped);
  return g_test_run ();
}
