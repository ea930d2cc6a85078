/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the keys by which people are put side by side when a whole store is looked through. */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-twin-facts.h"

#include "nx-twin-private.h"

#include <string.h>

/* Combinations of readings a name is keyed by; as many as find keeps (nx_pinyin_keys()). */
#define MAX_SOUNDS 16

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ (public domain). Two people who meet
 * by a chance collision are compared and found different. */
#define HASH_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_PRIME G_GUINT64_CONSTANT (0x100000001b3)

static guint64
hash_bytes (guint64 hash, gconstpointer bytes, gsize n)
{
  const guint8 *at = bytes;

  for (gsize i = 0; i < n; i++)
    hash = (hash ^ at[i]) * HASH_PRIME;
  return hash;
}

static guint64
hash_number (guint64 hash, guint64 number)
{
  return hash_bytes (hash, &number, sizeof number);
}

static guint64
hash_text (guint64 hash, const char *text)
{
  return hash_bytes (hash, text, strlen (text));
}

static void
add (GArray *keys, guint64 key)
{
  g_array_append_val (keys, key);
}

/* Identity numbers. One wrong digit, or two exchanged, lie in one of three parts (region, birth,
 * order and check) or across one of the two borders: what is left without it is the same. */

static void
add_without (GArray *keys, const char *number, gsize from, gsize to)
{
  guint64 hash = hash_number (HASH_START, 0x100 + from * 32 + to);

  hash = hash_bytes (hash, number, from);
  add (keys, hash_text (hash, number + to));
}

static void
add_id_number_keys (const NxTwinFacts *self, GArray *keys)
{
  if (*self->id_number == '\0')
    return;
  add (keys, hash_text (hash_number (HASH_START, 1), self->id_number));
  if (strlen (self->id_number) != 18)
    return;
  add_without (keys, self->id_number, 0, 6);
  add_without (keys, self->id_number, 6, 14);
  add_without (keys, self->id_number, 14, 18);
  add_without (keys, self->id_number, 5, 7);
  add_without (keys, self->id_number, 13, 15);
}

static guint64
hash_phone (const char *phone)
{
  return hash_text (hash_number (HASH_START, 2), phone);
}

static void
add_phone_keys (const NxTwinFacts *self, GArray *keys)
{
  for (guint i = 0; self->phones[i] != NULL; i++)
    add (keys, hash_phone (self->phones[i]));
}

void
nx_twin_facts_forget_phone (NxTwinFacts *self, guint64 key)
{
  guint n_kept = 0;

  /* The empty list is one for all. */
  if (self->phones[0] == NULL)
    return;
  for (guint i = 0; self->phones[i] != NULL; i++)
    if (hash_phone (self->phones[i]) == key)
      g_free (self->phones[i]);
    else
      self->phones[n_kept++] = self->phones[i];
  self->phones[n_kept] = NULL;
}

/* Names. How many readings of each character take part, so that no more than MAX_SOUNDS arise. */

static guint
limit_readings (const NxTwinFacts *self, guint8 *n_used)
{
  guint n = 1;

  for (guint i = 0; i < self->n_characters; i++)
    {
      n_used[i] = (guint8)CLAMP (self->characters[i].n_readings, 1, MAX_SOUNDS / n);
      n *= n_used[i];
    }
  return n;
}

static guint64
hash_sound (const NxTwinFacts *self, const guint8 *n_used, guint which)
{
  guint64 hash = HASH_START;

  for (guint i = 0; i < self->n_characters; i++)
    {
      const NxTwinCharacter *character = &self->characters[i];

      hash = hash_number (hash, character->n_readings > 0 ? character->readings[which % n_used[i]]
                                                          : character->c);
      which /= n_used[i];
    }
  return hash;
}

