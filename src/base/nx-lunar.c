/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps, for each lunar year asked for, the first days of its months as ICU computes them, and
 * answers from there. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-lunar.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#define FIRST_YEAR 1898
#define LAST_YEAR 2100
/* ICU counts the years of its Chinese calendar from 2637 BCE. */
#define EXTENDED_YEAR_OFFSET 2637
#define MS_PER_DAY 86400000.0
#define SHANGHAI_OFFSET_MS 28800000.0

/* One lunar year. Days are counted from 1970-01-01; starts[n_months] is the next new year's day. */
typedef struct
{
  gint32 starts[14];
  guint8 n_months;
  guint8 leap_month; /* 0 if none */
} LunarYear;

/* Where the calendar as published differs from ICU 72, whose sun and moon are some minutes off and
 * whose early leap months follow today's rule: month @index (leap month counted) of @year begins
 * @days later. Checked month by month for all years here against lunar-javascript 1.7.7. */
static const struct
{
  gint16 year;
  gint8 index;
  gint8 days;
} month_corrections[] = {
  { 1954, 0, -1 }, { 1955, 1, -1 }, { 1998, 12, -1 }, { 2012, 7, -1 },
  { 2018, 9, 1 },  { 2027, 0, -1 }, { 2030, 0, 1 },   { 2070, 1, -1 },
};

static const struct
{
  gint16 year;
  guint8 leap_month;
} leap_corrections[] = { { 1917, 2 }, { 1922, 5 }, { 1987, 6 } };

static const NxDate epoch = { 1970, 1, 1 };

static GMutex lock;
static UCalendar *calendar; /* guarded by lock; opened once, it takes some 10 ms */
static LunarYear years[LAST_YEAR - FIRST_YEAR + 1];

/* The first day of a month by ICU. A leap month that does not exist is silently taken as the next
 * month, so callers ask only when the gap between two months shows that there is one. */
static gint32
ask_icu (int year, int month, gboolean is_leap)
{
  UErrorCode status = U_ZERO_ERROR;
  UDate instant;

  ucal_clear (calendar);
  ucal_set (calendar, UCAL_EXTENDED_YEAR, year + EXTENDED_YEAR_OFFSET);
  ucal_set (calendar, UCAL_MONTH, month - 1);
  ucal_set (calendar, UCAL_IS_LEAP_MONTH, is_leap);
  ucal_set (calendar, UCAL_DATE, 1);
  ucal_set (calendar, UCAL_HOUR_OF_DAY, 12);
  instant = ucal_getMillis (calendar, &status);
  g_assert (U_SUCCESS (status));
  /* Noon in Shanghai is inside the right day, whatever summer time was kept that year. */
  return (gint32)((instant + SHANGHAI_OFFSET_MS + 1000 * MS_PER_DAY * 365) / MS_PER_DAY)
         - 1000 * 365;
}

static void
open_calendar (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar zone[16];

  u_uastrcpy (zone, "Asia/Shanghai");
  calendar = ucal_open (zone, -1, "zh@calendar=chinese", UCAL_TRADITIONAL, &status);
  g_assert (U_SUCCESS (status)); /* ICU without its own calendar data cannot be worked with */
}

/* The table is short, and a year is filled once. */
static int
correction_of (int year, int index)
{
  for (guint i = 0; i < G_N_ELEMENTS (month_corrections); i++)
    if (month_corrections[i].year == year && month_corrections[i].index == index)
      return month_corrections[i].days;
  return 0;
}

static void
correct_year (LunarYear *entry, int year)
{
  for (int i = 0; i < entry->n_months; i++)
    entry->starts[i] += correction_of (year, i);
  entry->starts[entry->n_months] += correction_of (year + 1, 0);
  for (guint i = 0; i < G_N_ELEMENTS (leap_corrections); i++)
    if (leap_corrections[i].year == year)
      entry->leap_month = leap_corrections[i].leap_month;
}

