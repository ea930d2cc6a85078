/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A passphrase as typed: normalised, in wiped memory, with the rules for a new one. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-passphrase.h"

#include "nx-keys-error.h"
#include "nx-secret-memory.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bits of a character by its kind: the logarithm of how many a person chooses from. Han is counted
 * as one of 1,000, since most people take theirs from everyday words. */
#define BITS_DIGIT 3.3
#define BITS_SMALL 4.7
#define BITS_CAPITAL 5.2
#define BITS_SIGN 5.0
#define BITS_HAN 10.0
#define BITS_OTHER 6.0
/* A character that anyone would expect behind the one before it. */
#define BITS_EXPECTED 0.7
#define BITS_WORD 7.0
#define GOOD_BITS 50
#define STRONG_BITS 70

struct _NxPassphrase
{
  gatomicrefcount ref_count;
  GBytes *bytes;
};

G_DEFINE_BOXED_TYPE (NxPassphrase, nx_passphrase, nx_passphrase_ref, nx_passphrase_unref)

/* What is tried first by anyone who guesses, here and elsewhere. Small letters. */
static const char *const known_words[] = {
  "password", "passw0rd", "passwort", "iloveyou", "woaini",        "welcome", "sunshine",
  "princess", "football", "baseball", "computer", "superman",      "monkey",  "dragon",
  "letmein",  "master",   "shadow",   "admin",    "administrator", "root",    "test",
  "hello",    "office",   "nuanxin",  "shequ",    "shegong",       "jiedao",  "shenyang",
  "liaoning", "beijing",  "zhongguo", "mima",     "5201314",       "520520",  "888888",
  "666666",   "147258",   "159357",   "112233",   "密码",          "我爱你",  "暖心",
  "社区",     "社工",     "中国",     "你好",
};

static const char *const keyboard_rows[] = { "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890" };

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static double
weigh_kind (gunichar c)
{
  if (c < 0x80)
    {
      if (g_ascii_isdigit (c))
        return BITS_DIGIT;
      if (g_ascii_islower (c))
        return BITS_SMALL;
      return g_ascii_isupper (c) ? BITS_CAPITAL : BITS_SIGN;
    }
  return is_han (c) ? BITS_HAN : BITS_OTHER;
}

