/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers the timeline of a case, a household or a person from visits, journal and comments. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-timeline-query.h"

#include "nx-attachments.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

#define NX_TIMELINE_DEFAULT (NX_TIMELINE_ALL & ~NX_TIMELINE_PLAN)

/* Where an entry comes from. */
enum
{
  FROM_VISIT = 1,
  FROM_EVENT = 2,
  FROM_COMMENT = 3,
  FROM_ATTACHMENT = 4,
};

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

#define ENTRIES                                                                                    \
  "WITH case_scope (case_id, from_on, to_on) AS ("                                                 \
  "  SELECT :case, '', '~'"                                                                        \
  "  UNION SELECT id, '', '~' FROM case_file WHERE household_id = :household"                      \
  "  UNION SELECT id, '', '~' FROM case_file WHERE person_id = :person"                            \
  "  UNION SELECT c.id, coalesce(m.from_on, ''), coalesce(m.to_on, '~')"                           \
  "   FROM membership AS m JOIN case_file AS c ON c.person_id = m.person_id"                       \
  "   WHERE m.household_id = :household AND m.archived_at IS NULL),"                               \
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
  "  SELECT DISTINCT 1, v.id, CASE v.state WHEN 'done' THEN 1 WHEN 'attempted' THEN 2 ELSE 128 "   \
  "END,"                                                                                           \
  "    v.visited_on, 1"                                                                            \
  "   FROM case_scope AS s CROSS JOIN visit AS v"                                                  \
  "   WHERE v.case_id = s.case_id AND v.visited_on >= s.from_on AND v.visited_on < s.to_on"        \
  "     AND v.archived_at IS NULL"                                                                 \
  "  UNION SELECT " EVENT_COLUMNS "   FROM case_scope AS s CROSS JOIN event AS e"                  \
  "   WHERE e.case_id = s.case_id AND e.on_day >= s.from_on AND e.on_day < s.to_on"                \
  "     AND e.record_kind <> 9 AND NOT (e.record_kind IN (8, 11) AND e.action = 'added')"          \
  "     AND NOT (e.record_kind = 11 AND e.case_id IN (SELECT case_id FROM hidden))"                \
  "  UNION SELECT " EVENT_COLUMNS "   FROM person_scope AS s CROSS JOIN event AS e"                \
  "   WHERE e.person_id = s.person_id AND e.on_day >= s.from_on AND e.on_day < s.to_on"            \
  "     AND (e.household_id IS NULL OR :person IS NOT NULL)"                                       \
  "     AND NOT (e.record_kind = 4 AND e.action = 'added')"                                        \
  "  UNION SELECT " EVENT_COLUMNS "   FROM household_scope AS s CROSS JOIN event AS e"             \
  "   WHERE e.household_id = s.household_id"                                                       \
  "  UNION SELECT 3, c.id, 64, c.written_on, 3"                                                    \
  "   FROM case_scope AS s CROSS JOIN comment AS c"                                                \
  "   WHERE c.case_id = s.case_id AND c.visit_id IS NULL AND c.archived_at IS NULL"                \
  "     AND c.written_on >= s.from_on"                                                             \
  "     AND c.written_on < s.to_on"                                                                \
  "  UNION SELECT 4, a.id, 256, a.attached_on, 3"                                                  \
  "   FROM case_scope AS s CROSS JOIN attachment AS a"                                             \
  "   WHERE a.case_id = s.case_id AND a.visit_id IS NULL AND a.draft_place IS NULL"                \
  "     AND a.archived_at IS NULL AND a.case_id NOT IN (SELECT case_id FROM hidden)"               \
  "     AND a.attached_on >= s.from_on AND a.attached_on < s.to_on)"

static const NxStatementSpec entries_statement
    = { "timeline", ENTRIES " SELECT source, id, kind, day, rank FROM entry"
                            " WHERE (kind & :kinds) <> 0 AND day >= :from AND day <= :to"
                            " ORDER BY day DESC, rank DESC, id DESC LIMIT :limit OFFSET :offset" };

