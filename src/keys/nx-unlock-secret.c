/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens by what a person types: a passphrase or the recovery code. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-unlock-private.h"

#include "nx-keys-error.h"

#include <glib/gi18n-lib.h>

static gboolean
check_has_key_file (NxUnlock *self, GError **error)
{
  if (self->key_file != NULL)
    return TRUE;
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_NO_FILE,
                       _ ("There is no key file in this folder."));
  return FALSE;
}

static void
open_passphrase_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxUnlock *self = g_task_get_source_object (task);
  GError *error = NULL;
  NxKeySlot *slot = NULL;
  NxMasterKey *key
      = nx_key_file_open_passphrase_finish (NX_KEY_FILE (source), result, &slot, &error);

  if (key == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!nx_unlock_check_epoch (self, task))
    {
      nx_master_key_unref (key);
      nx_key_slot_unref (slot);
      return;
    }
  nx_unlock_set_open (self, key, slot);
  g_task_return_boolean (task, TRUE);
}

void
nx_unlock_passphrase_async (NxUnlock *self,
                            const char *slot_uid,
                            NxPassphrase *passphrase,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (NX_IS_UNLOCK (self));
  g_return_if_fail (passphrase != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_unlock_passphrase_async);
  if (!check_has_key_file (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  nx_unlock_note_epoch (self, task);
  nx_key_file_open_passphrase_async (self->key_file, slot_uid, passphrase, cancellable,
                                     open_passphrase_cb, g_steal_pointer (&task));
}

gboolean
nx_unlock_passphrase_finish (NxUnlock *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
nx_unlock_passphrase (NxUnlock *self,
                      const char *slot_uid,
                      NxPassphrase *passphrase,
                      GCancellable *cancellable,
                      GError **error)
{
  NxKeySlot *slot = NULL;
  NxMasterKey *key;

  g_return_val_if_fail (NX_IS_UNLOCK (self), FALSE);
  g_return_val_if_fail (passphrase != NULL, FALSE);

  if (!check_has_key_file (self, error))
    return FALSE;
  key = nx_key_file_open_passphrase (self->key_file, slot_uid, passphrase, &slot, cancellable,
                                     error);
  if (key == NULL)
    return FALSE;
  nx_unlock_set_open (self, key, slot);
  return TRUE;
}

gboolean
nx_unlock_recovery (NxUnlock *self, NxRecoveryCode *code, GError **error)
{
  NxKeySlot *slot = NULL;
  NxMasterKey *key;

  g_return_val_if_fail (NX_IS_UNLOCK (self), FALSE);
  g_return_val_if_fail (code != NULL, FALSE);

  if (!check_has_key_file (self, error))
    return FALSE;
  key = nx_key_file_open_recovery (self->key_file, code, &slot, error);
  if (key == NULL)
    return FALSE;
  nx_unlock_set_open (self, key, slot);
  return TRUE;
}
