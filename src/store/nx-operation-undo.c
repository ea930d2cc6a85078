/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Undoes an operation: puts back the rows it changed, takes out the rows it added, or says what
 * stands in the way. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-operation-private.h"

#include "nx-code-list.h"
#include "nx-journal.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save-rules.h"
#include "nx-search-index.h"
#include "nx-store-error.h"
#include "nx-taken-ids.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

typedef struct
{
  gint64 id;
  char *kind;
  NxRecordKind record_kind;
  gint64 record_id;
  gint64 last_event;
} Operation;

static void
operation_clear (Operation *operation)
{
  g_clear_pointer (&operation->kind, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Operation, operation_clear)

/* A row the operation touched. */
typedef struct
{
  gint64 id;
  gint64 version;
  char *before; /* NULL: added */
} Touched;

static void
touched_clear (gpointer data)
{
  g_free (((Touched *)data)->before);
}

static const NxStatementSpec find_statement
    = { "operation-find", "SELECT kind, record_kind, record_id, last_event FROM operation"
                          " WHERE id = :id AND undone_at IS NULL" };

static const NxStatementSpec rows_statement
    = { "operation-rows", "SELECT record_id, version, before FROM operation_row"
                          " WHERE operation_id = :id AND record_kind = :kind ORDER BY record_id" };

static const NxStatementSpec finish_statement
    = { "operation-finish", "UPDATE operation SET undone_at = :at, first_undo_event = :first,"
                            " last_undo_event = :last WHERE id = :id" };

static const NxStatementSpec untell_statement
    = { "operation-untell", "DELETE FROM person_apart WHERE (person_id, other_id) IN"
                            " (SELECT person_id, other_id FROM operation_apart"
                            "   WHERE operation_id = :id)" };

/* Earlier operations left the row as it is again now, under the number it has now. */
static const NxStatementSpec follow_statement
    = { "operation-follow", "UPDATE operation_row SET version = :now WHERE record_kind = :kind"
                            " AND record_id = :id AND version = :before AND operation_id < :op" };

/* What was written since about a record that a merge moved. What an operation wrote that was
 * undone in the meantime does not count, nor what the undoing wrote. */
#define SINCE(kind, column)                                                                        \
  "SELECT e.id AS id, e.on_day AS on_day, e.action AS action FROM operation_row AS r"              \
  " CROSS JOIN event AS e WHERE r.operation_id = :id AND r.record_kind = " kind                    \
  " AND (r.before IS NULL OR json_extract (r.before, '$.version') IS NOT NULL)"                    \
  " AND e." column " = r.record_id AND e.id > :last"

static const NxStatementSpec since_statement
    = { "operation-since",
        "SELECT s.on_day, s.action FROM (" SINCE ("3", "household_id") " UNION ALL " SINCE (
            "4",
            "person_id") " UNION ALL " SINCE ("7",
                                              "case_id") ") AS s"
                                                         " WHERE NOT EXISTS (SELECT 1 FROM "
                                                         "operation AS o WHERE o.id > :id"
                                                         "   AND o.undone_at IS NOT NULL AND (s.id "
                                                         "BETWEEN o.first_event AND o.last_event"
                                                         "   OR s.id BETWEEN o.first_undo_event "
                                                         "AND o.last_undo_event))"
                                                         " ORDER BY s.id LIMIT 1" };

static gboolean
end_reading (GError *failure, GError **error)
{
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
find_operation (NxDatabase *db, gint64 id, Operation *operation, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &find_statement, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", id);
  if (!nx_statement_step (row, &failure))
    {
      if (failure == NULL)
        g_set_error_literal (&failure, NX_STORE_ERROR, NX_STORE_ERROR_NOT_FOUND,
                             _ ("This was undone already. Nothing was changed."));
      return end_reading (failure, error);
    }
  operation->id = id;
  operation->kind = g_strdup (nx_statement_get_text (row, 0));
  operation->record_kind = (NxRecordKind)nx_statement_get_int64 (row, 1);
  operation->record_id = nx_statement_get_int64 (row, 2);
  operation->last_event = nx_statement_get_int64 (row, 3);
  return TRUE;
}

static gboolean
is_merge (const Operation *operation)
{
  return g_str_equal (operation->kind, NX_OPERATION_MERGE_PERSONS)
         || g_str_equal (operation->kind, NX_OPERATION_MERGE_HOUSEHOLDS);
}

static GArray *
read_rows (NxDatabase *db, gint64 operation_id, NxRecordKind kind, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &rows_statement, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Touched));
  GError *failure = NULL;

  if (row == NULL)
    return NULL;
  g_array_set_clear_func (rows, touched_clear);
  nx_statement_bind_int64 (row, "id", operation_id);
  nx_statement_bind_int64 (row, "kind", kind);
  while (nx_statement_step (row, &failure))
    {
      Touched touched = { nx_statement_get_int64 (row, 0), nx_statement_get_int64 (row, 1),
                          g_strdup (nx_statement_get_text (row, 2)) };

      g_array_append_val (rows, touched);
    }
  return end_reading (failure, error) ? g_steal_pointer (&rows) : NULL;
}

