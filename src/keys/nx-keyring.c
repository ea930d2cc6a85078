/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The convenience copy of a wrapping secret in the desktop's keyring, and what state that is in. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-keyring-private.h"

/* Milliseconds. */
#define GRACE 100

G_DEFINE_FINAL_TYPE (NxKeyring, nx_keyring, G_TYPE_OBJECT)

enum NxKeyringProps
{
  PROP_STORE_UID = 1,
  PROP_GENERATION,
  PROP_TIME_LIMIT,
  PROP_PROMPT_LIMIT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
on_grace_over_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* After an early answer the steps need a few turns of the loop to notice that they were cancelled.
 * A bus that does not even let itself be connected to is left behind. */
static void
let_steps_end (GMainContext *context, GAsyncResult *result)
{
  GObject *task = G_OBJECT (result);
  gboolean is_over = FALSE;
  GSource *timer = g_timeout_source_new (GRACE);

  g_source_set_callback (timer, on_grace_over_cb, &is_over, NULL);
  g_source_attach (timer, context);
  g_object_add_weak_pointer (task, (gpointer *)&task);
  g_object_unref (task);
  while (task != NULL && !is_over)
    g_main_context_iteration (context, TRUE);
  if (task != NULL)
    g_object_remove_weak_pointer (task, (gpointer *)&task);
  g_source_destroy (timer);
  g_source_unref (timer);
}

static NxKeyringState
run_blocking (NxKeyring *self,
              NxKeyringOperation operation,
              GBytes *to_store,
              GBytes **secret,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  GAsyncResult *result = NULL;
  NxKeyringState state;

  g_main_context_push_thread_default (context);
  nx_keyring_run_async (self, operation, to_store, cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  state = nx_keyring_run_finish (self, result, secret, error);
  let_steps_end (context, result);
  /* What the proxies left to be done belongs to this context. */
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);
  return state;
}

static void
nx_keyring_finalize (GObject *object)
{
  NxKeyring *self = NX_KEYRING (object);

  g_free (self->store_uid);
  G_OBJECT_CLASS (nx_keyring_parent_class)->finalize (object);
}

static void
nx_keyring_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NxKeyring *self = NX_KEYRING (object);

  switch ((enum NxKeyringProps)id)
    {
    case PROP_STORE_UID:
      self->store_uid = g_value_dup_string (value);
      break;
    case PROP_GENERATION:
      self->generation = g_value_get_uint (value);
      break;
    case PROP_TIME_LIMIT:
      self->time_limit = g_value_get_uint (value);
      break;
    case PROP_PROMPT_LIMIT:
      self->prompt_limit = g_value_get_uint (value);
      break;
    case N_PROPS:
      g_assert_not_reached ();
    }
}

