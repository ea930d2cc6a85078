/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests passphrases: normalising, the rules for a new one, the estimate. */
#include "config.h"

#include "nx-keys-error.h"
#include "nx-passphrase.h"

#include <string.h>

static void
test_normalises (void)
{
  g_autoptr (NxPassphrase) composed = nx_passphrase_new ("caf\u00e9 au lait", NULL);
  g_autoptr (NxPassphrase) decomposed = nx_passphrase_new ("cafe\u0301 au lait", NULL);
  g_autoptr (NxPassphrase) ascii = nx_passphrase_new (" two  words ", NULL);

  g_assert_true (
      g_bytes_equal (nx_passphrase_get_bytes (composed), nx_passphrase_get_bytes (decomposed)));
  g_assert_cmpmem (g_bytes_get_data (nx_passphrase_get_bytes (ascii), NULL),
                   g_bytes_get_size (nx_passphrase_get_bytes (ascii)), " two  words ", 12);
}

static void
assert_refused (const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxPassphrase) passphrase = nx_passphrase_new (typed, &error);

  g_assert_null (passphrase);
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WEAK);
}

static void
test_unusable (void)
{
  g_autofree char *huge = g_strnfill (NX_PASSPHRASE_MAX_BYTES + 1, 'x');
  g_autofree char *large = g_strnfill (NX_PASSPHRASE_MAX_BYTES, 'x');
  g_autoptr (NxPassphrase) passphrase = nx_passphrase_new (large, NULL);

  assert_refused ("");
  assert_refused ("\xff\xfe\xfd");
  assert_refused (huge);
  g_assert_nonnull (passphrase);
}

static void
test_rules (void)
{
  static const struct
  {
    const char *typed;
    NxPassphraseStrength strength;
  } cases[] = {
    { "", NX_PASSPHRASE_EMPTY },
    { "\xff", NX_PASSPHRASE_EMPTY },
    { "x7Kq!2v", NX_PASSPHRASE_TOO_SHORT },
    { "春天来", NX_PASSPHRASE_TOO_SHORT },
    { "12345678", NX_PASSPHRASE_TOO_SIMPLE },
    { "aaaaaaaaaaaaaaaa", NX_PASSPHRASE_TOO_SIMPLE },
    { "abcdefghijklmnop", NX_PASSPHRASE_TOO_SIMPLE },
    { "qwertyuiop", NX_PASSPHRASE_TOO_SIMPLE },
    { "Password123", NX_PASSPHRASE_TOO_SIMPLE },
    { "19790314", NX_PASSPHRASE_TOO_SIMPLE },
    { "13800001111", NX_PASSPHRASE_TOO_SIMPLE },
    { "xkxkxkxkxkxkxkxkxk", NX_PASSPHRASE_TOO_SIMPLE },
    { "nuanxin666666", NX_PASSPHRASE_TOO_SIMPLE },
    { "社区社区社区社区", NX_PASSPHRASE_TOO_SIMPLE },
    { "bgkztnxm", NX_PASSPHRASE_FAIR },
    { "春眠处闻", NX_PASSPHRASE_FAIR },
    { "bgkzt nxm7R!", NX_PASSPHRASE_GOOD },
    { "correct horse battery staple", NX_PASSPHRASE_STRONG },
    { "窗台上晒着三双布鞋", NX_PASSPHRASE_STRONG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint bits = 0;
      NxPassphraseStrength strength = nx_passphrase_estimate (cases[i].typed, &bits);
      g_autoptr (GError) error = NULL;

      if (strength != cases[i].strength)
        g_test_message ("%s: %d, %u bits", cases[i].typed, strength, bits);
      g_assert_cmpint (strength, ==, cases[i].strength);
      g_assert_cmpint (nx_passphrase_check (cases[i].typed, &error), ==,
                       cases[i].strength >= NX_PASSPHRASE_FAIR);
      if (cases[i].strength < NX_PASSPHRASE_FAIR)
        g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WEAK);
    }
}

static void
test_estimate_of_nothing (void)
{
  g_assert_cmpint (nx_passphrase_estimate (NULL, NULL), ==, NX_PASSPHRASE_EMPTY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passphrase/normalises", test_normalises);
  g_test_add_func ("/passphrase/unusable", test_unusable);
  g_test_add_func ("/passphrase/rules", test_rules);
  g_test_add_func ("/passphrase/estimate-of-nothing", test_estimate_of_nothing);
  return g_test_run ();
}
