/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The words of a line of the page of the day. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-due-words.h"

#include "nx-case.h"
#include "nx-date.h"
#include "nx-mask.h"
#include "nx-visit.h"

#include <glib/gi18n-lib.h>

static NxDate
get_day (const NxDueRow *row)
{
  return nx_record_get_date (row->case_file, NX_CASE_NEXT_ON);
}

static void
add_word (GString *line, const char *separator, const char *word)
{
  if (word != NULL && *word != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? separator : "", word);
}

char *
nx_due_words_name (const NxDueRow *row)
{
  const char *name = nx_record_peek_text (row->case_file, NX_CASE_CLIENT_NAME);

  return row->is_mine ? g_strdup (name) : nx_mask_text (NX_MASK_NAME, name);
}

char *
nx_due_words_facts (const NxDueRow *row, NxDate today)
{
  GString *line = g_string_new (NULL);
  g_autofree char *sex = nx_record_dup_display (row->case_file, NX_CASE_CLIENT_SEX);
  int age = nx_date_age_on (nx_record_get_date (row->case_file, NX_CASE_CLIENT_BIRTH_ON), today);
  /* TRANSLATORS: an age in full years, in a line of facts about a person: 82 岁 */
  g_autofree char *years = age >= 0 ? g_strdup_printf (C_ ("age", "%d"), age) : NULL;

  add_word (line, " · ", sex);
  add_word (line, " · ", years);
  add_word (line, " · ", nx_record_get_text (row->case_file, NX_CASE_AREA_NAME));
  if (!row->is_mine)
    add_word (line, " · ", nx_record_get_text (row->case_file, NX_CASE_WORKER_NAME));
  return g_string_free (line, FALSE);
}

gboolean
nx_due_words_is_overdue (const NxDueRow *row, NxDate today)
{
  return nx_date_compare (get_day (row), today) < 0;
}

char *
nx_due_words_day (const NxDueRow *row, NxDate today)
{
  if (nx_date_compare (get_day (row), today) == 0)
    return g_strdup (C_ ("day", "Today"));
  return nx_date_format (get_day (row), NX_DATE_SHORT);
}

char *
nx_due_words_late (const NxDueRow *row, NxDate today)
{
  int n_days = nx_date_days_between (get_day (row), today);
  const char *time
      = row->planned != NULL ? nx_record_get_text (row->planned, NX_VISIT_START_TIME) : NULL;

  if (n_days > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d day overdue", "%d days overdue", (gulong)n_days), n_days);
  if (time != NULL)
    return g_strdup (time);
  if (n_days == 0)
    /* TRANSLATORS: a visit of today for which no hour was agreed: 不限时 */
    return g_strdup (_ ("any time"));
  return g_strdup (nx_date_weekday_short (nx_date_weekday (get_day (row))));
}

char *
nx_due_words_line (const NxDueRow *row, NxDate today)
{
  GString *line = g_string_new (NULL);
  g_autofree char *name = nx_due_words_name (row);
  g_autofree char *facts = nx_due_words_facts (row, today);
  g_autofree char *day = nx_due_words_day (row, today);
  g_autofree char *late = nx_due_words_late (row, today);
  g_autofree char *risk = nx_record_dup_display (row->case_file, NX_CASE_RISK);
  /* TRANSLATORS: risk level (High) */
  g_autofree char *risky = g_strdup_printf (_ ("Risk: %s"), risk);
  g_autofree char *why = nx_due_row_dup_why (row);

  add_word (line, ", ", name);
  add_word (line, ", ", day);
  add_word (line, ", ", late);
  add_word (line, ", ", *risk != '\0' ? risky : NULL);
  add_word (line, ", ", facts);
  if (row->is_mine)
    add_word (line, ", ", nx_record_get_text (row->case_file, NX_CASE_TITLE));
  add_word (line, ". ", why);
  return g_string_free (line, FALSE);
}

const char *
nx_due_words_record (const NxDueRow *row)
{
  if (row->has_draft)
    /* TRANSLATORS: button: go on with a visit that was begun to be written: 继续写 */
    return _ ("Go On Writing");
  return nx_due_row_is_call (row) ? _ ("Record Call") : _ ("Record Visit");
}

const char *
nx_due_words_missed (const NxDueRow *row)
{
  /* TRANSLATORS: button: nobody answered the call: 未接通 */
  return nx_due_row_is_call (row) ? _ ("Not Reached") : _ ("Not at Home");
}
