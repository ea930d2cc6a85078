/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes one household of two records of the same one. */
#pragma once

#include "nx-edit.h"
#include "nx-move-members.h"

G_BEGIN_DECLS

typedef struct
{
  NxEdit *kept;      /* of the record that stays, with the values chosen of the other; owned */
  NxRecord *merged;  /* the record that goes, as it was shown; owned */
  GArray *relations; /* NxMemberRelation of members of both, to the head they have then; owned */
} NxHouseholdMerge;

NxHouseholdMerge *nx_household_merge_new (NxRecord *kept, NxRecord *merged);
/* With an edit of its own, for a job. */
NxHouseholdMerge *nx_household_merge_copy (const NxHouseholdMerge *self);
void nx_household_merge_free (NxHouseholdMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxHouseholdMerge, nx_household_merge_free)

/* In a write job. Memberships with their days, cases and classes follow to the record that stays;
 * the one that goes is archived. When both have a head and @relations does not say who it is then,
 * the head of the record that stays remains, and the other gets the relation "other". The journal
 * gets one event. Returns the operation's id; errors as nx_person_merge_run(). */
gint64 nx_household_merge_run (NxDatabase *db, const NxHouseholdMerge *merge, GError **error);

G_END_DECLS
