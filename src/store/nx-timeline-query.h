/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers the timeline of a case, a household or a person from visits, journal and comments. */
#pragma once

#include "nx-database.h"
#include "nx-timeline-entry.h"

G_BEGIN_DECLS

/* What to gather: exactly one of the three ids, the rest narrows. A household's timeline holds what
 * happened to its members and their cases only while they lived there. */
typedef struct
{
  gint64 case_id;
  gint64 household_id;
  gint64 person_id;
  guint kinds;  /* NxTimelineKind bits; 0: all but planned visits */
  NxDate from;  /* unset: from the beginning */
  NxDate to;    /* unset: without end; that day is included */
  guint limit;  /* 0: no limit; else the newest so many */
  guint offset; /* how many of the newest to leave out */
  gboolean is_oldest_first;
} NxTimelineQuery;

/* Array of NxTimelineEntry, newest first unless asked otherwise; free with g_ptr_array_unref. On a
 * store thread. */
GPtrArray *nx_timeline_query_run (NxDatabase *db, const NxTimelineQuery *query, GError **error);

/* How many entries each kind has, whatever @query's kinds and limits: counts[i] is for bit 1 << i.
 */
#define NX_TIMELINE_N_KINDS 9
gboolean nx_timeline_query_count (NxDatabase *db,
                                  const NxTimelineQuery *query,
                                  guint counts[NX_TIMELINE_N_KINDS],
                                  GError **error);

G_END_DECLS
