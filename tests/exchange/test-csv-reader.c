/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests reading text tables: well made, badly made, damaged and hostile. All people are made up. */
#include "nx-csv-reader.h"
#include "nx-exchange-error.h"
#include "nx-file-kind.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static NxCsvReader *
open_bytes (const char *bytes, gsize length, const NxCsvOptions *options, GError **error)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);

  return nx_csv_reader_new_for_bytes (data, options, error);
}

/* Reads all and writes it as number@line[cell|cell]; an error ends it as !code. */
static char *
dump (const char *bytes, gsize length, const NxCsvOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxCsvReader) reader = open_bytes (bytes, length, options, &error);
  GString *text = g_string_new (NULL);
  const NxCsvRow *row;

  while (reader != NULL && nx_csv_reader_next (reader, &row, &error))
    {
      g_autofree char *cells = g_strjoinv ("|", (char **)row->cells);

      g_string_append_printf (text, "%d@%d[%s]", (int)row->number, (int)row->line, cells);
    }
  if (error != NULL)
    {
      g_assert_cmpint (error->domain, ==, NX_EXCHANGE_ERROR);
      g_assert_cmpstr (error->message, !=, "");
      g_string_append_printf (text, "!%d", error->code);
    }
  return g_string_free (text, FALSE);
}

