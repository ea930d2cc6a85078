/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The steps of a call to the keyring, from opening the service to the answer. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-keyring-private.h"

#include "nx-keys-error.h"
#include "nx-secret-memory.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <sodium.h>

/* Every call runs the same steps, each asynchronous and none of them prompting:
 *
 *   open the service → search the items of the store → look at the default collection → judge
 *
 * and then does its own: read the item, create, unlock or delete it. A search alone does not do: a
 * collection that was never unlocked lists no items, and the search for "no item" and for "locked"
 * answers the same. The service object is made anew each time, since libsecret's shared one
 * outlives a restart of the service and belongs to one main context.
 *
 * The state of a call is in a Job, the task data of a GTask; the reference to the task travels
 * through the callbacks. */

#define ATTRIBUTE_GENERATION "generation"

typedef struct
{
  NxKeyringOperation operation;

  GCancellable *cancellable; /* our own: ended by the caller's or by the clock */
  GSource *timer;
  GSource *watch; /* of the caller's cancellable */
  gboolean is_answered;

  SecretService *service;
  SecretCollection *collection;
  GList *items;
  SecretItem *item; /* the one that fits; borrowed from items */

  GBytes *secret; /* to be stored, or what was read */
} Job;

static const SecretSchema schema = {
  NX_APP_ID ".StoreKey",
  SECRET_SCHEMA_NONE,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "store", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { ATTRIBUTE_GENERATION, SECRET_SCHEMA_ATTRIBUTE_INTEGER },
      { NULL, 0 },
  },
};

static void start (GTask *task);

static void
clear_found (Job *job)
{
  job->item = NULL;
  g_list_free_full (g_steal_pointer (&job->items), g_object_unref);
  g_clear_object (&job->collection);
  g_clear_object (&job->service);
}

static void
stop_waiting (Job *job)
{
  if (job->timer != NULL)
    g_source_destroy (job->timer);
  g_clear_pointer (&job->timer, g_source_unref);
  if (job->watch != NULL)
    g_source_destroy (job->watch);
  g_clear_pointer (&job->watch, g_source_unref);
}

static void
job_free (Job *job)
{
  stop_waiting (job);
  clear_found (job);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->secret, g_bytes_unref);
  g_free (job);
}

/* Whoever is first answers: a step, the clock or the caller's cancel. The steps cannot be relied on
 * to end by themselves, since connecting to a bus that hangs takes no notice of a cancellable; what
 * they say afterwards is dropped. */
static void
answer (GTask *task, NxKeyringState state)
{
  Job *job = g_task_get_task_data (task);

  if (job->is_answered)
    return;
  job->is_answered = TRUE;
  stop_waiting (job);
  g_task_return_int (task, state);
}

/* Takes @error. */
static void
answer_error (GTask *task, GError *error)
{
  Job *job = g_task_get_task_data (task);

  if (job->is_answered)
    {
      g_error_free (error);
      return;
    }
  job->is_answered = TRUE;
  stop_waiting (job);
  g_task_return_error (task, error);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Job *job = g_task_get_task_data (task);

  g_cancellable_cancel (job->cancellable);
  answer (task, NX_KEYRING_TIMEOUT);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Job *job = g_task_get_task_data (task);

  g_cancellable_cancel (job->cancellable);
  answer_error (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                           "Asking the keyring was cancelled"));
  return G_SOURCE_REMOVE;
}

static gboolean
is_absence (const GError *error)
{
  static const int codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_REPLY,           G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_NO_SERVER,          G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED, G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,  G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* Turns what a step failed with into a state, or into an error of ours. Takes @error. */
static void
answer_failure (GTask *task, GError *error)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) reason = error;

  if (job->is_answered)
    return;
  g_debug ("The keyring answered with %s %d: %s", g_quark_to_string (reason->domain), reason->code,
           reason->message);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
      || g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
      || g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT))
    answer (task, NX_KEYRING_TIMEOUT);
  else if (job->service == NULL || is_absence (reason))
    answer (task, NX_KEYRING_ABSENT);
  else if (g_error_matches (reason, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    answer (task, NX_KEYRING_LOCKED);
  else
    answer_error (task, g_error_new_literal (NX_KEYS_ERROR, NX_KEYS_ERROR_KEYRING,
                                             _ ("The keyring of the desktop failed. The store and "
                                                "its other ways in are not touched.")));
}

/* What was found. */

static gboolean
is_of_generation (SecretItem *item, guint generation)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  const char *text = g_hash_table_lookup (attributes, ATTRIBUTE_GENERATION);
  g_autofree char *wanted = g_strdup_printf ("%u", generation);

  return g_strcmp0 (text, wanted) == 0;
}

