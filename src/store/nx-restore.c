/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes a store of a backup again: written beside, proved, and only then put in its place. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-restore.h"

#include "nx-backup-write.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Beside: the folder in the making */

static void
remove_in (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_unlink (path);
}

/* Only what this restore has made there. */
static void
forget_beside (const char *beside)
{
  static const char *const names[]
      = { NX_STORE_KEYS_FILE, NX_STORE_NEW_FILE, NX_STORE_FILE, NX_STORE_HEAD_FILE };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    remove_in (beside, names[i]);
  g_rmdir (beside);
}

static char *
make_beside (const char *folder, GError **error)
{
  g_autofree char *beside = g_strdup_printf ("%s.restoring-%08x", folder, g_random_int ());
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_mkdir_with_parents (parent, 0700) == 0 && g_mkdir (beside, 0700) == 0)
    return g_steal_pointer (&beside);
  nx_store_error_set_errno (error, errno);
  return NULL;
}

static gboolean
write_keys (NxBackup *backup, const char *beside, GError **error)
{
  g_autofree char *path = g_build_filename (beside, NX_STORE_KEYS_FILE, NULL);
  g_autoptr (GError) failure = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (backup->keys, &size);

  if (size == 0
      || g_file_set_contents_full (path, data, (gssize)size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, &failure))
    return TRUE;
  return nx_store_error_set (error, g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                                        ? NX_STORE_ERROR_NO_SPACE
                                        : NX_STORE_ERROR_READ_ONLY);
}

static gboolean
write_pages (NxBackup *backup, const char *beside, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (beside, NX_STORE_NEW_FILE, NULL);
  NxBackupSource source = { .fd = g_open (backup->path, O_RDONLY | O_CLOEXEC, 0) };
  gboolean is_written = FALSE;

  if (source.fd < 0)
    return nx_store_error_set_errno (error, errno);
  is_written = nx_backup_write_pages (backup, path, &source, cancellable, error);
  g_close (source.fd, NULL);
  return is_written;
}

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
  if (!nx_store_folder_check_place (beside, error) || !write_keys (backup, beside, error)
      || !write_pages (backup, beside, cancellable, error)
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

/* A name that says what it is and when; never one that is taken. */
static char *
choose_name_for_old (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%dT%H%M%SZ");

  for (guint i = 1;; i++)
    {
      g_autofree char *count = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *path = g_strdup_printf ("%s-replaced-%s%s", folder, stamp, count);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static void
move_backups (const char *from_folder, const char *to_folder)
{
  g_autofree char *from = g_build_filename (from_folder, NX_STORE_BACKUPS, NULL);
  g_autofree char *to = g_build_filename (to_folder, NX_STORE_BACKUPS, NULL);

  /* Where this fails they stay with the store they were made of, and nothing is lost. */
  if (g_rename (from, to) < 0 && errno != ENOENT)
    g_debug ("the backups stay in the old folder");
}

static gboolean
exchange (const char *beside, const char *folder, char **replaced, GError **error)
{
  g_autofree char *old = choose_name_for_old (folder);

  if (renameat2 (AT_FDCWD, beside, AT_FDCWD, folder, RENAME_EXCHANGE) < 0)
    return nx_store_error_set_errno (error, errno);
  /* From here on the restored store is in its place; the old one only changes its name. */
  if (g_rename (beside, old) < 0)
    {
      g_free (old);
      old = g_strdup (beside);
    }
  move_backups (old, folder);
  if (replaced != NULL)
    *replaced = g_steal_pointer (&old);
  return TRUE;
}

/* Nobody may have it open, nor open it until the other one is in its place. */
static gboolean
replace_store (const char *beside, const char *folder, char **replaced, GError **error)
{
  g_autoptr (NxStoreLock) lock = nx_store_lock_take (folder, error);

  return lock != NULL && exchange (beside, folder, replaced, error);
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
  beside = make_beside (plain, error);
  if (beside == NULL)
    return FALSE;
  if (fill_beside (backup, key, beside, content, cancellable, error)
      && put_in_place (beside, plain, replaced, error))
    return TRUE;
  forget_beside (beside);
  return FALSE;
}
