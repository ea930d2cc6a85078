/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Moves members of a household on one day: into a new household (a split, a move to another
 * address) or into one that is there. */
#pragma once

#include "nx-date.h"
#include "nx-edit.h"
#include "nx-operation.h"

G_BEGIN_DECLS

/* A present member and the relation to the head of the household after the move. */
typedef struct
{
  gint64 membership_id;
  const char *relation; /* code of gbt-4761; interned */
} NxMemberRelation;

typedef struct
{
  gint64 from_id;        /* household */
  gint64 to_id;          /* household; 0: @new_household */
  NxEdit *new_household; /* NULL with @to_id; owned */
  NxDate day;            /* the first day in the other household; full, not to come */
  char *reason;          /* of leaving, as the memberships keep it; may be NULL */
  GArray *moved;         /* NxMemberRelation of those who move; owned */
  GArray *stayed;        /* NxMemberRelation of those who stay and get another relation; owned */
  /* The open cases and present classes of the household itself go along. */
  gboolean has_household_along;
} NxMembersMove;

NxMembersMove *nx_members_move_new (gint64 from_id, NxDate day);
/* With an edit of its own, for a job. */
NxMembersMove *nx_members_move_copy (const NxMembersMove *self);
void nx_members_move_free (NxMembersMove *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxMembersMove, nx_members_move_free)

/* In a write job. Each membership ends on the day and another begins, so who lived where on any day
 * before stays true; cases and classes of people stay with them. A household that nobody stays in
 * becomes empty. The journal says of each who moved, as ever. Returns the operation's id and puts
 * the household into @to_id (may be NULL); 0 with @error as nx_person_merge_run(). */
gint64 nx_members_move_run (NxDatabase *db,
                            const NxMembersMove *move,
                            gint64 *to_id,
                            GError **error);

G_END_DECLS
