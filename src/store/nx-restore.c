/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes a store of a backup again: written beside, proved, and only then put in its place. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-restore.h"

#include "nx-store-beside.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-lock.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Of the copy, not of the backup: what is put in its place has been read from its own disk. */
static gboolean
prove (NxBackup *backup,
       GBytes *key,
       const char *beside,
       NxBackupContent *content,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *path = g_build_filename (beside, NX_STORE_NEW_FILE, NULL);
  g_autoptr (NxBackup) copy = nx_backup_new_same (backup, path);

  return nx_backup_check_whole (copy, key, content, cancellable, error);
}

static gboolean
fill_beside (NxBackup *backup,
             GBytes *key,
             const char *beside,
             NxBackupContent *content,
             GCancellable *cancellable,
             GError **error)
{
  if (!nx_store_folder_check_place (beside, error)
      || !nx_store_beside_write_keys (beside, backup->keys, error)
      || !nx_store_beside_write_pages (beside, backup, cancellable, error)
      || !prove (backup, key, beside, content, cancellable, error)
      || !nx_store_folder_finish_new (beside, error))
    return FALSE;
  if (backup->head_seq > 0)
    nx_store_folder_write_head (beside, backup->head_seq, backup->head_digest);
  return TRUE;
}

/* Into its place */

/* Whatever counts as there but empty or gone is free. */
static gboolean
is_free (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir != NULL ? g_dir_read_name (dir) == NULL : !g_file_test (folder, G_FILE_TEST_EXISTS);
}

/* Nobody may have it open, nor open it until the other one is in its place. */
static gboolean
replace_store (const char *beside, const char *folder, char **replaced, GError **error)
{
  g_autoptr (NxStoreLock) lock = nx_store_lock_take (folder, error);
  g_autofree char *old = NULL;

  if (lock == NULL || !nx_store_beside_exchange (beside, folder, error))
    return FALSE;
  /* From here on the restored store is in its place; the old one only changes its name. */
  old = nx_store_beside_keep_replaced (beside, folder);
  if (replaced != NULL)
    *replaced = g_steal_pointer (&old);
  return TRUE;
}

static gboolean
put_in_place (const char *beside, const char *folder, char **replaced, GError **error)
{
  if (is_free (folder))
    return g_rename (beside, folder) == 0 || nx_store_error_set_errno (error, errno);
  return replace_store (beside, folder, replaced, error);
}

/* What must be so before the work begins, so that nobody waits for nothing. */
static gboolean
check_target (const char *folder, GError **error)
{
  g_autoptr (NxStoreLock) lock = NULL;
  g_autofree char *keys = g_build_filename (folder, NX_STORE_KEYS_FILE, NULL);

  if (is_free (folder))
    return TRUE;
  if (!nx_store_folder_has_store (folder) && !g_file_test (keys, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_EXISTS,
                           _ ("There are other files in this folder, and a store needs one of "
                              "its own. Nothing was changed. Choose an empty folder or a new "
                              "name."));
      return FALSE;
    }
  lock = nx_store_lock_take (folder, error);
  return lock != NULL;
}

gboolean
nx_restore (NxBackup *backup,
            GBytes *key,
            const char *folder,
            NxBackupContent *content,
            char **replaced,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *plain = g_canonicalize_filename (folder, NULL);
  g_autofree char *beside = NULL;

  if (replaced != NULL)
    *replaced = NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_target (plain, error))
    return FALSE;
  beside = nx_store_beside_make (plain, NX_STORE_BESIDE_RESTORING, error);
  if (beside == NULL)
    return FALSE;
  if (fill_beside (backup, key, beside, content, cancellable, error)
      && put_in_place (beside, plain, replaced, error))
    return TRUE;
  nx_store_beside_forget (beside);
  return FALSE;
}
