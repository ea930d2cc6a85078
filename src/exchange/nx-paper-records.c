/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers from the store the records that a paper is made of. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-paper-records.h"

#include "nx-id-query.h"
#include "nx-journal.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-store-error.h"
#include "nx-visit-rule.h"

/* The newest first, and no further than the one: a case has hundreds. */
static const NxStatementSpec last_visit_statement
    = { "paper-last-visit", "SELECT id FROM visit INDEXED BY visit_by_case WHERE case_id = :case"
                            " AND visited_on <= :day AND state <> 'planned' AND archived_at IS NULL"
                            " ORDER BY visited_on DESC, id DESC LIMIT 1" };

void
nx_paper_records_clear (NxPaperRecords *self)
{
  g_clear_object (&self->visit);
  g_clear_object (&self->case_file);
  g_clear_object (&self->person);
  g_clear_object (&self->household);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->memberships, g_ptr_array_unref);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->supports, g_ptr_array_unref);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
}

/* A reference that is not set leaves @record NULL. */
static gboolean
load_reference (NxDatabase *db, NxRecordKind kind, gint64 id, NxRecord **record, GError **error)
{
  if (id == 0)
    return TRUE;
  *record = nx_records_load (db, kind, id, error);
  return *record != NULL;
}

static GPtrArray *
load_filtered (NxDatabase *db, const NxFilter *filter, GError **error)
{
  g_autoptr (GArray) ids = nx_id_query_run (db, filter, error);

  return ids != NULL
             ? nx_records_load_many (db, filter->kind, (const gint64 *)ids->data, ids->len, error)
             : NULL;
}

/* Client and home of the case that is loaded. */
static gboolean
load_client (NxPaperRecords *self, NxDatabase *db, GError **error)
{
  gint64 home = nx_record_get_int (self->case_file, NX_CASE_CLIENT_HOUSEHOLD);

  if (!load_reference (db, NX_RECORD_PERSON,
                       nx_record_get_int (self->case_file, NX_CASE_CLIENT_PERSON), &self->person,
                       error))
    return FALSE;
  if (self->person != NULL && nx_record_is_set (self->person, NX_PERSON_HOUSEHOLD))
    home = nx_record_get_int (self->person, NX_PERSON_HOUSEHOLD);
  return load_reference (db, NX_RECORD_HOUSEHOLD, home, &self->household, error);
}

static gboolean
load_memberships (NxPaperRecords *self, NxDatabase *db, GError **error)
{
  if (self->household == NULL)
    return TRUE;
  self->memberships = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD,
                                              nx_record_get_id (self->household), error);
  return self->memberships != NULL;
}

gboolean
nx_paper_records_load_visit (NxPaperRecords *self, NxDatabase *db, gint64 id, GError **error)
{
  self->visit = nx_records_load (db, NX_RECORD_VISIT, id, error);
  if (self->visit == NULL)
    return FALSE;
  return load_reference (db, NX_RECORD_CASE, nx_record_get_int (self->visit, NX_VISIT_CASE),
                         &self->case_file, error)
         && load_reference (db, NX_RECORD_WORKER, nx_record_get_int (self->visit, NX_VISIT_WORKER),
                            &self->worker, error)
         && load_client (self, db, error) && load_memberships (self, db, error);
}

/* Households */

static gboolean
load_members (NxPaperRecords *self, NxDatabase *db, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->memberships->len; i++)
    {
      gint64 id
          = nx_record_get_int (g_ptr_array_index (self->memberships, i), NX_MEMBERSHIP_PERSON);

      g_array_append_val (ids, id);
    }
  self->persons
      = nx_records_load_many (db, NX_RECORD_PERSON, (const gint64 *)ids->data, ids->len, error);
  return self->persons != NULL;
}

static gboolean
load_supports (NxPaperRecords *self, NxDatabase *db, GError **error)
{
  self->supports = nx_records_load_by_int (db, NX_RECORD_SUPPORT, NX_SUPPORT_HOUSEHOLD,
                                           nx_record_get_id (self->household), error);
  for (guint i = 0; self->supports != NULL && i < self->persons->len; i++)
    {
      g_autoptr (GPtrArray) own
          = nx_records_load_by_int (db, NX_RECORD_SUPPORT, NX_SUPPORT_PERSON,
                                    nx_record_get_id (g_ptr_array_index (self->persons, i)), error);

      if (own == NULL)
        return FALSE;
      for (guint n = 0; n < own->len; n++)
        g_ptr_array_add (self->supports, g_object_ref (g_ptr_array_index (own, n)));
    }
  return self->supports != NULL;
}

