/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What a call to the keyring does once the store is found there: read, create, unlock or delete. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-keyring-job.h"

#include "nx-keys-error.h"
#include "nx-secret-memory.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

/* Returns: the secret of an item, or NULL when it is none of ours. */
static GBytes *
decode_secret (SecretValue *value)
{
  gsize size;
  const char *text = secret_value_get (value, &size);
  size_t n_read = 0;
  guint8 *data;

  if (size != NX_KEYRING_SECRET_SIZE * 2)
    return NULL;
  data = nx_secret_alloc (NX_KEYRING_SECRET_SIZE);
  if (sodium_hex2bin (data, NX_KEYRING_SECRET_SIZE, text, size, NULL, &n_read, NULL) == 0
      && n_read == NX_KEYRING_SECRET_SIZE)
    return nx_secret_bytes_take (data, NX_KEYRING_SECRET_SIZE);
  nx_secret_free (data);
  return NULL;
}

static void
answer_read (GTask *task, GBytes *secret)
{
  NxKeyringJob *job = g_task_get_task_data (task);

  if (job->operation == NX_KEYRING_OPERATION_VERIFY)
    {
      if (secret != NULL && nx_secret_bytes_equal (secret, job->secret))
        nx_keyring_answer (task, NX_KEYRING_FOUND);
      else
        nx_keyring_answer_error (
            task, g_error_new_literal (NX_KEYS_ERROR, NX_KEYS_ERROR_KEYRING,
                                       _ ("The keyring of the desktop did not keep what it was "
                                          "given. Use a passphrase or the recovery code.")));
      return;
    }
  if (secret != NULL)
    job->secret = g_bytes_ref (secret);
  nx_keyring_answer (task, secret != NULL ? NX_KEYRING_FOUND : NX_KEYRING_UNFIT);
}

static void
load_secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GBytes) secret = NULL;

  if (!secret_item_load_secret_finish (SECRET_ITEM (source), result, &error))
    {
      nx_keyring_answer_failure (task, error);
      return;
    }
  value = secret_item_get_secret (SECRET_ITEM (source));
  if (value == NULL) /* locked between the search and now */
    {
      nx_keyring_answer (task, NX_KEYRING_LOCKED);
      return;
    }
  secret = decode_secret (value);
  answer_read (task, secret);
}

static void
create_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxKeyringJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SecretItem) item = secret_item_create_finish (result, &error);

  if (item == NULL)
    {
      nx_keyring_answer_failure (task, error);
      return;
    }
  /* A service that says yes and keeps nothing has been seen: look it up anew. */
  job->operation = NX_KEYRING_OPERATION_VERIFY;
  nx_keyring_start_steps (g_steal_pointer (&task));
}

static void
create_item (GTask *task)
{
  NxKeyring *self = g_task_get_source_object (task);
  NxKeyringJob *job = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = secret_attributes_build (
      nx_keyring_get_schema (), "application", NX_APP_ID, "store", self->store_uid,
      NX_KEYRING_GENERATION, (int)self->generation, NULL);
  char *text = nx_secret_alloc (NX_KEYRING_SECRET_SIZE * 2 + 1);
  g_autoptr (SecretValue) value = NULL;

  sodium_bin2hex (text, NX_KEYRING_SECRET_SIZE * 2 + 1, g_bytes_get_data (job->secret, NULL),
                  NX_KEYRING_SECRET_SIZE);
  value = secret_value_new (text, NX_KEYRING_SECRET_SIZE * 2, "text/plain");
  nx_secret_free (text);
  secret_item_create (job->collection, nx_keyring_get_schema (), attributes,
                      /* TRANSLATORS: name of an entry in the desktop's password manager. */
                      _ ("Nuanxin store"), value, SECRET_ITEM_CREATE_REPLACE, job->cancellable,
                      create_cb, task);
}

