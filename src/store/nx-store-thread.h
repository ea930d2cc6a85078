/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One thread with a queue: urgent work before patient work, each in the order it came. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NxStoreThread NxStoreThread;

typedef enum
{
  NX_STORE_THREAD_WRITE, /* first: what a user saved must not wait behind what somebody reads */
  NX_STORE_THREAD_READ,
  NX_STORE_THREAD_CLOSE, /* after everything that was asked for before */
  NX_N_STORE_THREAD_PRIORITIES
} NxStoreThreadPriority;

typedef void (*NxStoreThreadFunc) (gpointer data);

/* The thread starts with the first piece of work. */
NxStoreThread *nx_store_thread_new (const char *name);

/* When nothing was asked for during so long after some work, @func runs once, on the thread. Before
 * the first piece of work. */
void nx_store_thread_set_rest (NxStoreThread *self,
                               guint milliseconds,
                               NxStoreThreadFunc func,
                               gpointer data);

/* Runs what is queued, ends the thread and waits for it. Not from the thread itself. */
void nx_store_thread_free (NxStoreThread *self);

/* @func gives up @data itself: it normally hands it on to the asker's main context, so that nothing
 * of the asker is ever freed here. */
void nx_store_thread_push (NxStoreThread *self,
                           NxStoreThreadPriority priority,
                           NxStoreThreadFunc func,
                           gpointer data);

/* The same, and waits until it has run. */
void nx_store_thread_call (NxStoreThread *self,
                           NxStoreThreadPriority priority,
                           NxStoreThreadFunc func,
                           gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxStoreThread, nx_store_thread_free)

G_END_DECLS
