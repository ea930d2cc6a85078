/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds the masking rules, one function for each kind of text. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-mask.h"
#include "nx-text.h"

#include <string.h>

/* Compound family names still borne today, two characters each. */
static const char compound_surnames[] = "欧阳 司马 诸葛 上官 皇甫 夏侯 慕容 轩辕 东方 公孙 南宫 "
                                        "西门 端木 钟离 宇文 鲜于 闾丘 太史 申屠 "
                                        "赫连 濮阳 淳于 单于 仲孙 令狐 呼延 澹台 尉迟 长孙 万俟 "
                                        "公冶 宗政 太叔 公羊 公西 公良 拓跋 夹谷 宰父 "
                                        "谷梁 段干 百里 东郭 南门 羊舌 微生 梁丘 左丘 第五 司徒 "
                                        "司空 司寇 亓官 子车 颛孙 巫马 乐正 漆雕 壤驷 "
                                        "叶赫 那拉 纳兰 完颜 爱新 呼兰 独孤 哥舒 归海 耶律 贺兰 "
                                        "达奚 歐陽 司馬 諸葛 東方 鍾離 鮮于 澹臺 尉遲 "
                                        "長孫 萬俟 單于";

gsize
nx_name_surname_length (const char *name)
{
  const char *first;
  const char *second;

  if (name == NULL || !nx_text_is_han (g_utf8_get_char (name)))
    return 0;
  first = nx_text_next_grapheme (name);
  second = nx_text_next_grapheme (first);
  if (second > first && *second != '\0')
    {
      g_autofree char *pair = g_strndup (name, second - name);

      if (strstr (compound_surnames, pair) != NULL)
        return second - name;
    }
  return first - name;
}

static const char *
skip_graphemes (const char *text, guint n)
{
  for (; n > 0; n--)
    text = nx_text_next_grapheme (text);
  return text;
}

/* The first @n_head and last @n_tail user-perceived characters with @stars between them. */
static char *
keep_ends (const char *text, guint n_head, guint n_tail, const char *stars)
{
  guint n = nx_text_count_graphemes (text);
  const char *head_end = skip_graphemes (text, MIN (n_head, n));
  const char *tail = skip_graphemes (text, n - MIN (n_tail, n));

  return g_strdup_printf ("%.*s%s%s", (int)(head_end - text), text, stars, tail);
}

static char *
mask_name (const char *name)
{
  guint n = nx_text_count_graphemes (name);
  gsize surname = nx_name_surname_length (name);
  gboolean is_compound = surname > (gsize)(nx_text_next_grapheme (name) - name);

  if (n <= 1)
    return g_strdup ("*");
  if (is_compound && n <= 4)
    return keep_ends (name, 2, n == 4 ? 1 : 0, "*");
  if (n == 2)
    return keep_ends (name, 1, 0, "*");
  if (n == 3)
    return keep_ends (name, 1, 1, "*");
  return keep_ends (name, 2, 1, "**");
}

static char *
mask_name_strict (const char *name)
{
  guint n = nx_text_count_graphemes (name);
  gsize surname = nx_name_surname_length (name);
  gboolean is_compound = surname > (gsize)(nx_text_next_grapheme (name) - name);

  if (n <= 1)
    return g_strdup ("*");
  if (n == 2)
    return keep_ends (name, 1, 0, "*");
  if (is_compound)
    return keep_ends (name, 2, 0, "**");
  return keep_ends (name, 1, 0, n == 3 ? "**" : "***");
}

char *
nx_mask_name_of_minor (const char *name)
{
  g_autofree char *clean = nx_name_clean (name);
  gsize surname = nx_name_surname_length (clean);

  if (*clean == '\0')
    return g_strdup ("");
  if (surname == 0)
    surname = nx_text_next_grapheme (clean) - clean;
  return g_strdup_printf ("%.*s某", (int)surname, clean);
}

