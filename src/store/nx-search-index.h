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

/* What the keys of a kind's numbers begin with. Static. */
const char *nx_search_index_number_mark (NxRecordKind kind);

/* The keys of a new number of a case or household; for filling. */
gboolean nx_search_index_add_number (
    NxDatabase *db, NxRecordKind kind, const char *number, gint64 id, GError **error);

/* Lets the text indexes gather more before they write, for loads of thousands of rows. */
gboolean nx_search_index_set_bulk (NxDatabase *db, gboolean is_bulk, GError **error);

G_END_DECLS
