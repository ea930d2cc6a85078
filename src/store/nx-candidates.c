/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to finding: fetches the ids that may answer a query from the search tables. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-candidates.h"

#include "nx-number-keys.h"
#include "nx-search-index.h"
#include "nx-tokens.h"

/* A range [from, to) of texts that begin with `from`: `to` is `from` and the last code point. */
#define LAST_CHARACTER "\U0010FFFF"

static const NxStatementSpec by_phone
    = { "find-phone",
        "SELECT person_id FROM phone_key WHERE tail >= :from AND tail < :to LIMIT :limit" };
static const NxStatementSpec by_id_number
    = { "find-id-number",
        "SELECT id FROM person WHERE id_number >= :from AND id_number < :to LIMIT :limit" };
static const NxStatementSpec by_number
    = { "find-number", "SELECT record_id FROM number_key WHERE key >= :from AND key < :to"
                       " ORDER BY key LIMIT :limit" };
static const NxStatementSpec by_address
    = { "find-address", "SELECT rowid FROM household_text WHERE household_text MATCH :text"
                        " AND rowid < :before ORDER BY rowid DESC LIMIT :limit" };
static const NxStatementSpec by_narrative
    = { "find-narrative", "SELECT rowid FROM visit_text WHERE visit_text MATCH :text"
                          " AND rowid < :before ORDER BY rowid DESC LIMIT :limit" };
static const NxStatementSpec cases_of_persons
    = { "find-cases-of-persons",
        "SELECT id FROM case_file WHERE person_id IN (SELECT value FROM json_each(:text))"
        " UNION SELECT c.id FROM membership AS m JOIN case_file AS c"
        " ON c.household_id = m.household_id"
        " WHERE m.person_id IN (SELECT value FROM json_each(:text)) AND m.to_on IS NULL"
        " LIMIT :limit" };
static const NxStatementSpec households_of_persons
    = { "find-households-of-persons",
        "SELECT household_id FROM membership"
        " WHERE person_id IN (SELECT value FROM json_each(:text)) AND to_on IS NULL"
        " AND archived_at IS NULL LIMIT :limit" };
static const NxStatementSpec visits_of_persons
    = { "find-visits-of-persons",
        "SELECT v.id FROM case_file AS c JOIN visit AS v ON v.case_id = c.id"
        " WHERE c.person_id IN (SELECT value FROM json_each(:text)) LIMIT :limit" };

NxCandidates *
nx_candidates_new (void)
{
  NxCandidates *self = g_new0 (NxCandidates, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
nx_candidates_free (NxCandidates *self)
{
  g_array_unref (self->ids);
  g_hash_table_unref (self->seen);
  g_free (self);
}

void
nx_candidates_add (NxCandidates *self, gint64 id)
{
  if (g_hash_table_add (self->seen, g_memdup2 (&id, sizeof id)))
    g_array_append_val (self->ids, id);
}

char *
nx_candidates_dup_json (NxCandidates *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < self->ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (self->ids, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static gboolean
collect (NxStatement *row, NxCandidates *found, guint limit, GError **error)
{
  g_autoptr (GError) failure = NULL;

  nx_statement_bind_int64 (row, "limit", limit);
  while (nx_statement_step (row, &failure))
    nx_candidates_add (found, nx_statement_get_int64 (row, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
collect_range (NxDatabase *db,
               const NxStatementSpec *spec,
               const char *from,
               NxCandidates *found,
               guint limit,
               GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);
  g_autofree char *to = g_strconcat (from, LAST_CHARACTER, NULL);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "from", from);
  nx_statement_bind_text (row, "to", to);
  return collect (row, found, limit, error);
}

static gboolean
collect_text (NxDatabase *db,
              const NxStatementSpec *spec,
              const char *text,
              NxCandidates *found,
              guint limit,
              GError **error)
{
  g_autoptr (NxStatement) row = NULL;

  if (text == NULL)
    return TRUE;
  row = nx_database_statement (db, spec, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "text", text);
  return collect (row, found, limit, error);
}

gboolean
nx_candidates_by_phone (
    NxDatabase *db, NxCandidates *found, const NxQuery *query, guint limit, GError **error)
{
  const char *digits = nx_query_get_phone_digits (query);
  g_autofree char *tail = digits != NULL ? g_strreverse (g_strdup (digits)) : NULL;

  return tail == NULL || collect_range (db, &by_phone, tail, found, limit, error);
}

gboolean
nx_candidates_by_id_number (
    NxDatabase *db, NxCandidates *found, const NxQuery *query, guint limit, GError **error)
{
  const char *prefix = nx_query_get_id_prefix (query);

  return prefix == NULL || collect_range (db, &by_id_number, prefix, found, limit, error);
}

gboolean
nx_candidates_by_number (NxDatabase *db,
                         NxCandidates *found,
                         NxRecordKind kind,
                         const NxQuery *query,
                         guint limit,
                         GError **error)
{
  const char *piece = kind == NX_RECORD_CASE ? nx_query_get_case_piece (query) : NULL;
  g_autofree char *typed
      = nx_number_key_of_typed (piece != NULL ? piece : nx_query_get_text (query));
  g_autofree char *key = g_strconcat (nx_search_index_number_mark (kind), typed, NULL);

  return typed == NULL || collect_range (db, &by_number, key, found, limit, error);
}

GArray *
nx_candidates_by_text (NxDatabase *db,
                       NxRecordKind kind,
                       const NxQuery *query,
                       gint64 before,
                       guint limit,
                       GError **error)
{
  gboolean is_visit = kind == NX_RECORD_VISIT;
  g_autofree char *expression = is_visit ? nx_tokens_query_long (nx_query_get_text (query))
                                         : g_strdup (nx_query_get_expression (query));
  g_autoptr (NxCandidates) found = nx_candidates_new ();
  g_autoptr (NxStatement) row = NULL;

  if (expression == NULL)
    return g_array_ref (found->ids);
  row = nx_database_statement (db, is_visit ? &by_narrative : &by_address, error);
  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "text", expression);
  nx_statement_bind_int64 (row, "before", before);
  return collect (row, found, limit, error) ? g_array_ref (found->ids) : NULL;
}

gboolean
nx_candidates_of_persons (NxDatabase *db,
                          NxCandidates *found,
                          NxRecordKind kind,
                          const char *persons,
                          guint limit,
                          GError **error)
{
  const NxStatementSpec *spec = kind == NX_RECORD_CASE    ? &cases_of_persons
                                : kind == NX_RECORD_VISIT ? &visits_of_persons
                                                          : &households_of_persons;

  return collect_text (db, spec, persons, found, limit, error);
}
