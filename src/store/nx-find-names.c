/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to finding: people by their names, the best first, at the cost of those that are shown.
 */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-find-names.h"

#include "nx-name-keys.h"
#include "nx-pinyin.h"
#include "nx-text.h"

#include <string.h>

/* A range [from, to) of texts that begin with `from`: `to` is `from` and the last code point. */
#define LAST_CHARACTER "\U0010FFFF"

/* Up to so many names beginning with a text are fetched and sorted. Of more than the first number
 * most are common enough to be met soon on a walk along all names; a rare one among a common one of
 * the same sound (尉迟 among 魏, 长孙 among 张) is not, and up to the second number are sorted. Our
 * defaults: two and ten milliseconds. */
static const guint max_sorted[] = { 2000, 12000 };

/* So many rows of the walk are worth a try: one name in eight answers a common surname. Our
 * default.
 */
#define MAX_TRIED 400

/* So many rows are looked at for one lookup when few of them answer; our default. */
#define MAX_LOOKED_AT 20000

/* Fewer where all of them are only of the same sound: whoever has the very characters has been
 * found by then. In a city 20,000 of them take 20 ms; our default. */
#define MAX_VAGUE 8000

static const NxStatementSpec range_statement
    = { "find-name-range", "SELECT person_id, sort, key FROM name_key"
                           " WHERE key >= :from AND key < :to ORDER BY key, sort LIMIT :limit" };
static const NxStatementSpec exact_statement
    = { "find-name-exact", "SELECT person_id, sort, key FROM name_key WHERE key = :key"
                           " ORDER BY sort LIMIT :limit" };
static const NxStatementSpec walk_statement
    = { "find-name-walk",
        "SELECT id, name_key FROM person INDEXED BY person_by_name"
        " WHERE archived_at IS NULL AND name_key >= :from ORDER BY name_key, id" };

typedef struct
{
  NxDatabase *db;
  const NxQuery *query;
  char *folded; /* what was typed, as keys have it */
  guint limit;  /* 0: all */
  GPtrArray *hits;
  GHashTable *seen; /* ids, owned by the hits */
  GError **error;
} Finder;

/* One row of name_key or of the walk; borrowed from the statement. */
typedef struct
{
  gint64 id;
  const char *sort;
  const char *key; /* NULL on the walk */
} Row;

static void
free_hit (gpointer data)
{
  NxNameHit *hit = data;

  g_free (hit->order);
  g_free (hit);
}

static gboolean
is_full (const Finder *self)
{
  return self->limit > 0 && self->hits->len >= self->limit;
}

static void
take (Finder *self, const Row *row, NxHitWhy why)
{
  NxNameHit *hit = NULL;

  if (g_hash_table_contains (self->seen, &row->id))
    return;
  hit = g_new0 (NxNameHit, 1);
  hit->id = row->id;
  hit->why = why;
  /* In a range the tab keeps a key before the longer ones that begin with it. */
  if (self->limit > 0 && (why == NX_HIT_EXACT || why == NX_HIT_PREFIX || row->key == NULL))
    hit->order = g_strdup (row->sort);
  else if (self->limit > 0)
    hit->order = g_strconcat (row->key, "\t", row->sort, NULL);
  g_ptr_array_add (self->hits, hit);
  g_hash_table_add (self->seen, &hit->id);
}

/* The name itself stands behind the tab of a sort key. */
static const char *
get_name (const char *sort)
{
  const char *tab = strchr (sort, '\t');

  return tab != NULL ? tab + 1 : "";
}

static gboolean
begins_as_typed (const Finder *self, const char *sort)
{
  g_autofree char *folded = nx_text_fold (get_name (sort));

  return g_str_has_prefix (folded, self->folded);
}

/* A worker's pinyin that is not one syllable for each character ("Aygul") is neither in the name
 * nor in its place among others: the key says it. */
