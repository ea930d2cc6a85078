/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Does one thing to many records as one step: another worker, a support class, a planned visit. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-bulk-acts.h"

#include "nx-operation.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

struct _NxBulkUndo
{
  NxBulkDeed deed;
  gint64 operation_id; /* 0: nothing was done */
  guint n_done;
  guint n_same;
  guint n_unfit;
};

static const NxStatementSpec holds_person_statement
    = { "bulk-holds-person", "SELECT 1 FROM support WHERE person_id = :id AND class = :code"
                             " AND archived_at IS NULL AND (to_on IS NULL OR to_on > :day)" };
static const NxStatementSpec holds_household_statement
    = { "bulk-holds-household", "SELECT 1 FROM support WHERE household_id = :id AND class = :code"
                                " AND archived_at IS NULL AND (to_on IS NULL OR to_on > :day)" };
static const NxStatementSpec is_planned_statement
    = { "bulk-is-planned", "SELECT 1 FROM visit WHERE case_id = :id AND visited_on = :day"
                           " AND state = 'planned' AND archived_at IS NULL" };

NxBulkAct *
nx_bulk_act_new (NxBulkDeed deed, NxRecordKind kind)
{
  NxBulkAct *self = g_new0 (NxBulkAct, 1);

  self->deed = deed;
  self->kind = kind;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

NxBulkAct *
nx_bulk_act_copy (const NxBulkAct *self)
{
  NxBulkAct *copy = g_memdup2 (self, sizeof *self);

  copy->ids = g_array_ref (self->ids);
  copy->code = g_strdup (self->code);
  copy->evidence = g_strdup (self->evidence);
  return copy;
}

void
nx_bulk_act_free (NxBulkAct *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->ids);
  g_free (self->code);
  g_free (self->evidence);
  g_free (self);
}

void
nx_bulk_undo_free (NxBulkUndo *self)
{
  g_free (self);
}

NxBulkDeed
nx_bulk_undo_get_deed (const NxBulkUndo *self)
{
  return self->deed;
}

guint
nx_bulk_undo_get_n_done (const NxBulkUndo *self)
{
  return self->n_done;
}

guint
nx_bulk_undo_get_n_same (const NxBulkUndo *self)
{
  return self->n_same;
}

guint
nx_bulk_undo_get_n_unfit (const NxBulkUndo *self)
{
  return self->n_unfit;
}

/* The field that says who is in charge; G_MAXUINT where there is none. */
static guint
get_worker_field (NxRecordKind kind)
{
  if (kind == NX_RECORD_HOUSEHOLD)
    return NX_HOUSEHOLD_WORKER;
  if (kind == NX_RECORD_CASE)
    return NX_CASE_WORKER;
  return kind == NX_RECORD_VISIT ? NX_VISIT_WORKER : G_MAXUINT;
}

gboolean
nx_bulk_act_is_possible (NxBulkDeed deed, NxRecordKind kind)
{
  switch (deed)
    {
    case NX_BULK_ASSIGN:
      return get_worker_field (kind) != G_MAXUINT;
    case NX_BULK_SUPPORT:
      return kind == NX_RECORD_PERSON || kind == NX_RECORD_HOUSEHOLD;
    case NX_BULK_PLAN:
      return kind == NX_RECORD_CASE;
    }
  return FALSE;
}

static gboolean
refuse (GError **error, NxStoreError code, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, code, sentence);
  return FALSE;
}

static gboolean
check_act (NxDatabase *db, const NxBulkAct *act, GError **error)
{
  g_return_val_if_fail (nx_bulk_act_is_possible (act->deed, act->kind), FALSE);
  if (act->deed == NX_BULK_ASSIGN && act->worker_id == 0)
    return refuse (error, NX_STORE_ERROR_CONSTRAINT,
                   _ ("No worker is chosen. Nothing was saved. Choose who takes over."));
  if (act->deed == NX_BULK_SUPPORT && (act->code == NULL || !nx_date_is_set (act->day)))
    return refuse (error, NX_STORE_ERROR_CONSTRAINT,
                   _ ("No support class is chosen, or no day from which it counts. Nothing was "
                      "saved."));
  if (act->deed == NX_BULK_SUPPORT && (act->evidence == NULL || *act->evidence == '\0'))
    return refuse (error, NX_STORE_ERROR_CONSTRAINT,
                   _ ("There is no evidence for the support class. Nothing was saved. Write down "
                      "what shows it."));
  if (act->deed == NX_BULK_PLAN
      && (!nx_date_is_full (act->day) || nx_date_compare (act->day, nx_database_today (db)) < 0))
    return refuse (error, NX_STORE_ERROR_CONSTRAINT,
                   _ ("This day is past. Nothing was saved. Choose today or a later day."));
  return TRUE;
}

/* Doing */

