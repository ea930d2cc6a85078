/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes a new office for NxSession: key, ways in, key file, proof, store, first worker; or goes on
 * where that was cut short. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-keys-error.h"
#include "nx-office.h"
#include "nx-sample-office.h"
#include "nx-session-private.h"
#include "nx-store-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define NX_SAMPLE_SEED 1

/* TRANSLATORS: name of the sample office; it has to say that its people are made up */
static const char sample_name[] = N_ ("Sample Station · made-up people");

/* The order is such that whatever stops it (power, full disk, a refusing keyring) leaves either
   nothing or something that can be opened: ways in before the store, and the ways in are proved by
   opening with them before there is anything to lose. */
typedef struct
{
  char *office_name;
  char *area_code;
  char *worker_name;
  char *worker_uid;
  NxPassphrase *passphrase; /* NULL for none */
  gboolean use_keyring;
  guint sample_households; /* 0: no sample */
  NxStoreProgress progress;
  gpointer progress_data;
  char *folder_before; /* of the session, when the office is put elsewhere */

  NxMasterKey *key;
  NxKeyFile *keys;
  NxKeyring *keyring;
  GBytes *secret;
  gboolean is_saved; /* the key file lies in the folder */
  gboolean is_in_keyring;
  gboolean is_store_made;
} NxCreation;

static void
creation_free (gpointer data)
{
  NxCreation *self = data;

  g_free (self->office_name);
  g_free (self->area_code);
  g_free (self->worker_name);
  g_free (self->worker_uid);
  g_free (self->folder_before);
  g_clear_pointer (&self->passphrase, nx_passphrase_unref);
  g_clear_pointer (&self->key, nx_master_key_unref);
  g_clear_pointer (&self->secret, g_bytes_unref);
  g_clear_object (&self->keys);
  g_clear_object (&self->keyring);
  g_free (self);
}

static void
answer_error (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* A store that stands is never taken back: the office is unfinished, and its key stays. */
static void
fail_unfinished (GTask *task, GError *error)
{
  NxSession *session = g_task_get_source_object (task);
  NxCreation *self = g_task_get_task_data (task);

  g_clear_error (&session->error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    session->error = g_error_copy (error);
  if (session->store != NULL && nx_store_is_open (session->store))
    nx_session_set_unfinished (session, self->office_name, self->area_code);
  else
    {
      g_clear_object (&session->store);
      nx_session_set_unfinished (session, NULL, NULL);
    }
  answer_error (task, error);
}

/* Takes back what this run made, and only that: while no store was made, its key opens nothing. */
static void
fail (GTask *task, GError *error)
{
  NxSession *session = g_task_get_source_object (task);
  NxCreation *self = g_task_get_task_data (task);

  session->is_making = FALSE;
  if (self->is_store_made || session->state == NX_SESSION_UNFINISHED)
    {
      fail_unfinished (task, error);
      return;
    }
  if (self->is_saved)
    {
      g_autofree char *path = g_build_filename (session->folder, NX_KEY_FILE_NAME, NULL);

      g_unlink (path);
    }
  if (self->is_in_keyring)
    nx_keyring_forget_async (self->keyring, NULL, NULL, NULL);
  if (nx_unlock_get_state (session->unlock) == NX_UNLOCK_OPEN)
    nx_unlock_lock (session->unlock);
  g_clear_object (&session->store);
  if (self->folder_before != NULL)
    {
      g_free (session->folder);
      session->folder = g_steal_pointer (&self->folder_before);
    }
  answer_error (task, error);
}

/* --- The steps, in order
 * --------------------------------------------------------------------------- */

/* The sample is filled in the same transaction: cancelled or cut short, nothing of it is there. */
static gpointer
set_up_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxCreation *self = data;
  NxSampleOptions options = { .households = self->sample_households, .seed = NX_SAMPLE_SEED };
  gint64 id = nx_office_set_up_as (db, self->area_code, self->worker_name, self->worker_uid, error);

  if (id == 0)
    return NULL;
  nx_database_act_as (db, id);
  if (options.households > 0 && !nx_sample_office_fill (db, &options, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  NxSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree gint64 *id = nx_store_write_finish (NX_STORE (source), result, &error);

  if (id == NULL)
    fail (task, error);
  else
    nx_session_load_who (session, task);
}

static void
set_up (GTask *task)
{
  NxSession *session = g_task_get_source_object (task);
  NxCreation *self = g_task_get_task_data (task);

  nx_store_write_with_progress_async (session->store, "office-set-up", set_up_in_worker, self, NULL,
                                      g_free, self->progress, self->progress_data,
                                      g_task_get_cancellable (task), set_up_cb, task);
}

static void
create_store_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  NxCreation *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!nx_store_create_finish (NX_STORE (source), result, &error))
    {
      fail (task, error);
      return;
    }
  self->is_store_made = TRUE;
  set_up (task);
}

static void
create_store (GTask *task)
{
  NxSession *session = g_task_get_source_object (task);
  NxCreation *self = g_task_get_task_data (task);
  NxKeyFile *keys = nx_unlock_get_key_file (session->unlock);
  NxStoreInfo info = { nx_key_file_get_store_uid (keys), self->office_name, self->area_code };

  session->store = nx_store_new (session->folder);
  nx_store_create_async (session->store,
                         nx_master_key_get_bytes (nx_unlock_get_key (session->unlock)), &info, NULL,
                         create_store_cb, task);
}

static void
prove_passphrase_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (nx_unlock_passphrase_finish (NX_UNLOCK (source), result, &error))
    create_store (task);
  else
    fail (task, error);
}

