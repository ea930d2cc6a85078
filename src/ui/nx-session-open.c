/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens the store of NxSession with the key that is there, and finds out who is in. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-session-private.h"

#include "nx-keys-error.h"
#include "nx-office.h"
#include "nx-records.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-worker.h"

#include <glib/gi18n-lib.h>

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

/* The store is left to close by itself; nothing of it was shown yet. */
static void
give_up_opening (NxSession *self, GTask *task, GError *error)
{
  if (self->store != NULL && nx_store_is_open (self->store))
    nx_store_close_async (self->store, NULL, NULL, NULL);
  nx_session_drop_keys (self);
  self->is_making = FALSE;
  self->is_opening = FALSE;
  g_task_return_error (task, error);
  g_object_unref (task);
  /* An office that was just made stands, but did not open: from here it is a locked one. */
  if (self->state == NX_SESSION_NONE || self->state == NX_SESSION_UNFINISHED)
    nx_session_set_state (self, NX_SESSION_LOCKED);
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
  nx_session_set_state (self, NX_SESSION_UNFINISHED);
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
  nx_session_set_state (self, NX_SESSION_OPEN);
  g_object_notify (G_OBJECT (self), "worker-name");
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
