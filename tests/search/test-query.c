/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Checks what queries are taken for, what they look up and which names answer them, and why.
 */
#include "nx-pinyin.h"
#include "nx-query.h"
#include "nx-text.h"

#include <string.h>

#define NO (-1)

typedef struct
{
  const char *name;
  const char *typed;
  int why;
} Answer;

static const Answer answers[] = {
  { "林晓岚", "林晓岚", NX_MATCH_EXACT },
  { "林晓岚", "林曉嵐", NX_MATCH_EXACT },
  { "林晓岚", "林 晓岚", NX_MATCH_EXACT },
  { "林晓岚", "林", NX_MATCH_PREFIX },
  { "林晓岚", "晓岚", NX_MATCH_INSIDE },
  { "林晓岚", "岚", NX_MATCH_INSIDE },
  { "林晓岚", "linxiaolan", NX_MATCH_PINYIN },
  { "林晓岚", "LinXiaoLan", NX_MATCH_PINYIN },
  { "林晓岚", "lín xiǎo lán", NX_MATCH_PINYIN },
  { "林晓岚", "ｌｉｎ", NX_MATCH_PINYIN },
  { "林晓岚", "linx", NX_MATCH_PINYIN },
  { "林晓岚", "linxl", NX_MATCH_PINYIN },
  { "林晓岚", "l xiaolan", NX_MATCH_PINYIN },
  { "林晓岚", "lxiaolan", NX_MATCH_PINYIN },
  { "林晓岚", "lin xiao l", NX_MATCH_PINYIN },
  { "林晓岚", "lx", NX_MATCH_INITIALS },
  { "林晓岚", "lxl", NX_MATCH_INITIALS },
  { "林晓岚", "l", NX_MATCH_INITIALS },
  { "林晓岚", "林xl", NX_MATCH_MIXED },
  { "林晓岚", "林xiaolan", NX_MATCH_MIXED },
  { "林晓岚", "lin晓", NX_MATCH_MIXED },
  { "林晓岚", "l晓l", NX_MATCH_MIXED },
  { "林晓岚", "琳小兰", NX_MATCH_SOUND },
  { "林晓岚", "林小", NX_MATCH_SOUND },
  { "林晓岚", "琳", NO },
  { "林晓岚", "lxlx", NO },
  { "林晓岚", "xl", NO },
  { "林晓岚", "xiaolan", NO },
  { "林晓岚", "ling", NO },
  { "林晓岚", "林xy", NO },
  { "林晓岚", "3", NO },
  { "王桂英", "wgy", NX_MATCH_INITIALS },
  { "王桂英", "wangguiying", NX_MATCH_PINYIN },
  { "王桂英", "wanggy", NX_MATCH_PINYIN },
  { "王桂英", "wangg", NX_MATCH_PINYIN },
  { "王桂英", "wan", NX_MATCH_PINYIN },
  { "王桂英", "wang gy", NX_MATCH_PINYIN },
  { "王桂英", "wan gy", NO },
  { "王桂英", "王gy", NX_MATCH_MIXED },
  { "王小明", "wang小明", NX_MATCH_MIXED },
  { "张晓明", "zhxm", NX_MATCH_INITIALS },
  { "张晓明", "zxm", NX_MATCH_INITIALS },
  { "张晓明", "zhangxm", NX_MATCH_PINYIN },
  { "吴昂", "wang", NO },
  { "吴昂", "wa", NX_MATCH_INITIALS },
  { "西安", "xian", NX_MATCH_PINYIN },
  { "西安", "xi'an", NX_MATCH_PINYIN },
  { "先进", "xi'an", NO },
  { "安力", "a l", NX_MATCH_INITIALS },
  { "单小明", "shanxm", NX_MATCH_PINYIN },
  { "单小明", "sxm", NX_MATCH_INITIALS },
  { "单小明", "dxm", NX_MATCH_INITIALS },
  { "單小明", "单小明", NX_MATCH_EXACT },
  { "单小明", "山小明", NX_MATCH_SOUND },
  { "吕布", "lvbu", NX_MATCH_PINYIN },
  { "吕布", "lubu", NX_MATCH_PINYIN },
  { "吕布", "lyubu", NX_MATCH_PINYIN },
  { "吕布", "lüb", NX_MATCH_PINYIN },
  { "吕布", "lb", NX_MATCH_INITIALS },
  { "徐静", "xvjing", NX_MATCH_PINYIN },
  { "万俟明", "moqiming", NX_MATCH_PINYIN },
  { "尉迟恭", "ycg", NX_MATCH_INITIALS },
  { "长孙无忌", "zswj", NX_MATCH_INITIALS },
  { "单于明", "chanyu", NX_MATCH_PINYIN },
  { "单于明", "shanyu", NX_MATCH_PINYIN },
  { "朴英姬", "piaoyj", NX_MATCH_PINYIN },
  { "朴英姬", "pyj", NX_MATCH_INITIALS },
  { "曾志强", "zzq", NX_MATCH_INITIALS },
  { "区永权", "oyq", NX_MATCH_INITIALS },
  { "阿依古丽·买买提", "阿依古丽买买提", NX_MATCH_EXACT },
  { "阿依古丽·买买提", "阿依古丽•买", NX_MATCH_PREFIX },
  { "阿依古丽·买买提", "ayg", NX_MATCH_INITIALS },
  { "阿依古丽·买买提", "ayigu", NX_MATCH_PINYIN },
  { "阿依古丽·买买提", "maimaiti", NX_MATCH_PINYIN },
  { "阿依古丽·买买提", "mmt", NX_MATCH_INITIALS },
  { "𬭎哥", "hongge", NX_MATCH_PINYIN },
  { "𬭎哥", "𬭎", NX_MATCH_PREFIX },
  { "周昇", "周升", NX_MATCH_EXACT },
  { "王𣒍明", "wm", NX_MATCH_INITIALS },
  { "John Smith", "smith", NX_MATCH_INSIDE },
  { "John Smith", "john smith", NX_MATCH_EXACT },
  { "John Smith", "joh", NX_MATCH_PREFIX },
  { "John Smith", "js", NX_MATCH_INITIALS },
  { "آدىل", "آدىل", NX_MATCH_EXACT },
  { "张三2", "张三2", NX_MATCH_EXACT },
  { "张三2", "zs", NX_MATCH_INITIALS },
  { "林晓岚", "", NO },
  { "林晓岚", "。", NO },
  { "", "l", NO },
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (NxQuery) query = nx_query_parse (answers[i].typed);
      NxMatchWhy why = 0;
      int got = nx_query_matches_name (query, answers[i].name, NULL, &why) ? (int)why : NO;
      if (got != answers[i].why)
        g_error ("%s for %s: %d, not %d", answers[i].typed, answers[i].name, got, answers[i].why);
    }
}

