/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads dates as people and spreadsheets write them: the order of numbers and units decides. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-date-reading.h"
#include "nx-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody alive was born before and nothing is planned after; a year outside is a slip of the pen.
 */
#define FIRST_YEAR 1850
#define LAST_YEAR 2150
/* Day 60 of the 1900 date system is the 29 February 1900 that never was; from 61 on this base
 * holds. */
#define SERIAL_BASE ((NxDate){ 1899, 12, 30 })

static gboolean
refuse (GError **error, NxDateError code, const char *message)
{
  g_set_error_literal (error, NX_DATE_ERROR, code, message);
  return FALSE;
}

static gboolean
refuse_text (GError **error)
{
  return refuse (error, NX_DATE_ERROR_NOT_A_DATE,
                 _ ("This cannot be read as a date. Write it as 2025-03-05 or 2025年3月5日."));
}

static gboolean
read_relative (const char *text, NxDate today, NxDate *date)
{
  static const struct
  {
    const char *word;
    int days;
  } words[] = {
    { "今天", 0 },  { "今日", 0 },       { "today", 0 }, { "昨天", -1 },
    { "昨日", -1 }, { "yesterday", -1 }, { "前天", -2 }, { "明天", 1 },
    { "明日", 1 },  { "tomorrow", 1 },   { "后天", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (text, words[i].word) == 0)
      {
        *date = nx_date_add_days (today, words[i].days);
        return nx_date_is_set (*date);
      }
  return FALSE;
}

/* 25 → 2025, 38 → 1938. */
static int
complete_year (NxDateReading *reading, const NxDatePart *part)
{
  int newest = reading->is_past ? reading->today.year : reading->today.year + 1;
  int year = (int)CLAMP (part->value, 0, 100000);

  if (reading->year_offset > 0)
    return year + reading->year_offset;
  if (part->n_digits > 2)
    return year;
  reading->is_short_year = TRUE;
  year += newest / 100 * 100;
  return year > newest ? year - 100 : year;
}

/* The day nearest to today that has this month and day. */
static NxDate
choose_year (NxDate today, int month, int day)
{
  NxDate best = NX_DATE_NONE;

  for (int year = today.year - 1; year <= today.year + 1; year++)
    {
      NxDate candidate = { year, month, day };

      if (nx_date_is_valid (candidate)
          && (!nx_date_is_set (best)
              || ABS (nx_date_days_between (today, candidate))
                     < ABS (nx_date_days_between (today, best))))
        best = candidate;
    }
  return best;
}

/* Whether such a day exists, and if not, why. */
static gboolean
finish (NxDateReading *reading, int year, gint64 month, gint64 day, NxDate *date, GError **error)
{
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return refuse (error, NX_DATE_ERROR_IMPOSSIBLE,
                   _ ("The year cannot be right. Write all four digits of it."));
  if (month < 0 || month > 12)
    return refuse (error, NX_DATE_ERROR_IMPOSSIBLE,
                   _ ("A year has only twelve months. Check the month."));
  if (day < 0 || (month > 0 && day > nx_date_days_in_month (year, (int)month)))
    {
      int n_days = nx_date_days_in_month (year, (int)month);

      g_set_error (
          error, NX_DATE_ERROR, NX_DATE_ERROR_IMPOSSIBLE,
          /* TRANSLATORS: %d is 28 to 31 */
          g_dngettext (GETTEXT_PACKAGE,
                       "There is no such day: that month has only %d day. Check day and month.",
                       "There is no such day: that month has only %d days. Check day and month.",
                       n_days),
          n_days);
      return FALSE;
    }
  *date = (NxDate){ year, month, day };
  if (reading->is_past && nx_date_is_full (*date) && nx_date_compare (*date, reading->today) > 0
      && reading->is_short_year)
    date->year -= 100;
  return TRUE;
}

static gboolean
finish_without_year (NxDateReading *reading, gint64 month, gint64 day, NxDate *date, GError **error)
{
  if (reading->is_past)
    return refuse (error, NX_DATE_ERROR_AMBIGUOUS,
                   _ ("The year is missing. Write the date with all four digits of the year."));
  if (month < 1 || month > 12)
    return refuse (error, NX_DATE_ERROR_IMPOSSIBLE,
                   _ ("A year has only twelve months. Check the month."));
  if (day < 1)
    return refuse_text (error);
  *date = choose_year (reading->today, (int)month, (int)MIN (day, 99));
  if (nx_date_is_set (*date))
    return TRUE;
  return finish (reading, reading->today.year, month, day, date, error);
}

/* 2025年3月5日, also with parts missing at either end or the last unit left out. */
static gboolean
read_units (NxDateReading *reading, NxDate *date, GError **error)
{
  gint64 month = 0;
  gint64 day = 0;
  int year = 0;
  NxDateUnit last = NX_DATE_UNIT_NONE;

  for (guint i = 0; i < reading->n_parts; i++)
    {
      const NxDatePart *part = &reading->parts[i];
      NxDateUnit unit = part->unit != NX_DATE_UNIT_NONE ? part->unit : last + 1;

      if (unit <= last || unit > NX_DATE_UNIT_DAY || (i == 0 && part->unit == NX_DATE_UNIT_NONE))
        return refuse_text (error);
      if (unit == NX_DATE_UNIT_YEAR)
        year = complete_year (reading, part);
      else if (part->value < 1)
        return refuse_text (error);
      else if (unit == NX_DATE_UNIT_MONTH)
        month = part->value;
      else
        day = part->value;
      last = unit;
    }
  if (day > 0 && month == 0)
    return refuse_text (error);
  if (reading->parts[0].unit != NX_DATE_UNIT_YEAR)
    return finish_without_year (reading, month, day, date, error);
  return finish (reading, year, month, day, date, error);
}

/* 5 March 2025, March 5, 2025, March 2025, 5 March */
static gboolean
read_named_month (NxDateReading *reading, NxDate *date, GError **error)
{
  const NxDatePart *parts = reading->parts;

  if (reading->n_parts == 1 && parts[0].n_digits == 4)
    return finish (reading, (int)parts[0].value, reading->named_month, 0, date, error);
  if (reading->n_parts == 1)
    return finish_without_year (reading, reading->named_month, parts[0].value, date, error);
  if (reading->n_parts == 2 && parts[1].n_digits == 4 && parts[0].value >= 1)
    return finish (reading, (int)parts[1].value, reading->named_month, parts[0].value, date, error);
  return refuse_text (error);
}

static gboolean
read_serial (NxDateReading *reading, gint64 serial, NxDate *date, GError **error)
{
  *date = nx_date_add_days (SERIAL_BASE, (int)serial);
  return finish (reading, date->year, date->month, date->day, date, error);
}

/* 20250305, 202503, 250305, 2025, 45721 */
static gboolean
read_one_number (NxDateReading *reading, NxDate *date, GError **error)
{
  const NxDatePart *part = &reading->parts[0];
  gint64 value = part->value;
  NxDatePart year = { .value = value / 10000, .n_digits = 2 };

  switch (part->n_digits)
    {
    case 4:
      return finish (reading, (int)value, 0, 0, date, error);
    case 5:
      return read_serial (reading, value, date, error);
    case 6:
      if (value / 100 >= 1900 && value / 100 <= reading->today.year + 1 && value % 100 >= 1
          && value % 100 <= 12)
        return finish (reading, (int)(value / 100), value % 100, 0, date, error);
      if (value % 100 < 1 || value / 100 % 100 < 1)
        return refuse_text (error);
      return finish (reading, complete_year (reading, &year), value / 100 % 100, value % 100, date,
                     error);
    case 8:
      /* 19380000 and 19380500 are how some registers write what they do not know. */
      if (value / 100 % 100 == 0 && value % 100 != 0)
        return refuse_text (error);
      return finish (reading, (int)(value / 10000), value / 100 % 100, value % 100, date, error);
    default:
      return refuse_text (error);
    }
}

/* 45721.354: a day with a time of day */
static gboolean
is_serial_with_time (NxDateReading *reading)
{
  return reading->parts[0].n_digits == 5 && reading->parts[0].separator == '.'
         && reading->n_parts == 2;
}

/* 2025-03, 3-5, 3/5 */
static gboolean
read_two_numbers (NxDateReading *reading, NxDate *date, GError **error)
{
  const NxDatePart *first = &reading->parts[0];
  const NxDatePart *second = &reading->parts[1];

  if (is_serial_with_time (reading))
    return read_serial (reading, first->value, date, error);
  if (second->n_digits > 2)
    return refuse_text (error);
  if (first->n_digits == 4 || reading->year_offset > 0)
    return finish (reading, complete_year (reading, first), second->value, 0, date, error);
  if (first->n_digits <= 2)
    return finish_without_year (reading, first->value, second->value, date, error);
  return refuse_text (error);
}

/* 5/3/2025 says day or month first only when one of them is above 12. */
static gboolean
read_year_last (NxDateReading *reading, NxDate *date, GError **error)
{
  gint64 first = reading->parts[0].value;
  gint64 second = reading->parts[1].value;
  int year = (int)reading->parts[2].value;

  if (first < 1 || second < 1)
    return refuse_text (error);
  if (first <= 12 && second <= 12 && first != second)
    return refuse (
        error, NX_DATE_ERROR_AMBIGUOUS,
        _ ("Day and month cannot be told apart. Write the year first, as in 2025-03-05."));
  return first > 12 ? finish (reading, year, second, first, date, error)
                    : finish (reading, year, first, second, date, error);
}

static gboolean
read_three_numbers (NxDateReading *reading, NxDate *date, GError **error)
{
  const NxDatePart *parts = reading->parts;

  if (parts[2].n_digits == 4 && parts[0].n_digits <= 2 && parts[1].n_digits <= 2)
    return read_year_last (reading, date, error);
  if (parts[1].n_digits > 2 || parts[2].n_digits > 2
      || (parts[0].n_digits != 4 && parts[0].n_digits != 2 && reading->year_offset == 0))
    return refuse_text (error);
  if (parts[1].value < 1 && parts[2].value > 0)
    return refuse_text (error);
  return finish (reading, complete_year (reading, &parts[0]), parts[1].value, parts[2].value, date,
                 error);
}

static gboolean
read_parts (NxDateReading *reading, NxDate *date, GError **error)
{
  for (guint i = 0; i < reading->n_parts; i++)
    if (reading->parts[i].unit != NX_DATE_UNIT_NONE)
      return reading->named_month == 0 ? read_units (reading, date, error) : refuse_text (error);
  if (reading->named_month > 0)
    return read_named_month (reading, date, error);
  if (reading->n_parts == 1)
    return read_one_number (reading, date, error);
  if (reading->n_parts == 2)
    return read_two_numbers (reading, date, error);
  if (reading->n_parts == 3)
    return read_three_numbers (reading, date, error);
  return refuse_text (error);
}

static gboolean
parse (const char *text, NxDate today, gboolean is_past, NxDate *date, GError **error)
{
  g_autofree char *prepared = NULL;
  NxDateReading reading = { .today = today, .is_past = is_past };
  NxDate found = NX_DATE_NONE;

  *date = NX_DATE_NONE;
  prepared = nx_date_reading_prepare (text);
  if (*prepared == '\0')
    return refuse (error, NX_DATE_ERROR_NOT_A_DATE, _ ("There is no date."));
  if (read_relative (prepared, today, date))
    return TRUE;
  if (nx_date_reading_is_lunar (prepared))
    return refuse (error, NX_DATE_ERROR_LUNAR,
                   _ ("This is a date of the lunar calendar. Choose the lunar calendar for it."));
  if (!nx_date_reading_split (prepared, &reading))
    return refuse_text (error);
  if (!read_parts (&reading, &found, error))
    return FALSE;
  *date = found;
  return TRUE;
}

gboolean
nx_date_parse (const char *text, NxDate today, NxDate *date, GError **error)
{
  g_return_val_if_fail (date != NULL, FALSE);
  g_return_val_if_fail (nx_date_is_full (today), FALSE);

  return parse (text, today, FALSE, date, error);
}

gboolean
nx_date_parse_past (const char *text, NxDate today, NxDate *date, GError **error)
{
  g_return_val_if_fail (date != NULL, FALSE);
  g_return_val_if_fail (nx_date_is_full (today), FALSE);

  return parse (text, today, TRUE, date, error);
}
