/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes every key that a person is found by from the names they have and had.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-name-keys.h"

#include "nx-pinyin.h"
#include "nx-text.h"

/* So many characters of a name can be looked for; our default (domain §8.2: up to about 30). */
#define MAX_PLACES 40

typedef struct
{
  GPtrArray *keys;
  GHashTable *seen; /* the keys, borrowed */
  gboolean is_former;
} Collector;

char *
nx_name_key_of_former (const char *key)
{
  char *former = g_strdup (key);

  former[0] = g_ascii_toupper (former[0]);
  return former;
}

static void
take (Collector *self, const char *mark, const char *text)
{
  g_autofree char *current = g_strconcat (mark, text, NULL);
  g_autofree char *key
      = self->is_former ? nx_name_key_of_former (current) : g_steal_pointer (&current);

  if (*text == '\0' || !g_hash_table_add (self->seen, key))
    return;
  g_ptr_array_add (self->keys, g_steal_pointer (&key));
}

/* A Han character stands for itself; of a word one remembers the beginning. */
static gboolean
may_begin (gunichar before, gunichar c)
{
  return nx_text_is_han (c) || nx_text_is_han (before)
         || (!g_unichar_isalnum (before) && g_unichar_isalnum (c));
}

static void
take_places (Collector *self, const char *folded)
{
  gunichar before = g_utf8_get_char (folded);
  const char *at = folded;

  take (self, NX_NAME_KEY_WHOLE, folded);
  for (guint n = 1; *at != '\0' && n < MAX_PLACES; n++)
    {
      gunichar c = 0;

      at = g_utf8_next_char (at);
      c = g_utf8_get_char (at);
      if (c != 0 && may_begin (before, c))
        take (self, NX_NAME_KEY_INSIDE, at);
      before = c;
    }
}

static void
take_name (Collector *self, const char *name, const char *correction)
{
  g_autofree char *folded = nx_text_fold (name);
  g_auto (GStrv) sounds = nx_pinyin_keys (name, correction);

  if (*folded != '\0')
    take_places (self, folded);
  /* They come with their marks. */
  for (guint i = 0; sounds[i] != NULL; i++)
    take (self, "", sounds[i]);
}

GStrv
nx_name_keys (const char *name, const char *former_names, const char *correction)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) formers
      = g_strsplit (former_names != NULL ? former_names : "", NX_NAME_SEPARATOR, -1);
  Collector self = { .keys = g_ptr_array_new (), .seen = seen };

  if (name != NULL)
    take_name (&self, name, correction);
  self.is_former = TRUE;
  for (guint i = 0; formers[i] != NULL; i++)
    take_name (&self, formers[i], NULL);
  g_ptr_array_add (self.keys, NULL);
  return (GStrv)g_ptr_array_free (self.keys, FALSE);
}
