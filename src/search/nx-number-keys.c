/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the keys that the number of a case or a household is found by.
 */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-number-keys.h"

#include "nx-text.h"

#include <string.h>

/* Below it nearly every number would answer; our default. */
#define MIN_TYPED 4

static gboolean
begins_part (char before, char c)
{
  return g_ascii_isalnum (c)
         && (!g_ascii_isalnum (before) || (g_ascii_isdigit (c) && g_ascii_isalpha (before)));
}

GStrv
nx_number_keys (const char *number)
{
  g_autofree char *folded = nx_text_fold (number);
  GPtrArray *keys = g_ptr_array_new ();

  if (*folded != '\0')
    g_ptr_array_add (keys, g_strdup (folded));
  for (const char *at = folded; at[0] != '\0' && at[1] != '\0'; at++)
    if (begins_part (at[0], at[1]))
      g_ptr_array_add (keys, g_strdup (at + 1));
  g_ptr_array_add (keys, NULL);
  return (GStrv)g_ptr_array_free (keys, FALSE);
}

char *
nx_number_key_of_typed (const char *typed)
{
  g_autofree char *folded = nx_text_fold (typed);
  const char *begin = folded;

  while (*begin != '\0' && !g_ascii_isalnum (*begin) && (guchar)*begin < 0x80)
    begin++;
  if (strlen (begin) < MIN_TYPED || strpbrk (begin, "0123456789") == NULL)
    return NULL;
  return g_strdup (begin);
}
