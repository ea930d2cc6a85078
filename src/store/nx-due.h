/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Which cases are due, grouped by when, in the order of days or of the way. */
#pragma once

#include "nx-database.h"
#include "nx-date.h"

G_BEGIN_DECLS

/* All calls: on a store thread. Only open cases count whose day the rule can give a reason for; the
 * confidential ones of others (neither worker nor supervisor) are left out. */

typedef enum
{
  NX_DUE_OVERDUE,
  NX_DUE_TODAY,
  NX_DUE_WEEK,  /* after today, up to Sunday */
  NX_DUE_LATER, /* after that, up to 30 days from today */
  NX_N_DUE_GROUPS
} NxDueGroup;

typedef struct
{
  gint64 worker_id;     /* 0: the whole station */
  gboolean is_by_route; /* within the first three groups by area, street, building, unit, room */
} NxDueQuery;

typedef struct
{
  NxDate today; /* as the store counts it */
  GArray *ids;  /* gint64, group after group */
  guint counts[NX_N_DUE_GROUPS];
  NxDate next_on; /* the first day after the last group on which something is due; or none */
} NxDueList;

void nx_due_list_free (NxDueList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDueList, nx_due_list_free)

NxDueList *nx_due_list_run (NxDatabase *db, const NxDueQuery *query, GError **error);
/* Where a group begins in @ids. */
guint nx_due_list_get_first (const NxDueList *self, NxDueGroup group);

/* The days of NX_DUE_WEEK: from tomorrow to Sunday; both none on a Sunday. */
void nx_due_get_week (NxDate today, NxDate *from, NxDate *to);

/* One case that is due on a day. */
typedef struct
{
  gint64 case_id;
  NxDate on;
} NxDueDay;

/* What is due from @from to @to, both included, by day; of @worker_id, or 0: of the station. Array
 * of NxDueDay; free with g_array_unref. */
GArray *nx_due_list_days (NxDatabase *db, gint64 worker_id, NxDate from, NxDate to, GError **error);

/* How many cases of @worker_id (0: of the station) are overdue or due today; -1 with @error. */
gint64 nx_due_count (NxDatabase *db, gint64 worker_id, GError **error);

/* How many households the worker has to see on each of @days already. */
gboolean nx_due_count_days (NxDatabase *db,
                            gint64 worker_id,
                            const NxDate *days,
                            guint n_days,
                            guint *households,
                            GError **error);

/* The SQL of a list by day or by route, for the test that looks at its query plan. Free with
 * g_free. */
char *nx_due_dup_sql (const NxDueQuery *query);

G_END_DECLS
