/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes one record of two: the record itself, what points to it, and the event. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-merge-private.h"

#include "nx-journal.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-search-index.h"
#include "nx-store-error.h"

static gboolean
run_on (NxDatabase *db, const char *sql, gint64 kept_id, NxRecord *merged, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "merge", sql, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "kept", kept_id);
  nx_statement_bind_int64 (row, "merged", nx_record_get_id (merged));
  return nx_statement_run (row, error);
}

/* The record itself */

#define ARCHIVE                                                                                    \
  "UPDATE %s SET version = version + 1, archived_at = :at, merged_into = :kept"                    \
  " WHERE id = :id AND version = :version AND archived_at IS NULL"

static gboolean
archive (NxDatabase *db, NxRecord *merged, gint64 kept_id, GError **error)
{
  NxRecordKind kind = nx_record_get_kind (merged);
  g_autofree char *sql = g_strdup_printf (ARCHIVE, nx_record_spec (kind)->table);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "merge-archive", sql, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "at", nx_database_now (db));
  nx_statement_bind_int64 (row, "kept", kept_id);
  nx_statement_bind_int64 (row, "id", nx_record_get_id (merged));
  nx_statement_bind_int64 (row, "version", nx_record_get_version (merged));
  if (!nx_statement_run (row, error))
    return FALSE;
  if (nx_database_n_changed (db) != 1)
    return nx_store_error_set (error, NX_STORE_ERROR_STALE);
  nx_database_note_change (db, kind, nx_record_get_id (merged), NX_CHANGE_ARCHIVED);
  return nx_search_index_set_archived (db, merged, TRUE, error);
}

/* The record that stays counts a change even when no value of its own was chosen anew: an edit that
 * was begun before must see what came to it. */
static gboolean
save_kept (NxDatabase *db, NxEdit *kept, GError **error)
{
  const char *table = nx_edit_get_spec (kept)->table;
  NxRecord *base = nx_edit_get_base (kept);
  g_autofree char *sql
      = g_strdup_printf ("UPDATE %s SET version = version + 1"
                         " WHERE id = :id AND version = :version AND archived_at IS NULL",
                         table);
  g_autoptr (NxStatement) row = NULL;

  if (nx_edit_is_dirty (kept))
    return nx_records_save_untold (db, kept, error) != 0;
  row = nx_database_dynamic (db, "merge-count", sql, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", nx_record_get_id (base));
  nx_statement_bind_int64 (row, "version", nx_record_get_version (base));
  if (!nx_statement_run (row, error))
    return FALSE;
  nx_database_note_change (db, nx_edit_get_kind (kept), nx_record_get_id (base), NX_CHANGE_CHANGED);
  return nx_database_n_changed (db) == 1 || nx_store_error_set (error, NX_STORE_ERROR_STALE);
}

/* A record that went into another one is nobody to merge with. */
static gboolean
refuse_archived (NxDatabase *db, NxEdit *kept, GError **error)
{
  g_autoptr (NxRecord) now
      = nx_records_load (db, nx_edit_get_kind (kept), nx_edit_get_id (kept), error);

  if (now == NULL)
    return FALSE;
  return !nx_record_is_archived (now) || nx_store_error_set (error, NX_STORE_ERROR_STALE);
}

gboolean
nx_merge_records (NxDatabase *db, NxEdit *kept, NxRecord *merged, GError **error)
{
  const char *table = nx_record_get_spec (merged)->table;
  gint64 kept_id = nx_edit_get_id (kept);
  g_autofree char *sql
      = g_strdup_printf ("UPDATE %s SET merged_into = :kept WHERE merged_into = :merged", table);

  /* First the one that goes, so that its numbers are free. */
  return refuse_archived (db, kept, error) && archive (db, merged, kept_id, error)
         && save_kept (db, kept, error) && run_on (db, sql, kept_id, merged, error);
}

/* What points to it */

static gboolean
note_references (
    NxDatabase *db, NxRecordKind kind, const char *column, NxRecord *merged, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT id FROM %s WHERE %s = :id", nx_record_spec (kind)->table, column);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "merge-references", sql, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", nx_record_get_id (merged));
  while (nx_statement_step (row, &failure))
    nx_database_note_change (db, kind, nx_statement_get_int64 (row, 0), NX_CHANGE_CHANGED);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
nx_merge_references (NxDatabase *db,
                     NxRecordKind kind,
                     const char *column,
                     NxRecord *merged,
                     gint64 kept_id,
                     GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %1$s SET version = version + 1, %2$s = :kept"
                                          " WHERE %2$s = :merged",
                                          nx_record_spec (kind)->table, column);

  return note_references (db, kind, column, merged, error)
         && run_on (db, sql, kept_id, merged, error);
}

guint
nx_merge_membership_field (NxRecordKind kind)
{
  return kind == NX_RECORD_PERSON ? NX_MEMBERSHIP_PERSON : NX_MEMBERSHIP_HOUSEHOLD;
}

/* Classes */

static guint
support_field (NxRecordKind kind)
{
  return kind == NX_RECORD_PERSON ? NX_SUPPORT_PERSON : NX_SUPPORT_HOUSEHOLD;
}

/* Those that both have: they stay, archived, with the record that goes. */
#define ARCHIVE_SAME                                                                               \
  "UPDATE support AS s SET version = version + 1, archived_at = :at"                               \
  " WHERE s.%1$s = :merged AND s.archived_at IS NULL AND EXISTS"                                   \
  " (SELECT 1 FROM support AS k WHERE k.%1$s = :kept AND k.class = s.class"                        \
  "   AND k.from_on IS s.from_on AND k.to_on IS s.to_on AND k.archived_at IS NULL)"

#define GIVE_OTHER                                                                                 \
  "UPDATE support SET version = version + 1, %1$s = :kept"                                         \
  " WHERE %1$s = :merged AND archived_at IS NULL"

gboolean
nx_merge_supports (NxDatabase *db, NxRecord *merged, gint64 kept_id, GError **error)
{
  NxRecordKind kind = nx_record_get_kind (merged);
  const char *column = nx_support_spec.fields[support_field (kind)].name;
  g_autofree char *archive_same = g_strdup_printf (ARCHIVE_SAME, column);
  g_autofree char *give_other = g_strdup_printf (GIVE_OTHER, column);
  g_autoptr (NxStatement) row = NULL;

  if (!note_references (db, NX_RECORD_SUPPORT, column, merged, error))
    return FALSE;
  row = nx_database_dynamic (db, "merge-same-classes", archive_same, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "at", nx_database_now (db));
  nx_statement_bind_int64 (row, "kept", kept_id);
  nx_statement_bind_int64 (row, "merged", nx_record_get_id (merged));
  return nx_statement_run (row, error) && run_on (db, give_other, kept_id, merged, error);
}

/* The event */

gboolean
nx_merge_tell (NxDatabase *db, NxEdit *kept, NxRecord *merged, GError **error)
{
  NxRecordKind kind = nx_edit_get_kind (kept);
  gint64 id = nx_edit_get_id (kept);
  g_autofree char *changes = nx_journal_dup_changes (kept);
  g_autofree char *all = g_strdup_printf ("{\"merged_id\":[null,%" G_GINT64_FORMAT "]%s%s",
                                          nx_record_get_id (merged), changes != NULL ? "," : "",
                                          changes != NULL ? changes + 1 : "}");
  NxJournalEntry entry = { .action = "merged", .kind = kind, .id = id, .changes = all };

  if (kind == NX_RECORD_PERSON)
    entry.person_id = id;
  else
    entry.household_id = id;
  return nx_journal_add (db, &entry, error);
}
