/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sees to it that the id of a record that was taken out is never given again. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-taken-ids.h"

#include "nx-record.h"

static const NxStatementSpec keep_statement
    = { "taken-id-keep", "INSERT INTO taken_id (record_kind, last_id) VALUES (:kind, :id)"
                         " ON CONFLICT (record_kind) DO UPDATE SET last_id = max (last_id, :id)" };

static const NxStatementSpec last_statement
    = { "taken-id-last", "SELECT last_id FROM taken_id WHERE record_kind = :kind" };

gboolean
nx_taken_ids_keep (NxDatabase *db, NxRecordKind kind, gint64 id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &keep_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "kind", kind);
  nx_statement_bind_int64 (row, "id", id);
  return nx_statement_run (row, error);
}

/* The engine gives the largest id and one more: too small when larger ones were taken out. */
static gint64
read_largest (NxDatabase *db, NxRecordKind kind, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT coalesce(max(id), 0) FROM %s", nx_record_spec (kind)->table);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "taken-id-largest", sql, error);

  return row != NULL && nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : -1;
}

gint64
nx_taken_ids_next (NxDatabase *db, NxRecordKind kind, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &last_statement, error);
  g_autoptr (GError) failure = NULL;
  gint64 last = 0;
  gint64 largest = 0;

  if (row == NULL)
    return -1;
  nx_statement_bind_int64 (row, "kind", kind);
  if (!nx_statement_step (row, &failure))
    {
      if (failure == NULL)
        return 0;
      g_propagate_error (error, g_steal_pointer (&failure));
      return -1;
    }
  last = nx_statement_get_int64 (row, 0);
  largest = read_largest (db, kind, error);
  if (largest < 0)
    return -1;
  return largest < last ? last + 1 : 0;
}
