/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decides which backups are kept: 7 of days, 4 of weeks, 12 of months, and what else must stay. */
#pragma once

#include "nx-backup-file.h"

G_BEGIN_DECLS

/* Our defaults (the task of backups: 7 daily, 4 weekly, 12 monthly). */
#define NX_BACKUP_KEEP_DAYS 7
#define NX_BACKUP_KEEP_WEEKS 4
#define NX_BACKUP_KEEP_MONTHS 12
/* Those from before an import, an update … stay at least so long, since the doubt comes late. */
#define NX_BACKUP_KEEP_BEFORE_DAYS 30
/* Never fewer than these, whatever the calendar says. */
#define NX_BACKUP_KEEP_LEAST 3

/**
 * nx_backup_choose_old:
 * @backups: (element-type NxBackup): of one store, the newest first
 * @now: UTC seconds; days and weeks are those of the local zone
 *
 * Of each of the last 7 days that have a backup the newest stays, likewise of 4 weeks (ISO 8601,
 * from Monday) and 12 months; the newest three; those made by hand; those younger than 30 days that
 * were made before something; and whatever lies in the future of the clock.
 *
 * Returns: (transfer full) (element-type NxBackup): those that may go
 */
GPtrArray *nx_backup_choose_old (GPtrArray *backups, gint64 now);

/* Takes the old ones of @store_uid in @folder away. Only files that can be read as backups of this
 * store are ever touched, and never @made (nullable), which was made just now: where the clock was
 * set back it looks like the oldest. Returns how many went. */
guint nx_backup_remove_old (const char *folder,
                            const char *store_uid,
                            gint64 now,
                            const char *made);

G_END_DECLS
