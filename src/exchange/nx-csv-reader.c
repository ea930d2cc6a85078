/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decodes a file piece by piece into a window that always holds the row being read, and cuts that
 * row into cells. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-csv-reader.h"

#include "nx-csv-guess.h"
#include "nx-exchange-error.h"
#include "nx-file-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE_BYTES (64 * 1024)
#define END_OF_FILE (-1)

struct _NxCsvReader
{
  NxCsvOptions options;
  GBytes *bytes;
  gsize n_decoded; /* bytes given to the decoder */
  gsize bom_length;
  NxDecoder *decoder;
  NxEncodingReport report; /* the decoder's, with positions from the start of the file */

  GString *window; /* decoded text */
  gsize row_start; /* where the running row begins in it */
  gsize position;  /* the next byte to look at */
  guint64 line;    /* lines passed, plus 1 */
  guint64 n_rows;
  guint width;

  GString *texts;   /* the cells of the row, each with its NUL */
  GArray *offsets;  /* gsize, where each cell begins in texts */
  GPtrArray *cells; /* what the row shows of them */
  char *raw;
  NxCsvRow row;
  GError *failure;
};

static gboolean
refuse (GError **error, NxExchangeError code, const char *message)
{
  g_set_error_literal (error, NX_EXCHANGE_ERROR, code, message);
  return FALSE;
}

static gboolean
refuse_size (GError **error, guint64 max_bytes)
{
  g_autofree char *limit = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (
      error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_TOO_LARGE,
      /* TRANSLATORS: %s is a size such as “100.0 MiB” */
      _ ("The file is larger than %s, so it was not read. Divide the table into several files."),
      limit);
  return FALSE;
}

static void
apply_limits (NxCsvOptions *options, const NxCsvOptions *wanted)
{
  if (wanted != NULL)
    *options = *wanted;
  if (options->max_bytes == 0 || options->max_bytes > NX_CSV_MAX_BYTES)
    options->max_bytes = NX_CSV_MAX_BYTES;
  if (options->max_columns == 0 || options->max_columns > NX_CSV_MAX_COLUMNS)
    options->max_columns = NX_CSV_MAX_COLUMNS;
  if (options->max_cell_bytes == 0 || options->max_cell_bytes > NX_CSV_MAX_CELL_BYTES)
    options->max_cell_bytes = NX_CSV_MAX_CELL_BYTES;
  if (options->max_rows == 0 || options->max_rows > NX_CSV_MAX_ROWS)
    options->max_rows = NX_CSV_MAX_ROWS;
}

/* Decodes the next piece into the window; FALSE when all has been decoded. What lies before the
 * running row is dropped, so the window stays as small as the longest row. */
static gboolean
refill (NxCsvReader *reader)
{
  gsize length;
  const char *data = g_bytes_get_data (reader->bytes, &length);
  gsize n = MIN (PIECE_BYTES, length - reader->n_decoded);
  gsize before;

  if (reader->n_decoded == length)
    return FALSE;
  g_string_erase (reader->window, 0, (gssize)reader->row_start);
  reader->position -= reader->row_start;
  reader->row_start = 0;
  before = reader->window->len;
  nx_decoder_push (reader->decoder, data + reader->n_decoded, n, reader->n_decoded + n == length,
                   reader->window);
  reader->n_decoded += n;
  /* A piece may hold less than one character. */
  return reader->window->len > before || refill (reader);
}

static inline int
peek (NxCsvReader *reader)
{
  if (G_UNLIKELY (reader->position == reader->window->len) && !refill (reader))
    return END_OF_FILE;
  return (guchar)reader->window->str[reader->position];
}

/* A first line "sep=;" is an instruction, not a row; spreadsheets do not show it. */
static void
skip_separator_line (NxCsvReader *reader)
{
  const char *text = reader->window->str;

  if (reader->window->len < 5 || g_ascii_strncasecmp (text, "sep=", 4) != 0
      || (text[5] != '\r' && text[5] != '\n'))
    return;
  reader->position = text[5] == '\r' && text[6] == '\n' ? 7 : 6;
  reader->row_start = reader->position;
  reader->line++;
}