static gboolean
has_foreign_key (const Finder *self, const Row *row, const char *name, const char *reading)
{
  g_auto (GStrv) usual = NULL;
  g_auto (GStrv) corrected = NULL;

  if ((nx_query_get_kinds (self->query) & NX_QUERY_LETTERS) == 0)
    return FALSE;
  usual = nx_pinyin_keys (name, NULL);
  corrected = nx_pinyin_keys (name, reading);
  return !g_strv_contains ((const char *const *)usual, row->key)
         && !g_strv_contains ((const char *const *)corrected, row->key);
}

/* Whether the row's name answers, read in the usual way or as its sort key has it, which a worker
 * may have corrected. */
static gboolean
answers (const Finder *self, const Row *row, NxMatchWhy *why)
{
  const char *name = get_name (row->sort);
  g_autofree char *reading = NULL;

  if (nx_query_matches_name (self->query, name, NULL, why))
    return TRUE;
  reading = g_strndup (row->sort, strcspn (row->sort, "\t"));
  if (strpbrk (reading, "{|~0123456789") == NULL
      && nx_query_matches_name (self->query, name, reading, why))
    return TRUE;
  *why = NX_MATCH_PINYIN;
  return has_foreign_key (self, row, name, reading);
}

typedef enum
{
  GO_ON,
  STOP,
} Step;

typedef Step (*Visit) (Finder *self, const Row *row, gpointer data);

