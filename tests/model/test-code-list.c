/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that every code list is sound and that codes, labels and synonyms are understood. */
#include "config.h"

#include "nx-code-list.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static void
check_code (const NxCodeList *list, const NxCode *code)
{
  const char *id = nx_code_list_get_id (list);
  const char *text = nx_code_get_code (code);
  const char *parent
      = nx_code_get_parent (code) != NULL ? nx_code_get_code (nx_code_get_parent (code)) : NULL;

  g_test_message ("%s %s", id, text);
  g_assert_true (nx_code_list_find (list, text) == code);
  g_assert_cmpstr (nx_code_get_label_in (code, "zh"), !=, "");
  g_assert_cmpstr (nx_code_get_label_in (code, "en"), !=, "");
  g_assert_true (g_utf8_validate (nx_code_get_label_in (code, "zh"), -1, NULL));
  g_assert_true (g_str_is_ascii (nx_code_get_label_in (code, "en")));
  g_assert_true (g_str_is_ascii (text));
  g_assert_null (strchr (text, ' ')); /* codes of one field are joined by spaces */
  g_assert_cmpstr (parent, !=, text);
  g_assert_true (nx_code_list_parse (list, text) == code);
  g_assert_cmpstr (
      nx_code_get_label_in (nx_code_list_parse (list, nx_code_get_label_in (code, "zh")), "zh"), ==,
      nx_code_get_label_in (code, "zh"));
}

/* A code twice would hide the first; a label twice could not be read back. */
static void
check_unique (const NxCodeList *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);

      g_assert_true (g_hash_table_add (seen, (gpointer)nx_code_get_code (code)));
      g_assert_true (g_hash_table_add (seen, (gpointer)nx_code_get_label_in (code, "zh")));
    }
}

static void
check_list (const NxCodeList *list)
{
  const char *standard = nx_code_list_get_standard (list);

  g_assert_cmpuint (nx_code_list_get_n (list), >=, 2);
  g_assert_cmpstr (nx_code_list_get_title (list), !=, "");
  if (g_str_has_prefix (nx_code_list_get_id (list), "gbt-"))
    g_assert_true (g_str_has_prefix (standard, "GB/T "));
  check_unique (list);
  for (guint i = 0; i < nx_code_list_get_n (list); i++)
    check_code (list, nx_code_list_nth (list, i));
}

static void
test_all_sound (void)
{
  const char *const *ids = nx_code_list_ids ();

  g_assert_cmpuint (g_strv_length ((char **)ids), >=, 34);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_assert_nonnull (nx_code_list_get (ids[i]));
      g_assert_true (nx_code_list_get (ids[i]) == nx_code_list_get (ids[i]));
      check_list (nx_code_list_get (ids[i]));
    }
  g_assert_null (nx_code_list_get ("no-such-list"));
  g_assert_null (nx_code_list_get ("../divisions/divisions-liaoning"));
}

