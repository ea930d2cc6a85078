/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A store: a folder with one encrypted file, one thread that writes and others that read. */
#pragma once

#include <gio/gio.h>

#include "nx-database.h"

G_BEGIN_DECLS

/* Signals
 *   changed (NxChangeSet *)  once for each commit that noted a change, on the main context that was
 *                            the thread's default where the store was made
 * Properties
 *   is-open, actor, fixed-now (UTC seconds; 0 the real clock, else for tests and reports) */
#define NX_TYPE_STORE (nx_store_get_type ())
G_DECLARE_FINAL_TYPE (NxStore, nx_store, NX, STORE, GObject)

/* A job runs on a thread of the store. NULL without @error is a result too ("none").
 * @data is the job's own until its answer; whatever it shares with other threads is immutable. */
typedef gpointer (*NxStoreJob) (NxDatabase *db,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/* On the caller's main context, before the answer. Newer reports replace older ones not yet told.
 */
typedef void (*NxStoreProgress) (guint64 done, guint64 total, gpointer user_data);

/* What a new store is made with. Copied. */
typedef struct
{
  const char *uid;         /* UUID */
  const char *office_name; /* not empty */
  const char *area_code;   /* 12 digits (GB/T 2260 + community), or NULL */
} NxStoreInfo;

/* @folder is an absolute path. Nothing is touched before create or open. */
NxStore *nx_store_new (const char *folder);

const char *nx_store_get_folder (NxStore *self);
gboolean nx_store_is_open (NxStore *self);

/* The UUID of the open store; NULL while closed. */
const char *nx_store_get_uid (NxStore *self);

/* Reads the UUID-less facts a key holder needs before opening: TRUE when the folder holds the file
 * of a store or the rest of one, so that no new key may be made for it. Does not open anything. */
gboolean nx_store_is_present (NxStore *self);

/* Sentences for the user about what opening found (an older file than last time …); empty when all
 * is well. Borrowed; valid until the store closes. */
const char *const *nx_store_get_warnings (NxStore *self);

/* Worker id of whoever acts from now on. */
void nx_store_set_actor (NxStore *self, gint64 worker_id);
gint64 nx_store_get_actor (NxStore *self);

/* @key: 32 bytes, in memory that is wiped when the last reference goes; kept until close.
 * create: makes the folder (0700) and the file (0600) and leaves the store open. Fails with
 * NX_STORE_ERROR_EXISTS when anything of a store is there already, except a store.keys.
 * open: each bad state of the folder has its own NX_STORE_ERROR; none is ever repaired by deleting.
 * close: lets queued writes finish, stops reads, empties the journal beside the file. A closed
 * store can be opened again. */
void nx_store_create_async (NxStore *self,
                            GBytes *key,
                            const NxStoreInfo *info,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean nx_store_create_finish (NxStore *self, GAsyncResult *result, GError **error);
void nx_store_open_async (NxStore *self,
                          GBytes *key,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean nx_store_open_finish (NxStore *self, GAsyncResult *result, GError **error);
void nx_store_close_async (NxStore *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean nx_store_close_finish (NxStore *self, GAsyncResult *result, GError **error);

/* The same, blocking: for the tool and for tests. Any thread but those of the store. */
gboolean nx_store_create (NxStore *self, GBytes *key, const NxStoreInfo *info, GError **error);
gboolean nx_store_open (NxStore *self, GBytes *key, GError **error);
gboolean nx_store_close (NxStore *self, GError **error);

/* @name is static, for the debug log. @free_data runs on the caller's main context, after the
 * answer; @free_result when the result is never fetched. A read sees one state of the store from
 * its first to its last statement. A cancelled read is skipped or stopped, and always answers
 * G_IO_ERROR_CANCELLED, so a callback that tests this first may be passed what is then gone. */
void nx_store_read_async (NxStore *self,
                          const char *name,
                          NxStoreJob job,
                          gpointer data,
                          GDestroyNotify free_data,
                          GDestroyNotify free_result,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* A read behind every write that was asked for before it, also by another page: whoever leaves a
 * form and comes back at once finds the last word. Finish with nx_store_read_finish (). */
void nx_store_read_settled_async (NxStore *self,
                                  const char *name,
                                  NxStoreJob job,
                                  gpointer data,
                                  GDestroyNotify free_data,
                                  GDestroyNotify free_result,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gpointer nx_store_read_finish (NxStore *self, GAsyncResult *result, GError **error);

/* A read that may take long (statistics, export): on a connection of its own, so that lists do not
 * wait for it. @progress may be NULL. Finish with nx_store_read_finish (). */
void nx_store_read_long_async (NxStore *self,
                               const char *name,
                               NxStoreJob job,
                               gpointer data,
                               GDestroyNotify free_data,
                               GDestroyNotify free_result,
                               NxStoreProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* One write job is one transaction: an error or a cancel before its commit takes everything back.
 * Once queued it always runs, also while the store is closing. A commit that came before the cancel
 * answers success: keep what @user_data points to alive until the answer. */
void nx_store_write_async (NxStore *self,
                           const char *name,
                           NxStoreJob job,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
void nx_store_write_with_progress_async (NxStore *self,
                                         const char *name,
                                         NxStoreJob job,
                                         gpointer data,
                                         GDestroyNotify free_data,
                                         GDestroyNotify free_result,
                                         NxStoreProgress progress,
                                         gpointer progress_data,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gpointer nx_store_write_finish (NxStore *self, GAsyncResult *result, GError **error);

/* Blocking: for the tool and for tests. @data stays the caller's. */
gpointer nx_store_read (
    NxStore *self, NxStoreJob job, gpointer data, GCancellable *cancellable, GError **error);
gpointer nx_store_write (
    NxStore *self, NxStoreJob job, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