static gboolean
start (NxCsvReader *reader, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (reader->bytes, &length);
  NxFileKind kind = nx_file_kind_recognise (data, length);
  NxEncoding encoding;

  if (length > reader->options.max_bytes)
    return refuse_size (error, reader->options.max_bytes);
  if (kind != NX_FILE_KIND_TEXT)
    return refuse (error, NX_EXCHANGE_ERROR_NOT_A_TABLE, nx_file_kind_advice (kind));
  encoding = nx_encoding_guess (data != NULL ? data : "", length, &reader->bom_length);
  if (reader->options.encoding != NX_ENCODING_AUTO && reader->options.encoding != encoding)
    {
      encoding = reader->options.encoding;
      reader->bom_length = 0;
    }
  reader->decoder = nx_decoder_new (encoding);
  reader->n_decoded = reader->bom_length;
  if (peek (reader) == END_OF_FILE)
    return refuse (error, NX_EXCHANGE_ERROR_EMPTY, _ ("The file is empty. Choose another one."));
  if (reader->options.separator == '\0')
    reader->options.separator = nx_csv_guess_separator (reader->window->str, reader->window->len);
  skip_separator_line (reader);
  return TRUE;
}

NxCsvReader *
nx_csv_reader_new_for_bytes (GBytes *bytes, const NxCsvOptions *options, GError **error)
{
  g_autoptr (NxCsvReader) reader = g_new0 (NxCsvReader, 1);

  g_return_val_if_fail (bytes != NULL, NULL);

  apply_limits (&reader->options, options);
  reader->bytes = g_bytes_ref (bytes);
  reader->window = g_string_new (NULL);
  reader->texts = g_string_new (NULL);
  reader->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  reader->cells = g_ptr_array_new ();
  reader->line = 1;
  return start (reader, error) ? g_steal_pointer (&reader) : NULL;
}

/* Reads up to one byte more than the limit, which is how a longer stream is known. */
static GBytes *
read_all (GInputStream *stream, guint64 max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gssize n;

  while ((n = g_input_stream_read (stream, piece, PIECE_BYTES, cancellable, error)) > 0)
    {
      if (data->len + (guint64)n > max_bytes)
        {
          refuse_size (error, max_bytes);
          return NULL;
        }
      g_byte_array_append (data, piece, (guint)n);
    }
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

NxCsvReader *
nx_csv_reader_new_for_stream (GInputStream *stream,
                              const NxCsvOptions *options,
                              GCancellable *cancellable,
                              GError **error)
{
  NxCsvOptions limits = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  apply_limits (&limits, options);
  bytes = read_all (stream, limits.max_bytes, cancellable, error);
  return bytes != NULL ? nx_csv_reader_new_for_bytes (bytes, options, error) : NULL;
}

GBytes *
nx_csv_read_file (GFile *file, guint64 max_bytes, GCancellable *cancellable, GError **error)
{
  NxCsvOptions limits = { .max_bytes = max_bytes };
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  apply_limits (&limits, &limits);
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE)
      && (guint64)g_file_info_get_size (info) > limits.max_bytes)
    {
      refuse_size (error, limits.max_bytes);
      return NULL;
    }
  return read_all (G_INPUT_STREAM (stream), limits.max_bytes, cancellable, error);
}

NxCsvReader *
nx_csv_reader_new_for_file (GFile *file,
                            const NxCsvOptions *options,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GBytes) bytes
      = nx_csv_read_file (file, options != NULL ? options->max_bytes : 0, cancellable, error);

  return bytes != NULL ? nx_csv_reader_new_for_bytes (bytes, options, error) : NULL;
}

NxCsvReader *
nx_csv_reader_new_again (NxCsvReader *reader, GError **error)
{
  return nx_csv_reader_new_for_bytes (reader->bytes, &reader->options, error);
}

void
nx_csv_reader_free (NxCsvReader *reader)
{
  if (reader == NULL)
    return;
  g_clear_pointer (&reader->decoder, nx_decoder_free);
  g_clear_pointer (&reader->bytes, g_bytes_unref);
  g_string_free (reader->window, TRUE);
  g_string_free (reader->texts, TRUE);
  g_array_unref (reader->offsets);
  g_ptr_array_unref (reader->cells);
  g_clear_error (&reader->failure);
  g_free (reader->raw);
  g_free (reader);
}

