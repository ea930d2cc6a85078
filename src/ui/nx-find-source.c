/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Runs a search for the find sheet and gathers what tells its hits apart. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-find-source.h"

#include "nx-find-words.h"
#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

struct _NxFindRequest
{
  char *typed;
  GArray *places; /* NxFindPlace */
  NxDate today;
};

NxFindRequest *
nx_find_request_new (const char *typed, GArray *places, NxDate today)
{
  NxFindRequest *self = g_new0 (NxFindRequest, 1);

  self->typed = g_strdup (typed);
  self->places
      = places != NULL ? g_array_copy (places) : g_array_new (FALSE, FALSE, sizeof (NxFindPlace));
  self->today = today;
  return self;
}

void
nx_find_request_free (NxFindRequest *self)
{
  g_free (self->typed);
  g_array_unref (self->places);
  g_free (self);
}

/* One's own cases first, then those with the nearest date. */
static GPtrArray *
load_open_cases (NxDatabase *db, gint64 person_id, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);
  g_autoptr (GArray) ids = NULL;
  GPtrArray *cases = NULL;

  filter->person_id = person_id;
  filter->cases = NX_CASES_OPEN;
  filter->order = NX_ORDER_NEXT;
  ids = nx_id_query_run (db, filter, error);
  if (ids == NULL)
    return NULL;
  cases = nx_records_load_many (db, NX_RECORD_CASE, (const gint64 *)ids->data, ids->len, error);
  for (guint i = 1; cases != NULL && i < cases->len; i++)
    {
      NxRecord *case_file = g_ptr_array_index (cases, i);

      if (nx_record_get_int (case_file, NX_CASE_WORKER) != nx_database_actor (db))
        continue;
      g_ptr_array_steal_index (cases, i);
      g_ptr_array_insert (cases, 0, case_file);
      break;
    }
  return cases;
}

static NxFindItem *
make_item (NxDatabase *db, NxFindFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (NxRecord) case_file = NULL;

  facts->case_file = NULL;
  facts->n_open_cases = 0;
  if (nx_record_get_kind (facts->record) == NX_RECORD_PERSON)
    {
      cases = load_open_cases (db, nx_record_get_id (facts->record), error);
      if (cases == NULL)
        return NULL;
      facts->n_open_cases = cases->len;
      facts->case_file = cases->len > 0 ? g_ptr_array_index (cases, 0) : NULL;
    }
  else if (nx_record_get_kind (facts->record) == NX_RECORD_VISIT)
    {
      case_file = nx_records_load (db, NX_RECORD_CASE,
                                   nx_record_get_int (facts->record, NX_VISIT_CASE), error);
      if (case_file == NULL)
        return NULL;
      facts->case_file = case_file;
    }
  return nx_find_item_new (facts);
}

/* How often each name was found among people. */
static GHashTable *
count_names (GPtrArray *hits)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < hits->len; i++)
    {
      const NxHit *hit = g_ptr_array_index (hits, i);
      const char *name = nx_record_get_kind (hit->record) == NX_RECORD_PERSON
                             ? nx_record_peek_text (hit->record, NX_PERSON_NAME)
                             : NULL;

      if (name != NULL)
        g_hash_table_insert (
            names, (gpointer)name,
            GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (names, name)) + 1));
    }
  return names;
}

static gboolean
has_namesake (GHashTable *names, NxRecord *record)
{
  return nx_record_get_kind (record) == NX_RECORD_PERSON
         && GPOINTER_TO_UINT (
                g_hash_table_lookup (names, nx_record_peek_text (record, NX_PERSON_NAME)))
                > 1;
}

static int
get_group (NxFindItem *item)
{
  static const NxRecordKind order[]
      = { NX_RECORD_PERSON, NX_RECORD_CASE, NX_RECORD_HOUSEHOLD, NX_RECORD_VISIT };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] == nx_find_item_get_kind (item))
      return (int)i;
  return G_N_ELEMENTS (order);
}

/* Within a kind and a reason, whoever is in a case of one's own comes first; the sort is stable. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  NxFindItem *left = *(NxFindItem *const *)a;
  NxFindItem *right = *(NxFindItem *const *)b;
  int group = get_group (left) - get_group (right);

  return group != 0 ? group
                    : (int)nx_find_item_get_rank (left) - (int)nx_find_item_get_rank (right);
}

static GPtrArray *
find (NxDatabase *db, const NxFindRequest *request, GError **error)
{
  g_autoptr (GPtrArray) hits
      = nx_find_run (db, request->typed, NX_RECORD_NONE, NX_FIND_LIMIT, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) names = hits != NULL ? count_names (hits) : NULL;
  NxFindFacts facts
      = { .typed = request->typed, .actor = nx_database_actor (db), .today = request->today };

  if (hits == NULL)
    return NULL;
  for (guint i = 0; i < hits->len; i++)
    {
      NxFindItem *item = NULL;

      facts.hit = g_ptr_array_index (hits, i);
      facts.record = facts.hit->record;
      facts.has_namesake = has_namesake (names, facts.record);
      item = make_item (db, &facts, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

static GPtrArray *
load_places (NxDatabase *db, const NxFindRequest *request, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  NxFindFacts facts = { .actor = nx_database_actor (db), .today = request->today };

  for (guint i = 0; i < request->places->len; i++)
    {
      NxFindPlace place = g_array_index (request->places, NxFindPlace, i);
      g_autoptr (GError) own_error = NULL;
      g_autoptr (NxRecord) record = nx_records_find (db, place.kind, place.id, &own_error);
      NxFindItem *item = NULL;

      if (own_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&own_error));
          return NULL;
        }
      if (record == NULL || nx_record_is_archived (record))
        continue;
      facts.record = record;
      item = make_item (db, &facts, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }
  return g_steal_pointer (&items);
}

void
nx_find_answer_free (NxFindAnswer *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_strfreev (self->offers);
  g_free (self);
}

/* Of a kind that fills its share there may be more. */
static gboolean
count (NxDatabase *db, const NxFindRequest *request, NxFindAnswer *answer, GError **error)
{
  for (guint i = 0; i < answer->items->len; i++)
    answer->counts[nx_find_item_get_kind (g_ptr_array_index (answer->items, i))]++;
  for (guint kind = 0; kind < NX_N_RECORD_KINDS; kind++)
    {
      guint n = 0;

      if (answer->counts[kind] < NX_FIND_LIMIT)
        continue;
      if (!nx_find_count (db, request->typed, (NxRecordKind)kind, &n, error))
        return FALSE;
      answer->counts[kind] = MAX (n, answer->counts[kind]);
    }
  return TRUE;
}

gpointer
nx_find_source_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const NxFindRequest *request = data;
  gboolean is_typed = *request->typed != '\0';
  g_autoptr (NxFindAnswer) answer = g_new0 (NxFindAnswer, 1);

  answer->items = is_typed ? find (db, request, error) : load_places (db, request, error);
  if (answer->items == NULL || (is_typed && !count (db, request, answer, error)))
    return NULL;
  answer->offers = nx_find_words_complete (db, request->typed, NX_FIND_N_OFFERS, error);
  if (answer->offers == NULL)
    return NULL;
  return g_steal_pointer (&answer);
}
