/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the entries of a timeline out of what they stand for: visits, events, comments, files. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-timeline-fill.h"

#include "nx-record-kinds.h"
#include "nx-records.h"

static const NxStatementSpec comments_statement
    = { "timeline-comments-of-visits",
        "SELECT c.id FROM json_each (:ids) AS j CROSS JOIN comment AS c"
        " WHERE c.visit_id = j.value AND c.archived_at IS NULL ORDER BY c.id" };

/* Not the records: those count their visits, which may be thousands. */
static const NxStatementSpec cases_statement
    = { "timeline-cases", "SELECT v.id, v.number, v.title, v.client_name FROM case_file_view AS v"
                          " WHERE v.id IN (SELECT value FROM json_each (:ids))" };

/* Attachments of a confidential case are not for everybody who reads its timeline. */
static const NxStatementSpec files_statement
    = { "timeline-files-of-visits",
        "SELECT a.visit_id, count(*) FROM json_each (:ids) AS j CROSS JOIN attachment AS a"
        " CROSS JOIN case_file AS f WHERE a.visit_id = j.value AND a.archived_at IS NULL"
        " AND f.id = a.case_id AND (coalesce(f.is_confidential, 0) = 0 OR f.worker_id = :actor"
        "  OR coalesce(f.supervisor_id, 0) = :actor) GROUP BY a.visit_id" };

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
    if (g_array_index (rows, NxTimelineRow, i).source == source)
      g_array_append_val (ids, g_array_index (rows, NxTimelineRow, i).id);
  return load_table (db, kind, ids, error);
}

/* The ids of the records of one kind that events are about. */
static GArray *
list_of_events (GHashTable *events, NxRecordKind kind)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer event = NULL;

  g_hash_table_iter_init (&iter, events);
  while (g_hash_table_iter_next (&iter, NULL, &event))
    if ((NxRecordKind)nx_record_get_int (event, NX_EVENT_RECORD_KIND) == kind)
      {
        gint64 id = nx_record_get_int (event, NX_EVENT_RECORD_ID);

        g_array_append_val (ids, id);
      }
  return ids;
}

static GHashTable *
load_of_events (NxDatabase *db, GHashTable *events, NxRecordKind kind, GError **error)
{
  g_autoptr (GArray) ids = list_of_events (events, kind);

  return load_table (db, kind, ids, error);
}

/* What a case is called, and its client. */
typedef struct
{
  char *number;
  char *title;
  char *client;
} CaseName;

static void
case_name_free (gpointer data)
{
  CaseName *name = data;

  g_free (name->number);
  g_free (name->title);
  g_free (name->client);
  g_free (name);
}

