/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One call to the keyring while it lasts: what was found, and who answers first. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-keyring-job.h"

#include "nx-keys-error.h"

#include <glib/gi18n-lib.h>

void
nx_keyring_job_clear_found (NxKeyringJob *job)
{
  job->item = NULL;
  g_list_free_full (g_steal_pointer (&job->items), g_object_unref);
  g_clear_object (&job->collection);
  g_clear_object (&job->service);
}

static void
stop_waiting (NxKeyringJob *job)
{
  if (job->timer != NULL)
    g_source_destroy (job->timer);
  g_clear_pointer (&job->timer, g_source_unref);
  if (job->watch != NULL)
    g_source_destroy (job->watch);
  g_clear_pointer (&job->watch, g_source_unref);
}

static void
job_free (NxKeyringJob *job)
{
  stop_waiting (job);
  nx_keyring_job_clear_found (job);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->secret, g_bytes_unref);
  g_free (job);
}

/* Whoever is first answers: a step, the clock or the caller's cancel. The steps cannot be relied on
 * to end by themselves, since connecting to a bus that hangs takes no notice of a cancellable; what
 * they say afterwards is dropped. */
void
nx_keyring_answer (GTask *task, NxKeyringState state)
{
  NxKeyringJob *job = g_task_get_task_data (task);

  if (job->is_answered)
    return;
  job->is_answered = TRUE;
  stop_waiting (job);
  g_task_return_int (task, state);
}

/* Takes @error. */
void
nx_keyring_answer_error (GTask *task, GError *error)
{
  NxKeyringJob *job = g_task_get_task_data (task);

  if (job->is_answered)
    {
      g_error_free (error);
      return;
    }
  job->is_answered = TRUE;
  stop_waiting (job);
  g_task_return_error (task, error);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  NxKeyringJob *job = g_task_get_task_data (task);

  g_cancellable_cancel (job->cancellable);
  nx_keyring_answer (task, NX_KEYRING_TIMEOUT);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  NxKeyringJob *job = g_task_get_task_data (task);

  g_cancellable_cancel (job->cancellable);
  nx_keyring_answer_error (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                      "Asking the keyring was cancelled"));
  return G_SOURCE_REMOVE;
}

/* Becomes the task data of @task; its clock runs from now. @secret: to be stored, else NULL. */
void
nx_keyring_job_new (GTask *task, NxKeyringOperation operation, GBytes *secret)
{
  NxKeyring *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  NxKeyringJob *job = g_new0 (NxKeyringJob, 1);

  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  job->operation = operation;
  job->cancellable = g_cancellable_new ();
  if (secret != NULL)
    job->secret = g_bytes_ref (secret);
  /* Both sources go with the answer, so they need no reference to the task. */
  job->timer = g_timeout_source_new (operation == NX_KEYRING_OPERATION_UNLOCK ? self->prompt_limit
                                                                              : self->time_limit);
  g_source_set_callback (job->timer, on_timer_cb, task, NULL);
  g_source_attach (job->timer, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    {
      job->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (job->watch, G_SOURCE_FUNC (on_cancelled_cb), task, NULL);
      g_source_attach (job->watch, g_main_context_get_thread_default ());
    }
}

gboolean
nx_keyring_is_absence (const GError *error)
{
  static const int codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_REPLY,           G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_NO_SERVER,          G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED, G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,  G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* Turns what a step failed with into a state, or into an error of ours. Takes @error. */
void
nx_keyring_answer_failure (GTask *task, GError *error)
{
  NxKeyringJob *job = g_task_get_task_data (task);
  g_autoptr (GError) reason = error;

  if (job->is_answered)
    return;
  g_debug ("The keyring answered with %s %d: %s", g_quark_to_string (reason->domain), reason->code,
           reason->message);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
      || g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
      || g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT))
    nx_keyring_answer (task, NX_KEYRING_TIMEOUT);
  else if (job->service == NULL || nx_keyring_is_absence (reason))
    nx_keyring_answer (task, NX_KEYRING_ABSENT);
  else if (g_error_matches (reason, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    nx_keyring_answer (task, NX_KEYRING_LOCKED);
  else
    nx_keyring_answer_error (
        task, g_error_new_literal (NX_KEYS_ERROR, NX_KEYS_ERROR_KEYRING,
                                   _ ("The keyring of the desktop failed. The store and "
                                      "its other ways in are not touched.")));
}
