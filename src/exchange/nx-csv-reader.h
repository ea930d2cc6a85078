/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads a text table row by row, whatever encoding, separator and line ends it has, within fixed
 * limits. */
#pragma once

#include <gio/gio.h>

#include "nx-encoding.h"

G_BEGIN_DECLS

/* Our defaults: what any register needs, and what a wrong or hostile file must not exceed. */
#define NX_CSV_MAX_BYTES (100 * 1024 * 1024)
#define NX_CSV_MAX_COLUMNS 1000
#define NX_CSV_MAX_CELL_BYTES (64 * 1024)
#define NX_CSV_MAX_ROWS 1000000

/* All zero means: guess everything, with the limits above. Limits may only be lowered. */
typedef struct
{
  NxEncoding encoding; /* NX_ENCODING_AUTO to guess */
  char separator;      /* ',' ';' '\t' '|', or '\0' to guess */
  guint64 max_bytes;
  guint max_columns;
  gsize max_cell_bytes;
  guint64 max_rows;
} NxCsvOptions;

/* One row; it belongs to the reader and is valid until the next call. */
typedef struct
{
  guint64 number; /* as a spreadsheet counts rows, from 1, empty ones too */
  guint64 line;   /* the line of the file on which it begins, from 1 */
  guint n_cells;
  const char *const *cells; /* UTF-8, without the quotes; NULL-terminated */
  const char *raw;   /* the row as it came, without its line end; for a report that repeats it */
  gboolean is_short; /* fewer cells than nx_csv_reader_set_width () said */
  gboolean is_long;  /* something stands in a cell beyond that width */
  gboolean has_lost_text; /* U+FFFD is in it: bytes that could not be decoded, now or by an earlier
                             program */
} NxCsvRow;

/* For one thread at a time. */
typedef struct _NxCsvReader NxCsvReader;

/* @options may be NULL. A file beyond the limit is refused by its size, without being read; another
 * kind of file by its first bytes. The whole file is read into memory here (never mapped: a file on
 * a stick that is pulled out would end the program), decoding goes piece by piece. Errors:
 * NX_EXCHANGE_ERROR and those of GIO. */
NxCsvReader *nx_csv_reader_new_for_file (GFile *file,
                                         const NxCsvOptions *options,
                                         GCancellable *cancellable,
                                         GError **error);
NxCsvReader *nx_csv_reader_new_for_stream (GInputStream *stream,
                                           const NxCsvOptions *options,
                                           GCancellable *cancellable,
                                           GError **error);
NxCsvReader *nx_csv_reader_new_for_bytes (GBytes *bytes,
                                          const NxCsvOptions *options,
                                          GError **error);
/* The bytes of a file as new_for_file () reads them, for readers that differ in their options. 0
 * for
 * @max_bytes is the limit above. */
GBytes *nx_csv_read_file (GFile *file,
                          guint64 max_bytes,
                          GCancellable *cancellable,
                          GError **error);
/* A second reader of the same table, from its first row, with the same encoding and separator. */
NxCsvReader *nx_csv_reader_new_again (NxCsvReader *reader, GError **error);
void nx_csv_reader_free (NxCsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxCsvReader, nx_csv_reader_free)

/* TRUE and a row; FALSE with @row NULL at the end, or with @error set. Rows with nothing in them
 * are passed over. After an error every call gives the same error. */
gboolean nx_csv_reader_next (NxCsvReader *reader, const NxCsvRow **row, GError **error);

/* A cell of the row, "" where the row has none. */
const char *nx_csv_row_get_cell (const NxCsvRow *row, guint index);

/* How many columns rows should have, once the header is known; 0 (at first) checks nothing. */
void nx_csv_reader_set_width (NxCsvReader *reader, guint n_columns);

char nx_csv_reader_get_separator (NxCsvReader *reader);
/* What the decoder met so far; positions count from the start of the file. */
const NxEncodingReport *nx_csv_reader_get_encoding_report (NxCsvReader *reader);
/* How far reading has come, 0 to 1. */
double nx_csv_reader_get_progress (NxCsvReader *reader);

G_END_DECLS
