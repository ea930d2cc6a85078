/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Names what can go wrong with a store, with one sentence for the user for each. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (nx - store - error - quark, nx_store_error)

static const char *const messages[] = {
  [NX_STORE_ERROR_FAILED]
  = N_ ("The store could not do this. Nothing was changed. Try again; if it happens again, make a "
        "backup and ask for help."),
  [NX_STORE_ERROR_WRONG_KEY]
  = N_ ("This key does not open this file. Nothing was changed. Try the passphrase or the recovery "
        "code that belongs to this store, or open a backup."),
  [NX_STORE_ERROR_NOT_A_STORE]
  = N_ ("There is no Nuanxin store here. Nothing was changed. Choose the folder that holds the "
        "store."),
  [NX_STORE_ERROR_EMPTY]
  = N_ ("The store file is empty: its content has been lost outside this program. The file was "
        "left as it is. Restore the newest backup."),
  [NX_STORE_ERROR_DAMAGED]
  = N_ ("A part of the store file cannot be read. What can still be read was kept. Make a copy of "
        "the folder, then restore the newest backup."),
  [NX_STORE_ERROR_NEWER_SCHEMA]
  = N_ ("This store was written by a newer version of Nuanxin. It was not changed. Install the "
        "newer version on this computer to open it."),
  [NX_STORE_ERROR_OLDER_UNSUPPORTED]
  = N_ ("This store is too old for this version of Nuanxin. It was not changed. Open it once with "
        "an earlier version, which brings it up to date."),
  [NX_STORE_ERROR_BUSY]
  = N_ ("The store is busy. Nothing was changed. Wait a moment and try again."),
  [NX_STORE_ERROR_LOCKED_BY_OTHER]
  = N_ ("The store is already open in another Nuanxin. Nothing was changed. Close the other one "
        "first, then try again."),
  [NX_STORE_ERROR_READ_ONLY]
  = N_ ("The store cannot be written: its folder or a file in it is read-only. Nothing was "
        "changed. Ask whoever looks after this computer for the right to write there."),
  [NX_STORE_ERROR_CONSTRAINT]
  = N_ ("The store refused the change because it does not fit the other records. Nothing was "
        "changed. Check what was entered."),
  [NX_STORE_ERROR_NOT_FOUND]
  = N_ ("It was not found. Nothing was changed. It may have been moved or archived."),
  [NX_STORE_ERROR_STALE]
  = N_ ("Someone changed this record in the meantime. Nothing was overwritten, and your text was "
        "kept. Compare the two and save again."),
  [NX_STORE_ERROR_NO_SPACE]
  = N_ ("The disk is full. Nothing was saved and nothing was lost. Make room on the disk, then "
        "save again."),
  [NX_STORE_ERROR_UNSAFE_PLACE]
  = N_ ("This folder is on a network drive or another place where a store can be damaged. Nothing "
        "was changed. Move the store to a disk inside this computer."),
  [NX_STORE_ERROR_EXISTS]
  = N_ ("There is a store in this folder already. It was not changed. Open it, or choose another "
        "folder for a new one."),
  [NX_STORE_ERROR_CLOSED]
  = N_ ("The store is not open. Nothing was changed. Unlock the store, then try again."),
  [NX_STORE_ERROR_NOT_A_BACKUP] = N_ (
      "This file is not a backup of Nuanxin, or its end is missing. Nothing was changed. Choose a "
      "file that Nuanxin made as a backup, and copy it again if it came from another disk."),
  [NX_STORE_ERROR_BAD_BACKUP] = N_ (
      "This backup is damaged: a part of it is not what was written. It was left as it is and not "
      "used. Choose an older one, and look after the disk it lies on."),
  [NX_STORE_ERROR_DISK]
  = N_ ("The disk could not be read or written. What was saved before was left as it is. Check "
        "that the disk is connected and healthy, then try again."),
  [NX_STORE_ERROR_NO_MEMORY]
  = N_ ("This computer has no memory left for this. What was saved before was left as it is. Close "
        "other programs, then try again."),
};

const char *
nx_store_error_message (NxStoreError code)
{
  g_return_val_if_fail ((guint)code < G_N_ELEMENTS (messages), NULL);
  return _ (messages[code]);
}

gboolean
nx_store_error_set (GError **error, NxStoreError code)
{
  g_set_error_literal (error, NX_STORE_ERROR, (int)code, nx_store_error_message (code));
  return FALSE;
}

gboolean
nx_store_error_set_errno (GError **error, int saved_errno)
{
  g_debug ("system call failed: errno %d", saved_errno);
  switch (saved_errno)
    {
    case ENOENT:
    case ENOTDIR:
      return nx_store_error_set (error, NX_STORE_ERROR_NOT_FOUND);
    case EACCES:
    case EPERM:
    case EROFS:
      return nx_store_error_set (error, NX_STORE_ERROR_READ_ONLY);
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return nx_store_error_set (error, NX_STORE_ERROR_NO_SPACE);
    case EIO:
      return nx_store_error_set (error, NX_STORE_ERROR_DISK);
    case ENOMEM:
      return nx_store_error_set (error, NX_STORE_ERROR_NO_MEMORY);
    case EEXIST:
      return nx_store_error_set (error, NX_STORE_ERROR_EXISTS);
    default:
      return nx_store_error_set (error, NX_STORE_ERROR_FAILED);
    }
}
