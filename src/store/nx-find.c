/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds people, households, cases and visits by what somebody typed into the one find box. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-find.h"

#include "nx-candidates.h"
#include "nx-find-names.h"
#include "nx-find-words.h"
#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many found people bring their cases and homes along; our default. */
#define MAX_PEOPLE_FOLLOWED 20

/* Of addresses and texts the index finds a little too much: so many more are looked at than are
 * wanted, until as many are right. */
#define MAX_BATCHES 8

void
nx_hit_free (NxHit *hit)
{
  g_clear_object (&hit->record);
  g_free (hit);
}

const char *
nx_hit_why_get_label (NxHitWhy why)
{
  switch (why)
    {
    case NX_HIT_EXACT:
    case NX_HIT_PREFIX:
    case NX_HIT_INSIDE:
      /* TRANSLATORS: why a record was found: by a name */
      return C_ ("found by", "Name");
    case NX_HIT_PINYIN:
      /* TRANSLATORS: why a record was found */
      return C_ ("found by", "Pinyin");
    case NX_HIT_INITIALS:
      /* TRANSLATORS: why a record was found */
      return C_ ("found by", "Pinyin initials");
    case NX_HIT_MIXED:
      /* TRANSLATORS: why a record was found */
      return C_ ("found by", "Characters and pinyin");
    case NX_HIT_NUMBER:
      /* TRANSLATORS: why a record was found */
      return C_ ("found by", "Number");
    case NX_HIT_ID_NUMBER:
      /* TRANSLATORS: why a record was found */
      return C_ ("found by", "Identity number");
    case NX_HIT_PHONE:
      /* TRANSLATORS: why a record was found: by the end of a phone number */
      return C_ ("found by", "Phone");
    case NX_HIT_FORMER:
      /* TRANSLATORS: why a record was found */
      return C_ ("found by", "Former name");
    case NX_HIT_ADDRESS:
      /* TRANSLATORS: why a record was found */
      return C_ ("found by", "Address");
    case NX_HIT_CLIENT:
      /* TRANSLATORS: why a case or household was found: by its client or a member */
      return C_ ("found by", "Client or member");
    case NX_HIT_NARRATIVE:
      /* TRANSLATORS: why a visit was found: by words in its record */
      return C_ ("found by", "Text of the record");
    case NX_HIT_SOUND:
      /* TRANSLATORS: why a person was found: other characters of the same sound */
      return C_ ("found by", "Same sound");
    case NX_HIT_FILTER:
      /* TRANSLATORS: why a record was found: it is what the typed filter asks for, 筛选条件 */
      return C_ ("found by", "Filter");
    }
  g_return_val_if_reached ("");
}

/* One search while it runs. */
typedef struct
{
  NxDatabase *db;
  NxQuery *query;
  guint limit;      /* of each kind; 0: all */
  gboolean is_wide; /* of several kinds at once */
  GError **error;
} Search;

/* Asked of an index when all are wanted. */
static guint
get_limit (const Search *search)
{
  return search->limit > 0 ? search->limit : G_MAXINT;
}

static void
take_hit (GPtrArray *hits, NxRecord *record, NxHitWhy why, const NxMatch *match)
{
  NxHit *hit = g_new0 (NxHit, 1);

  hit->record = g_object_ref (record);
  hit->why = why;
  if (match != NULL)
    hit->match = *match;
  g_ptr_array_add (hits, hit);
}

/* People */

static gboolean
phone_ends_with (const char *phones, const char *tail)
{
  g_auto (GStrv) lines = g_strsplit (phones != NULL ? phones : "", "\n", -1);

  for (guint i = 0; tail != NULL && lines[i] != NULL; i++)
    {
      g_autoptr (GString) digits = g_string_new (NULL);

      for (const char *at = lines[i]; *at != '\0' && *at != ' '; at++)
        if (g_ascii_isdigit (*at))
          g_string_append_c (digits, *at);
      if (g_str_has_suffix (digits->str, tail))
        return TRUE;
    }
  return FALSE;
}

static gboolean
explain_person (const NxQuery *query, NxRecord *person, NxHitWhy *why, NxMatch *match)
{
  const char *former = nx_record_peek_text (person, NX_PERSON_FORMER_NAMES);
  const char *id_prefix = nx_query_get_id_prefix (query);
  const char *id_number = nx_record_peek_text (person, NX_PERSON_ID_NUMBER);

  memset (match, 0, sizeof *match);
  if (nx_query_match_name (query, nx_record_peek_text (person, NX_PERSON_NAME),
                           nx_record_peek_text (person, NX_PERSON_PINYIN), match))
    *why = match->why == NX_MATCH_SOUND ? NX_HIT_SOUND : (NxHitWhy)match->why;
  else if (id_prefix != NULL && id_number != NULL && g_str_has_prefix (id_number, id_prefix))
    *why = NX_HIT_ID_NUMBER;
  else if (phone_ends_with (nx_record_peek_text (person, NX_PERSON_PHONES),
                            nx_query_get_phone_digits (query)))
    *why = NX_HIT_PHONE;
  else if (former != NULL && nx_query_matches_former (query, former))
    *why = NX_HIT_FORMER;
  else
    return FALSE;
  return TRUE;
}

