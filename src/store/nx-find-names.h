/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to finding: people by their names, the best first, at the cost of those that are shown.
 */
#pragma once

#include "nx-find.h"

G_BEGIN_DECLS

/* Of one person: why, and where among those of the same reason. */
typedef struct
{
  gint64 id;
  NxHitWhy why;
  char *order; /* strcmp () */
} NxNameHit;

/* At most @limit people whose present or former names answer the query, the best first; with
 * @limit 0 all, in no order. Those of the same sound only come when they are asked for, and last.
 * What a row says may be older than the record: the caller verifies those it shows. NULL with
 * @error. Array of NxNameHit; free with g_ptr_array_unref (). */
GPtrArray *nx_find_names (
    NxDatabase *db, const NxQuery *query, guint limit, gboolean with_sound, GError **error);

G_END_DECLS
