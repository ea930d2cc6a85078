/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Backs up an open store: copied while it is worked on, read back, and only then given its name. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-backup.h"

#include "nx-backup-keep.h"
#include "nx-backup-write.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-hold.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

/* One backup on its way. */
typedef struct
{
  NxStore *store;
  char *folder;
  NxBackupReason reason;
  NxBackupContent content;

  const NxStoreHold *hold; /* while the pages are copied */

  GTask *task; /* NULL: somebody waits */
  NxBackup *backup;
  GError *error;

  NxStoreProgress progress;
  gpointer progress_data;
  GMainContext *context; /* where progress and answer are told; NULL: somebody waits */
  GMutex mutex;          /* guards what follows */
  guint64 done, total;
  gboolean is_report_pending;
  int ref_count; /* atomic: one, and one for each report on its way */
} Work;

char *
nx_backup_dup_folder (const char *store_folder)
{
  return g_build_filename (store_folder, NX_STORE_BACKUPS, NULL);
}

static Work *
work_new (NxStore *store, const char *folder, NxBackupReason reason)
{
  Work *work = g_new0 (Work, 1);

  work->store = g_object_ref (store);
  work->folder
      = folder != NULL ? g_strdup (folder) : nx_backup_dup_folder (nx_store_get_folder (store));
  work->reason = reason;
  work->ref_count = 1;
  g_mutex_init (&work->mutex);
  return work;
}

static void
work_unref (gpointer data)
{
  Work *work = data;

  if (!g_atomic_int_dec_and_test (&work->ref_count))
    return;
  g_mutex_clear (&work->mutex);
  g_clear_pointer (&work->context, g_main_context_unref);
  g_object_unref (work->store);
  g_free (work->folder);
  g_free (work);
}

/* Takes one reference of @work. Reports and the answer come in the order they were sent. */
static void
attach (Work *work, GSourceFunc func)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[nx-store] backup");
  g_source_set_callback (source, func, work, work_unref);
  g_source_attach (source, work->context);
  g_source_unref (source);
}

/* Progress */

static gboolean
report_in_context (gpointer data)
{
  Work *work = data;
  guint64 done = 0;
  guint64 total = 0;

  g_mutex_lock (&work->mutex);
  done = work->done;
  total = work->total;
  work->is_report_pending = FALSE;
  g_mutex_unlock (&work->mutex);
  work->progress (done, total, work->progress_data);
  return G_SOURCE_REMOVE;
}

static void
report (guint64 done, guint64 total, gpointer data)
{
  Work *work = data;
  gboolean is_first = FALSE;

  if (work->progress == NULL)
    return;
  g_mutex_lock (&work->mutex);
  work->done = done;
  work->total = total;
  is_first = !work->is_report_pending;
  work->is_report_pending = TRUE;
  g_mutex_unlock (&work->mutex);
  if (!is_first)
    return;
  g_atomic_int_inc (&work->ref_count);
  attach (work, report_in_context);
}

/* Making */

static gboolean
is_still (gpointer data, GError **error)
{
  Work *work = data;

  return nx_store_is_held (work->store, work->hold)
         || nx_store_error_set (error, NX_STORE_ERROR_CLOSED);
}

/* The pages, while the file is kept still; the hold ends however the copying ended. */
static char *
copy_held (
    Work *work, NxStoreHold *hold, NxBackup *backup, GCancellable *cancellable, GError **error)
{
  NxBackupSource source = { .fd = hold->fd, .is_still = is_still, .report = report, .data = work };
  g_autofree char *part = NULL;
  GError *failure = NULL;

  work->hold = hold;
  part = nx_backup_write_part (backup, work->folder, &source, cancellable, error);
  work->hold = NULL;
  if (nx_store_release (work->store, hold, &failure))
    return g_steal_pointer (&part);
  if (part == NULL)
    g_error_free (failure); /* it was said already why there is none */
  else
    {
      g_unlink (part);
      g_propagate_error (error, failure);
    }
  return NULL;
}

