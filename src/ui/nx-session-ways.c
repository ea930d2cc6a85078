/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The ways into the open office of an NxSession: adds a passphrase, takes one away, mends the file.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-keys-error.h"
#include "nx-session-private.h"

#include <glib/gi18n-lib.h>

/* Every change is made on a fresh copy of the key file: when it cannot be saved, nothing that the
   unlock page relies on has changed. The copy is the task's data. */

/* The item opens nothing any more; that it goes too is tidiness, so nobody waits for it. */
static void
forget_keyring (NxKeyFile *keys)
{
  g_autoptr (NxKeyring) keyring
      = nx_keyring_new (nx_key_file_get_store_uid (keys), nx_key_file_get_generation (keys));

  nx_keyring_forget_async (keyring, NULL, NULL, NULL);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  NxSession *self = g_task_get_source_object (task);
  NxKeyFile *keys = NX_KEY_FILE (source);
  gboolean had_keyring
      = nx_key_file_has_kind (nx_unlock_get_key_file (self->unlock), NX_KEY_SLOT_KEYRING);
  GError *error = NULL;

  if (!nx_key_file_save_finish (keys, result, &error) || !nx_unlock_reload (self->unlock, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (had_keyring && !nx_key_file_has_kind (keys, NX_KEY_SLOT_KEYRING))
    forget_keyring (keys);
  g_task_return_boolean (task, TRUE);
}

static void
save (GTask *task)
{
  /* Not to be cancelled: once begun, the file on disk and the one in memory belong together. */
  nx_key_file_save_async (g_task_get_task_data (task), NULL, save_cb, task);
}

/* A task that carries a fresh copy of the key file; NULL when it was answered with an error. */
static GTask *
begin (NxSession *self,
       gboolean from_memory,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  NxKeyFile *keys = NULL;

  g_task_set_check_cancellable (task, FALSE);
  if (from_memory)
    keys = g_object_ref (nx_unlock_get_key_file (self->unlock));
  else
    keys = nx_key_file_load (self->folder, &error);
  if (keys == NULL)
    {
      g_task_return_error (task, error);
      return NULL;
    }
  g_task_set_task_data (task, keys, g_object_unref);
  return g_steal_pointer (&task);
}

/* --- Adding
 * --------------------------------------------------------------------------------------- */

static void
add_passphrase_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (nx_key_file_add_passphrase_finish (NX_KEY_FILE (source), result, &error) == NULL)
    g_task_return_error (task, error);
  else
    save (g_steal_pointer (&task));
}

void
nx_session_add_passphrase_async (NxSession *self,
                                 const char *typed,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;
  g_autoptr (NxPassphrase) passphrase = NULL;
  GError *error = NULL;

  g_return_if_fail (self->state == NX_SESSION_OPEN);
  task = begin (self, FALSE, cancellable, callback, user_data);
  if (task == NULL)
    return;
  passphrase = nx_passphrase_check (typed, &error) ? nx_passphrase_new (typed, &error) : NULL;
  if (passphrase == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  nx_key_file_add_passphrase_async (g_task_get_task_data (task), nx_unlock_get_key (self->unlock),
                                    self->worker_uid, "", passphrase, NULL, cancellable,
                                    add_passphrase_cb, task);
}

/* The owner is who made the sheet: whoever opens the office by it acts as that worker. */
void
nx_session_add_recovery_async (NxSession *self,
                               NxRecoveryCode *code,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;
  GError *error = NULL;

  g_return_if_fail (self->state == NX_SESSION_OPEN);
  task = begin (self, FALSE, cancellable, callback, user_data);
  if (task == NULL)
    return;
  if (nx_key_file_add_recovery (g_task_get_task_data (task), nx_unlock_get_key (self->unlock),
                                self->worker_uid, "", code, &error)
      != NULL)
    {
      save (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* --- Taking away
 * ---------------------------------------------------------------------------------- */

void
nx_session_remove_way_async (NxSession *self,
                             const char *slot_uid,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;
  GError *error = NULL;

  g_return_if_fail (self->state == NX_SESSION_OPEN);
  task = begin (self, FALSE, cancellable, callback, user_data);
  if (task == NULL)
    return;
  if (nx_key_file_remove_slot (g_task_get_task_data (task), slot_uid, &error))
    {
      save (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* --- Mending
 * --------------------------------------------------------------------------------------- */

void
nx_session_repair_keys_async (NxSession *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (self->state == NX_SESSION_OPEN);
  g_return_if_fail (nx_unlock_is_previous (self->unlock));
  task = begin (self, TRUE, cancellable, callback, user_data);
  if (task != NULL)
    save (task);
}

gboolean
nx_session_ways_finish (NxSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
nx_session_is_keyring_only (NxSession *self)
{
  NxKeyFile *keys = self->unlock != NULL ? nx_unlock_get_key_file (self->unlock) : NULL;

  g_return_val_if_fail (NX_IS_SESSION (self), FALSE);
  return keys != NULL && !nx_key_file_has_kind (keys, NX_KEY_SLOT_PASSPHRASE)
         && !nx_key_file_has_kind (keys, NX_KEY_SLOT_RECOVERY);
}
