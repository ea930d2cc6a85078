/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows the engine only the beginning of a file, and nothing any more once somebody has cancelled.
 */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-sqlcipher-window.h"

#define NAME "nx-window"

/* Orders of our own for sqlite3_file_control(); the engine's are below 100 or of other programs. */
enum
{
  ORDER_SIZE = 0x4e5801,
  ORDER_WATCH,
};

/* The engine gives room for szOsFile bytes: this, and the real file behind it. */
typedef struct
{
  sqlite3_file base;
  gint64 n_bytes; /* -1: all of it */
  GCancellable *cancellable;
} WindowFile;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return (sqlite3_file *)((WindowFile *)file + 1);
}

static int
on_close (sqlite3_file *file)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods != NULL ? real->pMethods->xClose (real) : SQLITE_OK;
}

static int
on_read (sqlite3_file *file, void *data, int size, sqlite3_int64 at)
{
  WindowFile *self = (WindowFile *)file;
  sqlite3_file *real = get_real (file);

  if (self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable))
    return SQLITE_IOERR_READ;
  return real->pMethods->xRead (real, data, size, at);
}

static int
on_refuse_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
  return SQLITE_READONLY;
}

static int
on_refuse_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return SQLITE_READONLY;
}

static int
on_sync (sqlite3_file *file, int flags)
{
  return SQLITE_OK;
}

static int
on_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  WindowFile *self = (WindowFile *)file;
  sqlite3_file *real = get_real (file);
  int code = real->pMethods->xFileSize (real, size);

  if (code == SQLITE_OK && self->n_bytes >= 0 && *size > self->n_bytes)
    *size = self->n_bytes;
  return code;
}

static int
on_lock (sqlite3_file *file, int level)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xLock (real, level);
}

static int
on_unlock (sqlite3_file *file, int level)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xUnlock (real, level);
}

static int
on_check_reserved_lock (sqlite3_file *file, int *is_locked)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xCheckReservedLock (real, is_locked);
}

static int
on_file_control (sqlite3_file *file, int order, void *value)
{
  WindowFile *self = (WindowFile *)file;
  sqlite3_file *real = get_real (file);

  switch (order)
    {
    case ORDER_SIZE:
      self->n_bytes = *(gint64 *)value;
      return SQLITE_OK;
    case ORDER_WATCH:
      self->cancellable = value;
      return SQLITE_OK;
    default:
      return real->pMethods->xFileControl (real, order, value);
    }
}

static int
on_sector_size (sqlite3_file *file)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xSectorSize (real);
}

static int
on_device_characteristics (sqlite3_file *file)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xDeviceCharacteristics (real);
}

/* Version 1: no shared memory, no mapping. What is looked at this way is never changed. */
static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_refuse_write,
  .xTruncate = on_refuse_truncate,
  .xSync = on_sync,
  .xFileSize = on_file_size,
  .xLock = on_lock,
  .xUnlock = on_unlock,
  .xCheckReservedLock = on_check_reserved_lock,
  .xFileControl = on_file_control,
  .xSectorSize = on_sector_size,
  .xDeviceCharacteristics = on_device_characteristics,
};

static int
on_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *got_flags)
{
  sqlite3_vfs *real_vfs = vfs->pAppData;
  WindowFile *self = (WindowFile *)file;
  int code = SQLITE_OK;

  self->base.pMethods = NULL;
  self->n_bytes = -1;
  self->cancellable = NULL;
  get_real (file)->pMethods = NULL;
  code = real_vfs->xOpen (real_vfs, name, get_real (file), flags, got_flags);
  if (get_real (file)->pMethods != NULL)
    self->base.pMethods = &methods;
  return code;
}

const char *
nx_sqlcipher_window_get_name (void)
{
  static sqlite3_vfs vfs;
  static gsize is_done = 0;

  if (g_once_init_enter (&is_done))
    {
      sqlite3_vfs *real = sqlite3_vfs_find (NULL);

      if (real != NULL)
        {
          vfs = *real;
          vfs.zName = NAME;
          vfs.pNext = NULL;
          vfs.pAppData = real;
          vfs.szOsFile = (int)sizeof (WindowFile) + real->szOsFile;
          vfs.xOpen = on_open;
        }
      g_once_init_leave (&is_done,
                         real != NULL && sqlite3_vfs_register (&vfs, 0) == SQLITE_OK ? 1 : 2);
    }
  return is_done == 1 ? NAME : NULL;
}

int
nx_sqlcipher_window_set_size (sqlite3 *db, gint64 n_bytes)
{
  return sqlite3_file_control (db, "main", ORDER_SIZE, &n_bytes);
}

void
nx_sqlcipher_window_watch (sqlite3 *db, GCancellable *cancellable)
{
  /* Another file system does not know the order and says so. */
  sqlite3_file_control (db, "main", ORDER_WATCH, cancellable);
}