static gboolean
has_locked_item (Job *job)
{
  for (GList *link = job->items; link != NULL; link = link->next)
    if (secret_item_get_locked (link->data))
      return TRUE;
  return FALSE;
}

static NxKeyringState
judge (NxKeyring *self, Job *job)
{
  NxKeyringState without = job->items != NULL ? NX_KEYRING_UNFIT : NX_KEYRING_NO_ITEM;

  job->item = NULL;
  for (GList *link = job->items; link != NULL && job->item == NULL; link = link->next)
    if (!secret_item_get_locked (link->data) && is_of_generation (link->data, self->generation))
      job->item = link->data;
  if (job->item != NULL)
    return NX_KEYRING_FOUND;
  if (has_locked_item (job)
      || (job->collection != NULL && secret_collection_get_locked (job->collection)))
    return NX_KEYRING_LOCKED;
  if (job->collection == NULL && job->items == NULL)
    return NX_KEYRING_NO_COLLECTION;
  return without;
}

/* Reading. */

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
  Job *job = g_task_get_task_data (task);

  if (job->operation == NX_KEYRING_OPERATION_VERIFY)
    {
      if (secret != NULL && nx_secret_bytes_equal (secret, job->secret))
        answer (task, NX_KEYRING_FOUND);
      else
        answer_error (task,
                      g_error_new_literal (NX_KEYS_ERROR, NX_KEYS_ERROR_KEYRING,
                                           _ ("The keyring of the desktop did not keep what it was "
                                              "given. Use a passphrase or the recovery code.")));
      return;
    }
  if (secret != NULL)
    job->secret = g_bytes_ref (secret);
  answer (task, secret != NULL ? NX_KEYRING_FOUND : NX_KEYRING_UNFIT);
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
      answer_failure (task, error);
      return;
    }
  value = secret_item_get_secret (SECRET_ITEM (source));
  if (value == NULL) /* locked between the search and now */
    {
      answer (task, NX_KEYRING_LOCKED);
      return;
    }
  secret = decode_secret (value);
  answer_read (task, secret);
}

/* Storing. */

static void
create_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SecretItem) item = secret_item_create_finish (result, &error);

  if (item == NULL)
    {
      answer_failure (task, error);
      return;
    }
  /* A service that says yes and keeps nothing has been seen: look it up anew. */
  job->operation = NX_KEYRING_OPERATION_VERIFY;
  start (g_steal_pointer (&task));
}

static void
create_item (GTask *task)
{
  NxKeyring *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes
      = secret_attributes_build (&schema, "application", NX_APP_ID, "store", self->store_uid,
                                 ATTRIBUTE_GENERATION, (int)self->generation, NULL);
  char *text = nx_secret_alloc (NX_KEYRING_SECRET_SIZE * 2 + 1);
  g_autoptr (SecretValue) value = NULL;

  sodium_bin2hex (text, NX_KEYRING_SECRET_SIZE * 2 + 1, g_bytes_get_data (job->secret, NULL),
                  NX_KEYRING_SECRET_SIZE);
  value = secret_value_new (text, NX_KEYRING_SECRET_SIZE * 2, "text/plain");
  nx_secret_free (text);
  secret_item_create (job->collection, &schema, attributes,
                      /* TRANSLATORS: name of an entry in the desktop's password manager. */
                      _ ("Nuanxin store"), value, SECRET_ITEM_CREATE_REPLACE, job->cancellable,
                      create_cb, task);
}

static void
store_item (GTask *task, NxKeyringState state)
{
  g_autoptr (GTask) owned = task;
  Job *job = g_task_get_task_data (task);

  if (job->collection == NULL)
    answer (task, NX_KEYRING_NO_COLLECTION);
  else if (secret_collection_get_locked (job->collection))
    answer (task, NX_KEYRING_LOCKED);
  else
    create_item (g_steal_pointer (&owned));
}

/* Unlocking. */

static void
unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);
  if (error != NULL
      && (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) || is_absence (error)))
    {
      answer_failure (task, g_steal_pointer (&error));
      return;
    }
  /* Refused, or nothing there to ask with: the state says it. */
  if (error != NULL)
    g_debug ("Unlocking the keyring failed: %s", error->message);
  job->operation = NX_KEYRING_OPERATION_PROBE;
  start (g_steal_pointer (&task));
}