/* What stands in the way */

static gboolean
refuse_built_on (NxDatabase *db, const Operation *operation, GError **error)
{
  g_autoptr (NxStatement) row = NULL;
  g_autofree char *day = NULL;
  NxDate on = NX_DATE_NONE;
  const NxCode *action = NULL;
  GError *failure = NULL;

  if (!is_merge (operation))
    return TRUE;
  row = nx_database_statement (db, &since_statement, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", operation->id);
  nx_statement_bind_int64 (row, "last", operation->last_event);
  if (!nx_statement_step (row, &failure))
    return end_reading (failure, error);
  nx_date_from_iso (nx_statement_get_text (row, 0), &on);
  day = nx_date_format (on, NX_DATE_LONG);
  action = nx_code_list_find (nx_code_list_get ("event-action"), nx_statement_get_text (row, 1));
  /* TRANSLATORS: a day, and a code of the list of actions, such as "Added" */
  g_set_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE,
               _ ("This was not undone, and nothing was changed: the records were used since, "
                  "first on %1$s (%2$s). Take that back first, or put the records right by hand."),
               day, action != NULL ? nx_code_label (action) : nx_statement_get_text (row, 1));
  return FALSE;
}

/* Of all rows of a kind, and those that are not as they were left. */
#define OTHER_ROWS                                                                                 \
  "SELECT count(*), coalesce(sum(t.version IS NOT r.version), 0)"                                  \
  " FROM operation_row AS r LEFT JOIN %s AS t ON t.id = r.record_id"                               \
  " WHERE r.operation_id = :id AND r.record_kind = :kind"                                          \
  " AND (r.before IS NULL OR json_extract (r.before, '$.version') IS NOT NULL)"

static gboolean
count_rows (NxDatabase *db,
            gint64 operation_id,
            NxRecordKind kind,
            guint *n_rows,
            guint *n_other,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf (OTHER_ROWS, nx_record_spec (kind)->table);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "operation-other-rows", sql, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", operation_id);
  nx_statement_bind_int64 (row, "kind", kind);
  if (!nx_statement_step (row, error))
    return FALSE;
  *n_rows += (guint)nx_statement_get_int64 (row, 0);
  *n_other += (guint)nx_statement_get_int64 (row, 1);
  return TRUE;
}

static gboolean
refuse_changed (NxDatabase *db, const Operation *operation, GError **error)
{
  guint n_rows = 0;
  guint n_other = 0;

  for (guint i = 0; nx_operation_kinds[i] != NX_RECORD_NONE; i++)
    if (!count_rows (db, operation->id, nx_operation_kinds[i], &n_rows, &n_other, error))
      return FALSE;
  if (n_other == 0)
    return TRUE;
  g_set_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE,
               g_dngettext (GETTEXT_PACKAGE,
                            "This was not undone, and nothing was changed: %1$u of %2$u records "
                            "was changed since. Open it to see how it is now.",
                            "This was not undone, and nothing was changed: %1$u of %2$u records "
                            "were changed since. Open them to see how they are now.",
                            n_other),
               n_other, n_rows);
  return FALSE;
}