static void
fill_year (LunarYear *entry, int year)
{
  guint n = 0;

  if (calendar == NULL)
    open_calendar ();
  for (int month = 1; month <= 12; month++)
    {
      gint32 start = ask_icu (year, month, FALSE);
      gint32 next = month < 12 ? ask_icu (year, month + 1, FALSE) : ask_icu (year + 1, 1, FALSE);

      entry->starts[n++] = start;
      if (next - start > 30)
        {
          entry->leap_month = month;
          entry->starts[n++] = ask_icu (year, month, TRUE);
        }
      entry->starts[n] = next;
    }
  entry->n_months = n;
  correct_year (entry, year);
}

/* NULL for a year outside what is known. The entry is constant once it has been handed out. */
static const LunarYear *
find_year (int year)
{
  LunarYear *entry;

  if (year < FIRST_YEAR || year > LAST_YEAR)
    return NULL;
  entry = &years[year - FIRST_YEAR];
  g_mutex_lock (&lock);
  if (entry->n_months == 0)
    fill_year (entry, year);
  g_mutex_unlock (&lock);
  return entry;
}

/* Where a month stands in its year, counting the leap month; -1 if the year does not have it. */
static int
month_index (const LunarYear *entry, int month, gboolean is_leap)
{
  if (entry == NULL || month < 1 || month > 12 || (is_leap && entry->leap_month != month))
    return -1;
  if (is_leap)
    return month;
  return entry->leap_month != 0 && month > entry->leap_month ? month : month - 1;
}

int
nx_lunar_leap_month (int year)
{
  const LunarYear *entry = find_year (year);

  return entry == NULL ? 0 : entry->leap_month;
}

int
nx_lunar_days_in_month (int year, int month, gboolean is_leap)
{
  const LunarYear *entry = find_year (year);
  int index = month_index (entry, month, is_leap);

  return index < 0 ? 0 : entry->starts[index + 1] - entry->starts[index];
}

gboolean
nx_lunar_is_set (NxLunarDate date)
{
  return date.year > 0 || (date.month > 0 && date.day > 0);
}

gboolean
nx_lunar_is_valid (NxLunarDate date)
{
  if (!nx_lunar_is_set (date) || date.month > 12 || date.day > 30)
    return FALSE;
  if (date.month == 0)
    return date.day == 0 && !date.is_leap && find_year (date.year) != NULL;
  if (date.year == 0)
    return TRUE;
  return date.year > 0 && date.day <= nx_lunar_days_in_month (date.year, date.month, date.is_leap)
         && nx_lunar_days_in_month (date.year, date.month, date.is_leap) > 0;
}

int
nx_lunar_compare (NxLunarDate a, NxLunarDate b)
{
  int left = a.month * 100 + (a.is_leap ? 50 : 0) + a.day;
  int right = b.month * 100 + (b.is_leap ? 50 : 0) + b.day;

  if (a.year != b.year)
    return a.year < b.year ? -1 : 1;
  return left == right ? 0 : (left < right ? -1 : 1);
}

static gboolean
take_two_digits (const char **text, guint8 *value)
{
  const char *p = *text;

  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return FALSE;
  *value = (guint8)((p[0] - '0') * 10 + (p[1] - '0'));
  *text = p + 2;
  return *value > 0;
}

static gboolean
read_iso (const char *text, NxLunarDate *date)
{
  if (text[0] == '-' && text[1] == '-')
    text++;
  else
    {
      for (int i = 0; i < 4; i++, text++)
        {
          if (!g_ascii_isdigit (*text))
            return FALSE;
          date->year = date->year * 10 + (*text - '0');
        }
      if (*text == '\0')
        return TRUE;
    }
  if (*text++ != '-' || !take_two_digits (&text, &date->month))
    return FALSE;
  if (*text == 'L')
    {
      date->is_leap = TRUE;
      text++;
    }
  if (*text == '\0')
    return TRUE;
  return *text++ == '-' && take_two_digits (&text, &date->day) && *text == '\0';
}

