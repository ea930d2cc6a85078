/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Moves what stands in the calendar to another day and offers to undo it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-move-save.h"

#include "nx-visit-move.h"
#include "nx-window.h"

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

typedef struct
{
  NxStore *store;
  NxWindow *window; /* weak */
  NxVisitMoveUndo *undo;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_object_unref (offer->store);
  g_clear_weak_pointer (&offer->window);
  nx_visit_move_undo_free (offer->undo);
  g_free (offer);
}

static Offer *
offer_new (NxStore *store, NxWindow *window, const NxVisitMoveUndo *undo)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->store = g_object_ref (store);
  g_set_weak_pointer (&offer->window, window);
  offer->undo = nx_visit_move_undo_copy (undo);
  return offer;
}

static gpointer
take_back_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  nx_visit_move_take_back (db, ((Offer *)data)->undo, error);
  return NULL;
}

static void
took_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Offer *offer = data;
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (source), result, &error);
  if (offer->window != NULL && error != NULL && nx_window_get_page (offer->window) != NULL)
    nx_page_report (nx_window_get_page (offer->window), error);
  else if (offer->window != NULL && error == NULL)
    nx_window_toast (offer->window, _ ("Taken back: the visit is on its old day again."));
  offer_free (offer);
}

static void
take_back (gpointer data)
{
  Offer *offer = data;

  nx_store_write_async (offer->store, "visit-move-back", take_back_in_worker,
                        offer_new (offer->store, offer->window, offer->undo), offer_free, NULL,
                        NULL, took_back_cb, offer_new (offer->store, offer->window, offer->undo));
}

/* Moving */

typedef struct
{
  NxWindow *window; /* weak */
  NxDate from;
  NxDate to;
} Place;

static void
place_free (gpointer data)
{
  g_clear_weak_pointer (&((Place *)data)->window);
  g_free (data);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Place *place = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxVisitMoveUndo) undo = nx_store_write_finish (NX_STORE (source), result, &error);
  g_autofree char *from = nx_date_format (place->from, NX_DATE_DAY);
  g_autofree char *to = nx_date_format (place->to, NX_DATE_DAY);
  /* TRANSLATORS: old and new day of a visit: 已移动：11-20 周四 → 11-21 周五 */
  g_autofree char *sentence = g_strdup_printf (_ ("Moved: %1$s → %2$s"), from, to);

  if (undo == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (place->window != NULL)
    nx_window_toast_undo (place->window, sentence, take_back,
                          offer_new (NX_STORE (source), place->window, undo), offer_free);
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
  Place *place = g_new0 (Place, 1);
  NxVisitMove *move = g_new0 (NxVisitMove, 1);

  move->case_id = nx_record_get_id (entry->case_file);
  move->visit_id = entry->visit != NULL ? nx_record_get_id (entry->visit) : 0;
  move->version = entry->visit != NULL ? nx_record_get_version (entry->visit) : 0;
  move->from = entry->on;
  move->to = day;
  move->reason = g_strdup (reason);
  g_set_weak_pointer (&place->window, nx_window_of (widget));
  place->from = entry->on;
  place->to = day;
  g_task_set_task_data (task, place, place_free);
  nx_store_write_async (store, "visit-move", move_in_worker, move, free_move, free_undo, NULL,
                        moved_cb, task);
}

gboolean
nx_visit_move_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
