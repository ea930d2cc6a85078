/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds a store's writer back until a test lets it go on: for what is seen meanwhile. */
#pragma once

#include "nx-store.h"

static inline gpointer
nx_store_gate_wait_job (NxDatabase *db, gpointer gate, GCancellable *cancellable, GError **error)
{
  g_async_queue_pop (gate);
  return NULL;
}

/* Jobs given from now on wait for the gate. The job owns a reference: a test may end before it. */
static inline GAsyncQueue *
nx_store_gate_shut (NxStore *store)
{
  GAsyncQueue *gate = g_async_queue_new ();

  nx_store_write_async (store, "gate", nx_store_gate_wait_job, g_async_queue_ref (gate),
                        (GDestroyNotify)g_async_queue_unref, NULL, NULL, NULL, NULL);
  return gate;
}

static inline void
nx_store_gate_open (GAsyncQueue *gate)
{
  g_async_queue_push (gate, gate);
}

/* Returns when every job that was given before is done; its answer may still be on its way. */
static inline void
nx_store_gate_pass (NxStore *store)
{
  g_autoptr (GAsyncQueue) gate = g_async_queue_new ();
  g_autoptr (GError) error = NULL;

  nx_store_gate_open (gate);
  nx_store_write (store, nx_store_gate_wait_job, gate, NULL, &error);
  g_assert_no_error (error);
  nx_store_gate_open (gate);
  nx_store_read (store, nx_store_gate_wait_job, gate, NULL, &error);
  g_assert_no_error (error);
}
