/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One office as the window sees it: which folder, locked or open, who is in; and locks it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-session.h"

#include "nx-session-private.h"
#include "nx-store-folder.h"

/* Life of a session: STARTING, then NONE, LOCKED, UNFINISHED or OPEN. From NONE by making an
   office, from LOCKED by a secret to OPEN; from OPEN by locking over CLOSING to LOCKED. Wherever
   the key is there but the office is not whole: UNFINISHED, and by finishing it OPEN. Keys live in
   the NxUnlock and, while it is open, in the store; both drop them at CLOSING's end. */

G_DEFINE_FINAL_TYPE (NxSession, nx_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_FOLDER = 1,
  PROP_STATE,
  PROP_WORKER_NAME,
  PROP_IS_ASKING_KEYRING,
} NxSessionProps;

static GParamSpec *props[PROP_IS_ASKING_KEYRING + 1];

void
nx_session_set_state (NxSession *self, NxSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
nx_session_drop_keys (NxSession *self)
{
  g_clear_object (&self->store);
  if (nx_unlock_get_state (self->unlock) == NX_UNLOCK_OPEN)
    nx_unlock_lock (self->unlock);
}

/* Lock */

void
nx_session_forget_worker (NxSession *self)
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
  nx_session_drop_keys (self);
  nx_session_forget_worker (self);
  nx_session_set_state (self, NX_SESSION_LOCKED);
}

/* Object */

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
  nx_session_forget_worker (self);
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

GBytes *
nx_session_peek_key (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  if (self->state != NX_SESSION_OPEN)
    return NULL;
  return nx_master_key_get_bytes (nx_unlock_get_key (self->unlock));
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
nx_session_lock (NxSession *self, NxLockReason reason)
{
  g_return_if_fail (NX_IS_SESSION (self));
  if (self->is_making || (self->state != NX_SESSION_OPEN && self->state != NX_SESSION_UNFINISHED))
    return;
  self->lock_reason = reason;
  nx_session_set_state (self, NX_SESSION_CLOSING);
  if (self->store == NULL)
    {
      nx_session_drop_keys (self);
      nx_session_forget_worker (self);
      nx_session_set_state (self, NX_SESSION_LOCKED);
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
    nx_session_set_state (self, NX_SESSION_CLOSING);
  if (self->store != NULL && nx_store_is_open (self->store)
      && !nx_store_close (self->store, &error))
    g_warning ("The store did not close cleanly: %s", error->message);
  if (self->unlock != NULL)
    nx_session_drop_keys (self);
}

const char *
nx_session_describe (NxSession *self)
{
  static const char *const words[]
      = { "starting", "none", "unfinished", "locked", "closing", "open" };

  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return words[self->state];
}
