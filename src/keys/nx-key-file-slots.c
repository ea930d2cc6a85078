/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Adds slots to a key file and takes them out, never the last one that is sure to open it. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-key-file-private.h"

#include "nx-key-slot-private.h"
#include "nx-keys-error.h"
#include "nx-secret-memory.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEYRING_SECRET_SIZE 32

/* What a worker thread needs of a file: immutable, so the file itself stays with its own thread. */
typedef struct
{
  char *store_uid;
  guint generation;
  char *key_id;
  GBytes *secret;
  NxMasterKey *key; /* to be wrapped */
  char *owner_uid;
  char *owner_label;
  NxPassphraseCost cost;
  gboolean has_cost;
} AddJob;

static void
add_job_free (AddJob *job)
{
  g_free (job->store_uid);
  g_free (job->key_id);
  g_bytes_unref (job->secret);
  nx_master_key_unref (job->key);
  g_free (job->owner_uid);
  g_free (job->owner_label);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AddJob, add_job_free)

static AddJob *
add_job_new (NxKeyFile *self,
             NxMasterKey *key,
             const char *owner_uid,
             const char *owner_label,
             GBytes *secret,
             const NxPassphraseCost *cost)
{
  AddJob *job = g_new0 (AddJob, 1);

  job->store_uid = g_strdup (self->content->store_uid);
  job->generation = self->content->generation;
  job->key_id = g_strdup (self->content->key_id);
  job->secret = g_bytes_ref (secret);
  job->key = nx_master_key_ref (key);
  job->owner_uid = g_strdup (owner_uid);
  job->owner_label = g_strdup (owner_label);
  job->has_cost = cost != NULL;
  if (cost != NULL)
    job->cost = *cost;
  return job;
}

static NxKeySlot *
run_add (AddJob *job, NxKeySlotKind kind, GError **error)
{
  NxKeySlotPlace place = { job->store_uid, job->generation };

  if (strcmp (nx_master_key_get_id (job->key), job->key_id) != 0)
    {
      g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                           _ ("This key is not the key of this store. Nothing was changed."));
      return NULL;
    }
  if (!nx_key_slot_check_owner (job->owner_uid, job->owner_label, error))
    return NULL;
  return nx_key_slot_wrap (&place, kind, job->key, job->secret, job->owner_uid, job->owner_label,
                           job->has_cost ? &job->cost : NULL, error);
}

/* Takes @slot. The file must stay readable by its own rules, in count and in size. */
static NxKeySlot *
add_slot (NxKeyFile *self, NxKeySlot *slot, GError **error)
{
  GPtrArray *slots = self->content->slots;
  g_autoptr (GBytes) bytes = NULL;

  if (slot == NULL)
    return NULL;
  g_ptr_array_add (slots, slot);
  bytes = nx_key_file_content_to_bytes (self->content);
  if (slots->len <= NX_KEY_FILE_MAX_SLOTS && g_bytes_get_size (bytes) <= NX_KEY_FILE_MAX_SIZE)
    return slot;
  g_ptr_array_set_size (slots, (int)slots->len - 1);
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                       _ ("The key file is full. Remove ways in that are no longer used."));
  return NULL;
}

static NxKeySlot *
add_by_secret (NxKeyFile *self,
               NxKeySlotKind kind,
               NxMasterKey *key,
               const char *owner_uid,
               const char *owner_label,
               GBytes *secret,
               const NxPassphraseCost *cost,
               GError **error)
{
  g_autoptr (AddJob) job = add_job_new (self, key, owner_uid, owner_label, secret, cost);

  return add_slot (self, run_add (job, kind, error), error);
}

