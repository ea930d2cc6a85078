/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One office as the window sees it: which folder, locked or open, who is in; opens, makes and locks
 * it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-session.h"

#include "nx-keys-error.h"
#include "nx-office.h"
#include "nx-records.h"
#include "nx-session-private.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-worker.h"

#include <glib/gi18n-lib.h>

/* Life of a session: STARTING, then NONE, LOCKED, UNFINISHED or OPEN. From NONE by making an
   office, from LOCKED by a secret to OPEN; from OPEN by locking over CLOSING to LOCKED. Wherever
   the key is there but the office is not whole: UNFINISHED, and by finishing it OPEN. Keys live in
   the NxUnlock and, while it is open, in the store; both drop them at CLOSING's end. */

/* The keyring answers in some milliseconds. When it takes longer, the other ways are offered while
   it is still being waited for; whichever opens first wins. Our default. */
#define NX_KEYRING_PATIENCE_MS 700

G_DEFINE_FINAL_TYPE (NxSession, nx_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_FOLDER = 1,
  PROP_STATE,
  PROP_WORKER_NAME,
  PROP_IS_ASKING_KEYRING,
} NxSessionProps;

static GParamSpec *props[PROP_IS_ASKING_KEYRING + 1];

static void
set_state (NxSession *self, NxSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* --- Opening the store with a key that is there
 * ---------------------------------------------------- */

/* Who is in, and where: read once after opening. */
typedef struct
{
  char *office_name;
  char *area_code;
  NxRecord *worker; /* NULL: the set-up was cut short before there was one */
} NxSessionWho;

static void
free_who (gpointer data)
{
  NxSessionWho *who = data;

  g_free (who->office_name);
  g_free (who->area_code);
  g_clear_object (&who->worker);
  g_free (who);
}

/* The worker a key slot belongs to: by its uid, or the first who is active for a slot of the office
   itself. Offices made before slots named their worker carry an unknown uid; that is the founder,
   which is sure only while there is nobody else. NULL without @error: there are no workers. */
static NxRecord *
load_owner (NxDatabase *db, const char *owner_uid, GError **error)
{
  gint64 n = nx_records_count (db, NX_RECORD_WORKER, error);
  gint64 id = 0;
  g_autoptr (GPtrArray) active = NULL;
  g_autoptr (GError) failure = NULL;

  if (n <= 0)
    return NULL;
  if (*owner_uid != '\0')
    id = nx_records_find_uid (db, NX_RECORD_WORKER, owner_uid, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (id != 0)
    return nx_records_load (db, NX_RECORD_WORKER, id, error);
  active = nx_records_load_by_int (db, NX_RECORD_WORKER, NX_WORKER_IS_ACTIVE, 1, error);
  if (active == NULL)
    return NULL;
  if (active->len > 0 && (*owner_uid == '\0' || n == 1))
    return g_object_ref (g_ptr_array_index (active, 0));
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                       _ ("This way in belongs to somebody who is not in this office. Nothing was "
                          "changed. Use another way in."));
  return NULL;
}

static gpointer
load_who_in_worker (NxDatabase *db, gpointer owner_uid, GCancellable *cancellable, GError **error)
{
  NxSessionWho *who = g_new0 (NxSessionWho, 1);
  g_autoptr (GError) failure = NULL;

  who->office_name = nx_office_dup_name (db, &who->area_code, &failure);
  if (failure == NULL)
    who->worker = load_owner (db, owner_uid, &failure);
  if (failure == NULL)
    return who;
  g_propagate_error (error, g_steal_pointer (&failure));
  free_who (who);
  return NULL;
}

static void
drop_keys (NxSession *self)
{
  g_clear_object (&self->store);
  if (nx_unlock_get_state (self->unlock) == NX_UNLOCK_OPEN)
    nx_unlock_lock (self->unlock);
}

/* The store is left to close by itself; nothing of it was shown yet. */
static void
give_up_opening (NxSession *self, GTask *task, GError *error)
{
  if (self->store != NULL && nx_store_is_open (self->store))
    nx_store_close_async (self->store, NULL, NULL, NULL);
  drop_keys (self);
  self->is_making = FALSE;
  self->is_opening = FALSE;
  g_task_return_error (task, error);
  g_object_unref (task);
  /* An office that was just made stands, but did not open: from here it is a locked one. */
  if (self->state == NX_SESSION_NONE || self->state == NX_SESSION_UNFINISHED)
    set_state (self, NX_SESSION_LOCKED);
}

void
nx_session_set_unfinished (NxSession *self, const char *office_name, const char *area_code)
{
  g_autofree char *name = g_strdup (office_name);
  g_autofree char *area = g_strdup (area_code);

  g_free (self->office_name);
  g_free (self->area_code);
  self->office_name = g_steal_pointer (&name);
  self->area_code = g_steal_pointer (&area);
  self->is_making = FALSE;
  self->is_opening = FALSE;
  if (self->state == NX_SESSION_UNFINISHED)
    return;
  set_state (self, NX_SESSION_UNFINISHED);
}

static void
set_who (NxSession *self, NxSessionWho *who)
{
  self->worker_id = nx_record_get_id (who->worker);
  nx_store_set_actor (self->store, self->worker_id);
  g_free (self->worker_name);
  g_free (self->worker_uid);
  g_free (self->office_name);
  self->worker_name = g_strdup (nx_record_get_text (who->worker, NX_WORKER_NAME));
  self->worker_uid = g_strdup (nx_record_get_uid (who->worker));
  self->office_name = g_steal_pointer (&who->office_name);
  self->is_making = FALSE;
  self->is_opening = FALSE;
  g_clear_error (&self->error);
  set_state (self, NX_SESSION_OPEN);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WORKER_NAME]);
}