static const NxStatementSpec counts_statement
    = { "timeline-counts",
        ENTRIES " SELECT kind, count(*) FROM entry WHERE day >= :from AND day <= :to"
                " GROUP BY kind" };

typedef struct
{
  int source;
  gint64 id;
  NxTimelineKind kind;
  NxDate day;
  gint64 order;
} Row;

static void
bind_scope (NxDatabase *db, NxStatement *row, const NxTimelineQuery *query)
{
  g_autofree char *from = nx_date_is_set (query->from) ? nx_date_to_iso (query->from) : NULL;
  g_autofree char *to = nx_date_is_set (query->to) ? nx_date_to_iso (query->to) : NULL;
  g_autofree char *last = to != NULL ? g_strconcat (to, "~", NULL) : NULL;

  if (query->case_id != 0)
    nx_statement_bind_int64 (row, "case", query->case_id);
  if (query->household_id != 0)
    nx_statement_bind_int64 (row, "household", query->household_id);
  if (query->person_id != 0)
    nx_statement_bind_int64 (row, "person", query->person_id);
  nx_statement_bind_int64 (row, "actor", nx_database_actor (db));
  nx_statement_bind_text (row, "from", from != NULL ? from : "");
  nx_statement_bind_text (row, "to", last != NULL ? last : "~");
}

static GArray *
read_rows (NxDatabase *db, const NxTimelineQuery *query, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &entries_statement, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  bind_scope (db, row, query);
  nx_statement_bind_int64 (row, "kinds", query->kinds != 0 ? query->kinds : NX_TIMELINE_DEFAULT);
  nx_statement_bind_int64 (row, "limit", query->limit > 0 ? (gint64)query->limit : -1);
  nx_statement_bind_int64 (row, "offset", query->offset);
  while (nx_statement_step (row, &failure))
    {
      Row entry = {
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

/* Records of one kind by id. */
static GHashTable *
load_table (NxDatabase *db, NxRecordKind kind, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) records
      = nx_records_load_many (db, kind, (gint64 *)ids->data, ids->len, error);
  g_autoptr (GHashTable) table
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      NxRecord *record = g_ptr_array_index (records, i);
      gint64 id = nx_record_get_id (record);

      g_hash_table_insert (table, g_memdup2 (&id, sizeof id), g_object_ref (record));
    }
  return g_steal_pointer (&table);
}

static GHashTable *
load_of_source (NxDatabase *db, GArray *rows, int source, NxRecordKind kind, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, Row, i).source == source)
      g_array_append_val (ids, g_array_index (rows, Row, i).id);
  return load_table (db, kind, ids, error);
}

/* The records of one kind that events are about (column @field names them). */
static GHashTable *
load_of_events (NxDatabase *db, GHashTable *events, NxRecordKind kind, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer event = NULL;

  g_hash_table_iter_init (&iter, events);
  while (g_hash_table_iter_next (&iter, NULL, &event))
    if ((NxRecordKind)nx_record_get_int (event, NX_EVENT_RECORD_KIND) == kind)
      {
        gint64 id = nx_record_get_int (event, NX_EVENT_RECORD_ID);

        g_array_append_val (ids, id);
      }
  return load_table (db, kind, ids, error);
}

/* Everything the entries of one answer are made of. */
typedef struct
{
  GHashTable *visits;
  GHashTable *events;
  GHashTable *comments;
  GHashTable *attachments;
  GHashTable *memberships;
  GHashTable *supports;
  GHashTable *persons;
  GHashTable *cases;
} Loaded;

