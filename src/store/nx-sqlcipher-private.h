/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of the SQLCipher driver share: the struct, opening, and error translation. */
#pragma once

#include "nx-driver-sqlcipher.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _NxDriverSqlcipher
{
  NxDriver parent_instance;

  sqlite3 *db;
  const char *owner; /* marks the thread that opened; NULL while closed */
  GCancellable *cancellable;
  sqlite3_stmt *bound; /* where the last parameter was bound, and which: only to find the next */
  int parameter;
  int is_stopped; /* atomic: set by nx_driver_interrupt () from any thread */

  guint was_opened : 1;
  guint is_read_only : 1;
  guint is_window : 1; /* opened through nx-sqlcipher-window */
};

/* nx-sqlcipher-open.c: opens, keys, proves and configures self->db. On failure self->db is NULL. */
gboolean nx_sqlcipher_open (NxDriverSqlcipher *self, const NxDriverTarget *target, GError **error);

/* nx-sqlcipher-open.c: see nx_driver_rekey(). */
gboolean nx_sqlcipher_rekey (NxDriverSqlcipher *self, GBytes *key, GError **error);

/* nx-sqlcipher-open.c: changes how much of the file is kept in memory. */
void nx_sqlcipher_set_cache (NxDriverSqlcipher *self, int cache_kb);

/* nx-sqlcipher-error.c: sets @error for result code @code (extended or not) of what @name did. The
 * engine's own message is never used: it can hold what the user typed. Returns FALSE. */
gboolean nx_sqlcipher_set_error (GError **error, int code, const char *name);

/* nx-sqlcipher-open.c: whether a call to the disk has failed on this thread since it was asked. */
gboolean nx_sqlcipher_take_io_error (void);

/* TRUE when @code says that a cancellable or nx_driver_interrupt () stopped the statement. */
gboolean nx_sqlcipher_is_interrupt (int code);

G_END_DECLS
