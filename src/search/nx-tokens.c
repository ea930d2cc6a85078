/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the words a full-text index keeps of a text, and the expression that finds them again.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-tokens.h"

#include "nx-text.h"

#include <string.h>

/* More pieces than anybody types; keeps a pasted page from becoming an expression of that size. */
#define MAX_QUERY_TOKENS 64

typedef enum
{
  RUN_NONE,
  RUN_HAN,
  RUN_WORD,
  RUN_NUMBER,
} Run;

typedef struct
{
  GString *out;
  gboolean is_query;
  gboolean is_long;
  guint n_tokens;
  /* Of a query: a single Han character or letter finds a good part of all long texts and is dear to
   * look up, so it is asked for only when it is all; whoever verifies sees the rest. */
  char weak[8];
  guint n_weak;

  Run run;
  guint n_han; /* characters of the Han run so far */
  gunichar last_han;
  GString *word;
} Tokens;

static void
emit (Tokens *self, const char *token, gboolean is_prefix)
{
  if (self->is_query && self->n_tokens >= MAX_QUERY_TOKENS)
    return;
  if (self->n_tokens++ > 0)
    g_string_append (self->out, self->is_query ? " AND " : " ");
  /* A token holds letters, digits and Han characters only, so the quotes need no escape. */
  if (self->is_query)
    g_string_append_printf (self->out, is_prefix ? "\"%s\"*" : "\"%s\"", token);
  else
    g_string_append (self->out, token);
}

static void
emit_han (Tokens *self, gunichar first, gunichar second, gboolean is_prefix)
{
  char token[16];
  int n = g_unichar_to_utf8 (first, token);
  if (second != 0)
    n += g_unichar_to_utf8 (second, token + n);
  token[n] = '\0';
  emit (self, token, is_prefix);
}

static gboolean
is_single (const char *token)
{
  return *token != '\0' && *g_utf8_next_char (token) == '\0';
}

static void
emit_last (Tokens *self, const char *token, gboolean is_prefix)
{
  if (self->is_query && self->is_long && is_single (token))
    {
      g_strlcpy (self->weak, token, sizeof self->weak);
      self->n_weak++;
    }
  else
    emit (self, token, is_prefix);
}

static void
end_run (Tokens *self, gboolean is_end_of_text)
{
  char token[8] = "";

  if (self->run == RUN_WORD || self->run == RUN_NUMBER)
    {
      emit_last (self, self->word->str, self->is_query && is_end_of_text);
      g_string_truncate (self->word, 0);
    }
  /* A pair needs a neighbour; what has none, and the end of a run in the index, stands alone. */
  else if (self->run == RUN_HAN && self->is_query && self->n_han == 1)
    {
      token[g_unichar_to_utf8 (self->last_han, token)] = '\0';
      emit_last (self, token, self->is_long);
    }
  else if (self->run == RUN_HAN && !self->is_query && self->is_long)
    emit_han (self, self->last_han, 0, FALSE);
  self->run = RUN_NONE;
}

static void
add_han (Tokens *self, gunichar c)
{
  if (self->run != RUN_HAN)
    {
      end_run (self, FALSE);
      self->run = RUN_HAN;
      self->n_han = 0;
    }
  if (self->n_han > 0)
    emit_han (self, self->last_han, c, FALSE);
  if (!self->is_query && !self->is_long)
    emit_han (self, c, 0, FALSE);
  self->last_han = c;
  self->n_han++;
}

static void
add_to_word (Tokens *self, Run run, gunichar c)
{
  if (self->run != run)
    {
      end_run (self, FALSE);
      self->run = run;
    }
  g_string_append_unichar (self->word, g_unichar_tolower (c));
}

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == 0x3000 || c == 0xA0;
}

static void
add_separator (Tokens *self, gunichar c)
{
  /* 阿依古丽·买买提 and 王　芳 are one run when indexed; a typed space parts two things wanted. */
  gboolean is_bridge = nx_text_is_name_dot (c) || (is_space (c) && !self->is_query);
  if (self->run != RUN_HAN || !is_bridge)
    end_run (self, FALSE);
}

static void
add_character (Tokens *self, gunichar c)
{
  int digit;

  if (self->run == RUN_HAN && g_unichar_ismark (c))
    return; /* variation selectors */
  if (g_unichar_type (c) == G_UNICODE_FORMAT)
    return;
  if (nx_text_is_han (c)
      || (c >= 0xE000 && c <= 0xF8FF)) /* private use: rare names of old systems */
    add_han (self, nx_text_simplify (c));
  else if ((digit = g_unichar_digit_value (c)) >= 0)
    add_to_word (self, RUN_NUMBER, (gunichar)('0' + digit));
  else if (g_unichar_isalpha (c) || (self->run == RUN_WORD && g_unichar_ismark (c)))
    add_to_word (self, RUN_WORD, c);
  else
    add_separator (self, c);
}

/* Wide punctuation of every sentence; NFKC makes it narrow, and both part words. */
static gboolean
is_wide_mark (gunichar c)
{
  return c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F || c == 0xFF08
         || c == 0xFF09;
}

/* TRUE when NFKC would change nothing that matters: ASCII, common Han and common punctuation. */
static gboolean
is_normal (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      if (c >= 0x80 && !(c >= 0x3400 && c <= 0x9FFF) && c != 0x3001 && c != 0x3002 && c != 0xB7
          && c != 0x201C && c != 0x201D && !is_wide_mark (c))
        return FALSE;
    }
  return TRUE;
}

static char *
make_tokens (const char *text, gboolean is_query, gboolean is_long)
{
  Tokens self = { .is_query = is_query, .is_long = is_long };
  g_autofree char *normal = NULL;

  if (text == NULL)
    text = "";
  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  if (!is_normal (text))
    text = normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  self.out = g_string_sized_new (strlen (text) * (is_long ? 3 : 4));
  self.word = g_string_new (NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    add_character (&self, g_utf8_get_char (text));
  end_run (&self, TRUE);
  if (self.n_tokens == 0 && self.n_weak == 1)
    emit (&self, self.weak, TRUE);
  g_string_free (self.word, TRUE);
  return g_string_free (self.out, is_query && self.n_tokens == 0);
}

char *
nx_tokens_index (const char *text)
{
  return make_tokens (text, FALSE, FALSE);
}

char *
nx_tokens_index_long (const char *text)
{
  return make_tokens (text, FALSE, TRUE);
}

char *
nx_tokens_query (const char *typed)
{
  return make_tokens (typed, TRUE, FALSE);
}

char *
nx_tokens_query_long (const char *typed)
{
  return make_tokens (typed, TRUE, TRUE);
}

static gboolean
is_of_piece (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || nx_text_is_han (c)
         || nx_text_is_name_dot (c) || (c >= 0xE000 && c <= 0xF8FF);
}

gboolean
nx_tokens_contains (const char *text, const char *typed)
{
  g_autofree char *folded = NULL;

  if (text == NULL || typed == NULL || !g_utf8_validate (text, -1, NULL)
      || !g_utf8_validate (typed, -1, NULL))
    return FALSE;
  folded = nx_text_fold (text);
  while (*typed != '\0')
    {
      const char *end = typed;
      while (*end != '\0' && is_of_piece (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > typed)
        {
          g_autofree char *piece = g_strndup (typed, (gsize)(end - typed));
          g_autofree char *wanted = nx_text_fold (piece);
          if (strstr (folded, wanted) == NULL)
            return FALSE;
        }
      typed = *end != '\0' ? g_utf8_next_char (end) : end;
    }
  return TRUE;
}
