/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes one person of two records of the same human being. */
#pragma once

#include "nx-edit.h"
#include "nx-operation.h"

G_BEGIN_DECLS

typedef struct
{
  NxEdit *kept;     /* of the record that stays, with the values chosen of the other; owned */
  NxRecord *merged; /* the record that goes, as it was shown; owned */
  /* Where the person lives now, when each record lives somewhere else: the membership of the other
   * ends. 0: the person goes on living in each. */
  gint64 household_id;
} NxPersonMerge;

NxPersonMerge *nx_person_merge_new (NxRecord *kept, NxRecord *merged);
/* With an edit of its own, for a job. */
NxPersonMerge *nx_person_merge_copy (const NxPersonMerge *self);
void nx_person_merge_free (NxPersonMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxPersonMerge, nx_person_merge_free)

/* In a write job. Cases, classes and memberships follow to the record that stays; its household is
 * never moved. Memberships in one household that overlap or touch become one, from the earlier to
 * the later day; a class both have from the same day on is kept once. The record that goes is
 * archived with all that was not chosen of it. The journal gets one event.
 *
 * Returns the operation's id for nx_operation_undo(), or 0 with @error:
 *   NX_STORE_ERROR_CONSTRAINT  a sentence for the user
 *   NX_STORE_ERROR_STALE       one of the two was changed since it was shown
 *   NX_STORE_ERROR_NOT_FOUND   one of the two is gone */
gint64 nx_person_merge_run (NxDatabase *db, const NxPersonMerge *merge, GError **error);

G_END_DECLS
