/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what the household page shows: household, memberships, support classes, open cases. */
#pragma once

#include "nx-database.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* Records only, so it may go from thread to thread. */
typedef struct
{
  NxRecord *household;
  GPtrArray *memberships; /* of all times; the head first */
  GPtrArray *supports;    /* of the household and of everybody in memberships, of all times */
  GPtrArray *cases;       /* open ones, of the household and of those who live there now */
} NxHouseholdFacts;

/* On a store thread. NULL with @error; NX_STORE_ERROR_NOT_FOUND when there is no such household. */
NxHouseholdFacts *nx_household_facts_load (NxDatabase *db, gint64 id, GError **error);
void nx_household_facts_free (NxHouseholdFacts *self);

/* Open cases by NxFilter: of a household (@person_id 0) or of a person (@household_id 0). */
GPtrArray *nx_household_facts_load_cases (
    NxDatabase *db, gint64 household_id, gint64 person_id, gboolean is_open_only, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxHouseholdFacts, nx_household_facts_free)

G_END_DECLS
