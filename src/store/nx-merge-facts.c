/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what somebody must see to decide on a merge: both records, and what hangs on each. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-merge-facts.h"

#include "nx-merge-private.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-store-error.h"

static const NxStatementSpec count_of_person_statement
    = { "merge-count-of-person",
        "SELECT (SELECT count(*) FROM case_file WHERE person_id = :id AND archived_at IS NULL),"
        " (SELECT count(*) FROM case_file AS c JOIN visit AS v ON v.case_id = c.id"
        "   WHERE c.person_id = :id AND c.archived_at IS NULL AND v.archived_at IS NULL),"
        " (SELECT count(*) FROM support WHERE person_id = :id AND archived_at IS NULL)" };

static const NxStatementSpec count_of_household_statement
    = { "merge-count-of-household",
        "SELECT (SELECT count(*) FROM case_file WHERE household_id = :id AND archived_at IS NULL),"
        " (SELECT count(*) FROM case_file AS c JOIN visit AS v ON v.case_id = c.id"
        "   WHERE c.household_id = :id AND c.archived_at IS NULL AND v.archived_at IS NULL),"
        " (SELECT count(*) FROM support WHERE household_id = :id AND archived_at IS NULL)" };

static void
clear_side (NxMergeSide *side)
{
  g_clear_object (&side->record);
  g_clear_pointer (&side->memberships, g_ptr_array_unref);
}

void
nx_merge_facts_free (NxMergeFacts *self)
{
  if (self == NULL)
    return;
  clear_side (&self->sides[0]);
  clear_side (&self->sides[1]);
  g_free (self);
}

static gboolean
count (NxDatabase *db, NxRecordKind kind, gint64 id, NxMergeSide *side, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (
      db, kind == NX_RECORD_PERSON ? &count_of_person_statement : &count_of_household_statement,
      error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", id);
  if (!nx_statement_step (row, error))
    return FALSE;
  side->n_cases = (guint)nx_statement_get_int64 (row, 0);
  side->n_visits = (guint)nx_statement_get_int64 (row, 1);
  side->n_supports = (guint)nx_statement_get_int64 (row, 2);
  return TRUE;
}

static gboolean
load_memberships (NxDatabase *db, NxRecordKind kind, gint64 id, NxMergeSide *side, GError **error)
{
  g_autoptr (GPtrArray) all = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP,
                                                      nx_merge_membership_field (kind), id, error);

  if (all == NULL)
    return FALSE;
  side->n_memberships = all->len;
  side->memberships = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    if (!nx_record_is_set (g_ptr_array_index (all, i), NX_MEMBERSHIP_TO_ON))
      g_ptr_array_add (side->memberships, g_object_ref (g_ptr_array_index (all, i)));
  return TRUE;
}

static gboolean
load_side (NxDatabase *db, NxRecordKind kind, gint64 id, NxMergeSide *side, GError **error)
{
  side->record = nx_records_load (db, kind, id, error);
  if (side->record == NULL)
    return FALSE;
  if (nx_record_is_archived (side->record))
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_FOUND);
  return count (db, kind, id, side, error) && load_memberships (db, kind, id, side, error);
}

NxMergeFacts *
nx_merge_facts_load (
    NxDatabase *db, NxRecordKind kind, gint64 first_id, gint64 second_id, GError **error)
{
  g_autoptr (NxMergeFacts) facts = g_new0 (NxMergeFacts, 1);

  if (!load_side (db, kind, first_id, &facts->sides[0], error)
      || !load_side (db, kind, second_id, &facts->sides[1], error))
    return NULL;
  return g_steal_pointer (&facts);
}