static void
test_correction (void)
{
  g_autoptr (NxQuery) query = nx_query_parse ("tanjing");
  g_autoptr (NxQuery) spelled = nx_query_parse ("samw");
  NxMatchWhy why;
  g_assert_true (nx_query_matches_name (query, "潭靖", "tan jing", &why));
  g_assert_false (nx_query_matches_name (query, "秦静", NULL, NULL));
  g_assert_true (nx_query_matches_name (query, "秦静", "tán jìng", &why));
  g_assert_cmpint (why, ==, NX_MATCH_PINYIN);
  g_assert_true (nx_query_matches_name (spelled, "王小明", "Sam Wang", &why));
  g_assert_cmpint (why, ==, NX_MATCH_PINYIN);
}

static void
check_ranges (const char *name, const char *typed, const char *expected)
{
  g_autoptr (NxQuery) query = nx_query_parse (typed);
  g_autoptr (GString) got = g_string_new (NULL);
  NxMatch match;
  g_assert_true (nx_query_match_name (query, name, NULL, &match));
  for (guint i = 0; i < match.n_ranges; i++)
    g_string_append_printf (got, "%u+%u ", match.ranges[i].start, match.ranges[i].length);
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_ranges (void)
{
  check_ranges ("林晓岚", "林晓岚", "0+3 ");
  check_ranges ("林晓岚", "岚", "2+1 ");
  check_ranges ("林晓岚", "lx", "0+2 ");
  check_ranges ("阿依古丽·买买提", "丽买", "3+1 5+1 ");
  check_ranges ("阿依古丽·买买提", "mm", "5+2 ");
  check_ranges ("王　芳", "wf", "0+1 2+1 ");
  check_ranges ("王𣒍明", "wm", "0+1 2+1 ");
  check_ranges ("John Smith", "smi", "5+5 ");
}

typedef struct
{
  const char *typed;
  const char *expected; /* of describe_lookups () */
} Lookups;

static const Lookups lookups[] = {
  { "wgy", "N:wgy i:wgy f:wgy " },
  /* 王丽云, or somebody "w" and "lü": neither swallows the other. */
  { "wly", "N:wly i:wly i:wl f:wly " },
  { "wangguiying", "N:wangguiying f:wangguiying " },
  { "wanggy", "N:wanggy i:wanggy i:wgy i:wggy i:wnggy i:wagy i:waggy f:wanggy " },
  { "l xiaolan", "N:l xiaolan i:lxl i:lxln i:lxal i:lxaln f:lxiaolan " },
  { "林xl", "i:lxl " },
  { "林", "N:林 " },
  { "林x", "i:lx " },
  { "林晓", "N:林晓 s:f:linxiao " },
};

static char *
describe_lookups (const NxQuery *query)
{
  GString *result = g_string_new (NULL);
  guint n;
  const NxLookup *list = nx_query_get_lookups (query, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (result, "%s%s ",
                            list[i].kind == NX_LOOKUP_NAME  ? "N:"
                            : list[i].kind == NX_LOOKUP_KEY ? ""
                                                            : "s:",
                            list[i].text);
  return g_string_free (result, FALSE);
}

static void
test_lookups (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lookups); i++)
    {
      g_autoptr (NxQuery) query = nx_query_parse (lookups[i].typed);
      g_autofree char *got = describe_lookups (query);
      g_assert_cmpstr (got, ==, lookups[i].expected);
    }
}