static gboolean
read_rows (Finder *self, NxStatement *statement, gboolean has_key, Visit visit, gpointer data)
{
  g_autoptr (GError) failure = NULL;

  while (nx_statement_step (statement, &failure))
    {
      Row row = { .id = nx_statement_get_int64 (statement, 0),
                  .sort = nx_statement_get_text (statement, 1),
                  .key = has_key ? nx_statement_get_text (statement, 2) : NULL };

      if (visit (self, &row, data) == STOP)
        return TRUE;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (self->error, g_steal_pointer (&failure));
  return FALSE;
}

/* The rows whose key begins with @mark and @text, in their order. */
static gboolean
visit_range (
    Finder *self, const char *mark, const char *text, guint limit, Visit visit, gpointer data)
{
  g_autoptr (NxStatement) statement
      = nx_database_statement (self->db, &range_statement, self->error);
  g_autofree char *from = g_strconcat (mark, text, NULL);
  g_autofree char *to = g_strconcat (from, LAST_CHARACTER, NULL);

  if (statement == NULL)
    return FALSE;
  nx_statement_bind_text (statement, "from", from);
  nx_statement_bind_text (statement, "to", to);
  nx_statement_bind_int64 (statement, "limit", self->limit > 0 ? (gint64)limit : -1);
  return read_rows (self, statement, TRUE, visit, data);
}

/* Names that begin with what was typed */

typedef struct
{
  const char *reading;
  guint n_left; /* rows to look at; 0: no end */
} Walk;

typedef struct
{
  GPtrArray *longer; /* NxNameHit: names that go on */
  guint most;
  gboolean is_cut;
} Beginning;

static Step
visit_beginning (Finder *self, const Row *row, gpointer data)
{
  Beginning *beginning = data;
  gboolean is_exact = strcmp (row->key + strlen (NX_NAME_KEY_WHOLE), self->folded) == 0;
  NxNameHit *hit = NULL;

  /* Those who have exactly this name come first and in their order. */
  if (is_exact || self->limit == 0)
    {
      take (self, row, is_exact ? NX_HIT_EXACT : NX_HIT_PREFIX);
      return is_full (self) ? STOP : GO_ON;
    }
  hit = g_new0 (NxNameHit, 1);
  hit->id = row->id;
  hit->order = g_strdup (row->sort);
  g_ptr_array_add (beginning->longer, hit);
  beginning->is_cut = beginning->longer->len > beginning->most;
  return beginning->is_cut ? STOP : GO_ON;
}

static Step
visit_exact (Finder *self, const Row *row, gpointer data)
{
  take (self, row, NX_HIT_EXACT);
  return is_full (self) ? STOP : GO_ON;
}

static Step
visit_walk (Finder *self, const Row *row, gpointer data)
{
  Walk *walk = data;

  if (!g_str_has_prefix (row->sort, walk->reading))
    return STOP;
  if (begins_as_typed (self, row->sort))
    take (self, row, NX_HIT_PREFIX);
  return is_full (self) || --walk->n_left == 0 ? STOP : GO_ON;
}

static gboolean
walk (Finder *self, guint n_rows)
{
  Walk walk = { .n_left = n_rows };
  g_autoptr (NxStatement) statement
      = nx_database_statement (self->db, &walk_statement, self->error);
  g_autofree char *reading = nx_pinyin_sort_key (nx_query_get_text (self->query), NULL);

  if (statement == NULL)
    return FALSE;
  reading[strcspn (reading, "\t")] = '\0';
  walk.reading = reading;
  nx_statement_bind_text (statement, "from", reading);
  return read_rows (self, statement, FALSE, visit_walk, &walk);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const NxNameHit *left = *(NxNameHit *const *)a;
  const NxNameHit *right = *(NxNameHit *const *)b;
  int order = 0;

  if (left->why != right->why)
    return left->why < right->why ? -1 : 1;
  order = g_strcmp0 (left->order, right->order);
  return order != 0 ? order : (left->id > right->id) - (left->id < right->id);
}

static void
take_sorted (Finder *self, GPtrArray *longer)
{
  g_ptr_array_sort (longer, compare_hits);
  for (guint i = 0; i < longer->len && !is_full (self); i++)
    {
      const NxNameHit *hit = g_ptr_array_index (longer, i);
      Row row = { .id = hit->id, .sort = hit->order };

      take (self, &row, NX_HIT_PREFIX);
    }
}

/* Who has exactly the typed name. */
static gboolean
find_exact (Finder *self)
{
  g_autoptr (NxStatement) statement
      = nx_database_statement (self->db, &exact_statement, self->error);
  g_autofree char *key = g_strconcat (NX_NAME_KEY_WHOLE, self->folded, NULL);

  if (statement == NULL)
    return FALSE;
  nx_statement_bind_text (statement, "key", key);
  nx_statement_bind_int64 (statement, "limit", self->limit);
  return read_rows (self, statement, TRUE, visit_exact, NULL);
}

/* A surname alone is met again and again on a walk. */
static gboolean
try_walk (Finder *self)
{
  return self->limit == 0 || *g_utf8_next_char (self->folded) != '\0'
         || (find_exact (self) && (is_full (self) || walk (self, MAX_TRIED)));
}

/* @is_cut gets whether there were too many to sort; then some were met on a walk, if they are
 * common. */
static gboolean
find_sorted (Finder *self, guint most, guint n_tried, gboolean *is_cut)
{
  g_autoptr (GPtrArray) longer = g_ptr_array_new_with_free_func (free_hit);
  Beginning beginning = { .longer = longer, .most = most };

  if (!visit_range (self, NX_NAME_KEY_WHOLE, self->folded, most + self->limit + 1, visit_beginning,
                    &beginning)
      || (beginning.is_cut && !walk (self, n_tried)))
    return FALSE;
  *is_cut = beginning.is_cut;
  if (!beginning.is_cut || n_tried > MAX_TRIED)
    take_sorted (self, longer);
  return TRUE;
}

static gboolean
find_beginning (Finder *self)
{
  gboolean is_cut = FALSE;

  return find_sorted (self, max_sorted[0], MAX_TRIED, &is_cut)
         && (!is_cut || is_full (self)
             || find_sorted (self, max_sorted[1], MAX_LOOKED_AT, &is_cut));
}

/* Names that hold it further on */

static Step
visit_inside (Finder *self, const Row *row, gpointer data)
{
  /* Who has it at the beginning too has been found for that. */
  if (!begins_as_typed (self, row->sort))
    take (self, row, NX_HIT_INSIDE);
  return is_full (self) ? STOP : GO_ON;
}

/* Names whose reading answers */

static Step
visit_reading (Finder *self, const Row *row, gpointer data)
{
  NxMatchWhy why = NX_MATCH_PINYIN;
  guint *n_found = data;

  if (!answers (self, row, &why))
    return GO_ON;
  take (self, row, (NxHitWhy)why);
  return self->limit > 0 && ++*n_found >= self->limit ? STOP : GO_ON;
}

/* "gly" is 高丽云 by its initials, or somebody "g" and "lü": the first is a part of what the second
 * looks at. */
static gboolean
is_vague (const NxLookup *lookups, guint n, guint which)
{
  for (guint i = 0; i < n; i++)
    if (i != which && lookups[i].kind == NX_LOOKUP_KEY
        && g_str_has_prefix (lookups[i].text, lookups[which].text))
      return TRUE;
  return FALSE;
}

/* Each lookup brings its best; which of them are best of all shows when all are there. */
static gboolean
find_readings (Finder *self)
{
  guint n = 0;
  const NxLookup *lookups = nx_query_get_lookups (self->query, &n);

  for (guint i = 0; i < n; i++)
    {
      guint n_rows = is_vague (lookups, n, i) ? MAX_VAGUE : MAX_LOOKED_AT;
      guint n_found = 0;

      if (lookups[i].kind == NX_LOOKUP_KEY
          && !visit_range (self, "", lookups[i].text, n_rows, visit_reading, &n_found))
        return FALSE;
    }
  return TRUE;
}

/* Former names */

static Step
visit_former (Finder *self, const Row *row, gpointer data)
{
  guint *n_found = data;

  take (self, row, NX_HIT_FORMER);
  return self->limit > 0 && ++*n_found >= self->limit ? STOP : GO_ON;
}

static gboolean
find_former (Finder *self)
{
  static const char *const marks[] = { NX_NAME_KEY_WHOLE, NX_NAME_KEY_INSIDE };
  guint n = 0;
  const NxLookup *lookups = nx_query_get_lookups (self->query, &n);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *mark = nx_name_key_of_former (marks[i]);
      guint n_found = 0;

      if (!visit_range (self, mark, self->folded, MAX_LOOKED_AT, visit_former, &n_found))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = nx_name_key_of_former (lookups[i].text);
      guint n_found = 0;

      if (lookups[i].kind == NX_LOOKUP_KEY
          && !visit_range (self, "", key, MAX_LOOKED_AT, visit_former, &n_found))
        return FALSE;
    }
  return TRUE;
}