/* @part is there and not named yet. On failure it goes. */
static gboolean
prove_and_name (NxBackup *backup,
                const char *part,
                GBytes *key,
                NxBackupContent *content,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (NxBackup) copy = nx_backup_read (part, error);
  g_autofree char *folder = g_path_get_dirname (part);

  if (copy == NULL || !nx_backup_check (copy, key, content, cancellable, error)
      || !nx_backup_finish_part (backup, part, error))
    {
      g_unlink (part);
      return FALSE;
    }
  nx_backup_forget_parts (folder);
  nx_backup_remove_old (folder, backup->store_uid, g_get_real_time () / G_USEC_PER_SEC,
                        backup->path);
  return TRUE;
}

static NxBackup *
make (Work *work, GCancellable *cancellable, GError **error)
{
  g_auto (NxStoreHold) hold = { .fd = -1 };
  g_autoptr (NxBackup) backup = NULL;
  g_autofree char *part = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !nx_store_hold (work->store, &hold, cancellable, error))
    return NULL;
  backup = nx_backup_new_of_hold (nx_store_get_folder (work->store), &hold, work->reason);
  part = copy_held (work, &hold, backup, cancellable, error);
  if (part == NULL || !prove_and_name (backup, part, hold.key, &work->content, cancellable, error))
    return NULL;
  return g_steal_pointer (&backup);
}

NxBackup *
nx_backup_make (NxStore *store,
                const char *folder,
                NxBackupReason reason,
                NxBackupContent *content,
                GCancellable *cancellable,
                GError **error)
{
  Work *work = NULL;
  NxBackup *backup = NULL;

  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  work = work_new (store, folder, reason);
  backup = make (work, cancellable, error);
  if (backup != NULL && content != NULL)
    *content = work->content;
  work_unref (work);
  return backup;
}

/* The thread keeps nothing of the asker: GTask's own would keep the task, and with it perhaps the
 * last reference of the store, for a moment longer than the answer. */
static gboolean
answer_in_context (gpointer data)
{
  Work *work = data;
  g_autoptr (GTask) task = g_steal_pointer (&work->task);
  NxBackupContent *content = g_task_get_task_data (task);

  *content = work->content;
  if (work->backup != NULL)
    g_task_return_pointer (task, work->backup, (GDestroyNotify)nx_backup_unref);
  else
    g_task_return_error (task, work->error);
  return G_SOURCE_REMOVE;
}

static gpointer
make_in_thread (gpointer data)
{
  Work *work = data;
  GTask *task = work->task;

  work->backup = make (work, g_task_get_cancellable (task), &work->error);
  attach (work, answer_in_context);
  return NULL;
}

void
nx_backup_make_async (NxStore *store,
                      const char *folder,
                      NxBackupReason reason,
                      NxStoreProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work = NULL;

  g_return_if_fail (NX_IS_STORE (store));
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_backup_make_async);
  /* A backup that was finished before the cancel is there: it is not answered as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  work = work_new (store, folder, reason);
  work->progress = progress;
  work->progress_data = progress_data;
  work->context = g_main_context_ref (g_task_get_context (task));
  g_task_set_task_data (task, g_new0 (NxBackupContent, 1), g_free);
  work->task = g_steal_pointer (&task);
  g_thread_unref (g_thread_new ("nx-backup", make_in_thread, work));
}

NxBackup *
nx_backup_make_finish (NxStore *store,
                       GAsyncResult *result,
                       NxBackupContent *content,
                       GError **error)
{
  NxBackup *backup = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  backup = g_task_propagate_pointer (G_TASK (result), error);
  if (backup != NULL && content != NULL)
    *content = *(NxBackupContent *)g_task_get_task_data (G_TASK (result));
  return backup;
}

/* Copying */

NxBackup *
nx_backup_copy (
    NxBackup *backup, GBytes *key, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxBackup) copy = nx_backup_new_same (backup, NULL);
  g_autofree char *part = NULL;
  NxBackupSource source = { .fd = g_open (backup->path, O_RDONLY | O_CLOEXEC, 0) };

  if (source.fd < 0)
    {
      nx_store_error_set_errno (error, errno);
      return NULL;
    }
  part = nx_backup_write_part (copy, folder, &source, cancellable, error);
  g_close (source.fd, NULL);
  if (part == NULL || !prove_and_name (copy, part, key, NULL, cancellable, error))
    return NULL;
  return g_steal_pointer (&copy);
}
