/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the prepared statements of one driver: all named ones, and the last few made at run time.
 */
#pragma once

#include "nx-driver.h"

G_BEGIN_DECLS

typedef struct _NxStatementCache NxStatementCache;

/* A statement known when the program was built. Static: its address is its key. */
typedef struct
{
  const char *name;
  const char *sql;
} NxStatementSpec;

/* @driver must outlive the cache. @n_dynamic: how many run-time statements are kept. */
NxStatementCache *nx_statement_cache_new (NxDriver *driver, guint n_dynamic);

/* All statements must have been given back. */
void nx_statement_cache_free (NxStatementCache *self);

/* Finishes every statement (before a schema step, and before the driver closes). */
void nx_statement_cache_flush (NxStatementCache *self);

NxStatement *nx_statement_cache_borrow (NxStatementCache *self,
                                        const NxStatementSpec *spec,
                                        GError **error);

/* @name is static or interned; @sql is copied. */
NxStatement *nx_statement_cache_borrow_dynamic (NxStatementCache *self,
                                                const char *name,
                                                const char *sql,
                                                GError **error);

guint nx_statement_cache_get_n_statements (NxStatementCache *self);
guint nx_statement_cache_get_n_borrowed (NxStatementCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxStatementCache, nx_statement_cache_free)

G_END_DECLS
