/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Turns ASCII digits and Chinese numerals into a number. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-numeral.h"

#define MAX_DIGITS 18

/* 0 … 9 for a Chinese digit, -1 otherwise. The circles are typed for 〇. */
static int
digit_value (gunichar c)
{
  static const gunichar digits[] = {
    0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D
  }; /* 〇一二三四五六七八九 */

  if (c == 0x96F6 || c == 0x25CB || c == 0x25EF || c == 0x25CC) /* 零 ○ ◯ ◌ */
    return 0;
  if (c == 0x4E24) /* 两 */
    return 2;
  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (c == digits[i])
      return (int)i;
  return -1;
}

/* 10 for 十, 100 for 百, 20 for 廿, 30 for 卅, 40 for 卌; 0 otherwise. */
static int
multiplier (gunichar c)
{
  switch (c)
    {
    case 0x5341:
      return 10;
    case 0x767E:
      return 100;
    case 0x5EFF:
    case 0x5344:
      return 20;
    case 0x5345:
      return 30;
    case 0x534C:
      return 40;
    default:
      return 0;
    }
}

static int
count_digits (gint64 value)
{
  int n = 1;

  for (; value >= 10; value /= 10)
    n++;
  return n;
}

static gboolean
take_ascii (const char **text, gint64 *value, int *n_digits)
{
  const char *p = *text;

  *value = 0;
  for (; g_ascii_isdigit (*p); p++)
    {
      if (p - *text >= MAX_DIGITS)
        return FALSE;
      *value = *value * 10 + (*p - '0');
    }
  *n_digits = (int)(p - *text);
  *text = p;
  return *n_digits > 0;
}

static gboolean
take_han (const char **text, gint64 *value, int *n_digits)
{
  gint64 total = 0;
  gint64 pending = 0; /* digits that no 十 or 百 has claimed yet */
  int n_pending = 0;
  gboolean is_in_words = FALSE;
  const char *p;

  for (p = *text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = digit_value (c);
      int factor = multiplier (c);

      if (digit >= 0 && n_pending < MAX_DIGITS)
        {
          pending = pending * 10 + digit;
          n_pending++;
        }
      else if (factor == 10 || factor == 100)
        {
          total += (n_pending > 0 ? pending : 1) * factor;
          pending = n_pending = 0;
          is_in_words = TRUE;
        }
      else if (factor > 0 && n_pending == 0)
        {
          total += factor;
          is_in_words = TRUE;
        }
      else
        break;
      if (total > G_MAXINT32)
        return FALSE;
    }
  if (p == *text)
    return FALSE;
  *value = total + pending;
  *n_digits = is_in_words ? count_digits (*value) : n_pending;
  *text = p;
  return TRUE;
}

gboolean
nx_numeral_take (const char **text, gint64 *value, int *n_digits)
{
  return g_ascii_isdigit (**text) ? take_ascii (text, value, n_digits)
                                  : take_han (text, value, n_digits);
}
