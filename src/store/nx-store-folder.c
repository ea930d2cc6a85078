/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The folder of a store: what lies in it, whether it is a safe place, and the small files beside
 * the database. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-folder.h"

#include "nx-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#define RESERVE_SIZE (8 * 1024 * 1024)
/* The reserve is only worth having while the disk has plenty of room without it. */
#define RESERVE_MARGIN 8

/* statfs (2) types of network and user-space file systems; statfs's manual page has the numbers. */
static const gint64 unsafe_types[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xfe534d42, /* SMB2 */
  0xff534d42, /* CIFS */
  0x65735546, /* FUSE: sshfs, cloud folders */
  0x01021997, /* 9P */
  0x00c36400, /* Ceph */
  0x5346414f, /* AFS */
  0x73757245, /* Coda */
  0x564c,     /* NCP */
};

gboolean
nx_store_folder_is_safe_type (gint64 type)
{
  /* The field is signed on some machines, so only the low 32 bits count. */
  for (guint i = 0; i < G_N_ELEMENTS (unsafe_types); i++)
    if ((guint32)type == (guint32)unsafe_types[i])
      return FALSE;
  return TRUE;
}

gboolean
nx_store_folder_check_place (const char *folder, GError **error)
{
  struct statfs info;

  if (statfs (folder, &info) < 0)
    return nx_store_error_set_errno (error, errno);
  return nx_store_folder_is_safe_type ((gint64)info.f_type)
         || nx_store_error_set (error, NX_STORE_ERROR_UNSAFE_PLACE);
}

static gboolean
has (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info;

  return lstat (path, &info) == 0;
}

static gboolean
has_backup (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NX_STORE_BACKUPS, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) != NULL;
}

gboolean
nx_store_folder_has_store (const char *folder)
{
  return has (folder, NX_STORE_FILE) || has (folder, NX_STORE_FILE "-wal")
         || has (folder, NX_STORE_FILE "-journal") || has (folder, NX_STORE_HEAD_FILE)
         || has_backup (folder);
}

static gboolean
is_ours (const char *name)
{
  return g_str_has_prefix (name, "store.") || g_str_equal (name, NX_STORE_RESERVE_FILE)
         || g_str_equal (name, NX_STORE_BACKUPS);
}

gboolean
nx_store_folder_prepare_new (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  if (g_mkdir_with_parents (folder, 0700) < 0)
    return nx_store_error_set_errno (error, errno);
  dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL)
    return nx_store_error_set_errno (error, errno);
  if (nx_store_folder_has_store (folder))
    return nx_store_error_set (error, NX_STORE_ERROR_EXISTS);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!is_ours (name))
      {
        g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_EXISTS,
                             _ ("There are other files in this folder, and a store needs one of "
                                "its own. Nothing was changed. Choose an empty folder or a new "
                                "name."));
        return FALSE;
      }
  return nx_store_folder_check_place (folder, error);
}

gboolean
nx_store_folder_check_existing (const char *folder, GError **error)
{
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_FOUND,
                           _ ("The folder of the store is not there. Nothing was changed. It may "
                              "have been moved or renamed, or its disk is not connected."));
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR) || !has (folder, NX_STORE_FILE))
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_A_STORE);
  if (eaccess (folder, W_OK | X_OK) < 0)
    return nx_store_error_set_errno (error, errno);
  return nx_store_folder_check_place (folder, error);
}

/* Only takes rights away: what the owner may do stays as the owner left it. */
static gboolean
close_to_others (const char *path)
{
  struct stat info;

  return lstat (path, &info) < 0 || S_ISLNK (info.st_mode) || (info.st_mode & 0077) == 0
         || g_chmod (path, info.st_mode & 0700) == 0;
}

gboolean
nx_store_folder_make_private (const char *folder)
{
  static const char *const names[]
      = { "", NX_STORE_FILE, NX_STORE_FILE "-wal", NX_STORE_FILE "-shm", NX_STORE_HEAD_FILE };
  gboolean is_private = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      is_private = close_to_others (path) && is_private;
    }
  return is_private;
}

void
nx_store_folder_forget_new (const char *folder)
{
  static const char *const names[] = { NX_STORE_NEW_FILE, NX_STORE_NEW_FILE "-wal",
                                       NX_STORE_NEW_FILE "-shm", NX_STORE_NEW_FILE "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  int saved_errno = errno;
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;

  if (!is_synced && fd >= 0)
    saved_errno = errno;
  if (fd >= 0)
    g_close (fd, NULL);
  return is_synced || nx_store_error_set_errno (error, saved_errno);
}

gboolean
nx_store_folder_finish_new (const char *folder, GError **error)
{
  g_autofree char *from = g_build_filename (folder, NX_STORE_NEW_FILE, NULL);
  g_autofree char *to = g_build_filename (folder, NX_STORE_FILE, NULL);

  if (!sync_path (from, O_RDWR, error))
    return FALSE;
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) < 0)
    {
      /* File systems without that flag: the lock of the folder is held and the check was done. */
      if (errno != EINVAL || has (folder, NX_STORE_FILE) || g_rename (from, to) < 0)
        return nx_store_error_set_errno (error, errno == EINVAL ? EEXIST : errno);
    }
  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

void
nx_store_folder_ensure_reserve (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NX_STORE_RESERVE_FILE, NULL);
  struct statvfs info;
  int fd = -1;

  if (statvfs (folder, &info) < 0
      || (guint64)info.f_bavail * info.f_frsize < (guint64)RESERVE_SIZE * RESERVE_MARGIN)
    return;
  fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return;
  if (posix_fallocate (fd, 0, RESERVE_SIZE) != 0)
    g_unlink (path);
  g_close (fd, NULL);
}

gboolean
nx_store_folder_free_reserve (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NX_STORE_RESERVE_FILE, NULL);

  return g_unlink (path) == 0;
}

/* Without fsync: the head may lag behind the database after a power cut, and then only says less;
 * it can never be ahead of a database whose commits are synced. */
void
nx_store_folder_write_head (const char *folder, gint64 seq, const char *digest)
{
  g_autofree char *path = g_build_filename (folder, NX_STORE_HEAD_FILE, NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *text
      = g_strdup_printf ("nuanxin-head 1\n%" G_GINT64_FORMAT " %s\n", seq, digest);
  gsize size = strlen (text);
  int fd = g_open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean is_written = fd >= 0 && write (fd, text, size) == (gssize)size;

  if (fd >= 0)
    g_close (fd, NULL);
  if (!is_written || g_rename (part, path) < 0)
    {
      g_debug ("the head of the journal could not be written");
      g_unlink (part);
    }
}

gboolean
nx_store_folder_read_head (const char *folder, gint64 *seq, char **digest)
{
  g_autofree char *path = g_build_filename (folder, NX_STORE_HEAD_FILE, NULL);
  g_autofree char *text = NULL;
  char found[129] = "";
  gsize size = 0;

  if (!g_file_get_contents (path, &text, &size, NULL) || size > 4096
      || sscanf (text, "nuanxin-head 1 %" G_GINT64_FORMAT " %128[0-9a-f]", seq, found) != 2)
    return FALSE;
  *digest = g_strdup (found);
  return TRUE;
}
