/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves what is done to many records at once and offers to undo it as one step. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-bulk-save.h"

#include "nx-report-place.h"
#include "nx-undo-offer.h"

#include <glib/gi18n-lib.h>

/* Undo */

static gboolean
take_back (NxDatabase *db, gpointer undo, GError **error)
{
  return nx_bulk_act_take_back (db, undo, error);
}

static void
free_undo (gpointer undo)
{
  nx_bulk_undo_free (undo);
}

static const char *
get_sentence_back (gpointer undo)
{
  switch (nx_bulk_undo_get_deed (undo))
    {
    case NX_BULK_ASSIGN:
      return _ ("Taken back: each has the worker from before.");
    case NX_BULK_SUPPORT:
      return _ ("Taken back: the support classes are not on record any more.");
    case NX_BULK_PLAN:
      return _ ("Taken back: the visits are not planned any more.");
    }
  return NULL;
}

static const NxUndoSpec undo_spec = {
  .job_name = "bulk-take-back",
  .take_back = take_back,
  .free_undo = free_undo,
  .get_sentence = get_sentence_back,
};

/* Words */

static char *
dup_assigned (NxRecordKind kind, guint n, const char *who)
{
  if (kind == NX_RECORD_HOUSEHOLD)
    /* TRANSLATORS: how many households another worker has now, and who that is */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Assigned %1$u household to %2$s",
                                         "Assigned %1$u households to %2$s", n),
                            n, who);
  if (kind == NX_RECORD_VISIT)
    /* TRANSLATORS: how many planned visits another worker has now, and who that is */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Assigned %1$u visit to %2$s",
                                         "Assigned %1$u visits to %2$s", n),
                            n, who);
  /* TRANSLATORS: how many cases another worker has now, and who that is */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Assigned %1$u case to %2$s", "Assigned %1$u cases to %2$s", n),
      n, who);
}

static char *
dup_done (const NxBulkAct *act, guint n, const char *what)
{
  switch (act->deed)
    {
    case NX_BULK_ASSIGN:
      return dup_assigned (act->kind, n, what);
    case NX_BULK_SUPPORT:
      if (act->kind == NX_RECORD_HOUSEHOLD)
        /* TRANSLATORS: how many households have a support class now, and which */
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Added “%2$s” to %1$u household",
                                             "Added “%2$s” to %1$u households", n),
                                n, what);
      /* TRANSLATORS: how many people have a support class now, and which */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Added “%2$s” to %1$u person",
                                           "Added “%2$s” to %1$u people", n),
                              n, what);
    case NX_BULK_PLAN:
      /* TRANSLATORS: how many visits were planned, and for which day */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Planned %1$u visit for %2$s",
                                           "Planned %1$u visits for %2$s", n),
                              n, what);
    }
  return NULL;
}

static char *
dup_sentence (const NxBulkAct *act, const NxBulkUndo *undo, const char *what)
{
  guint n_left = nx_bulk_undo_get_n_same (undo) + nx_bulk_undo_get_n_unfit (undo);
  g_autofree char *done = dup_done (act, nx_bulk_undo_get_n_done (undo), what);
  g_autofree char *left = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u left as it was", "%u left as they were", n_left), n_left);

  if (n_left == 0)
    return g_steal_pointer (&done);
  /* TRANSLATORS: what was done to how many, and how many were so already or are ended */
  return g_strdup_printf (_ ("%1$s; %2$s"), done, left);
}

/* Saving */

typedef struct
{
  NxBulkAct *act;
  NxReportPlace *place;
  char *what;
} Way;

static void
way_free (gpointer data)
{
  Way *way = data;

  nx_bulk_act_free (way->act);
  nx_report_place_free (way->place);
  g_free (way->what);
  g_free (way);
}

static gpointer
run_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_bulk_act_run (db, data, cancellable, error);
}

static void
free_act (gpointer act)
{
  nx_bulk_act_free (act);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Way *way = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxBulkUndo) undo = nx_store_write_finish (NX_STORE (source), result, &error);
  NxWindow *window = nx_report_place_get_window (way->place);
  g_autofree char *sentence = NULL;

  if (undo == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  sentence = dup_sentence (way->act, undo, way->what);
  if (nx_bulk_undo_get_n_done (undo) > 0)
    nx_undo_offer (window, NX_STORE (source), sentence, &undo_spec, g_steal_pointer (&undo));
  else if (window != NULL)
    nx_window_toast (window, sentence);
  g_task_return_boolean (task, TRUE);
}

void
nx_bulk_save_async (GtkWidget *widget,
                    NxStore *store,
                    NxBulkAct *take_act,
                    const char *what,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (widget, NULL, callback, user_data);
  Way *way = g_new0 (Way, 1);

  way->act = take_act;
  way->place = nx_report_place_new (widget);
  way->what = g_strdup (what);
  g_task_set_task_data (task, way, way_free);
  nx_store_write_async (store, "bulk", run_in_worker, nx_bulk_act_copy (take_act), free_act,
                        free_undo, NULL, saved_cb, task);
}

gboolean
nx_bulk_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
