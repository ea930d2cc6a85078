/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the ways to read typed letters as syllables, initials and beginnings of syllables.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-name-units.h"
#include "nx-query-private.h"
#include "nx-text.h"

#include <string.h>

/* "wang" is Wang, or the beginning of a longer reading, or W. A. N. G.; it is not W. Ang: a mixture
 * of syllables and initials ("wanggy", "lxiaolan") is tried only where the letters are no
 * syllables. A space or apostrophe always parts two characters. */

#define MAX_GROUPS 12
#define MAX_GROUP_LETTERS 40
#define MAX_WAYS 16
#define MAX_STEPS 3000
#define MAX_SWITCHES 2

typedef struct
{
  const char *letters;
  gsize length;
  gboolean allows_mixture;
  guint n_steps;
  GArray *ways; /* of NxQueryReading */
} Search;

/* Letters between boundaries, or one Han character. */
typedef struct
{
  gunichar han;
  char letters[MAX_GROUP_LETTERS + 1];
} Group;

static gboolean
push_piece (NxQueryReading *way, const char *letters, gsize length, gboolean is_whole)
{
  NxQueryPiece *piece = &way->pieces[way->n_pieces];

  if (way->n_pieces == NX_READING_MAX_PIECES)
    return FALSE;
  memset (piece, 0, sizeof *piece);
  memcpy (piece->letters, letters, length);
  piece->length = (guint8)length;
  piece->is_whole = is_whole;
  way->n_pieces++;
  return TRUE;
}

static void
keep_way (Search *self, const NxQueryReading *way, NxMatchWhy why)
{
  if (self->ways->len >= MAX_WAYS)
    return;
  g_array_append_vals (self->ways, way, 1);
  g_array_index (self->ways, NxQueryReading, self->ways->len - 1).why = why;
}

static gboolean
may_go_on (Search *self)
{
  return self->ways->len < MAX_WAYS && self->n_steps++ < MAX_STEPS;
}

/* Whole syllables, the longest first, and at the end the beginning of one. */
static void
find_syllables (Search *self, gsize at, NxQueryReading *way)
{
  gsize rest = self->length - at;

  if (rest == 0)
    keep_way (self, way, NX_MATCH_PINYIN);
  if (rest == 0 || !may_go_on (self))
    return;
  for (gsize length = MIN (rest, 6); length > 0; length--)
    {
      const char *letters = self->letters + at;
      /* No name has a character read o. */
      gboolean is_whole
          = (length > 1 || *letters != 'o') && nx_pinyin_table_typed_reading (letters, length) != 0;
      gboolean is_end = length == rest && nx_pinyin_table_is_prefix (letters, length);
      /* A last syllable may go on: "wan" finds Wang. */
      if ((!is_whole && !is_end) || !push_piece (way, letters, length, is_whole && !is_end))
        continue;
      find_syllables (self, at + length, way);
      way->n_pieces--;
    }
}

static gboolean
is_initial (const char *letters, gsize length)
{
  if (length == 2)
    return letters[1] == 'h' && strchr ("zcs", letters[0]) != NULL;
  return length == 1 && strchr ("iuv", letters[0]) == NULL;
}

static void
find_initials (Search *self, gsize at, NxQueryReading *way)
{
  if (at == self->length)
    keep_way (self, way, NX_MATCH_INITIALS);
  if (at == self->length || !may_go_on (self))
    return;
  for (gsize length = MIN (2, self->length - at); length > 0; length--)
    if (is_initial (self->letters + at, length)
        && push_piece (way, self->letters + at, length, FALSE))
      {
        find_initials (self, at + length, way);
        way->n_pieces--;
      }
}

/* Syllables and initials, changing from one to the other at most twice: "wanggy", "lxiaolan". */
static void
find_mixture (Search *self, gsize at, guint n_switches, gboolean was_whole, NxQueryReading *way)
{
  gsize rest = self->length - at;

  if (rest == 0)
    keep_way (self, way, NX_MATCH_PINYIN);
  if (rest == 0 || !may_go_on (self))
    return;
  for (gsize length = MIN (rest, 6); length > 0; length--)
    {
      const char *letters = self->letters + at;
      gboolean is_whole = length > 1 && nx_pinyin_table_typed_reading (letters, length) != 0;
      gboolean is_end = length == rest && length > 1 && nx_pinyin_table_is_prefix (letters, length);
      gboolean looks_whole = is_whole || is_end;
      guint n = n_switches + (at > 0 && looks_whole != was_whole);
      if (n > MAX_SWITCHES || (!looks_whole && !is_initial (letters, length))
          || !push_piece (way, letters, length, is_whole && !is_end))
        continue;
      find_mixture (self, at + length, n, looks_whole, way);
      way->n_pieces--;
    }
}

