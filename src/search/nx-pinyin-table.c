/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Looks up the readings of one character and the known syllables; private to the room.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-pinyin-table.h"

#include "nx-pinyin-data.h"

#include <string.h>

/* Spellings beside the table's own, as written in passports or by old input methods. */
static const struct
{
  char typed[8];
  char syllable[8];
} other_spellings[] = {
  { "lyu", "lv" },  { "lyue", "lve" }, { "lue", "lve" }, { "nyu", "nv" }, { "nyue", "nve" },
  { "nue", "nve" }, { "jv", "ju" },    { "qv", "qu" },   { "xv", "xu" },  { "yv", "yu" },
};

guint
nx_pinyin_table_find (gunichar c, guint16 readings[NX_PINYIN_MAX_READINGS])
{
  guint16 value = 0;
  guint n = 0;

  if ((c >> 8) <= NX_PINYIN_LAST_PAGE)
    value = nx_pinyin_pages[nx_pinyin_page_numbers[c >> 8]][c & 0xFF];
  if (value == 0)
    return 0;
  if ((value & NX_PINYIN_POLYPHONE) == 0)
    {
      readings[0] = value;
      return 1;
    }
  for (const guint16 *row = nx_pinyin_polyphones[value & ~NX_PINYIN_POLYPHONE];
       n < NX_PINYIN_MAX_READINGS && row[n] != 0; n++)
    readings[n] = row[n];
  return n;
}

const char *
nx_pinyin_table_syllable (guint16 reading)
{
  return reading < nx_pinyin_n_syllables ? nx_pinyin_syllables[reading] : "";
}

/* The first syllable that is not below the text. */
static guint
find_place (const char *text, gsize length)
{
  guint low = 1, high = nx_pinyin_n_syllables;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (strncmp (nx_pinyin_syllables[middle], text, length) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint16
nx_pinyin_table_reading (const char *text, gsize length)
{
  guint place = find_place (text, length);
  /* Shorter sorts first, so the syllable itself precedes those it begins. */
  if (length == 0 || place >= nx_pinyin_n_syllables
      || strncmp (nx_pinyin_syllables[place], text, length) != 0
      || nx_pinyin_syllables[place][length] != '\0')
    return 0;
  return (guint16)place;
}

guint16
nx_pinyin_table_typed_reading (const char *text, gsize length)
{
  guint16 reading;

  if (length == 0 || length > 6)
    return 0;
  reading = nx_pinyin_table_reading (text, length);
  for (guint i = 0; reading == 0 && i < G_N_ELEMENTS (other_spellings); i++)
    if (strncmp (other_spellings[i].typed, text, length) == 0
        && other_spellings[i].typed[length] == '\0')
      reading = nx_pinyin_table_reading (other_spellings[i].syllable,
                                         strlen (other_spellings[i].syllable));
  return reading;
}

gboolean
nx_pinyin_table_is_prefix (const char *text, gsize length)
{
  guint place;

  if (length == 0 || length > 6)
    return FALSE;
  place = find_place (text, length);
  if (place < nx_pinyin_n_syllables && strncmp (nx_pinyin_syllables[place], text, length) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (other_spellings); i++)
    if (strncmp (other_spellings[i].typed, text, length) == 0)
      return TRUE;
  return FALSE;
}

guint
nx_pinyin_table_spellings (guint16 reading, char spellings[3][8])
{
  const char *syllable = nx_pinyin_table_syllable (reading);

  g_strlcpy (spellings[0], syllable, 8);
  if ((syllable[0] != 'l' && syllable[0] != 'n') || syllable[1] != 'v')
    return 1;
  g_strlcpy (spellings[1], syllable, 8);
  spellings[1][1] = 'u';
  g_snprintf (spellings[2], 8, "%cyu%s", syllable[0], syllable + 2);
  return 3;
}