static void
assert_reads (const char *text, const char *expected)
{
  g_autofree char *found = dump (text, strlen (text), NULL);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_forms (void)
{
  assert_reads ("姓名,性别\n王桂英,女\n", "1@1[姓名|性别]2@2[王桂英|女]");
  assert_reads ("姓名,性别\r\n王桂英,女", "1@1[姓名|性别]2@2[王桂英|女]");
  assert_reads ("姓名,性别\r王桂英,女\r", "1@1[姓名|性别]2@2[王桂英|女]");
  assert_reads ("姓名;性别\n王桂英;女\n", "1@1[姓名|性别]2@2[王桂英|女]");
  assert_reads ("姓名\t性别\n王桂英\t女\n", "1@1[姓名|性别]2@2[王桂英|女]");
  assert_reads ("姓名|性别\n王桂英|女\n", "1@1[姓名|性别]2@2[王桂英|女]");
  assert_reads ("sep=;\r\na,b;c\r\n", "1@2[a,b|c]");
  assert_reads ("\xEF\xBB\xBF姓名,性别\n", "1@1[姓名|性别]");
  assert_reads ("a\n", "1@1[a]");
  assert_reads ("a", "1@1[a]");
  assert_reads ("a,\n,b\n", "1@1[a|]2@2[|b]");
  assert_reads ("\xD0\xD5\xC3\xFB,\xD0\xD4\xB1\xF0\n", "1@1[姓名|性别]");
}

static void
test_quotes (void)
{
  assert_reads ("\"a,b\",c\n", "1@1[a,b|c]");
  assert_reads ("\"a\"\"b\",c\n", "1@1[a\"b|c]");
  assert_reads ("\"a\r\nb\",c\nd,e\n", "1@1[a\nb|c]2@3[d|e]");
  assert_reads ("\"\",\"\"\"\"\n", "1@1[|\"]");
  assert_reads ("a\"b,c\n", "1@1[a\"b|c]");
  assert_reads ("\"a\"b,c\n", "1@1[ab|c]");
  assert_reads ("x,y\n\"open,y\nz,y\n", "1@1[x|y]!4");
  assert_reads ("x,y\n\"open", "1@1[x|y]!4");
}

static void
test_blank_rows (void)
{
  assert_reads ("\n\na,b\n,,\n \t,\nc,d\n\n", "3@3[a|b]6@6[c|d]");
  assert_reads ("", "!3");
  assert_reads ("\xEF\xBB\xBF", "!3");
  assert_reads ("\n\n", "");
}

/* What spreadsheets add to keep text as text goes; formulas stay harmless text. */
static void
test_wrapped_cells (void)
{
  assert_reads ("'210102193508090037,\t0123,\"=\"\"210102\"\"\",'=1+1,=1+1,@x,'n,'\n",
                "1@1[210102193508090037|0123|210102|=1+1|=1+1|@x|'n|']");
}

static void
test_utf16 (void)
{
  static const char le[]
      = "\xFF\xFE\xD3\x59\x0D\x54\x09\x00\x27\x60\x2B\x52\x0D\x00\x0A\x00\x64\xD8\x64\xDD";
  g_autofree char *found = dump (le, sizeof le - 1, NULL);

  g_assert_cmpstr (found, ==, "1@1[姓名|性别]2@2[\xF0\xA9\x85\xA4]");
}

static void
test_forced (void)
{
  NxCsvOptions options = { .separator = ';', .encoding = NX_ENCODING_BIG5 };
  g_autofree char *found = dump ("\xA4\xA4;a,b\n", 7, &options);

  g_assert_cmpstr (found, ==, "1@1[中|a,b]");
}

static void
test_width_and_raw (void)
{
  static const char text[] = "a,b,c\r\n1,2\r\n1,2,3,\r\n1,2,3,4\r\n\"1\r\n1\",2,3\r\n";
  g_autoptr (NxCsvReader) reader = open_bytes (text, sizeof text - 1, NULL, NULL);
  const NxCsvRow *row;

  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_cmpstr (row->raw, ==, "a,b,c");
  nx_csv_reader_set_width (reader, row->n_cells);
  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_true (row->is_short);
  g_assert_cmpstr (nx_csv_row_get_cell (row, 2), ==, "");
  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_false (row->is_short);
  g_assert_false (row->is_long);
  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_true (row->is_long);
  g_assert_cmpuint (row->number, ==, 4);
  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_cmpstr (row->raw, ==, "\"1\r\n1\",2,3");
  g_assert_cmpuint (row->line, ==, 5);
  g_assert_false (nx_csv_reader_next (reader, &row, NULL));
  g_assert_null (row);
  g_assert_cmpfloat (nx_csv_reader_get_progress (reader), ==, 1.0);
  g_assert_cmpint (nx_csv_reader_get_separator (reader), ==, ',');
}

static void
test_lost_text (void)
{
  NxCsvOptions options = { .encoding = NX_ENCODING_UTF_8 };
  g_autoptr (NxCsvReader) reader = open_bytes ("\xEF\xBB\xBF"
                                               "a,b\n\xFFx,y\n",
                                               12, &options, NULL);
  const NxCsvRow *row;

  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_false (row->has_lost_text);
  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_true (row->has_lost_text);
  g_assert_cmpuint (nx_csv_reader_get_encoding_report (reader)->n_undecodable, ==, 1);
  g_assert_cmpuint (nx_csv_reader_get_encoding_report (reader)->positions[0], ==, 7);
}

static void
test_other_files (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *word; /* of the message */
  } files[] = {
    { "PK\x03\x04\x14\x00", 6, "xlsx" },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1zz", 10, "xls" },
    { "%PDF-1.7\n", 9, "PDF" },
    { "\x89PNG\r\n\x1A\n", 8, "image" },
    { "\xFF\xD8\xFF\xE0", 4, "image" },
    { "Rar!\x1A\x07\x01", 7, "archive" },
    { " \n<HTML><table>", 15, "web page" },
    { "\xEF\xBB\xBF<?xml version", 16, "web page" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_bytes (files[i].bytes, files[i].length, NULL, &error));
      g_assert_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_NOT_A_TABLE);
      g_assert_nonnull (strstr (error->message, files[i].word));
    }
  for (NxFileKind kind = NX_FILE_KIND_ZIP; kind <= NX_FILE_KIND_DATABASE; kind++)
    g_assert_cmpstr (nx_file_kind_advice (kind), !=, "");
}

static void
test_binary (void)
{
  g_autofree char *found = dump ("a,b\nc\0d,e\n", 10, NULL);

  g_assert_cmpstr (found, ==, "1@1[a|b]!2");
}

