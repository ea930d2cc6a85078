/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests what the headers of foreign tables are taken for. */
#include "nx-exchange-error.h"
#include "nx-import-columns.h"
#include "nx-import-words.h"

#include <string.h>

static void
test_headers (void)
{
  static const struct
  {
    const char *header;
    NxImportColumn column;
  } cases[] = {
    { "姓名", NX_IMPORT_COLUMN_NAME },
    { "姓　名", NX_IMPORT_COLUMN_NAME },
    { " 姓 名 ", NX_IMPORT_COLUMN_NAME },
    { "姓名（必填）", NX_IMPORT_COLUMN_NAME },
    { "姓名(必填)*", NX_IMPORT_COLUMN_NAME },
    { "*姓名：", NX_IMPORT_COLUMN_NAME },
    { "【姓名】", NX_IMPORT_COLUMN_NAME },
    { "姓\n名", NX_IMPORT_COLUMN_NAME },
    { "1.姓名", NX_IMPORT_COLUMN_NAME },
    { "户主姓名", NX_IMPORT_COLUMN_HEAD_NAME },
    { "与户主\n关系", NX_IMPORT_COLUMN_RELATION },
    { "與戶主關係", NX_IMPORT_COLUMN_RELATION },
    { "户编号", NX_IMPORT_COLUMN_HOUSEHOLD_NUMBER },
    { "公民身份号码", NX_IMPORT_COLUMN_ID_NUMBER },
    { "身份证号码（18位）", NX_IMPORT_COLUMN_ID_NUMBER },
    { "ID_Number", NX_IMPORT_COLUMN_ID_NUMBER },
    { "ＩＤ number", NX_IMPORT_COLUMN_ID_NUMBER },
    { "出生日期(yyyy-mm-dd)", NX_IMPORT_COLUMN_BIRTH_DATE },
    { "Date of Birth", NX_IMPORT_COLUMN_BIRTH_DATE },
    { "联系电话2", NX_IMPORT_COLUMN_PHONE },
    { "电话（手机）", NX_IMPORT_COLUMN_PHONE },
    { "现住址", NX_IMPORT_COLUMN_ADDRESS },
    { "地址（户籍）", NX_IMPORT_COLUMN_REGISTERED_ADDRESS },
    { "所属社区", NX_IMPORT_COLUMN_COMMUNITY },
    { "小区", NX_IMPORT_COLUMN_ESTATE },
    { "号楼", NX_IMPORT_COLUMN_BUILDING },
    { "单元", NX_IMPORT_COLUMN_UNIT },
    { "门牌", NX_IMPORT_COLUMN_ROOM },
    { "困难类别", NX_IMPORT_COLUMN_SUPPORT_CLASS },
    { "备注", NX_IMPORT_COLUMN_NOTE },
    { "序号", NX_IMPORT_COLUMN_IGNORED },
    { "爱好", NX_IMPORT_COLUMN_UNKNOWN },
    { "", NX_IMPORT_COLUMN_UNKNOWN },
    { "（）", NX_IMPORT_COLUMN_UNKNOWN },
    { "123", NX_IMPORT_COLUMN_UNKNOWN },
    { NULL, NX_IMPORT_COLUMN_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (nx_import_column_from_header (cases[i].header) != cases[i].column)
      g_error ("“%s” is taken for %s", cases[i].header,
               nx_import_column_get_id (nx_import_column_from_header (cases[i].header)));
}

/* Every word is found, also those that another row might hide; every column has an id and a label.
 */
static void
test_table (void)
{
  for (guint i = 0; i < nx_n_import_words; i++)
    g_assert_cmpint (nx_import_column_from_header (nx_import_words[i].word), ==,
                     nx_import_words[i].column);
  for (NxImportColumn column = 0; column < NX_N_IMPORT_COLUMNS; column++)
    {
      g_assert_cmpint (nx_import_column_from_id (nx_import_column_get_id (column)), ==, column);
      g_assert_cmpstr (nx_import_column_get_label (column), !=, "");
      /* What we write as a heading ourselves is understood again. */
      if (column > NX_IMPORT_COLUMN_IGNORED)
        g_assert_cmpint (nx_import_column_from_header (nx_import_column_get_label (column)), ==,
                         column);
    }
  g_assert_cmpint (nx_import_column_from_id ("nonsense"), ==, NX_IMPORT_COLUMN_UNKNOWN);
  g_assert_cmpint (nx_import_column_from_id (NULL), ==, NX_IMPORT_COLUMN_UNKNOWN);
}

static void
test_map (void)
{
  static const char *const headers[]
      = { "序号", "姓名", "联系电话", "手机", "爱好", "", "名字", "备注", NULL };
  g_autoptr (NxImportMap) map = nx_import_map_new (headers, 8);
  g_autoptr (GPtrArray) unknown = nx_import_map_dup_unknown (map);
  g_autoptr (GPtrArray) repeated = nx_import_map_dup_repeated (map);

  g_assert_cmpuint (nx_import_map_get_n_columns (map), ==, 8);
  g_assert_cmpint (nx_import_map_find (map, NX_IMPORT_COLUMN_NAME, 0), ==, 1);
  g_assert_cmpint (nx_import_map_find (map, NX_IMPORT_COLUMN_PHONE, 0), ==, 2);
  g_assert_cmpint (nx_import_map_find (map, NX_IMPORT_COLUMN_PHONE, 3), ==, 3);
  g_assert_cmpint (nx_import_map_find (map, NX_IMPORT_COLUMN_PHONE, 4), ==, -1);
  g_assert_cmpuint (unknown->len, ==, 1);
  g_assert_cmpstr (unknown->pdata[0], ==, "爱好");
  g_assert_cmpuint (repeated->len, ==, 1);
  g_assert_cmpstr (repeated->pdata[0], ==, "名字");
  g_assert_true (nx_import_map_check (map, NULL));

  nx_import_map_set (map, 4, NX_IMPORT_COLUMN_NAME);
  g_assert_cmpint (nx_import_map_get (map, 1), ==, NX_IMPORT_COLUMN_UNKNOWN);
  g_assert_cmpint (nx_import_map_find (map, NX_IMPORT_COLUMN_NAME, 0), ==, 4);
  nx_import_map_set (map, 0, NX_IMPORT_COLUMN_PHONE);
  g_assert_cmpint (nx_import_map_get (map, 2), ==, NX_IMPORT_COLUMN_PHONE);
  g_assert_cmpstr (nx_import_map_get_header (map, 4), ==, "爱好");
  g_assert_cmpint (nx_import_map_get (map, 99), ==, NX_IMPORT_COLUMN_UNKNOWN);
}

static void
test_missing (void)
{
  static const char *const headers[] = { "身份证号", "住址", NULL };
  static const char *const heads[] = { "户主", "住址", NULL };
  g_autoptr (NxImportMap) map = nx_import_map_new (headers, 2);
  g_autoptr (NxImportMap) households = nx_import_map_new (heads, 2);
  g_autoptr (GError) error = NULL;

  g_assert_false (nx_import_map_check (map, &error));
  g_assert_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_MISSING_COLUMN);
  g_assert_nonnull (strstr (error->message, "Name"));
  g_assert_true (nx_import_map_check (households, NULL));
}

static GPtrArray *
make_rows (const char *const *lines)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  for (; *lines != NULL; lines++)
    g_ptr_array_add (rows, g_strsplit (*lines, ",", -1));
  return rows;
}

