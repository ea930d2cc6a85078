/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives a store another key: backed up, written again beside, proved, and put in its place. */
#pragma once

#include "nx-backup-file.h"

G_BEGIN_DECLS

/* What a store gets that no longer trusts its key. */
typedef struct
{
  GBytes *old_key; /* 32 bytes each */
  GBytes *new_key;
  GBytes *key_file; /* the ways in to @new_key: what becomes store.keys */
} NxRekey;

/**
 * nx_rekey:
 * @folder: a store that nobody has open
 * @backup: (out) (optional) (transfer full): the backup of before, which the old ways in open
 *
 * Takes the lock of the store, backs it up and reads the backup back, writes every page with the
 * new key into a folder beside, proves that copy to the end, and exchanges the folders in one step:
 * whenever it is cut short, the folder holds either the store with its old key file or the one with
 * its new one, never a part of each. Then what the old key still opens is taken away, but for
 * backups. Needs room for the store twice. Blocks for long; any thread.
 *
 * Returns: FALSE with LOCKED_BY_OTHER, WRONG_KEY, NO_SPACE, READ_ONLY, G_IO_ERROR_CANCELLED or what
 *   the engine says, and the store as it was
 */
gboolean nx_rekey (const char *folder,
                   const NxRekey *keys,
                   NxBackup **backup,
                   GCancellable *cancellable,
                   GError **error);

G_END_DECLS
