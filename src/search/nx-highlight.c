/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the typed pieces in a long text and cuts a snippet around the first of them.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-highlight.h"

#include "nx-text.h"

#include <string.h>

#define MAX_TYPED 128

/* One compared character and where it stands in the text. */
typedef struct
{
  gunichar c;
  guint offset;
} Letter;

static gunichar
fold_character (gunichar c)
{
  gunichar apart[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80)
    return (gunichar)g_ascii_tolower ((char)c);
  if (nx_text_is_han (c))
    return nx_text_simplify (c);
  /* Full-width forms have one character inside; accents stay with their letter. */
  if (g_unichar_fully_decompose (c, TRUE, apart, G_N_ELEMENTS (apart)) == 1)
    c = apart[0];
  return g_unichar_tolower (c);
}

/* Spaces and name dots between Han characters are as if they were not there. */
static gboolean
is_dropped (const Letter *before, gunichar c, const char *next)
{
  return before != NULL && nx_text_is_han (before->c) && (c == ' ' || nx_text_is_name_dot (c))
         && nx_text_is_han (g_utf8_get_char (next));
}

static GArray *
fold_letters (const char *text)
{
  GArray *letters = g_array_sized_new (FALSE, FALSE, sizeof (Letter), (guint)strlen (text) / 3 + 1);
  for (guint offset = 0; *text != '\0'; offset++)
    {
      const char *next = g_utf8_next_char (text);
      Letter letter = { fold_character (g_utf8_get_char (text)), offset };
      const Letter *before
          = letters->len > 0 ? &g_array_index (letters, Letter, letters->len - 1) : NULL;
      if (letter.c == 0x3000)
        letter.c = ' ';
      if (!is_dropped (before, letter.c, next))
        g_array_append_val (letters, letter);
      text = next;
    }
  return letters;
}

static gboolean
is_of_piece (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || nx_text_is_han (c)
         || (c >= 0xE000 && c <= 0xF8FF);
}

static void
mark_piece (const GArray *letters, const Letter *piece, guint n_piece, guint8 *marks)
{
  const Letter *all = (const Letter *)(gpointer)letters->data;
  for (guint i = 0; i + n_piece <= letters->len; i++)
    {
      guint n = 0;
      while (n < n_piece && all[i + n].c == piece[n].c)
        n++;
      for (guint offset = all[i].offset; n == n_piece && offset <= all[i + n - 1].offset; offset++)
        marks[offset] = 1;
    }
}

/* The typed text without dropping its spaces: they part what is wanted. */
static void
mark_pieces (const GArray *letters, const char *typed, guint8 *marks)
{
  Letter piece[MAX_TYPED];
  guint n = 0;

  for (guint i = 0; i <= MAX_TYPED; i++)
    {
      gunichar c = i < MAX_TYPED ? g_utf8_get_char (typed) : 0;
      if (c != 0 && nx_text_is_name_dot (c) && n > 0 && nx_text_is_han (piece[n - 1].c))
        ;
      else if (c != 0 && is_of_piece (c))
        piece[n++].c = fold_character (c);
      else
        {
          if (n > 0)
            mark_piece (letters, piece, n, marks);
          n = 0;
        }
      if (c == 0)
        return;
      typed = g_utf8_next_char (typed);
    }
}

static void
collect_ranges (const guint8 *marks, guint n_characters, GArray *ranges)
{
  for (guint i = 0; i < n_characters; i++)
    if (marks[i] != 0)
      {
        NxTextRange range = { i, 0 };
        while (i < n_characters && marks[i] != 0)
          i++;
        range.length = i - range.start;
        g_array_append_val (ranges, range);
      }
}

GArray *
nx_highlight_find (const char *text, const char *typed)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (NxTextRange));
  g_autoptr (GArray) letters = NULL;
  g_autofree guint8 *marks = NULL;
  guint n_characters;

  if (text == NULL || typed == NULL || !g_utf8_validate (text, -1, NULL)
      || !g_utf8_validate (typed, -1, NULL))
    return ranges;
  n_characters = (guint)g_utf8_strlen (text, -1);
  letters = fold_letters (text);
  marks = g_new0 (guint8, n_characters + 1);
  mark_pieces (letters, typed, marks);
  collect_ranges (marks, n_characters, ranges);
  return ranges;
}

/* The ranges that touch the window, moved into it. */
static GArray *
cut_ranges (const GArray *all, guint start, guint end, guint shift)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (NxTextRange));
  for (guint i = 0; i < all->len; i++)
    {
      NxTextRange range = g_array_index (all, NxTextRange, i);
      guint from = MAX (range.start, start), to = MIN (range.start + range.length, end);
      if (from >= to)
        continue;
      range = (NxTextRange){ from - start + shift, to - from };
      g_array_append_val (ranges, range);
    }
  return ranges;
}

/* One character for each of the text, so that ranges stay true. */
static void
append_on_one_line (GString *result, const char *from, const char *to)
{
  for (; from < to; from = g_utf8_next_char (from))
    if (g_unichar_isspace (g_utf8_get_char (from)) || g_unichar_iscntrl (g_utf8_get_char (from)))
      g_string_append_c (result, ' ');
    else
      g_string_append_unichar (result, g_utf8_get_char (from));
}

char *
nx_highlight_snippet (const char *text, const char *typed, guint n_characters, GArray **ranges)
{
  g_autoptr (GArray) all = nx_highlight_find (text, typed);
  GString *result = g_string_new (NULL);
  guint length, start = 0, end;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    text = "";
  length = (guint)g_utf8_strlen (text, -1);
  if (all->len > 0)
    start = g_array_index (all, NxTextRange, 0).start;
  start -= MIN (start, n_characters / 3);
  start = MIN (start, length - MIN (length, n_characters));
  end = MIN (length, start + n_characters);
  if (start > 0)
    g_string_append (result, "…");
  append_on_one_line (result, g_utf8_offset_to_pointer (text, start),
                      g_utf8_offset_to_pointer (text, end));
  if (end < length)
    g_string_append (result, "…");
  if (ranges != NULL)
    *ranges = cut_ranges (all, start, end, start > 0);
  return g_string_free (result, FALSE);
}