static void
nx_keyring_class_init (NxKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = nx_keyring_finalize;
  object_class->set_property = nx_keyring_set_property;

  props[PROP_STORE_UID] = g_param_spec_string ("store-uid", NULL, NULL, NULL, flags);
  props[PROP_GENERATION] = g_param_spec_uint ("generation", NULL, NULL, 0, G_MAXINT, 1, flags);
  props[PROP_TIME_LIMIT]
      = g_param_spec_uint ("time-limit", NULL, NULL, 1, G_MAXINT, NX_KEYRING_TIME_LIMIT, flags);
  props[PROP_PROMPT_LIMIT]
      = g_param_spec_uint ("prompt-limit", NULL, NULL, 1, G_MAXINT, NX_KEYRING_PROMPT_LIMIT, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
nx_keyring_init (NxKeyring *self)
{
}

NxKeyring *
nx_keyring_new (const char *store_uid, guint generation)
{
  return nx_keyring_new_with_limits (store_uid, generation, NX_KEYRING_TIME_LIMIT,
                                     NX_KEYRING_PROMPT_LIMIT);
}

NxKeyring *
nx_keyring_new_with_limits (const char *store_uid,
                            guint generation,
                            guint time_limit,
                            guint prompt_limit)
{
  g_return_val_if_fail (store_uid != NULL, NULL);

  return g_object_new (NX_TYPE_KEYRING, "store-uid", store_uid, "generation", generation,
                       "time-limit", time_limit, "prompt-limit", prompt_limit, NULL);
}

void
nx_keyring_probe_async (NxKeyring *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (NX_IS_KEYRING (self));
  nx_keyring_run_async (self, NX_KEYRING_OPERATION_PROBE, NULL, cancellable, callback, user_data);
}

NxKeyringState
nx_keyring_probe_finish (NxKeyring *self, GAsyncResult *result, GError **error)
{
  return nx_keyring_run_finish (self, result, NULL, error);
}

NxKeyringState
nx_keyring_probe (NxKeyring *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (NX_IS_KEYRING (self), NX_KEYRING_FAILED);
  return run_blocking (self, NX_KEYRING_OPERATION_PROBE, NULL, NULL, cancellable, error);
}

void
nx_keyring_load_async (NxKeyring *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (NX_IS_KEYRING (self));
  nx_keyring_run_async (self, NX_KEYRING_OPERATION_LOAD, NULL, cancellable, callback, user_data);
}

NxKeyringState
nx_keyring_load_finish (NxKeyring *self, GAsyncResult *result, GBytes **secret, GError **error)
{
  return nx_keyring_run_finish (self, result, secret, error);
}

NxKeyringState
nx_keyring_load (NxKeyring *self, GBytes **secret, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (NX_IS_KEYRING (self), NX_KEYRING_FAILED);
  return run_blocking (self, NX_KEYRING_OPERATION_LOAD, NULL, secret, cancellable, error);
}

void
nx_keyring_unlock_async (NxKeyring *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (NX_IS_KEYRING (self));
  nx_keyring_run_async (self, NX_KEYRING_OPERATION_UNLOCK, NULL, cancellable, callback, user_data);
}

NxKeyringState
nx_keyring_unlock_finish (NxKeyring *self, GAsyncResult *result, GError **error)
{
  return nx_keyring_run_finish (self, result, NULL, error);
}

NxKeyringState
nx_keyring_unlock (NxKeyring *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (NX_IS_KEYRING (self), NX_KEYRING_FAILED);
  return run_blocking (self, NX_KEYRING_OPERATION_UNLOCK, NULL, NULL, cancellable, error);
}

void
nx_keyring_store_async (NxKeyring *self,
                        GBytes *secret,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (NX_IS_KEYRING (self));
  g_return_if_fail (secret != NULL && g_bytes_get_size (secret) == NX_KEYRING_SECRET_SIZE);
  nx_keyring_run_async (self, NX_KEYRING_OPERATION_STORE, secret, cancellable, callback, user_data);
}

NxKeyringState
nx_keyring_store_finish (NxKeyring *self, GAsyncResult *result, GError **error)
{
  return nx_keyring_run_finish (self, result, NULL, error);
}

NxKeyringState
nx_keyring_store (NxKeyring *self, GBytes *secret, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (NX_IS_KEYRING (self), NX_KEYRING_FAILED);
  g_return_val_if_fail (secret != NULL && g_bytes_get_size (secret) == NX_KEYRING_SECRET_SIZE,
                        NX_KEYRING_FAILED);
  return run_blocking (self, NX_KEYRING_OPERATION_STORE, secret, NULL, cancellable, error);
}

void
nx_keyring_forget_async (NxKeyring *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (NX_IS_KEYRING (self));
  nx_keyring_run_async (self, NX_KEYRING_OPERATION_FORGET, NULL, cancellable, callback, user_data);
}

NxKeyringState
nx_keyring_forget_finish (NxKeyring *self, GAsyncResult *result, GError **error)
{
  return nx_keyring_run_finish (self, result, NULL, error);
}

NxKeyringState
nx_keyring_forget (NxKeyring *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (NX_IS_KEYRING (self), NX_KEYRING_FAILED);
  return run_blocking (self, NX_KEYRING_OPERATION_FORGET, NULL, NULL, cancellable, error);
}
