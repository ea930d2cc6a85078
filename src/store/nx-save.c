/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves edits: row, search tokens, journal event and what depends on the record, as one. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-save.h"

#include "nx-journal.h"
#include "nx-records.h"
#include "nx-save-rules.h"
#include "nx-search-index.h"
#include "nx-store-error.h"
#include "nx-taken-ids.h"
#include "nx-uid.h"
#include "nx-validation.h"

static gboolean
is_column (const NxField *field)
{
  return !(field->flags & NX_FIELD_DERIVED);
}

static char *
insert_sql (const NxRecordSpec *spec)
{
  g_autoptr (GString) columns = g_string_new ("id, uid");
  g_autoptr (GString) values = g_string_new (":id, :uid");

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (!is_column (&spec->fields[i]))
        continue;
      g_string_append_printf (columns, ", %s", spec->fields[i].name);
      g_string_append_printf (values, ", :%s", spec->fields[i].name);
    }
  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", spec->table, columns->str,
                          values->str);
}

static gpointer
make_inserts (gpointer unused)
{
  NxStatementSpec *all = g_new0 (NxStatementSpec, NX_N_RECORD_KINDS);

  for (guint kind = 1; kind < NX_N_RECORD_KINDS; kind++)
    all[kind] = (NxStatementSpec){ "record-insert", insert_sql (nx_record_spec (kind)) };
  return all;
}

static const NxStatementSpec *
get_insert (NxRecordKind kind)
{
  static GOnce once = G_ONCE_INIT;

  return (const NxStatementSpec *)g_once (&once, make_inserts, NULL) + kind;
}

static void
bind_field (NxStatement *row, NxEdit *edit, guint field)
{
  const NxField *spec = &nx_edit_get_spec (edit)->fields[field];

  if (!nx_edit_is_set (edit, field))
    nx_statement_bind_null (row, spec->name);
  else if (nx_field_is_integer (spec))
    nx_statement_bind_int64 (row, spec->name, nx_edit_get_int (edit, field));
  else
    nx_statement_bind_text (row, spec->name, nx_edit_get_text (edit, field));
}

static gint64
insert_row (NxDatabase *db, NxEdit *edit, GError **error)
{
  const NxRecordSpec *spec = nx_edit_get_spec (edit);
  g_autoptr (NxStatement) row = nx_database_statement (db, get_insert (spec->kind), error);
  g_autofree char *uid
      = nx_edit_get_uid (edit) != NULL ? g_strdup (nx_edit_get_uid (edit)) : nx_uid_new ();
  gint64 id = nx_taken_ids_next (db, spec->kind, error);

  if (row == NULL || id < 0)
    return 0;
  if (id > 0)
    nx_statement_bind_int64 (row, "id", id);
  nx_statement_bind_text (row, "uid", uid);
  for (guint i = 0; i < spec->n_fields; i++)
    if (is_column (&spec->fields[i]))
      bind_field (row, edit, i);
  return nx_statement_run (row, error) ? nx_database_last_id (db) : 0;
}

/* Only the changed columns: what the program keeps beside them may have moved on meanwhile. */
static char *
update_sql (NxEdit *edit)
{
  const NxRecordSpec *spec = nx_edit_get_spec (edit);
  g_autoptr (GString) sets = g_string_new ("version = version + 1");

  for (guint i = 0; i < spec->n_fields; i++)
    if (is_column (&spec->fields[i]) && nx_edit_is_changed (edit, i))
      g_string_append_printf (sets, ", %s = :%s", spec->fields[i].name, spec->fields[i].name);
  return g_strdup_printf ("UPDATE %s SET %s WHERE id = :id AND version = :version", spec->table,
                          sets->str);
}

/* Why an update found no row: the record has another version by now, or is gone. */
static gboolean
explain_missed_update (NxDatabase *db, NxRecord *base, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NxRecord) now
      = nx_records_find (db, nx_record_get_kind (base), nx_record_get_id (base), &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return nx_store_error_set (error, now != NULL ? NX_STORE_ERROR_STALE : NX_STORE_ERROR_NOT_FOUND);
}

