/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Converts between civil days and the Chinese lunar calendar, and finds lunar birthdays and nominal
 * ages. */
#pragma once

#include "nx-date.h"

G_BEGIN_DECLS

/* A lunar day. @year is the civil year in which the lunar year begins, so the last lunar month
 * usually lies in the next civil year; 0 if only month and day are known. @day 0: the day is not
 * known; @month 0: only the year is known. A plain value. All functions may be called from any
 * thread and know the lunar years 1898 to 2100. */
typedef struct
{
  gint16 year;
  guint8 month;
  guint8 day;
  gboolean is_leap; /* the leap month that follows @month */
} NxLunarDate;

#define NX_LUNAR_DATE_NONE ((NxLunarDate){ 0, 0, 0, FALSE })

typedef enum
{
  NX_LUNAR_LONG,    /* 农历1938年四月廿二; day 22 of lunar month 4, 1938 */
  NX_LUNAR_SHORT,   /* 四月廿二; lunar 4-22 */
  NX_LUNAR_CHINESE, /* as NX_LUNAR_LONG, in Chinese whatever the user's language is: for papers */
} NxLunarStyle;

/* Reads the stored form: "1938", "1938-04", "1938-04-22", "1938-04L-22" (leap month), "--04-22"
 * (year unknown). FALSE, and none, for anything else and for days that do not exist. */
gboolean nx_lunar_from_iso (const char *text, NxLunarDate *date);
/* The stored form; NULL when not set. */
char *nx_lunar_to_iso (NxLunarDate date);

gboolean nx_lunar_is_set (NxLunarDate date);
/* TRUE when the date is set and, as far as its year is known, exists. */
gboolean nx_lunar_is_valid (NxLunarDate date);
/* Order for sorting; a leap month stands behind the ordinary one. */
int nx_lunar_compare (NxLunarDate a, NxLunarDate b);

/* FALSE for a date that is not full or lies outside the known years. */
gboolean nx_lunar_from_solar (NxDate solar, NxLunarDate *lunar);
/* FALSE for a date that is not full or does not exist, such as a leap month the year does not have.
 */
gboolean nx_lunar_to_solar (NxLunarDate lunar, NxDate *solar);

/* The month after which a leap month stands in that lunar year, 0 if none. */
int nx_lunar_leap_month (int year);
/* 29 or 30; 0 for a month that year does not have. */
int nx_lunar_days_in_month (int year, int month, gboolean is_leap);

/* The civil day on which a lunar birthday is kept in the lunar year @year: if the leap month does
 * not exist that year, the ordinary month; day 30 of a month of 29 days, the 29th (custom; our
 * default). None if month or day of birth are not known. */
NxDate nx_lunar_birthday_in_year (NxLunarDate birth, int year);
/* The first such day on or after @from. */
NxDate nx_lunar_next_birthday (NxLunarDate birth, NxDate from);

/* 虚岁: one at birth, and one more each lunar new year; -1 when unknown. A birth date of which only
 * the year is known counts as born after that year's new year. */
int nx_lunar_nominal_age (NxDate birth, NxDate on);

/* Reads a lunar date as people write it: 农历1938年四月廿二, 戊寅年四月廿二, 闰七月初二,
 * 腊月二十三, 阴历 1938.4.22, and the stored form. A year left out stays unknown. Of the years a
 * cycle name (戊寅) can mean, it is the latest not after @today. Errors are of NX_DATE_ERROR and
 * made for the user. */
gboolean nx_lunar_parse (const char *text, NxDate today, NxLunarDate *date, GError **error);

char *nx_lunar_format (NxLunarDate date, NxLunarStyle style);
/* 乙巳 for 2025: the name of the year in the cycle of sixty. */
char *nx_lunar_year_name (int year);
/* "Snake", 蛇: the animal of a lunar year in the user's language; static text. */
const char *nx_lunar_animal (int year);

G_END_DECLS
