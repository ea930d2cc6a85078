/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers the timeline of a case, a household or a person from visits, journal and comments. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-timeline-query.h"

#include "nx-timeline-fill.h"

#define NX_TIMELINE_DEFAULT (NX_TIMELINE_ALL & ~NX_TIMELINE_PLAN)

/* Numbers in the text below: record kinds of NxRecordKind (3 household, 4 person, 5 membership,
 * 6 support, 7 case, 8 visit, 9 comment, 11 attachment) and bits of NxTimelineKind. `scope` says
 * which cases and which people belong to what was asked for, and between which days; what happened
 * to a record before it went into another one happened to that one. Days are
 * compared as text: "" lies before every day and "~" after. The outer rank orders entries of one
 * day: what begins things first, then visits, other changes, comments. Attachments of a visit are
 * seen with the visit; those of cases in `hidden` are not for who asks. */
#define EVENT_COLUMNS                                                                              \
  "2 AS source, e.id AS id,"                                                                       \
  " CASE e.record_kind WHEN 5 THEN 8 WHEN 6 THEN 16"                                               \
  "  WHEN 7 THEN CASE WHEN e.action IN ('added', 'stage') THEN 4 ELSE 32 END"                      \
  "  ELSE 32 END AS kind,"                                                                         \
  " e.on_day AS day,"                                                                              \
  " CASE WHEN e.action IN ('added', 'moved_in') THEN 0 ELSE 2 END AS rank"

#define CASE_SCOPE                                                                                 \
  "WITH case_scope (case_id, from_on, to_on) AS ("                                                 \
  "  SELECT :case, '', '~'"                                                                        \
  "  UNION SELECT id, '', '~' FROM case_file WHERE household_id = :household"                      \
  "  UNION SELECT id, '', '~' FROM case_file WHERE person_id = :person"                            \
  "  UNION SELECT c.id, coalesce(m.from_on, ''), coalesce(m.to_on, '~')"                           \
  "   FROM membership AS m JOIN case_file AS c ON c.person_id = m.person_id"                       \
  "   WHERE m.household_id = :household AND m.archived_at IS NULL)"

#define VISIT_KIND "CASE v.state WHEN 'done' THEN 1 WHEN 'attempted' THEN 2 ELSE 128 END"
#define VISIT_IN_SCOPE                                                                             \
  "v.case_id = s.case_id AND v.visited_on >= max (s.from_on, :from)"                               \
  " AND v.visited_on < s.to_on AND v.visited_on <= :to AND v.archived_at IS NULL"