typedef struct
{
  const char *typed;
  NxQueryKinds kinds;
  const char *phone, *id, *case_piece;
} Numbers;

static const Numbers numbers[] = {
  { "138", NX_QUERY_PHONE, "138", NULL, NULL },
  { "12", 0, NULL, NULL, NULL },
  { "5678", NX_QUERY_PHONE | NX_QUERY_ID_NUMBER | NX_QUERY_CASE_NUMBER, "5678", "5678", "-5678" },
  { "138 0000 1111", NX_QUERY_PHONE | NX_QUERY_ID_NUMBER, "13800001111", "13800001111", NULL },
  { "+86 13800001111", NX_QUERY_PHONE, "13800001111", NULL, NULL },
  { "024-22860000", NX_QUERY_PHONE | NX_QUERY_ADDRESS, "02422860000", NULL, NULL },
  { "２１０１０２", NX_QUERY_PHONE | NX_QUERY_ID_NUMBER, "210102", "210102", NULL },
  { "21010219380521001x", NX_QUERY_ID_NUMBER | NX_QUERY_ADDRESS, NULL, "21010219380521001X", NULL },
  { "h1234", NX_QUERY_ID_NUMBER | NX_QUERY_ADDRESS, NULL, "H1234", NULL },
  { "2025-0007", NX_QUERY_PHONE | NX_QUERY_ID_NUMBER | NX_QUERY_CASE_NUMBER | NX_QUERY_ADDRESS,
    "20250007", "20250007", "2025-0007" },
  { "2025-7", NX_QUERY_PHONE | NX_QUERY_ID_NUMBER | NX_QUERY_CASE_NUMBER | NX_QUERY_ADDRESS,
    "20257", "20257", "2025-0007" },
  { "210102002001-2025-0007", NX_QUERY_CASE_NUMBER | NX_QUERY_ADDRESS, NULL, NULL,
    "210102002001-2025-0007" },
  { "个案0007号", NX_QUERY_CASE_NUMBER | NX_QUERY_ADDRESS, NULL, NULL, "-0007" },
  { "〔2025〕", NX_QUERY_CASE_NUMBER, NULL, NULL, "-2025-" },
  { "〔2025〕个案0007号", NX_QUERY_CASE_NUMBER | NX_QUERY_ADDRESS, NULL, NULL, "2025-0007" },
  { "和平新华丰泽〔2025〕个案12号", NX_QUERY_CASE_NUMBER | NX_QUERY_ADDRESS, NULL, NULL,
    "2025-0012" },
  { "3号楼2单元501", NX_QUERY_ADDRESS, NULL, NULL, NULL },
  { "王", NX_QUERY_HAN, NULL, NULL, NULL },
  { "工业街", NX_QUERY_HAN | NX_QUERY_ADDRESS, NULL, NULL, NULL },
  { "wgy", NX_QUERY_LETTERS, NULL, NULL, NULL },
  { "林xl", NX_QUERY_MIXED, NULL, NULL, NULL },
  { "。", 0, NULL, NULL, NULL },
};

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (NxQuery) query = nx_query_parse (numbers[i].typed);
      g_test_message ("%s", numbers[i].typed);
      g_assert_cmpint (nx_query_get_kinds (query), ==, numbers[i].kinds);
      g_assert_cmpstr (nx_query_get_phone_digits (query), ==, numbers[i].phone);
      g_assert_cmpstr (nx_query_get_id_prefix (query), ==, numbers[i].id);
      g_assert_cmpstr (nx_query_get_case_piece (query), ==, numbers[i].case_piece);
    }
}

