/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Runs one job on a thread of the store, in one transaction, and brings its answer home. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-private.h"

#include <glib/gi18n-lib.h>

/* Life of a job. Asked for on any thread; run on a store thread; then the whole of it, task, data
 * and result, moves to the asker's main context and is freed there. The store thread keeps no
 * reference that could be the last one of an object of the asker, or of the store itself. */
typedef struct
{
  NxStore *store; /* kept alive by the task, or by whoever waits */
  NxStoreJobSpec spec;
  GTask *task; /* NULL: somebody waits */
  gint64 actor;
  gint64 fixed_now;

  GMutex report_mutex;
  guint64 done, total;
  gboolean is_report_pending;

  gpointer result;
  GError *error;
  int ref_count; /* atomic: the asker's one and one for each report on its way */
} Job;

static void
job_unref (Job *job)
{
  if (!g_atomic_int_dec_and_test (&job->ref_count))
    return;
  g_mutex_clear (&job->report_mutex);
  g_clear_object (&job->spec.cancellable);
  g_clear_error (&job->error);
  g_free (job);
}

static Job *
job_new (NxStore *store, const NxStoreJobSpec *spec)
{
  Job *job = g_new0 (Job, 1);

  job->store = store;
  job->spec = *spec;
  if (spec->cancellable != NULL)
    g_object_ref (spec->cancellable);
  job->ref_count = 1;
  g_mutex_init (&job->report_mutex);
  return job;
}

static GSource *
attach (GMainContext *context, int priority, GSourceFunc func, gpointer data)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_static_name (source, "[nx-store] answer");
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);
  g_source_unref (source);
  return source;
}

static gboolean
report_in_context (gpointer data)
{
  Job *job = data;
  guint64 done = 0;
  guint64 total = 0;

  g_mutex_lock (&job->report_mutex);
  done = job->done;
  total = job->total;
  job->is_report_pending = FALSE;
  g_mutex_unlock (&job->report_mutex);
  job->spec.progress (done, total, job->spec.progress_data);
  job_unref (job);
  return G_SOURCE_REMOVE;
}

/* One report is under way at most, so a fast job cannot flood the main loop. */
static void
report_in_thread (guint64 done, guint64 total, gpointer data)
{
  Job *job = data;
  gboolean is_first = FALSE;

  g_mutex_lock (&job->report_mutex);
  job->done = done;
  job->total = total;
  is_first = !job->is_report_pending;
  job->is_report_pending = TRUE;
  g_mutex_unlock (&job->report_mutex);
  if (!is_first)
    return;
  g_atomic_int_inc (&job->ref_count);
  attach (g_task_get_context (job->task), g_task_get_priority (job->task), report_in_context, job);
}

static gboolean
answer_in_context (gpointer data)
{
  Job *job = data;
  g_autoptr (GTask) task = g_steal_pointer (&job->task);

  /* The caller's data goes after its answer, on its own context, as nx-store.h promises. */
  if (job->error != NULL)
    {
      if (job->result != NULL && job->spec.free_result != NULL)
        job->spec.free_result (job->result);
      g_task_return_error (task, g_steal_pointer (&job->error));
    }
  else
    g_task_return_pointer (task, job->result, job->spec.free_result);
  if (job->spec.free_data != NULL)
    job->spec.free_data (job->spec.data);
  job_unref (job);
  return G_SOURCE_REMOVE;
}

/* Room for the next try. The text is still in the caller's hands: the edit, the form. */
static void
explain_no_space (NxStore *store, GError **error)
{
  if (!nx_store_folder_free_reserve (store->folder))
    return;
  g_clear_error (error);
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_NO_SPACE,
                       _ ("The disk is full. Nothing was saved and nothing was lost. The store "
                          "has now given back a reserve of 8 MB: save again, then make room on "
                          "the disk."));
}

/* After a commit: what the journal's head is now, and who must hear of it. */
static void
tell_commit (NxStore *store, NxDatabase *db)
{
  g_autoptr (NxChangeSet) changes = nx_database_take_changes (db);
  g_autofree char *digest = NULL;
  gint64 seq = 0;

  if (nx_database_take_head (db, &seq, &digest))
    nx_store_folder_write_head (store->folder, seq, digest);
  if (changes == NULL)
    return;
  g_mutex_lock (&store->mutex);
  store->generation++;
  g_mutex_unlock (&store->mutex);
  nx_store_tell (store, changes);
}

/* The job inside its transaction. A write that was cancelled before its commit is taken back even
 * when the job did not notice; from the commit on, nothing can stop it. */
