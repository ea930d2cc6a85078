/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes sure that one folder is open in one store only, on this computer. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-lock.h"

#include "nx-store-error.h"
#include "nx-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _NxStoreLock
{
  int fd;
};

NxStoreLock *
nx_store_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NX_STORE_LOCK_FILE, NULL);
  struct flock region = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  NxStoreLock *self = NULL;
  int saved_errno = 0;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      nx_store_error_set_errno (error, errno);
      return NULL;
    }
  /* A lock of the open file, not of the process: closing any other descriptor of the same file, in
   * any library, would silently drop the older kind. */
  if (fcntl (fd, F_OFD_SETLK, &region) < 0)
    {
      saved_errno = errno;
      g_close (fd, NULL);
      if (saved_errno == EAGAIN || saved_errno == EACCES)
        nx_store_error_set (error, NX_STORE_ERROR_LOCKED_BY_OTHER);
      else
        nx_store_error_set_errno (error, saved_errno);
      return NULL;
    }
  self = g_new0 (NxStoreLock, 1);
  self->fd = fd;
  return self;
}

void
nx_store_lock_free (NxStoreLock *self)
{
  if (self == NULL)
    return;
  g_close (self->fd, NULL);
  g_free (self);
}
