/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Looks at NxSession's folder and asks the keyring, without keeping anybody waiting. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-session-private.h"

#include "nx-keyring-policy.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

/* The keyring answers in some milliseconds. When it takes longer, the other ways are offered while
   it is still being waited for; whichever opens first wins. Our default. */
#define NX_KEYRING_PATIENCE_MS 700

static void
start_open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxSession *self = NX_SESSION (source);

  g_clear_error (&self->error);
  if (g_task_propagate_boolean (G_TASK (result), &self->error))
    return;
  self->state = NX_SESSION_LOCKED;
  /* Also when it was LOCKED already, waiting for the keyring: there is an error to show now. */
  g_object_notify (G_OBJECT (self), "state");
}

static gboolean
lose_patience_cb (gpointer data)
{
  NxSession *self = data;

  self->patience = 0;
  if (self->state == NX_SESSION_STARTING)
    nx_session_set_state (self, NX_SESSION_LOCKED);
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
      g_object_notify (G_OBJECT (self), "is-asking-keyring");
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
      nx_session_set_state (self, NX_SESSION_NONE);
      break;
    case NX_UNLOCK_BROKEN:
      self->error = g_error_copy (nx_unlock_get_error (unlock));
      nx_session_set_state (self, NX_SESSION_LOCKED);
      break;
    case NX_UNLOCK_CLOSED:
      nx_session_set_state (self, NX_SESSION_LOCKED);
      break;
    case NX_UNLOCK_OPEN:
      nx_session_open_store (self, g_task_new (self, NULL, start_open_cb, NULL));
      break;
    }
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
  self->unlock = nx_unlock_new (self->folder, nx_keyring_is_allowed ());
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
      nx_session_drop_keys (self);
      nx_session_forget_worker (self);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->unlock);
  g_clear_error (&self->error);
  g_free (self->folder);
  self->folder = g_strdup (folder);
  self->lock_reason = NX_LOCK_START;
  nx_session_set_state (self, NX_SESSION_STARTING);
  nx_session_start (self);
}
