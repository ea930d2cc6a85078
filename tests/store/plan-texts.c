/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Collects the statement texts of the program from its own sources, for the test of their plans. */
#include "config.h"

#include "plan-texts.h"

#include <string.h>

/* A file is read as C is: comments go, strings that follow each other are one, names of macros that
 * stand for strings are replaced by them. */
typedef struct
{
  char *file;
  const char *at;
  GHashTable *macros; /* name → text */
  GPtrArray *texts;
  guint n_unread;
} Reader;

static void
plan_text_free (gpointer data)
{
  PlanText *text = data;

  g_free (text->file);
  g_free (text->name);
  g_free (text->sql);
  g_free (text);
}

static const char *
skip_space (const char *at)
{
  for (;;)
    {
      while (g_ascii_isspace (*at) || (at[0] == '\\' && at[1] == '\n'))
        at++;
      if (!g_str_has_prefix (at, "/*"))
        return at;
      at = strstr (at, "*/");
      g_assert_nonnull (at);
      at += 2;
    }
}

/* The string that begins at @at, added to @out; returns what follows. */
static const char *
take_string (const char *at, GString *out)
{
  const char *begin = ++at;
  g_autofree char *raw = NULL;
  g_autofree char *plain = NULL;

  while (*at != '"')
    at += *at == '\\' ? 2 : 1;
  raw = g_strndup (begin, (gsize)(at - begin));
  plain = g_strcompress (raw);
  g_string_append (out, plain);
  return at + 1;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static char *
dup_word (const char *at)
{
  const char *end = at;

  while (is_word (*end))
    end++;
  return g_strndup (at, (gsize)(end - at));
}

/* Strings and macros of strings up to one of @ends; NULL when something else stands there. */
static char *
take_text (Reader *self, const char **at, const char *ends)
{
  GString *out = g_string_new (NULL);

  for (*at = skip_space (*at); **at != '\0' && strchr (ends, **at) == NULL; *at = skip_space (*at))
    if (**at == '"')
      *at = take_string (*at, out);
    else
      {
        g_autofree char *word = dup_word (*at);
        const char *text = g_hash_table_lookup (self->macros, word);

        if (text == NULL)
          return g_string_free (out, TRUE), NULL;
        g_string_append (out, text);
        *at += strlen (word);
      }
  return g_string_free (out, FALSE);
}

/* "#define NAME strings". */
static void
take_macro (Reader *self, const char *line)
{
  const char *end = line;
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  const char *at = NULL;
  char *text = NULL;

  while (*end != '\0' && (*end != '\n' || end[-1] == '\\'))
    end++;
  line += strlen ("#define ");
  name = dup_word (line);
  line += strlen (name);
  if (*line == '(')
    return;
  body = g_strndup (line, (gsize)(end - line));
  at = body;
  text = take_text (self, &at, "");
  if (text != NULL)
    g_hash_table_insert (self->macros, g_steal_pointer (&name), text);
}

/* One "{ name, text }". */
static void
take_spec (Reader *self, const char **at)
{
  g_autofree char *name = take_text (self, at, ",}");
  g_autofree char *sql = NULL;
  PlanText *text = NULL;

  if (name != NULL && **at == ',')
    {
      (*at)++;
      sql = take_text (self, at, ",}");
    }
  if (sql == NULL)
    {
      self->n_unread++;
      return;
    }
  text = g_new0 (PlanText, 1);
  text->file = g_strdup (self->file);
  text->name = g_steal_pointer (&name);
  text->sql = g_steal_pointer (&sql);
  g_ptr_array_add (self->texts, text);
}

/* Behind the word NxStatementSpec: what it is set to, if anything. */
static void
take_declaration (Reader *self)
{
  const char *at = skip_space (self->at);

  while (is_word (*at) || strchr ("[] )", *at) != NULL)
    at++;
  at = skip_space (at);
  if (*at == '=')
    at = skip_space (at + 1);
  if (*at != '{')
    return;
  for (at = skip_space (at + 1); *at == '{' || *at == ','; at = skip_space (at))
    {
      at++;
      if (at[-1] == '{')
        {
          take_spec (self, &at);
          while (*at != '}' && *at != ';')
            at++;
          at++;
        }
    }
  /* Not an array: the brace was that of the one spec. */
  if (*at == '"' || is_word (*at))
    take_spec (self, &at);
  self->at = at;
}

static void
read_file (Reader *self, const char *path)
{
  g_autofree char *source = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &source, NULL, &error);
  g_assert_no_error (error);
  self->file = g_path_get_basename (path);
  for (self->at = source; *self->at != '\0';)
    if (g_str_has_prefix (self->at, "#define "))
      take_macro (self, self->at++);
    else if (g_str_has_prefix (self->at, "NxStatementSpec") && !is_word (self->at[15]))
      {
        self->at += strlen ("NxStatementSpec");
        take_declaration (self);
      }
    else
      self->at++;
  g_hash_table_remove_all (self->macros);
  g_clear_pointer (&self->file, g_free);
}

GPtrArray *
plan_texts_read (const char *folder, guint *n_unread)
{
  Reader self = { .macros = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                  .texts = g_ptr_array_new_with_free_func (plan_text_free) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name = NULL;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".c"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        read_file (&self, path);
      }
  g_hash_table_unref (self.macros);
  *n_unread = self.n_unread;
  return self.texts;
}
