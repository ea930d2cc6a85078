/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Applies the rules of GB 11643 and of the permits to a number as typed. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-id-number.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The provinces of GB/T 2260, Taiwan, Hong Kong and Macao; 83 is used in residence permits only. */
static const char provinces[]
    = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 "
      "52 53 54 61 62 63 64 65 71 81 82 83";

char
nx_id_number_check_character (const char *first17)
{
  static const guint8 weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      if (!g_ascii_isdigit (first17[i]))
        return '\0';
      sum += (guint)(first17[i] - '0') * weights[i];
    }
  return "10X98765432"[sum % 11];
}

/* Half-width, upper case, without what people put between the digits. */
static char *
normalise (const char *text)
{
  g_autofree char *narrow = nx_text_narrow (text);
  GString *result = g_string_sized_new (24);

  for (const char *p = narrow; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == '-' || c == '\'' || c == 0x2019
          || c == 0xFEFF || c == 0x200B)
        continue;
      g_string_append_unichar (result, c < 0x80 ? (gunichar)g_ascii_toupper ((char)c) : c);
    }
  return g_string_free (result, FALSE);
}

static gboolean
are_digits (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* 2.10102E+17, also cut short as 2.1E17. */
static gboolean
is_scientific (const char *text)
{
  /* Hardly any has the letter, and the pattern is made anew each time. */
  return strchr (text, 'E') != NULL
         && g_regex_match_simple ("^[0-9](\\.[0-9]*)?E\\+?[0-9]{1,2}$", text, 0, 0);
}

static gboolean
is_province (const char *two_digits)
{
  const char code[3] = { two_digits[0], two_digits[1], '\0' };

  return strstr (provinces, code) != NULL;
}

static NxDate
read_birth (const char *eight_digits)
{
  NxDate date;
  g_autofree char *iso
      = g_strdup_printf ("%.4s-%.2s-%.2s", eight_digits, eight_digits + 4, eight_digits + 6);

  nx_date_from_iso (iso, &date);
  return date;
}

static void
read_region (NxIdNumber *number)
{
  const char *text = number->text;

  if (number->kind == NX_ID_NUMBER_CITIZEN && text[0] == '9' && is_province (text + 1))
    number->kind = NX_ID_NUMBER_FOREIGN_RESIDENT;
  else if (g_str_has_prefix (text, "810000") || g_str_has_prefix (text, "820000"))
    number->kind = NX_ID_NUMBER_HK_MACAO_RESIDENT;
  else if (g_str_has_prefix (text, "830000"))
    number->kind = NX_ID_NUMBER_TAIWAN_RESIDENT;

  g_strlcpy (number->region, text, 7);
  if (number->kind == NX_ID_NUMBER_CITIZEN || number->kind == NX_ID_NUMBER_CITIZEN_OLD)
    number->is_region_unknown = memcmp (text + 2, "00", 2) == 0 || memcmp (text + 4, "00", 2) == 0;
}

static NxIdNumberProblem
check_citizen (NxIdNumber *number, NxDate today)
{
  const char *text = number->text;

  if (!are_digits (text, 17) || (text[17] != 'X' && !g_ascii_isdigit (text[17])))
    return NX_ID_NUMBER_BAD_CHARACTER;
  read_region (number);
  number->birth = read_birth (text + 6);
  number->sex[0] = (text[16] - '0') % 2 == 1 ? '1' : '2';

  if (nx_id_number_check_character (text) != text[17] && g_str_has_suffix (text, "000"))
    return NX_ID_NUMBER_ROUNDED;
  if (number->kind != NX_ID_NUMBER_FOREIGN_RESIDENT && !is_province (text))
    return NX_ID_NUMBER_BAD_REGION;
  if (!nx_date_is_set (number->birth) || number->birth.year < 1850)
    return NX_ID_NUMBER_BAD_DATE;
  if (nx_id_number_check_character (text) != text[17])
    return NX_ID_NUMBER_BAD_CHECK;
  return nx_date_compare (number->birth, today) > 0 ? NX_ID_NUMBER_FUTURE_BIRTH : NX_ID_NUMBER_OK;
}

/* Puts the century into a number of 15 digits and adds the check character. */
static NxIdNumberProblem
check_old_citizen (NxIdNumber *number, const char *text, NxDate today)
{
  if (!are_digits (text, 15))
    return NX_ID_NUMBER_BAD_CHARACTER;
  number->kind = NX_ID_NUMBER_CITIZEN_OLD;
  g_snprintf (number->text, sizeof number->text, "%.6s19%.9s", text, text + 6);
  number->text[17] = nx_id_number_check_character (number->text);
  number->text[18] = '\0';
  return check_citizen (number, today);
}

static NxIdNumberProblem
check_any (NxIdNumber *number, const char *text, NxDate today)
{
  gsize length = strlen (text);
  gboolean is_hk_macao = text[0] == 'H' || text[0] == 'M';

  if (length == 0)
    return NX_ID_NUMBER_EMPTY;
  if (is_scientific (text))
    return NX_ID_NUMBER_SCIENTIFIC;
  if (g_utf8_strlen (text, -1) < (glong)sizeof number->text && length < sizeof number->text)
    g_strlcpy (number->text, text, sizeof number->text);
  if (is_hk_macao && (length == 9 || length == 11))
    {
      number->kind = NX_ID_NUMBER_HK_MACAO_PERMIT;
      return are_digits (text + 1, length - 1) ? NX_ID_NUMBER_OK : NX_ID_NUMBER_BAD_CHARACTER;
    }
  if (length == 8 && are_digits (text, 8))
    {
      number->kind = NX_ID_NUMBER_TAIWAN_PERMIT;
      return NX_ID_NUMBER_OK;
    }
  if (length == 15 && g_str_is_ascii (text))
    return check_old_citizen (number, text, today);
  if (g_utf8_strlen (text, -1) != 18)
    return NX_ID_NUMBER_BAD_LENGTH;
  number->kind = NX_ID_NUMBER_CITIZEN;
  return length == 18 ? check_citizen (number, today) : NX_ID_NUMBER_BAD_CHARACTER;
}

gboolean
nx_id_number_parse (const char *text, NxDate today, NxIdNumber *number)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (number != NULL, FALSE);

  memset (number, 0, sizeof *number);
  normal = normalise (text);
  number->problem = check_any (number, normal, today);
  return number->problem == NX_ID_NUMBER_OK;
}