/* The ids of people, the best first: by name, then by number, then the rest of the names. */
static gboolean
collect_persons (Search *search, NxCandidates *found, gboolean with_sound)
{
  g_autoptr (GPtrArray) names
      = nx_find_names (search->db, search->query, search->limit, with_sound, search->error);
  guint n = 0;

  if (names == NULL)
    return FALSE;
  for (; n < names->len && ((NxNameHit *)g_ptr_array_index (names, n))->why < NX_HIT_NUMBER; n++)
    nx_candidates_add (found, ((NxNameHit *)g_ptr_array_index (names, n))->id);
  if (!nx_candidates_by_id_number (search->db, found, search->query, get_limit (search),
                                   search->error)
      || !nx_candidates_by_phone (search->db, found, search->query, get_limit (search),
                                  search->error))
    return FALSE;
  for (; n < names->len; n++)
    nx_candidates_add (found, ((NxNameHit *)g_ptr_array_index (names, n))->id);
  return TRUE;
}

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const NxHit *left = *(NxHit *const *)a;
  const NxHit *right = *(NxHit *const *)b;

  return (left->why > right->why) - (left->why < right->why);
}

static GPtrArray *
find_persons (Search *search)
{
  g_autoptr (NxCandidates) found = nx_candidates_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_hit_free);

  if (!collect_persons (search, found, TRUE))
    return NULL;
  records = nx_records_load_many (search->db, NX_RECORD_PERSON, (gint64 *)found->ids->data,
                                  MIN (found->ids->len, search->limit), search->error);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      NxRecord *person = g_ptr_array_index (records, i);
      NxHitWhy why = NX_HIT_EXACT;
      NxMatch match;

      if (!nx_record_is_archived (person) && explain_person (search->query, person, &why, &match))
        take_hit (hits, person, why, &match);
    }
  /* What a worker corrected may say better why than the key did; else the order stays. */
  g_ptr_array_sort (hits, compare_reasons);
  return g_steal_pointer (&hits);
}

/* What hangs on people */

static char *
dup_json_of_hits (GPtrArray *hits, guint limit)
{
  g_autoptr (NxCandidates) ids = nx_candidates_new ();

  for (guint i = 0; i < hits->len && i < limit; i++)
    nx_candidates_add (ids, nx_record_get_id (((NxHit *)g_ptr_array_index (hits, i))->record));
  return nx_candidates_dup_json (ids);
}

/* What the index of addresses or texts was made of. */
static char *
dup_indexed_text (NxRecord *record)
{
  g_autofree char *address = NULL;

  if (nx_record_get_kind (record) == NX_RECORD_VISIT)
    return g_strjoin ("\n", nx_record_peek_text (record, NX_VISIT_NARRATIVE),
                      nx_record_peek_text (record, NX_VISIT_PROBLEMS),
                      nx_record_peek_text (record, NX_VISIT_SERVICES),
                      nx_record_peek_text (record, NX_VISIT_NEXT_STEPS), NULL);
  address = nx_household_dup_full_address (record);
  return g_strjoin (" ", nx_record_peek_text (record, NX_HOUSEHOLD_AREA_NAME), address, NULL);
}

/* Adds those of @ids that are not archived and, for addresses and narratives, really hold the
 * text: an index without positions finds a little too much. */
static gboolean
add_records (Search *search, GPtrArray *hits, NxRecordKind kind, GArray *ids, NxHitWhy why)
{
  g_autoptr (GPtrArray) records
      = nx_records_load_many (search->db, kind, (gint64 *)ids->data, ids->len, search->error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      NxRecord *record = g_ptr_array_index (records, i);
      g_autofree char *text = NULL;

      if (nx_record_is_archived (record))
        continue;
      if (why == NX_HIT_ADDRESS || why == NX_HIT_NARRATIVE)
        text = dup_indexed_text (record);
      if (text == NULL || nx_tokens_contains (text, nx_query_get_text (search->query)))
        take_hit (hits, record, why, NULL);
    }
  return TRUE;
}

/* A single character is in nearly every text: somebody who wants those asks for visits alone. */
static gboolean
is_too_common (const Search *search)
{
  const char *text = nx_query_get_text (search->query);

  return search->is_wide && *text != '\0' && *g_utf8_next_char (text) == '\0';
}

