/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps a civil day of the Gregorian calendar, or only its year or month when that is all that is
 * known, and reads and writes it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day without a zone. month 0: only the year is known; day 0: only year and month are known;
 * year 0: no date at all. A plain value: copy it freely. */
typedef struct
{
  gint16 year;
  guint8 month;
  guint8 day;
} NxDate;

#define NX_DATE_NONE ((NxDate){ 0, 0, 0 })

typedef enum
{
  NX_DATE_SHORT,    /* 11-19 */
  NX_DATE_DAY,      /* 11-19 Wed, 11-19 周三 */
  NX_DATE_LONG,     /* 19 November 2025, 2025年11月19日 (no leading zeros: GB/T 9704) */
  NX_DATE_LONG_DAY, /* 19 November 2025, Wednesday; 2025年11月19日 星期三 */
} NxDateStyle;

/* The messages of this domain are whole sentences for the user and never repeat what was typed. */
#define NX_DATE_ERROR (nx_date_error_quark ())
GQuark nx_date_error_quark (void);

typedef enum
{
  NX_DATE_ERROR_NOT_A_DATE, /* no date can be read from the text */
  NX_DATE_ERROR_IMPOSSIBLE, /* it reads as a date, but there is no such day */
  NX_DATE_ERROR_AMBIGUOUS,  /* it can be read as two different days */
  NX_DATE_ERROR_LUNAR,      /* it is a lunar date: give it to nx_lunar_parse () */
} NxDateError;

/* Reads "1938", "1938-05" or "1938-05-21" and nothing else. FALSE (and @date none) for other text,
 * NULL, or a day that does not exist. */
gboolean nx_date_from_iso (const char *text, NxDate *date);
/* "1938", "1938-05" or "1938-05-21"; NULL when no date is set. */
char *nx_date_to_iso (NxDate date);

gboolean nx_date_is_set (NxDate date);
gboolean nx_date_is_full (NxDate date); /* year, month and day are all known */
/* TRUE when the date is set and exists, as far as it is known. */
gboolean nx_date_is_valid (NxDate date);

/* Order for sorting: none first, then by day; a partial date stands before the days inside it. */
int nx_date_compare (NxDate a, NxDate b);

/* These need a full date; with a partial one they give NX_DATE_NONE. Months are clipped to the last
 * day: 31 January + 1 month is 28 or 29 February. */
NxDate nx_date_add_days (NxDate date, int days);
NxDate nx_date_add_months (NxDate date, int months);

/* Days from @from to @to, negative when @to is earlier. A partial date counts as its first day; 0
 * if one of them is not set. */
int nx_date_days_between (NxDate from, NxDate to);
/* 1 Monday … 7 Sunday; 0 for a date that is not full. */
int nx_date_weekday (NxDate date);
/* Days in the month, 28 … 31; 0 for a month that does not exist. */
int nx_date_days_in_month (int year, int month);

/* Today in the local zone. */
NxDate nx_date_today (void);

/* Full years (周岁) on the day @on. A birthday on 29 February counts from 1 March in common years
 * (our default). If only year, or year and month, of birth are known the answer is the smallest age
 * that is sure. -1 when unknown or when @on is before the birth. */
int nx_date_age_on (NxDate birth, NxDate on);

/* Reads a date as people write it: ISO, 2025.3.5, 20250305, 2025年3月5日, 二〇二五年三月五日,
 * 民国114年3月5日, 5 March 2025, 3月5日, a spreadsheet's serial number, today … Full-width forms
 * too.
 * @today gives what the text leaves out (our defaults): a day without a year is the one nearest to
 * today; a two-digit year is the latest that is not after next year. */
gboolean nx_date_parse (const char *text, NxDate today, NxDate *date, GError **error);
/* The same for dates that cannot lie after @today, such as birth dates: a two-digit year goes a
 * century further back when needed, and a day without a year is refused. */
gboolean nx_date_parse_past (const char *text, NxDate today, NxDate *date, GError **error);

/* The date in the user's language, by gettext only, never by the C locale. A partial date shows
 * what is known. Empty text when not set. */
char *nx_date_format (NxDate date, NxDateStyle style);
/* "Wed" or "周三" for 1 … 7, "" otherwise; static text. */
const char *nx_date_weekday_short (int weekday);

G_END_DECLS
