/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Backs up an open store: copied while it is worked on, read back, and only then given its name. */
#pragma once

#include "nx-backup-check.h"
#include "nx-store.h"

G_BEGIN_DECLS

/**
 * nx_backup_make:
 * @folder: (nullable): where to; NULL: the store's own "backups"
 * @reason: why
 * @content: (out) (optional): what was found in it when it was read back
 *
 * Copies the encrypted pages as they are (no cipher runs), opens the copy, checks every page and
 * counts; then names it and takes away what is too old (nx-backup-keep.h). Saving goes on
 * meanwhile. One at a time for each store. When the store closes in the midst the backup is given
 * up within some milliseconds, with CLOSED. A second place gets a copy by nx_backup_copy().
 *
 * Blocks; not for the window's thread nor for one of the store's.
 *
 * Returns: (transfer full) (nullable): NULL with @error and nothing left behind
 */
NxBackup *nx_backup_make (NxStore *store,
                          const char *folder,
                          NxBackupReason reason,
                          NxBackupContent *content,
                          GCancellable *cancellable,
                          GError **error);

/* The same from a thread of its own; @progress (nullable) comes on the caller's main context. */
void nx_backup_make_async (NxStore *store,
                           const char *folder,
                           NxBackupReason reason,
                           NxStoreProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
NxBackup *nx_backup_make_finish (NxStore *store,
                                 GAsyncResult *result,
                                 NxBackupContent *content,
                                 GError **error);

/**
 * nx_backup_copy:
 * @key: 32 bytes
 * @folder: another place: a stick, a share
 *
 * Copies a backup and reads the copy back, as nx_backup_make() does; then takes away what is too
 * old there.
 *
 * Returns: (transfer full) (nullable): the copy
 */
NxBackup *nx_backup_copy (
    NxBackup *backup, GBytes *key, const char *folder, GCancellable *cancellable, GError **error);

/* Where a store has its own backups. Free with g_free. */
char *nx_backup_dup_folder (const char *store_folder);

G_END_DECLS
