/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The key file of a store: its UUID, its key generation and the slots that open it. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-key-file.h"

#include "nx-key-file-disk.h"
#include "nx-key-file-format.h"
#include "nx-key-slot-private.h"
#include "nx-keys-error.h"
#include "nx-secret-memory.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEYRING_SECRET_SIZE 32

struct _NxKeyFile
{
  GObject parent_instance;

  char *folder;
  NxKeyFileContent *content;

  GBytes *on_disk; /* what was loaded or saved last; NULL for a new file */
  NxKeyFileExpect expect;
};

G_DEFINE_FINAL_TYPE (NxKeyFile, nx_key_file, G_TYPE_OBJECT)

/* What a worker thread needs of a file: immutable, so the file itself stays with its own thread. */
typedef struct
{
  char *store_uid;
  guint generation;
  char *key_id;
  GPtrArray *slots;
  GBytes *secret;
  NxMasterKey *key; /* to be wrapped */
  char *owner_uid;
  char *owner_label;
  NxPassphraseCost cost;
  gboolean has_cost;
} Job;

typedef struct
{
  NxMasterKey *key;
  NxKeySlot *slot;
} Opened;

typedef struct
{
  char *folder;
  GBytes *content;
  GBytes *expected;
  NxKeyFileExpect expect;
} SaveJob;

static void
job_free (Job *job)
{
  g_free (job->store_uid);
  g_free (job->key_id);
  g_ptr_array_unref (job->slots);
  g_clear_pointer (&job->secret, g_bytes_unref);
  g_clear_pointer (&job->key, nx_master_key_unref);
  g_free (job->owner_uid);
  g_free (job->owner_label);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
opened_free (Opened *opened)
{
  g_clear_pointer (&opened->key, nx_master_key_unref);
  g_clear_pointer (&opened->slot, nx_key_slot_unref);
  g_free (opened);
}

static void
save_job_free (SaveJob *job)
{
  g_free (job->folder);
  g_bytes_unref (job->content);
  g_clear_pointer (&job->expected, g_bytes_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveJob, save_job_free)

static Job *
job_new (NxKeyFile *self, GBytes *secret)
{
  Job *job = g_new0 (Job, 1);

  job->store_uid = g_strdup (self->content->store_uid);
  job->generation = self->content->generation;
  job->key_id = g_strdup (self->content->key_id);
  job->slots = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_key_slot_unref);
  job->secret = g_bytes_ref (secret);
  return job;
}

/* Opening. */

static Job *
open_job_new (NxKeyFile *self, NxKeySlotKind kind, const char *slot_uid, GBytes *secret)
{
  Job *job = job_new (self, secret);

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
check_key_id (Job *job, NxMasterKey *key, GError **error)
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
run_open (Job *job, NxKeySlot **opened, GCancellable *cancellable, GError **error)
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
  g_autoptr (Job) job = NULL;

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
      (GDestroyNotify)job_free);
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
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  job = open_job_new (self, NX_KEY_SLOT_RECOVERY, NULL, nx_recovery_code_get_bytes (code));
  return run_open (job, slot, NULL, error);
}

NxMasterKey *
nx_key_file_open_keyring (NxKeyFile *self, GBytes *secret, NxKeySlot **slot, GError **error)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  job = open_job_new (self, NX_KEY_SLOT_KEYRING, NULL, secret);
  return run_open (job, slot, NULL, error);
}

/* Adding and removing. */

static Job *
add_job_new (NxKeyFile *self,
             NxMasterKey *key,
             const char *owner_uid,
             const char *owner_label,
             GBytes *secret,
             const NxPassphraseCost *cost)
{
  Job *job = job_new (self, secret);

  job->key = nx_master_key_ref (key);
  job->owner_uid = g_strdup (owner_uid);
  job->owner_label = g_strdup (owner_label);
  job->has_cost = cost != NULL;
  if (cost != NULL)
    job->cost = *cost;
  return job;
}

static NxKeySlot *
run_add (Job *job, NxKeySlotKind kind, GError **error)
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
  g_autoptr (Job) job = add_job_new (self, key, owner_uid, owner_label, secret, cost);

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
      (GDestroyNotify)job_free);
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

/* Saving. */

static gboolean
check_has_slots (NxKeyFile *self, GError **error)
{
  if (self->content->slots->len > 0)
    return TRUE;
  g_set_error_literal (
      error, NX_KEYS_ERROR, NX_KEYS_ERROR_LAST_SLOT,
      _ ("A key file without a way in would lock everybody out. It was not saved."));
  return FALSE;
}

static void
note_saved (NxKeyFile *self, GBytes *content)
{
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  self->on_disk = g_bytes_ref (content);
  self->expect = NX_KEY_FILE_EXPECT_SAME;
}

