/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opening, creating and closing a store: they travel like jobs to the writer's thread. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-private.h"

#include "nx-store-error.h"

/* Moves from @from to @to, or answers why not. */
static gboolean
change_state (NxStore *self, NxStoreState from, NxStoreState to, GError **error)
{
  gboolean is_changed = FALSE;
  NxStoreState found = NX_STORE_STATE_CLOSED;

  g_mutex_lock (&self->mutex);
  found = self->state;
  is_changed = found == from;
  if (is_changed)
    self->state = to;
  g_mutex_unlock (&self->mutex);
  if (is_changed)
    return TRUE;
  return nx_store_error_set (error, found == NX_STORE_STATE_CLOSED ? NX_STORE_ERROR_CLOSED
                                                                   : NX_STORE_ERROR_BUSY);
}

static void
stop_reads (NxStore *self, gboolean is_on)
{
  g_mutex_lock (&self->mutex);
  for (int kind = NX_STORE_READER; kind < NX_N_STORE_CONNECTIONS; kind++)
    if (self->connections[kind].driver != NULL)
      nx_driver_interrupt (self->connections[kind].driver, is_on);
  g_mutex_unlock (&self->mutex);
}

/* Opening, creating and closing travel like jobs: run on the writer's thread, answered at home. */
typedef struct
{
  NxStore *store;
  GTask *task;             /* NULL: somebody waits */
  NxStoreRequest *request; /* NULL: close */
  GError *error;
} Passage;

static gboolean
answer_passage_in_context (gpointer data)
{
  Passage *passage = data;
  g_autoptr (GTask) task = passage->task;

  if (passage->error != NULL)
    g_task_return_error (task, g_steal_pointer (&passage->error));
  else
    g_task_return_boolean (task, TRUE);
  g_clear_pointer (&passage->request, nx_store_request_free);
  g_free (passage);
  return G_SOURCE_REMOVE;
}

static void
run_passage_in_thread (gpointer data)
{
  Passage *passage = data;
  GTask *task = passage->task;
  GCancellable *cancellable = task != NULL ? g_task_get_cancellable (task) : NULL;
  g_autoptr (GSource) source = NULL;

  if (passage->request != NULL)
    nx_store_open_on_thread (passage->store, passage->request, cancellable, &passage->error);
  else
    nx_store_close_on_thread (passage->store, &passage->error);
  if (task == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_static_name (source, "[nx-store] passage");
  g_source_set_callback (source, answer_passage_in_context, passage, NULL);
  g_source_attach (source, g_task_get_context (task));
}

static gboolean
enter_passage (NxStore *self, NxStoreRequest *request, GError **error)
{
  if (request != NULL)
    return change_state (self, NX_STORE_STATE_CLOSED, NX_STORE_STATE_OPENING, error);
  if (!change_state (self, NX_STORE_STATE_OPEN, NX_STORE_STATE_CLOSING, error))
    return FALSE;
  stop_reads (self, TRUE);
  return TRUE;
}

static void
start_passage (NxStore *self, NxStoreRequest *request, GTask *task)
{
  Passage *passage = g_new0 (Passage, 1);

  passage->store = self;
  passage->task = task;
  passage->request = request;
  /* Already committed steps must not be answered as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  if (enter_passage (self, request, &passage->error))
    nx_store_thread_push (self->connections[NX_STORE_WRITER].thread, NX_STORE_THREAD_CLOSE,
                          run_passage_in_thread, passage);
  else
    answer_passage_in_context (passage);
}

/* Waits. @request is taken; NULL closes. */
gboolean
nx_store_pass (NxStore *self, NxStoreRequest *request, GError **error)
{
  Passage passage = { .store = self, .request = request };

  if (enter_passage (self, request, &passage.error))
    nx_store_thread_call (self->connections[NX_STORE_WRITER].thread, NX_STORE_THREAD_CLOSE,
                          run_passage_in_thread, &passage);
  g_clear_pointer (&passage.request, nx_store_request_free);
  if (passage.error == NULL)
    return TRUE;
  g_propagate_error (error, passage.error);
  return FALSE;
}

static NxStoreRequest *
request_new (GBytes *key, const NxStoreInfo *info)
{
  NxStoreRequest *request = g_new0 (NxStoreRequest, 1);

  request->key = g_bytes_ref (key);
  request->is_new = info != NULL;
  if (info != NULL)
    {
      request->uid = g_strdup (info->uid);
      request->office_name = g_strdup (info->office_name);
      request->area_code = g_strdup (info->area_code != NULL ? info->area_code : "");
    }
  return request;
}

static gboolean
is_key (GBytes *key)
{
  return key != NULL && g_bytes_get_size (key) == 32;
}

static gboolean
is_info (const NxStoreInfo *info)
{
  return info != NULL && info->uid != NULL && g_uuid_string_is_valid (info->uid)
         && info->office_name != NULL && *info->office_name != '\0';
}

void
nx_store_create_async (NxStore *self,
                       GBytes *key,
                       const NxStoreInfo *info,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (NX_IS_STORE (self) && is_key (key) && is_info (info));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_store_create_async);
  start_passage (self, request_new (key, info), task);
}

gboolean
nx_store_create_finish (NxStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
nx_store_open_async (NxStore *self,
                     GBytes *key,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (NX_IS_STORE (self) && is_key (key));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_store_open_async);
  start_passage (self, request_new (key, NULL), task);
}

gboolean
nx_store_open_finish (NxStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
nx_store_close_async (NxStore *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (NX_IS_STORE (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_store_close_async);
  start_passage (self, NULL, task);
}

gboolean
nx_store_close_finish (NxStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
nx_store_create (NxStore *self, GBytes *key, const NxStoreInfo *info, GError **error)
{
  g_return_val_if_fail (NX_IS_STORE (self) && is_key (key) && is_info (info), FALSE);
  return nx_store_pass (self, request_new (key, info), error);
}

gboolean
nx_store_open (NxStore *self, GBytes *key, GError **error)
{
  g_return_val_if_fail (NX_IS_STORE (self) && is_key (key), FALSE);
  return nx_store_pass (self, request_new (key, NULL), error);
}

gboolean
nx_store_close (NxStore *self, GError **error)
{
  g_return_val_if_fail (NX_IS_STORE (self), FALSE);
  return nx_store_pass (self, NULL, error);
}
