/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves what was done about a due case and offers to undo it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-due-save.h"

#include "nx-report-place.h"
#include "nx-undo-offer.h"

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

static gboolean
take_back (NxDatabase *db, gpointer undo, GError **error)
{
  return nx_due_act_take_back (db, undo, error);
}

static const char *
get_sentence_back (gpointer undo)
{
  return ((NxDueUndo *)undo)->visit_id != 0
             ? _ ("Taken back: the attempt is not on record any more.")
             : _ ("Taken back: the visit is on its old day again.");
}

static const NxUndoSpec undo_spec = {
  .job_name = "due-take-back",
  .take_back = take_back,
  .free_undo = free_undo,
  .get_sentence = get_sentence_back,
};

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

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  NxReportPlace *place = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDueUndo) undo = nx_store_write_finish (NX_STORE (source), result, &error);
  g_autofree char *sentence = undo != NULL ? dup_sentence (undo) : NULL;

  if (undo == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  nx_undo_offer (nx_report_place_get_window (place), NX_STORE (source), sentence, &undo_spec,
                 g_steal_pointer (&undo));
  g_task_return_boolean (task, TRUE);
}

static void
save (GtkWidget *widget, NxStore *store, Act *take, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (widget, NULL, callback, data);

  g_task_set_task_data (task, nx_report_place_new (widget), (GDestroyNotify)nx_report_place_free);
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
