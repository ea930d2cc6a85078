/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests recovery codes: form, tolerance in reading, every mistake that has to be named. */
#include "config.h"

#include "nx-keys-error.h"
#include "nx-recovery-code.h"

#include <string.h>

#define N_GROUPS NX_RECOVERY_CODE_N_GROUPS

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static char *
dup_text (NxRecoveryCode *code)
{
  return g_strdup (nx_recovery_code_get_text (code));
}

static void
assert_same (const char *typed, NxRecoveryCode *code)
{
  g_autoptr (GError) error = NULL;
  guint bad = 99;
  g_autoptr (NxRecoveryCode) parsed = nx_recovery_code_parse (typed, &bad, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bad, ==, 0);
  g_assert_true (
      g_bytes_equal (nx_recovery_code_get_bytes (parsed), nx_recovery_code_get_bytes (code)));
  g_assert_cmpstr (nx_recovery_code_get_text (parsed), ==, nx_recovery_code_get_text (code));
}

static void
assert_bad (const char *typed, guint expected)
{
  g_autoptr (GError) error = NULL;
  guint bad = 99;
  g_autoptr (NxRecoveryCode) parsed = nx_recovery_code_parse (typed, &bad, &error);

  g_assert_null (parsed);
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_BAD_CODE);
  g_assert_cmpuint (bad, ==, expected);
  if (expected > 0)
    {
      g_autofree char *name = g_strdup_printf ("Group %u ", expected);

      g_assert_true (g_str_has_prefix (error->message, name));
    }
}

static void
test_form (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
      g_auto (GStrv) groups = g_strsplit (nx_recovery_code_get_text (code), "-", -1);

      g_assert_cmpuint (g_strv_length (groups), ==, N_GROUPS);
      for (guint i = 0; i < N_GROUPS; i++)
        {
          g_assert_cmpuint (strlen (groups[i]), ==, 4);
          g_assert_cmpuint (strspn (groups[i], alphabet), ==, 4);
        }
      g_assert_cmpuint (g_bytes_get_size (nx_recovery_code_get_bytes (code)) * 5, >=, 160);
      assert_same (nx_recovery_code_get_text (code), code);
    }
}

static void
test_two_differ (void)
{
  g_autoptr (NxRecoveryCode) one = nx_recovery_code_new_random ();
  g_autoptr (NxRecoveryCode) other = nx_recovery_code_new_random ();

  g_assert_cmpstr (nx_recovery_code_get_text (one), !=, nx_recovery_code_get_text (other));
}

static void
test_tolerance (void)
{
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
  g_autofree char *text = dup_text (code);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "-", ' ');
  g_autofree char *lines = g_strdelimit (g_strdup (text), "-", '\n');
  g_autofree char *padded = g_strdup_printf ("  %s\r\n", text);
  g_auto (GStrv) groups = g_strsplit (text, "-", -1);
  g_autofree char *bare = g_strjoinv ("", groups);
  g_autofree char *dashes = g_strjoinv (" — ", groups);
  g_autoptr (GString) wide = g_string_new (NULL);

  assert_same (lower, code);
  assert_same (spaced, code);
  assert_same (lines, code);
  assert_same (padded, code);
  assert_same (bare, code);
  assert_same (dashes, code);
  for (const char *p = lower; *p != '\0'; p++)
    g_string_append_unichar (wide, (gunichar)(guchar)*p + 0xff01 - '!');
  assert_same (wide->str, code);
}

/* The look-alikes are read as what they look like. */
static void
test_look_alikes (void)
{
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
  guint n_seen = 0;

  while (n_seen < 3)
    {
      g_autofree char *text = dup_text (code);
      g_autofree char *with_o = g_strdelimit (g_strdup (text), "0", 'o');
      g_autofree char *with_l = g_strdelimit (g_strdup (text), "1", 'l');
      g_autofree char *with_i = g_strdelimit (g_strdup (text), "1", 'I');

      assert_same (with_o, code);
      assert_same (with_l, code);
      assert_same (with_i, code);
      n_seen += strchr (text, '0') != NULL && strchr (text, '1') != NULL;
      nx_recovery_code_unref (code);
      code = nx_recovery_code_new_random ();
    }
}

/* Every one of the 31 other characters at every place names the group. */
static void
test_wrong_character (void)
{
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();

  for (guint at = 0; at < N_GROUPS * 5 - 1; at++)
    {
      g_autofree char *text = dup_text (code);
      char right = text[at];

      if (right == '-')
        continue;
      for (const char *p = alphabet; *p != '\0'; p++)
        if (*p != right)
          {
            text[at] = *p;
            assert_bad (text, at / 5 + 1);
          }
      text[at] = 'u';
      assert_bad (text, at / 5 + 1);
      text[at] = '#';
      assert_bad (text, at / 5 + 1);
    }
}

static void
test_swaps (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
      g_autofree char *whole = dup_text (code);

      for (guint at = 0; at + 1 < N_GROUPS * 5 - 1; at++)
        {
          g_autofree char *text = g_strdup (whole);

          if (text[at] == '-' || text[at + 1] == '-' || text[at] == text[at + 1])
            continue;
          text[at] = whole[at + 1];
          text[at + 1] = whole[at];
          assert_bad (text, at / 5 + 1);
        }
      for (guint group = 0; group + 1 < N_GROUPS; group++)
        {
          g_autofree char *text = g_strdup (whole);

          memcpy (text + group * 5, whole + (group + 1) * 5, 4);
          memcpy (text + (group + 1) * 5, whole + group * 5, 4);
          assert_bad (text, group + 1);
        }
    }
}

static void
test_missing_and_more (void)
{
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
  g_autofree char *text = dup_text (code);
  g_autofree char *more = g_strconcat (text, "-", "AAAA", NULL);
  g_autofree char *ends_early = g_strndup (text, 9 * 5 - 1);

  assert_bad ("", 0);
  assert_bad (ends_early, 0);
  assert_bad (more, 0);
  assert_bad ("\xff\xfe", 0);
  for (guint group = 0; group < N_GROUPS; group++)
    {
      g_autofree char *shorter = g_strdup (text);

      memmove (shorter + group * 5 + 1, shorter + group * 5 + 2, strlen (shorter + group * 5 + 1));
      if (group + 1 < N_GROUPS)
        assert_bad (shorter, group + 1);
    }
}

static void
test_scan_while_typing (void)
{
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
  g_autofree char *text = dup_text (code);

  for (guint n = 0; n <= strlen (text); n++)
    {
      g_autofree char *typed = g_strndup (text, n);
      guint good = 99, bad = 99;
      gboolean is_right = nx_recovery_code_scan (typed, &good, &bad);

      g_assert_cmpuint (good, ==, (n + 1) / 5);
      g_assert_cmpuint (bad, ==, 0);
      g_assert_cmpint (is_right, ==, n == strlen (text));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recovery-code/form", test_form);
  g_test_add_func ("/recovery-code/two-differ", test_two_differ);
  g_test_add_func ("/recovery-code/tolerance", test_tolerance);
  g_test_add_func ("/recovery-code/look-alikes", test_look_alikes);
  g_test_add_func ("/recovery-code/wrong-character", test_wrong_character);
  g_test_add_func ("/recovery-code/swaps", test_swaps);
  g_test_add_func ("/recovery-code/missing-and-more", test_missing_and_more);
  g_test_add_func ("/recovery-code/scan-while-typing", test_scan_while_typing);
  return g_test_run ();
}
