/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves what was done about a due case and offers to undo it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-due-save.h"

#include "nx-window.h"

#include <glib/gi18n-lib.h>

/* One act on its way to the store. */
typedef struct
{
  NxDueAttempt attempt; /* of an attempt; of a postponement: case, day and, as note, the reason */
  gboolean is_postponement;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_free (act->attempt.kind);
  g_free (act->attempt.reason);
  g_free (act->attempt.note);
  g_free (act);
}

static gpointer
act_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;

  return act->is_postponement ? nx_due_act_postpone (db, act->attempt.case_id, act->attempt.next_on,
                                                     act->attempt.note, error)
                              : nx_due_act_not_met (db, &act->attempt, error);
}

static void
free_undo (gpointer undo)
{
  nx_due_undo_free (undo);
}

/* Undo */

typedef struct
{
  NxStore *store;
  NxWindow *window; /* weak */
  NxDueUndo *undo;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_object_unref (offer->store);
  g_clear_weak_pointer (&offer->window);
  nx_due_undo_free (offer->undo);
  g_free (offer);
}

static Offer *
offer_new (NxStore *store, NxWindow *window, const NxDueUndo *undo)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->store = g_object_ref (store);
  g_set_weak_pointer (&offer->window, window);
  offer->undo = nx_due_undo_copy (undo);
  return offer;
}

static gpointer
take_back_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  nx_due_act_take_back (db, ((Offer *)data)->undo, error);
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
    nx_window_toast (offer->window, offer->undo->visit_id != 0
                                        ? _ ("Taken back: the attempt is not on record any more.")
                                        : _ ("Taken back: the visit is on its old day again."));
  offer_free (offer);
}

static void
take_back (gpointer data)
{
  Offer *offer = data;

  nx_store_write_async (offer->store, "due-take-back", take_back_in_worker,
                        offer_new (offer->store, offer->window, offer->undo), offer_free, NULL,
                        NULL, took_back_cb, offer_new (offer->store, offer->window, offer->undo));
}

/* Saving */

static char *
dup_day (const char *iso)
{
  NxDate day = NX_DATE_NONE;

  nx_date_from_iso (iso, &day);
  return nx_date_is_full (day) ? nx_date_format (day, NX_DATE_DAY) : g_strdup ("–");
}

static char *
dup_sentence (const NxDueUndo *undo)
{
  g_autofree char *before = dup_day (undo->before[0]);
  g_autofree char *after = dup_day (undo->after[0]);

  if (undo->visit_id != 0)
    /* TRANSLATORS: an attempt that met nobody was saved; %s is the day of the next try */
    return g_strdup_printf (_ ("Noted: not met. Next try %s"), after);
  /* TRANSLATORS: old and new day of a visit */
  return g_strdup_printf (_ ("Postponed: %1$s → %2$s"), before, after);
}

typedef struct
{
  NxWindow *window; /* weak */
} Place;

static void
place_free (gpointer data)
{
  g_clear_weak_pointer (&((Place *)data)->window);
  g_free (data);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Place *place = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDueUndo) undo = nx_store_write_finish (NX_STORE (source), result, &error);
  g_autofree char *sentence = undo != NULL ? dup_sentence (undo) : NULL;

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

static void
save (GtkWidget *widget, NxStore *store, Act *take, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (widget, NULL, callback, data);
  Place *place = g_new0 (Place, 1);

  g_set_weak_pointer (&place->window, nx_window_of (widget));
  g_task_set_task_data (task, place, place_free);
  nx_store_write_async (store, "due-act", act_in_worker, take, act_free, free_undo, NULL, saved_cb,
                        task);
}

void
nx_due_save_not_met_async (GtkWidget *widget,
                           NxStore *store,
                           const NxDueAttempt *attempt,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Act *act = g_new0 (Act, 1);

  act->attempt = *attempt;
  act->attempt.kind = g_strdup (attempt->kind);
  act->attempt.reason = g_strdup (attempt->reason);
  act->attempt.note = g_strdup (attempt->note);
  save (widget, store, act, callback, user_data);
}

void
nx_due_save_postpone_async (GtkWidget *widget,
                            NxStore *store,
                            gint64 case_id,
                            NxDate day,
                            const char *reason,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Act *act = g_new0 (Act, 1);

  act->is_postponement = TRUE;
  act->attempt.case_id = case_id;
  act->attempt.next_on = day;
  act->attempt.note = g_strdup (reason);
  save (widget, store, act, callback, user_data);
}

gboolean
nx_due_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
