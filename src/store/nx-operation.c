/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Notes every row that one named step touches, and lists the steps. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-operation-private.h"

#include "nx-record-kinds.h"
#include "nx-uid.h"

/* While an operation runs, triggers of this connection alone copy each row into a table of this
 * connection alone, as it was when it was first touched; its memory holds both, and a rollback
 * takes them away. Columns go by position and get their names at the end, since a function takes
 * only so many arguments. */
#define TOUCHED                                                                                    \
  "CREATE TEMP TABLE operation_touched (record_kind INTEGER NOT NULL, record_id INTEGER NOT NULL," \
  " image TEXT, PRIMARY KEY (record_kind, record_id)) WITHOUT ROWID;"                              \
  "CREATE TEMP TABLE operation_told (person_id INTEGER NOT NULL, other_id INTEGER NOT NULL,"       \
  " PRIMARY KEY (person_id, other_id)) WITHOUT ROWID;"                                             \
  "CREATE TEMP TRIGGER operation_told_apart AFTER INSERT ON main.person_apart BEGIN"               \
  " INSERT OR IGNORE INTO operation_told VALUES (NEW.person_id, NEW.other_id); END;"

#define TRIGGERS                                                                                   \
  "CREATE TEMP TRIGGER operation_added_%1$s AFTER INSERT ON main.%1$s BEGIN"                       \
  " INSERT OR IGNORE INTO operation_touched VALUES (%2$d, NEW.id, NULL); END;"                     \
  "CREATE TEMP TRIGGER operation_changed_%1$s BEFORE UPDATE ON main.%1$s"                          \
  " WHEN NOT EXISTS (SELECT 1 FROM operation_touched"                                              \
  "  WHERE record_kind = %2$d AND record_id = OLD.id) BEGIN"                                       \
  " INSERT INTO operation_touched VALUES (%2$d, OLD.id, json_array(%3$s)); END;"

const NxRecordKind nx_operation_kinds[]
    = { NX_RECORD_ATTACHMENT, NX_RECORD_COMMENT,   NX_RECORD_VISIT,
        NX_RECORD_CASE,       NX_RECORD_SUPPORT,   NX_RECORD_MEMBERSHIP,
        NX_RECORD_PERSON,     NX_RECORD_HOUSEHOLD, NX_RECORD_NONE };

static const NxStatementSpec last_event_statement
    = { "operation-last-event", "SELECT coalesce(max(id), 0) FROM event" };

static const NxStatementSpec add_statement
    = { "operation-add",
        "INSERT INTO operation (uid, at, worker_id, kind, record_kind, record_id, n_records,"
        " first_event, last_event)"
        " VALUES (:uid, :at, :worker, :kind, :record_kind, :record, :n, :first, :last)" };

static const NxStatementSpec list_statement
    = { "operation-list",
        "SELECT o.id, o.at, o.kind, w.name, o.record_kind, o.record_id, o.n_records,"
        "  coalesce(o.undone_at, 0),"
        "  CASE o.record_kind WHEN 4 THEN (SELECT name FROM person WHERE id = o.record_id)"
        "   WHEN 3 THEN (SELECT number FROM household WHERE id = o.record_id) END"
        " FROM operation AS o LEFT JOIN worker AS w ON w.id = o.worker_id"
        " ORDER BY o.id DESC LIMIT :limit" };

static const NxStatementSpec of_import_statement
    = { "operation-of-import",
        "SELECT id FROM operation WHERE kind = 'import' AND record_id = :run" };

static const NxStatementSpec columns_statement
    = { "operation-columns", "SELECT name FROM pragma_table_info (:table)" };

/* What a running operation remembers until its end. */
#define JOB_DATA "nx-operation"

gint64
nx_operation_last_event (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &last_event_statement, error);

  return row != NULL && nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : -1;
}

