/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The long steps around backups that need no open store, each on a thread of its own: carrying one
 * to a second place, trying one out, looking into one, restoring one. */
#pragma once

#include "nx-backup.h"

G_BEGIN_DECLS

/* Our default. */
#define NX_BACKUP_REHEARSE_DAYS 7

/* Copies the newest backup of @store_uid in @folder to @second, unless it is there already. Fails
 * with NOT_FOUND when the place is not there: an office that has a stick does not want a folder of
 * that name on the disk. */
void nx_backup_step_carry_async (const char *folder,
                                 const char *second,
                                 const char *store_uid,
                                 GBytes *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* Whether the last rehearsal in @folder was so long ago; noted by a file there. */
gboolean nx_backup_step_is_rehearsal_due (const char *folder);

/* nx_restore_rehearse() with the newest of @folder, at low priority; notes the day when it went
 * well. */
void nx_backup_step_rehearse_async (const char *folder,
                                    const char *store_uid,
                                    GBytes *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/* nx_backup_check(); @backup is kept until the answer. */
void nx_backup_step_check_async (NxBackup *backup,
                                 GBytes *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean nx_backup_step_check_finish (GAsyncResult *result,
                                      NxBackupContent *content,
                                      GError **error);

/* nx_restore() into @folder. */
void nx_backup_step_restore_async (NxBackup *backup,
                                   GBytes *key,
                                   const char *folder,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* @replaced: as nx_restore(). */
gboolean nx_backup_step_restore_finish (GAsyncResult *result, char **replaced, GError **error);

/* Of carrying and rehearsing. */
gboolean nx_backup_step_finish (GAsyncResult *result, GError **error);

G_END_DECLS
