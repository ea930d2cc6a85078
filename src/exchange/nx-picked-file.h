/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads a file that somebody chose, dropped or pasted: only what is a file, and not too much of it.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads @file on a thread of its own; at most @max_size bytes. What is no regular file of this
 * computer (a folder, a device, a pipe, something on the net), what is empty, too large or may not
 * be read is refused with NX_EXCHANGE_ERROR and a whole sentence for the user, which does not name
 * the file. Nothing is written anywhere. */
void nx_picked_file_read_async (GFile *file,
                                gsize max_size,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GBytes *nx_picked_file_read_finish (GAsyncResult *result, GError **error);

/* The file's name as it is shown and kept: valid UTF-8, one line. Never NULL; free with g_free. */
char *nx_picked_file_dup_name (GFile *file);

G_END_DECLS
