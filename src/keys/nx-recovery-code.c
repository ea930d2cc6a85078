/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The recovery code of the printed sheet: made, written in groups, read back as people type it. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-recovery-code.h"

#include "nx-keys-error.h"
#include "nx-secret-memory.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* A group is three random symbols d1 d2 d3 and a check symbol
 *
 *   c = 2·d1 + 4·d2 + 8·d3 + position     in the field of 32 elements, x⁵ = x² + 1.
 *
 * The factors differ from each other, from 0 and from the check symbol's own factor 1, so one wrong
 * symbol and two neighbours swapped always show; the position shows groups in the wrong order. */
#define N_DATA (NX_RECOVERY_CODE_GROUP_SIZE - 1)
#define N_SYMBOLS (NX_RECOVERY_CODE_N_GROUPS * NX_RECOVERY_CODE_GROUP_SIZE)
#define CODE_SIZE (NX_RECOVERY_CODE_N_GROUPS * N_DATA)
/* Each group and a dash or the final NUL behind it. */
#define TEXT_SIZE (NX_RECOVERY_CODE_N_GROUPS * (NX_RECOVERY_CODE_GROUP_SIZE + 1))

/* Digits and capitals without I, L, O (read as 1, 1, 0) and U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct _NxRecoveryCode
{
  gatomicrefcount ref_count;
  GBytes *bytes;
  char *text;
};

/* What was typed, as symbols in locked memory. */
typedef struct
{
  guint8 *symbols;
  guint n_symbols; /* may pass N_SYMBOLS; only so many are kept */
  guint bad_group; /* from an impossible character or a group of the wrong size */
} Typed;

G_DEFINE_BOXED_TYPE (NxRecoveryCode, nx_recovery_code, nx_recovery_code_ref, nx_recovery_code_unref)

static guint8
multiply_by_two (guint8 symbol)
{
  guint8 doubled = symbol << 1;

  return (doubled & 32) != 0 ? (doubled ^ 0x25) : doubled;
}

static guint8
compute_check (const guint8 *data, guint group)
{
  guint8 check = group;
  guint8 d1 = multiply_by_two (data[0]);
  guint8 d2 = multiply_by_two (multiply_by_two (data[1]));
  guint8 d3 = multiply_by_two (multiply_by_two (multiply_by_two (data[2])));

  check ^= d1 ^ d2 ^ d3;
  return check;
}

static NxRecoveryCode *
new_from_data (guint8 *data)
{
  NxRecoveryCode *self = g_new0 (NxRecoveryCode, 1);
  char *end;

  g_atomic_ref_count_init (&self->ref_count);
  self->text = end = nx_secret_alloc (TEXT_SIZE);
  for (guint group = 0; group < NX_RECOVERY_CODE_N_GROUPS; group++)
    {
      const guint8 *symbols = data + group * N_DATA;

      for (guint i = 0; i < N_DATA; i++)
        *end++ = alphabet[symbols[i]];
      *end++ = alphabet[compute_check (symbols, group)];
      *end++ = group + 1 < NX_RECOVERY_CODE_N_GROUPS ? '-' : '\0';
    }
  sodium_mprotect_readonly (self->text);
  self->bytes = nx_secret_bytes_take (data, CODE_SIZE);
  return self;
}

NxRecoveryCode *
nx_recovery_code_new_random (void)
{
  guint8 *data = nx_secret_alloc (CODE_SIZE);

  randombytes_buf (data, CODE_SIZE);
  for (guint i = 0; i < CODE_SIZE; i++)
    data[i] &= 31;
  return new_from_data (data);
}

/* Returns: the symbol, -1 for what only separates, -2 for what cannot stand in a code. */
static int
read_symbol (gunichar c)
{
  const char *found;

  if (c >= 0xff01 && c <= 0xff5e) /* full-width forms, left by an input method */
    c -= 0xff01 - '!';
  if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212
      || c == '.' || c == ',' || c == 0x200b || c == 0xfeff)
    return -1;
  if (c == 0 || c > 'z')
    return -2;
  c = g_ascii_toupper ((char)c);
  if (c == 'O')
    c = '0';
  else if (c == 'I' || c == 'L')
    c = '1';
  found = strchr (alphabet, (int)c);
  return found != NULL ? (int)(found - alphabet) : -2;
}