static char *
mask_number (const char *number, guint n_head, guint n_tail)
{
  guint n = nx_text_count_graphemes (number);
  g_autofree char *stars = NULL;

  /* Of a short number (an old permit, a passport) most must still be hidden. */
  if (n < 15 && n_head > 2)
    n_head = n_tail = 2;
  if (n <= n_head + n_tail + 1)
    n_head = n_tail = 0;
  stars = g_strnfill (n - n_head - n_tail, '*');
  return keep_ends (number, n_head, n_tail, stars);
}

/* The digits of @text, of the main number only: an extension after the second hyphen is left out.
 */
static char *
main_digits (const char *text)
{
  GString *digits = g_string_new (NULL);
  guint n_hyphens = 0;

  for (; *text != '\0' && n_hyphens < 2; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
    else if (*text == '-')
      n_hyphens++;
  return g_string_free (digits, FALSE);
}

/* Behind the number of the country, if it is ours: +86, 0086. */
static const char *
skip_country (const char *text)
{
  text += strspn (text, " (");
  if (g_str_has_prefix (text, "+86"))
    text += 3;
  else if (g_str_has_prefix (text, "0086"))
    text += 4;
  return text + strspn (text, " -)");
}

/* The 11 digits of a mobile number, which people also write in groups: 138-0000-1111; NULL if
 * @text is none. */
static char *
mobile_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text != '\0' && digits->len < 11; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
    else if (*text != '-' && *text != ' ')
      break;
  return g_string_free (digits, digits->len < 11 || digits->str[0] != '1');
}

static char *
mask_phone (const char *phone)
{
  g_autofree char *whole = nx_text_narrow (phone);
  const char *narrow = skip_country (whole);
  g_autofree char *mobile = mobile_digits (narrow);
  g_autofree char *digits = mobile == NULL ? main_digits (narrow) : g_strdup (mobile);
  gsize n = strlen (digits);
  const char *hyphen = strchr (narrow, '-');

  if (n < 7)
    return g_strdup ("****");
  if (mobile != NULL)
    return g_strdup_printf ("%.3s****%s", digits, digits + n - 4);
  /* A land line keeps its area code: 024-****5678. */
  if (narrow[0] == '0' && hyphen != NULL && hyphen - narrow <= 4)
    return g_strdup_printf ("%.*s-****%s", (int)(hyphen - narrow), narrow, digits + n - 4);
  return g_strdup_printf ("****%s", digits + n - 4);
}

/* TRUE if @before stands directly before @place in @text. */
static gboolean
is_after (const char *text, const char *place, const char *before)
{
  gsize length = strlen (before);

  return (gsize)(place - text) >= length && memcmp (place - length, before, length) == 0;
}

/* The start of the community's own name: behind the street, town, district or city before @end. */
static const char *
find_community_start (const char *text, const char *end)
{
  static const char *const ends[] = { "街道", "办事处", "镇", "乡", "区", "县", "市", "旗", "省" };
  const char *start = text;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
      /* 区 of 社区 and 小区 is no district. */
      if (g_str_has_prefix (p, ends[i]) && p > text && p + strlen (ends[i]) < end
          && !(i == 4 && is_after (text, p, "社")) && !(i == 4 && is_after (text, p, "小")))
        start = MAX (start, p + strlen (ends[i]));
  return start;
}

/* The community (社区, 村委会 …) in an address: @start … @end; FALSE if none is named. */
static gboolean
find_community (const char *text, const char **start, const char **end)
{
  static const char *const marks[]
      = { "社区居民委员会", "社区居委会", "社区", "村民委员会", "村委会", "居委会", "村" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *found = strstr (text, marks[i]);

      if (found != NULL && found > text)
        {
          *end = found + strlen (marks[i]);
          *start = find_community_start (text, found);
          return TRUE;
        }
    }
  return FALSE;
}

/* The end of the building's number ("3号楼", "12栋") in what follows the community; NULL if none.
 */
static const char *
find_building_end (const char *text)
{
  static const char *const marks[] = { "号楼", "栋", "幢", "座", "楼" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *found = strstr (text, marks[i]);

      if (found != NULL && found > text)
        return found + strlen (marks[i]);
    }
  return NULL;
}