static void
load_who_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  NxSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  NxSessionWho *who = nx_store_read_finish (NX_STORE (source), result, &error);

  if (who == NULL)
    {
      give_up_opening (self, task, error);
      return;
    }
  if (who->worker != NULL)
    set_who (self, who);
  else
    nx_session_set_unfinished (self, who->office_name, who->area_code);
  free_who (who);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
open_store_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  NxSession *self = g_task_get_source_object (task);
  NxKeyFile *keys = nx_unlock_get_key_file (self->unlock);
  GError *error = NULL;

  if (!nx_store_open_finish (NX_STORE (source), result, &error))
    {
      give_up_opening (self, task, error);
      return;
    }
  if (g_strcmp0 (nx_store_get_uid (self->store), nx_key_file_get_store_uid (keys)) != 0)
    {
      nx_store_error_set (&error, NX_STORE_ERROR_WRONG_KEY);
      give_up_opening (self, task, error);
      return;
    }
  nx_session_load_who (self, task);
}

void
nx_session_load_who (NxSession *self, GTask *task)
{
  NxKeySlot *slot = nx_unlock_get_slot (self->unlock);

  nx_store_read_async (self->store, "session-who", load_who_in_worker,
                       g_strdup (nx_key_slot_get_owner_uid (slot)), g_free, free_who, NULL,
                       load_who_cb, task);
}

void
nx_session_open_store (NxSession *self, GTask *task)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->is_opening || self->state == NX_SESSION_OPEN)
    {
      /* Two ways in opened at once; the first one opens the store. */
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  if (!nx_store_folder_has_store (self->folder))
    {
      nx_session_set_unfinished (self, NULL, NULL);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  self->is_opening = TRUE;
  self->store = nx_store_new (self->folder);
  nx_store_open_async (self->store, nx_master_key_get_bytes (nx_unlock_get_key (self->unlock)),
                       NULL, open_store_cb, task);
}

/* --- Start
 * ------------------------------------------------------------------------------------------ */

static void
start_open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxSession *self = NX_SESSION (source);

  g_clear_error (&self->error);
  if (g_task_propagate_boolean (G_TASK (result), &self->error))
    return;
  self->state = NX_SESSION_LOCKED;
  /* Also when it was LOCKED already, waiting for the keyring: there is an error to show now. */
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static gboolean
lose_patience_cb (gpointer data)
{
  NxSession *self = data;

  self->patience = 0;
  if (self->state == NX_SESSION_STARTING)
    set_state (self, NX_SESSION_LOCKED);
  return G_SOURCE_REMOVE;
}

static void
start_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxSession) self = data;
  NxUnlock *unlock = NX_UNLOCK (source);

  if (unlock == self->unlock)
    {
      self->is_asking = FALSE;
      g_clear_handle_id (&self->patience, g_source_remove);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_ASKING_KEYRING]);
    }
  if (!nx_unlock_start_finish (unlock, result, NULL) || unlock != self->unlock)
    return;
  if (self->is_opening || self->state == NX_SESSION_OPEN || self->state == NX_SESSION_UNFINISHED)
    return; /* another way in was quicker */
  switch (nx_unlock_get_state (unlock))
    {
    case NX_UNLOCK_NEW:
      break;
    case NX_UNLOCK_NO_STORE:
      set_state (self, NX_SESSION_NONE);
      break;
    case NX_UNLOCK_BROKEN:
      self->error = g_error_copy (nx_unlock_get_error (unlock));
      set_state (self, NX_SESSION_LOCKED);
      break;
    case NX_UNLOCK_CLOSED:
      set_state (self, NX_SESSION_LOCKED);
      break;
    case NX_UNLOCK_OPEN:
      nx_session_open_store (self, g_task_new (self, NULL, start_open_cb, NULL));
      break;
    }
}