/* The newest first, some at a time, until enough of them are right. */
static gboolean
add_by_text (Search *search, GPtrArray *hits, NxRecordKind kind, NxHitWhy why)
{
  gint64 before = G_MAXINT64;
  guint n_before = hits->len;

  if (is_too_common (search))
    return TRUE;
  for (guint i = 0; i < MAX_BATCHES && hits->len - n_before < search->limit; i++)
    {
      g_autoptr (GArray) ids = nx_candidates_by_text (search->db, kind, search->query, before,
                                                      search->limit, search->error);

      if (ids == NULL || !add_records (search, hits, kind, ids, why))
        return FALSE;
      if (ids->len < search->limit)
        break;
      before = g_array_index (ids, gint64, ids->len - 1);
    }
  return TRUE;
}

static gboolean
add_by_number (Search *search, GPtrArray *hits, NxRecordKind kind)
{
  g_autoptr (NxCandidates) found = nx_candidates_new ();

  return nx_candidates_by_number (search->db, found, kind, search->query, search->limit,
                                  search->error)
         && add_records (search, hits, kind, found->ids, NX_HIT_NUMBER);
}

static gboolean
add_of_persons (Search *search, GPtrArray *hits, NxRecordKind kind, GPtrArray *persons)
{
  g_autofree char *json = dup_json_of_hits (persons, MAX_PEOPLE_FOLLOWED);
  g_autoptr (NxCandidates) found = nx_candidates_new ();

  return nx_candidates_of_persons (search->db, found, kind, json, search->limit, search->error)
         && add_records (search, hits, kind, found->ids, NX_HIT_CLIENT);
}

static GPtrArray *
find_others (Search *search, NxRecordKind kind, GPtrArray *persons)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_hit_free);
  gboolean is_done = FALSE;

  if (kind == NX_RECORD_CASE)
    is_done = add_by_number (search, hits, kind) && add_of_persons (search, hits, kind, persons);
  else if (kind == NX_RECORD_HOUSEHOLD)
    is_done = add_by_number (search, hits, kind) && add_by_text (search, hits, kind, NX_HIT_ADDRESS)
              && add_of_persons (search, hits, kind, persons);
  else
    is_done = add_by_text (search, hits, kind, NX_HIT_NARRATIVE);
  return is_done ? g_steal_pointer (&hits) : NULL;
}

/* Keeps the first of several hits on one record. */
static void
append_hits (GPtrArray *all, GPtrArray *hits, guint limit)
{
  g_autoptr (NxCandidates) seen = nx_candidates_new ();

  for (guint i = 0; i < hits->len && seen->ids->len < limit; i++)
    {
      NxHit *hit = g_ptr_array_index (hits, i);
      guint before = seen->ids->len;

      nx_candidates_add (seen, nx_record_get_id (hit->record));
      if (seen->ids->len > before)
        take_hit (all, hit->record, hit->why, &hit->match);
    }
}

/* By words that narrow */

/* In the order of a list. */
static GArray *
run_filter (Search *search, const NxFindWords *words, NxRecordKind kind, guint limit)
{
  g_autoptr (NxFilter) filter = nx_find_words_dup_filter (words, kind);

  if (filter == NULL || words->is_impossible)
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  filter->limit = limit;
  return nx_id_query_run (search->db, filter, search->error);
}

static gboolean
add_filtered (Search *search, const NxFindWords *words, NxRecordKind kind, GPtrArray *all)
{
  g_autoptr (GArray) ids = run_filter (search, words, kind, search->limit);
  g_autoptr (GPtrArray) records = NULL;

  if (ids == NULL)
    return FALSE;
  records = nx_records_load_many (search->db, kind, (gint64 *)ids->data, ids->len, search->error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      NxRecord *record = g_ptr_array_index (records, i);
      NxHitWhy why = NX_HIT_FILTER;
      NxMatch match = { 0 };

      if (kind != NX_RECORD_PERSON || !explain_person (search->query, record, &why, &match))
        why = NX_HIT_FILTER;
      take_hit (all, record, why, &match);
    }
  return TRUE;
}

static GPtrArray *
find_filtered (
    NxDatabase *db, const NxFindWords *words, NxRecordKind kind, guint limit, GError **error)
{
  static const NxRecordKind kinds[] = { NX_RECORD_PERSON, NX_RECORD_CASE, NX_RECORD_HOUSEHOLD };
  g_autoptr (NxQuery) query = nx_query_parse (words->rest);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_hit_free);
  Search search = { db, query, limit, kind == NX_RECORD_NONE, error };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((kind == NX_RECORD_NONE || kind == kinds[i])
        && !add_filtered (&search, words, kinds[i], all))
      return NULL;
  return g_steal_pointer (&all);
}

