/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds communities, streets and counties by name, pinyin, initials or code while somebody types.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-division-search.h"

#include "nx-pinyin.h"

#include <string.h>

/* What one division is found by. */
typedef struct
{
  char *name;     /* nx_division_dup_search_name() */
  char *pinyin;   /* joined: "fengze" */
  char *initials; /* "fz" */
} NxDivisionKeys;

struct _NxDivisionSearch
{
  NxDivisionTable *table;
  GArray *keys; /* NxDivisionKeys, one a position */
};

static void
clear_keys (gpointer data)
{
  NxDivisionKeys *keys = data;

  g_free (keys->name);
  g_free (keys->pinyin);
  g_free (keys->initials);
}

void
nx_division_search_free (NxDivisionSearch *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->keys);
  nx_division_table_free (self->table);
  g_free (self);
}

static void
append_keys (GArray *all, const char *name)
{
  NxDivisionKeys keys = { 0 };
  g_autofree char *spelled = NULL;
  g_auto (GStrv) syllables = NULL;
  GString *initials = g_string_new (NULL);

  keys.name = nx_division_dup_search_name (name);
  spelled = nx_pinyin_of_text (keys.name);
  syllables = g_strsplit (spelled, " ", -1);
  for (guint i = 0; syllables[i] != NULL; i++)
    if (syllables[i][0] != '\0')
      g_string_append_c (initials, g_ascii_tolower (syllables[i][0]));
  keys.pinyin = g_strjoinv ("", syllables);
  keys.initials = g_string_free (initials, FALSE);
  g_array_append_val (all, keys);
}

static void
load_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  NxDivisionSearch *self = g_new0 (NxDivisionSearch, 1);

  self->table = nx_division_table_new ();
  self->keys = g_array_new (FALSE, FALSE, sizeof (NxDivisionKeys));
  g_array_set_clear_func (self->keys, clear_keys);
  for (guint i = 0; i < nx_division_table_get_n (self->table); i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        break;
      append_keys (self->keys, nx_division_table_nth (self->table, i)->name);
    }
  if (g_task_return_error_if_cancelled (task))
    nx_division_search_free (self);
  else
    g_task_return_pointer (task, self, (GDestroyNotify)nx_division_search_free);
}

void
nx_division_search_load_async (GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, nx_division_search_load_async);
  g_task_run_in_thread (task, load_in_worker);
}

NxDivisionSearch *
nx_division_search_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* 0 exactly so, 1 begins so, 2 inside, -1 not. */
static int
rank_word (const NxDivisionKeys *keys, const char *word)
{
  if (g_str_equal (keys->name, word) || g_str_equal (keys->pinyin, word)
      || g_str_equal (keys->initials, word))
    return 0;
  if (g_str_has_prefix (keys->name, word) || g_str_has_prefix (keys->pinyin, word)
      || g_str_has_prefix (keys->initials, word))
    return 1;
  return strstr (keys->name, word) != NULL ? 2 : -1;
}

static gboolean
has_above (NxDivisionSearch *self, int position, const char *word)
{
  while ((position = nx_division_table_nth (self->table, (guint)position)->parent) >= 0)
    if (rank_word (&g_array_index (self->keys, NxDivisionKeys, position), word) >= 0)
      return TRUE;
  return FALSE;
}

static int
rank_division (NxDivisionSearch *self, guint position, char **words, guint n_words)
{
  const NxDivision *division = nx_division_table_nth (self->table, position);
  int rank = 0;

  if (division->level < NX_DIVISION_COUNTY)
    return -1;
  if (g_ascii_isdigit (words[n_words - 1][0]))
    rank = g_str_has_prefix (division->code, words[n_words - 1]) ? 1 : -1;
  else
    rank = rank_word (&g_array_index (self->keys, NxDivisionKeys, position), words[n_words - 1]);
  for (guint i = 0; rank >= 0 && i + 1 < n_words; i++)
    if (!has_above (self, (int)position, words[i]))
      rank = -1;
  return rank;
}

GArray *
nx_division_search_find (NxDivisionSearch *self, const char *typed, guint limit)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *normal = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = normal != NULL ? g_utf8_strdown (normal, -1) : g_strdup ("");
  g_auto (GStrv) raw = g_strsplit_set (lower, " \t,·'", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; raw[i] != NULL; i++)
    if (raw[i][0] != '\0')
      {
        if (!g_str_is_ascii (raw[i]))
          {
            char *bare = nx_division_dup_search_name (raw[i]);

            g_free (raw[i]);
            raw[i] = bare;
          }
        g_ptr_array_add (words, raw[i]);
      }
  for (int rank = 0; rank <= 2 && words->len > 0; rank++)
    for (guint i = 0; i < self->keys->len && found->len < limit; i++)
      if (rank_division (self, i, (char **)words->pdata, words->len) == rank)
        g_array_append_val (found, i);
  return found;
}

const NxDivisionTable *
nx_division_search_get_table (NxDivisionSearch *self)
{
  return self->table;
}