static void
test_whole_phone (void)
{
  g_autoptr (NxQuery) whole = nx_query_parse ("138-0000-1111");
  g_autoptr (NxQuery) land = nx_query_parse ("024-22860000");
  g_autoptr (NxQuery) tail = nx_query_parse ("1111");
  g_assert_true (nx_query_is_whole_phone (whole));
  g_assert_true (nx_query_is_whole_phone (land));
  g_assert_false (nx_query_is_whole_phone (tail));
}

static void
test_empty (void)
{
  static const char *const empty[] = { "", "   ", "\xff", "王\xe6", "*", NULL };
  for (guint i = 0; empty[i] != NULL; i++)
    {
      g_autoptr (NxQuery) query = nx_query_parse (empty[i]);
      guint n;
      g_assert_true (nx_query_is_empty (query));
      nx_query_get_lookups (query, &n);
      g_assert_cmpuint (n, ==, 0);
      g_assert_false (nx_query_matches_name (query, "王小明", NULL, NULL));
    }
  {
    g_autoptr (NxQuery) none = nx_query_parse (NULL);
    g_autoptr (NxQuery) wang = nx_query_parse ("王");
    g_assert_true (nx_query_is_empty (none));
    g_assert_false (nx_query_matches_name (wang, "王\xff", NULL, NULL));
    g_assert_false (nx_query_matches_name (wang, NULL, NULL, NULL));
  }
}

/* --- what is matched must be found by a lookup --- */

static const char name_characters[]
    = "王李张刘陈单曾区吕覃乐朴万尉长小明晓岚桂英重行朝阳女绿丽敏静强国建华安昂西·阿依古";

static char *
make_name (GRand *rand)
{
  GString *name = g_string_new (NULL);
  glong n = g_utf8_strlen (name_characters, -1);
  for (int i = g_rand_int_range (rand, 1, 5); i > 0; i--)
    g_string_append_unichar (name, g_utf8_get_char (g_utf8_offset_to_pointer (
                                       name_characters, g_rand_int_range (rand, 0, (gint32)n))));
  return g_string_free (name, FALSE);
}

/* Writes a name as somebody might type it: each character whole, as syllable or as initial. */
static char *
type_name (GRand *rand, const char *name)
{
  g_autofree char *pinyin = nx_pinyin_name (name);
  g_auto (GStrv) syllables = g_strsplit (pinyin, " ", -1);
  GString *typed = g_string_new (NULL);
  guint n = g_strv_length (syllables);
  guint n_typed = n > 0 ? (guint)g_rand_int_range (rand, 1, (gint32)n + 1) : 0;
  int style = g_rand_int_range (rand, 0, 3);
  for (guint i = 0; i < n_typed; i++)
    {
      gboolean is_whole = style == 0 || (style == 2 && g_rand_boolean (rand));
      g_string_append_len (typed, syllables[i], is_whole ? (gssize)strlen (syllables[i]) : 1);
      if (style == 2)
        g_string_append_c (typed, ' ');
    }
  return g_string_free (typed, FALSE);
}

static gboolean
is_found (const NxQuery *query, const char *name)
{
  g_auto (GStrv) keys = nx_pinyin_keys (name, NULL);
  g_autofree char *folded = nx_text_fold (name);
  guint n;
  const NxLookup *list = nx_query_get_lookups (query, &n);
  for (guint i = 0; i < n; i++)
    {
      if (list[i].kind == NX_LOOKUP_NAME && g_str_has_prefix (folded, list[i].text))
        return TRUE;
      for (guint j = 0; list[i].kind != NX_LOOKUP_NAME && keys[j] != NULL; j++)
        if (g_str_has_prefix (keys[j], list[i].text))
          return TRUE;
    }
  return FALSE;
}

