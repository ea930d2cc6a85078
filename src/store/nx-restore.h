/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes a store of a backup again: written beside, proved, and only then put in its place. */
#pragma once

#include "nx-backup-check.h"

G_BEGIN_DECLS

/**
 * nx_restore:
 * @key: 32 bytes; what opened the key file in the backup
 * @folder: where the store is to be: not there yet, empty, or a store that nobody has open
 * @content: (out) (optional): what was found in the restored store
 * @replaced: (out) (optional) (transfer full): where the store went that was there before; NULL
 * when there was none. It is kept whole, with its keys; its backups stay with the folder.
 *
 * Writes key file and database into a new folder beside @folder, checks every page and the whole
 * structure of the copy, then exchanges the two folders in one step. Whenever it is cut short,
 * @folder holds either the store that was there or the restored one, whole. Blocks; any thread.
 *
 * Returns: FALSE with BAD_BACKUP, WRONG_KEY, EXISTS (files of somebody else), LOCKED_BY_OTHER (the
 *   store there is open), NO_SPACE, READ_ONLY, UNSAFE_PLACE or G_IO_ERROR_CANCELLED, and @folder as
 *   it was
 */
gboolean nx_restore (NxBackup *backup,
                     GBytes *key,
                     const char *folder,
                     NxBackupContent *content,
                     char **replaced,
                     GCancellable *cancellable,
                     GError **error);

/**
 * nx_restore_rehearse:
 * @scratch: a folder on a disk of this computer; a folder is made in it and taken away again
 *
 * What a restore would do, to its end: the restored store is opened as the program opens it, its
 * journal followed from the first entry and its references looked at; then all of it goes. Blocks
 * for long; any thread.
 */
gboolean nx_restore_rehearse (
    NxBackup *backup, GBytes *key, const char *scratch, GCancellable *cancellable, GError **error);

G_END_DECLS
