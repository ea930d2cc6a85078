/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The key file as bytes on the disk: read with care, replaced in one step. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-key-file-disk.h"

#include "nx-key-file.h"
#include "nx-keys-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Leftovers of a save that was cut short are overwritten by the next one. */
#define TEMP_NAME NX_KEY_FILE_NAME ".new"
#define TEMP_PREVIOUS_NAME NX_KEY_FILE_PREVIOUS_NAME ".new"

static void
set_read_error (GError **error, int reason)
{
  if (reason == ENOENT || reason == ENOTDIR)
    g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_NO_FILE,
                         _ ("There is no key file in this folder."));
  else if (reason == ELOOP || reason == EISDIR || reason == ENXIO)
    g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FOREIGN,
                         _ ("What bears the name of the key file is not a file."));
  else
    g_set_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                 /* TRANSLATORS: %s is the system's reason, such as "Permission denied". */
                 _ ("The key file cannot be read: %s. Nothing was changed."), g_strerror (reason));
}

static void
set_write_error (GError **error, int reason)
{
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    g_set_error_literal (
        error, NX_KEYS_ERROR, NX_KEYS_ERROR_NO_SPACE,
        _ ("There is no room on the disk for the key file. The old one was kept and "
           "is whole. Make room and try again."));
  else if (reason == EROFS || reason == EACCES || reason == EPERM)
    g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_READ_ONLY,
                         _ ("The store's folder cannot be written to, so the key file was not "
                            "changed. Check the permissions of the folder."));
  else
    g_set_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                 /* TRANSLATORS: %s is the system's reason, such as "Input/output error". */
                 _ ("The key file cannot be written: %s. The old one was kept and is whole."),
                 g_strerror (reason));
}

/* Returns: bytes read, at most @size, or -1 with errno. */
static gssize
read_all (int fd, guint8 *data, gsize size)
{
  gsize n_read = 0;

  while (n_read < size)
    {
      gssize n = read (fd, data + n_read, size - n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      n_read += (gsize)n;
    }
  return (gssize)n_read;
}

static GBytes *
read_at (int folder_fd, const char *name, GError **error)
{
  g_autofree guint8 *data = g_malloc (NX_KEY_FILE_MAX_SIZE + 1);
  struct stat status;
  gssize n_read = -1;
  int reason;
  int fd = openat (folder_fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0)
    {
      set_read_error (error, errno);
      return NULL;
    }
  if (fstat (fd, &status) != 0)
    reason = errno;
  else if (!S_ISREG (status.st_mode))
    reason = EISDIR;
  else
    {
      n_read = read_all (fd, data, NX_KEY_FILE_MAX_SIZE + 1);
      reason = errno;
    }
  close (fd);
  if (n_read < 0)
    {
      set_read_error (error, reason);
      return NULL;
    }
  if (n_read > NX_KEY_FILE_MAX_SIZE)
    {
      g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FOREIGN,
                           _ ("What bears the name of the key file is far too large for one."));
      return NULL;
    }
  return g_bytes_new (data, (gsize)n_read);
}

