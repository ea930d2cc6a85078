/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One thread with a queue: urgent work before patient work, each in the order it came, and
 * something to do when all of it has been done for a while. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-thread.h"

typedef struct
{
  NxStoreThreadFunc func;
  gpointer data;
} Work;

struct _NxStoreThread
{
  char *name;
  GThread *thread; /* NULL until there is work */
  Work rest;       /* func NULL: none */
  gint64 rest_after;

  GMutex mutex;
  GCond cond;
  GQueue queues[NX_N_STORE_THREAD_PRIORITIES]; /* of Work */
  gboolean is_ending;
};

NxStoreThread *
nx_store_thread_new (const char *name)
{
  NxStoreThread *self = g_new0 (NxStoreThread, 1);

  self->name = g_strdup (name);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  for (guint i = 0; i < G_N_ELEMENTS (self->queues); i++)
    g_queue_init (&self->queues[i]);
  return self;
}

/* With the mutex held. */
static Work *
pop_most_urgent (NxStoreThread *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->queues); i++)
    if (!g_queue_is_empty (&self->queues[i]))
      return g_queue_pop_head (&self->queues[i]);
  return NULL;
}

void
nx_store_thread_set_rest (NxStoreThread *self,
                          guint milliseconds,
                          NxStoreThreadFunc func,
                          gpointer data)
{
  g_return_if_fail (self != NULL && self->thread == NULL);
  self->rest = (Work){ func, data };
  self->rest_after = (gint64)milliseconds * G_TIME_SPAN_MILLISECOND;
}

/* With the mutex held. FALSE when it is time to rest. */
static gboolean
wait_for_work (NxStoreThread *self, gint64 rest_at)
{
  if (rest_at != 0)
    return g_cond_wait_until (&self->cond, &self->mutex, rest_at);
  g_cond_wait (&self->cond, &self->mutex);
  return TRUE;
}

/* The next piece of work, or the rest's when there is none for long enough; func NULL at the end.
 */
static Work
take_work (NxStoreThread *self, gboolean *has_rested)
{
  g_autofree Work *work = NULL;
  gint64 rest_at
      = self->rest.func != NULL && !*has_rested ? g_get_monotonic_time () + self->rest_after : 0;
  gboolean is_early = TRUE;

  g_mutex_lock (&self->mutex);
  while ((work = pop_most_urgent (self)) == NULL && !self->is_ending && is_early)
    is_early = wait_for_work (self, rest_at);
  g_mutex_unlock (&self->mutex);
  *has_rested = work == NULL;
  if (work != NULL)
    return *work;
  return is_early ? (Work){ NULL, NULL } : self->rest;
}

static gpointer
run_queue (gpointer data)
{
  NxStoreThread *self = data;
  gboolean has_rested = FALSE;

  for (;;)
    {
      Work work = take_work (self, &has_rested);

      if (work.func == NULL)
        return NULL;
      work.func (work.data);
    }
}

void
nx_store_thread_push (NxStoreThread *self,
                      NxStoreThreadPriority priority,
                      NxStoreThreadFunc func,
                      gpointer data)
{
  Work *work = NULL;

  g_return_if_fail (self != NULL && func != NULL);
  work = g_new0 (Work, 1);
  work->func = func;
  work->data = data;
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->queues[priority], work);
  if (self->thread == NULL)
    self->thread = g_thread_new (self->name, run_queue, self);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

typedef struct
{
  NxStoreThreadFunc func;
  gpointer data;
  GMutex mutex;
  GCond cond;
  gboolean is_done;
} Call;

static void
run_call (gpointer data)
{
  Call *call = data;

  call->func (call->data);
  g_mutex_lock (&call->mutex);
  call->is_done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);
}

void
nx_store_thread_call (NxStoreThread *self,
                      NxStoreThreadPriority priority,
                      NxStoreThreadFunc func,
                      gpointer data)
{
  Call call = { .func = func, .data = data };

  g_return_if_fail (self != NULL && func != NULL);
  g_assert (g_thread_self () != self->thread);
  g_mutex_init (&call.mutex);
  g_cond_init (&call.cond);
  nx_store_thread_push (self, priority, run_call, &call);
  g_mutex_lock (&call.mutex);
  while (!call.is_done)
    g_cond_wait (&call.cond, &call.mutex);
  g_mutex_unlock (&call.mutex);
  g_mutex_clear (&call.mutex);
  g_cond_clear (&call.cond);
}

void
nx_store_thread_free (NxStoreThread *self)
{
  if (self == NULL)
    return;
  g_assert (g_thread_self () != self->thread);
  g_mutex_lock (&self->mutex);
  self->is_ending = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->name);
  g_free (self);
}
