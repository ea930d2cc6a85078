/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the stored and the compared form of text, and the masks. */
#include "nx-mask.h"
#include "nx-text.h"

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
check (char *(*function) (const char *), const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *result = function (cases[i].text);

      if (g_strcmp0 (result, cases[i].expected) != 0)
        g_error ("“%s” gave “%s”, not “%s”", cases[i].text, result, cases[i].expected);
    }
}

static void
test_clean (void)
{
  static const Case cases[] = {
    { NULL, "" },
    { "  王 桂英\t", "王 桂英" },
    { "　丰泽　　社区　", "丰泽 社区" },
    { "a\x01\x02"
      "b\xe2\x80\x8b\xef\xbb\xbf"
      "c",
      "abc" },
    { "line\r\nbreak", "line break" },
    { "e\xcc\x81", "é" },
    { "ab\xff", "ab\xef\xbf\xbd" },
    { "㛃䶮𬭎𠅤", "㛃䶮𬭎𠅤" },
    { "ＡＢ１", "ＡＢ１" },
  };

  check (nx_text_clean, cases, G_N_ELEMENTS (cases));
}

static void
test_clean_lines (void)
{
  static const Case cases[] = {
    { NULL, "" },
    { "\n\n  \n", "" },
    { "\r\n一\r\n\r\n二  \r三\n\n", "一\n\n二\n三" },
    { "　　首行缩进\n\t tab", "　　首行缩进\n\t tab" },
    { "a\x07"
      "b\xe2\x80\xa8"
      "c",
      "ab\nc" },
  };

  check (nx_text_clean_lines, cases, G_N_ELEMENTS (cases));
}

static void
test_name (void)
{
  static const Case cases[] = {
    { "王　芳", "王芳" },
    { " 欧阳 建华 ", "欧阳建华" },
    { "阿依古丽·买买提", "阿依古丽·买买提" },
    { "阿依古丽•买买提", "阿依古丽·买买提" },
    { "阿依古丽‧买买提", "阿依古丽·买买提" },
    { "阿依古丽・买买提", "阿依古丽·买买提" },
    { "阿依古丽．买买提", "阿依古丽·买买提" },
    { "阿依古丽.买买提", "阿依古丽·买买提" },
    { "阿依古丽-买买提", "阿依古丽·买买提" },
    { "阿依古丽 买买提", "阿依古丽·买买提" },
    { "阿依古丽 · 买买提", "阿依古丽·买买提" },
    { "·王芳·", "王芳" },
    { "Mary-Jane Smith", "Mary-Jane Smith" },
    { "J. Smith", "J. Smith" },
    { "𬭎·𠅤", "𬭎·𠅤" },
    { "", "" },
  };

  check (nx_name_clean, cases, G_N_ELEMENTS (cases));
}

static void
test_fold (void)
{
  static const Case cases[] = {
    { NULL, "" },
    { "單小明", "单小明" },
    { "李昇", "李升" },
    { "王　芳", "王芳" },
    { "阿依古丽·买买提", "阿依古丽买买提" },
    { "阿依古丽．买买提", "阿依古丽买买提" },
    { "阿依古丽 买买提", "阿依古丽买买提" },
    { "ＡＢｃ　１２", "abc 12" },
    { "Mary-Jane  SMITH", "mary-jane smith" },
    { "3-2-101", "3-2-101" },
    { "丰泽社区 3号楼", "丰泽社区 3号楼" },
    { "㛃䶮𬭎𠅤", "㛃䶮𬭎𠅤" },
    { "  x  ", "x" },
    { "Ｗ\xff", "w\xef\xbf\xbd" },
    { "臺灣 遼寧", "台湾辽宁" },
  };

  check (nx_text_fold, cases, G_N_ELEMENTS (cases));
  g_assert_cmpuint (nx_text_simplify (0x55AE), ==, 0x5355);
  g_assert_cmpuint (nx_text_simplify ('a'), ==, 'a');
}

/* Folding must stay cheap: a list of 100,000 names is folded in one go. The bound is generous, so
 * that a busy machine does not fail it. */
static void
test_fold_cost (void)
{
  static const char *const names[] = { "王桂英", "阿依古丽·买买提", "Mary Smith", "歐陽 建華" };
  gint64 start;
  double micro;

  nx_text_prepare ();
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *fold = nx_text_fold (names[i % 4]);

      g_assert_nonnull (fold);
    }
  micro = (double)(g_get_monotonic_time () - start) / 100000;
  g_test_message ("%.2f µs a name", micro);
  if (g_test_perf ())
    g_assert_cmpfloat (micro, <, 5);
  g_assert_cmpfloat (micro, <, 100);
}

static void
test_misc (void)
{
  g_autofree char *narrow = nx_text_narrow ("（０２４）２２８６　㎏");

  g_assert_cmpstr (narrow, ==, "(024)2286 ㎏");
  g_assert_true (nx_text_is_blank (NULL));
  g_assert_true (nx_text_is_blank (" \t　\xe2\x80\x8b"));
  g_assert_false (nx_text_is_blank (" a"));
  g_assert_false (nx_text_is_blank ("\xff"));
  g_assert_cmpuint (nx_text_count_graphemes ("e\xcc\x81𬭎葛\xf3\xa0\x84\x80"), ==, 3);
  g_assert_cmpuint (nx_text_count_graphemes (""), ==, 0);
}