/* --- Lock
 * ------------------------------------------------------------------------------------------- */

static void
forget_worker (NxSession *self)
{
  self->worker_id = 0;
  g_clear_pointer (&self->worker_name, g_free);
  g_clear_pointer (&self->worker_uid, g_free);
  g_clear_pointer (&self->office_name, g_free);
  g_clear_pointer (&self->area_code, g_free);
}

static void
close_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxSession) self = data;
  g_autoptr (GError) error = NULL;

  if (!nx_store_close_finish (NX_STORE (source), result, &error))
    g_warning ("The store did not close cleanly: %s", error->message);
  drop_keys (self);
  forget_worker (self);
  set_state (self, NX_SESSION_LOCKED);
}

/* --- Secrets
 * ---------------------------------------------------------------------------------------- */

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

/* --- Object
 * ----------------------------------------------------------------------------------------- */

static void
nx_session_dispose (GObject *object)
{
  NxSession *self = NX_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->unlock);
  G_OBJECT_CLASS (nx_session_parent_class)->dispose (object);
}

static void
nx_session_finalize (GObject *object)
{
  NxSession *self = NX_SESSION (object);

  g_clear_error (&self->error);
  g_free (self->folder);
  g_free (self->sample_folder);
  forget_worker (self);
  G_OBJECT_CLASS (nx_session_parent_class)->finalize (object);
}

static void
nx_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxSession *self = NX_SESSION (object);

  switch ((NxSessionProps)prop_id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_WORKER_NAME:
      g_value_set_string (value, self->worker_name);
      break;
    case PROP_IS_ASKING_KEYRING:
      g_value_set_boolean (value, self->is_asking);
      break;
    }
}

static void
nx_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxSession *self = NX_SESSION (object);

  switch ((NxSessionProps)prop_id)
    {
    case PROP_FOLDER:
      self->folder = g_value_dup_string (value);
      break;
    case PROP_STATE:
    case PROP_WORKER_NAME:
    case PROP_IS_ASKING_KEYRING:
      break;
    }
}

static void
nx_session_class_init (NxSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = nx_session_dispose;
  object_class->finalize = nx_session_finalize;
  object_class->get_property = nx_session_get_property;
  object_class->set_property = nx_session_set_property;

  props[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL,
                                            flags | G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, NX_SESSION_STARTING, NX_SESSION_OPEN,
                                        NX_SESSION_STARTING, flags | G_PARAM_READABLE);
  props[PROP_WORKER_NAME]
      = g_param_spec_string ("worker-name", NULL, NULL, NULL, flags | G_PARAM_READABLE);
  props[PROP_IS_ASKING_KEYRING]
      = g_param_spec_boolean ("is-asking-keyring", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_session_init (NxSession *self)
{
}

NxSession *
nx_session_new (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);
  return g_object_new (NX_TYPE_SESSION, "folder", folder, NULL);
}

const char *
nx_session_get_folder (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return self->folder;
}

NxSessionState
nx_session_get_state (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NX_SESSION_NONE);
  return self->state;
}

NxLockReason
nx_session_get_lock_reason (NxSession *self)
{
  return self->lock_reason;
}