static gboolean
update_row (NxDatabase *db, NxEdit *edit, GError **error)
{
  const NxRecordSpec *spec = nx_edit_get_spec (edit);
  NxRecord *base = nx_edit_get_base (edit);
  g_autofree char *sql = update_sql (edit);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "record-update", sql, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", nx_record_get_id (base));
  nx_statement_bind_int64 (row, "version", nx_record_get_version (base));
  for (guint i = 0; i < spec->n_fields; i++)
    if (is_column (&spec->fields[i]) && nx_edit_is_changed (edit, i))
      bind_field (row, edit, i);
  if (!nx_statement_run (row, error))
    return FALSE;
  return nx_database_n_changed (db) == 1 || explain_missed_update (db, base, error);
}

static gboolean
refuse_invalid (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) problems = nx_validation_run (edit, nx_database_today (db));
  const NxProblem *problem = nx_validation_first_error (problems);

  if (problem == NULL)
    return TRUE;
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT, problem->message);
  return FALSE;
}

static gboolean
add_event (NxDatabase *db, NxEdit *edit, gint64 id, GError **error)
{
  g_autofree char *changes = nx_journal_dup_changes (edit);
  NxJournalEntry entry = { .kind = nx_edit_get_kind (edit), .id = id, .changes = changes };

  nx_save_rules_describe (edit, &entry);
  return nx_journal_add (db, &entry, error);
}

static gboolean
touches_search (NxEdit *edit)
{
  const NxRecordSpec *spec = nx_edit_get_spec (edit);

  for (guint i = 0; i < spec->n_fields; i++)
    if ((spec->fields[i].flags & NX_FIELD_SEARCHED) && nx_edit_is_changed (edit, i))
      return TRUE;
  return nx_edit_get_base (edit) == NULL;
}

static gint64
save (NxDatabase *db, NxEdit *edit, gboolean is_told, GError **error)
{
  gboolean is_new = nx_edit_get_base (edit) == NULL;
  gint64 id = nx_edit_get_id (edit);

  if (!is_new && !nx_edit_is_dirty (edit))
    return id;
  if (!nx_save_rules_prepare (db, edit, error) || !refuse_invalid (db, edit, error))
    return 0;
  if (is_new)
    id = insert_row (db, edit, error);
  else if (!update_row (db, edit, error))
    return 0;
  if (id == 0 || (is_told && !add_event (db, edit, id, error))
      || (touches_search (edit) && !nx_search_index_renew (db, edit, id, error))
      || !nx_save_rules_settle (db, edit, id, error))
    return 0;
  nx_database_note_change (db, nx_edit_get_kind (edit), id,
                           is_new ? NX_CHANGE_ADDED : NX_CHANGE_CHANGED);
  return id;
}

gint64
nx_records_save (NxDatabase *db, NxEdit *edit, GError **error)
{
  return save (db, edit, TRUE, error);
}

gint64
nx_records_save_untold (NxDatabase *db, NxEdit *edit, GError **error)
{
  return save (db, edit, FALSE, error);
}

gboolean
nx_records_set_archived (NxDatabase *db, NxRecord *record, gboolean is_archived, GError **error)
{
  const NxRecordSpec *spec = nx_record_get_spec (record);
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET version = version + 1, archived_at = :at"
                                          " WHERE id = :id AND version = :version",
                                          spec->table);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "record-archive", sql, error);
  g_autoptr (NxEdit) edit = nx_edit_new (spec->kind, record);
  NxJournalEntry entry = { .kind = spec->kind, .id = nx_record_get_id (record) };

  if (row == NULL)
    return FALSE;
  if (is_archived)
    nx_statement_bind_int64 (row, "at", nx_database_now (db));
  nx_statement_bind_int64 (row, "id", nx_record_get_id (record));
  nx_statement_bind_int64 (row, "version", nx_record_get_version (record));
  if (!nx_statement_run (row, error))
    return FALSE;
  if (nx_database_n_changed (db) != 1)
    return explain_missed_update (db, record, error);
  nx_save_rules_describe (edit, &entry);
  entry.action = is_archived ? "archived" : "restored";
  entry.on_day = NULL;
  nx_database_note_change (db, spec->kind, entry.id,
                           is_archived ? NX_CHANGE_ARCHIVED : NX_CHANGE_ADDED);
  return nx_search_index_set_archived (db, record, is_archived, error)
         && nx_journal_add (db, &entry, error);
}
