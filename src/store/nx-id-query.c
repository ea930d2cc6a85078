/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Turns a filter into the ordered ids of the records it asks for. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-id-query.h"

#include "nx-find.h"
#include "nx-id-order.h"
#include "nx-person-lack.h"
#include "nx-record-kinds.h"

#include <string.h>

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
  if (nx_date_is_set (filter->quiet_since))
    add_condition (sql, "(t.last_contact_on IS NULL OR t.last_contact_on <= :quiet)");
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

/* What nx_person_lack_get () says of one person, here of all: word for word the conditions of the
 * indexes, so that each thing is found by its own. @p is the alias of the table with a dot. */
#define LIVING(p) p "archived_at IS NULL AND " p "died_on IS NULL AND "
#define NO_PHONE(p)                                                                                \
  LIVING (p) p "phones IS NULL AND (" p "birth_on IS NULL OR " p "birth_on <= :adult)"
#define NO_ID_NUMBER(p) LIVING (p) p "id_number IS NULL"
#define NO_BIRTH(p) LIVING (p) p "birth_on IS NULL"
#define NO_CONTACT(p)                                                                              \
  LIVING (p)                                                                                       \
  p "emergency_contact IS NULL AND (" p "living = 'alone' OR " p "care IS NOT NULL)"               \
    " AND (" p "care <> 'intact' OR (" p "living = 'alone' AND " p "birth_on <= :elder))"
#define NO_GUARDIAN(p) LIVING (p) p "guardian IS NULL AND " p "birth_on > :adult"
#define NO_CERTIFICATE(p)                                                                          \
  LIVING (p)                                                                                       \
  p "disability_level IS NOT NULL AND (" p "disability_number IS NULL OR " p                       \
    "disability_expires_on < :day)"

static const struct
{
  const char *alone; /* of the list's own table */
  const char *among; /* of another, for one of several */
} lack_conditions[NX_N_LACKS] = {
  { NO_PHONE ("t."), NO_PHONE ("p.") },       { NO_ID_NUMBER ("t."), NO_ID_NUMBER ("p.") },
  { NO_BIRTH ("t."), NO_BIRTH ("p.") },       { NO_CONTACT ("t."), NO_CONTACT ("p.") },
  { NO_GUARDIAN ("t."), NO_GUARDIAN ("p.") }, { NO_CERTIFICATE ("t."), NO_CERTIFICATE ("p.") },
};

static void
add_lacks (GString *sql, const NxFilter *filter)
{
  gboolean is_one = (filter->lacks & (filter->lacks - 1)) == 0;
  const char *glue = "";

  if (!is_one)
    g_string_append (sql, " AND t.id IN (");
  for (guint i = 0; i < NX_N_LACKS; i++)
    {
      if ((filter->lacks & (1u << i)) == 0)
        continue;
      if (is_one)
        add_condition (sql, lack_conditions[i].alone);
      else
        g_string_append_printf (sql, "%sSELECT p.id FROM person AS p WHERE %s", glue,
                                lack_conditions[i].among);
      glue = " UNION ALL ";
    }
  if (!is_one)
    g_string_append_c (sql, ')');
}

static void
add_person_conditions (GString *sql, const NxFilter *filter)
{
  if (filter->responsible_id != 0)
    add_condition (sql, "t.id IN (SELECT m.person_id FROM household AS h JOIN membership AS m"
                        " ON m.household_id = h.id AND " LIVE_M " WHERE h.worker_id = :responsible"
                        " UNION ALL SELECT person_id FROM case_file"
                        " WHERE worker_id = :responsible)");
  if (filter->lacks != 0)
    add_lacks (sql, filter);
}

static void
add_conditions (GString *sql, const NxFilter *filter)
{
  const Conditions *of_kind = find_conditions (filter->kind);

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
  if (filter->kind == NX_RECORD_PERSON)
    add_person_conditions (sql, filter);
  if (filter->kind == NX_RECORD_CASE)
    add_case_conditions (sql, filter);
  if (filter->kind == NX_RECORD_VISIT)
    add_visit_conditions (sql, filter);
}

