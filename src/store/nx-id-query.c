/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Turns a filter into the ordered ids of the records it asks for, by one statement. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-id-query.h"

#include "nx-find.h"
#include "nx-record-kinds.h"

/* Everything here is put together from the constant pieces below, chosen by enums; what a user
 * typed is always bound. `t` is the table of the filter's kind. */

#define OPEN_STAGES "('closed', 'archived', 'declined', 'referred_out', 'merged')"
#define LIVE "to_on IS NULL AND archived_at IS NULL"
#define LIVE_M "m.to_on IS NULL AND m.archived_at IS NULL"
#define SUPPORTED                                                                                  \
  "(SELECT coalesce(s.person_id, 0) FROM support AS s WHERE s.class = :support"                    \
  " AND s.archived_at IS NULL AND (s.to_on IS NULL OR s.to_on > :today))"
#define SUPPORTED_HOUSEHOLDS                                                                       \
  "(SELECT s.household_id FROM support AS s WHERE s.class = :support AND s.household_id IS NOT "   \
  "NULL"                                                                                           \
  " AND s.archived_at IS NULL AND (s.to_on IS NULL OR s.to_on > :today))"
#define AREAS                                                                                      \
  "(WITH RECURSIVE below (id) AS (SELECT :area UNION ALL"                                          \
  " SELECT area.id FROM area JOIN below ON area.parent_id = below.id) SELECT id FROM below)"

typedef struct
{
  NxRecordKind kind;
  const char *area;      /* condition for :area */
  const char *worker;    /* :worker */
  const char *household; /* :household */
  const char *person;    /* :person */
  const char *support;   /* :support, :today */
  const char *text;      /* :ids, a JSON array of ids of the kind's own found records */
} Conditions;

static const Conditions conditions[] = {
  {
      NX_RECORD_HOUSEHOLD,
      "t.area_id IN " AREAS,
      "t.worker_id = :worker",
      "t.id = :household",
      "t.id IN (SELECT household_id FROM membership WHERE person_id = :person AND " LIVE ")",
      "(t.id IN " SUPPORTED_HOUSEHOLDS " OR t.id IN (SELECT household_id FROM membership"
      " WHERE person_id IN " SUPPORTED " AND " LIVE "))",
      "t.id IN (SELECT value FROM json_each(:ids))",
  },
  {
      NX_RECORD_PERSON,
      "t.id IN (SELECT m.person_id FROM membership AS m JOIN household AS h"
      " ON h.id = m.household_id WHERE h.area_id IN " AREAS " AND " LIVE_M ")",
      "t.id IN (SELECT person_id FROM case_file WHERE worker_id = :worker)",
      "t.id IN (SELECT person_id FROM membership WHERE household_id = :household AND " LIVE ")",
      "t.id = :person",
      "t.id IN " SUPPORTED,
      "t.id IN (SELECT value FROM json_each(:ids))",
  },
  {
      NX_RECORD_CASE,
      "(t.household_id IN (SELECT id FROM household WHERE area_id IN " AREAS ")"
      " OR t.person_id IN (SELECT m.person_id FROM membership AS m JOIN household AS h"
      " ON h.id = m.household_id WHERE h.area_id IN " AREAS " AND " LIVE_M "))",
      "t.worker_id = :worker",
      "(t.household_id = :household OR t.person_id IN (SELECT person_id FROM membership"
      " WHERE household_id = :household AND " LIVE "))",
      "t.person_id = :person",
      "(t.person_id IN " SUPPORTED " OR t.household_id IN " SUPPORTED_HOUSEHOLDS ")",
      "t.id IN (SELECT value FROM json_each(:ids))",
  },
  {
      NX_RECORD_VISIT,
      "t.case_id IN (SELECT c.id FROM case_file AS c WHERE c.household_id IN"
      " (SELECT id FROM household WHERE area_id IN " AREAS ") OR c.person_id IN"
      " (SELECT m.person_id FROM membership AS m JOIN household AS h ON h.id = m.household_id"
      " WHERE h.area_id IN " AREAS " AND " LIVE_M "))",
      "t.worker_id = :worker",
      "t.case_id IN (SELECT id FROM case_file WHERE household_id = :household OR person_id IN"
      " (SELECT person_id FROM membership WHERE household_id = :household AND " LIVE "))",
      "t.case_id IN (SELECT id FROM case_file WHERE person_id = :person)",
      "t.case_id IN (SELECT id FROM case_file WHERE person_id IN " SUPPORTED ")",
      "t.id IN (SELECT value FROM json_each(:ids))",
  },
  { NX_RECORD_WORKER, NULL, "t.id = :worker", NULL, NULL, NULL, NULL },
  { NX_RECORD_AREA, "t.id IN " AREAS, NULL, NULL, NULL, NULL, NULL },
};

