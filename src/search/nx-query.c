/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Understands what was typed into a search box: what kind of text it is and how it may be read.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-query.h"

#include "nx-query-private.h"
#include "nx-text.h"
#include "nx-tokens.h"

#include <string.h>

#define MAX_CHARACTERS 128

typedef struct
{
  guint n_han;
  guint n_letters;
  guint n_digits;
  guint n_other_letters; /* of other alphabets */
} Counts;

static char *
clean_typed (const char *typed)
{
  g_autofree char *normal = NULL;

  if (typed == NULL || !g_utf8_validate (typed, -1, NULL))
    return g_strdup ("");
  if (g_utf8_strlen (typed, -1) > MAX_CHARACTERS)
    {
      g_autofree char *start = g_utf8_substring (typed, 0, MAX_CHARACTERS);
      normal = g_utf8_normalize (start, -1, G_NORMALIZE_ALL_COMPOSE);
    }
  else
    normal = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  return g_strdup (g_strstrip (normal));
}

static Counts
count_characters (const char *text)
{
  Counts counts = { 0 };
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      if (nx_text_is_han (c))
        counts.n_han++;
      else if (g_unichar_isdigit (c))
        counts.n_digits++;
      /* Latin letters, with marks too (Tán) */
      else if (c < 0x250 && g_unichar_isalpha (c))
        counts.n_letters++;
      else if (g_unichar_isalpha (c))
        counts.n_other_letters++;
    }
  return counts;
}

static void
classify (NxQuery *self, Counts counts)
{
  guint n_all_letters = counts.n_letters + counts.n_other_letters;

  if (counts.n_digits == 0 && counts.n_han > 0 && n_all_letters == 0)
    self->kinds |= NX_QUERY_HAN;
  else if (counts.n_digits == 0 && counts.n_han > 0)
    self->kinds |= NX_QUERY_MIXED;
  else if (counts.n_digits == 0 && n_all_letters > 0)
    self->kinds |= NX_QUERY_LETTERS;
  if (counts.n_han >= 2
      || (counts.n_digits > 0
          && (counts.n_han > 0 || n_all_letters > 0 || strchr (self->text, '-') != NULL)))
    self->kinds |= NX_QUERY_ADDRESS;
}

static void
read_han (NxQuery *self)
{
  self->han = g_new0 (gunichar, MAX_CHARACTERS * 4 + 1);
  for (const char *at = self->text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (nx_text_is_han (c) && self->n_han < MAX_CHARACTERS * 4)
        self->han[self->n_han++] = nx_text_simplify (c);
    }
}

NxQuery *
nx_query_parse (const char *typed)
{
  NxQuery *self = g_new0 (NxQuery, 1);
  Counts counts;

  self->ref_count = 1;
  self->text = clean_typed (typed);
  self->folded = nx_text_fold (self->text);
  self->expression = nx_tokens_query (self->text);
  self->readings = g_array_new (FALSE, FALSE, sizeof (NxQueryReading));
  self->lookups = g_array_new (FALSE, FALSE, sizeof (NxLookup));
  counts = count_characters (self->text);
  classify (self, counts);
  nx_query_read_numbers (self);
  if (self->kinds & NX_QUERY_HAN)
    read_han (self);
  if ((self->kinds & (NX_QUERY_LETTERS | NX_QUERY_MIXED)) && counts.n_other_letters == 0)
    nx_query_read_letters (self);
  nx_query_make_lookups (self);
  return self;
}

NxQuery *
nx_query_ref (NxQuery *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nx_query_unref (NxQuery *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < self->lookups->len; i++)
    g_free ((char *)g_array_index (self->lookups, NxLookup, i).text);
  g_array_unref (self->lookups);
  g_array_unref (self->readings);
  g_free (self->case_piece);
  g_free (self->id_prefix);
  g_free (self->phone_digits);
  g_free (self->han);
  g_free (self->letters);
  g_free (self->expression);
  g_free (self->folded);
  g_free (self->text);
  g_free (self);
}

gboolean
nx_query_is_empty (const NxQuery *self)
{
  return self->kinds == 0 && self->expression == NULL;
}

NxQueryKinds
nx_query_get_kinds (const NxQuery *self)
{
  return self->kinds;
}

const char *
nx_query_get_text (const NxQuery *self)
{
  return self->text;
}

const char *
nx_query_get_expression (const NxQuery *self)
{
  return self->expression;
}

const NxLookup *
nx_query_get_lookups (const NxQuery *self, guint *n_lookups)
{
  *n_lookups = self->lookups->len;
  return (const NxLookup *)(gpointer)self->lookups->data;
}

const char *
nx_query_get_phone_digits (const NxQuery *self)
{
  return self->phone_digits;
}

gboolean
nx_query_is_whole_phone (const NxQuery *self)
{
  gsize length = self->phone_digits != NULL ? strlen (self->phone_digits) : 0;
  return (length == 11 && *self->phone_digits == '1')
         || (length >= 10 && length <= 12 && *self->phone_digits == '0');
}

const char *
nx_query_get_id_prefix (const NxQuery *self)
{
  return self->id_prefix;
}

const char *
nx_query_get_case_piece (const NxQuery *self)
{
  return self->case_piece;
}
