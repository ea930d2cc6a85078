/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The long work of an import, none of it on the window's thread: read, look, plan, carry out. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-work.h"

#include "nx-backup.h"
#include "nx-day-words.h"
#include "nx-exchange-error.h"
#include "nx-import-memory.h"

#include <glib/gi18n-lib.h>

#define SHARE_PARTS 10000

struct _NxImportMeter
{
  int phase; /* both atomic */
  int share; /* of SHARE_PARTS, or -1 */
};

/* One plan or deed on its way through the threads. */
typedef struct
{
  NxStore *store;
  NxTableFile *file;
  NxTableFileState file_state;
  NxCsvOptions options;
  NxImportMap *map;
  NxImport *import;
  NxImportPlan *plan;
  NxImportMeter *meter;
  NxDate today;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_clear_pointer (&job->file, nx_table_file_unref);
  g_clear_pointer (&job->map, nx_import_map_free);
  g_clear_pointer (&job->import, nx_import_free);
  g_clear_pointer (&job->plan, nx_import_plan_unref);
  g_clear_pointer (&job->meter, nx_import_meter_unref);
  g_free (job);
}

/* Meter */

NxImportMeter *
nx_import_meter_new (void)
{
  return g_atomic_rc_box_new0 (NxImportMeter);
}

NxImportMeter *
nx_import_meter_ref (NxImportMeter *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
nx_import_meter_unref (NxImportMeter *self)
{
  g_atomic_rc_box_release (self);
}

NxImportPhase
nx_import_meter_get (NxImportMeter *self, double *share)
{
  *share = (double)g_atomic_int_get (&self->share) / SHARE_PARTS;
  return (NxImportPhase)g_atomic_int_get (&self->phase);
}

static void
set_phase (NxImportMeter *self, NxImportPhase phase)
{
  g_atomic_int_set (&self->share, 0);
  g_atomic_int_set (&self->phase, (int)phase);
}

static void
set_share (double share, gpointer meter)
{
  NxImportMeter *self = meter;

  g_atomic_int_set (&self->share, (int)(share * SHARE_PARTS));
}

/* The last rows are followed by work that cannot be counted: the index of the search is built. */
static void
on_store_progress_cb (guint64 done, guint64 total, gpointer meter)
{
  set_share (done < total ? (double)done / (double)total : -1, meter);
}

/* Loading */

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  NxTableFile *file = nx_table_file_read (data, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify)nx_table_file_unref);
  else
    g_task_return_error (task, error);
}

void
nx_import_load_async (GFile *file,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, nx_import_load_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

NxTableFile *
nx_import_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Looking */

typedef struct
{
  NxStore *store;
  NxTableFile *file;
  NxImportPreviewOptions options;
  gboolean is_fresh;
  gboolean is_remembered;
  NxImportPreview *preview;
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->store);
  nx_table_file_unref (look->file);
  g_clear_pointer (&look->preview, nx_import_preview_free);
  g_free (look);
}

static gpointer
recall_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = g_task_get_task_data (data);

  if (look->preview->map != NULL)
    look->is_remembered = nx_import_memory_recall (db, look->preview->map, error);
  return NULL;
}

static void
recalled_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  nx_store_read_finish (NX_STORE (store), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&look->preview),
                           (GDestroyNotify)nx_import_preview_free);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  look->preview = g_task_propagate_pointer (G_TASK (result), &error);
  if (look->preview == NULL)
    g_task_return_error (task, error);
  else if (look->is_fresh)
    g_task_return_pointer (task, g_steal_pointer (&look->preview),
                           (GDestroyNotify)nx_import_preview_free);
  else
    nx_store_read_async (look->store, "import-recall", recall_job, g_object_ref (task),
                         g_object_unref, NULL, g_task_get_cancellable (task), recalled_cb,
                         g_object_ref (task));
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  GError *error = NULL;
  NxImportPreview *preview
      = nx_import_preview_new (nx_table_file_get_bytes (look->file), &look->options, &error);

  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify)nx_import_preview_free);
  else
    g_task_return_error (task, error);
}

void
nx_import_look_async (NxStore *store,
                      NxTableFile *file,
                      const NxImportPreviewOptions *options,
                      gboolean is_fresh,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GTask) thread = g_task_new (NULL, cancellable, looked_cb, task);
  Look *look = g_new0 (Look, 1);

  look->store = g_object_ref (store);
  look->file = nx_table_file_ref (file);
  look->options = *options;
  look->is_fresh = is_fresh;
  g_task_set_source_tag (task, nx_import_look_async);
  g_task_set_task_data (task, look, (GDestroyNotify)look_free);
  g_task_set_task_data (thread, look, NULL);
  g_task_run_in_thread (thread, look_in_thread);
}

NxImportPreview *
nx_import_look_finish (GAsyncResult *result, gboolean *is_remembered, GError **error)
{
  Look *look = g_task_get_task_data (G_TASK (result));

  *is_remembered = look->is_remembered;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Is the file still what was previewed? */

static gboolean
check_file (Job *job, GCancellable *cancellable, GError **error)
{
  job->file_state = nx_table_file_check (job->file, cancellable);
  if (job->file_state != NX_TABLE_FILE_CHANGED)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_set_error_literal (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_CHANGED,
                       _ ("The file was changed after it was read. Nothing was imported. Read it "
                          "again, so that what you see is what is imported."));
  return FALSE;
}

/* Planning */

static gpointer
plan_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = g_task_get_task_data (data);
  NxImportCounts counts = { 0 };

  if (!nx_import_plan (job->import, db, &counts, error))
    return NULL;
  return nx_import_plan_new (g_steal_pointer (&job->import), &counts);
}

