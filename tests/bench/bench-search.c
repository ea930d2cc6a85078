/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Prints what keys, sort keys, tokens and matching cost for one name; a program to run by hand.
 */
#include "nx-pinyin.h"
#include "nx-query.h"
#include "nx-text.h"
#include "nx-tokens.h"

#define N_ROUNDS 200

static const char *const people[]
    = { "林晓岚",   "王桂英", "单小明", "欧阳娜娜", "阿依古丽·买买提", "吕布",
        "曾志强",   "张伟",   "李建国", "𬭎哥",  "John Smith",      "單雄信",
        "陈方安生", "乐重行", "王芳",   "刘洋" };

static const char *const typed[] = { "wgy", "linxiaolan", "林xl", "晓岚", "wanggy", "王小明" };

static const char narrative[]
    = "上午到王桂英老人家中走访，老人精神状态良好，血压 150/90，按时服药。女儿每周来两次，"
      "老人希望参加社区的手工活动，已登记。下次回访定于 2025-12-03。";

static volatile gsize sink;

static void
report (const char *what, gint64 start, gsize n)
{
  g_print ("%-24s %8.2f µs\n", what, (double)(g_get_monotonic_time () - start) / (double)n);
}

static void
run_texts (const char *what, char *(*make) (const char *))
{
  gint64 start = g_get_monotonic_time ();
  for (int round = 0; round < N_ROUNDS * 10; round++)
    for (guint i = 0; i < G_N_ELEMENTS (people); i++)
      {
        g_autofree char *made = make (people[i]);
        sink += (gsize)*made;
      }
  report (what, start, N_ROUNDS * 10 * G_N_ELEMENTS (people));
}

static char *
make_sort_key (const char *name)
{
  return nx_pinyin_sort_key (name, NULL);
}

static char *
make_corrected_sort_key (const char *name)
{
  return nx_pinyin_sort_key (name, "xiao ming");
}

static char *
make_keys (const char *name)
{
  g_auto (GStrv) keys = nx_pinyin_keys (name, NULL);
  return g_strdup (keys[0]);
}

static void
run_matches (void)
{
  for (guint j = 0; j < G_N_ELEMENTS (typed); j++)
    {
      g_autoptr (NxQuery) query = nx_query_parse (typed[j]);
      g_autofree char *what = g_strconcat ("match ", typed[j], NULL);
      gint64 start = g_get_monotonic_time ();
      for (int round = 0; round < N_ROUNDS * 10; round++)
        for (guint i = 0; i < G_N_ELEMENTS (people); i++)
          sink += (gsize)nx_query_matches_name (query, people[i], NULL, NULL);
      report (what, start, N_ROUNDS * 10 * G_N_ELEMENTS (people));
    }
}

static void
run_parses (void)
{
  for (guint j = 0; j < G_N_ELEMENTS (typed); j++)
    {
      g_autofree char *what = g_strconcat ("parse ", typed[j], NULL);
      gint64 start = g_get_monotonic_time ();
      for (int round = 0; round < N_ROUNDS; round++)
        {
          g_autoptr (NxQuery) query = nx_query_parse (typed[j]);
          sink += (gsize)nx_query_get_kinds (query);
        }
      report (what, start, N_ROUNDS);
    }
}

static void
run_narrative (void)
{
  gint64 start = g_get_monotonic_time ();
  for (int round = 0; round < N_ROUNDS * 10; round++)
    {
      g_autofree char *tokens = nx_tokens_index_long (narrative);
      sink += (gsize)*tokens;
    }
  report ("tokens of a narrative", start, N_ROUNDS * 10);
}

int
main (void)
{
  nx_text_prepare ();
  run_texts ("keys", make_keys);
  run_texts ("sort key", make_sort_key);
  run_texts ("sort key, corrected", make_corrected_sort_key);
  run_texts ("pinyin", nx_pinyin_name);
  run_texts ("tokens", nx_tokens_index);
  run_narrative ();
  run_matches ();
  run_parses ();
  return 0;
}