static int
open_folder (const char *folder)
{
  return open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

GBytes *
nx_key_file_disk_read (const char *folder, const char *name, GError **error)
{
  GBytes *bytes;
  int fd = open_folder (folder);

  if (fd < 0)
    {
      set_read_error (error, errno);
      return NULL;
    }
  bytes = read_at (fd, name, error);
  close (fd);
  return bytes;
}

static gboolean
write_all (int fd, GBytes *content)
{
  gsize size, n_written = 0;
  const guint8 *data = g_bytes_get_data (content, &size);

  while (n_written < size)
    {
      gssize n = write (fd, data + n_written, size - n_written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      n_written += (gsize)n;
    }
  return TRUE;
}

/* A new file, on the disk when this returns; TRUE, or FALSE with errno and no file left. */
static gboolean
write_synced (int folder_fd, const char *name, GBytes *content)
{
  int fd, reason;
  gboolean is_written;

  unlinkat (folder_fd, name, 0);
  fd = openat (folder_fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  is_written = fchmod (fd, 0600) == 0 && write_all (fd, content) && fsync (fd) == 0;
  reason = errno;
  if (close (fd) != 0 && is_written)
    {
      reason = errno;
      is_written = FALSE;
    }
  if (!is_written)
    {
      unlinkat (folder_fd, name, 0);
      errno = reason;
    }
  return is_written;
}

static gboolean
rename_in (int folder_fd, const char *from, const char *to)
{
  return renameat (folder_fd, from, folder_fd, to) == 0;
}

static gboolean
exists_in (int folder_fd, const char *name)
{
  struct stat status;

  return fstatat (folder_fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT;
}

static gboolean
check_expected (int folder_fd, NxKeyFileExpect expect, GBytes *expected, GError **error)
{
  g_autoptr (GBytes) found = NULL;

  switch (expect)
    {
    case NX_KEY_FILE_EXPECT_NOTHING:
      if (!exists_in (folder_fd, NX_KEY_FILE_NAME)
          && !exists_in (folder_fd, NX_KEY_FILE_PREVIOUS_NAME))
        return TRUE;
      break;
    case NX_KEY_FILE_EXPECT_SAME:
      found = read_at (folder_fd, NX_KEY_FILE_NAME, NULL);
      if (found != NULL && g_bytes_equal (found, expected))
        return TRUE;
      break;
    case NX_KEY_FILE_EXPECT_DAMAGED:
      return TRUE;
    }
  g_set_error_literal (
      error, NX_KEYS_ERROR, NX_KEYS_ERROR_STALE,
      _ ("The key file was changed by another program in the meantime and was left "
         "as it is. Open the store again and repeat the step."));
  return FALSE;
}

/* Puts what lies there aside: as the previous file, or out of the way when it is damaged. */
static gboolean
keep_old (int folder_fd, NxKeyFileExpect expect, GBytes *expected)
{
  switch (expect)
    {
    case NX_KEY_FILE_EXPECT_NOTHING:
      return TRUE;
    case NX_KEY_FILE_EXPECT_SAME:
      /* A copy and not a link, since USB sticks have no links. */
      return write_synced (folder_fd, TEMP_PREVIOUS_NAME, expected)
             && rename_in (folder_fd, TEMP_PREVIOUS_NAME, NX_KEY_FILE_PREVIOUS_NAME);
    case NX_KEY_FILE_EXPECT_DAMAGED:
      return !exists_in (folder_fd, NX_KEY_FILE_NAME)
             || rename_in (folder_fd, NX_KEY_FILE_NAME, NX_KEY_FILE_DAMAGED_NAME);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
replace (int folder_fd, GBytes *content, NxKeyFileExpect expect, GBytes *expected, GError **error)
{
  if (!check_expected (folder_fd, expect, expected, error))
    return FALSE;
  /* The new file first: whatever fails before the last rename leaves the old one in its place. */
  if (!write_synced (folder_fd, TEMP_NAME, content))
    {
      set_write_error (error, errno);
      return FALSE;
    }
  if (!keep_old (folder_fd, expect, expected)
      || !rename_in (folder_fd, TEMP_NAME, NX_KEY_FILE_NAME))
    {
      set_write_error (error, errno);
      unlinkat (folder_fd, TEMP_NAME, 0);
      return FALSE;
    }
  /* Some file systems cannot sync a folder; the rename is done all the same. */
  if (fsync (folder_fd) != 0)
    g_debug ("The folder of the key file cannot be synced: %s", g_strerror (errno));
  return TRUE;
}

gboolean
nx_key_file_disk_write (
    const char *folder, GBytes *content, NxKeyFileExpect expect, GBytes *expected, GError **error)
{
  gboolean is_written;
  int fd = open_folder (folder);

  if (fd < 0)
    {
      set_write_error (error, errno);
      return FALSE;
    }
  /* One writer at a time. Where folders cannot be locked the comparison has to do alone. */
  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_STALE,
                           _ ("Another program is writing the key file just now. Nothing was "
                              "changed. Try again."));
      close (fd);
      return FALSE;
    }
  is_written = replace (fd, content, expect, expected, error);
  close (fd);
  return is_written;
}
