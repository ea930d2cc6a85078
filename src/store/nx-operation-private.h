/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to operations: what noting them and undoing them share. */
#pragma once

#include "nx-operation.h"

G_BEGIN_DECLS

/* The kinds of record an operation may touch, those that point to others before those they point
 * to; ends with NX_RECORD_NONE. */
extern const NxRecordKind nx_operation_kinds[];

/* The columns of a kind's table. Array of texts; free with g_ptr_array_unref. */
GPtrArray *nx_operation_dup_columns (NxDatabase *db, NxRecordKind kind, GError **error);

/* The id of the journal's newest event; -1 with @error. */
gint64 nx_operation_last_event (NxDatabase *db, GError **error);

G_END_DECLS
