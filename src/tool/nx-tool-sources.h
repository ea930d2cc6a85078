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
} NxToolSources;

void nx_tool_sources_clear (NxToolSources *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NxToolSources, nx_tool_sources_clear)

/* All: inside a job. The words are ids, or numbers where there are some. */
gboolean nx_tool_sources_load_visit (NxToolSources *self,
                                     NxDatabase *db,
                                     const char *word,
                                     GError **error);
gboolean nx_tool_sources_load_household (NxToolSources *self,
                                         NxDatabase *db,
                                         const char *word,
                                         GError **error);
/* One of @case_word and @household_word; @query narrows and gets the id. */
gboolean nx_tool_sources_load_timeline (NxToolSources *self,
                                        NxDatabase *db,
                                        const char *case_word,
                                        const char *household_word,
                                        NxTimelineQuery *query,
                                        GError **error);

/* Adds a stop for each open case of the worker that is due by the day or has a visit planned for
 * it, in walking order. */
gboolean nx_tool_sources_load_route (NxRouteDay *route,
                                     NxDatabase *db,
                                     gint64 worker_id,
                                     GError **error);

G_END_DECLS
