/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Moves a planned visit, or the next date of a case, to another day, and takes that back. */
#pragma once

#include "nx-database.h"
#include "nx-date.h"

G_BEGIN_DECLS

/* All calls: on the writer's thread, inside a write job, whose transaction makes them one. */

/* What is moved, as whoever moves it saw it. */
typedef struct
{
  gint64 case_id;
  gint64 visit_id; /* 0: the case's next date alone */
  gint64 version;  /* of the visit; unused without one */
  NxDate from;
  NxDate to;
  char *reason; /* wanted when the new day is later than the rule allows; or NULL */
} NxVisitMove;

void nx_visit_move_free (NxVisitMove *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxVisitMove, nx_visit_move_free)

/* What taking it back needs. A plain, immutable value that any thread may hold. */
typedef struct _NxVisitMoveUndo NxVisitMoveUndo;
void nx_visit_move_undo_free (NxVisitMoveUndo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxVisitMoveUndo, nx_visit_move_undo_free)

/* A visit that is planned for its case's next day takes that day with it. NULL with
 * NX_STORE_ERROR_CONSTRAINT when the day is past, needs a reason, or the visit has happened;
 * NX_STORE_ERROR_STALE when it is not as it was seen any more. The messages are sentences for the
 * user. */
NxVisitMoveUndo *nx_visit_move_run (NxDatabase *db, const NxVisitMove *move, GError **error);

/* Refused with NX_STORE_ERROR_STALE and a sentence why when something newer stands on it. */
gboolean nx_visit_move_take_back (NxDatabase *db, const NxVisitMoveUndo *undo, GError **error);

G_END_DECLS
