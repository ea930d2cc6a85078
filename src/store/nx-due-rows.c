/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What one line of the page of the day says: the case, why it is due, what is planned or begun. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-due-rows.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-visit-rule.h"

static const NxStatementSpec planned_statement
    = { "due-planned", "SELECT id FROM visit WHERE case_id = :case AND visited_on = :on"
                       " AND state = 'planned' AND archived_at IS NULL ORDER BY id DESC LIMIT 1" };

static const NxStatementSpec newest_statement
    = { "due-newest", "SELECT id, state FROM visit WHERE case_id = :case AND state <> 'planned'"
                      " AND archived_at IS NULL ORDER BY visited_on DESC, id DESC LIMIT 1" };

static const NxStatementSpec drafts_statement
    = { "due-drafts", "SELECT place FROM draft WHERE worker_id = :worker AND record_kind = :kind"
                      " AND record_id = 0" };

void
nx_due_row_free (NxDueRow *self)
{
  g_clear_object (&self->case_file);
  g_clear_object (&self->planned);
  g_clear_object (&self->attempt);
  g_free (self);
}

static void
free_row (gpointer row)
{
  /* A line may have taken it. */
  g_clear_pointer (&row, nx_due_row_free);
}

/* FALSE only with @error: there need be no such visit. */
static gboolean
load_planned (NxDatabase *db, NxDueRow *row, GError **error)
{
  g_autoptr (NxStatement) found = nx_database_statement (db, &planned_statement, error);
  g_autoptr (GError) failure = NULL;

  if (found == NULL)
    return FALSE;
  nx_statement_bind_int64 (found, "case", nx_record_get_id (row->case_file));
  nx_statement_bind_text (found, "on", nx_record_get_text (row->case_file, NX_CASE_NEXT_ON));
  if (nx_statement_step (found, &failure))
    row->planned
        = nx_records_find (db, NX_RECORD_VISIT, nx_statement_get_int64 (found, 0), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
load_attempt (NxDatabase *db, NxDueRow *row, GError **error)
{
  g_autoptr (NxStatement) found = nx_database_statement (db, &newest_statement, error);
  g_autoptr (GError) failure = NULL;

  if (found == NULL)
    return FALSE;
  nx_statement_bind_int64 (found, "case", nx_record_get_id (row->case_file));
  if (nx_statement_step (found, &failure)
      && g_strcmp0 (nx_statement_get_text (found, 1), "attempted") == 0)
    row->attempt
        = nx_records_find (db, NX_RECORD_VISIT, nx_statement_get_int64 (found, 0), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The cases for which who acts has a visit in hand. */
static GHashTable *
load_drafts (NxDatabase *db, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NxStatement) row = nx_database_statement (db, &drafts_statement, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "worker", nx_database_actor (db));
  nx_statement_bind_int64 (row, "kind", NX_RECORD_VISIT);
  while (nx_statement_step (row, &failure))
    g_hash_table_add (places, g_strdup (nx_statement_get_text (row, 0)));
  if (failure == NULL)
    return g_steal_pointer (&places);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static NxDueRow *
load_row (NxDatabase *db, NxRecord *case_file, GHashTable *drafts, GError **error)
{
  g_autoptr (NxDueRow) row = g_new0 (NxDueRow, 1);
  g_autofree char *place = g_strdup_printf ("case:%" G_GINT64_FORMAT, nx_record_get_id (case_file));
  gint64 actor = nx_database_actor (db);

  row->case_file = g_object_ref (case_file);
  row->is_mine = nx_record_get_int (case_file, NX_CASE_WORKER) == actor
                 || nx_record_get_int (case_file, NX_CASE_SUPERVISOR) == actor;
  row->has_draft = g_hash_table_contains (drafts, place);
  return load_planned (db, row, error) && load_attempt (db, row, error) ? g_steal_pointer (&row)
                                                                        : NULL;
}

GPtrArray *
nx_due_rows_load (NxDatabase *db, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (GHashTable) drafts = load_drafts (db, error);
  g_autoptr (GPtrArray) cases
      = drafts != NULL ? nx_records_load_many (db, NX_RECORD_CASE, ids, n_ids, error) : NULL;

  if (cases == NULL)
    return NULL;
  for (guint i = 0; i < cases->len; i++)
    {
      NxDueRow *row = load_row (db, g_ptr_array_index (cases, i), drafts, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

char *
nx_due_row_dup_why (const NxDueRow *self)
{
  return nx_visit_rule_dup_reason_after (self->case_file, self->attempt);
}

gboolean
nx_due_row_is_call (const NxDueRow *self)
{
  const char *kind
      = self->planned != NULL ? nx_record_peek_text (self->planned, NX_VISIT_KIND) : "";

  return g_str_equal (kind, "phone") || g_str_equal (kind, "online");
}

static gboolean
is_same_record (NxRecord *a, NxRecord *b)
{
  const NxRecordSpec *spec = a != NULL ? nx_record_get_spec (a) : NULL;

  if (a == b || a == NULL || b == NULL)
    return a == b;
  if (nx_record_get_id (a) != nx_record_get_id (b))
    return FALSE;
  for (guint i = 0; i < spec->n_fields; i++)
    if (nx_field_is_integer (&spec->fields[i])
            ? nx_record_get_int (a, i) != nx_record_get_int (b, i)
            : g_strcmp0 (nx_record_get_text (a, i), nx_record_get_text (b, i)) != 0)
      return FALSE;
  return TRUE;
}

gboolean
nx_due_row_is_same (const NxDueRow *self, const NxDueRow *other)
{
  return self->is_mine == other->is_mine && self->has_draft == other->has_draft
         && is_same_record (self->case_file, other->case_file)
         && is_same_record (self->planned, other->planned)
         && is_same_record (self->attempt, other->attempt);
}
