/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Knows surnames of several characters and surnames read otherwise than their characters.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-surname-table.h"

#include "nx-pinyin-table.h"
#include "nx-text.h"

#include <string.h>

static guint
find_first (gunichar c)
{
  guint low = 0, high = nx_n_surnames;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (nx_surnames[middle].characters[0] < c)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const NxSurname *
nx_surname_table_find (const gunichar *characters, guint n_characters)
{
  if (n_characters == 0)
    return NULL;
  for (guint i = find_first (characters[0]);
       i < nx_n_surnames && nx_surnames[i].characters[0] == characters[0]; i++)
    {
      const NxSurname *surname = &nx_surnames[i];
      if (surname->n_characters <= n_characters
          && memcmp (surname->characters, characters, surname->n_characters * sizeof (gunichar))
                 == 0)
        return surname;
    }
  return NULL;
}

guint
nx_surname_table_length (const char *name)
{
  gunichar characters[NX_SURNAME_MAX];
  const NxSurname *surname;
  guint n = 0;

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return 0;
  for (; n < NX_SURNAME_MAX && nx_text_is_han (g_utf8_get_char (name)); n++)
    {
      characters[n] = g_utf8_get_char (name);
      name = g_utf8_next_char (name);
    }
  if (n == 0)
    return 0;
  surname = nx_surname_table_find (characters, n);
  /* A name is never only a double surname: 东方 alone is Dong Fang. */
  return surname != NULL && surname->n_characters < n ? surname->n_characters : 1;
}
