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
#include "nx-visit-rule.h"

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

/* One after the other, and no further than the last that took place: a case has hundreds. */
static gboolean
load_last_visit (Route *self, gint64 case_id, NxRecord **last, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_VISIT);
  g_autoptr (GArray) ids = NULL;

  filter->case_id = case_id;
  filter->order = NX_ORDER_NEWEST;
  filter->to = self->route->day;
  ids = nx_id_query_run (self->db, filter, error);
  for (guint i = 0; ids != NULL && *last == NULL && i < ids->len; i++)
    {
      g_autoptr (NxRecord) visit
          = nx_records_load (self->db, NX_RECORD_VISIT, g_array_index (ids, gint64, i), error);

      if (visit == NULL)
        return FALSE;
      if (g_strcmp0 (nx_record_get_text (visit, NX_VISIT_STATE), "planned") != 0)
        *last = g_object_ref (visit);
    }
  return ids != NULL;
}

static gboolean
add_stop (Route *self, NxRecord *case_file, GError **error)
{
  g_auto (NxPaperRecords) client = { .case_file = g_object_ref (case_file) };
  gint64 id = nx_record_get_id (case_file);
  g_autoptr (NxRecord) last = NULL;
  g_autofree char *why = nx_visit_rule_dup_reason (case_file);
  NxRouteSources sources = { .case_file = case_file, .why = why };

  if (!load_client (&client, self->db, error) || !load_last_visit (self, id, &last, error))
    return FALSE;
  sources.person = client.person;
  sources.household = client.household;
  sources.last_visit = last;
  sources.planned = g_hash_table_lookup (self->planned, &id);
  nx_route_day_add (self->route, &sources);
  g_hash_table_remove (self->planned, &id);
  return TRUE;
}

static gboolean
add_due (Route *self, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);
  g_autoptr (GPtrArray) cases = NULL;

  filter->cases = NX_CASES_OPEN;
  filter->due_until = self->route->day;
  filter->worker_id = self->worker_id;
  cases = load_filtered (self->db, filter, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    if (!add_stop (self, g_ptr_array_index (cases, i), error))
      return FALSE;
  return cases != NULL;
}

static gboolean
add_cases (Route *self, GArray *case_ids, GError **error)
{
  for (guint i = 0; i < case_ids->len; i++)
    {
      g_autoptr (NxRecord) case_file
          = nx_records_load (self->db, NX_RECORD_CASE, g_array_index (case_ids, gint64, i), error);

      if (case_file == NULL || !add_stop (self, case_file, error))
        return FALSE;
    }
  return TRUE;
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
