/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Looks through the whole store for pairs of records that may be of one human being. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-twin-scan.h"

#include "nx-twin-pairs.h"
#include "nx-twin-rows.h"

#include <stdlib.h>

/* People read by one statement: so often a job tells how far it is and learns that it is to stop.
 */
#define STEP 2000
/* The same for pairs that are compared. */
#define STEP_OF_PAIRS 200000

/* How much of the whole the reading is, in hundredths (measured). */
#define SHARE_OF_READING 70

/* A key that more people share than this says nothing by itself: the phone of an office, a name
 * half the street bears. Whoever is one person shares a narrower key as well. */
static const guint most_of_key[NX_N_TWIN_KEYS] = {
  [NX_TWIN_KEY_ID_NUMBER] = 64,
  [NX_TWIN_KEY_PHONE] = 24,
  [NX_TWIN_KEY_SOUND_AND_DAY] = 64,
  [NX_TWIN_KEY_SOUND_AND_YEAR] = 96,
  [NX_TWIN_KEY_SOUND_AND_SEASON] = 48,
  [NX_TWIN_KEY_DAY] = 48,
  [NX_TWIN_KEY_HOME] = 40,
  [NX_TWIN_KEY_SOUND] = 6,
};

typedef struct
{
  NxTwinFacts *facts;
  NxTwinNamesakes namesakes; /* whoever bears the name, this one included */
} Person;

typedef struct
{
  guint64 hash;
  guint32 place; /* in persons */
} Key;

typedef struct
{
  NxDatabase *db;
  GArray *persons;  /* Person */
  GArray *keys;     /* Key; filled anew for each kind */
  GHashTable *seen; /* guint64 made of two places: pairs that were kept, or told apart */
  GArray *pairs;    /* NxTwinPair */
  guint64 n_compared;
  GError **error;
} Scan;

static void
clear_person (gpointer person)
{
  nx_twin_facts_free (((Person *)person)->facts);
}

static gboolean
go_on (Scan *scan, guint hundredths)
{
  if (nx_database_progress (scan->db, MIN (hundredths, 100), 100))
    return TRUE;
  nx_database_is_cancelled (scan->db, scan->error);
  return FALSE;
}

/* Reading */

static const NxStatementSpec last_statement = { "twin-scan-last", "SELECT max(id) FROM person" };

static gboolean
read_last_id (Scan *scan, gint64 *id)
{
  g_autoptr (NxStatement) row = nx_database_statement (scan->db, &last_statement, scan->error);

  if (row == NULL || !nx_statement_step (row, scan->error))
    return FALSE;
  *id = nx_statement_get_int64 (row, 0);
  return TRUE;
}

static gboolean
read_persons (Scan *scan)
{
  gint64 after = 0;
  gint64 last = 0;
  guint n = 0;

  if (!read_last_id (scan, &last))
    return FALSE;
  do
    {
      g_autoptr (GPtrArray) rows = nx_twin_rows_load_after (scan->db, after, STEP, scan->error);

      if (rows == NULL)
        return FALSE;
      n = rows->len;
      for (guint i = 0; i < n; i++)
        {
          Person person = { g_ptr_array_index (rows, i), { 0, 0 } };

          g_array_append_val (scan->persons, person);
          after = nx_twin_facts_get_id (person.facts);
        }
      g_ptr_array_set_free_func (rows, NULL);
      if (!go_on (scan, (guint)(after * SHARE_OF_READING / MAX (last, 1))))
        return FALSE;
    }
  while (n == STEP);
  return TRUE;
}

/* Keys */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  if (left->hash != right->hash)
    return left->hash < right->hash ? -1 : 1;
  return left->place < right->place ? -1 : left->place > right->place;
}

static Key *
sort_keys (Scan *scan)
{
  Key *keys = (Key *)(gpointer)scan->keys->data;

  if (keys != NULL)
    qsort (keys, scan->keys->len, sizeof *keys, compare_keys);
  return keys;
}

/* The end of the group of equal keys that begins at @from. */
static guint
end_of_group (const Key *keys, guint n, guint from)
{
  guint to = from + 1;

  while (to < n && keys[to].hash == keys[from].hash)
    to++;
  return to;
}

static void
count_namesakes (Scan *scan, guint64 (*hash) (const NxTwinFacts *), gboolean is_sound)
{
  Key *keys = NULL;

  g_array_set_size (scan->keys, 0);
  for (guint i = 0; i < scan->persons->len; i++)
    {
      Key key = { hash (g_array_index (scan->persons, Person, i).facts), i };

      g_array_append_val (scan->keys, key);
    }
  keys = sort_keys (scan);
  for (guint from = 0, to = 0; from < scan->keys->len; from = to)
    {
      to = end_of_group (keys, scan->keys->len, from);
      for (guint i = from; i < to; i++)
        {
          NxTwinNamesakes *namesakes
              = &g_array_index (scan->persons, Person, keys[i].place).namesakes;

          *(is_sound ? &namesakes->n_sound : &namesakes->n_same) = to - from;
        }
    }
}

static void
fill_keys (Scan *scan, NxTwinKey kind)
{
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_array_set_size (scan->keys, 0);
  for (guint i = 0; i < scan->persons->len; i++)
    {
      g_array_set_size (hashes, 0);
      nx_twin_facts_add_keys (g_array_index (scan->persons, Person, i).facts, kind, hashes);
      for (guint j = 0; j < hashes->len; j++)
        {
          Key key = { g_array_index (hashes, guint64, j), i };

          g_array_append_val (scan->keys, key);
        }
    }
}