static void
test_find_header (void)
{
  static const char *const titled[]
      = { "丰泽社区居民登记表,,,", "单位：丰泽社区,,填表日期：2025年,",
          "序号,姓名（必填）,身份证号,住址", "1,王桂英,210102193508090037,3号楼", NULL };
  static const char *const plain[] = { "姓名", "王桂英", NULL };
  static const char *const none[] = { "王桂英,女", "李建国,男", NULL };
  g_autoptr (GPtrArray) titled_rows = make_rows (titled);
  g_autoptr (GPtrArray) plain_rows = make_rows (plain);
  g_autoptr (GPtrArray) none_rows = make_rows (none);
  g_autoptr (NxImportMap) map = NULL;
  g_autoptr (NxImportMap) single = NULL;
  g_autoptr (NxImportMap) missing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_import_map_find_header (titled_rows, &map, NULL), ==, 2);
  g_assert_cmpint (nx_import_map_find (map, NX_IMPORT_COLUMN_ADDRESS, 0), ==, 3);
  g_assert_cmpint (nx_import_map_find_header (plain_rows, &single, NULL), ==, 0);
  g_assert_cmpint (nx_import_map_find_header (none_rows, &missing, &error), ==, -1);
  g_assert_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_NO_HEADER);
  g_assert_null (missing);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-columns/headers", test_headers);
  g_test_add_func ("/import-columns/table", test_table);
  g_test_add_func ("/import-columns/map", test_map);
  g_test_add_func ("/import-columns/missing", test_missing);
  g_test_add_func ("/import-columns/find-header", test_find_header);
  return g_test_run ();
}
