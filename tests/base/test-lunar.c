/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the lunar calendar against published dates. */
#include "nx-lunar.h"

static const NxDate today = { 2025, 11, 19 };

static void
test_leap_months (void)
{
  static const struct
  {
    int year;
    int month;
  } leaps[] = { { 1930, 6 }, { 1933, 5 }, { 1936, 3 },  { 1938, 7 }, { 1941, 6 }, { 1944, 4 },
                { 1947, 2 }, { 1949, 7 }, { 1952, 5 },  { 1955, 3 }, { 1957, 8 }, { 1960, 6 },
                { 1963, 4 }, { 1966, 3 }, { 1968, 7 },  { 1971, 5 }, { 1974, 4 }, { 1976, 8 },
                { 1979, 6 }, { 1982, 4 }, { 1984, 10 }, { 1987, 6 }, { 1990, 5 }, { 1993, 3 },
                { 1995, 8 }, { 1998, 5 }, { 2001, 4 },  { 2004, 2 }, { 2006, 7 }, { 2009, 5 },
                { 2012, 4 }, { 2014, 9 }, { 2017, 6 },  { 2020, 4 }, { 2023, 2 }, { 2025, 6 },
                { 2028, 5 }, { 2031, 3 }, { 2033, 11 }, { 2036, 6 }, { 2039, 5 }, { 2042, 2 },
                { 2044, 7 }, { 2047, 5 }, { 2050, 3 } };
  guint next = 0;

  for (int year = 1930; year <= 2050; year++)
    {
      int expected = 0;

      if (next < G_N_ELEMENTS (leaps) && leaps[next].year == year)
        expected = leaps[next++].month;
      g_assert_cmpint (nx_lunar_leap_month (year), ==, expected);
    }
  g_assert_cmpint (nx_lunar_days_in_month (2024, 12, FALSE), ==, 29);
  g_assert_cmpint (nx_lunar_days_in_month (2025, 12, FALSE), ==, 29);
  g_assert_cmpint (nx_lunar_days_in_month (2026, 12, FALSE), ==, 29);
  g_assert_cmpint (nx_lunar_days_in_month (2024, 2, TRUE), ==, 0);
  g_assert_cmpint (nx_lunar_days_in_month (1700, 2, FALSE), ==, 0);
}

static void
test_known_days (void)
{
  static const struct
  {
    const char *solar;
    const char *lunar;
  } days[] = {
    { "2025-03-05", "2025-02-06" },  { "2025-07-25", "2025-06L-01" },
    { "2023-04-01", "2023-02L-11" }, { "1955-04-22", "1955-03L-01" },
    { "2033-12-22", "2033-11L-01" }, { "1990-01-01", "1989-12-05" },
    { "2025-01-29", "2025-01-01" },  { "2026-02-17", "2026-01-01" },
    { "2027-02-06", "2027-01-01" },  { "2028-01-26", "2028-01-01" },
    { "2025-05-31", "2025-05-05" },  { "2026-06-19", "2026-05-05" },
    { "2027-06-09", "2027-05-05" },  { "2025-10-06", "2025-08-15" },
    { "2026-09-25", "2026-08-15" },  { "2027-09-15", "2027-08-15" },
    { "2025-10-29", "2025-09-09" },  { "2026-10-18", "2026-09-09" },
    { "2027-10-08", "2027-09-09" },  { "1949-10-01", "1949-08-10" },
    { "2057-09-29", "2057-09-02" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days) - 1; i++)
    {
      g_autofree char *lunar_text = NULL;
      g_autofree char *solar_text = NULL;
      NxLunarDate lunar;
      NxDate solar;

      g_assert_true (nx_date_from_iso (days[i].solar, &solar));
      g_assert_true (nx_lunar_from_solar (solar, &lunar));
      lunar_text = nx_lunar_to_iso (lunar);
      g_assert_cmpstr (lunar_text, ==, days[i].lunar);
      g_assert_true (nx_lunar_from_iso (days[i].lunar, &lunar));
      g_assert_true (nx_lunar_to_solar (lunar, &solar));
      solar_text = nx_date_to_iso (solar);
      g_assert_cmpstr (solar_text, ==, days[i].solar);
    }
}

