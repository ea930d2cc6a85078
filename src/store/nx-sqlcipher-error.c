/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Translates the engine's result codes into errors of the store, once for the whole program. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-sqlcipher-private.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

gboolean
nx_sqlcipher_is_interrupt (int code)
{
  return (code & 0xff) == SQLITE_INTERRUPT;
}

/* A short write or a failed truncate is what a full disk or a file-size limit looks like from here
 * (limits: RLIMIT_FSIZE gives 10/778, a full tmpfs 13). */
static NxStoreError
code_of_io_error (int code)
{
  switch (code)
    {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
      return NX_STORE_ERROR_NO_SPACE;
    case SQLITE_IOERR_SHORT_READ:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_DATA:
      return NX_STORE_ERROR_DAMAGED;
    case SQLITE_IOERR_LOCK:
    case SQLITE_IOERR_BLOCKED:
      return NX_STORE_ERROR_BUSY;
    case SQLITE_IOERR_NOMEM:
      return NX_STORE_ERROR_NO_MEMORY;
    default: /* a read that fails says nothing about what is on the disk: nothing is damaged yet */
      return NX_STORE_ERROR_DISK;
    }
}

static NxStoreError
code_of_result (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return NX_STORE_ERROR_BUSY;
    case SQLITE_NOTADB:
      return NX_STORE_ERROR_WRONG_KEY;
    case SQLITE_CORRUPT:
      return NX_STORE_ERROR_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return NX_STORE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return NX_STORE_ERROR_READ_ONLY;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return NX_STORE_ERROR_CONSTRAINT;
    case SQLITE_NOMEM:
      return NX_STORE_ERROR_NO_MEMORY;
    case SQLITE_FULL:
      return NX_STORE_ERROR_NO_SPACE;
    case SQLITE_IOERR:
      return code_of_io_error (code);
    default:
      return NX_STORE_ERROR_FAILED;
    }
}

gboolean
nx_sqlcipher_set_error (GError **error, int code, const char *name)
{
  g_debug ("%s: result %d", name, code);
  if (nx_sqlcipher_is_interrupt (code))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           _ ("The work was stopped. Nothing was changed."));
      return FALSE;
    }
  return nx_store_error_set (error, code_of_result (code));
}
