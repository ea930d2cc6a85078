/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A store in the making beside the one whose place it takes, in one step. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-beside.h"

#include "nx-backup-write.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Everything that a store makes begins with this, temporary files and those of the engine too. */
#define STORE_PREFIX "store."

static void
remove_in (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_unlink (path);
}

void
nx_store_beside_forget (const char *beside)
{
  g_autoptr (GDir) dir = g_dir_open (beside, 0, NULL);
  const char *name = NULL;

  /* The ways in first: without them the rest is noise, whatever happens next. */
  remove_in (beside, NX_STORE_KEYS_FILE);
  remove_in (beside, NX_STORE_KEYS_FILE ".old");
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, STORE_PREFIX) || g_str_equal (name, NX_STORE_RESERVE_FILE))
      remove_in (beside, name);
  g_rmdir (beside);
}

/* Whoever was cut short may have left one. */
char *
nx_store_beside_make (const char *folder, const char *what, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_mkdir_with_parents (parent, 0700) == 0)
    do
      {
        g_autofree char *beside = g_strdup_printf ("%s.%s-%08x", folder, what, g_random_int ());

        if (g_mkdir (beside, 0700) == 0)
          return g_steal_pointer (&beside);
      }
    while (errno == EEXIST);
  nx_store_error_set_errno (error, errno);
  return NULL;
}

gboolean
nx_store_beside_write_keys (const char *beside, GBytes *keys, GError **error)
{
  g_autofree char *path = g_build_filename (beside, NX_STORE_KEYS_FILE, NULL);
  g_autoptr (GError) failure = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (keys, &size);

  if (size == 0
      || g_file_set_contents_full (path, data, (gssize)size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, &failure))
    return TRUE;
  return nx_store_error_set (error, g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                                        ? NX_STORE_ERROR_NO_SPACE
                                        : NX_STORE_ERROR_READ_ONLY);
}

gboolean
nx_store_beside_write_pages (const char *beside,
                             NxBackup *backup,
                             GCancellable *cancellable,
                             GError **error)
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

/* Into its place */

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

/* One by one when both have some: none ever takes the place of another. */
static void
move_backups (const char *from_folder, const char *to_folder)
{
  g_autofree char *from = g_build_filename (from_folder, NX_STORE_BACKUPS, NULL);
  g_autofree char *to = g_build_filename (to_folder, NX_STORE_BACKUPS, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  if (g_rename (from, to) == 0 || errno == ENOENT)
    return;
  dir = g_dir_open (from, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *old = g_build_filename (from, name, NULL);
      g_autofree char *new = g_build_filename (to, name, NULL);

      if (renameat2 (AT_FDCWD, old, AT_FDCWD, new, RENAME_NOREPLACE) < 0)
        g_debug ("a backup stays in the old folder");
    }
  g_rmdir (from);
}

gboolean
nx_store_beside_exchange (const char *beside, const char *folder, GError **error)
{
  if (renameat2 (AT_FDCWD, beside, AT_FDCWD, folder, RENAME_EXCHANGE) < 0)
    return nx_store_error_set_errno (error, errno);
  move_backups (beside, folder);
  return TRUE;
}

char *
nx_store_beside_keep_replaced (const char *beside, const char *folder)
{
  g_autofree char *old = choose_name_for_old (folder);

  return g_rename (beside, old) == 0 ? g_steal_pointer (&old) : g_strdup (beside);
}

/* What was cut short */

/* Eight hexadecimal digits, as nx_store_beside_make() gives them. */
static gboolean
is_beside (const char *name, const char *store, const char *what)
{
  g_autofree char *prefix = g_strdup_printf ("%s.%s-", store, what);
  const char *rest = name + strlen (prefix);

  return g_str_has_prefix (name, prefix) && strlen (rest) == 8
         && strspn (rest, "0123456789abcdef") == 8;
}

void
nx_store_beside_sweep (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *store = g_path_get_basename (folder);
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gboolean is_renewal = is_beside (name, store, NX_STORE_BESIDE_RENEWING);
      g_autofree char *beside = g_build_filename (parent, name, NULL);

      /* One that a restore left may be the store that was there before: that is for people. */
      if (is_renewal || is_beside (name, store, NX_STORE_BESIDE_RESTORING))
        move_backups (beside, folder);
      if (is_renewal)
        nx_store_beside_forget (beside);
    }
}
