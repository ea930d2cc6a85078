/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A disk that fails when it is told to: between the engine and the files, for every thread. */
#include "config.h"

#include "faulty-disk.h"

#include "nx-driver-sqlcipher.h"

#include <sqlite3.h>
#include <string.h>

const char *const fault_names[N_FAULTS] = {
  [FAULT_READ] = "read", [FAULT_SHORT_READ] = "short-read",
  [FAULT_FULL] = "full", [FAULT_WRITE] = "write",
  [FAULT_SYNC] = "sync", [FAULT_TRUNCATE] = "truncate",
  [FAULT_OPEN] = "open", [FAULT_DELETE] = "delete",
  [FAULT_LOCK] = "lock", [FAULT_SHARED] = "shared",
};

static struct
{
  GMutex mutex;
  gboolean is_armed;
  FaultKind kind;
  int n_until;
  gboolean is_lasting;
  int n_faults;
} armed;

static sqlite3_vfs faulty;
/* The store's file locks, journals do not: the engine has a table for each. */
static sqlite3_io_methods tables[2];
static const sqlite3_io_methods *real[2];

static gboolean
is_due (FaultKind kind)
{
  gboolean is_now = FALSE;

  g_mutex_lock (&armed.mutex);
  if (armed.is_armed && armed.kind == kind)
    {
      is_now = --armed.n_until == 0 || (armed.is_lasting && armed.n_faults > 0);
      armed.n_faults += is_now;
    }
  g_mutex_unlock (&armed.mutex);
  return is_now;
}

void
faulty_disk_arm (FaultKind kind, int n, gboolean is_lasting)
{
  g_mutex_lock (&armed.mutex);
  armed.is_armed = TRUE;
  armed.kind = kind;
  armed.n_until = n;
  armed.is_lasting = is_lasting;
  armed.n_faults = 0;
  g_mutex_unlock (&armed.mutex);
}

int
faulty_disk_disarm (void)
{
  int n_faults = 0;

  g_mutex_lock (&armed.mutex);
  armed.is_armed = FALSE;
  n_faults = armed.n_faults;
  g_mutex_unlock (&armed.mutex);
  return n_faults;
}

/* --- Files ---------------------------------------------------------------------------------------
 */

/* Both tables read and write by the same functions, and the store's file is opened first. */
static int
on_read_cb (sqlite3_file *file, void *data, int size, sqlite3_int64 at)
{
  if (is_due (FAULT_READ))
    return SQLITE_IOERR_READ;
  if (is_due (FAULT_SHORT_READ))
    {
      memset (data, 0, (size_t)size);
      return SQLITE_IOERR_SHORT_READ;
    }
  return real[TRUE]->xRead (file, data, size, at);
}

static int
on_write_cb (sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
  if (is_due (FAULT_FULL))
    return SQLITE_FULL;
  return is_due (FAULT_WRITE) ? SQLITE_IOERR_WRITE : real[TRUE]->xWrite (file, data, size, at);
}

static int
on_sync_cb (sqlite3_file *file, int flags)
{
  return is_due (FAULT_SYNC) ? SQLITE_IOERR_FSYNC : real[TRUE]->xSync (file, flags);
}

static int
on_truncate_cb (sqlite3_file *file, sqlite3_int64 size)
{
  return is_due (FAULT_TRUNCATE) ? SQLITE_IOERR_TRUNCATE : real[TRUE]->xTruncate (file, size);
}

static int
on_lock_cb (sqlite3_file *file, int level)
{
  return is_due (FAULT_LOCK) ? SQLITE_IOERR_LOCK : real[TRUE]->xLock (file, level);
}

static int
on_shm_map_cb (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  return is_due (FAULT_SHARED) ? SQLITE_IOERR_SHMMAP
                               : real[TRUE]->xShmMap (file, region, size, extend, memory);
}

static int
on_shm_lock_cb (sqlite3_file *file, int offset, int n, int flags)
{
  /* The engine takes for granted that letting go works. */
  return (flags & SQLITE_SHM_UNLOCK) == 0 && is_due (FAULT_SHARED)
             ? SQLITE_IOERR_SHMLOCK
             : real[TRUE]->xShmLock (file, offset, n, flags);
}

/* --- The disk ------------------------------------------------------------------------------------
 */

static void
wrap (sqlite3_file *file, gboolean is_main)
{
  sqlite3_io_methods *table = &tables[is_main];

  g_mutex_lock (&armed.mutex);
  if (real[is_main] == NULL)
    {
      real[is_main] = file->pMethods;
      *table = *file->pMethods;
      table->xRead = on_read_cb;
      table->xWrite = on_write_cb;
      table->xSync = on_sync_cb;
      table->xTruncate = on_truncate_cb;
      if (is_main)
        {
          table->xLock = on_lock_cb;
          table->xShmMap = on_shm_map_cb;
          table->xShmLock = on_shm_lock_cb;
        }
      /* Pages are read by the functions above, never as mapped memory. */
      table->iVersion = 2;
    }
  g_mutex_unlock (&armed.mutex);
  file->pMethods = table;
}

static int
on_open_cb (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out)
{
  sqlite3_vfs *below = vfs->pAppData;
  int code = SQLITE_CANTOPEN;

  file->pMethods = NULL;
  if (is_due (FAULT_OPEN))
    return code;
  code = below->xOpen (below, name, file, flags, out);
  if (code == SQLITE_OK)
    wrap (file, (flags & SQLITE_OPEN_MAIN_DB) != 0);
  return code;
}

static int
on_delete_cb (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  sqlite3_vfs *below = vfs->pAppData;

  return is_due (FAULT_DELETE) ? SQLITE_IOERR_DELETE : below->xDelete (below, name, sync_folder);
}

void
faulty_disk_set_up (void)
{
  g_autofree char *version = nx_driver_sqlcipher_dup_cipher_version (); /* configures the engine */
  sqlite3_vfs *below = sqlite3_vfs_find (NULL);

  g_assert_nonnull (version);
  faulty = *below;
  faulty.zName = "faulty";
  faulty.pAppData = below;
  faulty.xOpen = on_open_cb;
  faulty.xDelete = on_delete_cb;
  g_assert_cmpint (sqlite3_vfs_register (&faulty, TRUE), ==, SQLITE_OK);
}