static void
planned_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  NxImportPlan *plan = nx_store_read_finish (NX_STORE (store), result, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify)nx_import_plan_unref);
  else
    g_task_return_error (task, error);
}

static gpointer
keep_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = g_task_get_task_data (data);

  nx_import_memory_keep (db, nx_import_get_map (job->import), error);
  return NULL;
}

/* What could not be remembered is asked again next time: no reason to stop. */
static void
kept_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (store), result, &error);
  if (error != NULL)
    g_debug ("remembering columns: %s", error->message);
  set_phase (job->meter, NX_IMPORT_PHASE_COMPARE);
  nx_store_read_long_async (job->store, "import-plan", plan_job, g_object_ref (task),
                            g_object_unref, (GDestroyNotify)nx_import_plan_unref,
                            on_store_progress_cb, job->meter, g_task_get_cancellable (task),
                            planned_cb, g_object_ref (task));
}

static void
table_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->import = g_task_propagate_pointer (G_TASK (result), &error);
  if (job->import == NULL)
    g_task_return_error (task, error);
  else
    nx_store_write_async (job->store, "import-remember", keep_job, g_object_ref (task),
                          g_object_unref, NULL, g_task_get_cancellable (task), kept_cb,
                          g_object_ref (task));
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (NxCsvReader) reader = NULL;
  NxImport *import = NULL;

  if (check_file (job, cancellable, &error))
    reader
        = nx_csv_reader_new_for_bytes (nx_table_file_get_bytes (job->file), &job->options, &error);
  if (reader != NULL)
    import = nx_import_new_with_progress (reader, g_steal_pointer (&job->map), job->today,
                                          set_share, job->meter, cancellable, &error);
  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify)nx_import_free);
  else
    g_task_return_error (task, error);
}

void
nx_import_plan_async (NxStore *store,
                      NxTableFile *file,
                      const NxCsvOptions *options,
                      NxImportMap *map,
                      NxImportMeter *meter,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GTask) thread = g_task_new (NULL, cancellable, table_read_cb, task);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->file = nx_table_file_ref (file);
  job->options = *options;
  job->map = map;
  job->today = nx_day_words_today (store);
  job->meter = nx_import_meter_ref (meter);
  set_phase (meter, NX_IMPORT_PHASE_READ);
  g_task_set_source_tag (task, nx_import_plan_async);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_set_task_data (thread, job, NULL);
  g_task_run_in_thread (thread, read_in_thread);
}

NxImportPlan *
nx_import_plan_finish (GAsyncResult *result, NxTableFileState *file_state, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (file_state != NULL)
    *file_state = job->file_state;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Carrying out */

static gpointer
apply_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = g_task_get_task_data (data);
  NxImportCounts counts = { 0 };

  if (!nx_import_apply (nx_import_plan_get_import (job->plan), db, &counts, error))
    return NULL;
  return nx_import_plan_new_after (job->plan, &counts);
}

static void
applied_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  NxImportPlan *done = nx_store_write_finish (NX_STORE (store), result, &error);

  if (done != NULL)
    g_task_return_pointer (task, done, (GDestroyNotify)nx_import_plan_unref);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else
    nx_store_write_with_progress_async (
        job->store, "import", apply_job, g_object_ref (task), g_object_unref,
        (GDestroyNotify)nx_import_plan_unref, on_store_progress_cb, job->meter,
        g_task_get_cancellable (task), applied_cb, g_object_ref (task));
}

/* Undo takes an import back; this is for the doubt that comes when other work has followed. */
static gboolean
back_up (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxBackup) backup
      = nx_backup_make (job->store, NULL, NX_BACKUP_BEFORE_IMPORT, NULL, cancellable, error);

  return backup != NULL;
}

static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (check_file (job, cancellable, &error) && back_up (job, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
nx_import_apply_async (NxStore *store,
                       NxTableFile *file,
                       NxImportPlan *plan,
                       NxImportMeter *meter,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GTask) thread = g_task_new (NULL, cancellable, checked_cb, task);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->file = nx_table_file_ref (file);
  job->plan = nx_import_plan_ref (plan);
  job->meter = nx_import_meter_ref (meter);
  set_phase (meter, NX_IMPORT_PHASE_WRITE);
  g_task_set_source_tag (task, nx_import_apply_async);
  /* What was committed is committed, however late the cancel came. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_set_task_data (thread, job, NULL);
  g_task_run_in_thread (thread, check_in_thread);
}

NxImportPlan *
nx_import_apply_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Reporting */

static void
report_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = g_object_get_data (G_OBJECT (task), "nx-file");
  GError *error = NULL;

  if (nx_import_write_report (nx_import_plan_get_import (data), file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
nx_import_report_async (NxImportPlan *plan,
                        GFile *file,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_source_tag (task, nx_import_report_async);
  g_task_set_task_data (task, nx_import_plan_ref (plan), (GDestroyNotify)nx_import_plan_unref);
  g_object_set_data_full (G_OBJECT (task), "nx-file", g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, report_in_thread);
}

gboolean
nx_import_report_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