static gboolean
are_row_neighbours (gunichar a, gunichar b)
{
  if (a == 0 || b == 0 || a >= 0x80 || b >= 0x80)
    return FALSE;
  a = g_ascii_tolower (a);
  b = g_ascii_tolower (b);
  for (gsize i = 0; i < G_N_ELEMENTS (keyboard_rows); i++)
    {
      const char *at = strchr (keyboard_rows[i], (int)a);

      if (at == NULL)
        continue;
      if (at[1] == (char)b || (at > keyboard_rows[i] && at[-1] == (char)b))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_expected (const gunichar *text, gsize i)
{
  if (i == 0)
    return FALSE;
  return text[i] == text[i - 1] || text[i] == text[i - 1] + 1 || text[i] + 1 == text[i - 1]
         || are_row_neighbours (text[i - 1], text[i]);
}

/* Returns: how many characters of the text at @i are one of the known words, else 0. */
static gsize
match_word (const gunichar *text, gsize i, gsize n)
{
  gsize longest = 0;

  for (gsize w = 0; w < G_N_ELEMENTS (known_words); w++)
    {
      const char *p = known_words[w];
      gsize at = i;

      for (; *p != '\0' && at < n && g_unichar_tolower (text[at]) == g_utf8_get_char (p); at++)
        p = g_utf8_next_char (p);
      if (*p == '\0')
        longest = MAX (longest, at - i);
    }
  return longest;
}

/* Returns: the length of the shortest piece that the whole text repeats, @n when there is none. */
static gsize
find_period (const gunichar *text, gsize n)
{
  for (gsize period = 1; period <= n / 2; period++)
    {
      gsize i = period;

      while (i < n && text[i] == text[i - period])
        i++;
      if (i == n)
        return period;
    }
  return n;
}

/* Birthdays (8 digits or 6) and mobile numbers have far fewer forms than digits in a row. */
static double
cap_digits (const gunichar *text, gsize n, double bits)
{
  gsize n_digits = 0;

  for (gsize i = 0; i < n; i++)
    n_digits += text[i] < 0x80 && g_ascii_isdigit (text[i]);
  if (n_digits != n)
    return bits;
  if (n <= 8)
    return MIN (bits, 15);
  return n == 11 && text[0] == '1' ? MIN (bits, 24) : bits;
}

static guint
estimate_bits (const gunichar *text, gsize n)
{
  gsize counted = find_period (text, n);
  double bits = counted < n ? 2 : 0;

  for (gsize i = 0; i < counted;)
    {
      gsize word = match_word (text, i, counted);

      if (word > 0)
        bits += BITS_WORD;
      else
        bits += is_expected (text, i) ? BITS_EXPECTED : weigh_kind (text[i]);
      i += MAX (word, 1);
    }
  return (guint)cap_digits (text, n, bits);
}

static NxPassphraseStrength
judge (const gunichar *text, gsize n, guint *bits)
{
  gsize length = n;

  if (n == 0)
    return NX_PASSPHRASE_EMPTY;
  for (gsize i = 0; i < n; i++)
    length += is_han (text[i]);
  *bits = estimate_bits (text, n);
  if (length < NX_PASSPHRASE_MIN_LENGTH)
    return NX_PASSPHRASE_TOO_SHORT;
  if (*bits < NX_PASSPHRASE_MIN_BITS)
    return NX_PASSPHRASE_TOO_SIMPLE;
  if (*bits < GOOD_BITS)
    return NX_PASSPHRASE_FAIR;
  return *bits < STRONG_BITS ? NX_PASSPHRASE_GOOD : NX_PASSPHRASE_STRONG;
}

NxPassphraseStrength
nx_passphrase_estimate (const char *typed, guint *bits)
{
  NxPassphraseStrength strength;
  gunichar *text;
  glong n = 0;
  guint found = 0;

  if (bits != NULL)
    *bits = 0;
  if (typed == NULL || *typed == '\0' || strlen (typed) > NX_PASSPHRASE_MAX_BYTES
      || !g_utf8_validate (typed, -1, NULL))
    return NX_PASSPHRASE_EMPTY;
  text = nx_secret_alloc ((strlen (typed) + 1) * sizeof *text);
  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    text[n++] = g_utf8_get_char (p);
  strength = judge (text, n, &found);
  nx_secret_free (text);
  if (bits != NULL)
    *bits = found;
  return strength;
}

gboolean
nx_passphrase_check (const char *typed, GError **error)
{
  g_autoptr (NxPassphrase) passphrase = nx_passphrase_new (typed, error);

  if (passphrase == NULL)
    return FALSE;
  switch (nx_passphrase_estimate (typed, NULL))
    {
    case NX_PASSPHRASE_EMPTY:
    case NX_PASSPHRASE_TOO_SHORT:
      g_set_error (
          error, NX_KEYS_ERROR, NX_KEYS_ERROR_WEAK,
          /* TRANSLATORS: %d is a number of characters; a Chinese character counts as two. */
          _ ("The passphrase is too short. Take at least %d characters; a Chinese character "
             "counts as two."),
          NX_PASSPHRASE_MIN_LENGTH);
      return FALSE;
    case NX_PASSPHRASE_TOO_SIMPLE:
      g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WEAK,
                           _ ("The passphrase is too easy to guess. Take several words that do not "
                              "belong together, without dates, phone numbers or repeats."));
      return FALSE;
    case NX_PASSPHRASE_FAIR:
    case NX_PASSPHRASE_GOOD:
    case NX_PASSPHRASE_STRONG:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
check_typed (const char *typed, GError **error)
{
  if (*typed == '\0')
    g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WEAK, _ ("The passphrase is empty."));
  else if (strlen (typed) > NX_PASSPHRASE_MAX_BYTES)
    g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WEAK,
                         _ ("The passphrase is too long."));
  else if (!g_utf8_validate (typed, -1, NULL))
    g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WEAK,
                         _ ("The passphrase holds characters that cannot be read."));
  else
    return TRUE;
  return FALSE;
}

NxPassphrase *
nx_passphrase_new (const char *typed, GError **error)
{
  NxPassphrase *self;
  char *normal = NULL, *memory;
  gsize size;

  g_return_val_if_fail (typed != NULL, NULL);

  if (!check_typed (typed, error))
    return NULL;
  /* Plain ASCII is normal already and so leaves no copy in ordinary memory; GLib's normalising
   * makes some that cannot be reached, only its result is wiped here. */
  if (!g_str_is_ascii (typed))
    normal = g_utf8_normalize (typed, -1, G_NORMALIZE_NFC);
  size = strlen (normal != NULL ? normal : typed);
  memory = nx_secret_alloc (size);
  memcpy (memory, normal != NULL ? normal : typed, size);
  if (normal != NULL)
    explicit_bzero (normal, size);
  g_free (normal);

  self = g_new0 (NxPassphrase, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = nx_secret_bytes_take (memory, size);
  return self;
}

NxPassphrase *
nx_passphrase_ref (NxPassphrase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nx_passphrase_unref (NxPassphrase *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->bytes);
  g_free (self);
}

GBytes *
nx_passphrase_get_bytes (NxPassphrase *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->bytes;
}
