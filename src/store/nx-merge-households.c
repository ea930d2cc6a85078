/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes one household of two records of the same one. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-merge-households.h"

#include "nx-merge-private.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save-rules.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

/* GB/T 4761-2008 */
#define HEAD "02"
#define OTHER_RELATIVE "97"

static const NxStatementSpec relate_statement
    = { "membership-relate",
        "UPDATE membership SET version = version + 1, relation = :relation"
        " WHERE id = :id AND household_id = :household AND to_on IS NULL AND archived_at IS NULL" };

NxHouseholdMerge *
nx_household_merge_new (NxRecord *kept, NxRecord *merged)
{
  NxHouseholdMerge *self = g_new0 (NxHouseholdMerge, 1);

  self->kept = nx_edit_new (NX_RECORD_HOUSEHOLD, kept);
  self->merged = g_object_ref (merged);
  self->relations = g_array_new (FALSE, FALSE, sizeof (NxMemberRelation));
  return self;
}

NxHouseholdMerge *
nx_household_merge_copy (const NxHouseholdMerge *self)
{
  NxHouseholdMerge *copy = g_memdup2 (self, sizeof *self);

  copy->kept = nx_edit_copy (self->kept);
  copy->merged = g_object_ref (self->merged);
  copy->relations = g_array_copy (self->relations);
  return copy;
}

void
nx_household_merge_free (NxHouseholdMerge *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->kept);
  g_clear_object (&self->merged);
  g_clear_pointer (&self->relations, g_array_unref);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* Who is whose */

static gboolean
relate (
    NxDatabase *db, gint64 household_id, gint64 membership_id, const char *relation, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &relate_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", membership_id);
  nx_statement_bind_int64 (row, "household", household_id);
  nx_statement_bind_text (row, "relation", relation);
  return nx_statement_run (row, error);
}

static gboolean
is_head_now (NxRecord *membership)
{
  return g_strcmp0 (nx_record_get_text (membership, NX_MEMBERSHIP_RELATION), HEAD) == 0
         && !nx_record_is_set (membership, NX_MEMBERSHIP_TO_ON);
}

static gboolean
was_chosen (const GArray *relations, gint64 membership_id)
{
  for (guint i = 0; i < relations->len; i++)
    if (g_array_index (relations, NxMemberRelation, i).membership_id == membership_id)
      return TRUE;
  return FALSE;
}

/* A head that nobody spoke of gives way: to one that was chosen, or to the head of the household
 * that stays. */
static gboolean
settle_heads (NxDatabase *db,
              gint64 household_id,
              const GArray *relations,
              const GHashTable *of_kept,
              GError **error)
{
  g_autoptr (GPtrArray) members = nx_records_load_by_int (
      db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD, household_id, error);
  NxRecord *head = NULL;
  guint n_chosen = 0;

  if (members == NULL)
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    {
      NxRecord *one = g_ptr_array_index (members, i);
      gint64 id = nx_record_get_id (one);
      gboolean is_chosen = was_chosen (relations, id);

      if (!is_head_now (one))
        continue;
      n_chosen += is_chosen ? 1 : 0;
      if (head == NULL || is_chosen
          || (!was_chosen (relations, nx_record_get_id (head))
              && g_hash_table_contains ((GHashTable *)of_kept, &id)))
        head = one;
    }
  if (n_chosen > 1)
    return refuse (error, _ ("Two members are called head of the household. Nothing was merged. "
                             "Choose one head."));
  for (guint i = 0; i < members->len; i++)
    {
      NxRecord *one = g_ptr_array_index (members, i);

      if (is_head_now (one) && one != head
          && !relate (db, household_id, nx_record_get_id (one), OTHER_RELATIVE, error))
        return FALSE;
    }
  return nx_save_rules_order_household (db, household_id, error);
}

static gboolean
relate_members (NxDatabase *db, const NxHouseholdMerge *self, gint64 kept_id, GError **error)
{
  for (guint i = 0; i < self->relations->len; i++)
    {
      const NxMemberRelation *one = &g_array_index (self->relations, NxMemberRelation, i);

      if (!relate (db, kept_id, one->membership_id, one->relation, error))
        return FALSE;
    }
  return TRUE;
}

/* The ids of the memberships of the record that stays, before it gets those of the other. */
static GHashTable *
load_own (NxDatabase *db, gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) members = nx_records_load_by_int (
      db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD, household_id, error);
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (members == NULL)
    return NULL;
  for (guint i = 0; i < members->len; i++)
    {
      gint64 id = nx_record_get_id (g_ptr_array_index (members, i));

      g_hash_table_add (own, g_memdup2 (&id, sizeof id));
    }
  return g_steal_pointer (&own);
}

static gboolean
merge (NxDatabase *db, NxEdit *kept, const NxHouseholdMerge *self, GError **error)
{
  gint64 id = nx_edit_get_id (kept);
  NxRecord *merged = self->merged;
  g_autoptr (GHashTable) own = load_own (db, id, error);

  return own != NULL && nx_merge_records (db, kept, merged, error)
         && nx_merge_memberships (db, merged, id, error)
         && nx_merge_supports (db, merged, id, error)
         && nx_merge_references (db, NX_RECORD_CASE, "household_id", merged, id, error)
         && relate_members (db, self, id, error)
         && settle_heads (db, id, self->relations, own, error)
         && nx_merge_tell (db, kept, merged, error);
}

gint64
nx_household_merge_run (NxDatabase *db, const NxHouseholdMerge *self, GError **error)
{
  NxOperationNote note
      = { NX_OPERATION_MERGE_HOUSEHOLDS, NX_RECORD_HOUSEHOLD, nx_edit_get_id (self->kept), 2 };
  g_autoptr (NxEdit) kept = nx_edit_copy (self->kept);

  if (note.record_id == nx_record_get_id (self->merged))
    {
      refuse (error, _ ("This is one and the same record. Nothing was merged."));
      return 0;
    }
  if (!nx_operation_begin (db, error) || !merge (db, kept, self, error))
    return 0;
  return nx_operation_end (db, &note, error);
}