static SaveJob *
save_job_new (NxKeyFile *self)
{
  SaveJob *job = g_new0 (SaveJob, 1);

  job->folder = g_strdup (self->folder);
  job->content = nx_key_file_content_to_bytes (self->content);
  job->expect = self->expect;
  if (self->expect == NX_KEY_FILE_EXPECT_SAME)
    job->expected = g_bytes_ref (self->on_disk);
  return job;
}

gboolean
nx_key_file_save (NxKeyFile *self, GError **error)
{
  g_autoptr (SaveJob) job = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self), FALSE);

  if (!check_has_slots (self, error))
    return FALSE;
  job = save_job_new (self);
  if (!nx_key_file_disk_write (job->folder, job->content, job->expect, job->expected, error))
    return FALSE;
  note_saved (self, job->content);
  return TRUE;
}

static void
save_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SaveJob *job = data;
  GError *error = NULL;

  if (nx_key_file_disk_write (job->folder, job->content, job->expect, job->expected, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
nx_key_file_save_async (NxKeyFile *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (NX_IS_KEY_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_key_file_save_async);
  /* Once written it is written: a late cancel must not look like a failure. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!check_has_slots (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, save_job_new (self), (GDestroyNotify)save_job_free);
  g_task_run_in_thread (task, save_in_worker);
}

gboolean
nx_key_file_save_finish (NxKeyFile *self, GAsyncResult *result, GError **error)
{
  SaveJob *job;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  job = g_task_get_task_data (G_TASK (result));
  note_saved (self, job->content);
  return TRUE;
}

/* The object. */

static void
nx_key_file_finalize (GObject *object)
{
  NxKeyFile *self = NX_KEY_FILE (object);

  g_free (self->folder);
  g_clear_pointer (&self->content, nx_key_file_content_free);
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  G_OBJECT_CLASS (nx_key_file_parent_class)->finalize (object);
}

static void
nx_key_file_class_init (NxKeyFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_key_file_finalize;
}

static void
nx_key_file_init (NxKeyFile *self)
{
}

NxKeyFile *
nx_key_file_new (const char *folder, NxMasterKey *key)
{
  NxKeyFile *self;

  g_return_val_if_fail (folder != NULL && key != NULL, NULL);

  self = g_object_new (NX_TYPE_KEY_FILE, NULL);
  self->folder = g_strdup (folder);
  self->content = nx_key_file_content_new ();
  self->content->store_uid = g_uuid_string_random ();
  self->content->generation = 1;
  self->content->key_id = g_strdup (nx_master_key_get_id (key));
  self->expect = NX_KEY_FILE_EXPECT_NOTHING;
  return self;
}

static NxKeyFile *
load (const char *folder, const char *name, NxKeyFileExpect expect, GError **error)
{
  g_autoptr (GBytes) bytes = nx_key_file_disk_read (folder, name, error);
  g_autoptr (NxKeyFileContent) content = NULL;
  NxKeyFile *self;

  if (bytes != NULL)
    content = nx_key_file_content_from_bytes (bytes, error);
  if (content == NULL)
    return NULL;
  self = g_object_new (NX_TYPE_KEY_FILE, NULL);
  self->folder = g_strdup (folder);
  self->content = g_steal_pointer (&content);
  self->expect = expect;
  self->on_disk = g_steal_pointer (&bytes);
  return self;
}

NxKeyFile *
nx_key_file_load (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return load (folder, NX_KEY_FILE_NAME, NX_KEY_FILE_EXPECT_SAME, error);
}

NxKeyFile *
nx_key_file_load_previous (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return load (folder, NX_KEY_FILE_PREVIOUS_NAME, NX_KEY_FILE_EXPECT_DAMAGED, error);
}

const char *
nx_key_file_get_folder (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  return self->folder;
}

const char *
nx_key_file_get_store_uid (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  return self->content->store_uid;
}

guint
nx_key_file_get_generation (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), 0);
  return self->content->generation;
}

const char *
nx_key_file_get_key_id (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  return self->content->key_id;
}

guint
nx_key_file_get_n_slots (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), 0);
  return self->content->slots->len;
}

NxKeySlot *
nx_key_file_get_slot (NxKeyFile *self, guint position)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (position < self->content->slots->len, NULL);
  return g_ptr_array_index (self->content->slots, position);
}

NxKeySlot *
nx_key_file_find_slot (NxKeyFile *self, const char *slot_uid)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (slot_uid != NULL, NULL);

  for (guint i = 0; i < self->content->slots->len; i++)
    {
      NxKeySlot *slot = g_ptr_array_index (self->content->slots, i);

      if (strcmp (nx_key_slot_get_uid (slot), slot_uid) == 0)
        return slot;
    }
  return NULL;
}

gboolean
nx_key_file_has_kind (NxKeyFile *self, NxKeySlotKind kind)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), FALSE);

  for (guint i = 0; i < self->content->slots->len; i++)
    if (nx_key_slot_get_kind (g_ptr_array_index (self->content->slots, i)) == kind)
      return TRUE;
  return FALSE;
}
