/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Backs a store up before its schema is brought up to date, while nobody else has it open. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-backup-write.h"
#include "nx-backup.h"
#include "nx-store-private.h"

#include <glib/gstdio.h>

/* Once the journal is empty the file is still by itself: no hold is needed. */
static NxBackup *
describe (NxStore *self, NxDriver *driver, NxStoreHold *hold, GError **error)
{
  if (!nx_driver_checkpoint (driver, NX_DRIVER_PATIENCE_MS, error)
      || !nx_store_hold_describe (driver, hold, error))
    return NULL;
  hold->fd = nx_store_hold_open_fd (self, error);
  if (hold->fd < 0)
    return NULL;
  return nx_backup_new_of_hold (self->folder, hold, NX_BACKUP_BEFORE_SCHEMA);
}

/* What is too old is not taken away here: somebody who meets trouble with a new version must find
 * everything. */
gboolean
nx_store_back_up_first (NxStore *self, NxDriver *driver, GBytes *key, gint64 schema, GError **error)
{
  g_auto (NxStoreHold) hold = { .fd = -1 };
  g_autoptr (NxBackup) backup = describe (self, driver, &hold, error);
  g_autoptr (NxBackup) copy = NULL;
  g_autofree char *folder = nx_backup_dup_folder (self->folder);
  g_autofree char *part = NULL;
  NxBackupSource source = { .fd = hold.fd };

  if (backup == NULL)
    return FALSE;
  part = nx_backup_write_part (backup, folder, &source, NULL, error);
  if (part == NULL)
    return FALSE;
  copy = nx_backup_read (part, error);
  if (copy != NULL && copy->schema == schema && nx_backup_check_pages (copy, key, NULL, error)
      && nx_backup_finish_part (backup, part, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}
