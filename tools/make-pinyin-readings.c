/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Developer's program: writes resources/codes/pinyin-readings.tsv from ICU's Han-Latin rules.
 */

/* Built only on request: ninja -C _build src/search/make-pinyin-readings, then
 * _build/src/search/make-pinyin-readings > resources/codes/pinyin-readings.tsv */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

typedef struct
{
  UChar32 first;
  UChar32 last;
} Range;

typedef struct
{
  char syllable[12];
  UChar32 character;
} Reading;

/* 〇, Extension A, the main block, compatibility, Extensions B to F, G. */
static const Range ranges[] = {
  { 0x3007, 0x3007 },   { 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF },   { 0xF900, 0xFAD9 },
  { 0x20000, 0x2A6DF }, { 0x2A700, 0x2EBE0 }, { 0x30000, 0x3134A },
};

/* Interjections and regional spellings nobody types to find a person. */
static const char *const unwanted[] = { "hm", "m", "n", "ng", "din", "fiao", "nun", "wong", "cei" };

static int
is_wanted (const char *syllable)
{
  for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
    if (strcmp (syllable, unwanted[i]) == 0)
      return 0;
  return *syllable != '\0';
}

/* "lǜ" → "lv"; 0 when the text is anything but one Latin syllable. */
static int
to_syllable (const UChar *text, int32_t length, char *syllable)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar apart[32];
  int32_t n = unorm2_normalize (unorm2_getNFDInstance (&status), text, length, apart, 32, &status);
  int out = 0;
  for (int32_t i = 0; U_SUCCESS (status) && i < n; i++)
    {
      if (apart[i] == 0x0308 && out > 0)
        syllable[out - 1] = 'v';
      else if (apart[i] >= 'a' && apart[i] <= 'z' && out < 10)
        syllable[out++] = (char)apart[i];
      else if (u_charType (apart[i]) != U_NON_SPACING_MARK)
        return 0;
    }
  syllable[out] = '\0';
  return is_wanted (syllable);
}

static int
read_character (UTransliterator *rules, UChar32 character, Reading *reading)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[32];
  int32_t length = 0;
  U16_APPEND_UNSAFE (text, length, character);
  int32_t limit = length;
  text[length] = 0;
  utrans_transUChars (rules, text, &length, 32, 0, &limit, &status);
  reading->character = character;
  return U_SUCCESS (status) && to_syllable (text, length, reading->syllable);
}

static int
compare_readings (const void *a, const void *b)
{
  const Reading *one = a, *two = b;
  int order = strcmp (one->syllable, two->syllable);
  return order != 0 ? order : (one->character > two->character) - (one->character < two->character);
}

static void
print_character (UChar32 character)
{
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE (bytes, length, character);
  fwrite (bytes, 1, (size_t)length, stdout);
}

static void
print_readings (const Reading *readings, size_t n_readings)
{
  printf ("# One reading without tone for each character: syllable, characters; ü is written v.\n"
          "# Made by tools/make-pinyin-readings.c from ICU %s; see pinyin-readings.license.\n",
          U_ICU_VERSION);
  for (size_t i = 0; i < n_readings; i++)
    {
      if (i == 0 || strcmp (readings[i - 1].syllable, readings[i].syllable) != 0)
        printf ("%s%s\t", i == 0 ? "" : "\n", readings[i].syllable);
      print_character (readings[i].character);
    }
  printf ("\n");
}

int
main (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar id[16];
  UTransliterator *rules
      = utrans_openU (u_uastrcpy (id, "Han-Latin"), -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE (status))
    {
      fprintf (stderr, "ICU has no Han-Latin rules: %s\n", u_errorName (status));
      return 1;
    }
  Reading *readings = calloc (100000, sizeof *readings);
  size_t n_readings = 0;
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    for (UChar32 character = ranges[i].first; character <= ranges[i].last; character++)
      n_readings += (size_t)read_character (rules, character, &readings[n_readings]);
  qsort (readings, n_readings, sizeof *readings, compare_readings);
  print_readings (readings, n_readings);
  free (readings);
  utrans_close (rules);
  return 0;
}
