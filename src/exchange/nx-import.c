/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads a table into rows of a register, and writes the report of what was refused. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import.h"

#include "nx-exchange-error.h"
#include "nx-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows between two reports of progress. */
#define PROGRESS_ROWS 500

/* Who waits for the reading, and may stop it. */
typedef struct
{
  NxImportReadProgress progress;
  gpointer data;
  GCancellable *cancellable;
} Watch;

/* The rows from the top among which the header is looked for, kept until it is found. */
typedef struct
{
  GPtrArray *cells; /* GStrv */
  GPtrArray *raws;
} Head;

static void
head_clear (Head *head)
{
  g_clear_pointer (&head->cells, g_ptr_array_unref);
  g_clear_pointer (&head->raws, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

void
nx_import_free (NxImport *self)
{
  nx_import_map_free (self->map);
  g_free (self->header_raw);
  g_free (self->digest);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static gboolean
read_head (NxCsvReader *reader, Head *head, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const NxCsvRow *row = NULL;

  head->cells = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  head->raws = g_ptr_array_new_with_free_func (g_free);
  while (head->cells->len < NX_IMPORT_HEADER_ROWS && nx_csv_reader_next (reader, &row, &failure))
    {
      g_ptr_array_add (head->cells, g_strdupv ((char **)row->cells));
      g_ptr_array_add (head->raws, g_strdup (row->raw));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
report (const Watch *watch, NxCsvReader *reader, GError **error)
{
  if (watch->progress != NULL)
    watch->progress (nx_csv_reader_get_progress (reader), watch->data);
  return !g_cancellable_set_error_if_cancelled (watch->cancellable, error);
}

/* Goes on behind the header with a second reader over the same table, since the rows looked at for
 * the header are rows of people too. */
static gboolean
read_rows (NxImport *self, NxCsvReader *reader, guint n_head, const Watch *watch, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) failure = NULL;
  const NxCsvRow *row = NULL;

  nx_csv_reader_set_width (reader, nx_import_map_get_n_columns (self->map));
  for (guint i = 0; nx_csv_reader_next (reader, &row, &failure); i++)
    {
      if (i < n_head)
        continue;
      if (i % PROGRESS_ROWS == 0 && !report (watch, reader, &failure))
        break;
      g_ptr_array_add (self->rows, nx_import_row_new (row, self->map, self->today));
      g_checksum_update (checksum, (const guchar *)row->raw, (gssize)strlen (row->raw));
      g_checksum_update (checksum, (const guchar *)"\n", 1);
    }
  self->digest = g_strdup (g_checksum_get_string (checksum));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
has_heads_of (NxImportMap *map, GStrv cells)
{
  g_autoptr (NxImportMap) own
      = nx_import_map_new ((const char *const *)cells, g_strv_length (cells));

  if (nx_import_map_get_n_columns (own) != nx_import_map_get_n_columns (map))
    return FALSE;
  for (guint i = 0; i < nx_import_map_get_n_columns (map); i++)
    if (!g_str_equal (nx_import_map_get_header (own, i), nx_import_map_get_header (map, i)))
      return FALSE;
  return TRUE;
}

/* The row a given map was made of: its words need not be any we know. */
static int
find_row_of_map (NxImportMap *map, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (has_heads_of (map, g_ptr_array_index (rows, i)))
      return (int)i;
  return -1;
}

static gboolean
take_map (NxImport *self, Head *head, NxImportMap *map, guint *n_head, GError **error)
{
  g_autoptr (NxImportMap) found = NULL;
  int index = map != NULL ? find_row_of_map (map, head->cells) : -1;

  if (index < 0)
    index = nx_import_map_find_header (head->cells, &found, error);
  if (index < 0)
    {
      g_clear_pointer (&map, nx_import_map_free);
      return FALSE;
    }
  self->map = map != NULL ? map : g_steal_pointer (&found);
  self->header_raw = g_strdup (g_ptr_array_index (head->raws, (guint)index));
  *n_head = (guint)index + 1;
  return nx_import_map_check (self->map, error);
}

NxImport *
nx_import_new (NxCsvReader *reader, NxImportMap *map, NxDate today, GError **error)
{
  return nx_import_new_with_progress (reader, map, today, NULL, NULL, NULL, error);
}

NxImport *
nx_import_new_with_progress (NxCsvReader *reader,
                             NxImportMap *map,
                             NxDate today,
                             NxImportReadProgress progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error)
{
  const Watch watch = { progress, data, cancellable };
  g_autoptr (NxImport) self = g_new0 (NxImport, 1);
  g_auto (Head) head = { NULL, NULL };
  g_autoptr (NxCsvReader) again = NULL;
  guint n_head = 0;

  self->today = today;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_import_row_free);
  self->separator = nx_csv_reader_get_separator (reader);
  if (!read_head (reader, &head, error))
    {
      g_clear_pointer (&map, nx_import_map_free);
      return NULL;
    }
  if (!take_map (self, &head, map, &n_head, error))
    return NULL;
  again = nx_csv_reader_new_again (reader, error);
  if (again == NULL || !read_rows (self, again, n_head, &watch, error))
    return NULL;
  if (self->rows->len == 0)
    {
      g_set_error_literal (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_EMPTY,
                           _ ("The table has a header but no row below it. Nothing was imported."));
      return NULL;
    }
  self->groups = nx_import_groups_new (self->rows);
  return g_steal_pointer (&self);
}

NxImportMap *
nx_import_get_map (NxImport *self)
{
  return self->map;
}

guint
nx_import_get_n_rows (NxImport *self)
{
  return self->rows->len;
}

GPtrArray *
nx_import_get_rows (NxImport *self)
{
  return self->rows;
}

GPtrArray *
nx_import_dup_findings (NxImport *self)
{
  GPtrArray *findings = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      NxImportRow *row = g_ptr_array_index (self->rows, i);

      for (guint n = 0; n < row->findings->len; n++)
        g_ptr_array_add (findings, g_ptr_array_index (row->findings, n));
    }
  return findings;
}

/* The report */

/* Our own three cells hold neither separators nor quotes that would need more than this. */
static void
append_cell (GString *text, const char *cell, char separator)
{
  g_auto (GStrv) parts = g_strsplit (cell != NULL ? cell : "", "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (text, "\"%s\"%c", doubled, separator);
}

static void
append_refused (GString *text, const NxImportRow *row, char separator)
{
  for (guint i = 0; i < row->findings->len; i++)
    {
      const NxImportFinding *finding = g_ptr_array_index (row->findings, i);
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, finding->row);

      if (!finding->is_refusal)
        continue;
      append_cell (text, number, separator);
      append_cell (text, finding->column, separator);
      append_cell (text, finding->message, separator);
      g_string_append_printf (text, "%s\r\n", row->raw);
      return;
    }
}

gboolean
nx_import_write_report (NxImport *self, GFile *file, GError **error)
{
  g_autoptr (GString) text = g_string_new ("\xEF\xBB\xBF");

  /* TRANSLATORS: heads of the columns of an import report */
  append_cell (text, _ ("Row"), self->separator);
  /* TRANSLATORS: heads of the columns of an import report */
  append_cell (text, _ ("Column"), self->separator);
  /* TRANSLATORS: heads of the columns of an import report */
  append_cell (text, _ ("Reason"), self->separator);
  g_string_append_printf (text, "%s\r\n", self->header_raw);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const NxImportRow *row = g_ptr_array_index (self->rows, i);

      if (nx_import_row_is_refused (row))
        append_refused (text, row, self->separator);
    }
  return g_file_replace_contents (file, text->str, text->len, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                  NULL, NULL, error);
}
