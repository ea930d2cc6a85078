/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Enters some people of a made-up office a second time, with the slips real registers have, so that
 * the look for doubles can be measured. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-twins.h"

#include "nx-lunar.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-sample-data.h"
#include "nx-save.h"

#include <string.h>

#define PURPOSE 0x7717 /* of the chance: not that of any family */

/* Characters of names that an input method offers for one sound. */
static const char *const sounds[] = {
  "明鸣铭名", "晓小筱",   "华花桦",   "英瑛莹",   "兰岚",     "芳方",   "伟炜玮",   "国帼",
  "志智治致", "军君钧俊", "丽莉利",   "霞侠",     "红洪宏鸿", "建健剑", "玉育裕钰", "桂贵",
  "珍真贞",   "秀绣",     "文雯",     "宇雨语羽", "欣新心馨", "佳嘉家", "浩昊皓",   "子梓紫",
  "涵寒晗",   "轩萱宣",   "婷亭庭",   "琴勤芹",   "淑舒",     "梅玫",   "辉晖慧惠", "静靖",
  "波博",     "平萍苹",   "生升声",   "林琳霖",   "杰洁捷",   "云芸",   "敏闽",     "诗施师",
  "思斯丝",   "诺喏",     "依伊怡宜", "永勇咏",   "福富",     "春椿",   "山珊",     "德得",
  "艳燕雁彦", "海",       "李黎",     "张章",     "于余俞",   "许徐",   "王汪",     "付傅富",
  "肖萧",     "阎闫严",   "程成",     "何和",     "金今",     "涛滔韬", "鹏朋",
};

static const char *const traditional[][2] = {
  { "张", "張" }, { "刘", "劉" }, { "陈", "陳" }, { "杨", "楊" }, { "赵", "趙" }, { "孙", "孫" },
  { "马", "馬" }, { "吴", "吳" }, { "国", "國" }, { "华", "華" }, { "兰", "蘭" }, { "凤", "鳳" },
  { "丽", "麗" }, { "红", "紅" }, { "军", "軍" }, { "宝", "寶" }, { "荣", "榮" }, { "云", "雲" },
  { "贵", "貴" }, { "东", "東" }, { "龙", "龍" }, { "强", "強" }, { "晓", "曉" }, { "欢", "歡" },
  { "升", "昇" }, { "峰", "峯" }, { "长", "長" }, { "庆", "慶" }, { "静", "靜" }, { "艳", "艷" },
};

/* Characters that look alike, or stand for any other slip. */
static const char *const wrong_characters[] = { "永", "水", "土", "士", "未", "末", "千", "干" };

static const NxStatementSpec people_statement
    = { "sample-twins", "SELECT id FROM person WHERE archived_at IS NULL AND died_on IS NULL"
                        " ORDER BY id" };

typedef struct
{
  NxDatabase *db;
  GRand *rand;
  NxRecord *original;
  NxEdit *edit;
  NxSampleTwin twin;
} Maker;

/* Names */

/* Puts @with in the place of the @at-th character of @name. */
static char *
replace_character (const char *name, glong at, const char *with)
{
  const char *from = g_utf8_offset_to_pointer (name, at);
  g_autofree char *head = g_strndup (name, (gsize)(from - name));

  return g_strconcat (head, with, g_utf8_next_char (from), NULL);
}

static char *
dup_character (const char *text)
{
  return g_strndup (text, (gsize)(g_utf8_next_char (text) - text));
}

static char *
slip_sound (Maker *maker, const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  for (glong at = length - 1; at >= 0; at--)
    {
      g_autofree char *character = dup_character (g_utf8_offset_to_pointer (name, at));

      for (guint i = 0; i < G_N_ELEMENTS (sounds); i++)
        {
          glong n = g_utf8_strlen (sounds[i], -1);
          const char *own = strstr (sounds[i], character);
          g_autofree char *other = NULL;

          if (own == NULL || n < 2)
            continue;
          other = dup_character (g_utf8_offset_to_pointer (
              sounds[i], (g_utf8_pointer_to_offset (sounds[i], own)
                          + nx_sample_between (maker->rand, 1, (int)n - 1))
                             % n));
          return replace_character (name, at, other);
        }
    }
  return NULL;
}