static char *
dup_json (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static GHashTable *
load_case_names (NxDatabase *db, GHashTable *events, GError **error)
{
  g_autoptr (GArray) ids = list_of_events (events, NX_RECORD_CASE);
  g_autofree char *json = dup_json (ids);
  g_autoptr (NxStatement) row = nx_database_statement (db, &cases_statement, error);
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, case_name_free);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "ids", json);
  while (ids->len > 0 && nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);
      CaseName *name = g_new0 (CaseName, 1);

      name->number = g_strdup (nx_statement_get_text (row, 1));
      name->title = g_strdup (nx_statement_get_text (row, 2));
      name->client = g_strdup (nx_statement_get_text (row, 3));
      g_hash_table_insert (names, g_memdup2 (&id, sizeof id), name);
    }
  if (failure == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
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
  GHashTable *cases; /* CaseName */
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
  loaded->visits = load_of_source (db, rows, NX_TIMELINE_FROM_VISIT, NX_RECORD_VISIT, error);
  if (loaded->visits == NULL)
    return FALSE;
  loaded->events = load_of_source (db, rows, NX_TIMELINE_FROM_EVENT, NX_RECORD_EVENT, error);
  if (loaded->events == NULL)
    return FALSE;
  loaded->comments = load_of_source (db, rows, NX_TIMELINE_FROM_COMMENT, NX_RECORD_COMMENT, error);
  if (loaded->comments == NULL)
    return FALSE;
  loaded->attachments
      = load_of_source (db, rows, NX_TIMELINE_FROM_ATTACHMENT, NX_RECORD_ATTACHMENT, error);
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
  loaded->cases = load_case_names (db, loaded->events, error);
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
  const CaseName *case_name = NULL;

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
      case_name = g_hash_table_lookup (loaded->cases, &id);
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
  else if (case_name != NULL)
    {
      entry->case_number = g_strdup (case_name->number);
      entry->case_title = g_strdup (case_name->title);
      entry->subject = g_strdup (case_name->client);
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
entry_from_row (const NxTimelineRow *row, const Loaded *loaded)
{
  GHashTable *table = row->source == NX_TIMELINE_FROM_VISIT     ? loaded->visits
                      : row->source == NX_TIMELINE_FROM_EVENT   ? loaded->events
                      : row->source == NX_TIMELINE_FROM_COMMENT ? loaded->comments
                                                                : loaded->attachments;
  NxRecord *record = g_hash_table_lookup (table, &row->id);
  NxTimelineEntry *entry = NULL;

  if (record == NULL)
    return NULL;
  entry = nx_timeline_entry_new (row->kind, row->day, row->order);
  if (row->source == NX_TIMELINE_FROM_VISIT)
    fill_from_visit (entry, record);
  else if (row->source == NX_TIMELINE_FROM_EVENT)
    fill_from_event (entry, record, loaded);
  else if (row->source == NX_TIMELINE_FROM_COMMENT)
    fill_from_comment (entry, record);
  else
    fill_from_attachment (entry, record);
  return entry;
}

/* What hangs on the visits */

/* The visits among the entries, by id: NxTimelineEntry, borrowed. Adds their ids to @ids. */
static GHashTable *
list_visits (GPtrArray *entries, GArray *ids)
{
  GHashTable *visits = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      NxTimelineEntry *entry = g_ptr_array_index (entries, i);
      gint64 id = 0;

      if (!(entry->kind & (NX_TIMELINE_VISIT | NX_TIMELINE_NOT_MET | NX_TIMELINE_PLAN)))
        continue;
      id = nx_record_get_id (entry->record);
      g_array_append_val (ids, id);
      g_hash_table_insert (visits, g_memdup2 (&id, sizeof id), entry);
      if (entry->kind != NX_TIMELINE_PLAN)
        entry->comments = g_ptr_array_new_with_free_func (g_object_unref);
    }
  return visits;
}

static gboolean
count_files (NxDatabase *db, GHashTable *visits, const char *json, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &files_statement, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "ids", json);
  nx_statement_bind_int64 (row, "actor", nx_database_actor (db));
  while (nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);
      NxTimelineEntry *entry = g_hash_table_lookup (visits, &id);

      if (entry != NULL)
        entry->n_files = (int)nx_statement_get_int64 (row, 1);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_comment_ids (NxDatabase *db, const char *json, GArray *ids, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &comments_statement, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "ids", json);
  while (nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The oldest first, as ids grow. */
static gboolean
add_comments (NxDatabase *db, GHashTable *visits, const char *json, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) comments = NULL;

  if (!read_comment_ids (db, json, ids, error))
    return FALSE;
  comments = nx_records_load_many (db, NX_RECORD_COMMENT, (const gint64 *)(gpointer)ids->data,
                                   ids->len, error);
  for (guint i = 0; comments != NULL && i < comments->len; i++)
    {
      NxRecord *comment = g_ptr_array_index (comments, i);
      gint64 visit_id = nx_record_get_int (comment, NX_COMMENT_VISIT);
      NxTimelineEntry *entry = g_hash_table_lookup (visits, &visit_id);

      if (entry != NULL && entry->comments != NULL)
        g_ptr_array_add (entry->comments, g_object_ref (comment));
    }
  return comments != NULL;
}

/* The questions on the visits, and how many attachments they have. */
static gboolean
add_to_visits (NxDatabase *db, GPtrArray *entries, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) visits = list_visits (entries, ids);
  g_autofree char *json = dup_json (ids);

  return ids->len == 0
         || (count_files (db, visits, json, error) && add_comments (db, visits, json, error));
}

GPtrArray *
nx_timeline_fill (NxDatabase *db, GArray *rows, gboolean is_oldest_first, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Loaded) loaded = { 0 };

  if (!load_all (db, rows, &loaded, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      guint at = is_oldest_first ? rows->len - 1 - i : i;
      NxTimelineEntry *entry = entry_from_row (&g_array_index (rows, NxTimelineRow, at), &loaded);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  return add_to_visits (db, entries, error) ? g_steal_pointer (&entries) : NULL;
}