static void
test_limits (void)
{
  NxCsvOptions columns = { .max_columns = 3 };
  NxCsvOptions rows = { .max_rows = 2 };
  NxCsvOptions cell = { .max_cell_bytes = 4 };
  NxCsvOptions bytes = { .max_bytes = 5 };
  g_autofree char *too_wide = dump ("a,b,c\na,b,c,d\n", 14, &columns);
  g_autofree char *too_many = dump ("a\nb\nc\n", 6, &rows);
  g_autofree char *just_enough = dump ("a\nb\n", 4, &rows);
  g_autofree char *too_long = dump ("abcd\nabcde\n", 11, &cell);
  g_autofree char *lost_quote = dump ("a\n\"bcdefgh\nx\n", 13, &cell);
  g_autofree char *too_large = dump ("abcdef", 6, &bytes);

  g_assert_cmpstr (too_wide, ==, "1@1[a|b|c]!1");
  g_assert_cmpstr (too_many, ==, "1@1[a]2@2[b]!1");
  g_assert_cmpstr (just_enough, ==, "1@1[a]2@2[b]");
  g_assert_cmpstr (too_long, ==, "1@1[abcd]!1");
  g_assert_cmpstr (lost_quote, ==, "1@1[a]!4");
  g_assert_cmpstr (too_large, ==, "!1");
}

/* An error names the row and line where the quote opened, and stays. */
static void
test_quote_message (void)
{
  g_autoptr (NxCsvReader) reader = open_bytes ("a,b\n\"x\ny\",1\nz,\"open\nmore\n", 25, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  const NxCsvRow *row;

  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_false (nx_csv_reader_next (reader, &row, &error));
  g_assert_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_CUT_SHORT);
  g_assert_nonnull (strstr (error->message, "row 3 (line 4)"));
  g_assert_false (nx_csv_reader_next (reader, &row, &again));
  g_assert_cmpstr (again->message, ==, error->message);
}

static char *
make_temp (const char *contents, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp ("nx-csv-XXXXXX", &name, &error);

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (name, contents, length, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&name);
}

/* A file of 200 MB (sparse) is refused by its size, in no time. */
static void
test_large_file (void)
{
  g_autofree char *name = make_temp ("a,b\n", -1);
  g_autoptr (GFile) file = g_file_new_for_path (name);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (truncate (name, 200 * 1024 * 1024), ==, 0);
  g_assert_null (nx_csv_reader_new_for_file (file, NULL, NULL, &error));
  g_assert_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "100.0"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  g_assert_cmpint (g_unlink (name), ==, 0);
}