gboolean
nx_paper_records_load_household (NxPaperRecords *self, NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);

  self->household = nx_records_load (db, NX_RECORD_HOUSEHOLD, id, error);
  if (self->household == NULL || !load_memberships (self, db, error)
      || !load_members (self, db, error) || !load_supports (self, db, error))
    return FALSE;
  filter->household_id = nx_record_get_id (self->household);
  self->cases = load_filtered (db, filter, error);
  return self->cases != NULL;
}

/* Timelines */

static gboolean
load_entries (NxPaperRecords *self, NxDatabase *db, const NxTimelineQuery *query, GError **error)
{
  guint counts[NX_TIMELINE_N_KINDS] = { 0 };
  gint64 broken_at = 0;

  self->entries = nx_timeline_query_run (db, query, error);
  if (self->entries == NULL || !nx_timeline_query_count (db, query, counts, error))
    return FALSE;
  for (guint i = 0; i < NX_TIMELINE_N_KINDS; i++)
    self->n_in_period += (1u << i) != NX_TIMELINE_PLAN ? counts[i] : 0;
  broken_at = nx_journal_check_part (db, query->case_id, query->household_id, error);
  self->is_chain_whole = broken_at == 0;
  return broken_at >= 0;
}

gboolean
nx_paper_records_load_timeline (NxPaperRecords *self,
                                NxDatabase *db,
                                const NxTimelineQuery *query,
                                GError **error)
{
  if (!load_reference (db, NX_RECORD_HOUSEHOLD, query->household_id, &self->household, error)
      || !load_reference (db, NX_RECORD_CASE, query->case_id, &self->case_file, error))
    return FALSE;
  if (self->case_file != NULL && !load_client (self, db, error))
    return FALSE;
  return load_memberships (self, db, error) && load_entries (self, db, query, error);
}

/* Routes */

typedef struct
{
  NxRouteDay *route;
  NxDatabase *db;
  gint64 worker_id;
  GHashTable *planned; /* case id → NxVisit planned for the day */
} Route;

static gboolean
load_planned (Route *self, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_VISIT);
  g_autoptr (GPtrArray) visits = NULL;

  filter->worker_id = self->worker_id;
  filter->from = self->route->day;
  filter->to = self->route->day;
  nx_filter_set (&filter->state, "planned");
  visits = load_filtered (self->db, filter, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      NxRecord *visit = g_ptr_array_index (visits, i);
      gint64 id = nx_record_get_int (visit, NX_VISIT_CASE);

      g_hash_table_insert (self->planned, g_memdup2 (&id, sizeof id), g_object_ref (visit));
    }
  return visits != NULL;
}

static gboolean
find_last_visit (Route *self, gint64 case_id, gint64 *id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (self->db, &last_visit_statement, error);
  g_autofree char *day = nx_date_to_iso (self->route->day);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "case", case_id);
  nx_statement_bind_text (row, "day", day);
  *id = nx_statement_step (row, &failure) ? nx_statement_get_int64 (row, 0) : 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What is read of one kind for all stops at once, by id. */
static GHashTable *
load_by_id (NxDatabase *db, NxRecordKind kind, GArray *ids, GError **error)
{
  g_autoptr (GHashTable) found
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) records
      = nx_records_load_many (db, kind, (const gint64 *)(gpointer)ids->data, ids->len, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      NxRecord *record = g_ptr_array_index (records, i);
      gint64 id = nx_record_get_id (record);

      g_hash_table_insert (found, g_memdup2 (&id, sizeof id), g_object_ref (record));
    }
  return records != NULL ? g_steal_pointer (&found) : NULL;
}

static void
add_id (GArray *ids, gint64 id)
{
  if (id != 0)
    g_array_append_val (ids, id);
}

static NxRecord *
look_up (GHashTable *records, gint64 id)
{
  return g_hash_table_lookup (records, &id);
}

static GHashTable *
load_persons (Route *self, GPtrArray *cases, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < cases->len; i++)
    add_id (ids, nx_record_get_int (g_ptr_array_index (cases, i), NX_CASE_CLIENT_PERSON));
  return load_by_id (self->db, NX_RECORD_PERSON, ids, error);
}

