/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Recognises the phone, identity and case numbers, or pieces of them, that a person may type.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-query-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DIGITS 20
#define MIN_PHONE_DIGITS 3
#define MAX_PHONE_DIGITS 12
#define MIN_ID_DIGITS 4
#define MAX_ID_LENGTH 18

/* The digits of a text of nothing but digits and what is written between them; NULL otherwise. A
 * last X is taken into @ends_with_x. */
static char *
find_digits (const char *text, gboolean *ends_with_x)
{
  char digits[MAX_DIGITS + 1];
  guint n = 0;

  *ends_with_x = FALSE;
  for (; *text != '\0'; text++)
    {
      if (*ends_with_x)
        return NULL;
      if (g_ascii_isdigit (*text) && n < MAX_DIGITS)
        digits[n++] = *text;
      else if ((*text == 'x' || *text == 'X') && n == MAX_ID_LENGTH - 1)
        *ends_with_x = TRUE;
      else if (*text == '\0' || strchr (" -+().", *text) == NULL)
        return NULL;
    }
  digits[n] = '\0';
  return n > 0 ? g_strdup (digits) : NULL;
}

static void
read_phone (NxQuery *self, const char *digits)
{
  if (*self->text == '+' && g_str_has_prefix (digits, "86"))
    digits += 2;
  else if (g_str_has_prefix (digits, "0086"))
    digits += 4;
  else if (strlen (digits) == 13 && g_str_has_prefix (digits, "861"))
    digits += 2;
  if (strlen (digits) < MIN_PHONE_DIGITS || strlen (digits) > MAX_PHONE_DIGITS)
    return;
  self->phone_digits = g_strdup (digits);
  self->kinds |= NX_QUERY_PHONE;
}

/* Numbers of the mainland's card and of the residence permits are digits; the travel permits of
 * people from Hong Kong and Macao begin with a letter (H, M), as passports do. */
static void
read_id_number (NxQuery *self, const char *digits, gboolean ends_with_x)
{
  gsize length = strlen (digits);
  if (length < MIN_ID_DIGITS || length > MAX_ID_LENGTH || *digits == '0' || *self->text == '+')
    return;
  self->id_prefix = g_strconcat (digits, ends_with_x ? "X" : "", NULL);
  self->kinds |= NX_QUERY_ID_NUMBER;
}

static void
read_permit_number (NxQuery *self)
{
  const char *text = self->text;
  gsize n_letters = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  gsize n_digits = strspn (text + n_letters, "0123456789");
  if (n_letters < 1 || n_letters > 2 || n_digits < MIN_ID_DIGITS || n_digits > 12
      || text[n_letters + n_digits] != '\0')
    return;
  self->id_prefix = g_ascii_strup (text, -1);
  self->kinds |= NX_QUERY_ID_NUMBER;
}

static gboolean
is_year (const char *digits, gsize length)
{
  return length == 4 && (strncmp (digits, "19", 2) == 0 || strncmp (digits, "20", 2) == 0);
}

typedef struct
{
  const char *digits;
  gsize length;
} Number;

/* The first three runs of digits of a text; returns how many runs there are. */
static guint
find_numbers (const char *text, Number numbers[3])
{
  guint n = 0;
  while (*text != '\0')
    {
      gsize length = strspn (text, "0123456789");
      if (length > 0 && n < 3)
        numbers[n] = (Number){ text, length };
      n += length > 0;
      text += MAX (length, 1);
    }
  return n;
}

/* 7 is number 0007; a number that begins with 0 may still be being typed. */
static char *
format_sequence (const Number *number)
{
  g_autofree char *digits = g_strndup (number->digits, number->length);
  if (*digits == '0' || number->length > 4)
    return g_steal_pointer (&digits);
  return g_strdup_printf ("%04d", (int)g_ascii_strtoll (digits, NULL, 10));
}

/* "210102002001-2025-0007" and its end: numbers joined by hyphens, a year among them. */
static char *
find_hyphened (const char *text)
{
  Number numbers[3];
  guint n = find_numbers (text, numbers), year;
  g_autofree char *sequence = NULL;

  if (strspn (text, "0123456789-") != strlen (text) || n < 1 || n > 3)
    return NULL;
  for (year = 0; year < n && !is_year (numbers[year].digits, numbers[year].length); year++)
    ;
  if (year == n || year > 1 || (year == 1 && numbers[0].length != 12) || n - year > 2)
    return NULL;
  if (year + 1 == n)
    return strchr (text, '-') != NULL ? g_strndup (text, strlen (text)) : NULL;
  sequence = format_sequence (&numbers[year + 1]);
  return g_strdup_printf ("%.*s%s%.4s-%s", year == 1 ? 12 : 0, numbers[0].digits,
                          year == 1 ? "-" : "", numbers[year].digits, sequence);
}

/* As printed: 〔2025〕个案0007号, with any brackets and any of the parts. */
static char *
find_printed (const char *text)
{
  static const char *const brackets[] = { "〔", "[", "【", "(", "﹝" };
  Number numbers[3] = { 0 };
  guint n = find_numbers (text, numbers);
  gboolean has_case = strstr (text, "个案") != NULL || strstr (text, "個案") != NULL;
  gboolean has_year = FALSE;
  g_autofree char *sequence = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (brackets) && n > 0; i++)
    {
      gsize length = strlen (brackets[i]);
      if (numbers[0].digits >= text + length
          && strncmp (numbers[0].digits - length, brackets[i], length) == 0)
        has_year = is_year (numbers[0].digits, numbers[0].length);
    }
  if (n < 1 || n > 2 || (n == 2 && !has_year) || (!has_year && !has_case))
    return NULL;
  if (n == 1 && has_year)
    return g_strdup_printf ("-%.4s-", numbers[0].digits);
  sequence = format_sequence (&numbers[n - 1]);
  return has_year ? g_strdup_printf ("%.4s-%s", numbers[0].digits, sequence)
                  : g_strdup_printf ("-%s", sequence);
}

static void
read_case_number (NxQuery *self, const char *digits)
{
  self->case_piece = find_hyphened (self->text);
  if (self->case_piece == NULL)
    self->case_piece = find_printed (self->text);
  if (self->case_piece == NULL && digits != NULL && strlen (digits) == 4
      && strlen (self->text) == 4)
    self->case_piece = g_strconcat ("-", digits, NULL);
  if (self->case_piece != NULL)
    self->kinds |= NX_QUERY_CASE_NUMBER;
}

void
nx_query_read_numbers (NxQuery *self)
{
  gboolean ends_with_x;
  g_autofree char *digits = find_digits (self->text, &ends_with_x);

  if (digits != NULL && !ends_with_x)
    read_phone (self, digits);
  if (digits != NULL)
    read_id_number (self, digits, ends_with_x);
  else
    read_permit_number (self);
  read_case_number (self, digits);
}
