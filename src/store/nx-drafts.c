/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps unsaved edits as drafts inside the encrypted store, and finds them again. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-drafts.h"

static const NxStatementSpec put_statement
    = { "draft-put",
        "INSERT INTO draft (worker_id, record_kind, record_id, place, changed_at, data)"
        " VALUES (:worker, :kind, :record, :place, :at, :data)"
        " ON CONFLICT (worker_id, record_kind, record_id, place)"
        " DO UPDATE SET changed_at = excluded.changed_at, data = excluded.data" };

#define COLUMNS "SELECT id, record_kind, record_id, place, changed_at, data FROM draft "

static const NxStatementSpec find_statement
    = { "draft-find",
        COLUMNS "WHERE worker_id = :worker AND record_kind = :kind AND record_id = :record"
                " AND place = :place" };

static const NxStatementSpec list_statement
    = { "draft-list", COLUMNS "WHERE worker_id = :worker ORDER BY changed_at DESC, id DESC" };

static const NxStatementSpec drop_statement
    = { "draft-drop", "DELETE FROM draft WHERE worker_id = :worker AND record_kind = :kind"
                      " AND record_id = :record AND place = :place" };

void
nx_draft_free (NxDraft *draft)
{
  g_free (draft->place);
  g_clear_pointer (&draft->data, g_bytes_unref);
  g_free (draft);
}

static NxDraft *
draft_from_row (NxStatement *row)
{
  NxDraft *draft = g_new0 (NxDraft, 1);

  draft->id = nx_statement_get_int64 (row, 0);
  draft->kind = nx_statement_get_int64 (row, 1);
  draft->record_id = nx_statement_get_int64 (row, 2);
  draft->place = g_strdup (nx_statement_get_text (row, 3));
  draft->changed_at = nx_statement_get_int64 (row, 4);
  draft->data = nx_statement_dup_bytes (row, 5);
  return draft;
}

static NxStatement *
prepare_for (NxDatabase *db,
             const NxStatementSpec *spec,
             NxRecordKind kind,
             gint64 record_id,
             const char *place,
             GError **error)
{
  NxStatement *row = nx_database_statement (db, spec, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "worker", nx_database_actor (db));
  nx_statement_bind_int64 (row, "kind", kind);
  nx_statement_bind_int64 (row, "record", record_id);
  nx_statement_bind_text (row, "place", place);
  return row;
}

gboolean
nx_drafts_put (NxDatabase *db,
               NxRecordKind kind,
               gint64 record_id,
               const char *place,
               GBytes *data,
               GError **error)
{
  g_autoptr (NxStatement) row = prepare_for (db, &put_statement, kind, record_id, place, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "at", nx_database_now (db));
  nx_statement_bind_bytes (row, "data", data);
  return nx_statement_run (row, error);
}

NxDraft *
nx_drafts_find (
    NxDatabase *db, NxRecordKind kind, gint64 record_id, const char *place, GError **error)
{
  g_autoptr (NxStatement) row = prepare_for (db, &find_statement, kind, record_id, place, error);

  return row != NULL && nx_statement_step (row, error) ? draft_from_row (row) : NULL;
}

GPtrArray *
nx_drafts_list (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &list_statement, error);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_draft_free);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "worker", nx_database_actor (db));
  while (nx_statement_step (row, &failure))
    g_ptr_array_add (drafts, draft_from_row (row));
  if (failure == NULL)
    return g_steal_pointer (&drafts);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
nx_drafts_drop (
    NxDatabase *db, NxRecordKind kind, gint64 record_id, const char *place, GError **error)
{
  g_autoptr (NxStatement) row = prepare_for (db, &drop_statement, kind, record_id, place, error);

  return row != NULL && nx_statement_run (row, error);
}
