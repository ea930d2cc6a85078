/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads what a visit editor starts from, and saves what it ends with, on the store's threads. */
#pragma once

#include "nx-drafts.h"
#include "nx-edit.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* What the editor starts from. */
typedef struct
{
  NxRecord *case_file;
  NxRecord *visit;     /* the one being edited, or NULL */
  NxRecord *last;      /* the newest other contact of the case, or NULL */
  GPtrArray *comments; /* questions on the last contact */
  NxDraft *draft;      /* or NULL */
} NxVisitStart;

void nx_visit_start_free (NxVisitStart *start);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxVisitStart, nx_visit_start_free)

/* "case:7": where a new visit's draft is kept. Free with g_free. */
char *nx_visit_start_dup_place (gint64 case_id, gint64 visit_id);

/* With @visit_id the case is found by the visit. */
void nx_visit_start_load_async (NxStore *store,
                                gint64 case_id,
                                gint64 visit_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
NxVisitStart *nx_visit_start_load_finish (NxStore *store, GAsyncResult *result, GError **error);

/* The visit and the end of its draft are one transaction. The answer is the visit's id. */
void nx_visit_start_save_async (NxStore *store,
                                NxEdit *edit,
                                const char *place,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gint64 nx_visit_start_save_finish (NxStore *store, GAsyncResult *result, GError **error);

/* A new visit as it is proposed: kind of last time, today, the last forty minutes, the client. */
NxEdit *nx_visit_start_propose (const NxVisitStart *start, const char *state, GDateTime *now);
/* The planned visit in hand as one that is "done" or "attempted" today. */
NxEdit *nx_visit_start_carry_out (const NxVisitStart *start, const char *state, GDateTime *now);
/* A visit that is only planned: neither hours nor a next date. */
NxEdit *nx_visit_start_propose_plan (const NxVisitStart *start, NxDate day);

G_END_DECLS