/* Every day of a century and a half goes to a lunar day and back, and lunar days follow each other.
 */
static void
test_round_trip (void)
{
  NxDate day = { 1900, 1, 31 };
  NxLunarDate before = NX_LUNAR_DATE_NONE;

  while (day.year < 2100)
    {
      NxLunarDate lunar;
      NxDate back;

      g_assert_true (nx_lunar_from_solar (day, &lunar));
      g_assert_true (nx_lunar_is_valid (lunar));
      g_assert_true (nx_lunar_to_solar (lunar, &back));
      g_assert_cmpint (nx_date_compare (day, back), ==, 0);
      g_assert_cmpint (nx_lunar_compare (before, lunar), <, 0);
      before = lunar;
      day = nx_date_add_days (day, 1);
    }
}

static void
test_iso (void)
{
  static const char *const good[]
      = { "1938", "1938-04", "1938-04-22", "1938-07L", "1938-07L-02", "--09-09" };
  static const char *const bad[] = { "",     "1938-13", "1938-04L-22", "1938-04-31", "1938-4-22",
                                     "--09", "--",      "1938-04-22x", "2025-12-30", "1938-00-01" };
  NxLunarDate date;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (nx_lunar_from_iso (good[i], &date));
      text = nx_lunar_to_iso (date);
      g_assert_cmpstr (text, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (nx_lunar_from_iso (bad[i], &date));
  g_assert_null (nx_lunar_to_iso (NX_LUNAR_DATE_NONE));
}

static void
assert_day (NxDate date, const char *expected)
{
  g_autofree char *iso = nx_date_to_iso (date);

  g_assert_cmpstr (iso, ==, expected);
}

static void
test_birthdays (void)
{
  NxLunarDate leap = { 1938, 7, 2, TRUE };
  NxLunarDate thirtieth = { 1950, 12, 30, FALSE };
  NxLunarDate double_ninth = { 0, 9, 9, FALSE };
  NxLunarDate year_only = { 1938, 0, 0, FALSE };

  /* 2006 has a leap seventh month; 2025 has none. */
  assert_day (nx_lunar_birthday_in_year (leap, 2006), "2006-08-25");
  assert_day (nx_lunar_birthday_in_year (leap, 2025), "2025-08-24");
  assert_day (nx_lunar_birthday_in_year (thirtieth, 2025), "2026-02-16");
  assert_day (nx_lunar_next_birthday (thirtieth, (NxDate){ 2026, 1, 1 }), "2026-02-16");
  assert_day (nx_lunar_next_birthday (double_ninth, today), "2026-10-18");
  assert_day (nx_lunar_next_birthday (double_ninth, (NxDate){ 2025, 10, 29 }), "2025-10-29");
  assert_day (nx_lunar_next_birthday (year_only, today), NULL);
}

static void
test_nominal_age (void)
{
  g_assert_cmpint (nx_lunar_nominal_age ((NxDate){ 1945, 1, 20 }, (NxDate){ 2025, 1, 10 }), ==, 81);
  g_assert_cmpint (nx_lunar_nominal_age ((NxDate){ 2025, 1, 28 }, (NxDate){ 2025, 1, 28 }), ==, 1);
  g_assert_cmpint (nx_lunar_nominal_age ((NxDate){ 2025, 1, 28 }, (NxDate){ 2025, 1, 29 }), ==, 2);
  g_assert_cmpint (nx_lunar_nominal_age ((NxDate){ 1938, 0, 0 }, today), ==, 88);
  g_assert_cmpint (nx_lunar_nominal_age (NX_DATE_NONE, today), ==, -1);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *iso;
  } cases[] = {
    { "农历九月初九", "--09-09" },
    { "1938年农历四月廿二", "1938-04-22" },
    { "一九三八年四月廿二", "1938-04-22" },
    { "闰七月初二", "--07L-02" },
    { "1938年闰七月初二", "1938-07L-02" },
    { "腊月二十三", "--12-23" },
    { "正月十五", "--01-15" },
    { "戊寅年四月廿二", "1998-04-22" },
    { "1938-07L-02", "1938-07L-02" },
    { "阴历1938.4.22", "1938-04-22" },
    { "阴历 1938/4/22", "1938-04-22" },
    { "冬月初一", "--11-01" },
    { "十一月三十日", "--11-30" },
    { "农历１９３８年４月２２日", "1938-04-22" },
    { "农历38年四月廿二", "1938-04-22" },
    { "农历1938年", "1938" },
    { "1938年四月", "1938-04" },
    { "農曆臘月初八", "--12-08" },
    { "农历四月二十", "--04-20" },
  };
  static const char *const impossible[]
      = { "1938年闰四月初二", "九月三十一", "2025年腊月三十", "十三月初一", "3000年正月初一" };
  static const char *const no_date[]
      = { "", "农历", "初九", "九月", "九月初九左右", "abc", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *iso = NULL;
      NxLunarDate date;

      if (!nx_lunar_parse (cases[i].text, today, &date, &error))
        g_error ("“%s”: %s", cases[i].text, error->message);
      iso = nx_lunar_to_iso (date);
      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
  for (guint i = 0; i < G_N_ELEMENTS (impossible); i++)
    {
      g_autoptr (GError) error = NULL;
      NxLunarDate date;

      g_assert_false (nx_lunar_parse (impossible[i], today, &date, &error));
      g_assert_error (error, NX_DATE_ERROR, NX_DATE_ERROR_IMPOSSIBLE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_date); i++)
    {
      g_autoptr (GError) error = NULL;
      NxLunarDate date;

      g_assert_false (nx_lunar_parse (no_date[i], today, &date, &error));
      g_assert_error (error, NX_DATE_ERROR, NX_DATE_ERROR_NOT_A_DATE);
    }
}

static void
assert_format (NxLunarDate date, NxLunarStyle style, const char *expected)
{
  g_autofree char *text = nx_lunar_format (date, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  g_autofree char *name = nx_lunar_year_name (2025);
  g_autofree char *first = nx_lunar_year_name (1984);

  assert_format ((NxLunarDate){ 1938, 4, 22, FALSE }, NX_LUNAR_CHINESE, "农历1938年四月廿二");
  assert_format ((NxLunarDate){ 1938, 7, 2, TRUE }, NX_LUNAR_CHINESE, "农历1938年闰七月初二");
  assert_format ((NxLunarDate){ 0, 12, 20, FALSE }, NX_LUNAR_CHINESE, "农历腊月二十");
  assert_format ((NxLunarDate){ 0, 1, 10, FALSE }, NX_LUNAR_CHINESE, "农历正月初十");
  assert_format ((NxLunarDate){ 0, 11, 30, FALSE }, NX_LUNAR_CHINESE, "农历冬月三十");
  assert_format ((NxLunarDate){ 0, 1, 15, FALSE }, NX_LUNAR_CHINESE, "农历正月十五");
  assert_format ((NxLunarDate){ 1938, 4, 22, FALSE }, NX_LUNAR_LONG,
                 "day 22 of lunar month 4, 1938");
  assert_format ((NxLunarDate){ 1938, 7, 2, TRUE }, NX_LUNAR_LONG,
                 "day 2 of leap lunar month 7, 1938");
  assert_format ((NxLunarDate){ 1938, 4, 22, FALSE }, NX_LUNAR_SHORT, "lunar 4-22");
  assert_format ((NxLunarDate){ 1938, 0, 0, FALSE }, NX_LUNAR_SHORT, "lunar year 1938");
  assert_format (NX_LUNAR_DATE_NONE, NX_LUNAR_LONG, "");
  g_assert_cmpstr (name, ==, "乙巳");
  g_assert_cmpstr (first, ==, "甲子");
  g_assert_cmpstr (nx_lunar_animal (2025), ==, "Snake");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lunar/leap-months", test_leap_months);
  g_test_add_func ("/lunar/known-days", test_known_days);
  g_test_add_func ("/lunar/round-trip", test_round_trip);
  g_test_add_func ("/lunar/iso", test_iso);
  g_test_add_func ("/lunar/birthdays", test_birthdays);
  g_test_add_func ("/lunar/nominal-age", test_nominal_age);
  g_test_add_func ("/lunar/parse", test_parse);
  g_test_add_func ("/lunar/format", test_format);
  return g_test_run ();
}