static void
run_in_transaction (Job *job, NxDatabase *db, NxDriver *driver)
{
  gboolean for_writing = job->spec.kind == NX_STORE_WRITER;

  if (!nx_driver_begin (driver, for_writing, &job->error))
    return;
  nx_driver_watch (driver, job->spec.cancellable);
  job->result = job->spec.func (db, job->spec.data, job->spec.cancellable, &job->error);
  nx_driver_watch (driver, NULL);
  if (job->error == NULL && for_writing)
    g_cancellable_set_error_if_cancelled (job->spec.cancellable, &job->error);
  if (job->error == NULL && nx_driver_commit (driver, &job->error) && for_writing)
    tell_commit (job->store, db);
  if (job->error != NULL)
    nx_driver_rollback (driver);
}

/* Asked when the job begins, not when it was queued: jobs before it may have committed. */
static guint64
get_generation (NxStore *store)
{
  guint64 generation = 0;

  g_mutex_lock (&store->mutex);
  generation = store->generation;
  g_mutex_unlock (&store->mutex);
  return generation;
}

static void
run_turn (Job *job)
{
  NxDatabaseTurn turn = {
    .for_writing = job->spec.kind == NX_STORE_WRITER,
    .actor = job->actor,
    .fixed_now = job->fixed_now,
    .generation = get_generation (job->store),
    .cancellable = job->spec.cancellable,
    .report = job->spec.progress != NULL && job->task != NULL ? report_in_thread : NULL,
    .report_data = job,
  };
  NxDatabase *db = NULL;

  if (!turn.for_writing
      && g_cancellable_set_error_if_cancelled (job->spec.cancellable, &job->error))
    return;
  db = nx_store_ensure_database (job->store, job->spec.kind, &job->error);
  if (db == NULL)
    return;
  nx_database_begin_turn (db, &turn);
  run_in_transaction (job, db, nx_database_get_driver (db));
  nx_database_end_turn (db);
  if (g_error_matches (job->error, NX_STORE_ERROR, NX_STORE_ERROR_NO_SPACE))
    explain_no_space (job->store, &job->error);
  if (job->error != NULL)
    g_debug ("job %s: %s %d", job->spec.name, g_quark_to_string (job->error->domain),
             job->error->code);
}

static void
run_in_thread (gpointer data)
{
  Job *job = data;
  GTask *task = job->task;

  run_turn (job);
  if (task != NULL)
    attach (g_task_get_context (task), g_task_get_priority (task), answer_in_context, job);
}

/* On the writer's thread, whose turn it is when all that was queued before is written. */
static void
pass_on_in_thread (gpointer data)
{
  Job *job = data;

  nx_store_thread_push (job->store->connections[job->spec.kind].thread, NX_STORE_THREAD_READ,
                        run_in_thread, job);
}

/* Puts @job into its queue. FALSE with an error in it when the store is not open. */
static gboolean
queue_job (Job *job, gboolean is_waiting)
{
  NxStore *store = job->store;
  gboolean for_writing = job->spec.kind == NX_STORE_WRITER;
  NxStoreThreadPriority priority = for_writing ? NX_STORE_THREAD_WRITE : NX_STORE_THREAD_READ;
  NxStoreThread *thread = store->connections[job->spec.kind].thread;
  gboolean is_open = FALSE;

  g_mutex_lock (&store->mutex);
  is_open = store->state == NX_STORE_STATE_OPEN;
  job->actor = store->actor;
  job->fixed_now = store->fixed_now;
  /* Pushed under the mutex, so that a close asked for later on is queued later. */
  if (is_open && job->spec.is_settled)
    nx_store_thread_push (store->connections[NX_STORE_WRITER].thread, NX_STORE_THREAD_WRITE,
                          pass_on_in_thread, job);
  else if (is_open && !is_waiting)
    nx_store_thread_push (thread, priority, run_in_thread, job);
  g_mutex_unlock (&store->mutex);
  if (is_open && is_waiting)
    nx_store_thread_call (thread, priority, run_in_thread, job);
  return is_open || nx_store_error_set (&job->error, NX_STORE_ERROR_CLOSED);
}

void
nx_store_job_start (NxStore *self,
                    const NxStoreJobSpec *spec,
                    gpointer source_tag,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  Job *job = job_new (self, spec);

  job->task = g_task_new (self, spec->cancellable, callback, user_data);
  g_task_set_source_tag (job->task, source_tag);
  /* What was committed is never answered as cancelled. A read is, even when it came to its end: the
   * one who asked has gone on to something else, and may not be there any more. */
  g_task_set_check_cancellable (job->task, spec->kind != NX_STORE_WRITER);
  if (!queue_job (job, FALSE))
    answer_in_context (job);
}

gpointer
nx_store_job_run (NxStore *self, const NxStoreJobSpec *spec, GError **error)
{
  Job *job = job_new (self, spec);
  gpointer result = NULL;

  queue_job (job, TRUE);
  result = job->error == NULL ? job->result : NULL;
  if (job->error != NULL)
    g_propagate_error (error, g_steal_pointer (&job->error));
  job_unref (job);
  return result;
}
