/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What else waits for a worker beside visits: questions, birthdays, reviews and papers of those
 * served. */
#pragma once

#include "nx-database.h"
#include "nx-lunar.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* All calls: on a store thread, for what concerns @worker_id. Those served are the clients of the
 * worker's open cases, and everybody living in a household that is such a client. @limit: how many
 * are loaded, 0 for none; @n_all is set to how many there are. Free arrays with g_ptr_array_unref.
 */

/* A question that nobody has answered: there is no later answer on the same visit, or on the case.
 * It waits for who wrote the visit; for the case's worker when it is about no visit or that
 * colleague has left; for the case's supervisor when that worker asks. Never for who asked. */
typedef struct
{
  NxRecord *question; /* NxComment */
  NxRecord *case_file;
} NxWaitingQuestion;

/* Newest first; array of NxWaitingQuestion. */
GPtrArray *nx_worker_notes_questions (
    NxDatabase *db, gint64 worker_id, guint limit, guint *n_all, GError **error);

/* A birthday, in the calendar the family counts by. */
typedef struct
{
  NxRecord *person;
  NxDate on;         /* the civil day it is kept on */
  NxLunarDate lunar; /* the lunar birthday, or none when it is a solar one */
  int age;           /* full years, by that calendar; -1 unknown */
} NxBirthday;

/* From one day to another, both included, at most 31 days; by day. Array of NxBirthday. */
GPtrArray *nx_worker_notes_birthdays (NxDatabase *db,
                                      gint64 worker_id,
                                      NxDate from,
                                      NxDate to,
                                      guint limit,
                                      guint *n_all,
                                      GError **error);

/* A support class that is to be reviewed, or ends, between the days. */
typedef struct
{
  NxRecord *support;
  NxRecord *household; /* when the class is the household's; else NULL */
  NxDate on;
  gboolean is_end; /* it ends; else it is to be reviewed */
} NxReview;

/* Earliest first, of classes still held; those that ended before today are left out. Array of
 * NxReview. */
GPtrArray *nx_worker_notes_reviews (NxDatabase *db,
                                    gint64 worker_id,
                                    NxDate from,
                                    NxDate to,
                                    guint limit,
                                    guint *n_all,
                                    GError **error);

/* A paper of a person that is valid until a day between the two. */
typedef struct
{
  NxRecord *person;
  NxDate on;
  gboolean is_disability; /* the disability certificate; else the identity document */
} NxExpiringPaper;

/* Earliest first. Array of NxExpiringPaper. */
GPtrArray *nx_worker_notes_papers (NxDatabase *db,
                                   gint64 worker_id,
                                   NxDate from,
                                   NxDate to,
                                   guint limit,
                                   guint *n_all,
                                   GError **error);

G_END_DECLS
