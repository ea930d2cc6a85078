/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows the engine only the beginning of a file, and nothing any more once somebody has cancelled.
 */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What to give sqlite3_open_v2() as the file system to go through; registered by the first call.
 * Any thread. NULL when the engine has no memory for it. */
const char *nx_sqlcipher_window_get_name (void);

/* For a database that was opened through it, before anything is read: its first @n_bytes are all of
 * it. A backup carries its keys behind the last page. Returns a result code. */
int nx_sqlcipher_window_set_size (sqlite3 *db, gint64 n_bytes);

/* From now on reads fail while @cancellable is cancelled; NULL ends that. The check of the cipher
 * is one long step that the engine itself cannot be stopped in. Does nothing to a database that was
 * opened otherwise. @cancellable is borrowed until then. */
void nx_sqlcipher_window_watch (sqlite3 *db, GCancellable *cancellable);

G_END_DECLS
