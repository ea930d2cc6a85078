/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The rule of the next visit: how many days after which contact, and the words that say why. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-visit-rule.h"

#include "nx-case.h"
#include "nx-code-list.h"
#include "nx-visit.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_DAYS 90
#define FRIDAY 5
#define HIGH_AGAIN_DAYS 1
#define OTHERS_AGAIN_DAYS 3

int
nx_visit_rule_get_days (const char *risk)
{
  NxCodeList *levels = nx_code_list_get ("risk-level");
  const NxCode *level = levels != NULL ? nx_code_list_find (levels, risk) : NULL;

  return level != NULL ? nx_code_get_extra_int (level, "visit_days", DEFAULT_DAYS) : DEFAULT_DAYS;
}

static NxDate
move_to_working_day (NxDate day, NxDate last)
{
  int after_friday = nx_date_weekday (day) - FRIDAY;
  NxDate moved = after_friday > 0 ? nx_date_add_days (day, -after_friday) : day;

  return nx_date_compare (moved, last) > 0 ? moved : day;
}

static int
get_days_after (const char *risk, gboolean was_met)
{
  if (was_met)
    return nx_visit_rule_get_days (risk);
  return g_strcmp0 (risk, "high") == 0 ? HIGH_AGAIN_DAYS : OTHERS_AGAIN_DAYS;
}

NxDate
nx_visit_rule_next (const char *risk, NxDate last, gboolean was_met)
{
  return move_to_working_day (nx_date_add_days (last, get_days_after (risk, was_met)), last);
}

static gboolean
is_urgent (const char *new_risks)
{
  NxCodeList *list = nx_code_list_get ("new-risk");
  g_auto (GStrv) codes = g_strsplit (new_risks != NULL ? new_risks : "", " ", -1);

  for (guint i = 0; list != NULL && codes[i] != NULL; i++)
    {
      const NxCode *code = nx_code_list_find (list, codes[i]);

      if (code != NULL && nx_code_get_extra_bool (code, "urgent"))
        return TRUE;
    }
  return FALSE;
}

NxDate
nx_visit_rule_next_after (const char *risk, const char *new_risks, NxDate last, gboolean was_met)
{
  return is_urgent (new_risks) ? nx_date_add_days (last, 1)
                               : nx_visit_rule_next (risk, last, was_met);
}

const char *
nx_visit_rule_get_code (const char *new_risks, gboolean was_met)
{
  if (is_urgent (new_risks))
    return "urgent";
  return was_met ? "risk" : "not_met";
}

char *
nx_visit_rule_dup_words (const char *risk, const char *new_risks, gboolean was_met)
{
  NxCodeList *levels = nx_code_list_get ("risk-level");
  const NxCode *level = levels != NULL ? nx_code_list_find (levels, risk) : NULL;
  int days = get_days_after (risk, was_met);

  if (is_urgent (new_risks))
    return g_strdup (_ ("New risk: within 24 hours"));
  if (!was_met)
    /* TRANSLATORS: %d is a number of days: nobody was met, so one goes again */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Not met: again after %d day",
                                         "Not met: again after %d days", (gulong)days),
                            days);
  if (level == NULL)
    /* TRANSLATORS: %d is a number of days */
    return g_strdup_printf (_ ("Every %d days"), days);
  /* TRANSLATORS: risk level (High), number of days */
  return g_strdup_printf (_ ("Risk: %1$s, every %2$d days"), nx_code_label (level), days);
}

static char *
dup_risk_reason (NxRecord *case_file)
{
  NxDate last = nx_record_get_date (case_file, NX_CASE_LAST_CONTACT_ON);
  g_autofree char *risk = nx_record_dup_display (case_file, NX_CASE_RISK);
  g_autofree char *day = nx_date_is_set (last) ? nx_date_format (last, NX_DATE_SHORT) : NULL;
  int days = nx_visit_rule_get_days (nx_record_get_text (case_file, NX_CASE_RISK));

  if (day == NULL)
    /* TRANSLATORS: risk level (High), number of days */
    return g_strdup_printf (_ ("Risk: %1$s, every %2$d days; not visited yet"), risk, days);
  /* TRANSLATORS: risk level (High), number of days, day of the last contact */
  return g_strdup_printf (_ ("Risk: %1$s, every %2$d days; last %3$s"), risk, days, day);
}

