/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What one line of the page of the day says: the case, why it is due, what is planned or begun. */
#pragma once

#include "nx-database.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* Immutable once loaded. */
typedef struct
{
  NxRecord *case_file;
  NxRecord *planned;  /* a visit planned for the case's next day, or NULL */
  NxRecord *attempt;  /* the newest contact, when it met nobody; else NULL */
  gboolean is_mine;   /* worker or supervisor of the case is who acts */
  gboolean has_draft; /* who acts has begun to write a visit */
} NxDueRow;

void nx_due_row_free (NxDueRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDueRow, nx_due_row_free)

/* On a store thread. The rows of those cases in the order of @ids, without those that are gone.
 * Array of NxDueRow; free with g_ptr_array_unref. */
GPtrArray *nx_due_rows_load (NxDatabase *db, const gint64 *ids, guint n_ids, GError **error);

/* Why on this day, in words. Free with g_free. */
char *nx_due_row_dup_why (const NxDueRow *self);
/* TRUE when what is planned is a call: by phone or online. */
gboolean nx_due_row_is_call (const NxDueRow *self);
/* TRUE when both say the same, so that nothing needs to be drawn anew. */
gboolean nx_due_row_is_same (const NxDueRow *self, const NxDueRow *other);

G_END_DECLS