static void
test_standards (void)
{
  static const struct
  {
    const char *list;
    const char *code;
    const char *zh;
    const char *en;
  } values[] = {
    { "gbt-2261-1", "1", "男", "Male" },
    { "gbt-2261-1", "9", "未说明的性别", "Not stated" },
    { "gbt-2261-2", "30", "丧偶", "Widowed" },
    { "gbt-2261-3", "37", "糖尿病", "Diabetes" },
    { "gbt-2261-4", "80", "退（离）休人员", "Retired" },
    { "gbt-3304", "11", "满族", "Manchu" },
    { "gbt-3304", "56", "基诺族", "Jino" },
    { "gbt-4658", "71", "初中毕业", "Junior middle school, completed" },
    { "gbt-4761", "02", "户主", "Head of household" },
    { "gbt-4761", "38", "儿媳", "Daughter-in-law" },
    { "gbt-4761", "64", "外祖母", "Grandmother (mother's mother)" },
    { "gbt-4762", "13", "群众", "No affiliation" },
    { "gbt-26341", "6", "精神残疾", "Psychosocial" },
    { "case-stage", "assessment", "预估", "Assessment" },
    { "case-stage", "evaluation", "评估", "Evaluation" },
    { "support-class", "dibao", "最低生活保障", "Minimum living allowance" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const NxCodeList *list = nx_code_list_get (values[i].list);
      const NxCode *code = nx_code_list_find (list, values[i].code);

      g_assert_nonnull (code);
      g_assert_cmpstr (nx_code_get_label_in (code, "zh_CN"), ==, values[i].zh);
      g_assert_cmpstr (nx_code_get_label_in (code, "en"), ==, values[i].en);
    }
  g_assert_cmpuint (nx_code_list_get_n (nx_code_list_get ("gbt-3304")), ==, 58);
  g_assert_cmpuint (nx_code_list_get_n (nx_code_list_get ("gbt-4762")), ==, 13);
  g_assert_null (nx_code_list_find (nx_code_list_get ("gbt-2261-1"), "3"));
  g_assert_null (nx_code_list_find (nx_code_list_get ("gbt-2261-1"), NULL));
  g_assert_cmpstr (nx_code_list_get_standard (nx_code_list_get ("gbt-4761")), ==, "GB/T 4761-2008");
  g_assert_cmpstr (nx_code_list_get_standard (nx_code_list_get ("housing")), ==, "");
}

static void
test_extras (void)
{
  const NxCodeList *risks = nx_code_list_get ("risk-level");
  const NxCode *high = nx_code_list_find (risks, "high");
  const NxCode *heart = nx_code_list_find (nx_code_list_get ("gbt-2261-3"), "31");
  const NxCode *manchu = nx_code_list_find (nx_code_list_get ("gbt-3304"), "11");
  const NxCode *son = nx_code_list_find (nx_code_list_get ("gbt-4761"), "22");

  g_assert_cmpint (nx_code_get_extra_int (high, "visit_days", 0), ==, 7);
  g_assert_cmpint (nx_code_get_extra_int (nx_code_list_find (risks, "medium"), "visit_days", 0), ==,
                   30);
  g_assert_cmpint (nx_code_get_extra_int (nx_code_list_find (risks, "low"), "visit_days", 0), ==,
                   90);
  g_assert_cmpint (nx_code_get_extra_int (high, "no_such_column", 42), ==, 42);
  g_assert_cmpstr (nx_code_get_extra (high, "zh"), ==, ""); /* a label is not an extra */
  g_assert_cmpstr (nx_code_get_code (nx_code_get_parent (heart)), ==, "30");
  g_assert_null (nx_code_get_parent (high));
  g_assert_cmpint (nx_code_get_order (manchu), ==, 2);
  g_assert_cmpint (nx_code_get_order (high), ==, 1);
  g_assert_cmpstr (nx_code_get_extra (son, "sex"), ==, "1");
  g_assert_cmpint (nx_code_get_extra_int (son, "generation", 9), ==, -1);
  g_assert_false (nx_code_is_retired (son));
  g_assert_true (nx_code_get_extra_bool (
      nx_code_list_find (nx_code_list_get ("not-met-reason"), "no_answer"), "urgent"));
}

static void
assert_parses (const char *list, const char *text, const char *expected)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get (list), text);

  g_test_message ("%s: %s", list, text);
  g_assert_cmpstr (code != NULL ? nx_code_get_code (code) : NULL, ==, expected);
}

static void
test_parse (void)
{
  assert_parses ("gbt-2261-1", "男", "1");
  assert_parses ("gbt-2261-1", " 男性 ", "1");
  assert_parses ("gbt-2261-1", "m", "1");
  assert_parses ("gbt-2261-1", "Ｆ", "2");
  assert_parses ("gbt-2261-1", "female", "2");
  assert_parses ("gbt-3304", "汉", "01");
  assert_parses ("gbt-3304", "汉 族", "01");
  assert_parses ("gbt-3304", "维吾尔", "05");
  assert_parses ("gbt-3304", "HAN", "01");
  assert_parses ("gbt-3304", "1", "01");
  assert_parses ("gbt-2261-2", "已婚", "20");
  assert_parses ("gbt-2261-2", "初婚", "21");
  assert_parses ("gbt-2261-2", "3", "30");
  assert_parses ("gbt-2261-2", "离异", "40");
  assert_parses ("gbt-2261-4", "退(离)休人员", "80");
  assert_parses ("gbt-4658", "大专", "30");
  assert_parses ("gbt-4658", "文盲", "90");
  assert_parses ("gbt-4761", "户主", "02");
  assert_parses ("gbt-4761", "妻子", "12");
  assert_parses ("gbt-4761", "儿子", "20");
  assert_parses ("gbt-4761", "奶奶", "62");
  assert_parses ("disability-level", "壹级", "1");
  assert_parses ("support-class", "低保", "dibao");
  assert_parses ("new-employment", "外卖小哥", "rider");
  assert_parses ("gbt-2261-1", "", NULL);
  assert_parses ("gbt-2261-1", "   ", NULL);
  assert_parses ("gbt-2261-1", "不男不女", NULL);
  assert_parses ("gbt-2261-1", "\xff\xfe", NULL);
  assert_parses ("gbt-2261-1", NULL, NULL);
}

