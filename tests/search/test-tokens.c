/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Checks the tokens of texts and the expressions of queries against literals.
 */
#include "nx-tokens.h"

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static const Case index_cases[] = {
  { "林晓岚", "林 林晓 晓 晓岚 岚" },
  { "林晓岚 3号楼2单元501", "林 林晓 晓 晓岚 岚 3 号 号楼 楼 2 单 单元 元 501" },
  { "王　芳", "王 王芳 芳" },
  { "阿依古丽·买买提", "阿 阿依 依 依古 古 古丽 丽 丽买 买 买买 买 买提 提" },
  { "單小明", "单 单小 小 小明 明" },
  { "周昇", "周 周升 升" },
  { "ＡＢ座１２", "ab 座 12" },
  { "John Smith", "john smith" },
  { "𬭎哥", "𬭎 𬭎哥 哥" },
  { "工业街，12号", "工 工业 业 业街 街 12 号" },
  { "a\"b*c", "a b c" },
  { "", "" },
  { "，。！", "" },
};

static const Case long_cases[] = {
  { "今天走访了老人", "今天 天走 走访 访了 了老 老人 人" },
  { "走", "走" },
  { "血压 150/90", "血压 压 150 90" },
};

static const Case query_cases[] = {
  { "林", "\"林\"" },
  { "林晓岚", "\"林晓\" AND \"晓岚\"" },
  { "林晓岚 工业", "\"林晓\" AND \"晓岚\" AND \"工业\"" },
  { "买买提·阿", "\"买买\" AND \"买提\" AND \"提阿\"" },
  { "3号楼2单元50", "\"3\" AND \"号楼\" AND \"2\" AND \"单元\" AND \"50\"*" },
  { "smith ", "\"smith\"" },
  { "Smi", "\"smi\"*" },
  { "林\" OR \"", "\"林\" AND \"or\"" },
  { "*", NULL },
  { "", NULL },
  { "  。", NULL },
};

static const Case long_query_cases[] = {
  { "走", "\"走\"*" },
  { "走访", "\"走访\"" },
  { "轻生念头", "\"轻生\" AND \"生念\" AND \"念头\"" },
  { "走 低保", "\"低保\"" },
  { "周wj", "\"wj\"*" },
  { "周w", NULL },
  { "1", "\"1\"*" },
};

static void
check_cases (const Case *cases, gsize n_cases, char *(*make) (const char *))
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *got = make (cases[i].text);
      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

static void
test_index (void)
{
  check_cases (index_cases, G_N_ELEMENTS (index_cases), nx_tokens_index);
  check_cases (long_cases, G_N_ELEMENTS (long_cases), nx_tokens_index_long);
}

static void
test_query (void)
{
  check_cases (query_cases, G_N_ELEMENTS (query_cases), nx_tokens_query);
  check_cases (long_query_cases, G_N_ELEMENTS (long_query_cases), nx_tokens_query_long);
}

static void
test_invalid (void)
{
  g_assert_null (nx_tokens_index ("林\xff晓"));
  g_assert_null (nx_tokens_query ("\xe6\x9e"));
  g_assert_null (nx_tokens_query (NULL));
  g_assert_false (nx_tokens_contains ("林\xff", "林"));
}

static void
test_contains (void)
{
  g_assert_true (nx_tokens_contains ("今天走访了王桂英老人", "王桂英"));
  g_assert_true (nx_tokens_contains ("今天走訪了王桂英老人", "走访 王桂英"));
  g_assert_false (nx_tokens_contains ("AB轻生，生念头", "轻生念头"));
  g_assert_true (nx_tokens_contains ("x", " 。"));
}

static void
test_long_typed_text_is_capped (void)
{
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autofree char *query = NULL;
  g_auto (GStrv) parts = NULL;
  for (int i = 0; i < 5000; i++)
    g_string_append (typed, "桂英");
  query = nx_tokens_query (typed->str);
  parts = g_strsplit (query, " AND ", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tokens/index", test_index);
  g_test_add_func ("/tokens/query", test_query);
  g_test_add_func ("/tokens/invalid", test_invalid);
  g_test_add_func ("/tokens/contains", test_contains);
  g_test_add_func ("/tokens/capped", test_long_typed_text_is_capped);
  return g_test_run ();
}
