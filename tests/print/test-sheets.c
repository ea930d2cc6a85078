/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the route sheet and the household sheet: order, masking, room for handwriting. */
#include "config.h"

#include "nx-household-sheet.h"
#include "nx-print-probe.h"
#include "nx-print-samples.h"
#include "nx-route-sheet.h"

#include <string.h>

/* Takes `document` and returns its text without blanks, line by line or cell by cell. */
static char *
print_as (NxPrintDocument *document, gboolean by_rows)
{
  NxPrintProbe probe;
  char *text;

  nx_print_probe_init (&probe);
  nx_print_probe_print (&probe, document);
  nx_print_probe_check (&probe);
  text = by_rows ? nx_print_probe_read_rows (&probe) : nx_print_probe_read_tight (&probe, 0);
  nx_print_probe_clear (&probe);
  g_object_unref (document);
  return text;
}

static char *
print (NxPrintDocument *document)
{
  return print_as (document, FALSE);
}

static char *
print_route (gboolean is_redacted, gboolean by_rows)
{
  NxPrintSamples samples = { 0 };
  NxRouteDay day;
  NxPrintOptions options = nx_print_samples_options (NX_COPY_CLIENT);
  char *text;

  options.is_redacted = is_redacted;
  nx_print_samples_init (&samples);
  nx_print_samples_fill_route (&samples, &day);
  text = print_as (nx_route_sheet_new (&day, &options), by_rows);
  nx_route_day_clear (&day);
  nx_print_samples_clear (&samples);
  return text;
}

static void
assert_order (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    {
      text = strstr (text, *words);
      if (text == NULL)
        g_error ("%s is missing or out of order", *words);
    }
}

static void
test_route_order (void)
{
  const char *const words[] = { "孙有福", "阿依古丽·买买提", "赵某", "刘建国", "何玉兰", NULL };
  g_autofree char *text = print_route (FALSE, TRUE);

  assert_order (text, words); /* buildings 1, 3, 9, 10; the call last though its building is 2 */
  g_assert_nonnull (strstr (text, "4doors"));
  g_assert_nonnull (strstr (text, "1call"));
  g_assert_nonnull (strstr (text, "2316"));
}

static void
test_route_masking (void)
{
  g_autofree char *text = print_route (FALSE, FALSE);
  g_autofree char *redacted = print_route (TRUE, FALSE);

  g_assert_null (strstr (text, "赵小满"));
  g_assert_null (strstr (text, "13812342316"));
  g_assert_null (strstr (text, "210102193610040048"));
  g_assert_null (strstr (text, "13900002222")); /* in the last visit's lines */
  g_assert_nonnull (strstr (text, "10号楼2单元"));
  g_assert_nonnull (strstr (text, "301"));
  g_assert_null (strstr (redacted, "刘建国"));
  g_assert_null (strstr (redacted, "号楼"));
  g_assert_null (strstr (redacted, "2316"));
}

static void
test_route_without_stops (void)
{
  NxRouteDay day;
  NxPrintOptions options = nx_print_samples_options (NX_COPY_FILE);
  g_autofree char *text = NULL;

  nx_route_day_init (&day, (NxDate){ 2025, 11, 19 }, NULL);
  text = print (nx_route_sheet_new (&day, &options));
  g_assert_nonnull (strstr (text, "Novisitorcallisdueonthisday."));
  nx_route_day_clear (&day);
}

static void
test_route_of_many_doors (void)
{
  NxRouteDay day;
  NxPrintOptions options = nx_print_samples_options (NX_COPY_FILE);
  g_autofree char *text = NULL;

  nx_route_day_init (&day, (NxDate){ 2025, 11, 19 }, "林晓岚");
  for (guint i = 0; i < 40; i++)
    {
      NxRouteStop *stop = nx_route_day_add_stop (&day);

      stop->subject.name = g_strdup_printf ("王%u", 40 - i);
      stop->sort_key = g_strdup_printf ("社区%u号楼", 40 - i);
      stop->why = g_strdup ("每月一次");
    }
  nx_route_day_sort (&day);
  text = print (nx_route_sheet_new (&day, &options));
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("王%u", i);

      g_assert_nonnull (strstr (text, name));
    }
  nx_route_day_clear (&day);
}

static char *
print_household (NxCopy copy, gboolean is_redacted)
{
  NxPrintSamples samples = { 0 };
  NxHouseholdFile file;
  NxPrintOptions options = nx_print_samples_options (copy);
  char *text;

  options.is_redacted = is_redacted;
  nx_print_samples_init (&samples);
  nx_print_samples_fill_household (&samples, &file);
  text = print (nx_household_sheet_new (&file, &options));
  nx_household_file_clear (&file);
  nx_print_samples_clear (&samples);
  return text;
}

static void
test_household_file_copy (void)
{
  const char *const words[] = { "王桂英", "李梅", "李小禾", NULL };
  g_autofree char *text = print_household (NX_COPY_FILE, FALSE);

  assert_order (text, words); /* head first, then by age */
  g_assert_nonnull (strstr (text, "3peoplelivehere"));
  g_assert_nonnull (strstr (text, "3号楼2单元501"));
  g_assert_nonnull (strstr (text, "210102********0048"));
  g_assert_null (strstr (text, "210102193610040048"));
  g_assert_nonnull (strstr (text, "138****5678"));
  g_assert_nonnull (strstr (text, "Minimumlivingallowance"));
  g_assert_null (strstr (text, "Temporaryassistance")); /* it has ended */
  g_assert_nonnull (strstr (text, "210102002001-2025-0007"));
}

static void
test_household_masking (void)
{
  g_autofree char *client = print_household (NX_COPY_CLIENT, FALSE);
  g_autofree char *redacted = print_household (NX_COPY_FILE, TRUE);

  g_assert_nonnull (strstr (client, "王桂英"));
  g_assert_null (strstr (client, "李梅"));
  g_assert_null (strstr (client, "501"));
  g_assert_null (strstr (redacted, "王桂英")); /* nor in the title of her case */
  g_assert_null (strstr (redacted, "李小禾"));
  g_assert_null (strstr (redacted, "0048"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/route/order", test_route_order);
  g_test_add_func ("/print/route/masking", test_route_masking);
  g_test_add_func ("/print/route/empty", test_route_without_stops);
  g_test_add_func ("/print/route/many-doors", test_route_of_many_doors);
  g_test_add_func ("/print/household/file-copy", test_household_file_copy);
  g_test_add_func ("/print/household/masking", test_household_masking);
  return g_test_run ();
}
