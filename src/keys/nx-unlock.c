/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How a store is opened: the keyring first and silently, then what to offer the person and why. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-unlock.h"

#include "nx-keys-error.h"
#include "nx-unlock-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define DATABASE_NAME "store.db"

G_DEFINE_FINAL_TYPE (NxUnlock, nx_unlock, G_TYPE_OBJECT)

enum NxUnlockProps
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
drop_key (NxUnlock *self)
{
  g_clear_pointer (&self->key, nx_master_key_unref);
  g_clear_pointer (&self->slot, nx_key_slot_unref);
}

void
nx_unlock_set_state (NxUnlock *self, NxUnlockState state, NxUnlockReason reason)
{
  self->state = state;
  self->reason = reason;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* Whether an answer still counts. If not, the task is answered as cancelled: a program that was
 * locked meanwhile must not open by itself. */
gboolean
nx_unlock_check_epoch (NxUnlock *self, GTask *task)
{
  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) == self->epoch)
    return TRUE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           "The store was locked meanwhile");
  return FALSE;
}

void
nx_unlock_note_epoch (NxUnlock *self, GTask *task)
{
  g_task_set_task_data (task, GUINT_TO_POINTER (self->epoch), NULL);
}

/* Takes @key and @slot. */
void
nx_unlock_set_open (NxUnlock *self, NxMasterKey *key, NxKeySlot *slot)
{
  drop_key (self);
  self->key = key;
  self->slot = slot;
  nx_unlock_set_state (self, NX_UNLOCK_OPEN, NX_UNLOCK_REASON_NONE);
}

static gboolean
is_there (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  /* What cannot be looked at counts as there: a folder without rights must not look empty. */
  return g_lstat (path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* Reads the key file, or the previous one in its place. */
static void
read_key_file (NxUnlock *self)
{
  drop_key (self);
  if (self->folder == NULL)
    return;
  g_clear_object (&self->key_file);
  g_clear_error (&self->error);
  self->is_previous = FALSE;
  self->has_database = is_there (self->folder, DATABASE_NAME);

  self->key_file = nx_key_file_load (self->folder, &self->error);
  if (self->key_file != NULL || g_error_matches (self->error, NX_KEYS_ERROR, NX_KEYS_ERROR_NEWER))
    return;
  self->key_file = nx_key_file_load_previous (self->folder, NULL);
  self->is_previous = self->key_file != NULL;
}

static void
set_unreadable (NxUnlock *self)
{
  gboolean is_missing = g_error_matches (self->error, NX_KEYS_ERROR, NX_KEYS_ERROR_NO_FILE);

  if (is_missing && !self->has_database && !is_there (self->folder, NX_KEY_FILE_PREVIOUS_NAME))
    {
      nx_unlock_set_state (self, NX_UNLOCK_NO_STORE, NX_UNLOCK_REASON_NONE);
      return;
    }
  if (is_missing)
    {
      g_clear_error (&self->error);
      self->error = g_error_new_literal (
          NX_KEYS_ERROR, NX_KEYS_ERROR_NO_FILE,
          _ ("The key file of this store is missing. The store was left as it is, but without its "
             "key file nothing can open it. Put the file store.keys from a backup beside it."));
    }
  nx_unlock_set_state (self, NX_UNLOCK_BROKEN, NX_UNLOCK_REASON_NONE);
}

/* Returns: whether the keyring is to be tried; else the state is set. */
gboolean
nx_unlock_prepare (NxUnlock *self)
{
  self->epoch++;
  read_key_file (self);
  if (self->key_file == NULL)
    set_unreadable (self);
  else if (!nx_key_file_has_kind (self->key_file, NX_KEY_SLOT_KEYRING))
    nx_unlock_set_state (self, NX_UNLOCK_CLOSED, NX_UNLOCK_REASON_NO_SLOT);
  else if (!self->may_use_keyring)
    nx_unlock_set_state (self, NX_UNLOCK_CLOSED, NX_UNLOCK_REASON_FORBIDDEN);
  else
    return TRUE;
  return FALSE;
}

void
nx_unlock_lock (NxUnlock *self)
{
  g_return_if_fail (NX_IS_UNLOCK (self));

  self->epoch++;
  if (self->state != NX_UNLOCK_OPEN)
    return;
  drop_key (self);
  nx_unlock_set_state (self, NX_UNLOCK_CLOSED, NX_UNLOCK_REASON_NONE);
}

gboolean
nx_unlock_reload (NxUnlock *self, GError **error)
{
  g_autoptr (NxKeyFile) fresh = NULL;

  g_return_val_if_fail (NX_IS_UNLOCK (self), FALSE);
  g_return_val_if_fail (self->key_file != NULL && self->folder != NULL, FALSE);

  fresh = nx_key_file_load (self->folder, error);
  if (fresh == NULL)
    return FALSE;
  if (g_strcmp0 (nx_key_file_get_key_id (fresh), nx_key_file_get_key_id (self->key_file)) != 0)
    {
      g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FOREIGN,
                           _ ("The key file now belongs to another store. Nothing was changed."));
      return FALSE;
    }
  g_set_object (&self->key_file, fresh);
  g_clear_error (&self->error);
  self->is_previous = FALSE;
  return TRUE;
}

static void
nx_unlock_finalize (GObject *object)
{
  NxUnlock *self = NX_UNLOCK (object);

  drop_key (self);
  g_clear_object (&self->key_file);
  g_clear_error (&self->error);
  g_free (self->folder);
  G_OBJECT_CLASS (nx_unlock_parent_class)->finalize (object);
}

static void
nx_unlock_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, (int)NX_UNLOCK (object)->state);
}