static char *
slip_variant (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (traditional); i++)
    {
      const char *own = strstr (name, traditional[i][0]);

      if (own != NULL)
        return replace_character (name, g_utf8_pointer_to_offset (name, own), traditional[i][1]);
    }
  return NULL;
}

static char *
slip_former (Maker *maker)
{
  const char *former = nx_record_get_text (maker->original, NX_PERSON_FORMER_NAMES);
  const char *end = former != NULL ? strstr (former, "\u3001") : NULL;

  return end != NULL ? g_strndup (former, (gsize)(end - former)) : g_strdup (former);
}

static char *
slip_character (Maker *maker, const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  return length < 3 ? NULL
                    : replace_character (name, nx_sample_between (maker->rand, 1, (int)length - 1),
                                         NX_SAMPLE_CHOOSE (maker->rand, wrong_characters));
}

static void
set_name (Maker *maker)
{
  static const guint8 weights[] = { 56, 24, 8, 6, 6 };
  static const NxSampleSlip slips[] = { 0, NX_SAMPLE_SLIP_SOUND, NX_SAMPLE_SLIP_VARIANT,
                                        NX_SAMPLE_SLIP_FORMER, NX_SAMPLE_SLIP_CHARACTER };
  const char *name = nx_record_get_text (maker->original, NX_PERSON_NAME);
  NxSampleSlip slip = slips[NX_SAMPLE_WEIGH (maker->rand, weights)];
  g_autofree char *slipped = slip == NX_SAMPLE_SLIP_SOUND       ? slip_sound (maker, name)
                             : slip == NX_SAMPLE_SLIP_VARIANT   ? slip_variant (name)
                             : slip == NX_SAMPLE_SLIP_FORMER    ? slip_former (maker)
                             : slip == NX_SAMPLE_SLIP_CHARACTER ? slip_character (maker, name)
                                                                : NULL;

  if (slipped != NULL)
    maker->twin.slips |= slip;
  nx_edit_set_text (maker->edit, NX_PERSON_NAME, slipped != NULL ? slipped : name);
}

/* Birth dates */

static gboolean
slip_birth (Maker *maker, NxSampleSlip slip, NxDate *birth)
{
  NxDate swapped = { birth->year, birth->day, birth->month };
  NxLunarDate lunar;

  switch ((guint)slip)
    {
    case NX_SAMPLE_SLIP_DAY_MONTH:
      if (birth->day == birth->month || !nx_date_is_valid (swapped))
        return FALSE;
      *birth = swapped;
      return TRUE;
    case NX_SAMPLE_SLIP_LUNAR:
      if (!nx_lunar_from_solar (*birth, &lunar) || lunar.is_leap)
        return FALSE;
      *birth = (NxDate){ lunar.year, lunar.month, lunar.day };
      return nx_date_is_valid (*birth);
    case NX_SAMPLE_SLIP_YEAR_ONLY:
      birth->month = 0;
      birth->day = 0;
      return TRUE;
    case NX_SAMPLE_SLIP_BIRTH_DIGIT:
      birth->day = (guint8)(birth->day % 10 < 8 ? birth->day + 1 : birth->day - 1);
      return nx_date_is_valid (*birth);
    case NX_SAMPLE_SLIP_NO_BIRTH:
      *birth = NX_DATE_NONE;
      return TRUE;
    default:
      return FALSE;
    }
}

static void
set_birth (Maker *maker)
{
  static const guint8 weights[] = { 58, 8, 9, 10, 8, 7 };
  static const NxSampleSlip slips[] = { 0,
                                        NX_SAMPLE_SLIP_DAY_MONTH,
                                        NX_SAMPLE_SLIP_LUNAR,
                                        NX_SAMPLE_SLIP_YEAR_ONLY,
                                        NX_SAMPLE_SLIP_BIRTH_DIGIT,
                                        NX_SAMPLE_SLIP_NO_BIRTH };
  NxSampleSlip slip = slips[NX_SAMPLE_WEIGH (maker->rand, weights)];
  NxDate known = nx_record_get_date (maker->original, NX_PERSON_BIRTH_ON);
  NxDate birth = known;

  if (!nx_date_is_full (known) || !slip_birth (maker, slip, &birth))
    birth = known;
  else
    maker->twin.slips |= slip;
  nx_edit_set_date (maker->edit, NX_PERSON_BIRTH_ON, birth);
}

