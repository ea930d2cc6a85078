/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes a name apart into Han characters with their readings, words and numbers; private to the
 * room.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-name-units.h"

#include "nx-surname-table.h"
#include "nx-text.h"

#include <string.h>

guint
nx_fold_letter (gunichar c, gboolean keeps_umlaut, char bytes[8])
{
  gunichar apart[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n;

  if (c < 0x80)
    {
      bytes[0] = g_ascii_tolower ((char)c);
      return g_ascii_isalpha ((char)c) ? 1 : 0;
    }
  n = g_unichar_fully_decompose (c, TRUE, apart, G_N_ELEMENTS (apart));
  for (gsize i = 0; keeps_umlaut && i < n; i++)
    if (apart[i] == 0x308 && (apart[0] == 'u' || apart[0] == 'U'))
      apart[0] = 'v';
  /* Letters that come apart into several (ﬁ, ㎏) keep the first: they do not occur in names. */
  return n > 0 && g_unichar_isalpha (apart[0])
             ? (guint)g_unichar_to_utf8 (g_unichar_tolower (apart[0]), bytes)
             : 0;
}

static void
add_reading (NxNameUnit *unit, guint16 reading)
{
  for (guint i = 0; i < unit->n_readings; i++)
    if (unit->readings[i] == reading)
      return;
  if (reading != 0 && unit->n_readings < NX_UNIT_MAX_READINGS)
    unit->readings[unit->n_readings++] = reading;
}

static void
put_reading_first (NxNameUnit *unit, guint16 reading)
{
  guint place = 0;

  add_reading (unit, reading);
  while (place < unit->n_readings && unit->readings[place] != reading)
    place++;
  if (place == unit->n_readings) /* full: the last one makes room */
    place--;
  memmove (unit->readings + 1, unit->readings, place * sizeof *unit->readings);
  unit->readings[0] = reading;
}

static NxNameUnit *
add_unit (NxNameUnits *self, NxUnitKind kind, guint offset)
{
  NxNameUnit *unit = &self->units[self->n_units++];

  unit->kind = kind;
  unit->c = 0;
  unit->offset = (guint16)offset;
  unit->length = 0;
  unit->begins_part = FALSE;
  unit->n_readings = 0;
  unit->word = (guint16)self->n_bytes;
  unit->word_length = 0;
  return unit;
}

static void
extend_word (NxNameUnits *self, NxNameUnit *unit, const char *bytes, guint n_bytes)
{
  unit->length++;
  if (self->n_bytes + n_bytes > NX_NAME_MAX_BYTES)
    return;
  memcpy (self->words + self->n_bytes, bytes, n_bytes);
  self->n_bytes += n_bytes;
  unit->word_length = (guint16)(unit->word_length + n_bytes);
}

/* What kind of unit a character belongs to, with its folded bytes; FALSE for what separates. */
static gboolean
classify (gunichar c, NxUnitKind *kind, char bytes[8], guint *n_bytes)
{
  int digit = g_unichar_digit_value (c);

  *n_bytes = 0;
  if (nx_text_is_han (c))
    *kind = NX_UNIT_HAN;
  else if (digit >= 0)
    {
      *kind = NX_UNIT_NUMBER;
      bytes[(*n_bytes)++] = (char)('0' + digit);
    }
  else
    {
      *kind = NX_UNIT_WORD;
      *n_bytes = nx_fold_letter (c, FALSE, bytes);
      return *n_bytes > 0;
    }
  return TRUE;
}

static void
read_characters (NxNameUnits *self, const char *name)
{
  NxNameUnit *word = NULL;
  gboolean begins_part = FALSE;
  guint n_parts = 0;

  for (guint offset = 0; *name != '\0' && offset < G_MAXUINT16;
       offset++, name = g_utf8_next_char (name))
    {
      gunichar c = g_utf8_get_char (name);
      NxUnitKind kind;
      char bytes[8];
      guint n_bytes;

      if (!classify (c, &kind, bytes, &n_bytes))
        {
          /* A mark belongs to its letter; anything else ends the word. */
          if (word != NULL && g_unichar_ismark (c))
            word->length++;
          else
            {
              word = NULL;
              begins_part = self->n_units > 0;
            }
          continue;
        }
      if (kind == NX_UNIT_HAN || word == NULL || word->kind != kind)
        {
          if (self->n_units == NX_NAME_MAX_UNITS)
            return;
          word = add_unit (self, kind, offset);
          word->begins_part = begins_part && n_parts++ < NX_NAME_MAX_PARTS;
          begins_part = FALSE;
        }
      if (kind == NX_UNIT_HAN)
        {
          word->c = c;
          word->length = 1;
          word = NULL;
        }
      else
        extend_word (self, word, bytes, n_bytes);
    }
}

static void
read_surname (NxNameUnits *self)
{
  gunichar characters[NX_SURNAME_MAX];
  guint n = 0;
  const NxSurname *surname;

  while (n < NX_SURNAME_MAX && n < self->n_units && self->units[n].kind == NX_UNIT_HAN)
    {
      characters[n] = self->units[n].c;
      n++;
    }
  surname = nx_surname_table_find (characters, n);
  if (surname == NULL)
    return;
  for (guint i = 0; i < NX_SURNAME_MAX; i++)
    add_reading (&self->units[surname->n_characters > 1 ? i : 0], surname->syllables[i]);
  /* 单于 may also be a Shan named Yu. */
  if (surname->n_characters > 1 && (surname = nx_surname_table_find (characters, 1)) != NULL)
    for (guint i = 0; i < NX_SURNAME_MAX; i++)
      add_reading (&self->units[0], surname->syllables[i]);
}

static void
read_readings (NxNameUnits *self)
{
  for (guint i = 0; i < self->n_units; i++)
    {
      guint16 readings[NX_PINYIN_MAX_READINGS];
      guint n = 0;
      if (self->units[i].kind == NX_UNIT_HAN)
        n = nx_pinyin_table_find (self->units[i].c, readings);
      for (guint j = 0; j < n; j++)
        add_reading (&self->units[i], readings[j]);
    }
}

/* Takes @letters apart into exactly @n syllables, the longest first. The budget of tries keeps
 * "aoaoaoao…" from taking for ever. */
static gboolean
split_letters (const char *letters, guint n, guint16 *readings, guint *budget)
{
  if (n == 0 || *budget == 0)
    return n == 0 && *letters == '\0';
  (*budget)--;
  for (gsize length = MIN (strlen (letters), 6); length > 0; length--)
    {
      readings[0] = nx_pinyin_table_typed_reading (letters, length);
      if (readings[0] != 0 && split_letters (letters + length, n - 1, readings + 1, budget))
        return TRUE;
    }
  return FALSE;
}

/* Reads the words of a correction; each must be a syllable and their number must fit. */
static gboolean
split_words (char *words, guint n, guint16 *readings)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  guint found = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (found == n)
        return FALSE;
      readings[found] = nx_pinyin_table_typed_reading (parts[i], strlen (parts[i]));
      if (readings[found++] == 0)
        return FALSE;
    }
  return found == n;
}

