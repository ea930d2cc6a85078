/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes one backup file under a name that says it is not whole yet, and gives it its own at last.
 */
#pragma once

#include "nx-backup-file.h"
#include "nx-store-hold.h"

G_BEGIN_DECLS

/* What a file in the making ends with; one that is left over was cut short. */
#define NX_BACKUP_PART_SUFFIX NX_BACKUP_SUFFIX ".part"

/* Where the pages come from. Both functions are called on the calling thread, after each piece. */
typedef struct
{
  int fd;                                                      /* read from its beginning */
  gboolean (*is_still) (gpointer data, GError **error);        /* FALSE ends it; may be NULL */
  void (*report) (guint64 done, guint64 total, gpointer data); /* may be NULL */
  gpointer data;
} NxBackupSource;

/**
 * nx_backup_write_part:
 * @backup: all filled in but its path
 * @folder: made (0700) when it is not there
 *
 * Copies the pages without opening them, adds what belongs to them, and makes all of it last
 * (fsync). Blocks on the disk.
 *
 * Returns: (transfer full) (nullable): the path of the unfinished file; NULL with NO_SPACE,
 *   READ_ONLY, G_IO_ERROR_CANCELLED, what is_still() says or the system's reason, and nothing left
 */
char *nx_backup_write_part (NxBackup *backup,
                            const char *folder,
                            const NxBackupSource *source,
                            GCancellable *cancellable,
                            GError **error);

/* Writes the pages alone into a new file at @path, as nx_backup_write_part() does. */
gboolean nx_backup_write_pages (NxBackup *backup,
                                const char *path,
                                const NxBackupSource *source,
                                GCancellable *cancellable,
                                GError **error);

/* Gives the unfinished file its name, which says when and why it was made, and sets the path of
 * @backup; never replaces a file. FALSE with @error; the file is then still there. */
gboolean nx_backup_finish_part (NxBackup *backup, const char *part, GError **error);

/* Takes away what was left unfinished in @folder by somebody who was cut short, if it is a day old:
 * a younger one may still be in the making, by another computer that uses the same stick. */
void nx_backup_forget_parts (const char *folder);

/* What a copy of the store in @store_folder, kept still by @hold, says of itself; without a path.
 */
NxBackup *nx_backup_new_of_hold (const char *store_folder,
                                 const NxStoreHold *hold,
                                 NxBackupReason reason);

G_END_DECLS
