/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The calendar of visits: for each day what is planned, due, tried and done. */
#pragma once

#include "nx-database.h"
#include "nx-date.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* In the order in which they stand on a day. */
typedef enum
{
  NX_CALENDAR_PLANNED,
  NX_CALENDAR_DUE, /* a case's next visit, for which no visit is planned on that day */
  NX_CALENDAR_ATTEMPTED,
  NX_CALENDAR_DONE,
  NX_N_CALENDAR_STATES
} NxCalendarState;

/* One line of a day. Immutable and counted, so that drags and menus may keep it. */
#define NX_TYPE_CALENDAR_ENTRY (nx_calendar_entry_get_type ())
typedef struct
{
  NxCalendarState state;
  NxDate on;
  NxRecord *visit; /* NULL for NX_CALENDAR_DUE */
  NxRecord *case_file;
  gboolean is_mine; /* worker or supervisor of the case, or worker of the visit, is who acts */
} NxCalendarEntry;

GType nx_calendar_entry_get_type (void) G_GNUC_CONST;
NxCalendarEntry *nx_calendar_entry_ref (NxCalendarEntry *self);
void nx_calendar_entry_unref (NxCalendarEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxCalendarEntry, nx_calendar_entry_unref)

/* TRUE when both are the same line of the calendar, whatever it says by now. */
gboolean nx_calendar_entry_is_same (const NxCalendarEntry *self, const NxCalendarEntry *other);
/* TRUE for what lies ahead; what happened stays on its day. */
gboolean nx_calendar_entry_is_movable (const NxCalendarEntry *self);

typedef struct
{
  NxDate on;
  guint counts[NX_N_CALENDAR_STATES];
  GPtrArray *entries; /* NxCalendarEntry, the first ones */
} NxCalendarDay;

void nx_calendar_day_free (NxCalendarDay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxCalendarDay, nx_calendar_day_free)
guint nx_calendar_day_get_n (const NxCalendarDay *self);

typedef struct
{
  NxDate from;
  NxDate to;        /* that day is included */
  gint64 worker_id; /* whose visits and cases; 0: the whole station */
  guint n_entries;  /* how many entries of each day are loaded; the counts are of all */
} NxCalendarQuery;

/* On a store thread. Array of NxCalendarDay, one for each day; free with g_ptr_array_unref. The
 * confidential cases of others (neither worker nor supervisor) are left out, and due is what
 * nx-due.h calls due. */
GPtrArray *nx_calendar_run (NxDatabase *db, const NxCalendarQuery *query, GError **error);

/* The SQL of the visits of one worker or of the station, for the test that looks at its query plan.
 * Static. */
const char *nx_calendar_get_sql (gboolean is_of_worker);

G_END_DECLS
