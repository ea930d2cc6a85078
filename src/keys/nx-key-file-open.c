/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens a key file: finds the slot that a secret fits and takes the master key out of it. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-key-file-private.h"

#include "nx-key-slot-private.h"
#include "nx-keys-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  NxMasterKey *key;
  NxKeySlot *slot;
} Opened;

static void
opened_free (Opened *opened)
{
  g_clear_pointer (&opened->key, nx_master_key_unref);
  g_clear_pointer (&opened->slot, nx_key_slot_unref);
  g_free (opened);
}

/* What a worker thread needs of a file: immutable, so the file itself stays with its own thread. */
typedef struct
{
  char *store_uid;
  guint generation;
  char *key_id;
  GPtrArray *slots; /* to try, in this order */
  GBytes *secret;
} OpenJob;

static void
open_job_free (OpenJob *job)
{
  g_free (job->store_uid);
  g_free (job->key_id);
  g_ptr_array_unref (job->slots);
  g_bytes_unref (job->secret);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenJob, open_job_free)

static OpenJob *
open_job_new (NxKeyFile *self, NxKeySlotKind kind, const char *slot_uid, GBytes *secret)
{
  OpenJob *job = g_new0 (OpenJob, 1);

  job->store_uid = g_strdup (self->content->store_uid);
  job->generation = self->content->generation;
  job->key_id = g_strdup (self->content->key_id);
  job->slots = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_key_slot_unref);
  job->secret = g_bytes_ref (secret);
  for (guint i = 0; i < self->content->slots->len; i++)
    {
      NxKeySlot *slot = g_ptr_array_index (self->content->slots, i);

      if (nx_key_slot_get_kind (slot) == kind
          && (slot_uid == NULL || strcmp (slot_uid, nx_key_slot_get_uid (slot)) == 0))
        g_ptr_array_add (job->slots, nx_key_slot_ref (slot));
    }
  return job;
}

static NxMasterKey *
check_key_id (OpenJob *job, NxMasterKey *key, GError **error)
{
  if (strcmp (nx_master_key_get_id (key), job->key_id) == 0)
    return key;
  nx_master_key_unref (key);
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_DAMAGED,
                       _ ("The key file does not belong together: what opens it is not the key of "
                          "this store. It was left as it is. Take a copy from a backup."));
  return NULL;
}

static NxMasterKey *
run_open (OpenJob *job, NxKeySlot **opened, GCancellable *cancellable, GError **error)
{
  NxKeySlotPlace place = { job->store_uid, job->generation };

  for (guint i = 0; i < job->slots->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      NxKeySlot *slot = g_ptr_array_index (job->slots, i);
      NxMasterKey *key;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      key = nx_key_slot_unwrap (slot, &place, job->secret, &local_error);
      if (key != NULL)
        {
          key = check_key_id (job, key, error);
          if (key != NULL && opened != NULL)
            *opened = nx_key_slot_ref (slot);
          return key;
        }
      if (!g_error_matches (local_error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET,
                       _ ("This does not open the store. Nothing was changed; check what was typed "
                          "and try again, or take another way in."));
  return NULL;
}

static void
open_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Opened *opened = g_new0 (Opened, 1);

  opened->key = run_open (data, &opened->slot, cancellable, &error);
  if (opened->key != NULL)
    {
      g_task_return_pointer (task, opened, (GDestroyNotify)opened_free);
      return;
    }
  opened_free (opened);
  g_task_return_error (task, error);
}

NxMasterKey *
nx_key_file_open_passphrase (NxKeyFile *self,
                             const char *slot_uid,
                             NxPassphrase *passphrase,
                             NxKeySlot **slot,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (OpenJob) job = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (passphrase != NULL, NULL);

  job = open_job_new (self, NX_KEY_SLOT_PASSPHRASE, slot_uid, nx_passphrase_get_bytes (passphrase));
  return run_open (job, slot, cancellable, error);
}

void
nx_key_file_open_passphrase_async (NxKeyFile *self,
                                   const char *slot_uid,
                                   NxPassphrase *passphrase,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (NX_IS_KEY_FILE (self));
  g_return_if_fail (passphrase != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_key_file_open_passphrase_async);
  g_task_set_task_data (
      task,
      open_job_new (self, NX_KEY_SLOT_PASSPHRASE, slot_uid, nx_passphrase_get_bytes (passphrase)),
      (GDestroyNotify)open_job_free);
  g_task_run_in_thread (task, open_in_worker);
}

NxMasterKey *
nx_key_file_open_passphrase_finish (NxKeyFile *self,
                                    GAsyncResult *result,
                                    NxKeySlot **slot,
                                    GError **error)
{
  Opened *opened;
  NxMasterKey *key;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), error);
  if (opened == NULL)
    return NULL;
  key = g_steal_pointer (&opened->key);
  if (slot != NULL)
    *slot = g_steal_pointer (&opened->slot);
  opened_free (opened);
  return key;
}

NxMasterKey *
nx_key_file_open_recovery (NxKeyFile *self, NxRecoveryCode *code, NxKeySlot **slot, GError **error)
{
  g_autoptr (OpenJob) job = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  job = open_job_new (self, NX_KEY_SLOT_RECOVERY, NULL, nx_recovery_code_get_bytes (code));
  return run_open (job, slot, NULL, error);
}

NxMasterKey *
nx_key_file_open_keyring (NxKeyFile *self, GBytes *secret, NxKeySlot **slot, GError **error)
{
  g_autoptr (OpenJob) job = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  job = open_job_new (self, NX_KEY_SLOT_KEYRING, NULL, secret);
  return run_open (job, slot, NULL, error);
}