static const Conditions *
find_conditions (NxRecordKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (conditions[i].kind == kind)
      return &conditions[i];
  return NULL;
}

/* The order of each kind, ending in the id so that no two rows tie. */
static const char *
order_of (const NxFilter *filter)
{
  static const char *const next
      = "t.next_on IS NULL, t.next_on, t.risk = 'low', t.risk = 'medium', t.id";
  static const char *const risk = "CASE t.risk WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END,"
                                  " t.next_on IS NULL, t.next_on, t.id";

  switch (filter->kind)
    {
    case NX_RECORD_HOUSEHOLD:
      return filter->order == NX_ORDER_ADDRESS  ? "t.address_key, t.id"
             : filter->order == NX_ORDER_NUMBER ? "t.number, t.id"
             : filter->order == NX_ORDER_NEWEST ? "t.id DESC"
                                                : "t.name_key, t.id";
    case NX_RECORD_PERSON:
      return filter->order == NX_ORDER_NEWEST ? "t.id DESC" : "t.name_key, t.id";
    case NX_RECORD_CASE:
      return filter->order == NX_ORDER_RISK     ? risk
             : filter->order == NX_ORDER_NEWEST ? "t.id DESC"
             : filter->order == NX_ORDER_NEXT   ? next
                                                : "t.number, t.id";
    case NX_RECORD_VISIT:
      return filter->order == NX_ORDER_OLDEST ? "t.visited_on, t.id"
                                              : "t.visited_on DESC, t.id DESC";
    case NX_RECORD_AREA:
      return "t.code";
    case NX_RECORD_WORKER:
    case NX_RECORD_MEMBERSHIP:
    case NX_RECORD_SUPPORT:
    case NX_RECORD_COMMENT:
    case NX_RECORD_ATTACHMENT:
    case NX_RECORD_EVENT:
    case NX_RECORD_NONE:
    case NX_N_RECORD_KINDS:
      break;
    }
  return "t.id";
}

static void
add_condition (GString *sql, const char *condition)
{
  /* A condition that does not exist for the kind matches nothing rather than everything. */
  g_string_append_printf (sql, " AND %s", condition != NULL ? condition : "0");
}

static void
add_case_conditions (GString *sql, const NxFilter *filter)
{
  if (filter->stage != NULL)
    add_condition (sql, "t.stage = :stage");
  if (filter->risk != NULL)
    add_condition (sql, "t.risk = :risk");
  if (filter->cases == NX_CASES_OPEN)
    add_condition (sql, "t.stage NOT IN " OPEN_STAGES);
  if (filter->cases == NX_CASES_ENDED)
    add_condition (sql, "t.stage IN " OPEN_STAGES);
  if (nx_date_is_set (filter->due_until))
    add_condition (sql, "t.next_on <= :due");
}

static void
add_visit_conditions (GString *sql, const NxFilter *filter)
{
  if (filter->case_id != 0)
    add_condition (sql, "t.case_id = :case");
  if (filter->state != NULL)
    add_condition (sql, "t.state = :state");
  if (nx_date_is_set (filter->from))
    add_condition (sql, "t.visited_on >= :from");
  if (nx_date_is_set (filter->to))
    add_condition (sql, "t.visited_on <= :to");
}

