/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds the stops and calls of one working day, put into walking order. */
#pragma once

#include "nx-date.h"
#include "nx-record.h"
#include "nx-subject.h"

#include <glib.h>

G_BEGIN_DECLS

/* One door to knock at, or one call to make. Owned texts; any may be NULL. */
typedef struct
{
  NxSubject subject;
  char *sort_key; /* address in a form whose numbers can be compared */
  char *time;     /* "09:30" when one was agreed */
  char *risk;     /* label */
  char *why;      /* why on this day */
  char *last;     /* the last contact in about two lines */
  char *to_do;    /* what was agreed */
  gboolean is_call;
} NxRouteStop;

typedef struct
{
  NxDate day;
  char *worker;
  char *companion;
  char *remark;     /* safety notes at the foot of the sheet */
  GPtrArray *stops; /* NxRouteStop */
} NxRouteDay;

void nx_route_day_init (NxRouteDay *self, NxDate day, const char *worker);
void nx_route_day_clear (NxRouteDay *self);

/* Appends an empty stop owned by the day. */
NxRouteStop *nx_route_day_add_stop (NxRouteDay *self);

/* Borrowed; any may be NULL but `case_file`. */
typedef struct
{
  NxRecord *case_file;
  NxRecord *person;
  NxRecord *household;
  NxRecord *last_visit; /* NxVisit: the latest that was done or attempted */
  NxRecord *planned;    /* NxVisit planned for the day */
  const char *why;      /* NULL: the reason kept in the case */
} NxRouteSources;

/* Appends a stop made of records. A visit planned by phone or online is a call. */
NxRouteStop *nx_route_day_add (NxRouteDay *self, const NxRouteSources *sources);

/* Doors by street, building, unit and room with numbers counted (9 before 10), calls behind. */
void nx_route_day_sort (NxRouteDay *self);

G_END_DECLS
