/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The ways in that people take from outside NxSession: passphrase, recovery code, asking the
 * keyring. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-session-private.h"

static void
unlock_passphrase_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  NxSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!nx_unlock_passphrase_finish (NX_UNLOCK (source), result, &error))
    g_task_return_error (task, error);
  else
    nx_session_open_store (self, g_steal_pointer (&task));
}

static void
unlock_keyring_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  NxSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!nx_unlock_keyring_finish (NX_UNLOCK (source), result, &error))
    g_task_return_error (task, error);
  else if (nx_unlock_get_state (self->unlock) != NX_UNLOCK_OPEN)
    g_task_return_boolean (task, FALSE);
  else
    nx_session_open_store (self, g_steal_pointer (&task));
}

void
nx_session_unlock_passphrase_async (NxSession *self,
                                    const char *slot_uid,
                                    const char *typed,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (NxPassphrase) passphrase = NULL;
  GError *error = NULL;

  g_return_if_fail (self->state == NX_SESSION_LOCKED);
  g_task_set_source_tag (task, nx_session_unlock_passphrase_async);
  passphrase = nx_passphrase_new (typed, &error);
  if (passphrase == NULL)
    g_task_return_error (task, error);
  else
    nx_unlock_passphrase_async (self->unlock, slot_uid, passphrase, cancellable,
                                unlock_passphrase_cb, g_steal_pointer (&task));
}

void
nx_session_unlock_recovery_async (NxSession *self,
                                  const char *typed,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (NxRecoveryCode) code = NULL;
  GError *error = NULL;

  g_return_if_fail (self->state == NX_SESSION_LOCKED);
  g_task_set_source_tag (task, nx_session_unlock_recovery_async);
  code = nx_recovery_code_parse (typed, NULL, &error);
  if (code == NULL || !nx_unlock_recovery (self->unlock, code, &error))
    g_task_return_error (task, error);
  else
    nx_session_open_store (self, g_steal_pointer (&task));
}

void
nx_session_unlock_keyring_async (NxSession *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (self->state == NX_SESSION_LOCKED);
  g_task_set_source_tag (task, nx_session_unlock_keyring_async);
  nx_unlock_keyring_async (self->unlock, cancellable, unlock_keyring_cb, g_steal_pointer (&task));
}

gboolean
nx_session_unlock_finish (NxSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
