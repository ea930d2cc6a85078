/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to timelines: makes their entries out of the rows that were found. */
#pragma once

#include "nx-database.h"
#include "nx-timeline-entry.h"

G_BEGIN_DECLS

/* Where an entry comes from. */
typedef enum
{
  NX_TIMELINE_FROM_VISIT = 1,
  NX_TIMELINE_FROM_EVENT = 2,
  NX_TIMELINE_FROM_COMMENT = 3,
  NX_TIMELINE_FROM_ATTACHMENT = 4,
} NxTimelineSource;

/* One entry as the query found it. */
typedef struct
{
  int source; /* NxTimelineSource */
  gint64 id;
  NxTimelineKind kind;
  NxDate day;
  gint64 order;
} NxTimelineRow;

/* The entries of @rows, NxTimelineRow with the newest first, in their order or the other way round.
 * Array of NxTimelineEntry; free with g_ptr_array_unref. */
GPtrArray *nx_timeline_fill (NxDatabase *db,
                             GArray *rows,
                             gboolean is_oldest_first,
                             GError **error);

G_END_DECLS
