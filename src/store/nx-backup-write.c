/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes one backup file under a name that says it is not whole yet, and gives it its own at last.
 */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-backup-write.h"

#include "nx-store-error.h"
#include "nx-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Large enough to cost nothing, small enough to stop within some milliseconds. */
#define PIECE (4 * 1024 * 1024)
/* What is left on the disk at least, for the store itself. Our default. */
#define MARGIN (64 * 1024 * 1024)

static gboolean
refuse_errno (GError **error, int reason)
{
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    {
      g_set_error_literal (
          error, NX_STORE_ERROR, NX_STORE_ERROR_NO_SPACE,
          _ ("There is no room for the backup. Nothing was changed. Make room on the disk, or "
             "choose another place."));
      return FALSE;
    }
  if (reason == EROFS || reason == EACCES || reason == EPERM)
    {
      g_set_error_literal (
          error, NX_STORE_ERROR, NX_STORE_ERROR_READ_ONLY,
          _ ("The folder of the backups cannot be written. Nothing was changed. Choose "
             "another place, or ask whoever looks after this computer."));
      return FALSE;
    }
  if (reason == ENOENT || reason == ENOTDIR)
    {
      g_set_error_literal (
          error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_FOUND,
          _ ("The place for the backups is not there. Nothing was changed. Connect the disk, "
             "or choose another place."));
      return FALSE;
    }
  return nx_store_error_set_errno (error, reason);
}

/* Room is taken beforehand, so that a full disk is met before the work and not after it. Sticks
 * cannot do that: there the room is only looked at. */
static gboolean
take_room (int fd, gint64 n_bytes, GError **error)
{
  struct statvfs info;

  if (fstatvfs (fd, &info) == 0
      && (guint64)info.f_bavail * info.f_frsize < (guint64)n_bytes + MARGIN)
    return refuse_errno (error, ENOSPC);
  if (fallocate (fd, 0, 0, n_bytes) == 0 || errno == EOPNOTSUPP || errno == ENOSYS
      || errno == EINTR)
    return TRUE;
  return refuse_errno (error, errno);
}

static gboolean
write_all (int fd, const char *data, gsize size, GError **error)
{
  gsize done = 0;

  while (done < size)
    {
      gssize n = write (fd, data + done, size - done);

      if (n < 0 && errno != EINTR)
        return refuse_errno (error, errno);
      done += (gsize)MAX (n, 0);
    }
  return TRUE;
}

/* The kernel copies where it can; between some kinds of disk it cannot. 0 at the end of the file,
 * -1 with errno. */
static gssize
copy_piece (int from, int to, gint64 at, gsize size, char **buffer, GError **error)
{
  off_t from_at = at;
  gssize n = 0;

  if (*buffer == NULL)
    {
      n = copy_file_range (from, &from_at, to, NULL, size, 0);
      if (n >= 0 || errno == EINTR)
        return n;
      *buffer = g_malloc (PIECE);
    }
  n = pread (from, *buffer, size, at);
  if (n > 0 && !write_all (to, *buffer, (gsize)n, error))
    return -1;
  return n;
}

static gboolean
may_go_on (const NxBackupSource *source, GCancellable *cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && (source->is_still == NULL || source->is_still (source->data, error));
}

