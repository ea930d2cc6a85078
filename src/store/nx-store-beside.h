/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A store in the making beside the one whose place it takes, in one step. */
#pragma once

#include "nx-backup-file.h"

G_BEGIN_DECLS

/* What the name of the folder says. */
#define NX_STORE_BESIDE_RESTORING "restoring"
#define NX_STORE_BESIDE_RENEWING "renewing"

/* Makes a folder (0700) beside @folder; free with g_free. */
char *nx_store_beside_make (const char *folder, const char *what, GError **error);

/* Takes away the folder and what a store makes in it, but neither backups nor anything else. */
void nx_store_beside_forget (const char *beside);

/* Writes the key file; empty @keys: none. FALSE with NO_SPACE or READ_ONLY. */
gboolean nx_store_beside_write_keys (const char *beside, GBytes *keys, GError **error);

/* Writes the pages of @backup as store.db.new, as nx_backup_write_pages() does. */
gboolean nx_store_beside_write_pages (const char *beside,
                                      NxBackup *backup,
                                      GCancellable *cancellable,
                                      GError **error);

/* The two folders change places: the store that was in @folder, whose lock the caller has, is now
 * in @beside; its backups go with the name. FALSE with the system's reason, and nothing has moved.
 */
gboolean nx_store_beside_exchange (const char *beside, const char *folder, GError **error);

/* Gives the store that was exchanged a name that says what it is; free with g_free. */
char *nx_store_beside_keep_replaced (const char *beside, const char *folder);

/* Ends what was cut short, for a store whose lock the caller has: backups go back to their name;
 * what a change of the key left behind, which that key still opens, is taken away. */
void nx_store_beside_sweep (const char *folder);

G_END_DECLS
