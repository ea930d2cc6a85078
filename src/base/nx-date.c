/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Does the arithmetic of civil days and writes them in the user's language. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-date.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (nx - date - error - quark, nx_date_error)

static GDate
to_gdate (NxDate date)
{
  GDate gdate;

  g_date_clear (&gdate, 1);
  if (date.year > 0
      && g_date_valid_dmy (MAX (date.day, 1), (GDateMonth)MAX (date.month, 1), date.year))
    g_date_set_dmy (&gdate, MAX (date.day, 1), (GDateMonth)MAX (date.month, 1), date.year);
  return gdate;
}

static NxDate
from_gdate (const GDate *gdate)
{
  /* G_MAXINT16 years are far beyond anything the program stores. */
  if (!g_date_valid (gdate) || g_date_get_year (gdate) > 9999)
    return NX_DATE_NONE;
  return (NxDate){ g_date_get_year (gdate), g_date_get_month (gdate), g_date_get_day (gdate) };
}

/* @n_digits digits at *@text, which is moved behind them; -1 if there are fewer. */
static int
take_digits (const char **text, int n_digits)
{
  int value = 0;

  for (int i = 0; i < n_digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return -1;
      value = value * 10 + (**text - '0');
    }
  return value;
}

gboolean
nx_date_from_iso (const char *text, NxDate *date)
{
  NxDate result = NX_DATE_NONE;
  int year;
  int month = 0;
  int day = 0;

  g_return_val_if_fail (date != NULL, FALSE);

  *date = NX_DATE_NONE;
  if (text == NULL || (year = take_digits (&text, 4)) <= 0)
    return FALSE;
  if (*text == '-')
    {
      text++;
      if ((month = take_digits (&text, 2)) <= 0)
        return FALSE;
      if (*text == '-')
        {
          text++;
          if ((day = take_digits (&text, 2)) <= 0)
            return FALSE;
        }
    }
  result = (NxDate){ year, month, day };
  if (*text != '\0' || !nx_date_is_valid (result))
    return FALSE;
  *date = result;
  return TRUE;
}

char *
nx_date_to_iso (NxDate date)
{
  if (!nx_date_is_set (date))
    return NULL;
  if (date.month == 0)
    return g_strdup_printf ("%04d", date.year);
  if (date.day == 0)
    return g_strdup_printf ("%04d-%02d", date.year, date.month);
  return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
}

gboolean
nx_date_is_set (NxDate date)
{
  return date.year > 0;
}

gboolean
nx_date_is_full (NxDate date)
{
  return date.year > 0 && date.month > 0 && date.day > 0;
}

gboolean
nx_date_is_valid (NxDate date)
{
  if (date.year < 1 || date.year > 9999 || date.month > 12)
    return FALSE;
  if (date.month == 0)
    return date.day == 0;
  return date.day <= nx_date_days_in_month (date.year, date.month);
}

int
nx_date_compare (NxDate a, NxDate b)
{
  if (a.year != b.year)
    return a.year < b.year ? -1 : 1;
  if (a.month != b.month)
    return a.month < b.month ? -1 : 1;
  if (a.day != b.day)
    return a.day < b.day ? -1 : 1;
  return 0;
}

NxDate
nx_date_add_days (NxDate date, int days)
{
  GDate gdate;
  gint64 julian;

  if (!nx_date_is_full (date) || !nx_date_is_valid (date))
    return NX_DATE_NONE;
  gdate = to_gdate (date);
  julian = (gint64)g_date_get_julian (&gdate) + days;
  if (julian < 1 || julian > 4000000)
    return NX_DATE_NONE;
  g_date_set_julian (&gdate, (guint32)julian);
  return from_gdate (&gdate);
}

NxDate
nx_date_add_months (NxDate date, int months)
{
  gint64 total;
  NxDate result;

  if (!nx_date_is_full (date) || !nx_date_is_valid (date))
    return NX_DATE_NONE;
  total = (gint64)date.year * 12 + date.month - 1 + months;
  if (total < 12 || total / 12 > 9999)
    return NX_DATE_NONE;
  result.year = total / 12;
  result.month = total % 12 + 1;
  result.day = MIN (date.day, nx_date_days_in_month (result.year, result.month));
  return result;
}

int
nx_date_days_between (NxDate from, NxDate to)
{
  GDate first = to_gdate (from);
  GDate last = to_gdate (to);

  if (!g_date_valid (&first) || !g_date_valid (&last))
    return 0;
  return g_date_days_between (&first, &last);
}

int
nx_date_weekday (NxDate date)
{
  GDate gdate = to_gdate (date);

  if (!nx_date_is_full (date) || !g_date_valid (&gdate))
    return 0;
  return g_date_get_weekday (&gdate);
}

int
nx_date_days_in_month (int year, int month)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12)
    return 0;
  return g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year);
}