GPtrArray *
nx_operation_dup_columns (NxDatabase *db, NxRecordKind kind, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &columns_statement, error);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "table", nx_record_spec (kind)->table);
  while (nx_statement_step (row, &failure))
    g_ptr_array_add (columns, g_strdup (nx_statement_get_text (row, 0)));
  if (failure == NULL)
    return g_steal_pointer (&columns);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* "before.a, before.b" for a prefix "before". */
static char *
join_columns (GPtrArray *columns, const char *prefix)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (all, "%s%s.%s", i > 0 ? ", " : "", prefix,
                            (const char *)g_ptr_array_index (columns, i));
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static gboolean
add_triggers (NxDatabase *db, NxRecordKind kind, GString *script, GError **error)
{
  g_autoptr (GPtrArray) columns = nx_operation_dup_columns (db, kind, error);
  g_autofree char *old = NULL;

  if (columns == NULL)
    return FALSE;
  old = join_columns (columns, "OLD");
  g_string_append_printf (script, TRIGGERS, nx_record_spec (kind)->table, (int)kind, old);
  return TRUE;
}

gboolean
nx_operation_begin (NxDatabase *db, GError **error)
{
  g_autoptr (GString) script = g_string_new (TOUCHED);
  gint64 before = nx_operation_last_event (db, error);

  g_return_val_if_fail (nx_database_get_job_data (db, JOB_DATA) == NULL, FALSE);
  if (before < 0)
    return FALSE;
  for (guint i = 0; nx_operation_kinds[i] != NX_RECORD_NONE; i++)
    if (!add_triggers (db, nx_operation_kinds[i], script, error))
      return FALSE;
  nx_database_set_job_data (db, JOB_DATA, g_memdup2 (&before, sizeof before), g_free);
  return nx_driver_run_script (nx_database_get_driver (db), script->str, error);
}

/* The end */

static gint64
add_operation (NxDatabase *db, const NxOperationNote *note, gint64 before, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &add_statement, error);
  g_autofree char *uid = nx_uid_new ();
  gint64 last = nx_operation_last_event (db, error);

  if (row == NULL || last < 0)
    return 0;
  nx_statement_bind_text (row, "uid", uid);
  nx_statement_bind_int64 (row, "at", nx_database_now (db));
  if (nx_database_actor (db) != 0)
    nx_statement_bind_int64 (row, "worker", nx_database_actor (db));
  nx_statement_bind_text (row, "kind", note->kind);
  nx_statement_bind_int64 (row, "record_kind", note->record_kind);
  nx_statement_bind_int64 (row, "record", note->record_id);
  nx_statement_bind_int64 (row, "n", note->n_records);
  nx_statement_bind_int64 (row, "first", before + 1);
  nx_statement_bind_int64 (row, "last", last);
  return nx_statement_run (row, error) ? nx_database_last_id (db) : 0;
}

/* Of a changed row only what is other than now. */
#define KEEP_ROWS                                                                                  \
  "INSERT INTO operation_row (operation_id, record_kind, record_id, version, before)"              \
  " SELECT :operation, r.record_kind, r.record_id, t.version,"                                     \
  "  CASE WHEN r.image IS NOT NULL THEN"                                                           \
  "   (SELECT json_group_object (c.value, o.value) FROM json_each (r.image) AS o"                  \
  "     JOIN json_each (json_array (%1$s)) AS n ON n.key = o.key"                                  \
  "     JOIN json_each (:columns) AS c ON c.key = o.key WHERE o.value IS NOT n.value) END"         \
  "  FROM operation_touched AS r JOIN %2$s AS t ON t.id = r.record_id"                             \
  "  WHERE r.record_kind = :kind"