static gboolean
begin_cell (NxCsvReader *reader, GError **error)
{
  if (reader->offsets->len == reader->options.max_columns)
    {
      g_set_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_TOO_LARGE,
                   /* TRANSLATORS: first a row number, then the limit */
                   _ ("Row %llu has more than %u columns, so nothing was read. Check that the "
                      "file is a table and which separator it uses."),
                   (unsigned long long)reader->n_rows, reader->options.max_columns);
      return FALSE;
    }
  g_array_append_val (reader->offsets, reader->texts->len);
  return TRUE;
}

static gsize
cell_length (NxCsvReader *reader)
{
  return reader->texts->len - g_array_index (reader->offsets, gsize, reader->offsets->len - 1);
}

static gboolean
append (NxCsvReader *reader, int c, gboolean is_quoted, guint64 quote_line, GError **error)
{
  if (c == '\0')
    {
      g_set_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_NOT_A_TABLE,
                   /* TRANSLATORS: a row number, then a line number */
                   _ ("This is not a text table: row %llu (line %llu) contains binary data. Save "
                      "the table as CSV and try again."),
                   (unsigned long long)reader->n_rows, (unsigned long long)reader->line);
      return FALSE;
    }
  if (cell_length (reader) < reader->options.max_cell_bytes)
    {
      g_string_append_c (reader->texts, (char)c);
      return TRUE;
    }
  if (is_quoted)
    g_set_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_CUT_SHORT,
                 /* TRANSLATORS: a row number, then a line number */
                 _ ("The quotation mark opened in row %llu (line %llu) is not closed where it "
                    "should be. Correct that row and try again."),
                 (unsigned long long)reader->n_rows, (unsigned long long)quote_line);
  else
    g_set_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_TOO_LARGE,
                 /* TRANSLATORS: a row number, then a line number */
                 _ ("A cell in row %llu (line %llu) is too long. Check that the file is a table, "
                    "shorten the cell and try again."),
                 (unsigned long long)reader->n_rows, (unsigned long long)reader->line);
  return FALSE;
}

/* Passes one line end, CRLF, LF or CR. */
static void
pass_line_end (NxCsvReader *reader)
{
  int c = peek (reader);

  reader->position++;
  if (c == '\r' && peek (reader) == '\n')
    reader->position++;
  reader->line++;
}

/* Reads behind the opening quote up to the closing one. */
static gboolean
read_quoted (NxCsvReader *reader, GError **error)
{
  guint64 quote_line = reader->line;

  for (;;)
    {
      int c = peek (reader);

      if (c == END_OF_FILE)
        {
          g_set_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_CUT_SHORT,
                       /* TRANSLATORS: a row number, then a line number */
                       _ ("The file ends inside the quotation mark opened in row %llu (line %llu). "
                          "It is cut short, or that mark is not closed. Get "
                          "the whole file or correct that row."),
                       (unsigned long long)reader->n_rows, (unsigned long long)quote_line);
          return FALSE;
        }
      if (c == '\r' || c == '\n')
        {
          if (!append (reader, '\n', TRUE, quote_line, error))
            return FALSE;
          pass_line_end (reader);
          continue;
        }
      reader->position++;
      if (c == '"')
        {
          if (peek (reader) != '"')
            return TRUE;
          reader->position++;
        }
      if (!append (reader, c, TRUE, quote_line, error))
        return FALSE;
    }
}

/* Reads one cell up to the separator or line end behind it. What stands between a closing quote and
 * the separator, and a quote inside a bare cell, is text. */
static gboolean
read_cell (NxCsvReader *reader, GError **error)
{
  int c;

  if (!begin_cell (reader, error))
    return FALSE;
  if (peek (reader) == '"')
    {
      reader->position++;
      if (!read_quoted (reader, error))
        return FALSE;
    }
  while ((c = peek (reader)) != END_OF_FILE && c != '\n' && c != '\r'
         && c != reader->options.separator)
    {
      if (!append (reader, c, FALSE, 0, error))
        return FALSE;
      reader->position++;
    }
  g_string_append_c (reader->texts, '\0');
  return TRUE;
}