NxStore *
nx_session_get_store (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return self->state == NX_SESSION_OPEN ? self->store : NULL;
}

gint64
nx_session_get_worker_id (NxSession *self)
{
  return self->worker_id;
}

const char *
nx_session_get_worker_name (NxSession *self)
{
  return self->worker_name;
}

const char *
nx_session_get_office_name (NxSession *self)
{
  return self->office_name;
}

const char *
nx_session_get_area_code (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return self->area_code;
}

void
nx_session_set_sample_folder (NxSession *self, const char *folder)
{
  g_return_if_fail (NX_IS_SESSION (self));
  g_free (self->sample_folder);
  self->sample_folder = g_strdup (folder);
}

const char *
nx_session_get_sample_folder (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return self->sample_folder != NULL ? self->sample_folder : self->folder;
}

gboolean
nx_session_has_sample (NxSession *self)
{
  const char *folder = nx_session_get_sample_folder (self);
  g_autofree char *keys = g_build_filename (folder, NX_KEY_FILE_NAME, NULL);

  return g_file_test (keys, G_FILE_TEST_EXISTS) || nx_store_folder_has_store (folder);
}

const GError *
nx_session_get_error (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return self->error;
}

gboolean
nx_session_is_asking_keyring (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), FALSE);
  return self->is_asking;
}

NxUnlock *
nx_session_get_unlock (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return self->unlock;
}

void
nx_session_note_missing (NxSession *self)
{
  g_return_if_fail (NX_IS_SESSION (self) && self->unlock == NULL);
  g_clear_error (&self->error);
  self->error = g_error_new_literal (
      NX_STORE_ERROR, NX_STORE_ERROR_NOT_FOUND,
      _ ("The folder of the office that was open last is not there. Is its disk connected? Connect "
         "it and start again, or open the folder here."));
}

void
nx_session_start (NxSession *self)
{
  g_return_if_fail (NX_IS_SESSION (self));
  if (self->unlock != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->is_asking = TRUE;
  self->patience = g_timeout_add (NX_KEYRING_PATIENCE_MS, lose_patience_cb, self);
  self->unlock = nx_unlock_new (self->folder, TRUE);
  nx_unlock_start_async (self->unlock, self->cancellable, start_cb, g_object_ref (self));
}

void
nx_session_set_folder (NxSession *self, const char *folder)
{
  g_return_if_fail (NX_IS_SESSION (self));
  g_return_if_fail (self->state == NX_SESSION_NONE || self->state == NX_SESSION_UNFINISHED
                    || self->state == NX_SESSION_LOCKED);
  if (self->state == NX_SESSION_UNFINISHED)
    {
      if (self->store != NULL)
        nx_store_close_async (self->store, NULL, NULL, NULL);
      drop_keys (self);
      forget_worker (self);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->unlock);
  g_clear_error (&self->error);
  g_free (self->folder);
  self->folder = g_strdup (folder);
  self->lock_reason = NX_LOCK_START;
  set_state (self, NX_SESSION_STARTING);
  nx_session_start (self);
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

void
nx_session_lock (NxSession *self, NxLockReason reason)
{
  g_return_if_fail (NX_IS_SESSION (self));
  if (self->is_making || (self->state != NX_SESSION_OPEN && self->state != NX_SESSION_UNFINISHED))
    return;
  self->lock_reason = reason;
  set_state (self, NX_SESSION_CLOSING);
  if (self->store == NULL)
    {
      drop_keys (self);
      forget_worker (self);
      set_state (self, NX_SESSION_LOCKED);
      return;
    }
  nx_store_close_async (self->store, NULL, close_cb, g_object_ref (self));
}

void
nx_session_shut (NxSession *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (NX_IS_SESSION (self));
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->state == NX_SESSION_OPEN || self->state == NX_SESSION_UNFINISHED)
    set_state (self, NX_SESSION_CLOSING);
  if (self->store != NULL && nx_store_is_open (self->store)
      && !nx_store_close (self->store, &error))
    g_warning ("The store did not close cleanly: %s", error->message);
  if (self->unlock != NULL)
    drop_keys (self);
}

const char *
nx_session_describe (NxSession *self)
{
  static const char *const words[]
      = { "starting", "none", "unfinished", "locked", "closing", "open" };

  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return words[self->state];
}
