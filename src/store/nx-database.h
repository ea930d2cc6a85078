/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What a job on a store thread works with: one driver, its statements, who acts, and the changes
 * of the running transaction. */
#pragma once

#include <gio/gio.h>

#include "nx-change-set.h"
#include "nx-date.h"
#include "nx-driver.h"
#include "nx-statement-cache.h"
#include "nx-types.h"

G_BEGIN_DECLS

/* Every call here is for the thread the job runs on, and only while it runs. */
#define NX_TYPE_DATABASE (nx_database_get_type ())
G_DECLARE_FINAL_TYPE (NxDatabase, nx_database, NX, DATABASE, GObject)

/* Borrow a statement: use g_autoptr (NxStatement). NULL with @error when the SQL cannot be
 * prepared. A statement that is out already (nested loops) is prepared a second time. */
NxStatement *nx_database_statement (NxDatabase *self, const NxStatementSpec *spec, GError **error);

/* For SQL put together at run time out of constant pieces, never out of what a user typed. @name
 * must be static: it is what the debug log shows. */
NxStatement *nx_database_dynamic (NxDatabase *self,
                                  const char *name,
                                  const char *sql,
                                  GError **error);

gint64 nx_database_last_id (NxDatabase *self); /* row id of the last insert */
int nx_database_n_changed (NxDatabase *self);  /* rows the last statement changed */
NxDriver *nx_database_get_driver (NxDatabase *self);

/* Notes are collected and told by the store's `changed` signal after the commit; a rolled back
 * transaction tells nothing. In a read job they are an error of the caller. */
void nx_database_note_change (NxDatabase *self, NxRecordKind kind, gint64 id, NxChange change);
void nx_database_note_everything (NxDatabase *self);

/* Worker id of whoever acts, as it was when the job was asked for; 0 before set-up. */
gint64 nx_database_actor (NxDatabase *self);
/* For the rest of this job: the founder of an office acts from the moment of being saved. */
void nx_database_act_as (NxDatabase *self, gint64 worker_id);

/* The instant this transaction counts as, in UTC seconds, and its day in the local zone: both stay
 * the same during a job. */
gint64 nx_database_now (NxDatabase *self);
NxDate nx_database_today (NxDatabase *self);

/* For long jobs, after each step of the work: reports to the job's progress callback on the
 * caller's main context. FALSE when the job has been cancelled; return then with @error set by
 * nx_database_is_cancelled (). */
gboolean nx_database_progress (NxDatabase *self, guint64 done, guint64 total);

/* TRUE, with G_IO_ERROR_CANCELLED, when the job has been cancelled. */
gboolean nx_database_is_cancelled (NxDatabase *self, GError **error);

/* The journal's newest event and its digest (hexadecimal). After the commit the store keeps both
 * in a file beside the database, and compares at the next opening. */
void nx_database_set_head (NxDatabase *self, gint64 seq, const char *digest);
/* What this job has set; NULL, and @seq untouched, when nothing yet. */
const char *nx_database_get_head (NxDatabase *self, gint64 *seq);

/* Slots for caches that belong to one connection (prepared tables, rules …). @key is a static
 * string. Freed on the connection's thread when replaced and when the connection closes. A
 * rolled back job clears none of them: put nothing there that only its transaction knew. */
void nx_database_set_data (NxDatabase *self,
                           const char *key,
                           gpointer data,
                           GDestroyNotify free_data);
gpointer nx_database_get_data (NxDatabase *self, const char *key);

/* The same for what is true only until the running job ends, well or not. */
void nx_database_set_job_data (NxDatabase *self,
                               const char *key,
                               gpointer data,
                               GDestroyNotify free_data);
gpointer nx_database_get_job_data (NxDatabase *self, const char *key);

/* Grows with every commit of this store that changed something, on all its connections: a cache
 * filled under another number may be stale. */
guint64 nx_database_get_generation (NxDatabase *self);

G_END_DECLS