static void
store_item (GTask *task, NxKeyringState state)
{
  g_autoptr (GTask) owned = task;
  NxKeyringJob *job = g_task_get_task_data (task);

  if (job->collection == NULL)
    nx_keyring_answer (task, NX_KEYRING_NO_COLLECTION);
  else if (secret_collection_get_locked (job->collection))
    nx_keyring_answer (task, NX_KEYRING_LOCKED);
  else
    create_item (g_steal_pointer (&owned));
}

static void
unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxKeyringJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);
  if (error != NULL
      && (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
          || nx_keyring_is_absence (error)))
    {
      nx_keyring_answer_failure (task, g_steal_pointer (&error));
      return;
    }
  /* Refused, or nothing there to ask with: the state says it. */
  if (error != NULL)
    g_debug ("Unlocking the keyring failed: %s", error->message);
  job->operation = NX_KEYRING_OPERATION_PROBE;
  nx_keyring_start_steps (g_steal_pointer (&task));
}

static void
unlock (GTask *task, NxKeyringState state)
{
  g_autoptr (GTask) owned = task;
  NxKeyringJob *job = g_task_get_task_data (task);
  g_autoptr (GList) objects = NULL;

  if (state != NX_KEYRING_LOCKED)
    {
      nx_keyring_answer (task, state);
      return;
    }
  for (GList *link = job->items; link != NULL; link = link->next)
    if (secret_item_get_locked (link->data))
      objects = g_list_prepend (objects, link->data);
  if (job->collection != NULL && secret_collection_get_locked (job->collection))
    objects = g_list_prepend (objects, job->collection);
  secret_service_unlock (job->service, objects, job->cancellable, unlock_cb,
                         g_steal_pointer (&owned));
}

static void delete_next (GTask *task);

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    delete_next (g_steal_pointer (&task));
  else if (error != NULL)
    nx_keyring_answer_failure (task, error);
  else /* refused in a prompt of the service */
    nx_keyring_answer (task, NX_KEYRING_LOCKED);
}

static void
delete_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  NxKeyringJob *job = g_task_get_task_data (task);
  g_autoptr (SecretItem) item = NULL;

  if (job->items == NULL)
    {
      nx_keyring_answer (task, NX_KEYRING_NO_ITEM);
      return;
    }
  item = job->items->data;
  job->items = g_list_delete_link (job->items, job->items);
  secret_item_delete (item, job->cancellable, delete_cb, g_steal_pointer (&owned));
}

static void
forget (GTask *task, NxKeyringState state)
{
  NxKeyringJob *job = g_task_get_task_data (task);

  /* None is deleted when some cannot be. */
  if (state == NX_KEYRING_LOCKED || state == NX_KEYRING_NO_COLLECTION
      || nx_keyring_job_has_locked_item (job))
    {
      nx_keyring_answer (task, state == NX_KEYRING_NO_COLLECTION ? state : NX_KEYRING_LOCKED);
      g_object_unref (task);
      return;
    }
  job->item = NULL;
  delete_next (task);
}

void
nx_keyring_act (GTask *task, NxKeyringState state)
{
  g_autoptr (GTask) owned = task;
  NxKeyringJob *job = g_task_get_task_data (task);

  switch (job->operation)
    {
    case NX_KEYRING_OPERATION_PROBE:
      nx_keyring_answer (task, state);
      return;
    case NX_KEYRING_OPERATION_LOAD:
    case NX_KEYRING_OPERATION_VERIFY:
      if (state == NX_KEYRING_FOUND)
        secret_item_load_secret (job->item, job->cancellable, load_secret_cb,
                                 g_steal_pointer (&owned));
      else if (job->operation == NX_KEYRING_OPERATION_LOAD)
        nx_keyring_answer (task, state);
      else
        answer_read (task, NULL);
      return;
    case NX_KEYRING_OPERATION_STORE:
      store_item (g_steal_pointer (&owned), state);
      return;
    case NX_KEYRING_OPERATION_UNLOCK:
      unlock (g_steal_pointer (&owned), state);
      return;
    case NX_KEYRING_OPERATION_FORGET:
      forget (g_steal_pointer (&owned), state);
      return;
    }
}