/* Where the client lives: the person's household, else the case's own. */
static gint64
get_home (NxRecord *case_file, NxRecord *person)
{
  if (person != NULL && nx_record_is_set (person, NX_PERSON_HOUSEHOLD))
    return nx_record_get_int (person, NX_PERSON_HOUSEHOLD);
  return nx_record_get_int (case_file, NX_CASE_CLIENT_HOUSEHOLD);
}

static NxRecord *
get_person (NxRecord *case_file, GHashTable *persons)
{
  return look_up (persons, nx_record_get_int (case_file, NX_CASE_CLIENT_PERSON));
}

static GHashTable *
load_homes (Route *self, GPtrArray *cases, GHashTable *persons, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < cases->len; i++)
    {
      NxRecord *case_file = g_ptr_array_index (cases, i);

      add_id (ids, get_home (case_file, get_person (case_file, persons)));
    }
  return load_by_id (self->db, NX_RECORD_HOUSEHOLD, ids, error);
}

/* The last visit of each case that took place or was tried, by the case's id. */
static GHashTable *
load_last_visits (Route *self, GPtrArray *cases, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) visits = NULL;
  g_autoptr (GHashTable) by_case
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  GHashTableIter iter;
  gpointer visit = NULL;

  for (guint i = 0; i < cases->len; i++)
    {
      gint64 id = 0;

      if (!find_last_visit (self, nx_record_get_id (g_ptr_array_index (cases, i)), &id, error))
        return NULL;
      add_id (ids, id);
    }
  visits = load_by_id (self->db, NX_RECORD_VISIT, ids, error);
  if (visits == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, visits);
  while (g_hash_table_iter_next (&iter, NULL, &visit))
    {
      gint64 id = nx_record_get_int (visit, NX_VISIT_CASE);

      g_hash_table_insert (by_case, g_memdup2 (&id, sizeof id), g_object_ref (visit));
    }
  return g_steal_pointer (&by_case);
}

static gboolean
add_stops (Route *self, GPtrArray *cases, GError **error)
{
  g_autoptr (GHashTable) persons = load_persons (self, cases, error);
  g_autoptr (GHashTable) homes = persons != NULL ? load_homes (self, cases, persons, error) : NULL;
  g_autoptr (GHashTable) visits = homes != NULL ? load_last_visits (self, cases, error) : NULL;

  for (guint i = 0; visits != NULL && i < cases->len; i++)
    {
      NxRecord *case_file = g_ptr_array_index (cases, i);
      gint64 id = nx_record_get_id (case_file);
      g_autofree char *why = nx_visit_rule_dup_reason (case_file);
      NxRouteSources sources = { .case_file = case_file, .why = why };

      sources.person = get_person (case_file, persons);
      sources.household = look_up (homes, get_home (case_file, sources.person));
      sources.last_visit = look_up (visits, id);
      sources.planned = look_up (self->planned, id);
      nx_route_day_add (self->route, &sources);
      g_hash_table_remove (self->planned, &id);
    }
  return visits != NULL;
}

static gboolean
add_due (Route *self, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);
  g_autoptr (GPtrArray) cases = NULL;

  filter->order = NX_ORDER_NEXT; /* what is due lies together there; the way comes later */
  filter->cases = NX_CASES_OPEN;
  filter->due_until = self->route->day;
  filter->worker_id = self->worker_id;
  cases = load_filtered (self->db, filter, error);
  return cases != NULL && add_stops (self, cases, error);
}

static gboolean
add_cases (Route *self, GArray *case_ids, GError **error)
{
  g_autoptr (GPtrArray) cases = nx_records_load_many (
      self->db, NX_RECORD_CASE, (const gint64 *)(gpointer)case_ids->data, case_ids->len, error);

  if (cases == NULL)
    return FALSE;
  if (cases->len < case_ids->len)
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_FOUND);
  return add_stops (self, cases, error);
}

/* Visits planned in cases that are not due by themselves. */
static gboolean
add_planned (Route *self, GError **error)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (self->planned);
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (GList *l = ids; l != NULL; l = l->next)
    g_array_append_vals (left, l->data, 1);
  return add_cases (self, left, error);
}

gboolean
nx_paper_records_load_route (
    NxRouteDay *route, NxDatabase *db, gint64 worker_id, GArray *case_ids, GError **error)
{
  g_autoptr (GHashTable) planned
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  Route self = { route, db, worker_id, planned };

  if (!load_planned (&self, error))
    return FALSE;
  if (case_ids != NULL ? !add_cases (&self, case_ids, error)
                       : !add_due (&self, error) || !add_planned (&self, error))
    return FALSE;
  nx_route_day_sort (route);
  return TRUE;
}