char *
nx_id_query_dup_sql (const NxFilter *filter)
{
  const NxRecordSpec *spec = nx_record_spec (filter->kind);
  const Conditions *of_kind = find_conditions (filter->kind);
  GString *sql = g_string_new (NULL);

  g_return_val_if_fail (spec != NULL && of_kind != NULL, g_string_free (sql, FALSE));
  g_string_append_printf (sql, "SELECT t.id FROM %s AS t WHERE %s", spec->table,
                          filter->with_archived ? "1" : "t.archived_at IS NULL");
  if (filter->area_id != 0)
    add_condition (sql, of_kind->area);
  if (filter->worker_id != 0)
    add_condition (sql, of_kind->worker);
  if (filter->household_id != 0)
    add_condition (sql, of_kind->household);
  if (filter->person_id != 0)
    add_condition (sql, of_kind->person);
  if (filter->support != NULL)
    add_condition (sql, of_kind->support);
  if (filter->text != NULL)
    add_condition (sql, of_kind->text);
  if (filter->status != NULL)
    add_condition (sql, filter->kind == NX_RECORD_HOUSEHOLD ? "t.status = :status" : NULL);
  if (filter->kind == NX_RECORD_CASE)
    add_case_conditions (sql, filter);
  if (filter->kind == NX_RECORD_VISIT)
    add_visit_conditions (sql, filter);
  g_string_append_printf (sql, " ORDER BY %s", order_of (filter));
  if (filter->limit > 0)
    g_string_append (sql, " LIMIT :limit");
  return g_string_free (sql, FALSE);
}

static void
bind_int_if (NxStatement *row, const char *name, gint64 value)
{
  if (value != 0)
    nx_statement_bind_int64 (row, name, value);
}

static void
bind_text_if (NxStatement *row, const char *name, const char *text)
{
  if (text != NULL)
    nx_statement_bind_text (row, name, text);
}

static void
bind_day_if (NxStatement *row, const char *name, NxDate day)
{
  g_autofree char *text = nx_date_is_set (day) ? nx_date_to_iso (day) : NULL;

  bind_text_if (row, name, text);
}

static void
bind_case_and_visit (NxStatement *row, const NxFilter *filter)
{
  if (filter->kind == NX_RECORD_CASE)
    {
      bind_text_if (row, "stage", filter->stage);
      bind_text_if (row, "risk", filter->risk);
      bind_day_if (row, "due", filter->due_until);
    }
  if (filter->kind == NX_RECORD_VISIT)
    {
      bind_int_if (row, "case", filter->case_id);
      bind_text_if (row, "state", filter->state);
      bind_day_if (row, "from", filter->from);
      bind_day_if (row, "to", filter->to);
    }
}

static void
bind_filter (NxDatabase *db, NxStatement *row, const NxFilter *filter)
{
  const Conditions *of_kind = find_conditions (filter->kind);

  if (of_kind->area != NULL)
    bind_int_if (row, "area", filter->area_id);
  if (of_kind->worker != NULL)
    bind_int_if (row, "worker", filter->worker_id);
  if (of_kind->household != NULL)
    bind_int_if (row, "household", filter->household_id);
  if (of_kind->person != NULL)
    bind_int_if (row, "person", filter->person_id);
  if (of_kind->support != NULL && filter->support != NULL)
    {
      nx_statement_bind_text (row, "support", filter->support);
      bind_day_if (row, "today", nx_database_today (db));
    }
  if (filter->kind == NX_RECORD_HOUSEHOLD)
    bind_text_if (row, "status", filter->status);
  bind_case_and_visit (row, filter);
  bind_int_if (row, "limit", filter->limit);
}

GArray *
nx_id_query_run (NxDatabase *db, const NxFilter *filter, GError **error)
{
  g_autofree char *sql = nx_id_query_dup_sql (filter);
  g_autofree char *found = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NxStatement) row = NULL;
  g_autoptr (GError) failure = NULL;

  if (filter->text != NULL)
    {
      found = nx_find_dup_ids_json (db, filter->kind, filter->text, error);
      if (found == NULL)
        return NULL;
    }
  row = nx_database_dynamic (db, "id-query", sql, error);
  if (row == NULL)
    return NULL;
  bind_filter (db, row, filter);
  if (found != NULL && find_conditions (filter->kind)->text != NULL)
    nx_statement_bind_text (row, "ids", found);
  while (nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (failure == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
