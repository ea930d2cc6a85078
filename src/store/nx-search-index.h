/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the search tokens of people, households and visits in step with their records. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"

G_BEGIN_DECLS

/* Replaces the tokens of the record @id by those of the edit's values; kinds without tokens do
 * nothing. In the transaction of the save. */
gboolean nx_search_index_renew (NxDatabase *db, NxEdit *edit, gint64 id, GError **error);

/* Whoever is archived is not found by name. In the transaction that archives or restores; @record
 * is as it was before. */
gboolean nx_search_index_set_archived (NxDatabase *db,
                                       NxRecord *record,
                                       gboolean is_archived,
                                       GError **error);

/* For a row that was written past saving: @before is the record as it was, @now as it is; NULL when
 * it was taken out. In the same transaction. */
gboolean nx_search_index_follow (NxDatabase *db, NxRecord *before, NxRecord *now, GError **error);

/* What the keys of a kind's numbers begin with. Static. */
const char *nx_search_index_number_mark (NxRecordKind kind);

/* The keys of a new number of a case or household; for filling. */
gboolean nx_search_index_add_number (
    NxDatabase *db, NxRecordKind kind, const char *number, gint64 id, GError **error);

/* How the indexes are written: row by row; in larger bites, for loads of thousands of rows in one
 * job; or not put in order at all, until nx_search_index_optimize(), for loads of many jobs. */
typedef enum
{
  NX_SEARCH_INDEX_USUAL,
  NX_SEARCH_INDEX_BULK,
  NX_SEARCH_INDEX_CITY,
} NxSearchIndexMode;

gboolean nx_search_index_set_bulk (NxDatabase *db, NxSearchIndexMode mode, GError **error);
gboolean nx_search_index_optimize (NxDatabase *db, GError **error);

G_END_DECLS
