/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the timeline on paper: its order, its copies, its pages and how long a large one takes. */
#include "config.h"

#include "nx-print-probe.h"
#include "nx-print-samples.h"
#include "nx-timeline-report.h"

#include <string.h>

typedef struct
{
  NxPrintSamples samples;
  NxTimelineSheet sheet;
  GPtrArray *entries;
  NxPrintOptions options;
  NxPrintDocument *document;
  NxPrintProbe probe;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  nx_print_samples_init (&fixture->samples);
  fixture->entries = nx_print_samples_entries (&fixture->samples, GPOINTER_TO_UINT (data));
  nx_print_samples_fill_timeline (&fixture->samples, fixture->entries, &fixture->sheet);
  fixture->options = nx_print_samples_options (NX_COPY_FILE);
  nx_print_probe_init (&fixture->probe);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  nx_print_probe_clear (&fixture->probe);
  g_clear_object (&fixture->document);
  nx_timeline_sheet_clear (&fixture->sheet);
  g_ptr_array_unref (fixture->entries);
  nx_print_samples_clear (&fixture->samples);
}

/* The text of all pages without blanks. */
static char *
print (Fixture *fixture)
{
  g_clear_object (&fixture->document);
  fixture->document = nx_timeline_report_new (&fixture->sheet, &fixture->options);
  nx_print_probe_print (&fixture->probe, fixture->document);
  nx_print_probe_check (&fixture->probe);
  return nx_print_probe_read_tight (&fixture->probe, 0);
}

static void
test_internal_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = print (fixture);

  g_assert_nonnull (strstr (text, "王桂英"));
  g_assert_nonnull (strstr (text, "扶手为什么还没装？"));
  g_assert_nonnull (strstr (text, "女儿李梅上周来过"));
  g_assert_nonnull (strstr (text, "Writtenlate"));
  g_assert_nonnull (strstr (text, "officeonly"));
  g_assert_nonnull (strstr (text, "7entries"));
  g_assert_null (strstr (text, "SECRETREFLECTION"));
  g_assert_true (strstr (text, "初次入户") < strstr (text, "精神尚可")); /* oldest first */
  g_assert_true (strstr (text, "September2025") < strstr (text, "November2025"));
}

static void
test_client_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  fixture->options.copy = NX_COPY_CLIENT;
  text = print (fixture);
  g_assert_nonnull (strstr (text, "王桂英"));
  g_assert_null (strstr (text, "扶手为什么"));
  g_assert_null (strstr (text, "赵明慧11"));
  g_assert_null (strstr (text, "李梅"));
  g_assert_nonnull (strstr (text, "女儿上周来过"));
  g_assert_nonnull (strstr (text, "6entries")); /* the change of a record is not counted */
  g_assert_nonnull (strstr (text, "withoutsupervision"));
}

static void
test_redacted_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  fixture->options.is_redacted = TRUE;
  text = print (fixture);
  g_assert_null (strstr (text, "王桂英")); /* nor in the title of the case */
  g_assert_null (strstr (text, "李梅"));
  g_assert_null (strstr (text, "扶手为什么"));
}

static void
test_filter_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  fixture->sheet.kinds = NX_TIMELINE_VISIT | NX_TIMELINE_NOT_MET;
  fixture->sheet.n_in_period = 29;
  text = print (fixture);
  g_assert_nonnull (strstr (text, "7entries(Visits,Notmet)"));
  g_assert_nonnull (strstr (text, "22moreareleftout"));
}

static void
test_empty_period (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_ptr_array_set_size (fixture->sheet.rows, 0);
  text = print (fixture);
  g_assert_nonnull (strstr (text, "Thereisnoentryinthisperiod."));
  g_assert_nonnull (strstr (text, "0entries"));
}

static void
test_thousand_rows (Fixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *text = print (fixture);
  double seconds = (g_get_monotonic_time () - start) / 1e6;
  guint n_pages = nx_print_document_n_pages (fixture->document);

  g_test_message ("1,000 entries: %u pages laid out, written and read back in %.1f s", n_pages,
                  seconds);
  /* A bound for a hang, not a measure: under the sanitizers the same work takes five times as long.
   */
  g_assert_cmpfloat (seconds, <, 300);
  g_assert_cmpuint (n_pages, >, 30);
  for (guint page = 1; page <= n_pages; page += 7)
    {
      g_autofree char *one = nx_print_probe_read_tight (&fixture->probe, page);
      g_autofree char *count = g_strdup_printf ("Page%uof%u", page, n_pages);

      g_assert_nonnull (strstr (one, "Content")); /* the head is repeated */
      g_assert_nonnull (strstr (one, count));
      g_assert_true ((strstr (one, "continued") != NULL) == (page < n_pages));
    }
}

#define ADD(path, n, test) g_test_add (path, Fixture, GUINT_TO_POINTER (n), set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/print/timeline/internal-copy", 0, test_internal_copy);
  ADD ("/print/timeline/client-copy", 0, test_client_copy);
  ADD ("/print/timeline/redacted", 0, test_redacted_copy);
  ADD ("/print/timeline/filter-is-said", 0, test_filter_is_said);
  ADD ("/print/timeline/empty", 0, test_empty_period);
  ADD ("/print/timeline/thousand-rows", 1000, test_thousand_rows);
  return g_test_run ();
}
