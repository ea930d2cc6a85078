/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives the pinyin of names and texts, the keys names are found by and the keys they sort by.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-pinyin.h"

#include "nx-name-units.h"

#include <string.h>

#define MAX_COMBINATIONS 16

/* What a token of a sort key begins with, so that strcmp () keeps the classes apart: numbers by
 * their two digits of length, syllables by their letters, then these. */
#define UNKNOWN_HAN_MARK '{'
#define WORD_MARK '|'
#define NOTHING_KEY "~"

static const char *
check_text (const char *text)
{
  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : "";
}

/* --- for showing --- */

static void
append_shown (GString *result, const char *bytes, gsize n_bytes, gboolean is_syllable)
{
  if (result->len > 0)
    g_string_append_c (result, ' ');
  for (gsize i = 0; i < n_bytes; i++)
    if (is_syllable && bytes[i] == 'v')
      g_string_append (result, "ü");
    else
      g_string_append_c (result, bytes[i]);
}

static void
append_units (GString *result, const NxNameUnits *units)
{
  for (guint i = 0; i < units->n_units; i++)
    {
      const NxNameUnit *unit = &units->units[i];
      if (unit->kind != NX_UNIT_HAN)
        append_shown (result, units->words + unit->word, unit->word_length, FALSE);
      else if (unit->n_readings > 0)
        {
          const char *syllable = nx_pinyin_table_syllable (unit->readings[0]);
          append_shown (result, syllable, strlen (syllable), TRUE);
        }
      else
        {
          char bytes[8];
          append_shown (result, bytes, (gsize)g_unichar_to_utf8 (unit->c, bytes), FALSE);
        }
    }
}

char *
nx_pinyin_name (const char *name)
{
  NxNameUnits units;
  GString *result = g_string_new (NULL);

  nx_name_units_read (&units, check_text (name), NULL, TRUE);
  append_units (result, &units);
  return g_string_free (result, FALSE);
}

char *
nx_pinyin_of_text (const char *text)
{
  GString *result = g_string_new (NULL);
  NxNameUnits units;

  /* In pieces, for a text may be longer than a name. */
  for (text = check_text (text); *text != '\0';)
    {
      char piece[NX_NAME_MAX_UNITS * 4 + 1];
      const char *end = text;
      guint n = 0;
      for (; *end != '\0' && n < NX_NAME_MAX_UNITS; n++)
        end = g_utf8_next_char (end);
      /* A word or number is not cut when it can be helped. */
      for (const char *back = end; *end != '\0' && back > text; back = g_utf8_prev_char (back))
        if ((guchar)back[0] >= 0x80 || *back == ' ')
          {
            end = back;
            break;
          }
      memcpy (piece, text, (gsize)(end - text));
      piece[end - text] = '\0';
      nx_name_units_read (&units, piece, NULL, FALSE);
      append_units (result, &units);
      text = end;
    }
  return g_string_free (result, FALSE);
}

/* --- keys --- */

static void
add_key (GPtrArray *keys, const char *mark, const char *letters)
{
  g_autofree char *key = NULL;

  if (*letters == '\0')
    return;
  key = g_strconcat (mark, letters, NULL);
  for (guint i = 0; i < keys->len; i++)
    if (strcmp (g_ptr_array_index (keys, i), key) == 0)
      return;
  g_ptr_array_add (keys, g_steal_pointer (&key));
}

static void
append_letters (GString *full, GString *initials, const char *bytes, gsize n_bytes)
{
  gboolean is_first = TRUE;
  for (gsize i = 0; i < n_bytes; i++)
    if (g_ascii_islower (bytes[i]))
      {
        g_string_append_c (full, bytes[i]);
        if (is_first)
          g_string_append_c (initials, bytes[i]);
        is_first = FALSE;
      }
}

/* The keys of the units from @first on, each with its chosen reading and ü in one spelling. Returns
 * whether another spelling of ü would differ. */
static gboolean
add_keys_of (GPtrArray *keys,
             const NxNameUnits *units,
             guint first,
             const guint8 *chosen,
             guint umlaut,
             GString *full,
             GString *initials)
{
  gboolean has_umlaut = FALSE;

  g_string_truncate (full, 0);
  g_string_truncate (initials, 0);
  for (guint i = first; i < units->n_units; i++)
    {
      const NxNameUnit *unit = &units->units[i];
      char spellings[3][8];
      guint n;
      if (unit->kind != NX_UNIT_HAN)
        {
          append_letters (full, initials, units->words + unit->word, unit->word_length);
          continue;
        }
      if (unit->n_readings == 0)
        continue;
      n = nx_pinyin_table_spellings (unit->readings[chosen[i]], spellings);
      has_umlaut |= n > 1;
      append_letters (full, initials, spellings[n > 1 ? umlaut : 0],
                      strlen (spellings[n > 1 ? umlaut : 0]));
    }
  add_key (keys, "f:", full->str);
  add_key (keys, "i:", initials->str);
  return has_umlaut;
}