static gboolean
read_row (NxCsvReader *reader, GError **error)
{
  g_string_truncate (reader->texts, 0);
  g_array_set_size (reader->offsets, 0);
  reader->row_start = reader->position;
  reader->row.line = reader->line;
  reader->n_rows++;
  if (reader->n_rows > reader->options.max_rows)
    {
      g_set_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_TOO_LARGE,
                   /* TRANSLATORS: the limit */
                   _ ("The table has more than %llu rows. Divide it into several files."),
                   (unsigned long long)reader->options.max_rows);
      return FALSE;
    }
  while (read_cell (reader, error))
    {
      if (peek (reader) != reader->options.separator)
        return TRUE;
      reader->position++;
    }
  return FALSE;
}

/* What programs put before a cell to keep it text goes away: a tab or ' before digits and formula
 * signs, and the formula ="…" around them. Formulas themselves stay text. */
static char *
unwrap (char *cell)
{
  gsize length = strlen (cell);

  if (g_str_has_prefix (cell, "=\"") && length >= 3 && cell[length - 1] == '"')
    {
      cell[length - 1] = '\0';
      return cell + 2;
    }
  if (*cell == '\t')
    return cell + 1;
  if (*cell == '\'' && cell[1] != '\0'
      && (g_ascii_isdigit (cell[1]) || strchr ("=+-@\t", cell[1]) != NULL))
    return cell + 1;
  return cell;
}

/* Fills the row that is shown; FALSE if nothing stands in it. */
static gboolean
publish_row (NxCsvReader *reader)
{
  NxCsvRow *row = &reader->row;
  guint last_filled = 0;

  g_ptr_array_set_size (reader->cells, 0);
  for (guint i = 0; i < reader->offsets->len; i++)
    {
      char *cell = unwrap (reader->texts->str + g_array_index (reader->offsets, gsize, i));

      if (cell[strspn (cell, " \t\n")] != '\0')
        last_filled = i + 1;
      g_ptr_array_add (reader->cells, cell);
    }
  if (last_filled == 0)
    return FALSE;
  row->n_cells = reader->cells->len;
  g_ptr_array_add (reader->cells, NULL);
  row->cells = (const char *const *)reader->cells->pdata;
  row->number = reader->n_rows;
  row->is_short = reader->width > 0 && row->n_cells < reader->width;
  row->is_long = reader->width > 0 && last_filled > reader->width;
  g_free (reader->raw);
  reader->raw
      = g_strndup (reader->window->str + reader->row_start, reader->position - reader->row_start);
  row->raw = reader->raw;
  row->has_lost_text = strstr (reader->raw, "\xEF\xBF\xBD") != NULL;
  return TRUE;
}

gboolean
nx_csv_reader_next (NxCsvReader *reader, const NxCsvRow **row, GError **error)
{
  g_return_val_if_fail (reader != NULL, FALSE);
  g_return_val_if_fail (row != NULL, FALSE);

  *row = NULL;
  while (reader->failure == NULL && peek (reader) != END_OF_FILE)
    {
      gboolean is_filled;

      if (!read_row (reader, &reader->failure))
        break;
      is_filled = publish_row (reader);
      if (peek (reader) != END_OF_FILE)
        pass_line_end (reader);
      reader->row_start = reader->position;
      if (is_filled)
        {
          *row = &reader->row;
          return TRUE;
        }
    }
  if (reader->failure != NULL)
    g_propagate_error (error, g_error_copy (reader->failure));
  return FALSE;
}

const char *
nx_csv_row_get_cell (const NxCsvRow *row, guint index)
{
  return index < row->n_cells ? row->cells[index] : "";
}

void
nx_csv_reader_set_width (NxCsvReader *reader, guint n_columns)
{
  reader->width = n_columns;
}

char
nx_csv_reader_get_separator (NxCsvReader *reader)
{
  return reader->options.separator;
}

const NxEncodingReport *
nx_csv_reader_get_encoding_report (NxCsvReader *reader)
{
  reader->report = *nx_decoder_get_report (reader->decoder);
  for (guint i = 0; i < reader->report.n_positions; i++)
    reader->report.positions[i] += reader->bom_length;
  return &reader->report;
}

double
nx_csv_reader_get_progress (NxCsvReader *reader)
{
  gsize length = g_bytes_get_size (reader->bytes);

  return length == 0 ? 1.0 : (double)reader->n_decoded / (double)length;
}
