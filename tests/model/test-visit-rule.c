/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the rule of the next visit: intervals by risk, attempts, urgent new risks, weekends. */
#include "config.h"

#include "nx-visit-rule.h"

#include <locale.h>

static void
assert_next (const char *risk,
             const char *new_risks,
             const char *last,
             gboolean was_met,
             const char *expected)
{
  NxDate day = NX_DATE_NONE;
  g_autofree char *next = NULL;

  g_assert_true (nx_date_from_iso (last, &day));
  next = nx_date_to_iso (nx_visit_rule_next_after (risk, new_risks, day, was_met));
  g_assert_cmpstr (next, ==, expected);
}

static void
test_intervals (void)
{
  /* 2025-11-19 is a Wednesday. */
  assert_next ("high", NULL, "2025-11-19", TRUE, "2025-11-26");
  assert_next ("medium", "", "2025-11-19", TRUE, "2025-12-19");
  /* 2026-02-17 is a Tuesday; 2025-12-21 would be a Sunday. */
  assert_next ("low", NULL, "2025-11-19", TRUE, "2026-02-17");
  assert_next ("medium", NULL, "2025-11-21", TRUE, "2025-12-19");
}

static void
test_not_met (void)
{
  assert_next ("high", NULL, "2025-11-19", FALSE, "2025-11-20");
  assert_next ("low", NULL, "2025-11-17", FALSE, "2025-11-20");
  /* The Friday before would be the day itself: so the weekend stays. */
  assert_next ("high", NULL, "2025-11-21", FALSE, "2025-11-22");
}

static void
test_urgent (void)
{
  assert_next ("low", "fall suicide", "2025-11-21", TRUE, "2025-11-22");
  assert_next ("low", "fall", "2025-11-19", TRUE, "2026-02-17");
  g_assert_cmpstr (nx_visit_rule_get_code ("suicide", TRUE), ==, "urgent");
  g_assert_cmpstr (nx_visit_rule_get_code ("fall", TRUE), ==, "risk");
  g_assert_cmpstr (nx_visit_rule_get_code (NULL, FALSE), ==, "not_met");
}

static void
test_words (void)
{
  g_autofree char *risk = nx_visit_rule_dup_words ("high", NULL, TRUE);
  g_autofree char *again = nx_visit_rule_dup_words ("low", NULL, FALSE);
  g_autofree char *urgent = nx_visit_rule_dup_words ("low", "abuse", TRUE);
  g_autofree char *unknown = nx_visit_rule_dup_words (NULL, NULL, TRUE);

  g_assert_cmpstr (risk, ==, "Risk: High, every 7 days");
  g_assert_cmpstr (again, ==, "Not met: again after 3 days");
  g_assert_cmpstr (urgent, ==, "New risk: within 24 hours");
  g_assert_cmpstr (unknown, ==, "Every 90 days");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visit-rule/intervals", test_intervals);
  g_test_add_func ("/visit-rule/not-met", test_not_met);
  g_test_add_func ("/visit-rule/urgent", test_urgent);
  g_test_add_func ("/visit-rule/words", test_words);
  return g_test_run ();
}