static void
check_mask (NxMask mask, const char *text, const char *expected, const char *strict)
{
  g_autofree char *normal = nx_mask_text (mask, text);
  g_autofree char *hidden = nx_mask_text_strict (mask, text);

  g_assert_cmpstr (normal, ==, expected);
  g_assert_cmpstr (hidden, ==, strict);
}

static void
test_mask (void)
{
  check_mask (NX_MASK_NAME, "张丰", "张*", "张*");
  check_mask (NX_MASK_NAME, "张桂英", "张*英", "张**");
  check_mask (NX_MASK_NAME, "欧阳文华", "欧阳*华", "欧阳**");
  check_mask (NX_MASK_NAME, "欧阳华", "欧阳*", "欧阳**");
  check_mask (NX_MASK_NAME, "阿依古丽", "阿依**丽", "阿***");
  check_mask (NX_MASK_NAME, "𠅤𬭎𠅤", "𠅤*𠅤", "𠅤**");
  check_mask (NX_MASK_NAME, "葛\xf3\xa0\x84\x80英", "葛\xf3\xa0\x84\x80*", "葛\xf3\xa0\x84\x80*");
  check_mask (NX_MASK_NAME, "王", "*", "*");
  check_mask (NX_MASK_NAME, NULL, "", "");
  check_mask (NX_MASK_ID_NUMBER, "210102193508090037", "210102********0037", "2****************7");
  check_mask (NX_MASK_ID_NUMBER, "H12345678", "H1*****78", "H*******8");
  check_mask (NX_MASK_ID_NUMBER, "123", "***", "***");
  check_mask (NX_MASK_DISABILITY, "21010219350809003742", "210102**********3742",
              "2******************2");
  check_mask (NX_MASK_PHONE, "13812345678", "138****5678", "");
  check_mask (NX_MASK_PHONE, "+86 138-1234-5678", "138****5678", "");
  check_mask (NX_MASK_PHONE, "0086 138 1234 5678", "138****5678", "");
  check_mask (NX_MASK_PHONE, "138-1234-5678-01", "138****5678", "");
  check_mask (NX_MASK_PHONE, "+8624-22865678", "****5678", "");
  check_mask (NX_MASK_PHONE, "024-22865678", "024-****5678", "");
  check_mask (NX_MASK_PHONE, "024-22865678-801", "024-****5678", "");
  check_mask (NX_MASK_PHONE, "22865678", "****5678", "");
  check_mask (NX_MASK_PHONE, "110", "****", "");
  check_mask (NX_MASK_ADDRESS, "沈阳市和平区新华街道丰泽社区 3号楼2单元501",
              "…丰泽社区 3号楼*单元*", "丰泽社区");
  check_mask (NX_MASK_ADDRESS, "丰泽社区3号楼501", "丰泽社区3号楼*", "丰泽社区");
  check_mask (NX_MASK_ADDRESS, "和平区文化路12号", "和平区文化路*", "和平区");
  check_mask (NX_MASK_ADDRESS, "阳光小区12栋1单元101", "阳光小区12栋*单元*", "*");
  check_mask (NX_MASK_ADDRESS, "区", "区", "*");
  check_mask (NX_MASK_BIRTH_DATE, "1935-08-09", "1935-**-**", "90+");
  check_mask (NX_MASK_BIRTH_DATE, "x", "****", "");
  check_mask (NX_MASK_NONE, "王芳", "王芳", "王芳");
}

static void
test_mask_minor (void)
{
  g_autofree char *minor = nx_mask_name_of_minor ("张桂英");
  g_autofree char *double_surname = nx_mask_name_of_minor ("欧阳 小宝");
  g_autofree char *child = nx_mask_age_band ((NxDate){ 2015, 9, 12 }, (NxDate){ 2025, 11, 19 });
  g_autofree char *elder = nx_mask_age_band ((NxDate){ 1945, 1, 1 }, (NxDate){ 2025, 11, 19 });

  g_assert_cmpstr (minor, ==, "张某");
  g_assert_cmpstr (double_surname, ==, "欧阳某");
  g_assert_cmpstr (child, ==, "6–13");
  g_assert_cmpstr (elder, ==, "80–89");
}

/* A mask must never show more of a text than its rule says, whatever the text is. */
static void
test_mask_noise (void)
{
  static const char *const bits[]
      = { "张", "社区", "区", "号楼", "单元", "3", "-", "\xff", "a", " ", "𬭎", "楼" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (73);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (rand, 1, 9); n > 0; n--)
        g_string_append (text, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
      for (NxMask mask = NX_MASK_NAME; mask <= NX_MASK_DISABILITY; mask++)
        {
          g_autofree char *normal = nx_mask_text (mask, text->str);
          g_autofree char *strict = nx_mask_text_strict (mask, text->str);

          g_assert_true (g_utf8_validate (normal, -1, NULL));
          g_assert_true (g_utf8_validate (strict, -1, NULL));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/clean-lines", test_clean_lines);
  g_test_add_func ("/text/name", test_name);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/fold-cost", test_fold_cost);
  g_test_add_func ("/text/misc", test_misc);
  g_test_add_func ("/mask/kinds", test_mask);
  g_test_add_func ("/mask/minor", test_mask_minor);
  g_test_add_func ("/mask/noise", test_mask_noise);
  return g_test_run ();
}
