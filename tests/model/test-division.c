/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the division table and what division codes and names say. */
#include "config.h"

#include "nx-division.h"

#include <string.h>

static void
test_table (void)
{
  g_autoptr (NxDivisionTable) table = nx_division_table_new ();
  guint n[5] = { 0 };

  for (guint i = 0; i < nx_division_table_get_n (table); i++)
    {
      const NxDivision *row = nx_division_table_nth (table, i);

      n[row->level]++;
      g_assert_cmpint (row->parent, <, (int)i);
      g_assert_cmpint (row->parent, >=, row->level == NX_DIVISION_PROVINCE ? -1 : 0);
      g_assert_cmpint (nx_division_table_find (table, row->code), ==, (int)i);
      g_assert_cmpstr (row->name, !=, "");
    }
  g_assert_cmpuint (n[NX_DIVISION_PROVINCE], ==, 1);
  g_assert_cmpuint (n[NX_DIVISION_CITY], ==, 14);
  g_assert_cmpuint (n[NX_DIVISION_COUNTY], ==, 100);
  g_assert_cmpuint (n[NX_DIVISION_TOWNSHIP], ==, 1406);
  g_assert_cmpuint (n[NX_DIVISION_COMMUNITY], ==, 16727);
}

static void
test_path (void)
{
  g_autoptr (NxDivisionTable) table = nx_division_table_new ();
  int position = nx_division_table_find (table, "210102002001");
  g_autofree char *path = NULL;

  g_assert_cmpint (position, >, 0);
  path = nx_division_table_dup_path (table, (guint)position);
  g_assert_cmpstr (path, ==, "辽宁省沈阳市和平区新华街道丰泽社区");
  g_assert_cmpint (nx_division_table_find (table, "210102000000"), ==,
                   nx_division_table_find (table, "210102"));
  g_assert_cmpint (nx_division_table_find (table, "990102002001"), ==, -1);
  g_assert_cmpint (nx_division_table_find (table, "nonsense"), ==, -1);
}

static void
test_codes (void)
{
  static const struct
  {
    const char *text;
    const char *code;
    NxDivisionLevel level;
  } codes[] = {
    { "21", "21", NX_DIVISION_PROVINCE },
    { "210000", "21", NX_DIVISION_PROVINCE },
    { "2101", "2101", NX_DIVISION_CITY },
    { "210100000000", "2101", NX_DIVISION_CITY },
    { "210102", "210102", NX_DIVISION_COUNTY },
    { "210102002", "210102002", NX_DIVISION_TOWNSHIP },
    { "210102002000", "210102002", NX_DIVISION_TOWNSHIP },
    { " 210102002001 ", "210102002001", NX_DIVISION_COMMUNITY },
    { "210102000001", "210102000001", NX_DIVISION_COMMUNITY },
  };
  static const char *const wrong[]
      = { NULL,     "",       "2",      "211", "21010", "21010200200", "2101020020010",
          "21010a", "-21010", "000000", "００" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      NxDivisionLevel level = NX_DIVISION_PROVINCE;
      g_autofree char *code = NULL;

      g_assert_true (nx_division_parse_code (codes[i].text, &level, &code));
      g_assert_cmpstr (code, ==, codes[i].code);
      g_assert_cmpint (level, ==, codes[i].level);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (nx_division_parse_code (wrong[i], NULL, NULL));
}

static void
test_parent (void)
{
  g_autofree char *township = nx_division_dup_parent_code ("210102002001");
  g_autofree char *province = nx_division_dup_parent_code ("2101");

  g_assert_cmpstr (township, ==, "210102002");
  g_assert_cmpstr (province, ==, "21");
  g_assert_null (nx_division_dup_parent_code ("21"));
  g_assert_null (nx_division_dup_parent_code ("x"));
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *brief;
    const char *search;
  } names[] = {
    { "惠安社区居委会", "惠安社区", "惠安" },
    { "冶建社区居民委员会", "冶建社区", "冶建" },
    { "丰泽社区", "丰泽社区", "丰泽" },
    { "三家子村委会", "三家子村", "三家子" },
    { "三家子村村民委员会", "三家子村", "三家子" },
    { "站前居委会", "站前社区", "站前" },
    { "莫𡐓村委会", "莫𡐓村", "莫𡐓" },
    { "新华街道", "新华街道", "新华" },
    { "沈阳市", "沈阳市", "沈阳市" },
    { "社区", "社区", "社区" },
    { "村委会", "村委会", "村委会" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *brief = nx_division_dup_short_name (names[i].name);
      g_autofree char *search = nx_division_dup_search_name (names[i].name);

      g_assert_cmpstr (brief, ==, names[i].brief);
      g_assert_cmpstr (search, ==, names[i].search);
    }
}

/* Every name of the table keeps something to search by and no committee's suffix. */
static void
test_names_of_table (void)
{
  g_autoptr (NxDivisionTable) table = nx_division_table_new ();

  for (guint i = 0; i < nx_division_table_get_n (table); i++)
    {
      g_autofree char *search
          = nx_division_dup_search_name (nx_division_table_nth (table, i)->name);

      g_assert_cmpstr (search, !=, "");
      g_assert_false (g_str_has_suffix (search, "居委会"));
      g_assert_false (g_str_has_suffix (search, "村民委员会"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/division/table", test_table);
  g_test_add_func ("/model/division/path", test_path);
  g_test_add_func ("/model/division/codes", test_codes);
  g_test_add_func ("/model/division/parent", test_parent);
  g_test_add_func ("/model/division/names", test_names);
  g_test_add_func ("/model/division/names-of-table", test_names_of_table);
  return g_test_run ();
}