/* The key of every sound with @part, which says what else must agree. */
static void
add_sounds (const NxTwinFacts *self, GArray *keys, guint64 part)
{
  guint8 n_used[NX_TWIN_MAX_CHARACTERS];
  guint n = self->n_characters > 1 ? limit_readings (self, n_used) : 0;

  for (guint i = 0; i < n; i++)
    add (keys, hash_number (hash_sound (self, n_used, i), part));
  /* A former name: its characters only, as nobody corrects its reading. */
  for (guint i = 0; self->formers[i] != NULL; i++)
    add (keys, hash_number (hash_text (HASH_START, self->formers[i]), part));
  if (*self->name != '\0')
    add (keys, hash_number (hash_text (HASH_START, self->name), part));
}

/* Birth dates */

static guint64
pack_day (NxDate day)
{
  return (guint64)day.year * 10000 + day.month * 100u + day.day;
}

/* The same for a day and for the one with day and month exchanged. */
static guint64
pack_unordered (NxDate day)
{
  NxDate ordered = { day.year, MIN (day.month, day.day), MAX (day.month, day.day) };

  return pack_day (ordered);
}

static void
add_days (const NxTwinFacts *self, GArray *keys)
{
  if (!nx_date_is_full (self->birth))
    return;
  add_sounds (self, keys, pack_unordered (self->birth));
  if (nx_date_is_full (self->birth_as_lunar))
    add_sounds (self, keys, pack_unordered (self->birth_as_lunar));
  if (nx_date_is_full (self->lunar_digits))
    add_sounds (self, keys, pack_unordered (self->lunar_digits));
}

/* Day and sex with the surname's first character, and with the first of the given name: a name
 * wrong in one place keeps the other. */
static void
add_day_keys (const NxTwinFacts *self, GArray *keys)
{
  guint64 hash = hash_number (HASH_START, pack_day (self->birth));

  if (!nx_date_is_full (self->birth) || self->n_characters < 2)
    return;
  add (keys, hash_number (hash_number (hash, 10), self->characters[0].c));
  add (keys, hash_number (hash_number (hash, 11),
                          self->characters[MIN (self->surname_length, self->n_characters - 1)].c));
}

void
nx_twin_facts_add_keys (const NxTwinFacts *self, NxTwinKey kind, GArray *keys)
{
  switch (kind)
    {
    case NX_TWIN_KEY_ID_NUMBER:
      add_id_number_keys (self, keys);
      break;
    case NX_TWIN_KEY_PHONE:
      add_phone_keys (self, keys);
      break;
    case NX_TWIN_KEY_SOUND_AND_DAY:
      add_days (self, keys);
      break;
    case NX_TWIN_KEY_SOUND_AND_YEAR:
      if (nx_date_is_set (self->birth))
        add_sounds (self, keys, 1000000u + (guint64)self->birth.year);
      break;
    case NX_TWIN_KEY_SOUND_AND_SEASON:
      if (nx_date_is_full (self->birth))
        add_sounds (self, keys,
                    2000000u + pack_day ((NxDate){ 0, self->birth.month, self->birth.day }));
      break;
    case NX_TWIN_KEY_DAY:
      add_day_keys (self, keys);
      break;
    case NX_TWIN_KEY_HOME:
      if (self->household_id != 0)
        add (keys, hash_number (hash_number (HASH_START, 3), (guint64)self->household_id));
      if (self->address != 0)
        add (keys, hash_number (hash_number (HASH_START, 4), self->address));
      break;
    case NX_TWIN_KEY_SOUND:
      add_sounds (self, keys, 3000000u);
      break;
    case NX_N_TWIN_KEYS:
      g_return_if_reached ();
    }
}

guint64
nx_twin_facts_hash_name (const NxTwinFacts *self)
{
  return *self->name != '\0' ? hash_text (HASH_START, self->name) : 0;
}

guint64
nx_twin_facts_hash_sound (const NxTwinFacts *self)
{
  guint8 n_used[NX_TWIN_MAX_CHARACTERS];

  if (self->n_characters == 0)
    return 0;
  limit_readings (self, n_used);
  return hash_sound (self, n_used, 0);
}