/* Other characters of the same sound */

static Step
visit_sound (Finder *self, const Row *row, gpointer data)
{
  NxMatchWhy why = NX_MATCH_SOUND;

  if (answers (self, row, &why) && why == NX_MATCH_SOUND)
    take (self, row, NX_HIT_SOUND);
  return is_full (self) ? STOP : GO_ON;
}

static gboolean
find_sound (Finder *self)
{
  guint n = 0;
  const NxLookup *lookups = nx_query_get_lookups (self->query, &n);

  for (guint i = 0; i < n && !is_full (self); i++)
    if (lookups[i].kind == NX_LOOKUP_SOUND
        && !visit_range (self, "", lookups[i].text, MAX_VAGUE, visit_sound, NULL))
      return FALSE;
  return TRUE;
}

GPtrArray *
nx_find_names (
    NxDatabase *db, const NxQuery *query, guint limit, gboolean with_sound, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (free_hit);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree char *folded = nx_text_fold (nx_query_get_text (query));
  Finder self = { db, query, folded, limit, hits, seen, error };

  if (*folded == '\0')
    return g_steal_pointer (&hits);
  if (!try_walk (&self) || (!is_full (&self) && !find_beginning (&self))
      || (!is_full (&self)
          && !visit_range (&self, NX_NAME_KEY_INSIDE, folded, MAX_LOOKED_AT, visit_inside, NULL))
      || (!is_full (&self) && !find_readings (&self)) || (!is_full (&self) && !find_former (&self))
      || (with_sound && !is_full (&self) && !find_sound (&self)))
    return NULL;
  if (limit > 0)
    g_ptr_array_sort (hits, compare_hits);
  if (limit > 0 && hits->len > limit)
    g_ptr_array_set_size (hits, (int)limit);
  return g_steal_pointer (&hits);
}
