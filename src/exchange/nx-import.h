/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Imports a register: first a plan of what would happen, then the same for real in one transaction.
 */
#pragma once

#include "nx-csv-reader.h"
#include "nx-database.h"
#include "nx-import-row.h"

G_BEGIN_DECLS

/* What an import did, or by its plan would do. People are counted by rows: every row with a person
 * is one of added, updated, same or refused. */
typedef struct
{
  gint64 id;           /* of the import; 0 for a plan */
  gint64 operation_id; /* for nx_operation_undo(); 0 when nothing was written */
  guint households_added;
  guint households_updated;
  guint households_same;
  guint persons_added;
  guint updated; /* rows whose person or household got something new */
  guint same;
  guint refused;
} NxImportCounts;

/* A table that was read and may be imported. For one thread at a time; after reading it may move to
 * a store thread. */
typedef struct _NxImport NxImport;

/* Reads the whole table: header by its words, or by @map when it is not NULL (taken). Rows are kept
 * as they came. NX_EXCHANGE_ERROR when it is no table that holds people. */
NxImport *nx_import_new (NxCsvReader *reader, NxImportMap *map, NxDate today, GError **error);

/* The same for a thread that somebody waits for: @progress (may be NULL) is called on this thread
 * with a share of 0 to 1 now and then; cancelling gives G_IO_ERROR_CANCELLED. */
typedef void (*NxImportReadProgress) (double share, gpointer data);
NxImport *nx_import_new_with_progress (NxCsvReader *reader,
                                       NxImportMap *map,
                                       NxDate today,
                                       NxImportReadProgress progress,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error);
void nx_import_free (NxImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxImport, nx_import_free)

NxImportMap *nx_import_get_map (NxImport *self);
guint nx_import_get_n_rows (NxImport *self);

/* The dry run, in a read job: nothing is written. Matching is by household number, identity number,
 * else name, day of birth and address. Blank cells never overwrite. */
gboolean nx_import_plan (NxImport *self, NxDatabase *db, NxImportCounts *counts, GError **error);

/* The same and for real, in a write job, whose transaction makes it all or nothing. Reports its
 * progress in rows and stops when the job is cancelled. */
gboolean nx_import_apply (NxImport *self, NxDatabase *db, NxImportCounts *counts, GError **error);

/* After plan or apply: what was said of rows, in their order; array of NxImportFinding, borrowed.
 */
GPtrArray *nx_import_dup_findings (NxImport *self);
/* All rows as NxImportRow with their state, borrowed. */
GPtrArray *nx_import_get_rows (NxImport *self);

/* Writes the refused rows as they came, each behind its number, column and reason, under the same
 * header: UTF-8 with a byte order mark, so that spreadsheets read it. The file is replaced as a
 * whole. */
gboolean nx_import_write_report (NxImport *self, GFile *file, GError **error);

G_END_DECLS