static void
prove_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  NxSession *session = g_task_get_source_object (task);
  NxCreation *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!nx_unlock_start_finish (session->unlock, result, &error))
    fail (task, error);
  else if (nx_unlock_get_state (session->unlock) == NX_UNLOCK_OPEN)
    create_store (task);
  else if (!self->use_keyring && self->passphrase != NULL)
    nx_unlock_passphrase_async (session->unlock, NULL, self->passphrase,
                                g_task_get_cancellable (task), prove_passphrase_cb, task);
  else
    fail (task,
          g_error_new_literal (NX_KEYS_ERROR, NX_KEYS_ERROR_KEYRING,
                               _ ("The system keyring did not give back what was stored in it. "
                                  "No office was made. Use a passphrase instead.")));
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  NxSession *session = g_task_get_source_object (task);
  NxCreation *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!nx_key_file_save_finish (self->keys, result, &error))
    {
      fail (task, error);
      return;
    }
  self->is_saved = TRUE;
  g_clear_object (&session->unlock);
  session->unlock = nx_unlock_new (session->folder, self->use_keyring);
  nx_unlock_start_async (session->unlock, g_task_get_cancellable (task), prove_cb, task);
}

static void
save_keys (GTask *task)
{
  NxCreation *self = g_task_get_task_data (task);

  nx_key_file_save_async (self->keys, g_task_get_cancellable (task), save_cb, task);
}

static void
add_passphrase_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (nx_key_file_add_passphrase_finish (NX_KEY_FILE (source), result, &error) == NULL)
    fail (task, error);
  else
    save_keys (task);
}

static void
add_passphrase (GTask *task)
{
  NxCreation *self = g_task_get_task_data (task);

  if (self->passphrase == NULL)
    save_keys (task);
  else
    nx_key_file_add_passphrase_async (self->keys, self->key, self->worker_uid, "", self->passphrase,
                                      NULL, g_task_get_cancellable (task), add_passphrase_cb, task);
}

static void
store_in_keyring_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  NxCreation *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  NxKeyringState state = nx_keyring_store_finish (NX_KEYRING (source), result, &error);

  if (state == NX_KEYRING_FOUND)
    {
      self->is_in_keyring = TRUE;
      add_passphrase (task);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (task, g_steal_pointer (&error));
  else
    fail (task,
          g_error_new_literal (
              NX_KEYS_ERROR, NX_KEYS_ERROR_KEYRING,
              _ ("The system keyring is locked or does not answer. No office was made. Unlock "
                 "it and try again, or switch it off here and use a passphrase.")));
}