static GArray *
find_ways (const char *letters)
{
  Search self = { .letters = letters, .length = strlen (letters) };
  NxQueryReading way = { 0 };

  self.ways = g_array_new (FALSE, FALSE, sizeof (NxQueryReading));
  find_syllables (&self, 0, &way);
  self.allows_mixture = self.ways->len == 0;
  /* A single letter is an initial, if also the syllable a, e or o. */
  if (self.length == 1)
    g_array_set_size (self.ways, 0);
  self.n_steps = 0;
  find_initials (&self, 0, &way);
  self.n_steps = 0;
  if (self.allows_mixture)
    find_mixture (&self, 0, 0, FALSE, &way);
  return self.ways;
}

/* Joins every way read so far with every way of the next group. */
static void
join_ways (NxQuery *self, const GArray *ways, gboolean is_last)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (NxQueryReading));

  for (guint i = 0; i < self->readings->len; i++)
    for (guint j = 0; j < ways->len && joined->len < NX_QUERY_MAX_READINGS; j++)
      {
        NxQueryReading way = g_array_index (self->readings, NxQueryReading, i);
        const NxQueryReading *next = &g_array_index (ways, NxQueryReading, j);
        if (way.n_pieces + next->n_pieces > NX_READING_MAX_PIECES)
          continue;
        memcpy (way.pieces + way.n_pieces, next->pieces, next->n_pieces * sizeof *next->pieces);
        if (way.n_pieces == 0)
          way.why = next->why;
        else if (way.why != next->why)
          way.why = NX_MATCH_PINYIN;
        way.n_pieces += next->n_pieces;
        /* What stands before a space is finished: "wan g" is not Wang. */
        if (!is_last && next->n_pieces > 0)
          {
            NxQueryPiece *piece = &way.pieces[way.n_pieces - 1];
            piece->is_whole
                |= piece->length > 1
                   && nx_pinyin_table_typed_reading (piece->letters, piece->length) != 0;
          }
        g_array_append_val (joined, way);
      }
  g_array_unref (self->readings);
  self->readings = joined;
}

static void
add_letters (NxQuery *self, const char *letters, gboolean is_last)
{
  g_autoptr (GArray) ways = find_ways (letters);
  join_ways (self, ways, is_last);
}

static void
add_han (NxQuery *self, gunichar han)
{
  for (guint i = 0; i < self->readings->len; i++)
    {
      NxQueryReading *way = &g_array_index (self->readings, NxQueryReading, i);
      if (way->n_pieces < NX_READING_MAX_PIECES)
        way->pieces[way->n_pieces++] = (NxQueryPiece){ .han = nx_text_simplify (han) };
    }
}

/* jv and the like are ju: input methods take them so. */
static void
append_letter (Group *group, char letter)
{
  gsize length = strlen (group->letters);
  if (letter == 'v' && length > 0 && strchr ("jqxy", group->letters[length - 1]) != NULL)
    letter = 'u';
  if (length < MAX_GROUP_LETTERS)
    group->letters[length] = letter;
}

/* Takes the text apart at spaces and between Han and letters; returns how many groups. */
static guint
find_groups (const char *text, Group groups[MAX_GROUPS])
{
  guint n = 0;
  gboolean is_open = FALSE;

  memset (groups, 0, MAX_GROUPS * sizeof *groups);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      char bytes[8];
      if (g_unichar_ismark (c))
        continue;
      if (nx_text_is_han (c) && n < MAX_GROUPS)
        groups[n++].han = c;
      else if (nx_fold_letter (c, TRUE, bytes) == 1 && (is_open || n < MAX_GROUPS))
        {
          n += !is_open;
          append_letter (&groups[n - 1], bytes[0]);
          is_open = TRUE;
          continue;
        }
      is_open = FALSE;
    }
  return n;
}

void
nx_query_read_letters (NxQuery *self)
{
  Group groups[MAX_GROUPS];
  NxQueryReading empty = { 0 };
  guint n = find_groups (self->text, groups);
  g_autoptr (GString) letters = g_string_new (NULL);

  if (n > 0)
    g_array_append_val (self->readings, empty);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (letters, groups[i].letters);
      if (groups[i].han != 0)
        add_han (self, groups[i].han);
      else
        add_letters (self, groups[i].letters, i + 1 == n);
    }
  if (self->kinds & NX_QUERY_MIXED)
    for (guint i = 0; i < self->readings->len; i++)
      g_array_index (self->readings, NxQueryReading, i).why = NX_MATCH_MIXED;
  else if (letters->len > 0)
    self->letters = g_strdup (letters->str);
}