NxDate
nx_date_today (void)
{
  static _Thread_local gint64 asked_at = 0;
  static _Thread_local NxDate today;
  gint64 second = g_get_real_time () / G_USEC_PER_SEC;

  /* Finding out the zone looks at a file each time, and a save asks for the day dozens of times. */
  if (second != asked_at)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      asked_at = second;
      today = (NxDate){ g_date_time_get_year (now), g_date_time_get_month (now),
                        g_date_time_get_day_of_month (now) };
    }
  return today;
}

int
nx_date_age_on (NxDate birth, NxDate on)
{
  NxDate latest = birth;
  int age;

  if (!nx_date_is_valid (birth) || !nx_date_is_valid (on))
    return -1;
  on.month = MAX (on.month, 1);
  on.day = MAX (on.day, 1);
  if (nx_date_compare (birth, on) > 0)
    return -1;

  /* What is not known is taken as late as it can be: the smallest age that is sure. */
  if (latest.month == 0)
    latest.month = 12;
  if (latest.day == 0)
    latest.day = nx_date_days_in_month (latest.year, latest.month);
  age = on.year - latest.year;
  if (on.month < latest.month || (on.month == latest.month && on.day < latest.day))
    age--;
  return MAX (age, 0);
}

static const char *
month_name (int month)
{
  switch (month)
    {
      /* TRANSLATORS: month inside a full date such as “19 November 2025”; Chinese: 11月 */
    case 1:
      return C_ ("month in a date", "January");
    case 2:
      return C_ ("month in a date", "February");
    case 3:
      return C_ ("month in a date", "March");
    case 4:
      return C_ ("month in a date", "April");
    case 5:
      return C_ ("month in a date", "May");
    case 6:
      return C_ ("month in a date", "June");
    case 7:
      return C_ ("month in a date", "July");
    case 8:
      return C_ ("month in a date", "August");
    case 9:
      return C_ ("month in a date", "September");
    case 10:
      return C_ ("month in a date", "October");
    case 11:
      return C_ ("month in a date", "November");
    case 12:
      return C_ ("month in a date", "December");
    default:
      return "";
    }
}

static const char *
weekday_long (int weekday)
{
  switch (weekday)
    {
      /* TRANSLATORS: day of the week written out; Chinese: 星期一 */
    case 1:
      return C_ ("full weekday", "Monday");
    case 2:
      return C_ ("full weekday", "Tuesday");
    case 3:
      return C_ ("full weekday", "Wednesday");
    case 4:
      return C_ ("full weekday", "Thursday");
    case 5:
      return C_ ("full weekday", "Friday");
    case 6:
      return C_ ("full weekday", "Saturday");
    case 7:
      return C_ ("full weekday", "Sunday");
    default:
      return "";
    }
}

const char *
nx_date_weekday_short (int weekday)
{
  switch (weekday)
    {
      /* TRANSLATORS: short day of the week; Chinese: 周一 */
    case 1:
      return C_ ("short weekday", "Mon");
    case 2:
      return C_ ("short weekday", "Tue");
    case 3:
      return C_ ("short weekday", "Wed");
    case 4:
      return C_ ("short weekday", "Thu");
    case 5:
      return C_ ("short weekday", "Fri");
    case 6:
      return C_ ("short weekday", "Sat");
    case 7:
      return C_ ("short weekday", "Sun");
    default:
      return "";
    }
}

static char *
format_long (NxDate date)
{
  if (date.month == 0)
    /* TRANSLATORS: a date of which only the year is known; Chinese: %d年 */
    return g_strdup_printf (C_ ("year alone", "%d"), date.year);
  if (date.day == 0)
    /* TRANSLATORS: month name, year, as in “November 2025”; Chinese: %2$d年%1$s */
    return g_strdup_printf (C_ ("year and month", "%1$s %2$d"), month_name (date.month), date.year);
  /* TRANSLATORS: day, month name, year, as in “19 November 2025”; Chinese: %3$d年%2$s%1$d日 */
  return g_strdup_printf (C_ ("full date", "%1$d %2$s %3$d"), date.day, month_name (date.month),
                          date.year);
}

char *
nx_date_format (NxDate date, NxDateStyle style)
{
  g_autofree char *plain = NULL;
  const char *weekday;

  if (!nx_date_is_valid (date))
    return g_strdup ("");
  if (style == NX_DATE_LONG || style == NX_DATE_LONG_DAY)
    plain = format_long (date);
  else if (nx_date_is_full (date))
    plain = g_strdup_printf ("%02d-%02d", date.month, date.day);
  else
    plain = nx_date_to_iso (date);
  if (style == NX_DATE_SHORT || style == NX_DATE_LONG || !nx_date_is_full (date))
    return g_steal_pointer (&plain);

  if (style == NX_DATE_DAY)
    {
      weekday = nx_date_weekday_short (nx_date_weekday (date));
      /* TRANSLATORS: short date, short weekday, as in “11-19 Wed” */
      return g_strdup_printf (C_ ("date and weekday", "%s %s"), plain, weekday);
    }
  weekday = weekday_long (nx_date_weekday (date));
  /* TRANSLATORS: full date, weekday, as in “19 November 2025, Wednesday”; Chinese: %s %s */
  return g_strdup_printf (C_ ("full date and weekday", "%s, %s"), plain, weekday);
}
