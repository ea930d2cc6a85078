/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The folder of a store: what lies in it, whether it is a safe place, and the small files beside
 * the database. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NX_STORE_FILE "store.db"         /* the encrypted database */
#define NX_STORE_NEW_FILE "store.db.new" /* one that is still being made */
#define NX_STORE_HEAD_FILE "store.head"  /* the journal's newest event, seen from outside */
#define NX_STORE_KEYS_FILE "store.keys"  /* the ways in; the room of keys reads it */
#define NX_STORE_LOCK_FILE "store.lock"  /* empty; see nx-store-lock.h */
#define NX_STORE_RESERVE_FILE "reserve"  /* room to give back when the disk is full */
#define NX_STORE_BACKUPS "backups"

/* Makes the folder (0700) where there is none. Fails when it holds a store, a part of one, or files
 * of someone else; a store.keys is allowed, since keys are made first. */
gboolean nx_store_folder_prepare_new (const char *folder, GError **error);

/* TRUE when a database, its journal, its head or a backup lies there. */
gboolean nx_store_folder_has_store (const char *folder);

/* Fails when the folder is missing, cannot be written, or has no store file in it. */
gboolean nx_store_folder_check_existing (const char *folder, GError **error);

/* NX_STORE_ERROR_UNSAFE_PLACE on network file systems, whose locks cannot be trusted. */
gboolean nx_store_folder_check_place (const char *folder, GError **error);

/* The same for a number of statfs (2). */
gboolean nx_store_folder_is_safe_type (gint64 type);

/* Takes the rights of other users away from the folder and the files of the store. FALSE when that
 * could not be done. */
gboolean nx_store_folder_make_private (const char *folder);

/* Forgets a database that was never finished: only store.db.new and the files beside it. */
void nx_store_folder_forget_new (const char *folder);

/* Turns store.db.new, closed, into store.db and makes that last through a power cut. Never replaces
 * a file. */
gboolean nx_store_folder_finish_new (const char *folder, GError **error);

/* Makes the reserve when there is plenty of room; doing nothing is fine. */
void nx_store_folder_ensure_reserve (const char *folder);

/* TRUE when there was one and its room is free now. */
gboolean nx_store_folder_free_reserve (const char *folder);

/* Replaces the head; a failure is only noted in the debug log. */
void nx_store_folder_write_head (const char *folder, gint64 seq, const char *digest);

/* FALSE when there is none that can be read. Free @digest with g_free. */
gboolean nx_store_folder_read_head (const char *folder, gint64 *seq, char **digest);

G_END_DECLS
