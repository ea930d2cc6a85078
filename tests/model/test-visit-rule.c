/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the rule of the next visit: intervals by risk, attempts, urgent new risks, weekends. */
#include "config.h"

#include "nx-visit-rule.h"

#include "nx-case.h"
#include "nx-edit.h"

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

static NxRecord *
new_case (const char *risk, const char *rule, const char *last, const char *next)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (edit, NX_CASE_RISK, risk);
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, rule);
  nx_edit_set_text (edit, NX_CASE_LAST_CONTACT_ON, last);
  nx_edit_set_text (edit, NX_CASE_OPENED_ON, "2025-11-01");
  nx_edit_set_text (edit, NX_CASE_NEXT_ON, next);
  return nx_edit_dup_record (edit);
}

static void
assert_stretched (const char *risk,
                  const char *rule,
                  const char *last,
                  const char *next,
                  const char *day,
                  gboolean expected)
{
  g_autoptr (NxRecord) case_file = new_case (risk, rule, last, next);
  NxDate date = NX_DATE_NONE;

  g_assert_true (nx_date_from_iso (day, &date));
  g_assert_cmpint (nx_visit_rule_is_stretched (case_file, date), ==, expected);
}

/* The interval is the limit, or the day itself where something else set it. */
static void
test_stretched (void)
{
  assert_stretched ("high", "risk", "2025-11-12", "2025-11-19", "2025-11-19", FALSE);
  assert_stretched ("high", "risk", "2025-11-12", "2025-11-19", "2025-11-20", TRUE);
  assert_stretched ("medium", "agreed", "2025-11-12", "2025-11-19", "2025-12-12", FALSE);
  assert_stretched ("medium", "agreed", "2025-11-12", "2025-11-19", "2025-12-13", TRUE);
  assert_stretched ("high", "risk", NULL, "2025-11-19", "2025-11-08", FALSE);
  assert_stretched ("high", "risk", NULL, "2025-11-19", "2025-11-09", TRUE);
  assert_stretched ("low", "urgent", "2025-11-12", "2025-11-13", "2025-11-14", TRUE);
  assert_stretched ("low", "closure", "2025-11-12", "2025-12-12", "2025-12-12", FALSE);
}

static void
test_proposals (void)
{
  NxDate days[3];
  const char *const expected[] = { "2025-11-20", "2025-11-21", "2025-11-24" };

  nx_visit_rule_propose_days ((NxDate){ 2025, 11, 19 }, days, G_N_ELEMENTS (days));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = nx_date_to_iso (days[i]);

      g_assert_cmpstr (day, ==, expected[i]);
    }
}

static void
test_reasons (void)
{
  g_autoptr (NxRecord) by_risk = new_case ("high", "risk", "2025-11-12", "2025-11-19");
  g_autoptr (NxRecord) unknown = new_case ("high", "nonsense", "2025-11-12", "2025-11-19");
  g_autoptr (NxRecord) none = new_case ("high", NULL, "2025-11-12", "2025-11-19");
  g_autoptr (NxRecord) without_day = new_case ("high", "risk", "2025-11-12", NULL);
  g_autofree char *words = nx_visit_rule_dup_reason (by_risk);
  g_autofree char *nothing = nx_visit_rule_dup_reason (unknown);

  g_assert_cmpstr (words, ==, "Risk: High, every 7 days; last 11-12");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (nx_visit_rule_has_reason (by_risk));
  g_assert_false (nx_visit_rule_has_reason (unknown));
  g_assert_false (nx_visit_rule_has_reason (none));
  g_assert_false (nx_visit_rule_has_reason (without_day));
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
  g_test_add_func ("/visit-rule/stretched", test_stretched);
  g_test_add_func ("/visit-rule/proposals", test_proposals);
  g_test_add_func ("/visit-rule/reasons", test_reasons);
  return g_test_run ();
}