GPtrArray *
nx_find_run (NxDatabase *db, const char *text, NxRecordKind kind, guint limit, GError **error)
{
  static const NxRecordKind others[] = { NX_RECORD_CASE, NX_RECORD_HOUSEHOLD, NX_RECORD_VISIT };
  g_autoptr (NxFindWords) words = nx_find_words_parse (db, text, error);
  g_autoptr (NxQuery) query = nx_query_parse (text);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_hit_free);
  g_autoptr (GPtrArray) persons = NULL;
  Search search = { db, query, limit, kind == NX_RECORD_NONE, error };

  g_return_val_if_fail (limit > 0, NULL);
  if (words == NULL || words->n_conditions > 0)
    return words != NULL ? find_filtered (db, words, kind, limit, error) : NULL;
  if (nx_query_is_empty (query))
    return g_steal_pointer (&all);
  /* The text of a visit has nothing to do with who was found. */
  persons = kind != NX_RECORD_VISIT ? find_persons (&search) : g_ptr_array_new ();
  if (persons == NULL)
    return NULL;
  if (kind == NX_RECORD_NONE || kind == NX_RECORD_PERSON)
    append_hits (all, persons, limit);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GPtrArray) hits = NULL;

      if (kind != NX_RECORD_NONE && kind != others[i])
        continue;
      hits = find_others (&search, others[i], persons);
      if (hits == NULL)
        return NULL;
      append_hits (all, hits, limit);
    }
  return g_steal_pointer (&all);
}

static gboolean
collect_all_by_text (Search *search, NxCandidates *found, NxRecordKind kind)
{
  g_autoptr (GArray) ids = nx_candidates_by_text (search->db, kind, search->query, G_MAXINT64,
                                                  get_limit (search), search->error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    nx_candidates_add (found, g_array_index (ids, gint64, i));
  return ids != NULL;
}

static gboolean
count_filtered (Search *search, const NxFindWords *words, NxRecordKind kind, guint *count)
{
  g_autoptr (GArray) ids = run_filter (search, words, kind, NX_FIND_MAX_COUNT + 1);

  *count = ids != NULL ? ids->len : 0;
  return ids != NULL;
}

gboolean
nx_find_count (NxDatabase *db, const char *text, NxRecordKind kind, guint *count, GError **error)
{
  g_autoptr (NxFindWords) words = nx_find_words_parse (db, text, error);
  g_autoptr (NxQuery) query = nx_query_parse (text);
  g_autoptr (NxCandidates) found = nx_candidates_new ();
  Search search = { db, query, NX_FIND_MAX_COUNT + 1, FALSE, error };

  *count = 0;
  if (words == NULL || words->n_conditions > 0)
    return words != NULL && count_filtered (&search, words, kind, count);
  if (nx_query_is_empty (query))
    return TRUE;
  if (kind == NX_RECORD_PERSON && !collect_persons (&search, found, TRUE))
    return FALSE;
  if (kind != NX_RECORD_PERSON && kind != NX_RECORD_VISIT
      && !nx_candidates_by_number (db, found, kind, query, search.limit, error))
    return FALSE;
  if ((kind == NX_RECORD_HOUSEHOLD || kind == NX_RECORD_VISIT)
      && !collect_all_by_text (&search, found, kind))
    return FALSE;
  *count = MIN (found->ids->len, search.limit);
  return TRUE;
}

/* All of a kind, for lists */

/* Those of the same sound only where there is nobody else: a list does not say why. */
static gboolean
collect_all_persons (Search *search, NxCandidates *found)
{
  return collect_persons (search, found, FALSE)
         && (found->ids->len > 0 || collect_persons (search, found, TRUE));
}

static gboolean
collect_all_of_persons (Search *search, NxCandidates *found, NxRecordKind kind)
{
  g_autoptr (NxCandidates) persons = nx_candidates_new ();
  g_autofree char *json = NULL;

  if (!collect_all_persons (search, persons))
    return FALSE;
  json = nx_candidates_dup_json (persons);
  return nx_candidates_of_persons (search->db, found, kind, json, get_limit (search),
                                   search->error);
}

char *
nx_find_dup_ids_json (NxDatabase *db, NxRecordKind kind, const char *text, GError **error)
{
  g_autoptr (NxQuery) query = nx_query_parse (text);
  g_autoptr (NxCandidates) found = nx_candidates_new ();
  Search search = { db, query, 0, FALSE, error };
  gboolean is_done = TRUE;

  if (nx_query_is_empty (query))
    return g_strdup ("[]");
  if (kind == NX_RECORD_PERSON)
    is_done = collect_all_persons (&search, found);
  else
    is_done = (kind == NX_RECORD_VISIT
               || nx_candidates_by_number (db, found, kind, query, get_limit (&search), error))
              && (kind == NX_RECORD_CASE || collect_all_by_text (&search, found, kind))
              && collect_all_of_persons (&search, found, kind);
  return is_done ? nx_candidates_dup_json (found) : NULL;
}