NxKeySlot *
nx_key_file_add_keyring (NxKeyFile *self,
                         NxMasterKey *key,
                         const char *owner_uid,
                         const char *owner_label,
                         GBytes **secret,
                         GError **error)
{
  g_autoptr (GBytes) random = NULL;
  NxKeySlot *slot;

  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (key != NULL && owner_uid != NULL && owner_label != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  random = nx_secret_bytes_random (KEYRING_SECRET_SIZE);
  slot
      = add_by_secret (self, NX_KEY_SLOT_KEYRING, key, owner_uid, owner_label, random, NULL, error);
  *secret = slot != NULL ? g_steal_pointer (&random) : NULL;
  return slot;
}

NxKeySlot *
nx_key_file_add_recovery (NxKeyFile *self,
                          NxMasterKey *key,
                          const char *owner_uid,
                          const char *owner_label,
                          NxRecoveryCode *code,
                          GError **error)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (key != NULL && owner_uid != NULL && owner_label != NULL, NULL);
  g_return_val_if_fail (code != NULL, NULL);

  return add_by_secret (self, NX_KEY_SLOT_RECOVERY, key, owner_uid, owner_label,
                        nx_recovery_code_get_bytes (code), NULL, error);
}

NxKeySlot *
nx_key_file_add_passphrase (NxKeyFile *self,
                            NxMasterKey *key,
                            const char *owner_uid,
                            const char *owner_label,
                            NxPassphrase *passphrase,
                            const NxPassphraseCost *cost,
                            GError **error)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (key != NULL && owner_uid != NULL && owner_label != NULL, NULL);
  g_return_val_if_fail (passphrase != NULL, NULL);

  return add_by_secret (self, NX_KEY_SLOT_PASSPHRASE, key, owner_uid, owner_label,
                        nx_passphrase_get_bytes (passphrase), cost, error);
}

static void
add_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  NxKeySlot *slot = run_add (data, NX_KEY_SLOT_PASSPHRASE, &error);

  if (slot != NULL)
    g_task_return_pointer (task, slot, (GDestroyNotify)nx_key_slot_unref);
  else
    g_task_return_error (task, error);
}

void
nx_key_file_add_passphrase_async (NxKeyFile *self,
                                  NxMasterKey *key,
                                  const char *owner_uid,
                                  const char *owner_label,
                                  NxPassphrase *passphrase,
                                  const NxPassphraseCost *cost,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (NX_IS_KEY_FILE (self));
  g_return_if_fail (key != NULL && owner_uid != NULL && owner_label != NULL);
  g_return_if_fail (passphrase != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_key_file_add_passphrase_async);
  g_task_set_task_data (
      task,
      add_job_new (self, key, owner_uid, owner_label, nx_passphrase_get_bytes (passphrase), cost),
      (GDestroyNotify)add_job_free);
  g_task_run_in_thread (task, add_in_worker);
}

NxKeySlot *
nx_key_file_add_passphrase_finish (NxKeyFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return add_slot (self, g_task_propagate_pointer (G_TASK (result), error), error);
}

/* Slots that need neither the keyring nor luck. */
static guint
count_sure_slots (NxKeyFile *self)
{
  guint n = 0;

  for (guint i = 0; i < self->content->slots->len; i++)
    n += nx_key_slot_get_kind (g_ptr_array_index (self->content->slots, i)) != NX_KEY_SLOT_KEYRING;
  return n;
}

gboolean
nx_key_file_remove_slot (NxKeyFile *self, const char *slot_uid, GError **error)
{
  NxKeySlot *slot;

  g_return_val_if_fail (NX_IS_KEY_FILE (self), FALSE);
  g_return_val_if_fail (slot_uid != NULL, FALSE);

  slot = nx_key_file_find_slot (self, slot_uid);
  if (slot == NULL)
    {
      g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                           _ ("The key file has no such way in. Nothing was changed."));
      return FALSE;
    }
  if (self->content->slots->len == 1
      || (nx_key_slot_get_kind (slot) != NX_KEY_SLOT_KEYRING && count_sure_slots (self) == 1))
    {
      g_set_error_literal (
          error, NX_KEYS_ERROR, NX_KEYS_ERROR_LAST_SLOT,
          _ ("This is the last passphrase or recovery code that opens the store, so "
             "it was kept. Add another one first."));
      return FALSE;
    }
  return g_ptr_array_remove (self->content->slots, slot);
}
