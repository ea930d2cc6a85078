/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests where blocks are cut between pages on A4 and A5. */
#include "config.h"

#include "nx-print-document.h"
#include "nx-print-probe.h"
#include "nx-signature-block.h"
#include "nx-space-block.h"
#include "nx-table-block.h"
#include "nx-text-block.h"

#include <string.h>

#define SENTENCE "服务对象与女儿在家。卫生间扶手定于11月20日上午9点安装，已与施工方通话确认。"

static NxTableBlock *
new_table (void)
{
  static const NxTableColumn columns[] = { { 50, 0 }, { 0, 1 } };
  static const NxCellLook head = { .style = NX_TEXT_LABEL };
  NxTableBlock *table = NX_TABLE_BLOCK (nx_table_block_new (columns, 2));

  nx_table_block_begin_row (table, NX_TABLE_ROW_HEAD);
  nx_table_block_add_plain (table, "HEAD", &head);
  nx_table_block_add_plain (table, "内容", &head);
  return table;
}

static void
add_row (NxTableBlock *table, guint number, const char *text)
{
  g_autofree char *name = g_strdup_printf ("R%03u", number);

  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_table_block_add_plain (table, name, NULL);
  nx_table_block_add_plain (table, text, NULL);
}

static void
add_group (NxTableBlock *table, const char *text)
{
  static const NxCellLook look = { .style = NX_TEXT_LABEL, .column_span = 2 };

  nx_table_block_begin_row (table, NX_TABLE_ROW_GROUP);
  nx_table_block_add_plain (table, text, &look);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  while ((text = strstr (text, word)) != NULL)
    {
      text += strlen (word);
      n++;
    }
  return n;
}

/* "R000-R032 R033-R066": first and last row of each page. */
static char *
list_rows (NxPrintProbe *probe, guint n_pages)
{
  GString *list = g_string_new (NULL);

  for (guint page = 1; page <= n_pages; page++)
    {
      g_autofree char *text = nx_print_probe_read (probe, page);
      g_autoptr (GRegex) regex = g_regex_new ("R\\d\\d\\d", 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *first = NULL, *last = NULL;

      g_assert_cmpuint (count (text, "HEAD"), ==, 1);
      for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          g_free (last);
          last = g_match_info_fetch (match, 0);
          if (first == NULL)
            first = g_strdup (last);
        }
      g_string_append_printf (list, "%s%s-%s", page > 1 ? " " : "", first, last);
    }
  return g_string_free (list, FALSE);
}

static void
test_table_breaks (gconstpointer paper)
{
  g_autoptr (NxPrintDocument) document = nx_print_document_new (GPOINTER_TO_INT (paper));
  NxPrintProbe probe;
  NxTableBlock *table = new_table ();
  g_autofree char *rows = NULL;

  nx_print_probe_init (&probe);
  for (guint i = 0; i < 60; i++)
    add_row (table, i, i % 4 == 0 ? SENTENCE SENTENCE : "短");
  nx_print_document_add (document, NX_BLOCK (table));
  nx_print_probe_print (&probe, document);
  rows = list_rows (&probe, nx_print_document_n_pages (document));
  /* A4: head and 7 × (36.7 + 3 × 20.95) points in 728.5. A5: head and
   * 4 × (44.6 + 3 × 17.8) + 44.6 + 17.8 points in 481.9. */
  g_assert_cmpstr (rows, ==,
                   GPOINTER_TO_INT (paper) == NX_PAPER_A4
                       ? "R000-R027 R028-R055 R056-R059"
                       : "R000-R017 R018-R035 R036-R053 R054-R059");
  nx_print_probe_check (&probe);
  nx_print_probe_clear (&probe);
}

static void
test_group_stays_with_its_row (void)
{
  g_autoptr (NxPrintDocument) document = nx_print_document_new (NX_PAPER_A4);
  NxPrintProbe probe;
  NxTableBlock *table = new_table ();
  guint n_groups = 0;

  nx_print_probe_init (&probe);
  for (guint i = 0; i < 120; i++)
    {
      if (i % 7 == 0)
        add_group (table, "GROUP");
      add_row (table, i, "短");
    }
  nx_print_document_add (document, NX_BLOCK (table));
  nx_print_probe_print (&probe, document);
  for (guint page = 1; page <= nx_print_document_n_pages (document); page++)
    {
      g_autofree char *text = nx_print_probe_read (&probe, page);
      const char *last_group = g_strrstr (text, "GROUP"), *last_row = g_strrstr (text, "R");

      g_assert_nonnull (last_group); /* repeated after each break */
      g_assert_true (strstr (text, "GROUP") < strstr (text, "R0")
                     || strstr (text, "GROUP") < strstr (text, "R1"));
      g_assert_true (last_row > last_group + 5);
      n_groups += count (text, "GROUP");
    }
  g_assert_cmpuint (n_groups, >=, 18);
  nx_print_probe_clear (&probe);
}