/* Row by row */

typedef struct
{
  NxDatabase *db;
  const Operation *operation;
  NxRecordKind kind;
  GPtrArray *columns;
} Undoing;

static gboolean
has_column (GPtrArray *columns, const char *name)
{
  return g_ptr_array_find_with_equal_func (columns, name, g_str_equal, NULL);
}

/* The counter of changes goes on where it had counted. A column that the schema has lost since is
 * left out. */
static char *
put_back_sql (const Undoing *undoing, JsonObject *before)
{
  g_autoptr (GList) names = json_object_get_members (before);
  g_autoptr (GString) sets = g_string_new ("id = id");

  if (json_object_has_member (before, "version"))
    g_string_append (sets, ", version = version + 1");
  for (GList *at = names; at != NULL; at = at->next)
    if (has_column (undoing->columns, at->data) && !g_str_equal (at->data, "version"))
      g_string_append_printf (sets, ", %1$s = json_extract (:before, '$.%1$s')",
                              (const char *)at->data);
  return g_strdup_printf ("UPDATE %s SET %s WHERE id = :id AND :before IS NOT NULL",
                          nx_record_spec (undoing->kind)->table, sets->str);
}

static gboolean
follow (const Undoing *undoing, const Touched *touched, JsonObject *before, GError **error)
{
  g_autoptr (NxStatement) row = NULL;

  if (!json_object_has_member (before, "version"))
    return TRUE;
  row = nx_database_statement (undoing->db, &follow_statement, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "now", touched->version + 1);
  nx_statement_bind_int64 (row, "kind", undoing->kind);
  nx_statement_bind_int64 (row, "id", touched->id);
  nx_statement_bind_int64 (row, "before", json_object_get_int_member (before, "version"));
  nx_statement_bind_int64 (row, "op", undoing->operation->id);
  return nx_statement_run (row, error);
}