/* Before phones are compared: numbers of offices go. */
static void
forget_common_phones (Scan *scan)
{
  Key *keys = NULL;

  fill_keys (scan, NX_TWIN_KEY_PHONE);
  keys = sort_keys (scan);
  for (guint from = 0, to = 0; from < scan->keys->len; from = to)
    {
      to = end_of_group (keys, scan->keys->len, from);
      for (guint i = from; to - from > most_of_key[NX_TWIN_KEY_PHONE] && i < to; i++)
        nx_twin_facts_forget_phone (g_array_index (scan->persons, Person, keys[i].place).facts,
                                    keys[i].hash);
    }
}

/* Pairs */

static guint64
pack_places (guint32 a, guint32 b)
{
  return (guint64)MIN (a, b) << 32 | MAX (a, b);
}

static gboolean
add_seen (Scan *scan, guint32 a, guint32 b)
{
  guint64 packed = pack_places (a, b);

  return g_hash_table_add (scan->seen, g_memdup2 (&packed, sizeof packed));
}

/* Other people who bear the names of the two. */
static NxTwinNamesakes
namesakes_of (const Person *a, const Person *b)
{
  return (NxTwinNamesakes){ MAX (MAX (a->namesakes.n_same, b->namesakes.n_same), 2) - 1,
                            MAX (MAX (a->namesakes.n_sound, b->namesakes.n_sound), 2) - 1 };
}

static void
compare_pair (Scan *scan, guint32 a, guint32 b)
{
  const Person *first = &g_array_index (scan->persons, Person, a);
  const Person *other = &g_array_index (scan->persons, Person, b);
  NxTwinNamesakes namesakes = namesakes_of (first, other);
  NxTwinScore score = nx_twin_score (first->facts, other->facts, &namesakes);
  NxTwinPair pair
      = { nx_twin_facts_get_id (first->facts), nx_twin_facts_get_id (other->facts), score };

  scan->n_compared++;
  if (score.points < NX_TWIN_POINTS_PAIR || !add_seen (scan, a, b))
    return;
  if (pair.person_id > pair.other_id)
    {
      pair.person_id = pair.other_id;
      pair.other_id = nx_twin_facts_get_id (first->facts);
    }
  g_array_append_val (scan->pairs, pair);
}

static gboolean
compare_groups (Scan *scan, NxTwinKey kind)
{
  guint done = SHARE_OF_READING + (100 - SHARE_OF_READING) * kind / NX_N_TWIN_KEYS;
  Key *keys = NULL;

  fill_keys (scan, kind);
  keys = sort_keys (scan);
  for (guint from = 0, to = 0; from < scan->keys->len; from = to)
    {
      to = end_of_group (keys, scan->keys->len, from);
      for (guint i = from; to - from <= most_of_key[kind] && i < to; i++)
        for (guint j = i + 1; j < to; j++)
          {
            /* One person may have a key twice: of a name read in two ways. */
            if (keys[i].place == keys[j].place)
              continue;
            compare_pair (scan, keys[i].place, keys[j].place);
            if (scan->n_compared % STEP_OF_PAIRS == 0 && !go_on (scan, done))
              return FALSE;
          }
    }
  return go_on (scan, done);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const NxTwinPair *left = a;
  const NxTwinPair *right = b;

  if (left->score.points != right->score.points)
    return left->score.points > right->score.points ? -1 : 1;
  if (left->person_id != right->person_id)
    return left->person_id < right->person_id ? -1 : 1;
  return left->other_id < right->other_id ? -1 : left->other_id > right->other_id;
}

/* Told apart */

static int
compare_ids (gconstpointer id, gconstpointer person)
{
  gint64 wanted = *(const gint64 *)id;
  gint64 found = nx_twin_facts_get_id (((const Person *)person)->facts);

  return wanted < found ? -1 : wanted > found;
}

static gboolean
find_place (Scan *scan, gint64 id, guint32 *place)
{
  const Person *persons = (const Person *)(gpointer)scan->persons->data;
  const Person *found = bsearch (&id, persons, scan->persons->len, sizeof *persons, compare_ids);

  if (found == NULL)
    return FALSE;
  *place = (guint32)(found - persons);
  return TRUE;
}

static gboolean
exclude_apart (Scan *scan)
{
  g_autoptr (GArray) apart = nx_twin_pairs_load_apart (scan->db, scan->error);

  if (apart == NULL)
    return FALSE;
  for (guint i = 0; i < apart->len; i++)
    {
      const NxTwinPair *pair = &g_array_index (apart, NxTwinPair, i);
      guint32 a = 0;
      guint32 b = 0;

      if (find_place (scan, pair->person_id, &a) && find_place (scan, pair->other_id, &b))
        add_seen (scan, a, b);
    }
  return TRUE;
}

static gboolean
run (Scan *scan)
{
  if (!read_persons (scan) || !exclude_apart (scan))
    return FALSE;
  count_namesakes (scan, nx_twin_facts_hash_name, FALSE);
  count_namesakes (scan, nx_twin_facts_hash_sound, TRUE);
  forget_common_phones (scan);
  for (NxTwinKey kind = 0; kind < NX_N_TWIN_KEYS; kind++)
    if (!compare_groups (scan, kind))
      return FALSE;
  g_array_sort (scan->pairs, compare_pairs);
  g_array_set_size (scan->pairs, MIN (scan->pairs->len, NX_TWIN_SCAN_MOST_PAIRS));
  return go_on (scan, 100);
}

GArray *
nx_twin_scan_run (NxDatabase *db, guint *n_persons, GError **error)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (Person));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (NxTwinPair));
  Scan scan = { db, persons, keys, seen, pairs, 0, error };

  g_array_set_clear_func (persons, clear_person);
  if (!run (&scan))
    return NULL;
  if (n_persons != NULL)
    *n_persons = persons->len;
  return g_steal_pointer (&pairs);
}
