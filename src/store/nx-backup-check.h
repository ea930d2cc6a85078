/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens a backup with its key and says whether every page of it is whole and what is in it. */
#pragma once

#include "nx-backup-file.h"
#include "nx-types.h"

G_BEGIN_DECLS

/* How much of what is in a backup. */
typedef struct
{
  gint64 n_households;
  gint64 n_persons;
  gint64 n_cases;
  gint64 n_visits;
  gint64 n_attachments;
  gint64 n_events;
  char newest_on[11]; /* ISO day of the newest entry of the journal; "" when there is none */
} NxBackupContent;

/**
 * nx_backup_check:
 * @key: 32 bytes
 * @content: (out) (optional):
 *
 * Reads all of it, about 150 MB a second on our machine (limits §6); writes nothing at all, not
 * even beside it. Any thread. Stops within some milliseconds when cancelled.
 *
 * Returns: FALSE with BAD_BACKUP, WRONG_KEY, G_IO_ERROR_CANCELLED, or what the engine says
 */
gboolean nx_backup_check (NxBackup *self,
                          GBytes *key,
                          NxBackupContent *content,
                          GCancellable *cancellable,
                          GError **error);

/* The same, and whether the pages make a database: nearly three times as long. */
gboolean nx_backup_check_whole (NxBackup *self,
                                GBytes *key,
                                NxBackupContent *content,
                                GCancellable *cancellable,
                                GError **error);

/* The same without looking at what is in it: for a store whose schema is older than the program's.
 */
gboolean nx_backup_check_pages (NxBackup *self,
                                GBytes *key,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
