/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests civil dates: ISO text, arithmetic, ages, and reading what people write. */
#include "nx-date.h"

static const NxDate today = { 2025, 11, 19 };

static void
assert_parses (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *iso = NULL;
  NxDate date;

  if (!nx_date_parse (text, today, &date, &error))
    g_error ("“%s”: %s", text, error->message);
  iso = nx_date_to_iso (date);
  if (g_strcmp0 (iso, expected) != 0)
    g_error ("“%s” read as %s, not %s", text, iso, expected);
}

static void
assert_refused (const char *text, NxDateError code)
{
  g_autoptr (GError) error = NULL;
  NxDate date = today;

  if (nx_date_parse (text, today, &date, &error))
    g_error ("“%s” was taken for %04d-%02d-%02d", text, date.year, date.month, date.day);
  if (!g_error_matches (error, NX_DATE_ERROR, code))
    g_error ("“%s”: %s", text, error->message);
  g_assert_cmpint (date.year, ==, 0);
}

static void
test_iso (void)
{
  static const char *const good[] = { "1938", "1938-05", "1938-05-21", "2024-02-29" };
  static const char *const bad[]
      = { "",           "38",         "1938-",      "1938-5",      "1938-13",     "1938-00",
          "1938-05-00", "1938-05-32", "2023-02-29", "1938-05-21 ", "1938-05-211", "0000-01-01",
          " 1938",      "abcd" };
  NxDate date;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *iso = NULL;

      g_assert_true (nx_date_from_iso (good[i], &date));
      iso = nx_date_to_iso (date);
      g_assert_cmpstr (iso, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (nx_date_from_iso (bad[i], &date));
      g_assert_false (nx_date_is_set (date));
    }
  g_assert_false (nx_date_from_iso (NULL, &date));
  g_assert_null (nx_date_to_iso (NX_DATE_NONE));
}

static void
test_arithmetic (void)
{
  g_autofree char *leap = NULL;
  g_autofree char *new_year = NULL;
  g_autofree char *clipped = NULL;
  g_autofree char *back = NULL;

  leap = nx_date_to_iso (nx_date_add_days ((NxDate){ 2024, 2, 28 }, 1));
  g_assert_cmpstr (leap, ==, "2024-02-29");
  new_year = nx_date_to_iso (nx_date_add_days ((NxDate){ 2025, 12, 31 }, 1));
  g_assert_cmpstr (new_year, ==, "2026-01-01");
  clipped = nx_date_to_iso (nx_date_add_months ((NxDate){ 2025, 1, 31 }, 1));
  g_assert_cmpstr (clipped, ==, "2025-02-28");
  back = nx_date_to_iso (nx_date_add_months ((NxDate){ 2025, 3, 31 }, -13));
  g_assert_cmpstr (back, ==, "2024-02-29");
  g_assert_false (nx_date_is_set (nx_date_add_days ((NxDate){ 1938, 5, 0 }, 1)));

  g_assert_cmpint (nx_date_days_between ((NxDate){ 2024, 12, 31 }, (NxDate){ 2025, 3, 1 }), ==, 60);
  g_assert_cmpint (nx_date_days_between ((NxDate){ 2025, 3, 1 }, (NxDate){ 2024, 12, 31 }), ==,
                   -60);
  g_assert_cmpint (nx_date_days_between ((NxDate){ 2025, 0, 0 }, (NxDate){ 2025, 1, 2 }), ==, 1);
  g_assert_cmpint (nx_date_weekday (today), ==, 3);
  g_assert_cmpint (nx_date_weekday ((NxDate){ 2025, 11, 23 }), ==, 7);
  g_assert_cmpint (nx_date_weekday ((NxDate){ 2025, 11, 0 }), ==, 0);
  g_assert_cmpint (nx_date_compare ((NxDate){ 1938, 0, 0 }, (NxDate){ 1938, 1, 1 }), <, 0);
  g_assert_cmpint (nx_date_compare (NX_DATE_NONE, (NxDate){ 1938, 0, 0 }), <, 0);
  g_assert_true (nx_date_is_full (nx_date_today ()));
}

