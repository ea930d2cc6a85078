/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers from the store the records that a paper is made of. */
#pragma once

#include "nx-database.h"
#include "nx-record.h"
#include "nx-route-day.h"
#include "nx-timeline-query.h"

G_BEGIN_DECLS

/* What papers are made of; each may be NULL. */
typedef struct
{
  NxRecord *visit;
  NxRecord *case_file;
  NxRecord *person;    /* the client */
  NxRecord *household; /* the client, or where the client lives */
  NxRecord *worker;
  GPtrArray *memberships; /* of the household, former ones too */
  GPtrArray *persons;     /* of these memberships */
  GPtrArray *supports;    /* of the household and its members */
  GPtrArray *cases;
  GPtrArray *entries; /* NxTimelineEntry */
  guint n_in_period;  /* entries before the filter by kinds */
  gboolean is_chain_whole;
} NxPaperRecords;

void nx_paper_records_clear (NxPaperRecords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NxPaperRecords, nx_paper_records_clear)

/* All: inside a job. */
gboolean nx_paper_records_load_visit (NxPaperRecords *self,
                                      NxDatabase *db,
                                      gint64 id,
                                      GError **error);
gboolean nx_paper_records_load_household (NxPaperRecords *self,
                                          NxDatabase *db,
                                          gint64 id,
                                          GError **error);
/* @query has the id of one case or one household. */
gboolean nx_paper_records_load_timeline (NxPaperRecords *self,
                                         NxDatabase *db,
                                         const NxTimelineQuery *query,
                                         GError **error);

/* Adds a stop for each of the cases in @case_ids (gint64); NULL: for each open case of the worker
 * that is due by the day or has a visit planned for it. In walking order. */
gboolean nx_paper_records_load_route (
    NxRouteDay *route, NxDatabase *db, gint64 worker_id, GArray *case_ids, GError **error);

G_END_DECLS