/* A synonym that another entry already owns would silently do nothing. */
static void
test_synonyms_work (void)
{
  const char *const *ids = nx_code_list_ids ();

  for (guint l = 0; ids[l] != NULL; l++)
    {
      const NxCodeList *list = nx_code_list_get (ids[l]);

      for (guint i = 0; i < nx_code_list_get_n (list); i++)
        {
          const NxCode *code = nx_code_list_nth (list, i);
          g_auto (GStrv) words = g_strsplit (nx_code_get_extra (code, "synonyms"), ";", -1);

          for (guint w = 0; words[w] != NULL; w++)
            {
              g_test_message ("%s: %s", ids[l], words[w]);
              g_assert_true (nx_code_list_parse (list, words[w]) == code);
            }
        }
    }
}

/* The smallest catalogue: one message besides the empty one. */
static void
write_catalogue (const char *path)
{
  static const char id[] = "language of code labels\004en";
  static const char head[] = "Content-Type: text/plain; charset=UTF-8\n";
  const guint32 texts = 28 + 4 * 8;
  const guint32 ids_at = texts + sizeof head;
  const guint32 words[] = { 0x950412de, 0, 2, 28, 28 + 16, 0, 0,
                            /* originals, then translations: length and offset of each */
                            0, texts + sizeof head - 1, sizeof id - 1, ids_at, sizeof head - 1,
                            texts, 2, ids_at + sizeof id };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  g_byte_array_append (bytes, (const guint8 *)words, sizeof words);
  g_byte_array_append (bytes, (const guint8 *)head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *)id, sizeof id);
  g_byte_array_append (bytes, (const guint8 *)"zh", sizeof "zh");
  g_file_set_contents (path, (const char *)bytes->data, bytes->len, &error);
  g_assert_no_error (error);
}

static void
test_language (void)
{
  const NxCode *male = nx_code_list_find (nx_code_list_get ("gbt-2261-1"), "1");
  g_autofree char *folder = g_dir_make_tmp ("nx-codes-XXXXXX", NULL);
  g_autofree char *language = g_build_filename (folder, "zh_CN", NULL);
  g_autofree char *messages = g_build_filename (language, "LC_MESSAGES", NULL);
  g_autofree char *catalogue = g_build_filename (messages, NX_GETTEXT_DOMAIN ".mo", NULL);

  g_assert_cmpstr (nx_code_label (male), ==, "Male");
  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  write_catalogue (catalogue);
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  setlocale (LC_ALL, "zh_CN.UTF-8");
  bindtextdomain (NX_GETTEXT_DOMAIN, folder);
  g_assert_cmpstr (nx_code_label (male), ==, "男");
  g_assert_cmpstr (nx_code_list_get_title (nx_code_list_get ("gbt-2261-1")), ==, "性别");
  g_unlink (catalogue);
  g_rmdir (messages);
  g_rmdir (language);
  g_rmdir (folder);
}

static gpointer
read_all_in_thread (gpointer data)
{
  const char *const *ids = nx_code_list_ids ();
  gsize n = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    n += nx_code_list_get_n (nx_code_list_get (ids[i]));
  return GSIZE_TO_POINTER (n);
}

static void
test_threads (void)
{
  GThread *threads[8];
  gsize expected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_all_in_thread, NULL);
  expected = GPOINTER_TO_SIZE (read_all_in_thread (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (threads[i])), ==, expected);
}

int
main (int argc, char *argv[])
{
  g_unsetenv ("LANGUAGE");
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/code-list/threads", test_threads); /* first: nothing is read yet */
  g_test_add_func ("/model/code-list/all-sound", test_all_sound);
  g_test_add_func ("/model/code-list/standards", test_standards);
  g_test_add_func ("/model/code-list/extras", test_extras);
  g_test_add_func ("/model/code-list/parse", test_parse);
  g_test_add_func ("/model/code-list/synonyms-work", test_synonyms_work);
  g_test_add_func ("/model/code-list/language", test_language);
  return g_test_run ();
}