static void
test_row_taller_than_a_page (void)
{
  g_autoptr (NxPrintDocument) document = nx_print_document_new (NX_PAPER_A5);
  NxPrintProbe probe;
  NxTableBlock *table = new_table ();
  GString *story = g_string_new (NULL);
  g_autofree char *text = NULL;

  nx_print_probe_init (&probe);
  for (guint i = 0; i < 150; i++)
    g_string_append_printf (story, "第%u句说了这样一件事情。", i);
  add_row (table, 1, "短");
  add_row (table, 2, story->str);
  add_row (table, 3, "短");
  nx_print_document_add (document, NX_BLOCK (table));
  nx_print_probe_print (&probe, document);
  g_assert_cmpuint (nx_print_document_n_pages (document), >=, 3);
  text = nx_print_probe_read_tight (&probe, 0);
  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("第%u句", i);

      g_assert_cmpuint (count (text, sentence), ==, 1); /* none lost, none twice */
    }
  g_assert_cmpuint (count (text, "R003"), ==, 1);
  nx_print_probe_check (&probe);
  nx_print_probe_clear (&probe);
  g_string_free (story, TRUE);
}

/* `n_rows` short rows, then a signature: on which page is what? */
static void
check_signature (guint n_rows)
{
  g_autoptr (NxPrintDocument) document = nx_print_document_new (NX_PAPER_A4);
  NxPrintProbe probe;
  NxTableBlock *table = new_table ();
  NxBlock *signature = nx_signature_block_new ("盖章处");
  g_autofree char *last = NULL;

  nx_print_probe_init (&probe);
  for (guint i = 0; i < n_rows; i++)
    add_row (table, i, "短");
  nx_print_document_add (document, nx_text_block_new_plain (NX_TEXT_HEADING, "五、安排"));
  nx_print_document_add (document, NX_BLOCK (table));
  nx_signature_block_add (NX_SIGNATURE_BLOCK (signature), "签名：{9}", TRUE);
  nx_print_document_add (document, signature);
  nx_print_probe_print (&probe, document);
  last = nx_print_probe_read (&probe, nx_print_document_n_pages (document));
  g_assert_nonnull (strstr (last, "签名"));
  g_assert_nonnull (strstr (last, "R0")); /* never a page with nothing but a signature */
  nx_print_probe_check (&probe);
  nx_print_probe_clear (&probe);
}

static void
test_signature_is_never_alone (void)
{
  for (guint n = 20; n < 38; n++)
    check_signature (n);
}

/* How many lines of `text` hold `word`. */
static guint
count_lines (const char *text, const char *word)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], word) != NULL;
  return n;
}

static void
test_paragraph_has_no_widow (void)
{
  guint n_split = 0;

  for (guint n_before = 36; n_before < 46; n_before++)
    {
      g_autoptr (NxPrintDocument) document = nx_print_document_new (NX_PAPER_A4);
      NxRichText *text = nx_rich_text_new (NULL);
      NxPrintProbe probe;
      g_autofree char *first = NULL, *second = NULL;
      guint n_first, n_second;

      nx_print_probe_init (&probe);
      for (guint i = 0; i < n_before; i++)
        nx_print_document_add (document, nx_text_block_new_plain (NX_TEXT_CELL, "前"));
      nx_print_document_add (document, nx_text_block_new_plain (NX_TEXT_HEADING, "题目"));
      for (guint i = 0; i < 190; i++)
        nx_rich_text_append (text, "水", NX_MARK_NONE);
      nx_print_document_add (document, nx_text_block_new (NX_TEXT_BODY, text));
      nx_print_document_add (document, nx_space_block_new_writing_lines (40));
      nx_print_probe_print (&probe, document);
      first = nx_print_probe_read (&probe, 1);
      second = nx_print_probe_read (&probe, 2);
      n_first = count_lines (first, "水");
      n_second = count_lines (second, "水");
      g_assert_cmpuint (n_first + n_second, ==, 5);
      g_assert_cmpuint (n_first, !=, 1);
      g_assert_cmpuint (n_second, !=, 1);
      g_assert_cmpuint (count_lines (first, "题目"), ==, n_first > 0); /* heading goes along */
      n_split += n_first > 0 && n_second > 0;
      nx_print_probe_check (&probe);
      nx_print_probe_clear (&probe);
    }
  g_assert_cmpuint (n_split, >, 0);
}