/* "Tán Jìng", "lu:", "xi'an" → "tan jing", "lv", "xi an". */
static void
clean_correction (const char *correction, char *words, gsize size)
{
  gsize n = 0;
  for (; *correction != '\0' && n + 8 < size; correction = g_utf8_next_char (correction))
    {
      gunichar c = g_utf8_get_char (correction);
      char bytes[8];
      guint n_bytes = nx_fold_letter (c, TRUE, bytes);
      if (n_bytes == 1)
        words[n++] = bytes[0];
      else if (n > 0 && (c == ':' || c == 0x308) && words[n - 1] == 'u')
        words[n - 1] = 'v';
      else if (!g_unichar_ismark (c) && !g_unichar_isdigit (c) && n > 0 && words[n - 1] != ' ')
        words[n++] = ' ';
    }
  while (n > 0 && words[n - 1] == ' ')
    n--;
  words[n] = '\0';
}

static void
remove_spaces (char *text)
{
  char *to = text;
  for (; *text != '\0'; text++)
    if (*text != ' ')
      *to++ = *text;
  *to = '\0';
}

static void
read_correction (NxNameUnits *self, const char *correction)
{
  guint16 readings[NX_NAME_MAX_UNITS];
  char words[64];
  guint n_han = 0, next = 0, budget = 2000;

  clean_correction (correction, words, sizeof words);
  if (*words == '\0')
    return;
  for (guint i = 0; i < self->n_units; i++)
    n_han += self->units[i].kind == NX_UNIT_HAN;
  if (!split_words (words, n_han, readings))
    {
      remove_spaces (words);
      if (n_han == 0 || !split_letters (words, n_han, readings, &budget))
        {
          g_strlcpy (self->spelled, words, sizeof self->spelled);
          return;
        }
    }
  for (guint i = 0; i < self->n_units; i++)
    if (self->units[i].kind == NX_UNIT_HAN)
      put_reading_first (&self->units[i], readings[next++]);
}

void
nx_name_units_read (NxNameUnits *self,
                    const char *name,
                    const char *correction,
                    gboolean has_surname)
{
  self->n_units = 0;
  self->n_bytes = 0;
  self->spelled[0] = '\0';
  if (name == NULL)
    return;
  read_characters (self, name);
  if (has_surname)
    read_surname (self);
  read_readings (self);
  if (correction != NULL && *correction != '\0' && g_utf8_validate (correction, -1, NULL))
    read_correction (self, correction);
}
