/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The steps of a call to the keyring, from opening the service to the answer. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-keyring-job.h"
#include "nx-keyring-private.h"

/* Every call runs the same steps, each asynchronous and none of them prompting:
 *
 *   open the service → search the items of the store → look at the default collection → judge
 *
 * and then does its own: read the item, create, unlock or delete it. A search alone does not do: a
 * collection that was never unlocked lists no items, and the search for "no item" and for "locked"
 * answers the same. The service object is made anew each time, since libsecret's shared one
 * outlives a restart of the service and belongs to one main context.
 *
 * The state of a call is in a NxKeyringJob, the task data of a GTask; the reference to the task
 * travels through the callbacks. */

/* What was found. */

/* One item for each generation of a store's key. */
const SecretSchema *
nx_keyring_get_schema (void)
{
  static const SecretSchema schema = {
    NX_APP_ID ".StoreKey",
    SECRET_SCHEMA_NONE,
    {
        { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { "store", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { NX_KEYRING_GENERATION, SECRET_SCHEMA_ATTRIBUTE_INTEGER },
        { NULL, 0 },
    },
  };

  return &schema;
}

static gboolean
is_of_generation (SecretItem *item, guint generation)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  const char *text = g_hash_table_lookup (attributes, NX_KEYRING_GENERATION);
  g_autofree char *wanted = g_strdup_printf ("%u", generation);

  return g_strcmp0 (text, wanted) == 0;
}

gboolean
nx_keyring_job_has_locked_item (NxKeyringJob *job)
{
  for (GList *link = job->items; link != NULL; link = link->next)
    if (secret_item_get_locked (link->data))
      return TRUE;
  return FALSE;
}

static NxKeyringState
judge (NxKeyring *self, NxKeyringJob *job)
{
  NxKeyringState without = job->items != NULL ? NX_KEYRING_UNFIT : NX_KEYRING_NO_ITEM;

  job->item = NULL;
  for (GList *link = job->items; link != NULL && job->item == NULL; link = link->next)
    if (!secret_item_get_locked (link->data) && is_of_generation (link->data, self->generation))
      job->item = link->data;
  if (job->item != NULL)
    return NX_KEYRING_FOUND;
  if (nx_keyring_job_has_locked_item (job)
      || (job->collection != NULL && secret_collection_get_locked (job->collection)))
    return NX_KEYRING_LOCKED;
  if (job->collection == NULL && job->items == NULL)
    return NX_KEYRING_NO_COLLECTION;
  return without;
}

/* The common steps. */

static void
look_at_collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxKeyringJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->collection = secret_collection_for_alias_finish (result, &error);
  /* A keyring that was never made is an alias to nothing: NULL, or an object that is not there. */
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)
      || g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    g_clear_error (&error);
  if (error != NULL)
    nx_keyring_answer_failure (task, error);
  else
    {
      NxKeyringState state = judge (g_task_get_source_object (task), job);

      nx_keyring_act (g_steal_pointer (&task), state);
    }
}

static void
search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxKeyringJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  if (error != NULL)
    nx_keyring_answer_failure (task, error);
  else
    secret_collection_for_alias (job->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 job->cancellable, look_at_collection_cb, g_steal_pointer (&task));
}

static void
open_service_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxKeyring *self = g_task_get_source_object (task);
  NxKeyringJob *job = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = NULL;
  GError *error = NULL;

  job->service = secret_service_open_finish (result, &error);
  if (job->service == NULL)
    {
      nx_keyring_answer_failure (task, error);
      return;
    }
  /* Every generation of this store; no UNLOCK flag, so nothing is asked of anybody. */
  attributes = secret_attributes_build (nx_keyring_get_schema (), "application", NX_APP_ID, "store",
                                        self->store_uid, NULL);
  secret_service_search (job->service, nx_keyring_get_schema (), attributes, SECRET_SEARCH_ALL,
                         job->cancellable, search_cb, g_steal_pointer (&task));
}

/* Takes @task. */
void
nx_keyring_start_steps (GTask *task)
{
  NxKeyringJob *job = g_task_get_task_data (task);

  nx_keyring_job_clear_found (job);
  secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE, job->cancellable,
                       open_service_cb, task);
}

void
nx_keyring_run_async (NxKeyring *self,
                      NxKeyringOperation operation,
                      GBytes *secret,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, nx_keyring_run_async);
  nx_keyring_job_new (task, operation, secret);
  nx_keyring_start_steps (g_steal_pointer (&task));
}

NxKeyringState
nx_keyring_run_finish (NxKeyring *self, GAsyncResult *result, GBytes **secret, GError **error)
{
  NxKeyringJob *job;
  gssize state;

  g_return_val_if_fail (g_task_is_valid (result, self), NX_KEYRING_FAILED);

  job = g_task_get_task_data (G_TASK (result));
  if (secret != NULL)
    *secret = NULL;
  state = g_task_propagate_int (G_TASK (result), error);
  if (state < 0)
    return NX_KEYRING_FAILED;
  if (secret != NULL && state == NX_KEYRING_FOUND)
    *secret = g_steal_pointer (&job->secret);
  return (NxKeyringState)state;
}
