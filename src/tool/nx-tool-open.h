/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens the store of one run: folder, key by keyring or passphrase, and who acts. */
#pragma once

#include "nx-backup-file.h"
#include "nx-tool.h"

G_BEGIN_DECLS

/* Fills in the default folder and makes a relative one absolute. */
void nx_tool_settle_folder (NxTool *self);

/* The passphrase from --passphrase-fd, its first line; NULL with @error. The file is read once. */
NxPassphrase *nx_tool_read_passphrase (NxTool *self, GError **error);
/* The same for a new slot: what is too short or too simple is refused. */
NxPassphrase *nx_tool_read_new_passphrase (NxTool *self, GError **error);

/* Opens the store and sets who acts: the owner of the key that opened it; else the worker named by
 * --as; else the first who works here. Says warnings on standard error. */
gboolean nx_tool_open (NxTool *self, GError **error);

/* The key of the store in @backup, by the ways in that it holds itself. Borrowed until
 * nx_tool_close(). NULL with @error. */
GBytes *nx_tool_open_backup (NxTool *self, NxBackup *backup, GError **error);

/* Sets who acts in a store that is open already. */
gboolean nx_tool_settle_actor (NxTool *self, const char *owner_uid, GError **error);

/* Closes what is open; safe without. */
void nx_tool_close (NxTool *self);

/* nx_store_read() and nx_store_write() without what the tool never needs. */
gpointer nx_tool_read (NxTool *self, NxStoreJob job, gpointer data, GError **error);
gpointer nx_tool_write (NxTool *self, NxStoreJob job, gpointer data, GError **error);

/* For jobs whose only result is that they went well. */
#define NX_TOOL_DONE GINT_TO_POINTER (1)

G_END_DECLS
