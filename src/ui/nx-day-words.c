/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says days, periods and due dates in short words, as lists and cards show them. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-day-words.h"

#include <glib/gi18n-lib.h>

NxDate
nx_day_words_today (NxStore *store)
{
  gint64 fixed = 0;
  g_autoptr (GDateTime) now = NULL;

  if (store != NULL)
    g_object_get (store, "fixed-now", &fixed, NULL);
  if (fixed == 0)
    return nx_date_today ();
  now = g_date_time_new_from_unix_local (fixed);
  return (NxDate){ (gint16)g_date_time_get_year (now), (guint8)g_date_time_get_month (now),
                   (guint8)g_date_time_get_day_of_month (now) };
}

char *
nx_day_words_short (NxDate day, NxDate today)
{
  if (!nx_date_is_set (day))
    return g_strdup ("");
  if (nx_date_is_full (day) && day.year == today.year)
    return nx_date_format (day, NX_DATE_SHORT);
  return nx_date_to_iso (day);
}

/* @has_day: an overdue one with its day. */
static char *
dup_due (NxDate day, NxDate today, gboolean has_day, gboolean *is_overdue)
{
  g_autofree char *text = nx_day_words_short (day, today);
  int n_days = nx_date_is_set (day) ? nx_date_days_between (day, today) : 0;
  g_autofree char *late = NULL;

  if (is_overdue != NULL)
    *is_overdue = n_days > 0;
  if (nx_date_is_set (day) && n_days == 0)
    /* TRANSLATORS: this day, in a list of days: 今天; the page of that name is 今日 */
    return g_strdup (C_ ("day", "Today"));
  if (n_days <= 0)
    return g_steal_pointer (&text);
  late = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d day overdue", "%d days overdue", (gulong)n_days), n_days);
  if (!has_day)
    return g_steal_pointer (&late);
  /* TRANSLATORS: %1$s is a short date, %2$s is "2 days overdue" */
  return g_strdup_printf (_ ("%1$s · %2$s"), text, late);
}

char *
nx_day_words_due (NxDate day, NxDate today, gboolean *is_overdue)
{
  return dup_due (day, today, TRUE, is_overdue);
}

char *
nx_day_words_due_short (NxDate day, NxDate today, gboolean *is_overdue)
{
  return dup_due (day, today, FALSE, is_overdue);
}

char *
nx_day_words_period (NxDate from, NxDate to)
{
  g_autofree char *begin = nx_date_to_iso (from);
  g_autofree char *end = nx_date_to_iso (to);

  if (begin != NULL && end != NULL)
    /* TRANSLATORS: from one day to another: 2019-07 to 2024-03, 2019-07 至 2024-03 */
    return g_strdup_printf (_ ("%1$s to %2$s"), begin, end);
  if (begin != NULL)
    /* TRANSLATORS: from a day on: 2019-07 起 */
    return g_strdup_printf (_ ("since %s"), begin);
  if (end != NULL)
    /* TRANSLATORS: up to a day: 至 2024-03 */
    return g_strdup_printf (_ ("until %s"), end);
  return g_strdup ("");
}
