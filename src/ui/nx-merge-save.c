/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Carries a merge out and offers to undo it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-merge-save.h"

#include "nx-report-place.h"
#include "nx-undo-operation.h"

#include <glib/gi18n-lib.h>

/* What the toast says. Static. */
typedef struct
{
  NxReportPlace *place;
  const char *done;
  const char *undone;
} Way;

static void
way_free (gpointer data)
{
  Way *way = data;

  nx_report_place_free (way->place);
  g_free (way);
}

static gpointer
new_id (gint64 id)
{
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
merge_persons_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return new_id (nx_person_merge_run (db, data, error));
}

static gpointer
merge_households_in_worker (NxDatabase *db,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error)
{
  return new_id (nx_household_merge_run (db, data, error));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Way *way = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = nx_store_write_finish (NX_STORE (source), result, &error);

  if (id == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  nx_undo_offer (nx_report_place_get_window (way->place), NX_STORE (source), way->done,
                 &nx_undo_operation_spec, nx_undo_operation_new (*id, way->undone));
  g_task_return_boolean (task, TRUE);
}

static GTask *
new_task (GtkWidget *widget,
          const char *done,
          const char *undone,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (widget, NULL, callback, user_data);
  Way *way = g_new0 (Way, 1);

  way->place = nx_report_place_new (widget);
  way->done = done;
  way->undone = undone;
  g_task_set_task_data (task, way, way_free);
  return task;
}

void
nx_merge_save_persons_async (GtkWidget *widget,
                             NxStore *store,
                             NxPersonMerge *take,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = new_task (widget, _ ("The two records are one person now."),
                          _ ("Undone: they are two records again."), callback, user_data);

  nx_store_write_async (store, "merge-persons", merge_persons_in_worker, take,
                        (GDestroyNotify)nx_person_merge_free, g_free, NULL, saved_cb, task);
}

void
nx_merge_save_households_async (GtkWidget *widget,
                                NxStore *store,
                                NxHouseholdMerge *take,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = new_task (widget, _ ("The two records are one household now."),
                          _ ("Undone: they are two records again."), callback, user_data);

  nx_store_write_async (store, "merge-households", merge_households_in_worker, take,
                        (GDestroyNotify)nx_household_merge_free, g_free, NULL, saved_cb, task);
}

gboolean
nx_merge_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
