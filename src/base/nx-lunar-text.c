/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes lunar dates in words and reads them as people write them. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-lunar.h"
#include "nx-numeral.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const stems[10] = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸" };
static const char *const branches[12]
    = { "子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥" };
static const char *const month_names[12] = { "正月", "二月", "三月", "四月", "五月", "六月",
                                             "七月", "八月", "九月", "十月", "冬月", "腊月" };
static const char *const ones[11]
    = { "十", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };

static char *
day_name (int day)
{
  if (day == 20 || day == 30)
    return g_strconcat (day == 20 ? "二" : "三", "十", NULL);
  return g_strconcat (day <= 10 ? "初" : (day < 20 ? "十" : "廿"), ones[day <= 10 ? day : day % 10],
                      NULL);
}

static char *
format_chinese (NxLunarDate date, gboolean is_long)
{
  GString *text = g_string_new (is_long ? "农历" : NULL);

  if (is_long && date.year > 0)
    g_string_append_printf (text, "%d年", date.year);
  if (date.month > 0)
    g_string_append_printf (text, "%s%s", date.is_leap ? "闰" : "", month_names[date.month - 1]);
  if (date.day > 0)
    {
      g_autofree char *day = day_name (date.day);

      g_string_append (text, day);
    }
  return g_string_free (text, FALSE);
}

static char *
format_short (NxLunarDate date)
{
  if (date.is_leap)
    /* TRANSLATORS: lunar month, lunar day, in a leap month; not used when lunar dates are in
     * Chinese */
    return g_strdup_printf (_ ("lunar leap %d-%d"), date.month, date.day);
  /* TRANSLATORS: lunar month, lunar day; not used when lunar dates are in Chinese */
  return g_strdup_printf (_ ("lunar %d-%d"), date.month, date.day);
}

static char *
format_month (NxLunarDate date)
{
  if (date.is_leap)
    /* TRANSLATORS: %d is the lunar month; not used when lunar dates are in Chinese */
    return g_strdup_printf (_ ("leap lunar month %d"), date.month);
  /* TRANSLATORS: %d is the lunar month; not used when lunar dates are in Chinese */
  return g_strdup_printf (_ ("lunar month %d"), date.month);
}

static char *
format_long (NxLunarDate date)
{
  g_autofree char *month = NULL;

  if (date.month == 0)
    /* TRANSLATORS: %d is a year of the lunar calendar; not used when lunar dates are in Chinese */
    return g_strdup_printf (_ ("lunar year %d"), date.year);
  month = format_month (date);
  if (date.day == 0)
    /* TRANSLATORS: “lunar month 4”, year; not used when lunar dates are in Chinese */
    return g_strdup_printf (_ ("%s of %d"), month, date.year);
  if (date.year == 0)
    /* TRANSLATORS: day, “lunar month 4”; not used when lunar dates are in Chinese */
    return g_strdup_printf (_ ("day %d of %s"), date.day, month);
  /* TRANSLATORS: day, “lunar month 4”, year; not used when lunar dates are in Chinese */
  return g_strdup_printf (_ ("day %d of %s, %d"), date.day, month, date.year);
}

char *
nx_lunar_format (NxLunarDate date, NxLunarStyle style)
{
  gboolean is_chinese;

  if (!nx_lunar_is_valid (date))
    return g_strdup ("");
  /* TRANSLATORS: not shown: translate as “chinese” to write lunar dates in Chinese words (四月廿二)
   */
  is_chinese = g_strcmp0 (C_ ("wording of lunar dates", "english"), "chinese") == 0;
  if (style == NX_LUNAR_CHINESE || is_chinese)
    return format_chinese (date, style != NX_LUNAR_SHORT || date.month == 0);
  return style == NX_LUNAR_SHORT && date.day > 0 ? format_short (date) : format_long (date);
}

char *
nx_lunar_year_name (int year)
{
  g_return_val_if_fail (year >= 4, g_strdup (""));

  return g_strconcat (stems[(year - 4) % 10], branches[(year - 4) % 12], NULL);
}

const char *
nx_lunar_animal (int year)
{
  /* TRANSLATORS: the twelve animals of lunar years, 鼠 to 猪 */
  static const char *const animals[12]
      = { NC_ ("animal of a year", "Rat"),    NC_ ("animal of a year", "Ox"),
          NC_ ("animal of a year", "Tiger"),  NC_ ("animal of a year", "Rabbit"),
          NC_ ("animal of a year", "Dragon"), NC_ ("animal of a year", "Snake"),
          NC_ ("animal of a year", "Horse"),  NC_ ("animal of a year", "Goat"),
          NC_ ("animal of a year", "Monkey"), NC_ ("animal of a year", "Rooster"),
          NC_ ("animal of a year", "Dog"),    NC_ ("animal of a year", "Pig") };

  g_return_val_if_fail (year >= 4, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "animal of a year", animals[(year - 4) % 12]);
}

