/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxStore share: its struct, its connections, and the steps of opening. */
#pragma once

#include "nx-database-private.h"
#include "nx-migrations.h"
#include "nx-store-hold.h"
#include "nx-store-lock.h"
#include "nx-store-thread.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* A thread that had nothing to do for so long gives back memory. Our default: longer than
 * between two questions of one page. */
#define NX_STORE_REST_MS 3000
#define NX_STORE_APPLICATION_ID 0x4e585354 /* "NXST" */

typedef enum
{
  NX_STORE_WRITER,
  NX_STORE_READER,
  NX_STORE_LONG_READER,
  NX_N_STORE_CONNECTIONS
} NxStoreConnectionKind;

/* One thread and the database it has opened. Only that thread touches db and driver, except that
 * any thread may interrupt the driver under the store's mutex. */
typedef struct
{
  NxStoreThread *thread;
  NxDatabase *db;
  NxDriver *driver;
} NxStoreConnection;

typedef enum
{
  NX_STORE_STATE_CLOSED,
  NX_STORE_STATE_OPENING,
  NX_STORE_STATE_OPEN,
  NX_STORE_STATE_CLOSING,
} NxStoreState;

struct _NxStore
{
  GObject parent_instance;

  char *folder;
  GMainContext *context; /* where signals are emitted */
  NxMigrations *migrations;
  NxStoreConnection connections[NX_N_STORE_CONNECTIONS];
  NxStoreLock *lock; /* writer's thread */
  int hold_fd;       /* writer's thread; see nx-store-hold.h; -1: none yet */

  GMutex mutex; /* guards what follows */
  NxStoreState state;
  gboolean is_finalizing; /* nobody is left to tell anything */
  GBytes *key;            /* while open */
  gint64 actor;
  gint64 fixed_now;
  guint64 generation;
  NxDriver *held; /* reads, so that the file stays still; set and used on the writer's thread */
  guint hold_id;
  /* Of the last time it was open: freed by the next opening, not by the close under way while
   * somebody looks at them. */
  char *uid;
  GStrv warnings;
};

typedef struct
{
  GBytes *key;
  char *uid; /* these three are set to create, NULL to open */
  char *office_name;
  char *area_code;
  gboolean is_new;
} NxStoreRequest;

void nx_store_request_free (NxStoreRequest *request);

/* nx-store-open.c. On the writer's thread; the state is already OPENING or CLOSING and is set to
 * what became of it. */
gboolean nx_store_open_on_thread (NxStore *self,
                                  NxStoreRequest *request,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean nx_store_close_on_thread (NxStore *self, GError **error);

/* On the thread of that connection: its database, opened when that has not happened yet. */
NxDatabase *nx_store_ensure_database (NxStore *self, NxStoreConnectionKind kind, GError **error);

/* nx-store-first-backup.c. On the writer's thread, before its steps: a copy of the store as it is,
 * with schema step @schema, read back with @key. */
gboolean nx_store_back_up_first (
    NxStore *self, NxDriver *driver, GBytes *key, gint64 schema, GError **error);

/* nx-store-hold.c. On the writer's thread: what a copy of the file that @driver has open is called
 * by, besides id, key and descriptor. */
gboolean nx_store_hold_describe (NxDriver *driver, NxStoreHold *hold, GError **error);

/* nx-store-hold.c. On the writer's thread: the descriptor of the file that is copied from; -1 with
 * @error. It stays open as long as the store. */
int nx_store_hold_open_fd (NxStore *self, GError **error);

/* nx-store-hold.c. On the writer's thread: ends the hold, if there is one. */
void nx_store_drop_held (NxStore *self);

/* nx-store-passage.c. Any thread. */
/* Waits. @request is taken; NULL closes. */
gboolean nx_store_pass (NxStore *self, NxStoreRequest *request, GError **error);

/* Steps used instead of the bundled ones, before create or open (tests). */
void nx_store_set_migrations (NxStore *self, NxMigrations *migrations);

/* nx-store-job.c. Runs one job on the thread of @kind; see nx-store.h for the arguments. With
 * @callback NULL it waits and gives the result back at once. */
typedef struct
{
  NxStoreConnectionKind kind;
  const char *name;
  NxStoreJob func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  NxStoreProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  gboolean is_settled; /* a read that waits for the writes queued before it */
} NxStoreJobSpec;

void nx_store_job_start (NxStore *self,
                         const NxStoreJobSpec *spec,
                         gpointer source_tag,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gpointer nx_store_job_run (NxStore *self, const NxStoreJobSpec *spec, GError **error);

/* nx-store.c. Any thread: emits `changed` with @changes, or notifies is-open when NULL, on the
 * store's main context, if the store still lives then. */
void nx_store_tell (NxStore *self, NxChangeSet *changes);

G_END_DECLS
