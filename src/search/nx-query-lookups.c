/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chooses for each way to read a query the narrowest range of keys that holds all its answers.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-name-units.h"
#include "nx-query-private.h"

#include <string.h>

#define MAX_LOOKUPS 24
#define MAX_COMBINATIONS 8

/* Rough worth in bits of what a key begins with: there are some 400 syllables and 24 initials. */
#define BITS_OF_SYLLABLE 6
#define BITS_OF_INITIAL 4
#define BITS_OF_BEGINNING 5

/* A lookup whose text begins with that of another finds nothing new. Of initials both stay: among
 * the thousands whose initials begin with "wl" the ones with "wly" would come too late. */
static gboolean
swallows (const char *text, const char *longer)
{
  return g_str_has_prefix (text, "i:") ? g_str_equal (text, longer)
                                       : g_str_has_prefix (longer, text);
}

static void
add_lookup (NxQuery *self, NxLookupKind kind, const char *text)
{
  NxLookup lookup = { kind, NULL };

  for (guint i = 0; i < self->lookups->len; i++)
    {
      NxLookup *other = &g_array_index (self->lookups, NxLookup, i);
      if (other->kind == kind && swallows (other->text, text))
        return;
      if (other->kind == kind && swallows (text, other->text))
        {
          g_free ((char *)other->text);
          g_array_remove_index (self->lookups, i--);
        }
    }
  if (self->lookups->len >= MAX_LOOKUPS || *text == '\0')
    return;
  lookup.text = g_strdup (text);
  g_array_append_val (self->lookups, lookup);
}

/* The letters up to and with the first piece that is no whole syllable. */
static guint
spell_beginning (const NxQueryReading *way, GString *text)
{
  guint bits = 0;

  g_string_assign (text, "f:");
  for (guint i = 0; i < way->n_pieces && way->pieces[i].han == 0; i++)
    {
      const NxQueryPiece *piece = &way->pieces[i];
      g_string_append (text, piece->letters);
      if (!piece->is_whole)
        return bits + (piece->length > 1 ? BITS_OF_BEGINNING : BITS_OF_INITIAL);
      bits += BITS_OF_SYLLABLE;
    }
  return bits;
}

static guint
find_initials_of (gunichar han, gboolean is_first, char initials[NX_UNIT_MAX_READINGS])
{
  NxNameUnits units;
  char bytes[8];
  guint n = 0;

  bytes[g_unichar_to_utf8 (han, bytes)] = '\0';
  nx_name_units_read (&units, bytes, NULL, is_first);
  for (guint i = 0; units.n_units > 0 && i < units.units[0].n_readings; i++)
    {
      char initial = *nx_pinyin_table_syllable (units.units[0].readings[i]);
      if (memchr (initials, initial, n) == NULL)
        initials[n++] = initial;
    }
  return n;
}

/* Writes the initials of the pieces from @at on behind @text and adds every combination. */
static void
add_initials (NxQuery *self, const NxQueryReading *way, guint at, GString *text, guint *budget)
{
  char initials[NX_UNIT_MAX_READINGS];
  gsize length = text->len;
  guint n = 1;

  if (*budget == 0)
    return;
  if (at == way->n_pieces)
    {
      (*budget)--;
      if (length > strlen ("i:"))
        add_lookup (self, NX_LOOKUP_KEY, text->str);
      return;
    }
  if (way->pieces[at].han != 0)
    n = find_initials_of (way->pieces[at].han, at == 0, initials);
  else
    initials[0] = *way->pieces[at].letters;
  /* A character without a known reading has no letter in the keys. */
  if (n == 0)
    add_initials (self, way, at + 1, text, budget);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_c (text, initials[i]);
      add_initials (self, way, at + 1, text, budget);
      g_string_truncate (text, length);
    }
}

static void
add_lookups_of_way (NxQuery *self, const NxQueryReading *way)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint budget = MAX_COMBINATIONS;

  if (spell_beginning (way, text) >= way->n_pieces * BITS_OF_INITIAL)
    add_lookup (self, NX_LOOKUP_KEY, text->str);
  else
    {
      g_string_assign (text, "i:");
      add_initials (self, way, 0, text, &budget);
    }
}

static void
add_letters_lookup (NxQuery *self)
{
  g_autofree char *text = g_strconcat ("f:", self->letters, NULL);
  add_lookup (self, NX_LOOKUP_KEY, text);
}

/* The readings of typed Han characters, for names of the same sound. */
static void
add_sound_lookups (NxQuery *self, const NxNameUnits *units, guint at, GString *text, guint *budget)
{
  gsize length = text->len;

  if (*budget == 0)
    return;
  if (at == units->n_units)
    {
      (*budget)--;
      add_lookup (self, NX_LOOKUP_SOUND, text->str);
      return;
    }
  for (guint i = 0; i < units->units[at].n_readings; i++)
    {
      g_string_append (text, nx_pinyin_table_syllable (units->units[at].readings[i]));
      add_sound_lookups (self, units, at + 1, text, budget);
      g_string_truncate (text, length);
    }
}

static void
add_han_lookups (NxQuery *self)
{
  g_autoptr (GString) text = g_string_new ("f:");
  NxNameUnits units;
  guint budget = MAX_COMBINATIONS;

  nx_name_units_read (&units, self->text, NULL, TRUE);
  if (units.n_units >= 2 && units.n_units <= NX_READING_MAX_PIECES)
    add_sound_lookups (self, &units, 0, text, &budget);
}

void
nx_query_make_lookups (NxQuery *self)
{
  if (self->kinds & (NX_QUERY_HAN | NX_QUERY_LETTERS))
    add_lookup (self, NX_LOOKUP_NAME, self->folded);
  for (guint i = 0; i < self->readings->len; i++)
    add_lookups_of_way (self, &g_array_index (self->readings, NxQueryReading, i));
  if (self->letters != NULL)
    add_letters_lookup (self);
  if (self->kinds & NX_QUERY_HAN)
    add_han_lookups (self);
}
