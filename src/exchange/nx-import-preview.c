/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The first rows of a table before it is imported, with what was guessed about it. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-preview.h"

#include "nx-exchange-error.h"

#include <glib/gi18n-lib.h>

void
nx_import_preview_free (NxImportPreview *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->map, nx_import_map_free);
  g_free (self->problem);
  g_free (self);
}

static NxCsvReader *
open_reader (NxImportPreview *self,
             GBytes *bytes,
             const NxImportPreviewOptions *options,
             GError **error)
{
  NxCsvOptions wanted = { .encoding = options->encoding, .separator = options->separator };
  NxCsvOptions guess = { .encoding = options->encoding };
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (NxCsvReader) guessing = nx_csv_reader_new_for_bytes (bytes, &guess, error);

  if (guessing == NULL)
    return NULL;
  self->guessed_encoding = nx_encoding_guess (data, length, NULL);
  self->guessed_separator = nx_csv_reader_get_separator (guessing);
  if (options->separator == '\0')
    return g_steal_pointer (&guessing);
  return nx_csv_reader_new_for_bytes (bytes, &wanted, error);
}

static void
read_rows (NxImportPreview *self, NxCsvReader *reader)
{
  g_autoptr (GError) failure = NULL;
  const NxCsvRow *row = NULL;

  while (self->rows->len < NX_IMPORT_HEADER_ROWS + NX_IMPORT_PREVIEW_ROWS
         && nx_csv_reader_next (reader, &row, &failure))
    {
      g_ptr_array_add (self->rows, g_strdupv ((char **)row->cells));
      g_array_append_val (self->numbers, row->number);
      self->n_columns = MAX (self->n_columns, row->n_cells);
      self->has_lost_text = self->has_lost_text || row->has_lost_text;
    }
  self->encoding = nx_csv_reader_get_encoding_report (reader)->encoding;
  self->separator = nx_csv_reader_get_separator (reader);
  if (failure != NULL)
    self->problem = g_strdup (failure->message);
}

static void
find_header (NxImportPreview *self, int wanted)
{
  char **cells = NULL;

  if (wanted < 0)
    {
      self->header = nx_import_map_find_header (self->rows, &self->map, NULL);
      self->is_header_guessed = self->header < 0;
    }
  else
    self->header = MIN (wanted, (int)self->rows->len - 1);
  self->header = MAX (self->header, 0);
  if (self->map == NULL)
    {
      cells = g_ptr_array_index (self->rows, (guint)self->header);
      self->map = nx_import_map_new ((const char *const *)cells, g_strv_length (cells));
    }
  nx_import_map_ignore_nameless (self->map);
}

NxImportPreview *
nx_import_preview_new (GBytes *bytes, const NxImportPreviewOptions *options, GError **error)
{
  g_autoptr (NxImportPreview) self = g_new0 (NxImportPreview, 1);
  g_autoptr (NxCsvReader) reader = NULL;

  g_return_val_if_fail (bytes != NULL && options != NULL, NULL);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  reader = open_reader (self, bytes, options, error);
  if (reader == NULL)
    return NULL;
  read_rows (self, reader);
  if (self->rows->len == 0 && self->problem == NULL)
    {
      g_set_error_literal (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_EMPTY,
                           _ ("No row of this file has anything in it. Choose another one."));
      return NULL;
    }
  if (self->rows->len > 0)
    find_header (self, options->header);
  return g_steal_pointer (&self);
}