static void
nx_unlock_class_init (NxUnlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nx_unlock_finalize;
  object_class->get_property = nx_unlock_get_property;

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, NX_UNLOCK_NEW, NX_UNLOCK_OPEN,
                                        NX_UNLOCK_NEW, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
nx_unlock_init (NxUnlock *self)
{
}

NxUnlock *
nx_unlock_new (const char *folder, gboolean may_use_keyring)
{
  return nx_unlock_new_with_limits (folder, may_use_keyring, NX_KEYRING_TIME_LIMIT,
                                    NX_KEYRING_PROMPT_LIMIT);
}

NxUnlock *
nx_unlock_new_with_limits (const char *folder,
                           gboolean may_use_keyring,
                           guint time_limit,
                           guint prompt_limit)
{
  NxUnlock *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (NX_TYPE_UNLOCK, NULL);
  self->folder = g_strdup (folder);
  self->may_use_keyring = may_use_keyring;
  self->time_limit = time_limit;
  self->prompt_limit = prompt_limit;
  return self;
}

NxUnlock *
nx_unlock_new_for_backup (NxKeyFile *key_file, gboolean may_use_keyring)
{
  NxUnlock *self;

  g_return_val_if_fail (NX_IS_KEY_FILE (key_file), NULL);

  self = g_object_new (NX_TYPE_UNLOCK, NULL);
  self->key_file = g_object_ref (key_file);
  self->may_use_keyring = may_use_keyring;
  self->time_limit = NX_KEYRING_TIME_LIMIT;
  self->prompt_limit = NX_KEYRING_PROMPT_LIMIT;
  return self;
}

gboolean
nx_unlock_may_use_keyring (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), FALSE);
  return self->may_use_keyring;
}

NxUnlockState
nx_unlock_get_state (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), NX_UNLOCK_NEW);
  return self->state;
}

NxUnlockReason
nx_unlock_get_reason (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), NX_UNLOCK_REASON_NONE);
  return self->reason;
}

NxUnlockOffers
nx_unlock_get_offers (NxUnlock *self)
{
  NxUnlockOffers offers = NX_UNLOCK_OFFER_NONE;

  g_return_val_if_fail (NX_IS_UNLOCK (self), NX_UNLOCK_OFFER_NONE);

  if (self->state != NX_UNLOCK_CLOSED)
    return offers;
  if (nx_key_file_has_kind (self->key_file, NX_KEY_SLOT_PASSPHRASE))
    offers |= NX_UNLOCK_OFFER_PASSPHRASE;
  if (nx_key_file_has_kind (self->key_file, NX_KEY_SLOT_RECOVERY))
    offers |= NX_UNLOCK_OFFER_RECOVERY;
  /* Asking again may help with a locked or a slow one, not with an item that is not there. */
  if (self->reason == NX_UNLOCK_REASON_LOCKED || self->reason == NX_UNLOCK_REASON_REFUSED
      || self->reason == NX_UNLOCK_REASON_HUNG)
    offers |= NX_UNLOCK_OFFER_KEYRING;
  return offers;
}

NxMasterKey *
nx_unlock_get_key (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), NULL);
  return self->key;
}

NxKeySlot *
nx_unlock_get_slot (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), NULL);
  return self->slot;
}

NxKeyFile *
nx_unlock_get_key_file (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), NULL);
  return self->key_file;
}

const GError *
nx_unlock_get_error (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), NULL);
  return self->error;
}

gboolean
nx_unlock_is_previous (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), FALSE);
  return self->is_previous;
}

gboolean
nx_unlock_has_database (NxUnlock *self)
{
  g_return_val_if_fail (NX_IS_UNLOCK (self), FALSE);
  return self->has_database;
}
