/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what somebody must see to decide on a merge: both records, and what hangs on each. */
#pragma once

#include "nx-database.h"
#include "nx-record.h"

G_BEGIN_DECLS

typedef struct
{
  NxRecord *record;
  GPtrArray *memberships; /* the present ones: of a person, or the members of a household */
  guint n_cases;
  guint n_visits; /* in these cases */
  guint n_supports;
  guint n_memberships; /* past ones too */
} NxMergeSide;

/* Plain and immutable: any thread may hold it. */
typedef struct
{
  NxMergeSide sides[2];
} NxMergeFacts;

void nx_merge_facts_free (NxMergeFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxMergeFacts, nx_merge_facts_free)

/* On a store thread. Two people or two households. NX_STORE_ERROR_NOT_FOUND when one is gone or
 * archived. */
NxMergeFacts *nx_merge_facts_load (
    NxDatabase *db, NxRecordKind kind, gint64 first_id, gint64 second_id, GError **error);

G_END_DECLS
