/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Moves what stands in the calendar to another day and offers to undo it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-move-save.h"

#include "nx-report-place.h"
#include "nx-undo-offer.h"
#include "nx-visit-move.h"

#include <glib/gi18n-lib.h>

static gpointer
move_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_visit_move_run (db, data, error);
}

static void
free_move (gpointer move)
{
  nx_visit_move_free (move);
}

static void
free_undo (gpointer undo)
{
  nx_visit_move_undo_free (undo);
}

/* Undo */

static gboolean
take_back (NxDatabase *db, gpointer undo, GError **error)
{
  return nx_visit_move_take_back (db, undo, error);
}

static const char *
get_sentence_back (gpointer undo)
{
  return _ ("Taken back: the visit is on its old day again.");
}

static const NxUndoSpec undo_spec = {
  .job_name = "visit-move-back",
  .take_back = take_back,
  .free_undo = free_undo,
  .get_sentence = get_sentence_back,
};

/* Moving */

typedef struct
{
  NxReportPlace *place;
  NxDate from;
  NxDate to;
} Way;

static void
way_free (gpointer data)
{
  nx_report_place_free (((Way *)data)->place);
  g_free (data);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Way *way = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxVisitMoveUndo) undo = nx_store_write_finish (NX_STORE (source), result, &error);
  g_autofree char *from = nx_date_format (way->from, NX_DATE_DAY);
  g_autofree char *to = nx_date_format (way->to, NX_DATE_DAY);
  /* TRANSLATORS: old and new day of a visit: 已移动：11-20 周四 → 11-21 周五 */
  g_autofree char *sentence = g_strdup_printf (_ ("Moved: %1$s → %2$s"), from, to);

  if (undo == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  nx_undo_offer (nx_report_place_get_window (way->place), NX_STORE (source), sentence, &undo_spec,
                 g_steal_pointer (&undo));
  g_task_return_boolean (task, TRUE);
}

void
nx_visit_move_save_async (GtkWidget *widget,
                          NxStore *store,
                          const NxCalendarEntry *entry,
                          NxDate day,
                          const char *reason,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (widget, NULL, callback, user_data);
  Way *way = g_new0 (Way, 1);
  NxVisitMove *move = g_new0 (NxVisitMove, 1);

  move->case_id = nx_record_get_id (entry->case_file);
  move->visit_id = entry->visit != NULL ? nx_record_get_id (entry->visit) : 0;
  move->version = entry->visit != NULL ? nx_record_get_version (entry->visit) : 0;
  move->from = entry->on;
  move->to = day;
  move->reason = g_strdup (reason);
  way->place = nx_report_place_new (widget);
  way->from = entry->on;
  way->to = day;
  g_task_set_task_data (task, way, way_free);
  nx_store_write_async (store, "visit-move", move_in_worker, move, free_move, free_undo, NULL,
                        moved_cb, task);
}

gboolean
nx_visit_move_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