static void
test_pages_step_by_step (void)
{
  g_autoptr (NxPrintDocument) document = nx_print_document_new (NX_PAPER_A5);
  guint n_steps = 1;

  for (guint i = 0; i < 40; i++)
    nx_print_document_add (document, nx_text_block_new_plain (NX_TEXT_BODY, SENTENCE));
  while (!nx_print_document_paginate_step (document))
    n_steps++;
  g_assert_cmpuint (n_steps, ==, nx_print_document_n_pages (document));
  g_assert_cmpuint (n_steps, >, 2);
}

/* The first page can be drawn while the others are still to come, without a number of pages. */
static void
test_first_page_first (void)
{
  g_autoptr (NxPrintDocument) document = nx_print_document_new (NX_PAPER_A5);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cairo = cairo_create (surface);

  for (guint i = 0; i < 40; i++)
    nx_print_document_add (document, nx_text_block_new_plain (NX_TEXT_BODY, SENTENCE));
  g_assert_cmpuint (nx_print_document_n_laid_out (document), ==, 0);
  g_assert_false (nx_print_document_paginate_step (document));
  nx_print_document_draw_page (document, cairo, 0);
  g_assert_cmpuint (nx_print_document_n_laid_out (document), ==, 1);
  g_assert_false (nx_print_document_is_laid_out (document));
  nx_print_document_draw_page (document, cairo, 2);
  g_assert_true (nx_print_document_is_laid_out (document));
  g_assert_cmpuint (nx_print_document_n_laid_out (document), ==,
                    nx_print_document_n_pages (document));
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

static void
test_empty_document_has_a_page (void)
{
  g_autoptr (NxPrintDocument) document = nx_print_document_new (NX_PAPER_A4);

  g_assert_cmpuint (nx_print_document_n_pages (document), ==, 1);
}

static void
test_ten_thousand_rows (void)
{
  g_autoptr (NxPrintDocument) document = nx_print_document_new (NX_PAPER_A4);
  NxTableBlock *table = new_table ();
  gint64 start = g_get_monotonic_time ();
  double seconds;

  for (guint i = 0; i < 10000; i++)
    add_row (table, i % 1000, i % 3 == 0 ? SENTENCE SENTENCE : SENTENCE);
  nx_print_document_add (document, NX_BLOCK (table));
  g_assert_cmpuint (nx_print_document_n_pages (document), >, 300);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  g_test_message ("10,000 rows laid out on %u pages in %.1f s",
                  nx_print_document_n_pages (document), seconds);
  g_assert_cmpfloat (seconds, <, 60); /* about 3 s alone on a slow machine */
}

static void
test_objects_finalize (void)
{
  NxPrintDocument *document = nx_print_document_new (NX_PAPER_A4);
  NxTableBlock *table = new_table ();
  NxBlock *signature = nx_signature_block_new ("盖章处");
  gpointer watched[] = { document, table, signature };

  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_object_add_weak_pointer (watched[i], &watched[i]);
  nx_print_document_add (document, NX_BLOCK (table));
  nx_print_document_add (document, signature);
  nx_print_document_paginate (document);
  g_object_unref (document);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_assert_null (watched[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/print/pages/table-a4", GINT_TO_POINTER (NX_PAPER_A4), test_table_breaks);
  g_test_add_data_func ("/print/pages/table-a5", GINT_TO_POINTER (NX_PAPER_A5), test_table_breaks);
  g_test_add_func ("/print/pages/group-stays-with-its-row", test_group_stays_with_its_row);
  g_test_add_func ("/print/pages/row-taller-than-a-page", test_row_taller_than_a_page);
  g_test_add_func ("/print/pages/signature-is-never-alone", test_signature_is_never_alone);
  g_test_add_func ("/print/pages/paragraph-has-no-widow", test_paragraph_has_no_widow);
  g_test_add_func ("/print/pages/step-by-step", test_pages_step_by_step);
  g_test_add_func ("/print/pages/first-page-first", test_first_page_first);
  g_test_add_func ("/print/pages/empty", test_empty_document_has_a_page);
  g_test_add_func ("/print/pages/ten-thousand-rows", test_ten_thousand_rows);
  g_test_add_func ("/print/pages/finalize", test_objects_finalize);
  return g_test_run ();
}