static gboolean
refuse (GError **error, NxDateError code, const char *message)
{
  g_set_error_literal (error, NX_DATE_ERROR, code, message);
  return FALSE;
}

static gboolean
take (const char **p, const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

/* Half-width, without spaces and without the words that only say that the date is lunar. */
static char *
prepare (const char *text)
{
  static const char *const words[]
      = { "农历", "農曆", "阴历", "陰曆", "旧历", "舊曆", "夏历", "(", ")" };
  g_autofree char *narrow = nx_text_narrow (text);
  g_autofree char *clean = nx_text_clean (narrow);
  GString *result = g_string_new (clean);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (result, words[i], "", 0);
  g_string_replace (result, " ", "", 0);
  g_string_replace (result, "閏", "闰", 0);
  g_string_replace (result, "臘", "腊", 0);
  return g_string_free (result, FALSE);
}

/* 戊寅: the latest such year that has begun. */
static int
take_cycle_year (const char **p, NxDate today)
{
  for (int year = today.year; year > today.year - 60; year--)
    {
      g_autofree char *name = nx_lunar_year_name (year);

      if (take (p, name))
        return year;
    }
  return 0;
}

static gboolean
take_year (const char **p, NxDate today, gint16 *year)
{
  const char *start = *p;
  gint64 value = take_cycle_year (p, today);
  int n_digits = 4;

  if (value == 0 && !nx_numeral_take (p, &value, &n_digits))
    return FALSE;
  if (!take (p, "年") && !(n_digits == 4 && g_ascii_isdigit (*start) && take (p, ".")))
    {
      *p = start;
      return FALSE;
    }
  if (n_digits == 2)
    value += value + 2000 > today.year ? 1900 : 2000;
  *year = (gint16)CLAMP (value, 0, G_MAXINT16);
  return TRUE;
}

static gboolean
take_month (const char **p, NxLunarDate *date)
{
  gint64 value = 0;
  int n_digits;

  date->is_leap = take (p, "闰");
  if (take (p, "正月"))
    value = 1;
  else if (take (p, "冬月"))
    value = 11;
  else if (take (p, "腊月"))
    value = 12;
  else if (!nx_numeral_take (p, &value, &n_digits)
           || !(take (p, "月") || take (p, ".") || **p == '\0'))
    return FALSE;
  date->month = (guint8)CLAMP (value, 0, 255);
  return value > 0;
}

static gboolean
take_day (const char **p, NxLunarDate *date)
{
  gint64 value;
  int n_digits;

  take (p, "初");
  if (!nx_numeral_take (p, &value, &n_digits))
    return FALSE;
  if (!take (p, "日"))
    take (p, "号");
  date->day = (guint8)CLAMP (value, 0, 255);
  return value > 0;
}

static gboolean
read_words (const char *p, NxDate today, NxLunarDate *date)
{
  gboolean has_year = take_year (&p, today, &date->year);

  if (has_year && *p == '\0')
    return TRUE;
  if (!take_month (&p, date))
    return FALSE;
  if (has_year && *p == '\0')
    return TRUE;
  return take_day (&p, date) && *p == '\0';
}

/* 1938.4.22, 1938/4/22 and 1938-4-22 are brought to full stops before they are read. */
static char *
unify_separators (const char *text)
{
  char *result = g_strdup (text);

  for (char *p = result; *p != '\0'; p++)
    if (*p == '/' || *p == '-')
      *p = '.';
  return result;
}

gboolean
nx_lunar_parse (const char *text, NxDate today, NxLunarDate *date, GError **error)
{
  g_autofree char *prepared = NULL;
  g_autofree char *unified = NULL;
  NxLunarDate result = NX_LUNAR_DATE_NONE;

  g_return_val_if_fail (date != NULL, FALSE);
  g_return_val_if_fail (nx_date_is_full (today), FALSE);

  *date = NX_LUNAR_DATE_NONE;
  prepared = prepare (text);
  if (nx_lunar_from_iso (prepared, date))
    return TRUE;
  unified = unify_separators (prepared);
  if (!read_words (unified, today, &result))
    return refuse (
        error, NX_DATE_ERROR_NOT_A_DATE,
        _ ("This cannot be read as a lunar date. Write it as 1938年四月廿二 or 闰七月初二."));
  if (result.is_leap && result.year > 0 && nx_lunar_leap_month (result.year) != result.month)
    return refuse (error, NX_DATE_ERROR_IMPOSSIBLE,
                   _ ("That lunar year does not have this leap month. Check year and month."));
  if (!nx_lunar_is_valid (result))
    return refuse (
        error, NX_DATE_ERROR_IMPOSSIBLE,
        _ ("There is no such day in the lunar calendar: months have 29 or 30 days. Check the "
           "date."));
  *date = result;
  return TRUE;
}
