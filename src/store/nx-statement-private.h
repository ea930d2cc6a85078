/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What a statement and the cache that lends it know of each other. */
#pragma once

#include "nx-driver.h"

G_BEGIN_DECLS

typedef struct _NxStatementCache NxStatementCache;

struct _NxStatement
{
  NxDriver *driver; /* not a reference: a driver outlives its statements */
  gpointer handle;  /* the engine's */
  const char *name; /* static or interned */
  GError *bad_bind; /* kept for the next step */

  NxStatementCache *cache; /* NULL: freed by release */
  GList *link;             /* place among the dynamic ones, most recent first; NULL otherwise */
  char *sql;               /* key of a dynamic one */

  guint is_borrowed : 1;
  guint is_extra : 1; /* made because the cached one was out; freed by release */
};

/* Called by nx_statement_release () on a clean statement. */
void nx_statement_cache_take_back (NxStatementCache *self, NxStatement *statement);

G_END_DECLS
