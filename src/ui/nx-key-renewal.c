/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Another key for an office: first its key file is made in memory, then the closed store is written
 * again. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-key-renewal.h"

#include "nx-keyring.h"
#include "nx-keys-error.h"
#include "nx-rekey.h"

#include <glib/gi18n-lib.h>

/* A way in that stays: exactly one of the two secrets. */
typedef struct
{
  char *slot_uid;
  NxPassphrase *passphrase;
  NxRecoveryCode *code;
} Kept;

struct _NxKeyRenewal
{
  GObject parent_instance;

  char *folder;
  GBytes *old_file;
  guint n_old;
  NxMasterKey *old_key;
  GPtrArray *kept;
  char *keyring_owner; /* NULL: no keyring */

  /* Written by the thread that prepares, before its task answers. */
  const char *wrong_slot_uid;
  char *store_uid;
  guint generation;
  NxMasterKey *key;
  GBytes *keyring_secret;
  GBytes *file;
};

G_DEFINE_FINAL_TYPE (NxKeyRenewal, nx_key_renewal, G_TYPE_OBJECT)

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->slot_uid);
  g_clear_pointer (&kept->passphrase, nx_passphrase_unref);
  g_clear_pointer (&kept->code, nx_recovery_code_unref);
  g_free (kept);
}

static void
nx_key_renewal_finalize (GObject *object)
{
  NxKeyRenewal *self = NX_KEY_RENEWAL (object);

  g_free (self->folder);
  g_free (self->keyring_owner);
  g_free (self->store_uid);
  g_bytes_unref (self->old_file);
  nx_master_key_unref (self->old_key);
  g_ptr_array_unref (self->kept);
  g_clear_pointer (&self->key, nx_master_key_unref);
  g_clear_pointer (&self->keyring_secret, g_bytes_unref);
  g_clear_pointer (&self->file, g_bytes_unref);
  G_OBJECT_CLASS (nx_key_renewal_parent_class)->finalize (object);
}

static void
nx_key_renewal_class_init (NxKeyRenewalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_key_renewal_finalize;
}

static void
nx_key_renewal_init (NxKeyRenewal *self)
{
  self->kept = g_ptr_array_new_with_free_func (kept_free);
}

NxKeyRenewal *
nx_key_renewal_new (const char *folder, NxKeyFile *keys, NxMasterKey *key)
{
  NxKeyRenewal *self = g_object_new (NX_TYPE_KEY_RENEWAL, NULL);

  self->folder = g_strdup (folder);
  self->old_file = nx_key_file_to_bytes (keys);
  self->n_old = nx_key_file_get_n_slots (keys);
  self->old_key = nx_master_key_ref (key);
  return self;
}

static Kept *
keep (NxKeyRenewal *self, const char *slot_uid)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->slot_uid = g_strdup (slot_uid);
  g_ptr_array_add (self->kept, kept);
  return kept;
}

void
nx_key_renewal_keep_passphrase (NxKeyRenewal *self, const char *slot_uid, NxPassphrase *passphrase)
{
  g_return_if_fail (NX_IS_KEY_RENEWAL (self));
  keep (self, slot_uid)->passphrase = nx_passphrase_ref (passphrase);
}

void
nx_key_renewal_keep_recovery (NxKeyRenewal *self, const char *slot_uid, NxRecoveryCode *code)
{
  g_return_if_fail (NX_IS_KEY_RENEWAL (self));
  keep (self, slot_uid)->code = nx_recovery_code_ref (code);
}

void
nx_key_renewal_keep_keyring (NxKeyRenewal *self, const char *owner_uid)
{
  g_return_if_fail (NX_IS_KEY_RENEWAL (self));
  g_free (self->keyring_owner);
  self->keyring_owner = g_strdup (owner_uid);
}

guint
nx_key_renewal_get_n_ended (NxKeyRenewal *self)
{
  guint n_kept = self->kept->len + (self->keyring_owner != NULL);

  g_return_val_if_fail (NX_IS_KEY_RENEWAL (self), 0);
  return self->n_old > n_kept ? self->n_old - n_kept : 0;
}