static void
test_file (void)
{
  g_autofree char *name = make_temp ("姓名\n王桂英\n", -1);
  g_autoptr (GFile) file = g_file_new_for_path (name);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/table.csv");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) no_file = NULL;
  g_autoptr (GError) stopped = NULL;
  g_autoptr (NxCsvReader) reader = nx_csv_reader_new_for_file (file, NULL, NULL, NULL);
  const NxCsvRow *row;

  g_assert_true (nx_csv_reader_next (reader, &row, NULL));
  g_assert_cmpstr (row->cells[0], ==, "姓名");
  g_assert_null (nx_csv_reader_new_for_file (missing, NULL, NULL, &no_file));
  g_assert_error (no_file, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_cancellable_cancel (cancelled);
  g_assert_null (nx_csv_reader_new_for_file (file, NULL, cancelled, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_unlink (name), ==, 0);
}

/* Rows longer than a decoded piece, and characters and line ends on the border between two. */
static void
test_pieces (void)
{
  for (guint shift = 0; shift < 8; shift++)
    {
      g_autoptr (GString) text = g_string_new ("n,text\n");
      g_autoptr (NxCsvReader) reader = NULL;
      const NxCsvRow *row;
      guint n = 0;

      for (guint i = 0; i < shift; i++)
        g_string_append_c (text, 'x');
      g_string_append (text, "0,start\r\n");
      for (guint i = 1; i <= 12000; i++)
        g_string_append_printf (text, "%u,\"丰泽\r\n社区𠅤 \"\"%u\"\"\"\r\n", i, i);
      reader = open_bytes (text->str, text->len, NULL, NULL);
      g_assert_true (nx_csv_reader_next (reader, &row, NULL));
      g_assert_true (nx_csv_reader_next (reader, &row, NULL));
      while (nx_csv_reader_next (reader, &row, NULL))
        {
          g_autofree char *expected = g_strdup_printf ("丰泽\n社区𠅤 \"%u\"", ++n);

          g_assert_cmpuint (row->n_cells, ==, 2);
          g_assert_cmpstr (row->cells[1], ==, expected);
          g_assert_cmpuint (row->number, ==, n + 2);
          g_assert_cmpuint (row->line, ==, 2 * n + 1);
        }
      g_assert_cmpuint (n, ==, 12000);
    }
}

/* Random bytes and random pieces of tables: an end or an error, never a crash; what comes out is
 * valid text. */
static void
test_noise (void)
{
  static const char *const bits[]
      = { "\"",   "\"\"", ",", "\n", "\r", "\r\n", "姓名",         "\xD0\xD5",
          "\xFF", "\t",   ";", "'",  "=",  "",     "\xEF\xBB\xBF", "a" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4180);

  for (guint i = 0; i < 6000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (NxCsvReader) reader = NULL;
      NxCsvOptions options
          = { .encoding = g_rand_int_range (rand, 0, NX_ENCODING_BIG5 + 1), .max_columns = 20 };
      const NxCsvRow *row;

      for (int n = g_rand_int_range (rand, 0, 200); n > 0; n--)
        if (i % 2 == 0)
          g_string_append (text, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
        else
          g_string_append_c (text, (char)g_rand_int_range (rand, 0, 256));
      reader = open_bytes (text->str, text->len, &options, &error);
      while (reader != NULL && nx_csv_reader_next (reader, &row, &error))
        {
          g_assert_cmpuint (row->n_cells, <=, 20);
          g_assert_true (g_utf8_validate (row->raw, -1, NULL));
          for (guint c = 0; c < row->n_cells; c++)
            g_assert_true (g_utf8_validate (row->cells[c], -1, NULL));
        }
      if (reader == NULL)
        g_assert_nonnull (error);
    }
}

static void
test_speed (void)
{
  g_autoptr (GString) text = g_string_new ("户号,姓名,身份证号,住址\n");
  g_autoptr (NxCsvReader) reader = NULL;
  const NxCsvRow *row;
  guint n = 0;
  gint64 start;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%u,王桂英,210102193508090037,\"丰泽社区,%u号楼\"\r\n", i,
                            i % 90);
  start = g_get_monotonic_time ();
  reader = open_bytes (text->str, text->len, NULL, NULL);
  while (nx_csv_reader_next (reader, &row, NULL))
    n++;
  g_test_message ("100,000 rows, %.1f MB: %.0f ms", (double)text->len / 1e6,
                  (double)(g_get_monotonic_time () - start) / 1e3);
  g_assert_cmpuint (n, ==, 100001);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/forms", test_forms);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/quote-message", test_quote_message);
  g_test_add_func ("/csv/blank-rows", test_blank_rows);
  g_test_add_func ("/csv/wrapped-cells", test_wrapped_cells);
  g_test_add_func ("/csv/utf-16", test_utf16);
  g_test_add_func ("/csv/forced", test_forced);
  g_test_add_func ("/csv/width-and-raw", test_width_and_raw);
  g_test_add_func ("/csv/lost-text", test_lost_text);
  g_test_add_func ("/csv/other-files", test_other_files);
  g_test_add_func ("/csv/binary", test_binary);
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/large-file", test_large_file);
  g_test_add_func ("/csv/file", test_file);
  g_test_add_func ("/csv/pieces", test_pieces);
  g_test_add_func ("/csv/noise", test_noise);
  g_test_add_func ("/csv/speed", test_speed);
  return g_test_run ();
}