gboolean
nx_lunar_from_iso (const char *text, NxLunarDate *date)
{
  NxLunarDate result = NX_LUNAR_DATE_NONE;

  g_return_val_if_fail (date != NULL, FALSE);

  *date = NX_LUNAR_DATE_NONE;
  if (text == NULL || !read_iso (text, &result) || !nx_lunar_is_valid (result))
    return FALSE;
  *date = result;
  return TRUE;
}

char *
nx_lunar_to_iso (NxLunarDate date)
{
  GString *text;

  if (!nx_lunar_is_set (date))
    return NULL;
  text = g_string_new (NULL);
  if (date.year > 0)
    g_string_printf (text, "%04d", date.year);
  else
    g_string_append_c (text, '-');
  if (date.month > 0)
    g_string_append_printf (text, "-%02d%s", date.month, date.is_leap ? "L" : "");
  if (date.day > 0)
    g_string_append_printf (text, "-%02d", date.day);
  return g_string_free (text, FALSE);
}

gboolean
nx_lunar_from_solar (NxDate solar, NxLunarDate *lunar)
{
  const LunarYear *entry;
  int year = solar.year;
  gint32 day;
  int index;

  *lunar = NX_LUNAR_DATE_NONE;
  if (!nx_date_is_full (solar) || !nx_date_is_valid (solar) || find_year (year) == NULL)
    return FALSE;
  day = nx_date_days_between (epoch, solar);
  if (day < find_year (year)->starts[0])
    year--;
  if ((entry = find_year (year)) == NULL)
    return FALSE;
  for (index = 0; day >= entry->starts[index + 1];)
    index++;
  lunar->year = year;
  lunar->day = day - entry->starts[index] + 1;
  lunar->is_leap = entry->leap_month != 0 && index == entry->leap_month;
  lunar->month = entry->leap_month != 0 && index >= entry->leap_month ? index : index + 1;
  return TRUE;
}

gboolean
nx_lunar_to_solar (NxLunarDate lunar, NxDate *solar)
{
  const LunarYear *entry = find_year (lunar.year);
  int index = month_index (entry, lunar.month, lunar.is_leap);

  *solar = NX_DATE_NONE;
  if (index < 0 || lunar.day < 1 || lunar.day > entry->starts[index + 1] - entry->starts[index])
    return FALSE;
  *solar = nx_date_add_days (epoch, entry->starts[index] + lunar.day - 1);
  return TRUE;
}

NxDate
nx_lunar_birthday_in_year (NxLunarDate birth, int year)
{
  NxLunarDate kept = { year, birth.month, birth.day, birth.is_leap };
  NxDate solar;
  int n_days;

  if (birth.month == 0 || birth.day == 0 || find_year (year) == NULL)
    return NX_DATE_NONE;
  if (kept.is_leap && nx_lunar_leap_month (year) != kept.month)
    kept.is_leap = FALSE;
  n_days = nx_lunar_days_in_month (year, kept.month, kept.is_leap);
  kept.day = MIN (kept.day, n_days);
  nx_lunar_to_solar (kept, &solar);
  return solar;
}

NxDate
nx_lunar_next_birthday (NxLunarDate birth, NxDate from)
{
  if (!nx_date_is_full (from))
    return NX_DATE_NONE;
  for (int year = from.year - 1; year <= from.year + 1; year++)
    {
      NxDate kept = nx_lunar_birthday_in_year (birth, year);

      if (nx_date_is_set (kept) && nx_date_compare (kept, from) >= 0)
        return kept;
    }
  return NX_DATE_NONE;
}

/* The lunar year in which a civil day lies, 0 if unknown. */
static int
lunar_year_of (NxDate solar)
{
  NxLunarDate lunar;

  if (!nx_date_is_valid (solar))
    return 0;
  if (solar.month == 0)
    return solar.year;
  solar.day = MAX (solar.day, 1);
  return nx_lunar_from_solar (solar, &lunar) ? lunar.year : 0;
}

int
nx_lunar_nominal_age (NxDate birth, NxDate on)
{
  int born = lunar_year_of (birth);
  int now = lunar_year_of (on);

  if (born == 0 || now == 0 || nx_date_compare (birth, on) > 0)
    return -1;
  return MAX (now - born + 1, 1);
}