/* --- The key file --------------------------------------------------------------------------------
 */

static gboolean
carry (NxKeyRenewal *self, NxKeyFile *next, NxKeyFile *old, const Kept *kept, GError **error)
{
  gboolean is_carried = kept->passphrase != NULL
                            ? nx_key_file_carry_passphrase (next, self->key, old, kept->slot_uid,
                                                            kept->passphrase, NULL, error)
                            : nx_key_file_carry_recovery (next, self->key, old, kept->code, error);

  if (!is_carried)
    self->wrong_slot_uid = kept->slot_uid;
  return is_carried;
}

static gboolean
make_file (NxKeyRenewal *self, NxKeyFile *old, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxKeyFile) next = nx_key_file_new_next (old, self->key);

  for (guint i = 0; i < self->kept->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !carry (self, next, old, g_ptr_array_index (self->kept, i), error))
      return FALSE;
  if (self->keyring_owner != NULL
      && nx_key_file_add_keyring (next, self->key, self->keyring_owner, "", &self->keyring_secret,
                                  error)
             == NULL)
    return FALSE;
  self->store_uid = g_strdup (nx_key_file_get_store_uid (next));
  self->generation = nx_key_file_get_generation (next);
  self->file = nx_key_file_to_bytes (next);
  return TRUE;
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  NxKeyRenewal *self = source;
  GError *error = NULL;
  g_autoptr (NxKeyFile) old = nx_key_file_load_bytes (self->old_file, &error);

  self->wrong_slot_uid = NULL;
  g_clear_pointer (&self->key, nx_master_key_unref);
  g_clear_pointer (&self->keyring_secret, g_bytes_unref);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->store_uid, g_free);
  self->key = nx_master_key_new_next (self->old_key);
  if (old != NULL && make_file (self, old, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* One item for each generation of the key: the one that opens the office now stays where it is, and
   this one opens nothing before the store is written. */
static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) failure = NULL;

  if (nx_keyring_store_finish (NX_KEYRING (source), result, &failure) == NX_KEYRING_FOUND)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&failure));
  else
    g_task_return_new_error (task, NX_KEYS_ERROR, NX_KEYS_ERROR_KEYRING, "%s",
                             _ ("The keyring did not take the new key. Nothing was changed. Unlock "
                                "it and try again, or go on without it."));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  NxKeyRenewal *self = NX_KEY_RENEWAL (source);
  g_autoptr (NxKeyring) keyring = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (self->keyring_secret == NULL)
    g_task_return_boolean (task, TRUE);
  else
    {
      keyring = nx_keyring_new (self->store_uid, self->generation);
      nx_keyring_store_async (keyring, self->keyring_secret, g_task_get_cancellable (task),
                              stored_cb, g_object_ref (task));
    }
}

void
nx_key_renewal_prepare_async (NxKeyRenewal *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;
  g_autoptr (GTask) work = NULL;

  g_return_if_fail (NX_IS_KEY_RENEWAL (self));
  g_return_if_fail (self->kept->len > 0);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_key_renewal_prepare_async);
  work = g_task_new (self, cancellable, prepared_cb, task);
  g_task_run_in_thread (work, prepare_in_thread);
}

gboolean
nx_key_renewal_prepare_finish (NxKeyRenewal *self,
                               GAsyncResult *result,
                               const char **wrong_slot_uid,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  *wrong_slot_uid = self->wrong_slot_uid;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- The store -----------------------------------------------------------------------------------
 */

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  NxKeyRenewal *self = source;
  const NxRekey keys = { nx_master_key_get_bytes (self->old_key),
                         nx_master_key_get_bytes (self->key), self->file };
  GError *error = NULL;

  if (nx_rekey (self->folder, &keys, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
nx_key_renewal_run_async (NxKeyRenewal *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (NX_IS_KEY_RENEWAL (self));
  g_return_if_fail (self->file != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_key_renewal_run_async);
  /* Once the store is in its place it is renewed, whoever has cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_in_thread);
}

gboolean
nx_key_renewal_run_finish (NxKeyRenewal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