static void
unlock (GTask *task, NxKeyringState state)
{
  g_autoptr (GTask) owned = task;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GList) objects = NULL;

  if (state != NX_KEYRING_LOCKED)
    {
      answer (task, state);
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

/* Forgetting. */

static void delete_next (GTask *task);

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    delete_next (g_steal_pointer (&task));
  else if (error != NULL)
    answer_failure (task, error);
  else /* refused in a prompt of the service */
    answer (task, NX_KEYRING_LOCKED);
}

static void
delete_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Job *job = g_task_get_task_data (task);
  g_autoptr (SecretItem) item = NULL;

  if (job->items == NULL)
    {
      answer (task, NX_KEYRING_NO_ITEM);
      return;
    }
  item = job->items->data;
  job->items = g_list_delete_link (job->items, job->items);
  secret_item_delete (item, job->cancellable, delete_cb, g_steal_pointer (&owned));
}

static void
forget (GTask *task, NxKeyringState state)
{
  Job *job = g_task_get_task_data (task);

  /* None is deleted when some cannot be. */
  if (state == NX_KEYRING_LOCKED || state == NX_KEYRING_NO_COLLECTION || has_locked_item (job))
    {
      answer (task, state == NX_KEYRING_NO_COLLECTION ? state : NX_KEYRING_LOCKED);
      g_object_unref (task);
      return;
    }
  job->item = NULL;
  delete_next (task);
}

/* The common steps. */

static void
continue_with (GTask *task, NxKeyringState state)
{
  g_autoptr (GTask) owned = task;
  Job *job = g_task_get_task_data (task);

  switch (job->operation)
    {
    case NX_KEYRING_OPERATION_PROBE:
      answer (task, state);
      return;
    case NX_KEYRING_OPERATION_LOAD:
    case NX_KEYRING_OPERATION_VERIFY:
      if (state == NX_KEYRING_FOUND)
        secret_item_load_secret (job->item, job->cancellable, load_secret_cb,
                                 g_steal_pointer (&owned));
      else if (job->operation == NX_KEYRING_OPERATION_LOAD)
        answer (task, state);
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

static void
look_at_collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->collection = secret_collection_for_alias_finish (result, &error);
  /* A keyring that was never made is an alias to nothing: NULL, or an object that is not there. */
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)
      || g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    g_clear_error (&error);
  if (error != NULL)
    answer_failure (task, error);
  else
    {
      NxKeyringState state = judge (g_task_get_source_object (task), job);

      continue_with (g_steal_pointer (&task), state);
    }
}

static void
search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  if (error != NULL)
    answer_failure (task, error);
  else
    secret_collection_for_alias (job->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 job->cancellable, look_at_collection_cb, g_steal_pointer (&task));
}

static void
open_service_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NxKeyring *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = NULL;
  GError *error = NULL;

  job->service = secret_service_open_finish (result, &error);
  if (job->service == NULL)
    {
      answer_failure (task, error);
      return;
    }
  /* Every generation of this store; no UNLOCK flag, so nothing is asked of anybody. */
  attributes
      = secret_attributes_build (&schema, "application", NX_APP_ID, "store", self->store_uid, NULL);
  secret_service_search (job->service, &schema, attributes, SECRET_SEARCH_ALL, job->cancellable,
                         search_cb, g_steal_pointer (&task));
}

/* Takes @task. */
static void
start (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  clear_found (job);
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
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, nx_keyring_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  job->operation = operation;
  job->cancellable = g_cancellable_new ();
  if (secret != NULL)
    job->secret = g_bytes_ref (secret);
  /* Both sources go with the answer, so they need no reference to the task. */
  job->timer = g_timeout_source_new (operation == NX_KEYRING_OPERATION_UNLOCK ? self->prompt_limit
                                                                              : self->time_limit);
  g_source_set_callback (job->timer, on_timer_cb, task, NULL);
  g_source_attach (job->timer, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    {
      job->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (job->watch, G_SOURCE_FUNC (on_cancelled_cb), task, NULL);
      g_source_attach (job->watch, g_main_context_get_thread_default ());
    }
  start (g_steal_pointer (&task));
}

NxKeyringState
nx_keyring_run_finish (NxKeyring *self, GAsyncResult *result, GBytes **secret, GError **error)
{
  Job *job;
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