#define ENTRIES                                                                                    \
  CASE_SCOPE                                                                                       \
  ","                                                                                              \
  " household_scope (household_id) AS (SELECT :household"                                          \
  "  UNION SELECT id FROM household WHERE merged_into = :household),"                              \
  " person_scope (person_id, from_on, to_on) AS ("                                                 \
  "  SELECT :person, '', '~'"                                                                      \
  "  UNION SELECT id, '', '~' FROM person WHERE merged_into = :person"                             \
  "  UNION SELECT person_id, coalesce(from_on, ''), coalesce(to_on, '~')"                          \
  "   FROM membership WHERE household_id = :household AND archived_at IS NULL"                     \
  "  UNION SELECT p.id, coalesce(m.from_on, ''), coalesce(m.to_on, '~')"                           \
  "   FROM membership AS m JOIN person AS p ON p.merged_into = m.person_id"                        \
  "   WHERE m.household_id = :household AND m.archived_at IS NULL),"                               \
  " hidden (case_id) AS (SELECT id FROM case_file WHERE is_confidential = 1"                       \
  "   AND worker_id <> :actor AND coalesce(supervisor_id, 0) <> :actor),"                          \
  " entry (source, id, kind, day, rank) AS ("                                                      \
  "  SELECT DISTINCT 1, v.id, " VISIT_KIND ", v.visited_on, 1"                                     \
  "   FROM case_scope AS s CROSS JOIN visit AS v WHERE " VISIT_IN_SCOPE                            \
  "  UNION SELECT " EVENT_COLUMNS " FROM case_scope AS s CROSS JOIN event AS e"                    \
  "   WHERE e.case_id = s.case_id AND e.on_day >= max (s.from_on, :from) AND e.on_day < s.to_on"   \
  "     AND e.record_kind <> 9 AND NOT (e.record_kind IN (8, 11) AND e.action = 'added')"          \
  "     AND NOT (e.record_kind = 11 AND e.case_id IN (SELECT case_id FROM hidden))"                \
  "  UNION SELECT " EVENT_COLUMNS " FROM person_scope AS s CROSS JOIN event AS e"                  \
  "   WHERE e.person_id = s.person_id AND e.on_day >= max (s.from_on, :from)"                      \
  "     AND e.on_day < s.to_on AND (e.household_id IS NULL OR :person IS NOT NULL)"                \
  "     AND NOT (e.record_kind = 4 AND e.action = 'added')"                                        \
  "  UNION SELECT " EVENT_COLUMNS " FROM household_scope AS s CROSS JOIN event AS e"               \
  "   WHERE e.household_id = s.household_id AND e.on_day >= :from"                                 \
  "  UNION SELECT 3, c.id, 64, c.written_on, 3"                                                    \
  "   FROM case_scope AS s CROSS JOIN comment AS c"                                                \
  "   WHERE c.case_id = s.case_id AND c.visit_id IS NULL AND c.archived_at IS NULL"                \
  "     AND c.written_on >= max (s.from_on, :from) AND c.written_on < s.to_on"                     \
  "  UNION SELECT 4, a.id, 256, a.attached_on, 3"                                                  \
  "   FROM case_scope AS s CROSS JOIN attachment AS a"                                             \
  "   WHERE a.case_id = s.case_id AND a.visit_id IS NULL AND a.draft_place IS NULL"                \
  "     AND a.archived_at IS NULL AND a.case_id NOT IN (SELECT case_id FROM hidden)"               \
  "     AND a.attached_on >= max (s.from_on, :from) AND a.attached_on < s.to_on)"

static const NxStatementSpec entries_statement
    = { "timeline", ENTRIES " SELECT source, id, kind, day, rank FROM entry"
                            " WHERE (kind & :kinds) <> 0 AND day >= :from AND day <= :to"
                            " ORDER BY day DESC, rank DESC, id DESC LIMIT :limit OFFSET :offset" };

/* A day that lies before none of the newest entries: a case that has enough visits from it on has
 * them all. It spares reading years of entries for a page of them. */
static const NxStatementSpec reach_statement
    = { "timeline-reach",
        CASE_SCOPE " SELECT max((SELECT v.visited_on FROM visit AS v WHERE " VISIT_IN_SCOPE
                   " AND (" VISIT_KIND " & :kinds) <> 0"
                   " ORDER BY v.visited_on DESC LIMIT 1 OFFSET :n - 1))"
                   " FROM case_scope AS s WHERE s.case_id IS NOT NULL AND (:kinds & 131) <> 0" };

static const NxStatementSpec counts_statement
    = { "timeline-counts",
        ENTRIES " SELECT kind, count(*) FROM entry WHERE day >= :from AND day <= :to"
                " GROUP BY kind" };

/* @from: a day's text. */
static void
bind_cases (NxStatement *row, const NxTimelineQuery *query, const char *from)
{
  g_autofree char *to = nx_date_is_set (query->to) ? nx_date_to_iso (query->to) : NULL;
  g_autofree char *last = to != NULL ? g_strconcat (to, "~", NULL) : NULL;

  if (query->case_id != 0)
    nx_statement_bind_int64 (row, "case", query->case_id);
  if (query->household_id != 0)
    nx_statement_bind_int64 (row, "household", query->household_id);
  if (query->person_id != 0)
    nx_statement_bind_int64 (row, "person", query->person_id);
  nx_statement_bind_text (row, "from", from);
  nx_statement_bind_text (row, "to", last != NULL ? last : "~");
}