static gboolean
put_back (const Undoing *undoing, const Touched *touched, GError **error)
{
  g_autoptr (JsonNode) before = json_from_string (touched->before, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (NxStatement) row = NULL;

  if (before == NULL || !JSON_NODE_HOLDS_OBJECT (before))
    return nx_store_error_set (error, NX_STORE_ERROR_DAMAGED);
  sql = put_back_sql (undoing, json_node_get_object (before));
  row = nx_database_dynamic (undoing->db, "operation-put-back", sql, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", touched->id);
  nx_statement_bind_text (row, "before", touched->before);
  return nx_statement_run (row, error)
         && follow (undoing, touched, json_node_get_object (before), error);
}

/* The row is as it was left; so what keeps it is a row that points to it. */
static gboolean
explain_kept_row (GError **error)
{
  if (!g_error_matches (*error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT))
    return FALSE;
  g_clear_error (error);
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE,
                       _ ("This was not undone, and nothing was changed: something was written "
                          "since about one of the records it added. Take that back first."));
  return FALSE;
}

static gboolean
take_out (const Undoing *undoing, const Touched *touched, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("DELETE FROM %s WHERE id = :id", nx_record_spec (undoing->kind)->table);
  g_autoptr (NxStatement) row = nx_database_dynamic (undoing->db, "operation-take-out", sql, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL || !nx_taken_ids_keep (undoing->db, undoing->kind, touched->id, error))
    return FALSE;
  nx_statement_bind_int64 (row, "id", touched->id);
  if (nx_statement_run (row, &failure))
    return TRUE;
  explain_kept_row (&failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The journal says it of each record, but for merges, which are one event, and for what an import
 * had added, which nobody can look at any more. */
static gboolean
tell_row (const Undoing *undoing, NxRecord *record, const Touched *touched, GError **error)
{
  g_autoptr (NxEdit) edit = NULL;
  NxJournalEntry entry = { .kind = undoing->kind, .id = touched->id };

  if (is_merge (undoing->operation)
      || (touched->before == NULL && g_str_equal (undoing->operation->kind, NX_OPERATION_IMPORT)))
    return TRUE;
  edit = nx_edit_new (undoing->kind, record);
  nx_save_rules_describe (edit, &entry);
  entry.action = "undone";
  entry.on_day = NULL;
  return nx_journal_add (undoing->db, &entry, error);
}

static gboolean
undo_row (const Undoing *undoing, const Touched *touched, GError **error)
{
  g_autoptr (NxRecord) left = nx_records_load (undoing->db, undoing->kind, touched->id, error);
  g_autoptr (NxRecord) now = NULL;
  gboolean was_added = touched->before == NULL;

  if (left == NULL)
    return FALSE;
  if (was_added ? !take_out (undoing, touched, error) : !put_back (undoing, touched, error))
    return FALSE;
  if (!was_added)
    now = nx_records_load (undoing->db, undoing->kind, touched->id, error);
  if ((now == NULL && !was_added) || !nx_search_index_follow (undoing->db, left, now, error))
    return FALSE;
  nx_database_note_change (undoing->db, undoing->kind, touched->id,
                           was_added ? NX_CHANGE_ARCHIVED : NX_CHANGE_CHANGED);
  return tell_row (undoing, left, touched, error);
}

/* What was added goes with those that point to others first; before that, what was changed is put
 * back, so that it does not point to what goes. */
static gboolean
undo_rows (NxDatabase *db, const Operation *operation, gboolean of_added, GError **error)
{
  for (guint i = 0; nx_operation_kinds[i] != NX_RECORD_NONE; i++)
    {
      NxRecordKind kind = nx_operation_kinds[i];
      g_autoptr (GArray) rows = read_rows (db, operation->id, kind, error);
      g_autoptr (GPtrArray) columns
          = rows != NULL ? nx_operation_dup_columns (db, kind, error) : NULL;
      Undoing undoing = { db, operation, kind, columns };

      if (columns == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        {
          const Touched *touched = &g_array_index (rows, Touched, j);

          if ((touched->before == NULL) == of_added && !undo_row (&undoing, touched, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Who is the head may have changed its name since: the households' order is made anew. */
static gboolean
settle_households (NxDatabase *db, const Operation *operation, GError **error)
{
  g_autoptr (GArray) rows = read_rows (db, operation->id, NX_RECORD_HOUSEHOLD, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const Touched *touched = &g_array_index (rows, Touched, i);

      if (touched->before != NULL && !nx_save_rules_order_household (db, touched->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
untell (NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &untell_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", id);
  return nx_statement_run (row, error);
}

static gboolean
tell_operation (NxDatabase *db, const Operation *operation, GError **error)
{
  NxJournalEntry entry
      = { .action = "merge_undone", .kind = operation->record_kind, .id = operation->record_id };

  if (g_str_equal (operation->kind, NX_OPERATION_IMPORT))
    entry.action = "import_undone";
  else if (!is_merge (operation))
    return TRUE;
  if (operation->record_kind == NX_RECORD_PERSON)
    entry.person_id = operation->record_id;
  if (operation->record_kind == NX_RECORD_HOUSEHOLD)
    entry.household_id = operation->record_id;
  return nx_journal_add (db, &entry, error);
}

static gboolean
finish (NxDatabase *db, gint64 id, gint64 before, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &finish_statement, error);
  gint64 last = nx_operation_last_event (db, error);

  if (row == NULL || last < 0)
    return FALSE;
  nx_statement_bind_int64 (row, "id", id);
  nx_statement_bind_int64 (row, "at", nx_database_now (db));
  nx_statement_bind_int64 (row, "first", before + 1);
  nx_statement_bind_int64 (row, "last", last);
  return nx_statement_run (row, error);
}

gboolean
nx_operation_undo (NxDatabase *db, gint64 id, GError **error)
{
  g_auto (Operation) operation = { 0 };
  gint64 before = nx_operation_last_event (db, error);

  return before >= 0 && find_operation (db, id, &operation, error)
         && refuse_changed (db, &operation, error) && refuse_built_on (db, &operation, error)
         && undo_rows (db, &operation, FALSE, error) && undo_rows (db, &operation, TRUE, error)
         && untell (db, id, error) && settle_households (db, &operation, error)
         && tell_operation (db, &operation, error) && finish (db, id, before, error);
}