/* Unit and door after the building become stars; without a building everything from the first
 * digit. */
static void
append_masked_door (GString *result, const char *rest)
{
  const char *building = find_building_end (rest);
  const char *end = building;

  if (building == NULL)
    for (end = rest; *end != '\0' && !g_ascii_isdigit (*end) && *end != '#';)
      end = g_utf8_next_char (end);
  g_string_append_len (result, rest, end - rest);
  if (*end == '\0')
    return;
  if (building != NULL && strstr (end, "单元") != NULL)
    g_string_append (result, "*单元");
  g_string_append_c (result, '*');
}

static char *
mask_address (const char *address)
{
  g_autofree char *narrow = nx_text_narrow (address);
  const char *start;
  const char *end;
  GString *result = g_string_new (NULL);

  if (find_community (narrow, &start, &end))
    {
      if (start > narrow)
        g_string_append (result, "…");
      while (*start == ' ')
        start++;
      g_string_append_len (result, start, end - start);
      append_masked_door (result, end);
    }
  else
    append_masked_door (result, narrow);
  return g_string_free (result, FALSE);
}

static char *
mask_address_strict (const char *address)
{
  g_autofree char *narrow = nx_text_narrow (address);
  const char *start;
  const char *end;

  if (find_community (narrow, &start, &end))
    return g_strstrip (g_strndup (start, end - start));
  /* No community is named: the street office or district, and nothing nearer. */
  start = find_community_start (narrow, narrow + strlen (narrow));
  return start > narrow ? g_strndup (narrow, start - narrow)
                        : g_strdup (*narrow == '\0' ? "" : "*");
}

static char *
mask_birth_date (const char *iso)
{
  NxDate date;

  if (!nx_date_from_iso (iso, &date))
    return g_strdup ("****");
  return g_strdup_printf ("%04d-**-**", date.year);
}

char *
nx_mask_age_band (NxDate birth, NxDate on)
{
  int age = nx_date_age_on (birth, on);

  if (age < 0)
    return g_strdup ("");
  if (age < 6)
    return g_strdup ("0–5");
  if (age < 14)
    return g_strdup ("6–13");
  if (age < 18)
    return g_strdup ("14–17");
  if (age < 60)
    return g_strdup ("18–59");
  if (age >= 90)
    return g_strdup ("90+");
  return g_strdup_printf ("%d–%d", age / 10 * 10, age / 10 * 10 + 9);
}

static char *
mask_birth_date_strict (const char *iso)
{
  NxDate date;

  nx_date_from_iso (iso, &date);
  return nx_mask_age_band (date, nx_date_today ());
}

char *
nx_mask_text (NxMask mask, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  valid = g_utf8_make_valid (text, -1);
  switch (mask)
    {
    case NX_MASK_NAME:
      return mask_name (valid);
    case NX_MASK_ID_NUMBER:
    case NX_MASK_DISABILITY:
      return mask_number (valid, 6, 4);
    case NX_MASK_PHONE:
      return mask_phone (valid);
    case NX_MASK_ADDRESS:
      return mask_address (valid);
    case NX_MASK_BIRTH_DATE:
      return mask_birth_date (valid);
    case NX_MASK_NONE:
    default:
      return g_steal_pointer (&valid);
    }
}

char *
nx_mask_text_strict (NxMask mask, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  valid = g_utf8_make_valid (text, -1);
  switch (mask)
    {
    case NX_MASK_NAME:
      return mask_name_strict (valid);
    case NX_MASK_ID_NUMBER:
    case NX_MASK_DISABILITY:
      return mask_number (valid, 1, 1);
    case NX_MASK_PHONE:
      return g_strdup ("");
    case NX_MASK_ADDRESS:
      return mask_address_strict (valid);
    case NX_MASK_BIRTH_DATE:
      return mask_birth_date_strict (valid);
    case NX_MASK_NONE:
    default:
      return g_steal_pointer (&valid);
    }
}
