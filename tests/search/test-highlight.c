/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Checks the ranges marked in long texts and the snippets cut out of them.
 */
#include "nx-highlight.h"

#include <string.h>

static char *
describe (const GArray *ranges)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < ranges->len; i++)
    {
      NxTextRange range = g_array_index (ranges, NxTextRange, i);
      g_string_append_printf (text, "%u+%u ", range.start, range.length);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *text;
  const char *typed;
  const char *expected;
} Case;

static const Case cases[] = {
  { "今天走访王桂英，王桂英很好", "王桂英", "4+3 8+3 " },
  { "今天走訪王桂英", "走访", "2+2 " },
  { "今天走访王桂英", "桂英 走访", "2+2 5+2 " },
  { "阿依古丽·买买提来访", "丽买", "3+3 " },
  { "阿依古丽买买提来访", "古丽·买", "2+3 " },
  { "住３号楼 A座", "3", "1+1 " },
  { "Visited SMITH twice", "smith", "8+5 " },
  { "哈哈哈", "哈哈", "0+3 " },
  { "𬭎哥和𬭎哥", "𬭎", "0+1 3+1 " },
  { "走访", "", "" },
  { "走访", "。，", "" },
  { "走访", "回访", "" },
  { "走访\xff", "走访", "" },
  { "走访", "\xff", "" },
  { NULL, "走访", "" },
  { "走访", NULL, "" },
};

static void
test_find (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) ranges = nx_highlight_find (cases[i].text, cases[i].typed);
      g_autofree char *got = describe (ranges);
      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

static void
check_snippet (const char *text, const char *typed, const char *expected, const char *marked)
{
  g_autoptr (GArray) ranges = NULL;
  g_autofree char *snippet = nx_highlight_snippet (text, typed, 12, &ranges);
  g_autofree char *got = describe (ranges);
  g_assert_cmpstr (snippet, ==, expected);
  g_assert_cmpstr (got, ==, marked);
}

static void
test_snippet (void)
{
  static const char text[] = "一二三四五六七八九十\n甲乙丙丁戊己庚辛壬癸";
  check_snippet (text, "甲", "…八九十 甲乙丙丁戊己庚辛…", "5+1 ");
  check_snippet (text, "二", "一二三四五六七八九十 甲…", "1+1 ");
  check_snippet (text, "癸", "…十 甲乙丙丁戊己庚辛壬癸", "12+1 ");
  check_snippet (text, "子", "一二三四五六七八九十 甲…", "");
  check_snippet ("短", "短", "短", "0+1 ");
  check_snippet (NULL, "短", "", "");
  check_snippet ("\xff", "短", "", "");
}

static void
test_any_text (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  for (int i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *typed = NULL;
      g_autofree char *snippet = NULL;
      g_autoptr (GArray) ranges = NULL;
      for (int n = g_rand_int_range (rand, 1, 60); n > 0; n--)
        g_string_append_unichar (text, (gunichar)(g_rand_boolean (rand)
                                                      ? g_rand_int_range (rand, 0x4E00, 0x4E10)
                                                      : g_rand_int_range (rand, 1, 0x3100)));
      typed = g_utf8_substring (text->str, 0, g_rand_int_range (rand, 0, 4) % 2);
      snippet
          = nx_highlight_snippet (text->str, typed, (guint)g_rand_int_range (rand, 0, 50), &ranges);
      g_assert_true (g_utf8_validate (snippet, -1, NULL));
      for (guint j = 0; j < ranges->len; j++)
        {
          NxTextRange range = g_array_index (ranges, NxTextRange, j);
          g_assert_cmpuint (range.start + range.length, <=, g_utf8_strlen (snippet, -1));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/highlight/find", test_find);
  g_test_add_func ("/highlight/snippet", test_snippet);
  g_test_add_func ("/highlight/any-text", test_any_text);
  return g_test_run ();
}
