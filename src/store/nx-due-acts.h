/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What one does about a due case besides visiting: note that nobody was met, put it off, take
 * either back. */
#pragma once

#include "nx-database.h"
#include "nx-date.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* All calls: on the writer's thread, inside a write job, whose transaction makes them one. */

/* What taking an act back needs. A plain, immutable value that any thread may hold. */
typedef struct
{
  gint64 case_id;
  gint64 visit_id;        /* the attempt; 0 for a postponement */
  gint64 version;         /* of the attempt */
  gint64 newest_visit_id; /* of the case, when the attempt was saved */
  NxRecord *planned;      /* the planned visit that became the attempt, as it was; or NULL */
  char *before[3];        /* next_on, next_reason, next_rule of the case, each may be NULL */
  char *after[3];
} NxDueUndo;

void nx_due_undo_free (NxDueUndo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDueUndo, nx_due_undo_free)

/* An attempt of today that met nobody. */
typedef struct
{
  gint64 case_id;
  char *kind;     /* visit-kind; NULL: a home visit */
  char *reason;   /* not-met-reason; required */
  char *note;     /* what was tried, or NULL */
  NxDate next_on; /* the next try, today or later; none: as the rule has it */
} NxDueAttempt;

/* Saves the attempt and moves the case's next date. A visit that was planned for the case's next
 * day, or for today, and whose day has come, becomes the attempt instead of staying planned beside
 * it. NULL with NX_STORE_ERROR_CONSTRAINT, whose message is a sentence for the user, when something
 * is missing or the case is not open. */
NxDueUndo *nx_due_act_not_met (NxDatabase *db, const NxDueAttempt *attempt, GError **error);

/* Moves the case's next date to @day, today or later. A day that stretches the rule (see
 * nx_visit_rule_is_stretched()) is refused without @reason. */
NxDueUndo *nx_due_act_postpone (
    NxDatabase *db, gint64 case_id, NxDate day, const char *reason, GError **error);

/* Takes the act back: the attempt is archived, or the plan it was again, and the case has the next
 * date it had. Refused with
 * NX_STORE_ERROR_STALE and a sentence why when something newer stands on it. */
gboolean nx_due_act_take_back (NxDatabase *db, const NxDueUndo *undo, GError **error);

G_END_DECLS
