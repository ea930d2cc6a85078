/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Turns a filter into the ordered ids of the records it asks for. */
#pragma once

#include "nx-database.h"
#include "nx-filter.h"

G_BEGIN_DECLS

/* Array of gint64, in the filter's order. Free with g_array_unref. On a store thread. */
GArray *nx_id_query_run (NxDatabase *db, const NxFilter *filter, GError **error);

/* Whether the filter's order is one by names, which have first letters. */
gboolean nx_id_query_has_initials (const NxFilter *filter);

/* For each letter from a to z the first id in the filter's order whose name begins with it in
 * pinyin, 0 where there is none: 26 of gint64. Free with g_array_unref. On a store thread. */
GArray *nx_id_query_run_initials (NxDatabase *db, const NxFilter *filter, GError **error);

/* The SQL that is walked first, for the test that looks at its query plan. Free with g_free. */
char *nx_id_query_dup_sql (const NxFilter *filter);

G_END_DECLS