/* Whether the record has it already; FALSE with @error when that cannot be known. */
static gboolean
ask_same (NxDatabase *db, const NxBulkAct *act, gint64 id, gboolean *is_same, GError **error)
{
  const NxStatementSpec *spec = act->deed == NX_BULK_PLAN          ? &is_planned_statement
                                : act->kind == NX_RECORD_HOUSEHOLD ? &holds_household_statement
                                                                   : &holds_person_statement;
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);
  g_autofree char *day = nx_date_to_iso (act->day);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", id);
  nx_statement_bind_text (row, "day", day);
  if (act->deed == NX_BULK_SUPPORT)
    nx_statement_bind_text (row, "code", act->code);
  *is_same = nx_statement_step (row, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_fit (const NxBulkAct *act, NxRecord *record)
{
  if (nx_record_is_archived (record))
    return FALSE;
  /* Nobody is the supervisor of oneself. */
  if (act->kind == NX_RECORD_CASE && act->deed == NX_BULK_ASSIGN
      && nx_record_get_int (record, NX_CASE_SUPERVISOR) == act->worker_id)
    return FALSE;
  if (act->kind == NX_RECORD_CASE)
    return nx_case_is_open (record);
  if (act->kind == NX_RECORD_VISIT)
    return g_strcmp0 (nx_record_get_text (record, NX_VISIT_STATE), "planned") == 0;
  return TRUE;
}

static NxEdit *
new_edit (const NxBulkAct *act, NxRecord *record)
{
  gint64 id = nx_record_get_id (record);
  NxEdit *edit = NULL;

  if (act->deed == NX_BULK_ASSIGN)
    {
      edit = nx_edit_new (act->kind, record);
      nx_edit_set_int (edit, get_worker_field (act->kind), act->worker_id);
    }
  else if (act->deed == NX_BULK_SUPPORT)
    {
      edit = nx_edit_new (NX_RECORD_SUPPORT, NULL);
      nx_edit_set_int (
          edit, act->kind == NX_RECORD_PERSON ? NX_SUPPORT_PERSON : NX_SUPPORT_HOUSEHOLD, id);
      nx_edit_set_text (edit, NX_SUPPORT_CLASS, act->code);
      nx_edit_set_date (edit, NX_SUPPORT_FROM_ON, act->day);
      nx_edit_set_text (edit, NX_SUPPORT_EVIDENCE, act->evidence);
    }
  else
    {
      edit = nx_edit_new (NX_RECORD_VISIT, NULL);
      nx_edit_set_int (edit, NX_VISIT_CASE, id);
      nx_edit_set_text (edit, NX_VISIT_STATE, "planned");
      nx_edit_set_text (edit, NX_VISIT_KIND, act->code != NULL ? act->code : "home");
      nx_edit_set_date (edit, NX_VISIT_ON, act->day);
      nx_edit_set_int (edit, NX_VISIT_WORKER, nx_record_get_int (record, NX_CASE_WORKER));
    }
  return edit;
}

static gboolean
save_one (NxDatabase *db, const NxBulkAct *act, NxRecord *record, NxBulkUndo *undo, GError **error)
{
  g_autoptr (NxEdit) edit = new_edit (act, record);

  if (nx_records_save (db, edit, error) == 0)
    return FALSE;
  undo->n_done++;
  return TRUE;
}

static gboolean
do_one (NxDatabase *db, const NxBulkAct *act, gint64 id, NxBulkUndo *undo, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NxRecord) record = nx_records_find (db, act->kind, id, &failure);
  gboolean is_same = FALSE;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (record == NULL || !is_fit (act, record))
    {
      undo->n_unfit++;
      return TRUE;
    }
  if (act->deed == NX_BULK_ASSIGN)
    is_same = nx_record_get_int (record, get_worker_field (act->kind)) == act->worker_id;
  else if (!ask_same (db, act, id, &is_same, error))
    return FALSE;
  undo->n_same += is_same ? 1 : 0;
  return is_same || save_one (db, act, record, undo, error);
}

/* Under its name in the list of operations. */
static gboolean
end_operation (NxDatabase *db, const NxBulkAct *act, NxBulkUndo *undo, GError **error)
{
  NxOperationNote note = { .n_records = undo->n_done };

  if (undo->n_done == 0)
    return nx_operation_forget (db, error);
  switch (act->deed)
    {
    case NX_BULK_ASSIGN:
      note.kind = NX_OPERATION_ASSIGN;
      break;
    case NX_BULK_SUPPORT:
      note.kind = NX_OPERATION_ADD_CLASS;
      break;
    case NX_BULK_PLAN:
      note.kind = NX_OPERATION_PLAN_VISITS;
      break;
    }
  undo->operation_id = nx_operation_end (db, &note, error);
  return undo->operation_id != 0;
}

NxBulkUndo *
nx_bulk_act_run (NxDatabase *db, const NxBulkAct *act, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxBulkUndo) undo = NULL;

  if (!check_act (db, act, error) || !nx_operation_begin (db, error))
    return NULL;
  undo = g_new0 (NxBulkUndo, 1);
  undo->deed = act->deed;
  for (guint i = 0; i < act->ids->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !do_one (db, act, g_array_index (act->ids, gint64, i), undo, error))
      return NULL;
  return end_operation (db, act, undo, error) ? g_steal_pointer (&undo) : NULL;
}

gboolean
nx_bulk_act_take_back (NxDatabase *db, const NxBulkUndo *undo, GError **error)
{
  return undo->operation_id == 0 || nx_operation_undo (db, undo->operation_id, error);
}
