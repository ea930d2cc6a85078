/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Names what can go wrong with a store, with one sentence for the user for each. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NX_STORE_ERROR (nx_store_error_quark ())
GQuark nx_store_error_quark (void);

/* A cancelled job answers G_IO_ERROR_CANCELLED, not a code of this domain. */
typedef enum
{
  NX_STORE_ERROR_FAILED,            /* none of the below; the debug log has the engine's code */
  NX_STORE_ERROR_WRONG_KEY,         /* this key does not open this file (or its head is damaged) */
  NX_STORE_ERROR_NOT_A_STORE,       /* something else lies where a store should */
  NX_STORE_ERROR_EMPTY,             /* the store file has no content at all */
  NX_STORE_ERROR_DAMAGED,           /* a part of the file cannot be read */
  NX_STORE_ERROR_NEWER_SCHEMA,      /* written by a newer Nuanxin; never touched */
  NX_STORE_ERROR_OLDER_UNSUPPORTED, /* too old for this Nuanxin to bring up to date */
  NX_STORE_ERROR_BUSY,              /* another connection holds it for longer than we wait */
  NX_STORE_ERROR_LOCKED_BY_OTHER,   /* another Nuanxin has the store open */
  NX_STORE_ERROR_READ_ONLY,         /* folder or file cannot be written */
  NX_STORE_ERROR_CONSTRAINT,        /* a rule of the schema refuses the row */
  NX_STORE_ERROR_NOT_FOUND,         /* no such folder, file or record */
  NX_STORE_ERROR_STALE,             /* someone changed the record since it was read */
  NX_STORE_ERROR_NO_SPACE,          /* the disk is full */
  NX_STORE_ERROR_UNSAFE_PLACE,      /* network drive, or a folder that others can read */
  NX_STORE_ERROR_EXISTS,            /* a store (or the rest of one) is already there */
  NX_STORE_ERROR_CLOSED,            /* the store is not open */
  NX_STORE_ERROR_NOT_A_BACKUP,      /* the file is something else, or its end is missing */
  NX_STORE_ERROR_BAD_BACKUP,        /* a backup whose content is not what was written */
  NX_STORE_ERROR_DISK,              /* the disk failed to read or write; the file may be whole */
  NX_STORE_ERROR_NO_MEMORY,         /* the engine was given no memory */
} NxStoreError;

/* The whole sentence for @code that says what happened, what was kept and what to do, in the user's
 * language. Static text. Errors made elsewhere in the room may say more. */
const char *nx_store_error_message (NxStoreError code);

/* Sets @error to @code with its sentence. Always returns FALSE, so a caller can return it. */
gboolean nx_store_error_set (GError **error, NxStoreError code);

/* The same for an errno value of a system call on the store's folder or files. */
gboolean nx_store_error_set_errno (GError **error, int saved_errno);

G_END_DECLS