static gboolean
copy_pages (
    int to, gint64 n_bytes, const NxBackupSource *source, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = NULL;
  gint64 done = 0;

  while (done < n_bytes)
    {
      gsize size = (gsize)MIN (PIECE, n_bytes - done);
      GError *failure = NULL;
      gssize n = copy_piece (source->fd, to, done, size, &buffer, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (n < 0 && errno != EINTR)
        return refuse_errno (error, errno);
      if (n == 0)
        return nx_store_error_set (error, NX_STORE_ERROR_DAMAGED);
      done += MAX (n, 0);
      if (source->report != NULL)
        source->report ((guint64)done, (guint64)n_bytes, source->data);
      if (!may_go_on (source, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Makes the file at @path, which nobody may have made before, of the pages and what comes behind
 * them; nothing is left of it on failure. */
static gboolean
write_file (const char *path,
            NxBackup *backup,
            GBytes *rest,
            const NxBackupSource *source,
            GCancellable *cancellable,
            GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (rest, &size);
  gboolean is_written = FALSE;
  int to = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (to < 0)
    return refuse_errno (error, errno);
  is_written = take_room (to, backup->n_bytes + (gint64)size, error)
               && copy_pages (to, backup->n_bytes, source, cancellable, error)
               && write_all (to, data, size, error)
               && (fsync (to) == 0 || refuse_errno (error, errno));
  if (close (to) < 0 && is_written)
    is_written = refuse_errno (error, errno);
  if (!is_written)
    g_unlink (path);
  return is_written;
}

gboolean
nx_backup_write_pages (NxBackup *backup,
                       const char *path,
                       const NxBackupSource *source,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  return write_file (path, backup, nothing, source, cancellable, error);
}

char *
nx_backup_write_part (NxBackup *backup,
                      const char *folder,
                      const NxBackupSource *source,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *name = g_strdup_printf ("%08x" NX_BACKUP_PART_SUFFIX, g_random_int ());
  g_autofree char *part = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) rest = nx_backup_to_bytes (backup);

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      refuse_errno (error, errno);
      return NULL;
    }
  return write_file (part, backup, rest, source, cancellable, error) ? g_steal_pointer (&part)
                                                                     : NULL;
}

static char *
make_name (NxBackup *backup, const char *folder, guint round)
{
  g_autoptr (GDateTime) made_at = g_date_time_new_from_unix_utc (backup->made_at);
  g_autofree char *stamp = g_date_time_format (made_at, "%Y-%m-%dT%H%M%SZ");
  g_autofree char *count = round > 1 ? g_strdup_printf ("-%u", round) : g_strdup ("");
  g_autofree char *name = g_strdup_printf ("%s-%s%s" NX_BACKUP_SUFFIX, stamp,
                                           nx_backup_reason_get_id (backup->reason), count);

  return g_build_filename (folder, name, NULL);
}

/* Kinds of disk that know no renaming without replacing: nobody else makes such names there. */
static int
rename_new (const char *from, const char *to)
{
  struct stat info;

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;
  if (lstat (to, &info) < 0)
    return g_rename (from, to);
  errno = EEXIST;
  return -1;
}

static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  /* Some kinds of disk cannot; the renaming is done all the same. */
  if (fd < 0 || fsync (fd) < 0)
    g_debug ("the folder of the backups cannot be synced");
  if (fd >= 0)
    g_close (fd, NULL);
}

gboolean
nx_backup_finish_part (NxBackup *backup, const char *part, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (part);

  for (guint round = 1;; round++)
    {
      g_autofree char *path = make_name (backup, folder, round);

      if (rename_new (part, path) == 0)
        {
          g_free (backup->path);
          backup->path = g_steal_pointer (&path);
          sync_folder (folder);
          return TRUE;
        }
      if (errno != EEXIST || round == 100)
        return refuse_errno (error, errno);
    }
}

void
nx_backup_forget_parts (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 day_ago = g_get_real_time () / G_USEC_PER_SEC - 24 * 3600;
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info;

      if (g_str_has_suffix (name, NX_BACKUP_PART_SUFFIX) && lstat (path, &info) == 0
          && S_ISREG (info.st_mode) && (gint64)info.st_mtime < day_ago)
        g_unlink (path);
    }
}

/* The key file as it lies there; empty when there is none (a store that only a test has the key
 * of). It is made to lie open: nothing in it opens anything without a secret. */
static GBytes *
read_keys (const char *store_folder)
{
  g_autofree char *path = g_build_filename (store_folder, NX_STORE_KEYS_FILE, NULL);
  char *data = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return g_bytes_new_static ("", 0);
  return g_bytes_new_take (data, size);
}

NxBackup *
nx_backup_new_of_hold (const char *store_folder, const NxStoreHold *hold, NxBackupReason reason)
{
  NxBackup *backup = nx_backup_new (NULL);

  backup->store_uid = g_strdup (hold->uid);
  backup->reason = reason;
  backup->made_at = g_get_real_time () / G_USEC_PER_SEC;
  backup->schema = hold->schema;
  backup->n_bytes = hold->n_bytes;
  backup->head_seq = hold->head_seq;
  backup->head_digest = g_strdup (hold->head_digest);
  backup->keys = read_keys (store_folder);
  return backup;
}