static void
bind_scope (NxDatabase *db, NxStatement *row, const NxTimelineQuery *query, const char *from)
{
  bind_cases (row, query, from);
  nx_statement_bind_int64 (row, "actor", nx_database_actor (db));
}

static char *
dup_first_day (const NxTimelineQuery *query)
{
  return nx_date_is_set (query->from) ? nx_date_to_iso (query->from) : g_strdup ("");
}

static guint
get_kinds (const NxTimelineQuery *query)
{
  return query->kinds != 0 ? query->kinds : NX_TIMELINE_DEFAULT;
}

/* How far back the entries that are asked for can lie at most; NULL with @error. */
static char *
dup_reach (NxDatabase *db, const NxTimelineQuery *query, GError **error)
{
  g_autofree char *first = dup_first_day (query);
  g_autoptr (NxStatement) row = NULL;

  if (query->limit == 0)
    return g_steal_pointer (&first);
  row = nx_database_statement (db, &reach_statement, error);
  if (row == NULL)
    return NULL;
  bind_cases (row, query, first);
  nx_statement_bind_int64 (row, "kinds", get_kinds (query));
  nx_statement_bind_int64 (row, "n", (gint64)query->limit + query->offset);
  if (!nx_statement_step (row, error))
    return NULL;
  return nx_statement_is_null (row, 0) ? g_steal_pointer (&first)
                                       : g_strdup (nx_statement_get_text (row, 0));
}

static GArray *
read_rows (NxDatabase *db, const NxTimelineQuery *query, GError **error)
{
  g_autofree char *reach = dup_reach (db, query, error);
  g_autoptr (NxStatement) row
      = reach != NULL ? nx_database_statement (db, &entries_statement, error) : NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NxTimelineRow));
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  bind_scope (db, row, query, reach);
  nx_statement_bind_int64 (row, "kinds", get_kinds (query));
  nx_statement_bind_int64 (row, "limit", query->limit > 0 ? (gint64)query->limit : -1);
  nx_statement_bind_int64 (row, "offset", query->offset);
  while (nx_statement_step (row, &failure))
    {
      NxTimelineRow entry = {
        .source = (int)nx_statement_get_int64 (row, 0),
        .id = nx_statement_get_int64 (row, 1),
        .kind = nx_statement_get_int64 (row, 2),
        .order = nx_statement_get_int64 (row, 4) * (G_GINT64_CONSTANT (1) << 40)
                 + nx_statement_get_int64 (row, 1),
      };

      nx_date_from_iso (nx_statement_get_text (row, 3), &entry.day);
      g_array_append_val (rows, entry);
    }
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GPtrArray *
nx_timeline_query_run (NxDatabase *db, const NxTimelineQuery *query, GError **error)
{
  g_autoptr (GArray) rows = read_rows (db, query, error);

  return rows != NULL ? nx_timeline_fill (db, rows, query->is_oldest_first, error) : NULL;
}

gboolean
nx_timeline_query_count (NxDatabase *db,
                         const NxTimelineQuery *query,
                         guint counts[NX_TIMELINE_N_KINDS],
                         GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &counts_statement, error);
  g_autofree char *first = dup_first_day (query);
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; i < NX_TIMELINE_N_KINDS; i++)
    counts[i] = 0;
  if (row == NULL)
    return FALSE;
  bind_scope (db, row, query, first);
  while (nx_statement_step (row, &failure))
    {
      gint64 kind = nx_statement_get_int64 (row, 0);

      for (guint i = 0; i < NX_TIMELINE_N_KINDS; i++)
        if (kind == 1 << i)
          counts[i] = (guint)nx_statement_get_int64 (row, 1);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