static gboolean
keep_rows (NxDatabase *db, NxRecordKind kind, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) columns = nx_operation_dup_columns (db, kind, error);
  g_autoptr (NxStatement) row = NULL;
  g_autoptr (GString) names = g_string_new ("[");
  g_autofree char *now = NULL;
  g_autofree char *sql = NULL;

  if (columns == NULL)
    return FALSE;
  now = join_columns (columns, "t");
  sql = g_strdup_printf (KEEP_ROWS, now, nx_record_spec (kind)->table);
  row = nx_database_dynamic (db, "operation-keep-rows", sql, error);
  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (names, "%s\"%s\"", i > 0 ? "," : "",
                            (const char *)g_ptr_array_index (columns, i));
  g_string_append_c (names, ']');
  nx_statement_bind_int64 (row, "operation", id);
  nx_statement_bind_int64 (row, "kind", kind);
  nx_statement_bind_text (row, "columns", names->str);
  return nx_statement_run (row, error);
}

static gboolean
keep_told (NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxStatement) row
      = nx_database_dynamic (db, "operation-keep-told",
                             "INSERT INTO operation_apart (operation_id, person_id, other_id)"
                             " SELECT :operation, person_id, other_id FROM operation_told",
                             error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "operation", id);
  return nx_statement_run (row, error);
}

static void
add_drops (NxRecordKind kind, GString *script)
{
  const char *table = nx_record_spec (kind)->table;

  g_string_append_printf (
      script, "DROP TRIGGER temp.operation_added_%s; DROP TRIGGER temp.operation_changed_%s;",
      table, table);
}

gboolean
nx_operation_forget (NxDatabase *db, GError **error)
{
  g_autoptr (GString) script = g_string_new ("DROP TRIGGER temp.operation_told_apart;"
                                             "DROP TABLE temp.operation_told;"
                                             "DROP TABLE temp.operation_touched;");

  for (guint i = 0; nx_operation_kinds[i] != NX_RECORD_NONE; i++)
    add_drops (nx_operation_kinds[i], script);
  nx_database_set_job_data (db, JOB_DATA, NULL, NULL);
  return nx_driver_run_script (nx_database_get_driver (db), script->str, error);
}

gint64
nx_operation_end (NxDatabase *db, const NxOperationNote *note, GError **error)
{
  const gint64 *before = nx_database_get_job_data (db, JOB_DATA);
  gint64 id = 0;

  g_return_val_if_fail (before != NULL, 0);
  id = add_operation (db, note, *before, error);
  if (id == 0 || !keep_told (db, id, error))
    return 0;
  for (guint i = 0; nx_operation_kinds[i] != NX_RECORD_NONE; i++)
    if (!keep_rows (db, nx_operation_kinds[i], id, error))
      return 0;
  return nx_operation_forget (db, error) ? id : 0;
}

/* Lists */

void
nx_operation_free (NxOperation *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->worker_name);
  g_free (self->record_name);
  g_free (self);
}

static NxOperation *
read_operation (NxStatement *row)
{
  NxOperation *self = g_new0 (NxOperation, 1);

  self->id = nx_statement_get_int64 (row, 0);
  self->at = nx_statement_get_int64 (row, 1);
  self->kind = g_strdup (nx_statement_get_text (row, 2));
  self->worker_name = g_strdup (nx_statement_get_text (row, 3));
  self->record_kind = (NxRecordKind)nx_statement_get_int64 (row, 4);
  self->record_id = nx_statement_get_int64 (row, 5);
  self->n_records = nx_statement_get_int64 (row, 6);
  self->undone_at = nx_statement_get_int64 (row, 7);
  self->record_name = g_strdup (nx_statement_get_text (row, 8));
  return self;
}

GPtrArray *
nx_operations_list (NxDatabase *db, guint limit, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &list_statement, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_operation_free);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "limit", limit);
  while (nx_statement_step (row, &failure))
    g_ptr_array_add (list, read_operation (row));
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gint64
nx_operation_of_import (NxDatabase *db, gint64 import_run_id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &of_import_statement, error);

  if (row == NULL)
    return 0;
  nx_statement_bind_int64 (row, "run", import_run_id);
  return nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : 0;
}
