/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads what is due with the first lines of each group, on the store's threads. */
#pragma once

#include "nx-due.h"
#include "nx-due-rows.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* What the page of the day shows. Rows may be stolen from it. */
typedef struct
{
  NxDueList *list;
  GPtrArray *rows[NX_N_DUE_GROUPS]; /* NxDueRow, the first ones of each group */
  NxDueRow *nearest;                /* first of the last group, or NULL */
  guint n_of_station;               /* when nothing is due for the worker: of the others */
} NxDueAnswer;

void nx_due_answer_free (NxDueAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDueAnswer, nx_due_answer_free)

/* @n_rows: how many lines of each group are wanted. @is_settled: behind every write that is still
 * on its way, drafts among them. */
void nx_due_load_async (NxStore *store,
                        const NxDueQuery *query,
                        const guint n_rows[NX_N_DUE_GROUPS],
                        gboolean is_settled,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
NxDueAnswer *nx_due_load_finish (NxStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
