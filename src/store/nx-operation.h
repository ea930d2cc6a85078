/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps what was done to many records as one named step, and undoes it row for row. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* All calls but the free ones: on a store thread, inside a job. */

/* Codes of the list operation-kind. */
#define NX_OPERATION_IMPORT "import"
#define NX_OPERATION_MERGE_PERSONS "merge_persons"
#define NX_OPERATION_MERGE_HOUSEHOLDS "merge_households"
#define NX_OPERATION_MOVE_MEMBERS "move_members"
#define NX_OPERATION_ASSIGN "assign"
#define NX_OPERATION_ADD_CLASS "add_class"
#define NX_OPERATION_PLAN_VISITS "plan_visits"

/* What an operation is called and about. */
typedef struct
{
  const char *kind;         /* NX_OPERATION_… */
  NxRecordKind record_kind; /* what stays in the end; NX_RECORD_NONE for many */
  gint64 record_id;         /* its id; of an import: the import_run's */
  gint64 n_records;         /* how many the user did it to */
} NxOperationNote;

/* In a write job. From begin to end every row of a record that is added or changed, by whatever
 * code, is noted as it was before. A job that fails forgets all of it. Operations do not nest.
 * nx_operation_end() returns the operation's id, 0 with @error. When it turned out that nothing was
 * to be done, nx_operation_forget() ends it without a trace. */
gboolean nx_operation_begin (NxDatabase *db, GError **error);
gint64 nx_operation_end (NxDatabase *db, const NxOperationNote *note, GError **error);
gboolean nx_operation_forget (NxDatabase *db, GError **error);

/* In a write job. Puts every row back as it was, takes out the rows that were added, and writes
 * into the journal that it was undone. Row for row the store is as before, but for the journal and
 * the counters of changes, which go on so that an edit begun in between is noticed as stale.
 *
 * Refused, and nothing changed, with a sentence for the user that says what stands in the way:
 *   NX_STORE_ERROR_STALE      something built on it: one of its records was changed since, or
 *                             something was written about one of them
 *   NX_STORE_ERROR_NOT_FOUND  there is no such operation, or it was undone already */
gboolean nx_operation_undo (NxDatabase *db, gint64 id, GError **error);

/* An operation as it is listed. A plain, immutable value that any thread may hold. */
typedef struct
{
  gint64 id;
  gint64 at; /* UTC seconds */
  char *kind;
  char *worker_name; /* may be NULL */
  NxRecordKind record_kind;
  gint64 record_id;
  char *record_name; /* the person's, or the household's head and number; may be NULL */
  gint64 n_records;
  gint64 undone_at; /* UTC seconds; 0: it stands */
} NxOperation;

void nx_operation_free (NxOperation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxOperation, nx_operation_free)

/* The newest @limit operations, the newest first. Array of NxOperation; free with
 * g_ptr_array_unref. */
GPtrArray *nx_operations_list (NxDatabase *db, guint limit, GError **error);

/* The operation that an import was; 0 without @error when the import is older than operations. */
gint64 nx_operation_of_import (NxDatabase *db, gint64 import_run_id, GError **error);

G_END_DECLS
