/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The calendar of visits: for each day what is planned, due, tried and done. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-calendar.h"

#include "nx-due.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

#include <string.h>

/* Read from an index alone; see the schema step of the calendar. */
#define VISITS "SELECT t.visited_on, t.state, t.start_time, t.id, t.case_id FROM visit AS t WHERE "
#define IN_RANGE                                                                                   \
  "t.visited_on >= :from AND t.visited_on <= :to AND t.archived_at IS NULL"                        \
  " AND t.case_id NOT IN (SELECT c.id FROM case_file AS c WHERE c.is_confidential = 1"             \
  " AND coalesce(c.worker_id, 0) <> :actor AND coalesce(c.supervisor_id, 0) <> :actor)"

static const NxStatementSpec visits_statement = { "calendar-visits", VISITS IN_RANGE };
static const NxStatementSpec visits_of_worker_statement
    = { "calendar-visits-of-worker", VISITS "t.worker_id = :worker AND " IN_RANGE };

/* Entries */

NxCalendarEntry *
nx_calendar_entry_ref (NxCalendarEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_entry (gpointer data)
{
  NxCalendarEntry *self = data;

  g_clear_object (&self->visit);
  g_clear_object (&self->case_file);
}

void
nx_calendar_entry_unref (NxCalendarEntry *self)
{
  g_atomic_rc_box_release_full (self, clear_entry);
}

G_DEFINE_BOXED_TYPE (NxCalendarEntry,
                     nx_calendar_entry,
                     nx_calendar_entry_ref,
                     nx_calendar_entry_unref)

static gint64
get_visit_id (const NxCalendarEntry *self)
{
  return self->visit != NULL ? nx_record_get_id (self->visit) : 0;
}

gboolean
nx_calendar_entry_is_same (const NxCalendarEntry *self, const NxCalendarEntry *other)
{
  if (self->visit != NULL || other->visit != NULL)
    return get_visit_id (self) == get_visit_id (other);
  return nx_record_get_id (self->case_file) == nx_record_get_id (other->case_file);
}

gboolean
nx_calendar_entry_is_movable (const NxCalendarEntry *self)
{
  return self->state == NX_CALENDAR_PLANNED || self->state == NX_CALENDAR_DUE;
}

void
nx_calendar_day_free (NxCalendarDay *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

guint
nx_calendar_day_get_n (const NxCalendarDay *self)
{
  guint n = 0;

  for (guint i = 0; i < NX_N_CALENDAR_STATES; i++)
    n += self->counts[i];
  return n;
}

/* Gathering: small rows first, of which only the first of each day become records. */

typedef struct
{
  NxCalendarState state;
  char time[6]; /* "14:00"; "~" without one, which sorts behind */
  gint64 visit_id;
  gint64 case_id;
} Row;

typedef struct
{
  NxDatabase *db;
  const NxCalendarQuery *query;
  GArray **rows; /* of Row, one array a day */
  guint n_days;
} Gather;

static void
gather_clear (Gather *gather)
{
  for (guint i = 0; i < gather->n_days; i++)
    g_array_unref (gather->rows[i]);
  g_free (gather->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gather, gather_clear)

static NxCalendarState
read_state (const char *code)
{
  if (g_strcmp0 (code, "planned") == 0)
    return NX_CALENDAR_PLANNED;
  return g_strcmp0 (code, "attempted") == 0 ? NX_CALENDAR_ATTEMPTED : NX_CALENDAR_DONE;
}

static void
add_row (Gather *gather, NxDate on, const Row *row)
{
  int nth = nx_date_days_between (gather->query->from, on);

  if (nx_date_is_full (on) && nth >= 0 && (guint)nth < gather->n_days)
    g_array_append_vals (gather->rows[nth], row, 1);
}

static void
bind_day (NxStatement *row, const char *name, NxDate day)
{
  g_autofree char *text = nx_date_to_iso (day);

  nx_statement_bind_text (row, name, text);
}

static gboolean
gather_visits (Gather *gather, GError **error)
{
  gint64 worker_id = gather->query->worker_id;
  g_autoptr (NxStatement) found = nx_database_statement (
      gather->db, worker_id != 0 ? &visits_of_worker_statement : &visits_statement, error);
  g_autoptr (GError) failure = NULL;

  if (found == NULL)
    return FALSE;
  if (worker_id != 0)
    nx_statement_bind_int64 (found, "worker", worker_id);
  nx_statement_bind_int64 (found, "actor", nx_database_actor (gather->db));
  bind_day (found, "from", gather->query->from);
  bind_day (found, "to", gather->query->to);
  while (nx_statement_step (found, &failure))
    {
      Row row = { 0 };
      NxDate on = NX_DATE_NONE;
      const char *time = nx_statement_get_text (found, 2);

      nx_date_from_iso (nx_statement_get_text (found, 0), &on);
      row.state = read_state (nx_statement_get_text (found, 1));
      g_strlcpy (row.time, time != NULL ? time : "~", sizeof row.time);
      row.visit_id = nx_statement_get_int64 (found, 3);
      row.case_id = nx_statement_get_int64 (found, 4);
      add_row (gather, on, &row);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_planned (const GArray *rows, gint64 case_id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (row->case_id == case_id && row->state == NX_CALENDAR_PLANNED)
        return TRUE;
    }
  return FALSE;
}

/* A visit that is planned for the case's next day says the same in better words. */
static gboolean
gather_due (Gather *gather, GError **error)
{
  g_autoptr (GArray) due = nx_due_list_days (gather->db, gather->query->worker_id,
                                             gather->query->from, gather->query->to, error);

  for (guint i = 0; due != NULL && i < due->len; i++)
    {
      const NxDueDay *day = &g_array_index (due, NxDueDay, i);
      Row row = { .state = NX_CALENDAR_DUE, .time = "~", .case_id = day->case_id };
      int nth = nx_date_days_between (gather->query->from, day->on);

      if (nth >= 0 && (guint)nth < gather->n_days && !is_planned (gather->rows[nth], day->case_id))
        add_row (gather, day->on, &row);
    }
  return due != NULL;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = a;
  const Row *second = b;
  int order = (int)first->state - (int)second->state;

  if (order == 0)
    order = strcmp (first->time, second->time);
  if (order == 0)
    order = (first->visit_id > second->visit_id) - (first->visit_id < second->visit_id);
  return order;
}

/* Records */

static GHashTable *
load_records (NxDatabase *db, NxRecordKind kind, GArray *ids, GError **error)
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

static NxCalendarEntry *
new_entry (NxDatabase *db, const Row *row, NxDate on, GHashTable *visits, GHashTable *cases)
{
  NxRecord *visit = g_hash_table_lookup (visits, &row->visit_id);
  NxRecord *case_file = g_hash_table_lookup (cases, &row->case_id);
  gint64 actor = nx_database_actor (db);
  NxCalendarEntry *entry = NULL;

  if (case_file == NULL || (visit == NULL && row->visit_id != 0))
    return NULL;
  entry = g_atomic_rc_box_new0 (NxCalendarEntry);
  entry->state = row->state;
  entry->on = on;
  entry->visit = visit != NULL ? g_object_ref (visit) : NULL;
  entry->case_file = g_object_ref (case_file);
  entry->is_mine = nx_record_get_int (case_file, NX_CASE_WORKER) == actor
                   || nx_record_get_int (case_file, NX_CASE_SUPERVISOR) == actor
                   || (visit != NULL && nx_record_get_int (visit, NX_VISIT_WORKER) == actor);
  return entry;
}

static void
free_entry (gpointer entry)
{
  nx_calendar_entry_unref (entry);
}

static void
free_day (gpointer day)
{
  /* A list may have taken it. */
  g_clear_pointer (&day, nx_calendar_day_free);
}

static NxCalendarDay *
new_day (Gather *gather, guint nth, GHashTable *visits, GHashTable *cases)
{
  NxCalendarDay *day = g_new0 (NxCalendarDay, 1);
  GArray *rows = gather->rows[nth];

  day->on = nx_date_add_days (gather->query->from, (int)nth);
  day->entries = g_ptr_array_new_with_free_func (free_entry);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      NxCalendarEntry *entry = i < gather->query->n_entries
                                   ? new_entry (gather->db, row, day->on, visits, cases)
                                   : NULL;

      day->counts[row->state]++;
      if (entry != NULL)
        g_ptr_array_add (day->entries, entry);
    }
  return day;
}

static GPtrArray *
make_days (Gather *gather, GError **error)
{
  g_autoptr (GArray) visit_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) case_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) visits = NULL;
  g_autoptr (GHashTable) cases = NULL;
  GPtrArray *days = NULL;

  for (guint i = 0; i < gather->n_days; i++)
    {
      g_array_sort (gather->rows[i], compare_rows);
      for (guint j = 0; j < MIN (gather->rows[i]->len, gather->query->n_entries); j++)
        {
          const Row *row = &g_array_index (gather->rows[i], Row, j);

          if (row->visit_id != 0)
            g_array_append_val (visit_ids, row->visit_id);
          g_array_append_val (case_ids, row->case_id);
        }
    }
  visits = load_records (gather->db, NX_RECORD_VISIT, visit_ids, error);
  cases = visits != NULL ? load_records (gather->db, NX_RECORD_CASE, case_ids, error) : NULL;
  if (cases == NULL)
    return NULL;
  days = g_ptr_array_new_with_free_func (free_day);
  for (guint i = 0; i < gather->n_days; i++)
    g_ptr_array_add (days, new_day (gather, i, visits, cases));
  return days;
}

GPtrArray *
nx_calendar_run (NxDatabase *db, const NxCalendarQuery *query, GError **error)
{
  g_auto (Gather) gather = { db, query, NULL, 0 };
  int n_days = nx_date_days_between (query->from, query->to) + 1;

  g_return_val_if_fail (nx_date_is_full (query->from) && n_days > 0, NULL);
  gather.n_days = (guint)n_days;
  gather.rows = g_new0 (GArray *, gather.n_days);
  for (guint i = 0; i < gather.n_days; i++)
    gather.rows[i] = g_array_new (FALSE, FALSE, sizeof (Row));
  if (!gather_visits (&gather, error) || !gather_due (&gather, error))
    return NULL;
  return make_days (&gather, error);
}

const char *
nx_calendar_get_sql (gboolean is_of_worker)
{
  return is_of_worker ? visits_of_worker_statement.sql : visits_statement.sql;
}
