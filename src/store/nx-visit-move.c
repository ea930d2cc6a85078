/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Moves a planned visit, or the next date of a case, to another day, and takes that back. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-visit-move.h"

#include "nx-due-acts.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

struct _NxVisitMoveUndo
{
  gint64 visit_id; /* 0: only the case's dates moved */
  gint64 version;  /* of the visit, after the move */
  NxDate from;
  NxDueUndo *dates; /* of the case; NULL: they did not move */
};

void
nx_visit_move_free (NxVisitMove *self)
{
  g_free (self->reason);
  g_free (self);
}

void
nx_visit_move_undo_free (NxVisitMoveUndo *self)
{
  g_clear_pointer (&self->dates, nx_due_undo_free);
  g_free (self);
}

static gboolean
refuse (GError **error, NxStoreError code, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, code, sentence);
  return FALSE;
}

static gboolean
check_visit (NxRecord *visit, const NxVisitMove *move, GError **error)
{
  const char *state = nx_record_get_text (visit, NX_VISIT_STATE);

  if (nx_record_get_version (visit) != move->version || nx_record_is_archived (visit)
      || nx_date_compare (nx_record_get_date (visit, NX_VISIT_ON), move->from) != 0)
    return refuse (error, NX_STORE_ERROR_STALE,
                   _ ("This visit was changed meanwhile. Nothing was moved. It is shown as it is "
                      "now: look at it and move it again."));
  if (g_strcmp0 (state, "planned") != 0)
    return refuse (error, NX_STORE_ERROR_CONSTRAINT,
                   _ ("This visit has happened, so it stays on its day. Nothing was moved. If the "
                      "day is wrong, open the visit and correct it there."));
  return TRUE;
}

static gboolean
check_day (NxDatabase *db, NxDate day, GError **error)
{
  if (!nx_date_is_full (day) || nx_date_compare (day, nx_database_today (db)) < 0)
    return refuse (error, NX_STORE_ERROR_CONSTRAINT,
                   _ ("This day is past. Nothing was moved. Choose today or a later day."));
  return TRUE;
}

/* The case's next day, with the words why; NULL and no error when it is on another day anyway. */
static gboolean
move_dates (NxDatabase *db, const NxVisitMove *move, NxDueUndo **dates, GError **error)
{
  g_autoptr (NxRecord) case_file = nx_records_load (db, NX_RECORD_CASE, move->case_id, error);

  if (case_file == NULL)
    return FALSE;
  if (nx_date_compare (nx_record_get_date (case_file, NX_CASE_NEXT_ON), move->from) == 0
      && (move->visit_id == 0 || nx_case_is_open (case_file)))
    {
      *dates = nx_due_act_postpone (db, move->case_id, move->to, move->reason, error);
      return *dates != NULL;
    }
  if (move->visit_id != 0)
    return TRUE;
  return refuse (error, NX_STORE_ERROR_STALE,
                 _ ("The next visit of this case was moved meanwhile. Nothing was changed. It is "
                    "shown on its new day: move it again if need be."));
}

static gboolean
set_day (NxDatabase *db, NxRecord *visit, NxDate day, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, visit);

  nx_edit_set_date (edit, NX_VISIT_ON, day);
  return nx_records_save (db, edit, error) != 0;
}

static gboolean
move_visit (NxDatabase *db, const NxVisitMove *move, NxVisitMoveUndo *undo, GError **error)
{
  g_autoptr (NxRecord) visit = nx_records_load (db, NX_RECORD_VISIT, move->visit_id, error);
  g_autoptr (NxRecord) now = NULL;

  if (visit == NULL || !check_visit (visit, move, error) || !set_day (db, visit, move->to, error))
    return FALSE;
  now = nx_records_load (db, NX_RECORD_VISIT, move->visit_id, error);
  if (now == NULL)
    return FALSE;
  undo->version = nx_record_get_version (now);
  return TRUE;
}

NxVisitMoveUndo *
nx_visit_move_run (NxDatabase *db, const NxVisitMove *move, GError **error)
{
  g_autoptr (NxVisitMoveUndo) undo = g_new0 (NxVisitMoveUndo, 1);

  undo->visit_id = move->visit_id;
  undo->from = move->from;
  if (!check_day (db, move->to, error)
      || (move->visit_id != 0 && !move_visit (db, move, undo, error))
      || !move_dates (db, move, &undo->dates, error))
    return NULL;
  return g_steal_pointer (&undo);
}

static gboolean
put_back_visit (NxDatabase *db, const NxVisitMoveUndo *undo, GError **error)
{
  g_autoptr (NxRecord) visit = nx_records_load (db, NX_RECORD_VISIT, undo->visit_id, error);

  if (visit == NULL)
    return FALSE;
  if (nx_record_get_version (visit) != undo->version || nx_record_is_archived (visit))
    return refuse (error, NX_STORE_ERROR_STALE,
                   _ ("This was not taken back: the visit was changed since. Open it to see how it "
                      "is now."));
  return set_day (db, visit, undo->from, error);
}

gboolean
nx_visit_move_take_back (NxDatabase *db, const NxVisitMoveUndo *undo, GError **error)
{
  return (undo->visit_id == 0 || put_back_visit (db, undo, error))
         && (undo->dates == NULL || nx_due_act_take_back (db, undo->dates, error));
}
