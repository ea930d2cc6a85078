/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Runs a search for the find sheet and gathers what tells its hits apart. */
#pragma once

#include "nx-database.h"
#include "nx-find-item.h"

G_BEGIN_DECLS

/* At most so many hits of each kind. */
#define NX_FIND_LIMIT 20

/* Words that are offered to go on with at a time; our default. */
#define NX_FIND_N_OFFERS 6

typedef struct
{
  NxRecordKind kind;
  gint64 id;
} NxFindPlace;

typedef struct _NxFindRequest NxFindRequest;

/* What was typed, or, when that is empty, the places to show instead (may be NULL). */
NxFindRequest *nx_find_request_new (const char *typed, GArray *places, NxDate today);
void nx_find_request_free (NxFindRequest *self);

typedef struct
{
  GPtrArray *items; /* NxFindItem without headings, grouped by kind, or in the order of the places
                     * without those that are gone */
  GStrv offers;     /* what the last word may become, each the whole text; may be empty */
  guint counts[NX_N_RECORD_KINDS]; /* how many there are, no further than NX_FIND_MAX_COUNT + 1 */
} NxFindAnswer;

void nx_find_answer_free (NxFindAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxFindAnswer, nx_find_answer_free)

/* An NxStoreJob for reading; data is the request, the result an NxFindAnswer. */
gpointer nx_find_source_job (NxDatabase *db,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxFindRequest, nx_find_request_free)

G_END_DECLS