const char *
nx_id_number_problem_text (NxIdNumberProblem problem)
{
  switch (problem)
    {
    case NX_ID_NUMBER_EMPTY:
      return _ ("There is no ID number.");
    case NX_ID_NUMBER_BAD_LENGTH:
      return _ ("An ID number has 18 characters (old ones 15). Compare it with the card.");
    case NX_ID_NUMBER_BAD_CHARACTER:
      return _ ("The ID number contains a character that is not allowed, perhaps the letter O for "
                "a zero.");
    case NX_ID_NUMBER_BAD_REGION:
      return _ ("The first digits of the ID number are no place in the country. Compare it with "
                "the card.");
    case NX_ID_NUMBER_BAD_DATE:
      return _ ("The birth date inside the ID number does not exist. Compare it with the card.");
    case NX_ID_NUMBER_FUTURE_BIRTH:
      return _ (
          "The birth date inside the ID number lies in the future. Compare it with the card.");
    case NX_ID_NUMBER_BAD_CHECK:
      return _ (
          "The last character of the ID number does not fit the others, so something is mistyped. "
          "Compare it with the card.");
    case NX_ID_NUMBER_SCIENTIFIC:
      return _ (
          "A spreadsheet has shortened the ID number and lost digits. Format the column as text, "
          "enter the number again and save the file once more.");
    case NX_ID_NUMBER_ROUNDED:
      return _ (
          "A spreadsheet has replaced the last digits of the ID number by 000. Format the column "
          "as text, enter the number again and save the file once more.");
    case NX_ID_NUMBER_OK:
    default:
      return "";
    }
}