static void
add_keys_from (GPtrArray *keys,
               const NxNameUnits *units,
               guint first,
               const guint8 *chosen,
               GString *full,
               GString *initials)
{
  if (add_keys_of (keys, units, first, chosen, 0, full, initials))
    for (guint umlaut = 1; umlaut < 3; umlaut++)
      add_keys_of (keys, units, first, chosen, umlaut, full, initials);
}

/* How many readings of each unit take part, so that no more than MAX_COMBINATIONS arise: the
 * surname first, for it is what people know. */
static guint
limit_readings (const NxNameUnits *units, guint8 *n_used)
{
  guint n_combinations = 1;
  for (guint i = 0; i < units->n_units; i++)
    {
      n_used[i] = (guint8)CLAMP (units->units[i].n_readings, 1, MAX_COMBINATIONS / n_combinations);
      n_combinations *= n_used[i];
    }
  return n_combinations;
}

/* The next combination, the last units changing fastest; combination 0 is the best of all. */
static void
choose_next (const NxNameUnits *units, const guint8 *n_used, guint8 *chosen)
{
  for (guint i = units->n_units; i-- > 0;)
    {
      if (++chosen[i] < n_used[i])
        return;
      chosen[i] = 0;
    }
}

static void
add_spelled (GPtrArray *keys, const NxNameUnits *units)
{
  char initial[2] = { units->spelled[0], '\0' };
  add_key (keys, "f:", units->spelled);
  add_key (keys, "i:", initial);
}

GStrv
nx_pinyin_keys (const char *name, const char *correction)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) full = g_string_sized_new (64);
  g_autoptr (GString) initials = g_string_sized_new (32);
  guint8 n_used[NX_NAME_MAX_UNITS], chosen[NX_NAME_MAX_UNITS] = { 0 };
  NxNameUnits units;
  guint n_combinations;

  nx_name_units_read (&units, check_text (name), correction, TRUE);
  add_spelled (keys, &units);
  n_combinations = limit_readings (&units, n_used);
  for (guint i = 0; i < n_combinations; i++)
    {
      for (guint first = 0; first < units.n_units; first++)
        if (first == 0 || units.units[first].begins_part)
          add_keys_from (keys, &units, first, chosen, full, initials);
      choose_next (&units, n_used, chosen);
    }
  g_ptr_array_add (keys, NULL);
  return (GStrv)g_ptr_array_steal (keys, NULL);
}

/* --- order --- */

static void
append_number (GString *key, const char *digits, gsize n_digits)
{
  while (n_digits > 1 && *digits == '0')
    {
      digits++;
      n_digits--;
    }
  g_string_append_c (key, (char)('0' + MIN (n_digits, 99) / 10));
  g_string_append_c (key, (char)('0' + MIN (n_digits, 99) % 10));
  g_string_append_len (key, digits, (gssize)n_digits);
}

static void
append_sort_token (GString *key, const NxNameUnits *units, const NxNameUnit *unit)
{
  if (unit->kind == NX_UNIT_NUMBER)
    append_number (key, units->words + unit->word, unit->word_length);
  else if (unit->kind == NX_UNIT_WORD)
    {
      g_string_append_c (key, WORD_MARK);
      g_string_append_len (key, units->words + unit->word, unit->word_length);
    }
  else if (unit->n_readings > 0)
    g_string_append (key, nx_pinyin_table_syllable (unit->readings[0]));
  else
    {
      g_string_append_c (key, UNKNOWN_HAN_MARK);
      g_string_append_unichar (key, unit->c);
    }
}

static char *
make_sort_key (const char *text, const char *correction, gboolean has_surname)
{
  GString *key = g_string_sized_new (64);
  NxNameUnits units;

  text = check_text (text);
  nx_name_units_read (&units, text, correction, has_surname);
  for (guint i = 0; i < units.n_units; i++)
    {
      /* The space is below every letter: "xi an" before "xian". */
      if (i > 0)
        g_string_append_c (key, ' ');
      append_sort_token (key, &units, &units.units[i]);
    }
  if (units.n_units == 0 && *text != '\0')
    g_string_append (key, NOTHING_KEY);
  /* The tab is below the space: a name before the longer ones it begins. */
  g_string_append_c (key, '\t');
  g_string_append (key, text);
  return g_string_free (key, FALSE);
}

char *
nx_pinyin_sort_key (const char *name, const char *correction)
{
  return make_sort_key (name, correction, TRUE);
}

char *
nx_sort_key_natural (const char *text)
{
  return make_sort_key (text, NULL, FALSE);
}
