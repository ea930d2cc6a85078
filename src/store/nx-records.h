/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads records of every kind from their views, by the field tables. */
#pragma once

#include "nx-database.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* All calls: on a store thread, inside a job. */

/* How many records nx_records_load_many() fetches with one statement. */
#define NX_RECORDS_PAGE 64

/* NX_STORE_ERROR_NOT_FOUND when there is no such record. */
NxRecord *nx_records_load (NxDatabase *db, NxRecordKind kind, gint64 id, GError **error);

/* NULL without @error when there is none. */
NxRecord *nx_records_find (NxDatabase *db, NxRecordKind kind, gint64 id, GError **error);

/* The records in the order of @ids, without those that do not exist. Array of NxRecord; free with
 * g_ptr_array_unref. */
GPtrArray *nx_records_load_many (
    NxDatabase *db, NxRecordKind kind, const gint64 *ids, guint n_ids, GError **error);

/* The records whose @field, a reference or a text, equals the value, by id, not archived. */
GPtrArray *nx_records_load_by_int (
    NxDatabase *db, NxRecordKind kind, guint field, gint64 value, GError **error);
GPtrArray *nx_records_load_by_text (
    NxDatabase *db, NxRecordKind kind, guint field, const char *value, GError **error);

/* The id of the record with that uid; 0 without @error when there is none. */
gint64 nx_records_find_uid (NxDatabase *db, NxRecordKind kind, const char *uid, GError **error);

/* How many records of @kind are not archived; -1 with @error. */
gint64 nx_records_count (NxDatabase *db, NxRecordKind kind, GError **error);

G_END_DECLS
