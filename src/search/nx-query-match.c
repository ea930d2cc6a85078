/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decides whether a name answers a query, why, and which of its characters did.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-name-keys.h"
#include "nx-name-units.h"
#include "nx-query-private.h"
#include "nx-text.h"

#include <string.h>

static void
add_range (NxMatch *match, guint start, guint length)
{
  NxTextRange *last = match->n_ranges > 0 ? &match->ranges[match->n_ranges - 1] : NULL;

  if (last != NULL && last->start + last->length == start)
    last->length += length;
  else if (match->n_ranges < NX_MATCH_MAX_RANGES)
    match->ranges[match->n_ranges++] = (NxTextRange){ start, length };
}

static void
add_unit_ranges (NxMatch *match, const NxNameUnits *units, guint first, guint n)
{
  match->n_ranges = 0;
  for (guint i = first; i < first + n; i++)
    add_range (match, units->units[i].offset, units->units[i].length);
}

/* --- Han --- */

static gboolean
equals_at (const NxQuery *self, const NxNameUnits *units, guint first)
{
  for (guint i = 0; i < self->n_han; i++)
    {
      const NxNameUnit *unit = &units->units[first + i];
      if (unit->kind != NX_UNIT_HAN
          || (unit->c != self->han[i] && nx_text_simplify (unit->c) != self->han[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
match_han (const NxQuery *self, const NxNameUnits *units, NxMatch *match)
{
  for (guint first = 0; first + self->n_han <= units->n_units; first++)
    if (equals_at (self, units, first))
      {
        match->why = first > 0                       ? NX_MATCH_INSIDE
                     : self->n_han == units->n_units ? NX_MATCH_EXACT
                                                     : NX_MATCH_PREFIX;
        add_unit_ranges (match, units, first, self->n_han);
        return TRUE;
      }
  return FALSE;
}

static gboolean
sounds_alike (const NxNameUnit *one, const NxNameUnit *two)
{
  for (guint i = 0; i < one->n_readings; i++)
    for (guint j = 0; j < two->n_readings; j++)
      if (one->readings[i] == two->readings[j])
        return TRUE;
  return FALSE;
}

static gboolean
match_sound (const NxQuery *self, const NxNameUnits *units, NxMatch *match)
{
  NxNameUnits typed;

  /* One character sounds like far too many. */
  if (self->n_han < 2 || self->n_han > units->n_units)
    return FALSE;
  nx_name_units_read (&typed, self->text, NULL, TRUE);
  for (guint i = 0; i < typed.n_units; i++)
    if (units->units[i].kind != NX_UNIT_HAN || !sounds_alike (&typed.units[i], &units->units[i]))
      return FALSE;
  match->why = NX_MATCH_SOUND;
  add_unit_ranges (match, units, 0, typed.n_units);
  return TRUE;
}

/* --- letters --- */

static gboolean
agrees (const NxQueryPiece *piece, const char *syllable)
{
  return strncmp (syllable, piece->letters, piece->length) == 0
         && (!piece->is_whole || syllable[piece->length] == '\0');
}

static gboolean
piece_fits_reading (const NxQueryPiece *piece, guint16 reading)
{
  const char *syllable = nx_pinyin_table_syllable (reading);
  char spellings[3][8];

  if (agrees (piece, syllable))
    return TRUE;
  return syllable[0] == piece->letters[0] && syllable[1] == 'v'
         && nx_pinyin_table_spellings (reading, spellings) == 3
         && (agrees (piece, spellings[1]) || agrees (piece, spellings[2]));
}

static gboolean
piece_fits_unit (const NxQueryPiece *piece, const NxNameUnits *units, const NxNameUnit *unit)
{
  if (piece->han != 0)
    return unit->kind == NX_UNIT_HAN
           && (unit->c == piece->han || nx_text_simplify (unit->c) == piece->han);
  if (unit->kind == NX_UNIT_WORD)
    return unit->word_length >= piece->length
           && memcmp (units->words + unit->word, piece->letters, piece->length) == 0;
  for (guint i = 0; i < unit->n_readings; i++)
    if (piece_fits_reading (piece, unit->readings[i]))
      return TRUE;
  return FALSE;
}

/* Whether letters cannot be meant for the unit: the keys leave it out too. */
static gboolean
is_silent (const NxNameUnit *unit)
{
  return unit->kind == NX_UNIT_NUMBER || (unit->kind == NX_UNIT_HAN && unit->n_readings == 0);
}

static gboolean
match_way (const NxQueryReading *way, const NxNameUnits *units, guint first, NxMatch *match)
{
  guint at = first;

  match->n_ranges = 0;
  for (guint i = 0; i < way->n_pieces; i++, at++)
    {
      const NxQueryPiece *piece = &way->pieces[i];
      while (at < units->n_units && piece->han == 0 && is_silent (&units->units[at]))
        at++;
      if (at == units->n_units || !piece_fits_unit (piece, units, &units->units[at]))
        return FALSE;
      add_range (match, units->units[at].offset, units->units[at].length);
    }
  match->why = way->why;
  return TRUE;
}

static gboolean
match_ways (const NxQuery *self, const NxNameUnits *units, NxMatch *match)
{
  for (guint first = 0; first < units->n_units; first++)
    for (guint i = 0; (first == 0 || units->units[first].begins_part) && i < self->readings->len;
         i++)
      if (match_way (&g_array_index (self->readings, NxQueryReading, i), units, first, match))
        return TRUE;
  return FALSE;
}

/* Whether the words from @first on begin with the typed letters; counts the words it took. */
static gboolean
match_words_at (const NxQuery *self, const NxNameUnits *units, guint first, NxMatch *match)
{
  const char *rest = self->letters;
  guint at = first;
  gboolean is_whole = FALSE;

  for (; at < units->n_units && *rest != '\0'; at++)
    {
      const NxNameUnit *unit = &units->units[at];
      gsize length = MIN (strlen (rest), unit->word_length);
      if (unit->kind != NX_UNIT_WORD || memcmp (units->words + unit->word, rest, length) != 0)
        return FALSE;
      is_whole = length == unit->word_length;
      rest += length;
    }
  if (*rest != '\0')
    return FALSE;
  match->why = first > 0                          ? NX_MATCH_INSIDE
               : is_whole && at == units->n_units ? NX_MATCH_EXACT
                                                  : NX_MATCH_PREFIX;
  add_unit_ranges (match, units, first, at - first);
  return TRUE;
}

static gboolean
match_words (const NxQuery *self, const NxNameUnits *units, NxMatch *match)
{
  for (guint first = 0; first < units->n_units; first++)
    if (units->units[first].kind == NX_UNIT_WORD && match_words_at (self, units, first, match))
      return TRUE;
  return FALSE;
}

static gboolean
match_spelled (const NxQuery *self, const NxNameUnits *units, NxMatch *match)
{
  if (units->spelled[0] == '\0' || !g_str_has_prefix (units->spelled, self->letters))
    return FALSE;
  match->why = NX_MATCH_PINYIN;
  add_unit_ranges (match, units, 0, units->n_units);
  return TRUE;
}

/* --- everything else: other alphabets, names with numbers --- */

static gboolean
match_folded (const NxQuery *self, const char *name, NxMatch *match)
{
  g_autofree char *folded = nx_text_fold (name);
  const char *place = strstr (folded, self->folded);

  if (place == NULL || *self->folded == '\0')
    return FALSE;
  match->n_ranges = 0;
  match->why = place > folded                       ? NX_MATCH_INSIDE
               : strcmp (folded, self->folded) == 0 ? NX_MATCH_EXACT
                                                    : NX_MATCH_PREFIX;
  return TRUE;
}

static gboolean
is_ascii (const char *text)
{
  while (*text != '\0' && (guchar)*text < 0x80)
    text++;
  return *text == '\0';
}

gboolean
nx_query_match_name (const NxQuery *self, const char *name, const char *correction, NxMatch *match)
{
  NxNameUnits units;
  NxMatch unwanted;

  if (match == NULL)
    match = &unwanted;
  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  nx_name_units_read (&units, name, correction, TRUE);
  if (self->kinds & NX_QUERY_HAN)
    return match_han (self, &units, match) || match_sound (self, &units, match);
  if (self->letters != NULL
      && (match_words (self, &units, match) || match_spelled (self, &units, match)))
    return TRUE;
  if (match_ways (self, &units, match))
    return TRUE;
  /* Pinyin is done; what is left is other alphabets and names with numbers in them. */
  return !is_ascii (self->folded) && match_folded (self, name, match);
}

gboolean
nx_query_matches_name (const NxQuery *self,
                       const char *name,
                       const char *correction,
                       NxMatchWhy *why)
{
  NxMatch match;
  if (!nx_query_match_name (self, name, correction, &match))
    return FALSE;
  if (why != NULL)
    *why = match.why;
  return TRUE;
}

gboolean
nx_query_matches_former (const NxQuery *self, const char *names)
{
  g_auto (GStrv) each = g_strsplit (names, NX_NAME_SEPARATOR, -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (nx_query_matches_name (self, each[i], NULL, NULL))
      return TRUE;
  return FALSE;
}