static gboolean
begin (GTask *task, GError **error)
{
  NxSession *session = g_task_get_source_object (task);
  NxCreation *self = g_task_get_task_data (task);

  self->key = nx_master_key_new_for_folder (session->folder, error);
  if (self->key == NULL)
    return FALSE;
  if (g_mkdir_with_parents (session->folder, 0700) != 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, (int)g_io_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  self->keys = nx_key_file_new (session->folder, self->key);
  return !self->use_keyring
         || nx_key_file_add_keyring (self->keys, self->key, self->worker_uid, "", &self->secret,
                                     error)
                != NULL;
}

static NxCreation *
creation_new (const NxSessionPlan *plan, NxStoreProgress progress, gpointer progress_data)
{
  NxCreation *self = g_new0 (NxCreation, 1);
  gboolean is_sample = plan->sample_households > 0;

  self->office_name
      = g_strdup (is_sample ? g_dgettext (GETTEXT_PACKAGE, sample_name) : plan->office_name);
  self->area_code = g_strdup (is_sample ? NX_SAMPLE_OFFICE_AREA : plan->area_code);
  self->worker_name = g_strdup (is_sample ? NX_SAMPLE_OFFICE_WORKER : plan->worker_name);
  self->sample_households = plan->sample_households;
  self->progress = progress;
  self->progress_data = progress_data;
  return self;
}

static void
use_sample_folder (NxSession *session, NxCreation *creation)
{
  if (creation->sample_households == 0 || session->sample_folder == NULL)
    return;
  creation->folder_before = session->folder;
  session->folder = g_strdup (session->sample_folder);
}

void
nx_session_create_async (NxSession *self,
                         const NxSessionPlan *plan,
                         NxStoreProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  NxCreation *creation = creation_new (plan, progress, progress_data);
  GError *error = NULL;

  g_task_set_source_tag (task, nx_session_create_async);
  g_task_set_task_data (task, creation, creation_free);
  g_return_if_fail (self->state == NX_SESSION_NONE);
  g_return_if_fail (plan->use_keyring || plan->passphrase != NULL);
  self->is_making = TRUE;
  use_sample_folder (self, creation);
  creation->worker_uid = g_uuid_string_random ();
  creation->use_keyring = plan->use_keyring;
  if (plan->passphrase != NULL)
    creation->passphrase = nx_passphrase_new (plan->passphrase, &error);
  if (error != NULL || !begin (task, &error))
    fail (task, error);
  else if (creation->use_keyring)
    {
      creation->keyring = nx_keyring_new (nx_key_file_get_store_uid (creation->keys),
                                          nx_key_file_get_generation (creation->keys));
      nx_keyring_store_async (creation->keyring, creation->secret, cancellable, store_in_keyring_cb,
                              task);
    }
  else
    add_passphrase (task);
}

void
nx_session_finish_async (NxSession *self,
                         const NxSessionPlan *plan,
                         NxStoreProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  NxCreation *creation = creation_new (plan, progress, progress_data);
  NxKeySlot *slot = nx_unlock_get_slot (self->unlock);

  g_task_set_source_tag (task, nx_session_finish_async);
  g_task_set_task_data (task, creation, creation_free);
  g_return_if_fail (self->state == NX_SESSION_UNFINISHED && slot != NULL);
  self->is_making = TRUE;
  /* The worker gets the uid that the way in which opened already names. */
  creation->worker_uid = g_strdup (nx_key_slot_get_owner_uid (slot));
  if (!g_uuid_string_is_valid (creation->worker_uid))
    {
      g_free (creation->worker_uid);
      creation->worker_uid = g_uuid_string_random ();
    }
  if (self->store == NULL)
    create_store (task);
  else
    {
      creation->is_store_made = TRUE;
      set_up (task);
    }
}

gboolean
nx_session_create_finish (NxSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* By its name, which is nobody's choice: in the language it was made in, or in English. */
gboolean
nx_session_is_sample (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), FALSE);
  return self->office_name != NULL
         && (g_str_equal (self->office_name, sample_name)
             || g_str_equal (self->office_name, g_dgettext (GETTEXT_PACKAGE, sample_name)));
}
