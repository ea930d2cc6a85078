/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The words, icons and colours of the calendar's days and lines. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-words.h"

#include "nx-lunar.h"
#include "nx-mask.h"
#include "nx-record-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The character that ends a month of the lunar calendar. */
#define MONTH_SIGN "\346\234\210"

static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *label;
} states[NX_N_CALENDAR_STATES] = {
  { "x-office-calendar-symbolic", "nx-info", N_ ("Planned") },
  /* TRANSLATORS: state of a line in the calendar: a case's next visit falls on that day, 应访 */
  { "nx-late-symbolic", "nx-plain", NC_ ("visit", "Due") },
  { "nx-door-symbolic", "nx-mid", N_ ("Not met") },
  { "object-select-symbolic", "nx-ok", N_ ("Done") },
};

const char *
nx_calendar_words_icon (NxCalendarState state)
{
  return states[state].icon_name;
}

/* What lies behind and did not happen. */
const char *
nx_calendar_words_class (const NxCalendarEntry *entry, NxDate today)
{
  if (nx_calendar_entry_is_movable (entry) && nx_date_compare (entry->on, today) < 0)
    return "nx-high";
  return states[entry->state].css_class;
}

const char *
nx_calendar_words_state (NxCalendarState state)
{
  return state == NX_CALENDAR_DUE ? g_dpgettext2 (GETTEXT_PACKAGE, "visit", states[state].label)
                                  : g_dgettext (GETTEXT_PACKAGE, states[state].label);
}

char *
nx_calendar_words_name (const NxCalendarEntry *entry)
{
  const char *name = nx_record_peek_text (entry->case_file, NX_CASE_CLIENT_NAME);

  return entry->is_mine ? g_strdup (name) : nx_mask_text (NX_MASK_NAME, name);
}

static void
add_word (GString *line, const char *separator, const char *word)
{
  if (word != NULL && *word != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? separator : "", word);
}

static void
add_facts (GString *line, const char *separator, const NxCalendarEntry *entry)
{
  if (entry->visit != NULL)
    {
      g_autofree char *kind = nx_record_dup_display (entry->visit, NX_VISIT_KIND);

      add_word (line, separator, nx_record_get_text (entry->visit, NX_VISIT_START_TIME));
      add_word (line, separator, kind);
    }
  add_word (line, separator, nx_record_get_text (entry->case_file, NX_CASE_AREA_NAME));
  add_word (line, separator,
            entry->visit != NULL ? nx_record_get_text (entry->visit, NX_VISIT_WORKER_NAME)
                                 : nx_record_get_text (entry->case_file, NX_CASE_WORKER_NAME));
}

char *
nx_calendar_words_facts (const NxCalendarEntry *entry)
{
  GString *line = g_string_new (NULL);

  add_facts (line, " · ", entry);
  return g_string_free (line, FALSE);
}

char *
nx_calendar_words_line (const NxCalendarEntry *entry)
{
  GString *line = g_string_new (NULL);
  g_autofree char *name = nx_calendar_words_name (entry);
  g_autofree char *day = nx_date_format (entry->on, NX_DATE_LONG_DAY);

  add_word (line, ", ", name);
  add_word (line, ", ", nx_calendar_words_state (entry->state));
  add_word (line, ", ", day);
  add_facts (line, ", ", entry);
  return g_string_free (line, FALSE);
}

/* The lunar calendar */

static const char *
find_festival (NxLunarDate lunar)
{
  static const struct
  {
    guint8 month;
    guint8 day;
    const char *name;
  } festivals[] = {
    { 1, 1, N_ ("Spring Festival") }, { 1, 15, N_ ("Lantern Festival") },
    { 5, 5, N_ ("Dragon Boat") },     { 7, 7, N_ ("Qixi") },
    { 8, 15, N_ ("Mid-Autumn") },     { 9, 9, N_ ("Double Ninth") },
    { 12, 8, N_ ("Laba") },
  };

  if (lunar.is_leap)
    return NULL;
  if (lunar.month == 12 && lunar.day == nx_lunar_days_in_month (lunar.year, 12, FALSE))
    return _ ("New Year's Eve");
  for (guint i = 0; i < G_N_ELEMENTS (festivals); i++)
    if (festivals[i].month == lunar.month && festivals[i].day == lunar.day)
      return g_dgettext (GETTEXT_PACKAGE, festivals[i].name);
  return NULL;
}

char *
nx_calendar_words_lunar (NxDate day)
{
  NxLunarDate lunar = NX_LUNAR_DATE_NONE;
  const char *festival = NULL;
  g_autofree char *text = NULL;
  char *sign = NULL;

  if (!nx_lunar_from_solar (day, &lunar))
    return NULL;
  festival = find_festival (lunar);
  if (festival != NULL)
    return g_strdup (festival);
  /* TRANSLATORS: translate as "yes" when the days of the calendar shall show the lunar day in
   * small, as in Chinese; else as "no" */
  if (!g_str_equal (C_ ("lunar days", "no"), "yes"))
    return NULL;
  text = nx_lunar_format (lunar, NX_LUNAR_SHORT);
  sign = strstr (text, MONTH_SIGN);
  if (sign == NULL)
    return g_steal_pointer (&text);
  /* The first day has the month's name. */
  if (lunar.day == 1)
    return g_strndup (text, (gsize)(sign - text) + strlen (MONTH_SIGN));
  return g_strdup (sign + strlen (MONTH_SIGN));
}

/* Days */

static char *
dup_count (NxCalendarState state, guint n)
{
  switch (state)
    {
    case NX_CALENDAR_PLANNED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u planned", "%u planned", n), n);
    case NX_CALENDAR_DUE:
      /* TRANSLATORS: number of visits that are due on a day: 应访 2 次 */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u due", "%u due", n), n);
    case NX_CALENDAR_ATTEMPTED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u not met", "%u not met", n), n);
    case NX_CALENDAR_DONE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u done", "%u done", n), n);
    case NX_N_CALENDAR_STATES:
      break;
    }
  g_return_val_if_reached (NULL);
}

char *
nx_calendar_words_counts (const guint counts[NX_N_CALENDAR_STATES])
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (NxCalendarState i = 0; i < NX_N_CALENDAR_STATES; i++)
    {
      g_autofree char *count = counts[i] > 0 ? dup_count (i, counts[i]) : NULL;

      /* TRANSLATORS: stands between the parts of a list: 2 planned, 1 due */
      add_word (line, C_ ("list", ", "), count);
    }
  return line->len > 0 ? g_strdup (line->str) : NULL;
}

char *
nx_calendar_words_day (NxDate day, NxDate today, const guint *counts)
{
  g_autofree char *date = nx_date_format (day, NX_DATE_LONG_DAY);
  g_autofree char *lunar = nx_calendar_words_lunar (day);
  g_autofree char *numbers = counts != NULL ? nx_calendar_words_counts (counts) : NULL;
  GString *line = g_string_new (NULL);

  if (nx_date_compare (day, today) == 0)
    add_word (line, ", ", C_ ("day", "Today"));
  add_word (line, ", ", date);
  add_word (line, ", ", lunar);
  if (counts != NULL)
    add_word (line, ": ", numbers != NULL ? numbers : _ ("no visits"));
  return g_string_free (line, FALSE);
}

char *
nx_calendar_words_month (NxDate day)
{
  return nx_date_format ((NxDate){ day.year, day.month, 0 }, NX_DATE_LONG);
}