/* The indexes in the order of numbers and of age do not hold the next visit: what is due is taken
 * from its own index, and put in order then. */
static const char *
get_index (const NxFilter *filter, const NxIdOrder *order)
{
  if (filter->kind != NX_RECORD_CASE || filter->with_archived || !nx_date_is_set (filter->due_until)
      || (order->order != NX_ORDER_NUMBER && order->order != NX_ORDER_NEWEST))
    return NULL;
  return filter->worker_id != 0 ? "case_file_due_of_worker" : "case_file_due";
}

/* Archived ones too: the condition that leaves them out goes. */
static void
add_select (GString *sql, const char *select, const NxFilter *filter, const NxIdOrder *order)
{
  static const char live[] = "t.archived_at IS NULL";
  static const char table[] = "case_file AS t";
  const char *index = get_index (filter, order);
  const char *at = index != NULL ? strstr (select, table) : NULL;
  const char *found = filter->with_archived ? strstr (select, live) : NULL;

  if (at != NULL)
    {
      at += strlen (table);
      g_string_append_printf (sql, "%.*s INDEXED BY %s%s", (int)(at - select), select, index, at);
      return;
    }

  if (found != NULL)
    g_string_append_printf (sql, "%.*s1%s", (int)(found - select), select, found + strlen (live));
  else
    g_string_append (sql, select);
}

/* An order without names has nobody who begins with a letter. */
static void
add_initial (GString *sql, const NxFilter *filter, const char *key)
{
  if (filter->initial == 0)
    return;
  if (key == NULL)
    add_condition (sql, NULL);
  else
    g_string_append_printf (sql, " AND %s >= :initial AND %s < :initial_end", key, key);
}

static char *
dup_walk_sql (const NxFilter *filter,
              const NxIdOrder *order,
              gboolean is_backward,
              gboolean is_once)
{
  GString *sql = g_string_new (NULL);

  add_select (sql, order->select, filter, order);
  add_conditions (sql, filter);
  add_initial (sql, filter, order->key);
  if (is_once)
    g_string_append (sql, order->once);
  if (order->other != NULL)
    {
      g_string_append (sql, " UNION ALL ");
      add_select (sql, order->other, filter, order);
      add_conditions (sql, filter);
      add_initial (sql, filter, order->other_key);
      if (is_once)
        g_string_append (sql, order->once);
    }
  g_string_append_printf (sql, " ORDER BY %s", is_backward ? order->backward : order->forward);
  return g_string_free (sql, FALSE);
}

/* Whether the list goes the other way than the one on which the first time counts. */
static gboolean
is_against (const NxFilter *filter, const NxIdOrder *order)
{
  return order->wins != 0 && (order->wins > 0) == (filter->is_backward != FALSE);
}

/* Whether the walk goes the other way than the list, which is then turned round. */
static gboolean
is_turned (const NxFilter *filter, const NxIdOrder *order)
{
  return filter->limit == 0 && is_against (filter, order);
}

