/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sees to it that the open office has a backup of today, here and in a second place, and that one
 * of them is tried out each week. */
#pragma once

#include "nx-backup.h"
#include "nx-session.h"

G_BEGIN_DECLS

/* Looks while the office is open: soon after the opening and every half hour. All work is done on
 * threads of its own and given up at once when the office is locked. A sample office is left alone,
 * and so is one whose user does not want it (the setting backup-daily).
 *
 * Signals
 *   changed   what the getters say has changed */
#define NX_TYPE_BACKUP_KEEPER (nx_backup_keeper_get_type ())
G_DECLARE_FINAL_TYPE (NxBackupKeeper, nx_backup_keeper, NX, BACKUP_KEEPER, GObject)

/* @session is not owned and has to live longer. */
NxBackupKeeper *nx_backup_keeper_new (NxSession *session);

/* What is in the way of losing the records, oldest first in the list of the window. */
typedef enum
{
  NX_BACKUP_IDLE,
  NX_BACKUP_COPYING,   /* making one, and reading it back */
  NX_BACKUP_CARRYING,  /* to the second place */
  NX_BACKUP_REHEARSING /* trying one out */
} NxBackupWork;

NxBackupWork nx_backup_keeper_get_work (NxBackupKeeper *self);
/* UTC seconds of the newest backup in the office's own place; 0: none, or nothing is open. */
gint64 nx_backup_keeper_get_last (NxBackupKeeper *self);
/* Why the last one could not be made, or carried to the second place; NULL when it could. Borrowed.
 */
const GError *nx_backup_keeper_get_error (NxBackupKeeper *self);
const GError *nx_backup_keeper_get_second_error (NxBackupKeeper *self);
/* All in the office's own place, the newest first; (transfer container). Reads the folder. */
GPtrArray *nx_backup_keeper_list (NxBackupKeeper *self);

/* The second place: a folder on another disk, a stick, a share; NULL for none. Free with g_free. */
char *nx_backup_keeper_dup_second (NxBackupKeeper *self);
void nx_backup_keeper_set_second (NxBackupKeeper *self, const char *folder);

/* Looks now; @by_hand makes one even if there is one of today. Does nothing while at work. */
void nx_backup_keeper_look (NxBackupKeeper *self, gboolean by_hand);

G_END_DECLS