static void
test_age (void)
{
  g_assert_cmpint (nx_date_age_on ((NxDate){ 1935, 8, 9 }, (NxDate){ 2025, 8, 8 }), ==, 89);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 1935, 8, 9 }, (NxDate){ 2025, 8, 9 }), ==, 90);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 2004, 2, 29 }, (NxDate){ 2025, 2, 28 }), ==, 20);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 2004, 2, 29 }, (NxDate){ 2025, 3, 1 }), ==, 21);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 1938, 0, 0 }, today), ==, 86);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 1938, 0, 0 }, (NxDate){ 2025, 12, 31 }), ==, 87);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 1938, 5, 0 }, today), ==, 87);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 1938, 11, 0 }, today), ==, 86);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 2025, 0, 0 }, today), ==, 0);
  g_assert_cmpint (nx_date_age_on ((NxDate){ 2025, 11, 20 }, today), ==, -1);
  g_assert_cmpint (nx_date_age_on (NX_DATE_NONE, today), ==, -1);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *iso;
  } cases[] = {
    { "2025年3月5日", "2025-03-05" },
    { "2025.3.5", "2025-03-05" },
    { "2025-03-05", "2025-03-05" },
    { "2025/3/5", "2025-03-05" },
    { "2025 3 5", "2025-03-05" },
    { "2025、3、5", "2025-03-05" },
    { "20250305", "2025-03-05" },
    { "2025年3月", "2025-03" },
    { "2025-3", "2025-03" },
    { "202503", "2025-03" },
    { "193805", "1938-05" },
    { "250305", "2025-03-05" },
    { "3月5日", "2026-03-05" },
    { "11月3日", "2025-11-03" },
    { "11-20", "2025-11-20" },
    { "25.3.5", "2025-03-05" },
    { "26.3.5", "2026-03-05" },
    { "38.5.21", "1938-05-21" },
    { "38年5月21日", "1938-05-21" },
    { "二〇二五年三月五日", "2025-03-05" },
    { "二○二五年三月五日", "2025-03-05" },
    { "二零二五年十二月三十一日", "2025-12-31" },
    { "一九三八年五月廿一日", "1938-05-21" },
    { "一九三八年十二月卅日", "1938-12-30" },
    { "一九三八年十月十号", "1938-10-10" },
    { "民国114年3月5日", "2025-03-05" },
    { "民國一百一十四年三月五日", "2025-03-05" },
    { "民国27年", "1938" },
    { "民国元年", "1912" },
    { "民国114.3.5", "2025-03-05" },
    { "45721", "2025-03-05" },
    { "45721.5", "2025-03-05" },
    { "1938年", "1938" },
    { "1938", "1938" },
    { "１９３８年５月２１日", "1938-05-21" },
    { "２０２５－０３－０５", "2025-03-05" },
    { "2025－3－5", "2025-03-05" },
    { "2025–3–5", "2025-03-05" },
    { " 2025 年 3 月 5 日 ", "2025-03-05" },
    { "2025年3月5", "2025-03-05" },
    { "2025年03月份", "2025-03" },
    { "2025-03-05 00:00:00", "2025-03-05" },
    { "2025-03-05T08:30:00+08:00", "2025-03-05" },
    { "2025/3/5 0:00", "2025-03-05" },
    { "2025年3月5日 星期三", "2025-03-05" },
    { "2025年3月5日（周三）", "2025-03-05" },
    { "1938年5月21日出生", "1938-05-21" },
    { "公元1938年5月21日", "1938-05-21" },
    { "'2025-03-05", "2025-03-05" },
    { "15/3/2025", "2025-03-15" },
    { "3/15/2025", "2025-03-15" },
    { "5 March 2025", "2025-03-05" },
    { "5th Mar. 2025", "2025-03-05" },
    { "March 5, 2025", "2025-03-05" },
    { "November 2025", "2025-11" },
    { "19 November 2025, Wednesday", "2025-11-19" },
    { "11-19 Wed", "2025-11-19" },
    { "11-19 周三", "2025-11-19" },
    { "19380000", "1938" },
    { "19380500", "1938-05" },
    { "今天", "2025-11-19" },
    { "昨天", "2025-11-18" },
    { "Tomorrow", "2025-11-20" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_parses (cases[i].text, cases[i].iso);
}

static void
test_parse_refuses (void)
{
  static const char *const impossible[]
      = { "2月30日",  "2023年2月29日", "2025-13-01", "2025.4.31", "13月1日",
          "20250230", "3025-01-01",    "1700年",     "99999",     "二〇二五年二月三十日" };
  static const char *const no_date[] = { "",
                                         " ",
                                         "未知",
                                         "abc",
                                         "2025年3月5日左右",
                                         "日",
                                         "年月日",
                                         "2025--3",
                                         "12345678901234567890",
                                         "-5",
                                         "2025-",
                                         "1.2.3.4",
                                         "2025-0-5",
                                         "3日",
                                         "210102193508090037",
                                         "1:30",
                                         "\xff\xfe",
                                         "5日3月" };

  for (guint i = 0; i < G_N_ELEMENTS (impossible); i++)
    assert_refused (impossible[i], NX_DATE_ERROR_IMPOSSIBLE);
  for (guint i = 0; i < G_N_ELEMENTS (no_date); i++)
    assert_refused (no_date[i], NX_DATE_ERROR_NOT_A_DATE);
  assert_refused ("5/3/2025", NX_DATE_ERROR_AMBIGUOUS);
  assert_refused ("农历九月初九", NX_DATE_ERROR_LUNAR);
  assert_refused ("1938年闰七月初二", NX_DATE_ERROR_LUNAR);
}

static void
test_parse_past (void)
{
  g_autoptr (GError) error = NULL;
  NxDate date;

  g_assert_true (nx_date_parse_past ("26.3.5", today, &date, NULL));
  g_assert_cmpint (date.year, ==, 1926);
  g_assert_true (nx_date_parse_past ("25.12.5", today, &date, NULL));
  g_assert_cmpint (date.year, ==, 1925);
  g_assert_true (nx_date_parse_past ("251205", today, &date, NULL));
  g_assert_cmpint (date.year, ==, 1925);
  g_assert_true (nx_date_parse_past ("25.3.5", today, &date, NULL));
  g_assert_cmpint (date.year, ==, 2025);
  /* Four digits are taken at their word, so the caller can say that the birth lies in the future.
   */
  g_assert_true (nx_date_parse_past ("12/25/2025", today, &date, NULL));
  g_assert_cmpint (date.year, ==, 2025);
  g_assert_false (nx_date_parse_past ("3月5日", today, &date, &error));
  g_assert_error (error, NX_DATE_ERROR, NX_DATE_ERROR_AMBIGUOUS);
}

static void
assert_format (NxDate date, NxDateStyle style, const char *expected)
{
  g_autofree char *text = nx_date_format (date, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  assert_format (today, NX_DATE_SHORT, "11-19");
  assert_format (today, NX_DATE_DAY, "11-19 Wed");
  assert_format (today, NX_DATE_LONG, "19 November 2025");
  assert_format (today, NX_DATE_LONG_DAY, "19 November 2025, Wednesday");
  assert_format ((NxDate){ 1938, 5, 0 }, NX_DATE_LONG_DAY, "May 1938");
  assert_format ((NxDate){ 1938, 0, 0 }, NX_DATE_LONG, "1938");
  assert_format ((NxDate){ 1938, 5, 0 }, NX_DATE_SHORT, "1938-05");
  assert_format (NX_DATE_NONE, NX_DATE_LONG, "");
}

/* Whatever bytes come, the reader answers with a date that exists or an error. */
static void
test_parse_noise (void)
{
  static const char *const bits[]
      = { "2025", "年", "月",   "日",   "-", "/",     ".",     " ",  "5", "十", "廿",
          "民国", "元", "\xe5", "\xff", "E", "march", "99999", "初", "○", "０", "：" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251119);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      NxDate date;

      for (int n = g_rand_int_range (rand, 1, 9); n > 0; n--)
        g_string_append (text, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
      if (nx_date_parse (text->str, today, &date, &error))
        g_assert_true (nx_date_is_valid (date));
      else
        g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/iso", test_iso);
  g_test_add_func ("/date/arithmetic", test_arithmetic);
  g_test_add_func ("/date/age", test_age);
  g_test_add_func ("/date/parse", test_parse);
  g_test_add_func ("/date/parse-refuses", test_parse_refuses);
  g_test_add_func ("/date/parse-past", test_parse_past);
  g_test_add_func ("/date/parse-noise", test_parse_noise);
  g_test_add_func ("/date/format", test_format);
  return g_test_run ();
}