static void
test_matches_are_found (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251119);
  guint n_matched = 0;
  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *name = make_name (rand);
      g_autofree char *other = make_name (rand);
      g_autofree char *typed
          = g_rand_int_range (rand, 0, 4) == 0 ? g_strdup (other) : type_name (rand, name);
      g_autoptr (NxQuery) query = nx_query_parse (typed);
      NxMatchWhy why;
      if (!nx_query_matches_name (query, name, NULL, &why) || why == NX_MATCH_INSIDE)
        continue;
      n_matched++;
      if (!is_found (query, name))
        {
          g_autofree char *got = describe_lookups (query);
          g_error ("%s matches %s (%d) but is not found by %s", typed, name, why, got);
        }
    }
  g_assert_cmpuint (n_matched, >, 12000);
}

/* What is typed letter by letter from a name's own pinyin always finds the name. */
static void
test_typed_names_match (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *name = make_name (rand);
      g_autofree char *typed = type_name (rand, name);
      g_autoptr (NxQuery) query = nx_query_parse (typed);
      if (*typed != '\0' && !nx_query_matches_name (query, name, NULL, NULL))
        g_error ("%s does not match %s", typed, name);
    }
}

static void
test_any_text (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (int n = g_rand_int_range (rand, 0, 200); n > 0; n--)
        {
          guint32 kind = (guint32)g_rand_int_range (rand, 0, 6);
          gunichar c = kind < 2    ? (gunichar)g_rand_int_range (rand, 1, 0x80)
                       : kind == 2 ? (gunichar)g_rand_int_range (rand, 0x4E00, 0xA000)
                       : kind == 3 ? (gunichar)g_rand_int_range (rand, 'a', 'z' + 1)
                       : kind == 4 ? (gunichar)g_rand_int_range (rand, 0x80, 0x3400)
                                   : (gunichar)g_rand_int_range (rand, 0xE000, 0x110000);
          g_string_append_unichar (text, c);
        }
      if (i % 10 == 0 && text->len > 0)
        text->str[g_rand_int_range (rand, 0, (gint32)text->len)] = '\xC0';
      {
        g_autoptr (NxQuery) query = nx_query_parse (text->str);
        g_auto (GStrv) keys = nx_pinyin_keys (text->str, text->str);
        g_autofree char *sort_key = nx_pinyin_sort_key (text->str, text->str);
        g_autofree char *natural = nx_sort_key_natural (text->str);
        g_autofree char *pinyin = nx_pinyin_of_text (text->str);
        NxMatch match;
        g_assert_true (g_utf8_validate (sort_key, -1, NULL));
        g_assert_true (g_utf8_validate (natural, -1, NULL));
        g_assert_true (g_utf8_validate (pinyin, -1, NULL));
        g_assert_cmpuint (g_strv_length (keys), <, 400);
        if (nx_query_match_name (query, text->str, NULL, &match) && match.n_ranges > 0)
          {
            const NxTextRange *last = &match.ranges[match.n_ranges - 1];
            g_assert_cmpuint (last->start + last->length, <=, g_utf8_strlen (text->str, -1));
          }
      }
    }
}

static void
test_hostile_letters (void)
{
  static const char *const hostile[]
      = { "aoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoao",
          "nananananananananananananananan x", "zhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzh",
          "a a a a a a a a a a a a a a a a a a a a", NULL };
  for (guint i = 0; hostile[i] != NULL; i++)
    for (int n = 0; n < 200; n++)
      {
        g_autoptr (NxQuery) query = nx_query_parse (hostile[i]);
        guint n_lookups;
        nx_query_get_lookups (query, &n_lookups);
        g_assert_cmpuint (n_lookups, <=, 24);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/answers", test_answers);
  g_test_add_func ("/query/correction", test_correction);
  g_test_add_func ("/query/ranges", test_ranges);
  g_test_add_func ("/query/lookups", test_lookups);
  g_test_add_func ("/query/kinds", test_kinds);
  g_test_add_func ("/query/whole-phone", test_whole_phone);
  g_test_add_func ("/query/empty", test_empty);
  g_test_add_func ("/query/matches-are-found", test_matches_are_found);
  g_test_add_func ("/query/typed-names-match", test_typed_names_match);
  g_test_add_func ("/query/any-text", test_any_text);
  g_test_add_func ("/query/hostile-letters", test_hostile_letters);
  return g_test_run ();
}
