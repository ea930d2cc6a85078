/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives a store another key: backed up, written again beside, proved, and put in its place. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-rekey.h"

#include "nx-backup-check.h"
#include "nx-backup-write.h"
#include "nx-backup.h"
#include "nx-driver-sqlcipher.h"
#include "nx-store-beside.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-lock.h"
#include "nx-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#define CACHE_KB 4096

static NxDriver *
open_driver (const char *path, GBytes *key, GError **error)
{
  g_autoptr (NxDriver) driver = nx_driver_sqlcipher_new ();
  NxDriverTarget target = { path, NX_DRIVER_OPEN_EXISTING, key, CACHE_KB, 0 };

  return nx_driver_open (driver, &target, error) ? g_steal_pointer (&driver) : NULL;
}

/* Before */

/* What was left in the journal by somebody who was cut short is brought into the file. Then nobody
 * has it open, and with the lock taken it lies still. */
static NxBackup *
describe (const char *folder, GBytes *key, NxStoreHold *hold, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NX_STORE_FILE, NULL);
  g_autoptr (NxDriver) driver = open_driver (path, key, error);
  gboolean is_described = driver != NULL
                          && nx_driver_checkpoint (driver, NX_DRIVER_PATIENCE_MS, error)
                          && nx_store_hold_describe (driver, hold, error);

  if (driver != NULL)
    nx_driver_close (driver);
  return is_described ? nx_backup_new_of_hold (folder, hold, NX_BACKUP_BEFORE_KEY) : NULL;
}

static char *
write_part (NxBackup *backup, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NX_STORE_FILE, NULL);
  g_autofree char *backups = nx_backup_dup_folder (folder);
  NxBackupSource source = { .fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0) };
  char *part = NULL;

  if (source.fd < 0)
    {
      nx_store_error_set_errno (error, errno);
      return NULL;
    }
  part = nx_backup_write_part (backup, backups, &source, cancellable, error);
  g_close (source.fd, NULL);
  return part;
}

static gboolean
back_up (
    NxBackup *backup, const char *folder, GBytes *key, GCancellable *cancellable, GError **error)
{
  g_autofree char *part = write_part (backup, folder, cancellable, error);
  g_autoptr (NxBackup) copy = NULL;

  if (part == NULL)
    return FALSE;
  copy = nx_backup_read (part, error);
  if (copy != NULL && nx_backup_check (copy, key, NULL, cancellable, error)
      && nx_backup_finish_part (backup, part, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}

/* Beside */

static gboolean
rekey_beside (const char *beside, const NxRekey *keys, GError **error)
{
  g_autofree char *path = g_build_filename (beside, NX_STORE_NEW_FILE, NULL);
  g_autoptr (NxDriver) driver = open_driver (path, keys->old_key, error);
  gboolean is_done = driver != NULL && nx_driver_rekey (driver, keys->new_key, error);

  if (driver != NULL)
    nx_driver_close (driver);
  return is_done;
}

/* The engine goes on when a page cannot be read while it changes the key (SQLCipher 4.6.1), and
 * says that all went well. What was written a moment ago and is not what it should be was not kept
 * by the disk. */
static gboolean
blame_disk (GError **error)
{
  if (error != NULL
      && (g_error_matches (*error, NX_STORE_ERROR, NX_STORE_ERROR_WRONG_KEY)
          || g_error_matches (*error, NX_STORE_ERROR, NX_STORE_ERROR_BAD_BACKUP)))
    {
      g_clear_error (error);
      nx_store_error_set (error, NX_STORE_ERROR_DISK);
    }
  return FALSE;
}

/* To the end, by the new key, and that it is the very store that was backed up. */
static gboolean
prove (const char *beside,
       NxBackup *backup,
       const NxRekey *keys,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *path = g_build_filename (beside, NX_STORE_NEW_FILE, NULL);
  g_autoptr (NxBackup) copy = nx_backup_new_same (backup, path);

  return nx_backup_check_whole (copy, keys->new_key, NULL, cancellable, error)
         || blame_disk (error);
}

static gboolean
fill_beside (const char *beside,
             NxBackup *backup,
             const NxRekey *keys,
             GCancellable *cancellable,
             GError **error)
{
  if (!nx_store_beside_write_keys (beside, keys->key_file, error)
      || !nx_store_beside_write_pages (beside, backup, cancellable, error)
      || !rekey_beside (beside, keys, error) || !prove (beside, backup, keys, cancellable, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !nx_store_folder_finish_new (beside, error))
    return FALSE;
  if (backup->head_seq > 0)
    nx_store_folder_write_head (beside, backup->head_seq, backup->head_digest);
  return TRUE;
}

static gboolean
renew (const char *folder,
       NxBackup *backup,
       const NxRekey *keys,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *beside = nx_store_beside_make (folder, NX_STORE_BESIDE_RENEWING, error);

  if (beside == NULL)
    return FALSE;
  if (!fill_beside (beside, backup, keys, cancellable, error)
      || !nx_store_beside_exchange (beside, folder, error))
    {
      nx_store_beside_forget (beside);
      return FALSE;
    }
  nx_store_beside_forget (beside);
  return TRUE;
}

gboolean
nx_rekey (const char *folder,
          const NxRekey *keys,
          NxBackup **backup,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *plain = g_canonicalize_filename (folder, NULL);
  g_auto (NxStoreHold) hold = { .fd = -1 };
  g_autoptr (NxStoreLock) lock = NULL;
  g_autoptr (NxBackup) before = NULL;

  g_return_val_if_fail (g_bytes_get_size (keys->key_file) > 0, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !nx_store_folder_check_existing (plain, error))
    return FALSE;
  lock = nx_store_lock_take (plain, error);
  if (lock == NULL)
    return FALSE;
  before = describe (plain, keys->old_key, &hold, error);
  if (before == NULL || !back_up (before, plain, keys->old_key, cancellable, error)
      || !renew (plain, before, keys, cancellable, error))
    return FALSE;
  if (backup != NULL)
    {
      g_autofree char *name = g_path_get_basename (before->path);
      g_autofree char *backups = nx_backup_dup_folder (plain);
      g_autofree char *path = g_build_filename (backups, name, NULL);

      /* Its folder has moved and come back. */
      *backup = nx_backup_new_same (before, path);
    }
  return TRUE;
}