static void
loaded_clear (Loaded *loaded)
{
  g_clear_pointer (&loaded->visits, g_hash_table_unref);
  g_clear_pointer (&loaded->events, g_hash_table_unref);
  g_clear_pointer (&loaded->comments, g_hash_table_unref);
  g_clear_pointer (&loaded->attachments, g_hash_table_unref);
  g_clear_pointer (&loaded->memberships, g_hash_table_unref);
  g_clear_pointer (&loaded->supports, g_hash_table_unref);
  g_clear_pointer (&loaded->persons, g_hash_table_unref);
  g_clear_pointer (&loaded->cases, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, loaded_clear)

static gboolean
load_all (NxDatabase *db, GArray *rows, Loaded *loaded, GError **error)
{
  loaded->visits = load_of_source (db, rows, FROM_VISIT, NX_RECORD_VISIT, error);
  if (loaded->visits == NULL)
    return FALSE;
  loaded->events = load_of_source (db, rows, FROM_EVENT, NX_RECORD_EVENT, error);
  if (loaded->events == NULL)
    return FALSE;
  loaded->comments = load_of_source (db, rows, FROM_COMMENT, NX_RECORD_COMMENT, error);
  if (loaded->comments == NULL)
    return FALSE;
  loaded->attachments = load_of_source (db, rows, FROM_ATTACHMENT, NX_RECORD_ATTACHMENT, error);
  if (loaded->attachments == NULL)
    return FALSE;
  loaded->memberships = load_of_events (db, loaded->events, NX_RECORD_MEMBERSHIP, error);
  if (loaded->memberships == NULL)
    return FALSE;
  loaded->supports = load_of_events (db, loaded->events, NX_RECORD_SUPPORT, error);
  if (loaded->supports == NULL)
    return FALSE;
  loaded->persons = load_of_events (db, loaded->events, NX_RECORD_PERSON, error);
  if (loaded->persons == NULL)
    return FALSE;
  loaded->cases = load_of_events (db, loaded->events, NX_RECORD_CASE, error);
  return loaded->cases != NULL;
}

static void
fill_from_visit (NxTimelineEntry *entry, NxRecord *visit)
{
  entry->record = g_object_ref (visit);
  entry->case_id = nx_record_get_int (visit, NX_VISIT_CASE);
  entry->case_number = g_strdup (nx_record_get_text (visit, NX_VISIT_CASE_NUMBER));
  entry->case_title = g_strdup (nx_record_get_text (visit, NX_VISIT_CASE_TITLE));
  entry->subject = g_strdup (nx_record_get_text (visit, NX_VISIT_CLIENT_NAME));
  entry->worker_name = g_strdup (nx_record_get_text (visit, NX_VISIT_WORKER_NAME));
}

static void
fill_from_event (NxTimelineEntry *entry, NxRecord *event, const Loaded *loaded)
{
  gint64 id = nx_record_get_int (event, NX_EVENT_RECORD_ID);
  NxRecord *membership = NULL;
  NxRecord *support = NULL;
  NxRecord *person = NULL;
  NxRecord *case_file = NULL;

  entry->event = g_object_ref (event);
  entry->case_id = nx_record_get_int (event, NX_EVENT_CASE);
  entry->worker_name = g_strdup (nx_record_get_text (event, NX_EVENT_WORKER_NAME));
  switch ((NxRecordKind)nx_record_get_int (event, NX_EVENT_RECORD_KIND))
    {
    case NX_RECORD_MEMBERSHIP:
      membership = g_hash_table_lookup (loaded->memberships, &id);
      break;
    case NX_RECORD_SUPPORT:
      support = g_hash_table_lookup (loaded->supports, &id);
      break;
    case NX_RECORD_PERSON:
      person = g_hash_table_lookup (loaded->persons, &id);
      break;
    case NX_RECORD_CASE:
      case_file = g_hash_table_lookup (loaded->cases, &id);
      break;
    case NX_RECORD_AREA:
    case NX_RECORD_WORKER:
    case NX_RECORD_HOUSEHOLD:
    case NX_RECORD_VISIT:
    case NX_RECORD_COMMENT:
    case NX_RECORD_ATTACHMENT:
    case NX_RECORD_EVENT:
    case NX_RECORD_NONE:
    case NX_N_RECORD_KINDS:
      break;
    }
  if (membership != NULL)
    {
      entry->record = g_object_ref (membership);
      entry->subject = g_strdup (nx_record_get_text (membership, NX_MEMBERSHIP_PERSON_NAME));
    }
  else if (support != NULL)
    {
      entry->record = g_object_ref (support);
      entry->subject = g_strdup (nx_record_get_text (support, NX_SUPPORT_PERSON_NAME));
    }
  else if (person != NULL)
    entry->subject = g_strdup (nx_record_get_text (person, NX_PERSON_NAME));
  else if (case_file != NULL)
    {
      entry->case_number = g_strdup (nx_record_get_text (case_file, NX_CASE_NUMBER));
      entry->case_title = g_strdup (nx_record_get_text (case_file, NX_CASE_TITLE));
      entry->subject = g_strdup (nx_record_get_text (case_file, NX_CASE_CLIENT_NAME));
    }
}

static void
fill_from_comment (NxTimelineEntry *entry, NxRecord *comment)
{
  entry->record = g_object_ref (comment);
  entry->case_id = nx_record_get_int (comment, NX_COMMENT_CASE);
  entry->worker_name = g_strdup (nx_record_get_text (comment, NX_COMMENT_AUTHOR_NAME));
}

static void
fill_from_attachment (NxTimelineEntry *entry, NxRecord *attachment)
{
  entry->record = g_object_ref (attachment);
  entry->case_id = nx_record_get_int (attachment, NX_ATTACHMENT_CASE);
  entry->worker_name = g_strdup (nx_record_get_text (attachment, NX_ATTACHMENT_AUTHOR_NAME));
}

/* NULL for a row that is gone since its id was read. */
static NxTimelineEntry *
entry_from_row (const Row *row, const Loaded *loaded)
{
  GHashTable *table = row->source == FROM_VISIT     ? loaded->visits
                      : row->source == FROM_EVENT   ? loaded->events
                      : row->source == FROM_COMMENT ? loaded->comments
                                                    : loaded->attachments;
  NxRecord *record = g_hash_table_lookup (table, &row->id);
  NxTimelineEntry *entry = NULL;

  if (record == NULL)
    return NULL;
  entry = nx_timeline_entry_new (row->kind, row->day, row->order);
  if (row->source == FROM_VISIT)
    fill_from_visit (entry, record);
  else if (row->source == FROM_EVENT)
    fill_from_event (entry, record, loaded);
  else if (row->source == FROM_COMMENT)
    fill_from_comment (entry, record);
  else
    fill_from_attachment (entry, record);
  return entry;
}

/* The questions on a visit, and how many attachments it has. */
static gboolean
add_to_visit (NxDatabase *db, NxTimelineEntry *entry, GError **error)
{
  if (!(entry->kind & (NX_TIMELINE_VISIT | NX_TIMELINE_NOT_MET | NX_TIMELINE_PLAN)))
    return TRUE;
  entry->n_files = nx_attachments_count_of_visit (db, nx_record_get_id (entry->record), error);
  if (entry->n_files < 0)
    return FALSE;
  if (entry->kind == NX_TIMELINE_PLAN)
    return TRUE;
  entry->comments = nx_records_load_by_int (db, NX_RECORD_COMMENT, NX_COMMENT_VISIT,
                                            nx_record_get_id (entry->record), error);
  return entry->comments != NULL;
}

GPtrArray *
nx_timeline_query_run (NxDatabase *db, const NxTimelineQuery *query, GError **error)
{
  g_autoptr (GArray) rows = read_rows (db, query, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Loaded) loaded = { 0 };

  if (rows == NULL || !load_all (db, rows, &loaded, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      guint at = query->is_oldest_first ? rows->len - 1 - i : i;
      NxTimelineEntry *entry = entry_from_row (&g_array_index (rows, Row, at), &loaded);

      if (entry == NULL)
        continue;
      g_ptr_array_add (entries, entry);
      if (!add_to_visit (db, entry, error))
        return NULL;
    }
  return g_steal_pointer (&entries);
}

gboolean
nx_timeline_query_count (NxDatabase *db,
                         const NxTimelineQuery *query,
                         guint counts[NX_TIMELINE_N_KINDS],
                         GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &counts_statement, error);
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; i < NX_TIMELINE_N_KINDS; i++)
    counts[i] = 0;
  if (row == NULL)
    return FALSE;
  bind_scope (db, row, query);
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