static void
read_typed (const char *text, Typed *typed)
{
  guint chunk = 0, in_chunk = 0, odd_chunk = 0;

  typed->symbols = nx_secret_alloc (N_SYMBOLS);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      int symbol = read_symbol (g_utf8_get_char (p));

      if (symbol == -1)
        {
          if (in_chunk > 0 && ++chunk > 0 && in_chunk != NX_RECOVERY_CODE_GROUP_SIZE
              && odd_chunk == 0)
            odd_chunk = chunk;
          in_chunk = 0;
          continue;
        }
      if (symbol == -2 && typed->bad_group == 0)
        typed->bad_group = typed->n_symbols / NX_RECOVERY_CODE_GROUP_SIZE + 1;
      if (typed->n_symbols < N_SYMBOLS)
        typed->symbols[typed->n_symbols] = MAX (symbol, 0);
      typed->n_symbols++;
      in_chunk++;
    }
  /* With the right number of characters it does not matter where the spaces are. */
  if (typed->n_symbols != N_SYMBOLS && typed->bad_group == 0)
    typed->bad_group = odd_chunk;
  typed->bad_group = MIN (typed->bad_group, NX_RECOVERY_CODE_N_GROUPS);
}

static guint
count_good_groups (const Typed *typed)
{
  guint n_whole = MIN (typed->n_symbols, N_SYMBOLS) / NX_RECOVERY_CODE_GROUP_SIZE;
  guint n_good = 0;

  if (typed->bad_group != 0)
    n_whole = MIN (n_whole, typed->bad_group - 1);
  while (n_good < n_whole)
    {
      const guint8 *symbols = typed->symbols + n_good * NX_RECOVERY_CODE_GROUP_SIZE;

      if (compute_check (symbols, n_good) != symbols[N_DATA])
        break;
      n_good++;
    }
  return n_good;
}

/* Fills in the first group with a mistake and says whether all is right. */
static gboolean
judge (Typed *typed, guint *n_good, guint *bad_group)
{
  guint good = count_good_groups (typed);
  guint whole = MIN (typed->n_symbols, N_SYMBOLS) / NX_RECOVERY_CODE_GROUP_SIZE;
  guint bad = 0;

  if (typed->bad_group != 0)
    bad = MIN (good + 1, typed->bad_group);
  else if (good < whole)
    bad = good + 1;
  if (n_good != NULL)
    *n_good = good;
  if (bad_group != NULL)
    *bad_group = bad;
  return bad == 0 && typed->n_symbols == N_SYMBOLS;
}

gboolean
nx_recovery_code_scan (const char *text, guint *n_good, guint *bad_group)
{
  Typed typed = { 0 };
  gboolean is_right;

  g_return_val_if_fail (text != NULL, FALSE);

  if (n_good != NULL)
    *n_good = 0;
  if (bad_group != NULL)
    *bad_group = 0;
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  read_typed (text, &typed);
  is_right = judge (&typed, n_good, bad_group);
  nx_secret_free (typed.symbols);
  return is_right;
}

static void
set_code_error (GError **error, const Typed *typed, guint bad_group)
{
  if (bad_group != 0)
    g_set_error (
        error, NX_KEYS_ERROR, NX_KEYS_ERROR_BAD_CODE,
        /* TRANSLATORS: %u is the number of a group of four characters, from 1. */
        _ ("Group %u of the recovery code has a typing mistake. Compare it with the sheet."),
        bad_group);
  else if (typed->n_symbols < N_SYMBOLS)
    g_set_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_BAD_CODE,
                 /* TRANSLATORS: %d is the number of groups of four characters in a whole code. */
                 _ ("The recovery code is not complete: it has %d groups of four characters."),
                 NX_RECOVERY_CODE_N_GROUPS);
  else
    g_set_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_BAD_CODE,
                 /* TRANSLATORS: %d is the number of groups of four characters in a whole code. */
                 _ ("The recovery code is too long: it has %d groups of four characters."),
                 NX_RECOVERY_CODE_N_GROUPS);
}

NxRecoveryCode *
nx_recovery_code_parse (const char *text, guint *bad_group, GError **error)
{
  NxRecoveryCode *self = NULL;
  Typed typed = { 0 };
  guint bad = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (bad_group != NULL)
    *bad_group = 0;
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_BAD_CODE,
                           _ ("The recovery code holds characters that cannot be read."));
      return NULL;
    }
  read_typed (text, &typed);
  if (judge (&typed, NULL, &bad))
    {
      guint8 *data = nx_secret_alloc (CODE_SIZE);

      for (guint group = 0; group < NX_RECOVERY_CODE_N_GROUPS; group++)
        memcpy (data + group * N_DATA, typed.symbols + group * NX_RECOVERY_CODE_GROUP_SIZE, N_DATA);
      self = new_from_data (data);
    }
  else
    set_code_error (error, &typed, bad);
  if (bad_group != NULL)
    *bad_group = bad;
  nx_secret_free (typed.symbols);
  return self;
}

NxRecoveryCode *
nx_recovery_code_ref (NxRecoveryCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nx_recovery_code_unref (NxRecoveryCode *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->bytes);
  nx_secret_free (self->text);
  g_free (self);
}

const char *
nx_recovery_code_get_text (NxRecoveryCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->text;
}

GBytes *
nx_recovery_code_get_bytes (NxRecoveryCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->bytes;
}
