/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens by the desktop's keyring: silently at the start, or by letting the desktop ask. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-unlock-private.h"

static NxUnlockReason
get_reason_of (NxKeyringState state)
{
  switch (state)
    {
    case NX_KEYRING_ABSENT:
    case NX_KEYRING_NO_COLLECTION:
      return NX_UNLOCK_REASON_NO_SERVICE;
    case NX_KEYRING_LOCKED:
      return NX_UNLOCK_REASON_LOCKED;
    case NX_KEYRING_NO_ITEM:
      return NX_UNLOCK_REASON_ITEM_MISSING;
    case NX_KEYRING_UNFIT:
      return NX_UNLOCK_REASON_ITEM_UNFIT;
    case NX_KEYRING_TIMEOUT:
      return NX_UNLOCK_REASON_HUNG;
    case NX_KEYRING_FAILED:
    case NX_KEYRING_FOUND:
      break;
    }
  return NX_UNLOCK_REASON_FAILED;
}

static void
try_secret (NxUnlock *self, GBytes *secret)
{
  g_autoptr (GError) error = NULL;
  NxKeySlot *slot = NULL;
  NxMasterKey *key = nx_key_file_open_keyring (self->key_file, secret, &slot, &error);

  if (key != NULL)
    nx_unlock_set_open (self, key, slot);
  else
    nx_unlock_set_state (self, NX_UNLOCK_CLOSED, NX_UNLOCK_REASON_ITEM_UNFIT);
}

/* Ends both the silent try and the try after the prompt. */
static void
load_secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxUnlock *self = g_task_get_source_object (task);
  gboolean was_asked = g_task_get_source_tag (task) == nx_unlock_keyring_async;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;
  NxKeyringState state = nx_keyring_load_finish (NX_KEYRING (source), result, &secret, &error);
  NxUnlockReason reason = get_reason_of (state);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!nx_unlock_check_epoch (self, task))
    return;
  if (self->state == NX_UNLOCK_OPEN)
    ; /* a passphrase was quicker than the keyring */
  else if (secret != NULL)
    try_secret (self, secret);
  else
    nx_unlock_set_state (self, NX_UNLOCK_CLOSED,
                         was_asked && reason == NX_UNLOCK_REASON_LOCKED ? NX_UNLOCK_REASON_REFUSED
                                                                        : reason);
  g_task_return_boolean (task, TRUE);
}

static NxKeyring *
make_keyring (NxUnlock *self)
{
  return nx_keyring_new_with_limits (nx_key_file_get_store_uid (self->key_file),
                                     nx_key_file_get_generation (self->key_file), self->time_limit,
                                     self->prompt_limit);
}

void
nx_unlock_start_async (NxUnlock *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (NxKeyring) keyring = NULL;

  g_return_if_fail (NX_IS_UNLOCK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_unlock_start_async);
  if (!nx_unlock_prepare (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* Until the keyring has answered the other ways in can be used. */
  nx_unlock_set_state (self, NX_UNLOCK_CLOSED, NX_UNLOCK_REASON_NONE);
  nx_unlock_note_epoch (self, task);
  keyring = make_keyring (self);
  nx_keyring_load_async (keyring, cancellable, load_secret_cb, g_steal_pointer (&task));
}

gboolean
nx_unlock_start_finish (NxUnlock *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
nx_unlock_start (NxUnlock *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxKeyring) keyring = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) local_error = NULL;
  NxKeyringState state;

  g_return_val_if_fail (NX_IS_UNLOCK (self), FALSE);

  if (!nx_unlock_prepare (self))
    return TRUE;
  keyring = make_keyring (self);
  state = nx_keyring_load (keyring, &secret, cancellable, &local_error);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (secret != NULL)
    try_secret (self, secret);
  else
    nx_unlock_set_state (self, NX_UNLOCK_CLOSED, get_reason_of (state));
  return TRUE;
}

static void
unlock_keyring_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxUnlock *self = g_task_get_source_object (task);
  NxKeyring *keyring = NX_KEYRING (source);
  g_autoptr (GError) error = NULL;
  NxKeyringState state = nx_keyring_unlock_finish (keyring, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!nx_unlock_check_epoch (self, task))
    return;
  else if (self->state == NX_UNLOCK_OPEN)
    g_task_return_boolean (task, TRUE);
  else if (state == NX_KEYRING_FOUND)
    {
      GCancellable *cancellable = g_task_get_cancellable (task); /* before the task is given away */

      nx_keyring_load_async (keyring, cancellable, load_secret_cb, g_steal_pointer (&task));
    }
  else
    {
      nx_unlock_set_state (self, NX_UNLOCK_CLOSED,
                           state == NX_KEYRING_LOCKED ? NX_UNLOCK_REASON_REFUSED
                                                      : get_reason_of (state));
      g_task_return_boolean (task, TRUE);
    }
}

void
nx_unlock_keyring_async (NxUnlock *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (NxKeyring) keyring = NULL;

  g_return_if_fail (NX_IS_UNLOCK (self));
  g_return_if_fail (self->key_file != NULL && self->may_use_keyring);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_unlock_keyring_async);
  nx_unlock_note_epoch (self, task);
  keyring = make_keyring (self);
  nx_keyring_unlock_async (keyring, cancellable, unlock_keyring_cb, g_steal_pointer (&task));
}

gboolean
nx_unlock_keyring_finish (NxUnlock *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
