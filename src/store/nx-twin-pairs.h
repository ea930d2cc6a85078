/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the pairs of records that may be of one human being, and which of them a worker told
 * apart. */
#pragma once

#include "nx-record.h"
#include "nx-twin-scan.h"

G_BEGIN_DECLS

/* All calls: on a store thread, inside a job. */

/* A pair as it is shown: both records, compared as they are now. */
typedef struct
{
  NxRecord *person;
  NxRecord *other;
  NxTwinScore score;
} NxTwinPairRecords;

void nx_twin_pair_records_free (NxTwinPairRecords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxTwinPairRecords, nx_twin_pair_records_free)

/* What the store knows of its pairs. */
typedef struct
{
  gint64 scanned_at; /* UTC seconds; 0: never looked */
  guint n_persons;   /* looked at then */
  GPtrArray *pairs;  /* NxTwinPairRecords, the surest first */
  guint n_all;       /* how many there are; more than in pairs when @limit cut them */
} NxTwinPairList;

void nx_twin_pair_list_free (NxTwinPairList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxTwinPairList, nx_twin_pair_list_free)

/* In a write job: what nx_twin_scan_run() found takes the place of what was found before. */
gboolean nx_twin_pairs_replace (NxDatabase *db,
                                const GArray *pairs,
                                guint n_persons,
                                GError **error);

/* The pairs still to be decided: not told apart, neither record archived, and still alike. */
NxTwinPairList *nx_twin_pairs_load (NxDatabase *db, guint limit, GError **error);

/* How many wait to be decided; -1 with @error. */
gint64 nx_twin_pairs_count (NxDatabase *db, GError **error);

/* Every pair told apart: array of NxTwinPair without scores. Free with g_array_unref. */
GArray *nx_twin_pairs_load_apart (NxDatabase *db, GError **error);

/* In a write job, journalled: the two are not one human being, and never come as a pair again.
 * Telling apart twice is no error. NX_STORE_ERROR_NOT_FOUND when one of the two is gone;
 * NX_STORE_ERROR_CONSTRAINT for a person and itself. */
gboolean nx_twin_pairs_tell_apart (NxDatabase *db, gint64 a, gint64 b, GError **error);
/* Takes that back, journalled; NX_STORE_ERROR_STALE when they are not told apart any more. */
gboolean nx_twin_pairs_take_back (NxDatabase *db, gint64 a, gint64 b, GError **error);

G_END_DECLS
