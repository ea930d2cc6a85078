/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads from the store what people are compared by. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"
#include "nx-twin-score.h"

G_BEGIN_DECLS

/* All calls: on a store thread, inside a job. Archived people have no facts. */

/* The facts of those of @ids, a JSON array, who exist: array of NxTwinFacts, by id. Free with
 * g_ptr_array_unref. */
GPtrArray *nx_twin_rows_load (NxDatabase *db, const char *ids, GError **error);

/* The next @limit people with ids above @after, by id: for walking through the store. */
GPtrArray *nx_twin_rows_load_after (NxDatabase *db, gint64 after, guint limit, GError **error);

/* Of what is being typed. @household_id: where the person will live, 0 where the record says. */
NxTwinFacts *nx_twin_rows_read_edit (NxDatabase *db,
                                     NxEdit *edit,
                                     gint64 household_id,
                                     GError **error);

/* How many people bear @name, and how many a name that sounds so, counted up to some hundreds. */
gboolean nx_twin_rows_count_namesakes (NxDatabase *db,
                                       const char *name,
                                       const char *pinyin,
                                       NxTwinNamesakes *namesakes,
                                       GError **error);

/* The statements, for the test of their plans; ends with NULL. */
extern const NxStatementSpec *const nx_twin_rows_statements[];

G_END_DECLS