static const NxCode *
find_rule (NxRecord *case_file)
{
  NxCodeList *rules = nx_code_list_get ("next-rule");

  return rules != NULL
             ? nx_code_list_find (rules, nx_record_get_text (case_file, NX_CASE_NEXT_RULE))
             : NULL;
}

gboolean
nx_visit_rule_has_reason (NxRecord *case_file)
{
  return nx_record_is_set (case_file, NX_CASE_NEXT_ON)
         && (nx_record_is_set (case_file, NX_CASE_NEXT_REASON) || find_rule (case_file) != NULL);
}

/* A day that was put off without a word still comes from somewhere. */
static char *
dup_postponed (NxRecord *case_file, const char *reason)
{
  g_autofree char *risk = reason == NULL ? dup_risk_reason (case_file) : NULL;

  /* TRANSLATORS: why a visit was put off, or else the rule it comes from */
  return g_strdup_printf (_ ("Postponed: %s"), reason != NULL ? reason : risk);
}

char *
nx_visit_rule_dup_reason (NxRecord *case_file)
{
  const char *agreed = nx_record_get_text (case_file, NX_CASE_NEXT_REASON);
  const char *rule = nx_record_peek_text (case_file, NX_CASE_NEXT_RULE);

  if (!nx_visit_rule_has_reason (case_file))
    return g_strdup ("");
  if (g_str_equal (rule, "postponed"))
    return dup_postponed (case_file, agreed);
  if (agreed != NULL && g_str_equal (rule, "agreed"))
    /* TRANSLATORS: what was agreed with the client about the next visit */
    return g_strdup_printf (_ ("Agreed last time: %s"), agreed);
  if (agreed != NULL)
    return g_strdup (agreed);
  if (g_str_equal (rule, "risk"))
    return dup_risk_reason (case_file);
  return g_strdup (nx_code_label (find_rule (case_file)));
}

char *
nx_visit_rule_dup_reason_after (NxRecord *case_file, NxRecord *attempt)
{
  g_autofree char *why = NULL;
  g_autofree char *day = NULL;
  g_autofree char *missed = NULL;

  if (attempt == NULL || !nx_visit_rule_has_reason (case_file))
    return nx_visit_rule_dup_reason (case_file);
  why = g_strcmp0 (nx_record_get_text (case_file, NX_CASE_NEXT_RULE), "not_met") == 0
                && !nx_record_is_set (case_file, NX_CASE_NEXT_REASON)
            ? dup_risk_reason (case_file)
            : nx_visit_rule_dup_reason (case_file);
  day = nx_date_format (nx_record_get_date (attempt, NX_VISIT_ON), NX_DATE_SHORT);
  missed = nx_record_dup_display (attempt, NX_VISIT_NOT_MET_REASON);
  if (*missed == '\0')
    /* TRANSLATORS: why the next visit is due, and the day on which nobody was met */
    return g_strdup_printf (_ ("%1$s. Not met on %2$s"), why, day);
  /* TRANSLATORS: why the next visit is due, the day on which nobody was met, the reason */
  return g_strdup_printf (_ ("%1$s. Not met on %2$s: %3$s"), why, day, missed);
}

/* The last day on which a visit keeps its rule. A day that an event or somebody's word has set is
 * its own limit; else it is the interval of the risk level. */
static NxDate
find_limit (NxRecord *case_file)
{
  static const char *const fixed[] = { "urgent", "closure", "stage", NULL };
  const char *rule = nx_record_peek_text (case_file, NX_CASE_NEXT_RULE);
  NxDate last = nx_record_get_date (case_file, NX_CASE_LAST_CONTACT_ON);

  if (g_strv_contains (fixed, rule))
    return nx_record_get_date (case_file, NX_CASE_NEXT_ON);
  if (!nx_date_is_full (last))
    last = nx_record_get_date (case_file, NX_CASE_OPENED_ON);
  return nx_date_add_days (last,
                           nx_visit_rule_get_days (nx_record_get_text (case_file, NX_CASE_RISK)));
}

gboolean
nx_visit_rule_is_stretched (NxRecord *case_file, NxDate day)
{
  NxDate limit = find_limit (case_file);

  return !nx_date_is_full (limit) || nx_date_compare (day, limit) > 0;
}

void
nx_visit_rule_propose_days (NxDate after, NxDate *days, guint n_days)
{
  NxDate day = after;

  for (guint i = 0; i < n_days; i++)
    {
      do
        day = nx_date_add_days (day, 1);
      while (nx_date_weekday (day) > FRIDAY);
      days[i] = day;
    }
}