char *
nx_id_query_dup_sql (const NxFilter *filter)
{
  const NxIdOrder *order = nx_id_order_find (filter->kind, filter->order);

  g_return_val_if_fail (order != NULL && find_conditions (filter->kind) != NULL, NULL);
  return dup_walk_sql (filter, order, (filter->is_backward != FALSE) != is_turned (filter, order),
                       is_against (filter, order) && !is_turned (filter, order));
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
      bind_day_if (row, "quiet", filter->quiet_since);
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
bind_lacks (NxDatabase *db, NxStatement *row, const NxFilter *filter)
{
  NxDate today = nx_database_today (db);
  guint lacks = filter->kind == NX_RECORD_PERSON ? filter->lacks : 0;

  if (filter->kind == NX_RECORD_PERSON)
    bind_int_if (row, "responsible", filter->responsible_id);
  if ((lacks & (NX_LACK_PHONE | NX_LACK_GUARDIAN)) != 0)
    bind_day_if (row, "adult", nx_date_add_months (today, -12 * NX_LACK_ADULT_YEARS));
  if ((lacks & NX_LACK_CONTACT) != 0)
    bind_day_if (row, "elder", nx_date_add_months (today, -12 * NX_LACK_ELDER_YEARS));
  if ((lacks & NX_LACK_CERTIFICATE) != 0)
    bind_day_if (row, "day", today);
}

static void
bind_initial (NxStatement *row, const NxFilter *filter)
{
  char from[] = { filter->initial, '\0' };
  char to[] = { (char)(filter->initial + 1), '\0' };

  if (filter->initial == 0 || nx_id_order_find (filter->kind, filter->order)->key == NULL)
    return;
  nx_statement_bind_text (row, "initial", from);
  nx_statement_bind_text (row, "initial_end", to);
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
  bind_initial (row, filter);
  bind_lacks (db, row, filter);
}

/* One run of one list. */
typedef struct
{
  NxDatabase *db;
  const NxFilter *filter;
  const char *found; /* the ids of what was typed, or NULL */
  GArray *ids;
  GHashTable *seen; /* ids, or NULL where none comes twice */
} Run;

/* Adds what the statement gives, up to @limit in all (0: no end). */
static gboolean
walk (Run *self, const char *sql, guint limit, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_dynamic (self->db, "id-query", sql, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  bind_filter (self->db, row, self->filter);
  if (self->found != NULL && find_conditions (self->filter->kind)->text != NULL)
    nx_statement_bind_text (row, "ids", self->found);
  while ((limit == 0 || self->ids->len < limit) && nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      if (self->seen == NULL || g_hash_table_add (self->seen, GSIZE_TO_POINTER ((gsize)id)))
        g_array_append_val (self->ids, id);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
turn (GArray *ids)
{
  gint64 *id = (gint64 *)ids->data;

  for (guint i = 0; i < ids->len / 2; i++)
    {
      gint64 kept = id[i];

      id[i] = id[ids->len - 1 - i];
      id[ids->len - 1 - i] = kept;
    }
}

static gboolean
walk_all (Run *self, const NxIdOrder *order, GError **error)
{
  const NxFilter *filter = self->filter;
  g_autofree char *sql = nx_id_query_dup_sql (filter);
  g_autofree char *rest = NULL;
  gboolean turned = is_turned (filter, order);

  if (!walk (self, sql, filter->limit, error))
    return FALSE;
  if (turned)
    turn (self->ids);
  if (order->is_partial && filter->initial == 0)
    rest = dup_walk_sql (filter, nx_id_order_first (filter->kind), FALSE, FALSE);
  if (rest != NULL && (filter->limit == 0 || self->ids->len < filter->limit)
      && !walk (self, rest, filter->limit, error))
    return FALSE;
  return TRUE;
}

GArray *
nx_id_query_run (NxDatabase *db, const NxFilter *filter, GError **error)
{
  const NxIdOrder *order = nx_id_order_find (filter->kind, filter->order);
  g_autofree char *found = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = NULL;
  Run run = { db, filter, NULL, ids, NULL };

  if (filter->text != NULL)
    {
      found = nx_find_dup_ids_json (db, filter->kind, filter->text, error);
      if (found == NULL)
        return NULL;
    }
  if (order->is_partial || order->wins != 0)
    seen = g_hash_table_new (NULL, NULL);
  run.found = found;
  run.seen = seen;
  return walk_all (&run, order, error) ? g_steal_pointer (&ids) : NULL;
}

gboolean
nx_id_query_has_initials (const NxFilter *filter)
{
  return nx_id_order_find (filter->kind, filter->order)->key != NULL;
}

GArray *
nx_id_query_run_initials (NxDatabase *db, const NxFilter *filter, GError **error)
{
  g_autoptr (GArray) firsts = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autoptr (NxFilter) asked = nx_filter_copy (filter);

  asked->limit = 1;
  for (char letter = 'a'; letter <= 'z'; letter++)
    {
      g_autoptr (GArray) ids = NULL;
      gint64 first = 0;

      asked->initial = letter;
      ids = nx_id_query_run (db, asked, error);
      if (ids == NULL)
        return NULL;
      if (ids->len > 0)
        first = g_array_index (ids, gint64, 0);
      g_array_append_val (firsts, first);
    }
  return g_steal_pointer (&firsts);
}
