/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests identity numbers with made-up ones. */
#include "nx-id-number.h"

static const NxDate today = { 2025, 11, 19 };

static void
test_valid (void)
{
  static const struct
  {
    const char *text;
    NxIdNumberKind kind;
    const char *normal;
    const char *birth;
    const char *sex;
  } cases[] = {
    { "210102193508090037", NX_ID_NUMBER_CITIZEN, "210102193508090037", "1935-08-09", "1" },
    { "21010219520101002X", NX_ID_NUMBER_CITIZEN, "21010219520101002X", "1952-01-01", "2" },
    { "21010219520101002x", NX_ID_NUMBER_CITIZEN, "21010219520101002X", "1952-01-01", "2" },
    { "210802201509120141", NX_ID_NUMBER_CITIZEN, "210802201509120141", "2015-09-12", "2" },
    { " 210102 19350809 0037", NX_ID_NUMBER_CITIZEN, "210102193508090037", "1935-08-09", "1" },
    { "'210102193508090037", NX_ID_NUMBER_CITIZEN, "210102193508090037", "1935-08-09", "1" },
    { "２１０１０２１９５２０１０１００２Ｘ", NX_ID_NUMBER_CITIZEN, "21010219520101002X",
      "1952-01-01", "2" },
    { "210102350809003", NX_ID_NUMBER_CITIZEN_OLD, "210102193508090037", "1935-08-09", "1" },
    { "810000198801010012", NX_ID_NUMBER_HK_MACAO_RESIDENT, "810000198801010012", "1988-01-01",
      "1" },
    { "830000198801010024", NX_ID_NUMBER_TAIWAN_RESIDENT, "830000198801010024", "1988-01-01", "2" },
    { "h12345678", NX_ID_NUMBER_HK_MACAO_PERMIT, "H12345678", NULL, "" },
    { "M1234567801", NX_ID_NUMBER_HK_MACAO_PERMIT, "M1234567801", NULL, "" },
    { "12345678", NX_ID_NUMBER_TAIWAN_PERMIT, "12345678", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *birth = NULL;
      NxIdNumber number;

      g_assert_true (nx_id_number_parse (cases[i].text, today, &number));
      birth = nx_date_to_iso (number.birth);
      g_assert_cmpint (number.kind, ==, cases[i].kind);
      g_assert_cmpstr (number.text, ==, cases[i].normal);
      g_assert_cmpstr (birth, ==, cases[i].birth);
      g_assert_cmpstr (number.sex, ==, cases[i].sex);
      g_assert_false (number.is_region_unknown);
    }
}

static void
test_problems (void)
{
  static const struct
  {
    const char *text;
    NxIdNumberProblem problem;
  } cases[] = {
    { NULL, NX_ID_NUMBER_EMPTY },
    { "  ", NX_ID_NUMBER_EMPTY },
    { "210102193508090038", NX_ID_NUMBER_BAD_CHECK },
    { "210603196202290025", NX_ID_NUMBER_BAD_DATE },
    { "990101199001010019", NX_ID_NUMBER_BAD_REGION },
    { "210102209901010017", NX_ID_NUMBER_FUTURE_BIRTH },
    { "2101021952O101002X", NX_ID_NUMBER_BAD_CHARACTER },
    { "21010219520101002Y", NX_ID_NUMBER_BAD_CHARACTER },
    { "21010219350809003", NX_ID_NUMBER_BAD_LENGTH },
    { "2101021935080900377", NX_ID_NUMBER_BAD_LENGTH },
    { "210102351309003", NX_ID_NUMBER_BAD_DATE },
    { "21010235080900A", NX_ID_NUMBER_BAD_CHARACTER },
    { "2.10102E+17", NX_ID_NUMBER_SCIENTIFIC },
    { "2.1E17", NX_ID_NUMBER_SCIENTIFIC },
    { "210102193508090000", NX_ID_NUMBER_ROUNDED },
    { "H1234567X", NX_ID_NUMBER_BAD_CHARACTER },
    { "王桂英", NX_ID_NUMBER_BAD_LENGTH },
    { "王王王王王王王王王王王王王王王王王王", NX_ID_NUMBER_BAD_CHARACTER },
    { "王王王王王", NX_ID_NUMBER_BAD_LENGTH },
    { "\xff\xfe\xfd", NX_ID_NUMBER_BAD_LENGTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NxIdNumber number;

      g_assert_false (nx_id_number_parse (cases[i].text, today, &number));
      if (number.problem != cases[i].problem)
        g_error ("case %u: problem %d, not %d", i, number.problem, cases[i].problem);
      g_assert_cmpstr (nx_id_number_problem_text (number.problem), !=, "");
    }
}

static void
test_warnings (void)
{
  char number18[20] = "21000019350809003";
  NxIdNumber number;

  number18[17] = nx_id_number_check_character (number18);
  g_assert_true (nx_id_number_parse (number18, today, &number));
  g_assert_true (number.is_region_unknown);
  g_assert_cmpint (nx_id_number_check_character ("2101021935080900a"), ==, '\0');
  g_assert_cmpstr (nx_id_number_problem_text (NX_ID_NUMBER_OK), ==, "");
}

/* A slip of one digit, or two neighbours swapped, must always be found. */
static void
test_single_slips (void)
{
  static const char good[] = "210102193508090037";
  NxIdNumber number;

  for (guint i = 0; i < 18; i++)
    for (char c = '0'; c <= '9'; c++)
      {
        char text[] = "210102193508090037";

        text[i] = c;
        g_assert_true (nx_id_number_parse (text, today, &number) == (good[i] == c));
      }
  for (guint i = 0; i < 17; i++)
    {
      char text[] = "210102193508090037";

      text[i] = good[i + 1];
      text[i + 1] = good[i];
      g_assert_true (nx_id_number_parse (text, today, &number) == (good[i] == good[i + 1]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-number/valid", test_valid);
  g_test_add_func ("/id-number/problems", test_problems);
  g_test_add_func ("/id-number/warnings", test_warnings);
  g_test_add_func ("/id-number/single-slips", test_single_slips);
  return g_test_run ();
}
