/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The long steps around backups that need no open store, each on a thread of its own: carrying one
 * to a second place, trying one out, looking into one, restoring one. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-backup-steps.h"

#include "nx-restore.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/resource.h>

#define REHEARSED_NAME "rehearsed"
#define LOW_PRIORITY 10 /* of nice (2) */

/* What a step works with; nothing of it belongs to a thread. */
typedef struct _Step Step;
struct _Step
{
  gboolean (*run) (Step *self, GCancellable *cancellable, GError **error);
  gboolean is_patient; /* others go first */
  char *folder;
  char *second;
  char *store_uid;
  NxBackup *backup;
  GBytes *key;
  NxBackupContent content;
  char *replaced;
};

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->folder);
  g_free (step->second);
  g_free (step->store_uid);
  g_free (step->replaced);
  g_clear_pointer (&step->backup, nx_backup_unref);
  g_bytes_unref (step->key);
  g_free (step);
}

static Step *
step_new (GBytes *key)
{
  Step *step = g_new0 (Step, 1);

  step->key = g_bytes_ref (key);
  return step;
}

/* A thread of its own and not one of a pool: the priority of a thread can only be lowered. On Linux
 * it is that of the calling thread alone. */
static gpointer
run_in_thread (gpointer data)
{
  g_autoptr (GTask) task = data;
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (step->is_patient)
    setpriority (PRIO_PROCESS, 0, LOW_PRIORITY);
  if (step->run (step, g_task_get_cancellable (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return NULL;
}

/* Takes @step. What was done before a cancel is answered as done. */
static void
start (Step *step, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, step, step_free);
  g_thread_unref (g_thread_new ("nx-backup-step", run_in_thread, task));
}

/* The newest one of the store there; NULL when there is none. */
static NxBackup *
find_newest (const char *folder, const char *store_uid)
{
  g_autoptr (GPtrArray) backups = nx_backup_list (folder, store_uid);

  return backups->len > 0 ? nx_backup_ref (g_ptr_array_index (backups, 0)) : NULL;
}

/* Carrying */

static gboolean
run_carry (Step *step, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxBackup) newest = find_newest (step->folder, step->store_uid);
  g_autoptr (NxBackup) there = NULL;
  g_autoptr (NxBackup) copy = NULL;

  if (newest == NULL)
    return TRUE;
  if (!g_file_test (step->second, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_FOUND,
                           _ ("The second place for backups is not there. Connect the disk, or "
                              "choose another place."));
      return FALSE;
    }
  there = find_newest (step->second, step->store_uid);
  if (there != NULL && there->made_at >= newest->made_at)
    return TRUE;
  copy = nx_backup_copy (newest, step->key, step->second, cancellable, error);
  return copy != NULL;
}

void
nx_backup_step_carry_async (const char *folder,
                            const char *second,
                            const char *store_uid,
                            GBytes *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Step *step = step_new (key);

  step->folder = g_strdup (folder);
  step->second = g_strdup (second);
  step->store_uid = g_strdup (store_uid);
  step->run = run_carry;
  start (step, cancellable, callback, user_data);
}

/* Rehearsing */

static gint64
get_day_number (GDateTime *day)
{
  return g_date_time_to_unix (day) / (24 * 3600);
}

gboolean
nx_backup_step_is_rehearsal_due (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, REHEARSED_NAME, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return TRUE;
  then = g_date_time_new_from_iso8601 (g_strstrip (text), NULL);
  return then == NULL
         || ABS (get_day_number (now) - get_day_number (then)) >= NX_BACKUP_REHEARSE_DAYS;
}

static void
note_rehearsed (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, REHEARSED_NAME, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *text = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ\n");

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

static gboolean
run_rehearse (Step *step, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxBackup) newest = find_newest (step->folder, step->store_uid);

  if (newest == NULL)
    return TRUE;
  if (!nx_restore_rehearse (newest, step->key, step->folder, cancellable, error))
    return FALSE;
  note_rehearsed (step->folder);
  return TRUE;
}

void
nx_backup_step_rehearse_async (const char *folder,
                               const char *store_uid,
                               GBytes *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Step *step = step_new (key);

  step->folder = g_strdup (folder);
  step->store_uid = g_strdup (store_uid);
  step->run = run_rehearse;
  step->is_patient = TRUE;
  start (step, cancellable, callback, user_data);
}

/* Looking into one */

static gboolean
run_check (Step *step, GCancellable *cancellable, GError **error)
{
  return nx_backup_check (step->backup, step->key, &step->content, cancellable, error);
}

void
nx_backup_step_check_async (NxBackup *backup,
                            GBytes *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Step *step = step_new (key);

  step->backup = nx_backup_ref (backup);
  step->run = run_check;
  start (step, cancellable, callback, user_data);
}

gboolean
nx_backup_step_check_finish (GAsyncResult *result, NxBackupContent *content, GError **error)
{
  Step *step = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *content = step->content;
  return TRUE;
}

/* Restoring */

static gboolean
run_restore (Step *step, GCancellable *cancellable, GError **error)
{
  return nx_restore (step->backup, step->key, step->folder, &step->content, &step->replaced,
                     cancellable, error);
}

void
nx_backup_step_restore_async (NxBackup *backup,
                              GBytes *key,
                              const char *folder,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Step *step = step_new (key);

  step->backup = nx_backup_ref (backup);
  step->folder = g_strdup (folder);
  step->run = run_restore;
  start (step, cancellable, callback, user_data);
}

gboolean
nx_backup_step_restore_finish (GAsyncResult *result, char **replaced, GError **error)
{
  Step *step = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *replaced = g_steal_pointer (&step->replaced);
  return TRUE;
}

gboolean
nx_backup_step_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
