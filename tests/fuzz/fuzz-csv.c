/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads any bytes as a register: guessed, and in every encoding and with every separator. */
#include "config.h"

#include "fuzz.h"
#include "nx-csv-reader.h"

#include <string.h>

static void
read_all (GBytes *bytes, const NxCsvOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxCsvReader) reader = nx_csv_reader_new_for_bytes (bytes, options, &error);
  const NxCsvRow *row = NULL;
  guint64 last = 0;

  g_assert_true ((reader == NULL) == (error != NULL));
  while (reader != NULL && nx_csv_reader_next (reader, &row, &error))
    {
      g_assert_cmpuint (row->number, >, last);
      last = row->number;
      g_assert_cmpuint (row->n_cells, <=, options->max_columns);
      g_assert_null (row->cells[row->n_cells]);
      for (guint i = 0; i < row->n_cells; i++)
        {
          g_assert_true (g_utf8_validate (row->cells[i], -1, NULL));
          g_assert_cmpuint (strlen (row->cells[i]), <=, options->max_cell_bytes);
        }
      if (row->number == 1)
        nx_csv_reader_set_width (reader, row->n_cells);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char separators[] = { '\0', ',', ';', '\t', '|' };
  g_autoptr (GBytes) bytes = NULL;
  NxCsvOptions options = { .max_columns = 50, .max_cell_bytes = 4096, .max_rows = 5000 };

  if (size == 0)
    return 0;
  /* The first byte chooses, so that the fuzzer can. */
  options.separator = separators[data[0] % G_N_ELEMENTS (separators)];
  options.encoding = (NxEncoding)(data[0] / 16 % (NX_ENCODING_GB18030 + 1));
  bytes = g_bytes_new (data + 1, size - 1);
  read_all (bytes, &options);
  return 0;
}
