/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Cuts a written date into numbers with their units, separators and a named month. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-date-reading.h"

#include "nx-numeral.h"
#include "nx-text.h"

#include <string.h>

/* Year 1 of the Republic calendar is 1912. */
#define REPUBLIC_OFFSET 1911

static const char *
skip_spaces (const char *p)
{
  while (*p == ' ')
    p++;
  return p;
}

static gboolean
take (const char **p, const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

static gboolean
take_any (const char **p, const char *const *words)
{
  for (; *words != NULL; words++)
    if (take (p, *words))
      return TRUE;
  return FALSE;
}

/* Cuts what may follow a date and adds nothing to it: a time, a weekday, "born". */
static void
cut_tail (char *text)
{
  static const char tails[]
      = "(?:[t ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?"
        "|[ ,(]*(?:星期|周|礼拜)[一二三四五六日天1-7][ )]*"
        "|[ ,(]*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.)]*"
        "|(?<=[年月日号])(?:出生|生))$";
  static gsize regex_once = 0;
  GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;
  int start;

  /* Compiled once for the program: a register has hundreds of thousands of dates. */
  if (g_once_init_enter (&regex_once))
    g_once_init_leave (&regex_once, (gsize)g_regex_new (tails, G_REGEX_OPTIMIZE, 0, NULL));
  regex = (GRegex *)regex_once;

  if (g_regex_match (regex, text, 0, &match) && g_match_info_fetch_pos (match, 0, &start, NULL)
      && start > 0)
    text[start] = '\0';
}

/* Half-width, lower case, odd hyphens made plain, tail cut. */
char *
nx_date_reading_prepare (const char *text)
{
  g_autofree char *narrow = nx_text_narrow (text);
  g_autofree char *clean = nx_text_clean (narrow);
  g_autofree char *lower = g_ascii_strdown (clean, -1);
  GString *result = g_string_sized_new (strlen (lower) + 1);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        c = '-';
      else if (c == 0x3001 || c == 0x3002 || c == 0x00B7)
        c = '.';
      g_string_append_unichar (result, c);
    }
  /* A spreadsheet's apostrophe that forces text. */
  if (result->str[0] == '\'')
    g_string_erase (result, 0, 1);
  cut_tail (result->str);
  return g_strstrip (g_string_free (result, FALSE));
}

gboolean
nx_date_reading_is_lunar (const char *text)
{
  static const char *const words[] = { "农历", "農曆", "阴历", "陰曆", "旧历", "lunar", "闰",
                                       "閏",   "腊月", "臘月", "正月", "冬月", "初" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "march", "mar", "mar." at *@p. */
static int
take_month_name (const char **p)
{
  static const char *const names[12]
      = { "january", "february", "march",     "april",   "may",      "june",
          "july",    "august",   "september", "october", "november", "december" };
  gsize length = 0;

  while (g_ascii_isalpha ((*p)[length]))
    length++;
  for (int i = 0; i < 12 && length >= 3; i++)
    if (strncmp (*p, names[i], length) == 0
        || (i == 8 && length == 4 && strncmp (*p, "sept", 4) == 0))
      {
        *p += length;
        take (p, ".");
        return i + 1;
      }
  return 0;
}

static NxDateUnit
take_unit (const char **p)
{
  static const char *const years[] = { "年份", "年", NULL };
  static const char *const months[] = { "月份", "月", NULL };
  static const char *const days[] = { "日", "号", "號", NULL };

  if (take_any (p, years))
    return NX_DATE_UNIT_YEAR;
  if (take_any (p, months))
    return NX_DATE_UNIT_MONTH;
  if (take_any (p, days))
    return NX_DATE_UNIT_DAY;
  return NX_DATE_UNIT_NONE;
}

static gboolean
take_number (const char **p, NxDatePart *part)
{
  if (take (p, "元") && g_str_has_prefix (*p, "年"))
    {
      part->value = 1;
      part->n_digits = 1;
      return TRUE;
    }
  return nx_numeral_take (p, &part->value, &part->n_digits);
}

/* "5th" */
static void
skip_ordinal (const char **p)
{
  static const char *const endings[] = { "st", "nd", "rd", "th", NULL };

  take_any (p, endings);
}

static void
take_era (const char **p, NxDateReading *reading)
{
  static const char *const republic[] = { "中华民国", "中華民國", "民国", "民國", NULL };
  static const char *const common[]
      = { "公元", "西元", "公历", "公曆", "阳历", "陽曆", "新历", NULL };

  if (take_any (p, republic))
    reading->year_offset = REPUBLIC_OFFSET;
  else
    take_any (p, common);
  *p = skip_spaces (*p);
}

/* Cuts the text into parts; FALSE when something in it belongs to no date. */
gboolean
nx_date_reading_split (const char *p, NxDateReading *reading)
{
  take_era (&p, reading);
  while (*p != '\0')
    {
      NxDatePart *part = &reading->parts[reading->n_parts];
      int month = reading->named_month == 0 ? take_month_name (&p) : 0;

      if (month > 0)
        {
          reading->named_month = month;
          while (*p == ' ' || *p == ',' || *p == '-')
            p++;
          continue;
        }
      if (reading->n_parts == NX_DATE_MAX_PARTS || !take_number (&p, part))
        return FALSE;
      reading->n_parts++;
      skip_ordinal (&p);
      p = skip_spaces (p);
      part->unit = take_unit (&p);
      if (part->unit == NX_DATE_UNIT_NONE
          && (p[0] == '-' || p[0] == '/' || p[0] == '.' || p[0] == ','))
        part->separator = *p++;
      else if (part->unit == NX_DATE_UNIT_NONE && p[-1] == ' ')
        part->separator = ' ';
      p = skip_spaces (p);
    }
  /* "2025-" is unfinished; a full stop at the end is only a full stop. */
  return reading->n_parts > 0 && reading->parts[reading->n_parts - 1].separator != '-'
         && reading->parts[reading->n_parts - 1].separator != '/';
}