/* Numbers */

static void
set_id_number (Maker *maker)
{
  const char *right = nx_record_get_text (maker->original, NX_PERSON_ID_NUMBER);
  g_autofree char *number = g_strdup (right);
  int at = nx_sample_between (maker->rand, 2, 16);

  if (right == NULL || strlen (right) != 18 || nx_sample_chance (maker->rand, 62))
    return;
  if (nx_sample_chance (maker->rand, 60) || right[at] == right[at - 1])
    {
      number[at] = (char)('0' + (number[at] - '0' + nx_sample_between (maker->rand, 1, 9)) % 10);
      maker->twin.slips |= NX_SAMPLE_SLIP_ID_DIGIT;
    }
  else
    {
      number[at] = right[at - 1];
      number[at - 1] = right[at];
      maker->twin.slips |= NX_SAMPLE_SLIP_ID_SWAP;
    }
  /* Copied from a household book, where nobody checks it. */
  nx_edit_set_text (maker->edit, NX_PERSON_ID_KIND, "household_book");
  nx_edit_set_text (maker->edit, NX_PERSON_ID_NUMBER, number);
}

static gboolean
join_home (Maker *maker, GError **error)
{
  gint64 household = nx_record_get_int (maker->original, NX_PERSON_HOUSEHOLD);
  g_autoptr (NxEdit) edit = NULL;

  if (household == 0 || !nx_sample_chance (maker->rand, 40))
    return TRUE;
  edit = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  nx_edit_set_int (edit, NX_MEMBERSHIP_HOUSEHOLD, household);
  nx_edit_set_int (edit, NX_MEMBERSHIP_PERSON, maker->twin.copy);
  nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, "97");
  maker->twin.has_home = TRUE;
  return nx_records_save (maker->db, edit, error) != 0;
}

static gboolean
plant (Maker *maker, gint64 id, GError **error)
{
  g_autoptr (NxRecord) original = nx_records_load (maker->db, NX_RECORD_PERSON, id, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  if (original == NULL)
    return FALSE;
  maker->original = original;
  maker->edit = edit;
  maker->twin = (NxSampleTwin){ .original = id };
  set_name (maker);
  set_birth (maker);
  set_id_number (maker);
  if (!nx_sample_chance (maker->rand, 10))
    nx_edit_set_text (edit, NX_PERSON_SEX, nx_record_get_text (original, NX_PERSON_SEX));
  if (nx_record_is_set (original, NX_PERSON_PHONES) && nx_sample_chance (maker->rand, 55))
    {
      nx_edit_set_text (edit, NX_PERSON_PHONES, nx_record_get_text (original, NX_PERSON_PHONES));
      maker->twin.has_phone = TRUE;
    }
  nx_edit_set_text (edit, NX_PERSON_NOTE, nx_record_get_text (original, NX_PERSON_NOTE));
  maker->twin.copy = nx_records_save (maker->db, edit, error);
  return maker->twin.copy != 0 && join_home (maker, error);
}

static GArray *
load_people (NxDatabase *db, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NxStatement) row = nx_database_statement (db, &people_statement, error);
  g_autoptr (GError) failure = NULL;

  while (row != NULL && nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (row != NULL)
    return g_steal_pointer (&ids);
  return NULL;
}

GArray *
nx_sample_twins_plant (NxDatabase *db, guint n, guint64 seed, GError **error)
{
  g_autoptr (GArray) ids = load_people (db, error);
  g_autoptr (GArray) twins = g_array_new (FALSE, FALSE, sizeof (NxSampleTwin));
  g_autoptr (GRand) rand = nx_sample_rand_new (seed, 0, PURPOSE);
  Maker maker = { .db = db, .rand = rand };

  if (ids == NULL)
    return NULL;
  /* Evenly through the office, each at most once. */
  for (guint i = 0; i < MIN (n, ids->len); i++)
    {
      guint from = (guint)((guint64)i * ids->len / n);
      guint to = MAX ((guint)((guint64)(i + 1) * ids->len / n), from + 1);
      guint at = (guint)nx_sample_between (rand, (int)from, (int)to - 1);

      if (!plant (&maker, g_array_index (ids, gint64, at), error))
        return NULL;
      g_array_append_val (twins, maker.twin);
    }
  return g_steal_pointer (&twins);
}
