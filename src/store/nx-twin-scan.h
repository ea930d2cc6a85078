/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Looks through the whole store for pairs of records that may be of one human being. */
#pragma once

#include "nx-database.h"
#include "nx-twin-score.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 person_id; /* the smaller id */
  gint64 other_id;
  NxTwinScore score;
} NxTwinPair;

/* A list nobody would work through to its end. */
#define NX_TWIN_SCAN_MOST_PAIRS 5000

/* In a long read job, or any other. The pairs of NX_TWIN_POINTS_PAIR points and more, the surest
 * first, at most NX_TWIN_SCAN_MOST_PAIRS; those that were told apart left out. @n_persons (may be
 * NULL) is set to how many people were looked at. Holds some 750 bytes for each of them in memory
 * while it runs; reports by nx_database_progress(). NULL with @error, also when cancelled. Array of
 * NxTwinPair; free with g_array_unref. */
GArray *nx_twin_scan_run (NxDatabase *db, guint *n_persons, GError **error);

G_END_DECLS
