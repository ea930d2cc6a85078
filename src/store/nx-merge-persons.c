/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes one person of two records of the same human being. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-merge-persons.h"

#include "nx-merge-private.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

static const NxStatementSpec tell_apart_statement
    = { "merge-tell-apart",
        "INSERT OR IGNORE INTO person_apart (person_id, other_id, worker_id, told_at)"
        " SELECT min (:kept, x.whom), max (:kept, x.whom), x.worker_id, x.told_at FROM"
        "  (SELECT other_id AS whom, worker_id, told_at FROM person_apart"
        "    WHERE person_id = :merged"
        "   UNION ALL SELECT person_id, worker_id, told_at FROM person_apart"
        "    WHERE other_id = :merged) AS x"
        " WHERE x.whom <> :kept" };

NxPersonMerge *
nx_person_merge_new (NxRecord *kept, NxRecord *merged)
{
  NxPersonMerge *self = g_new0 (NxPersonMerge, 1);

  self->kept = nx_edit_new (NX_RECORD_PERSON, kept);
  self->merged = g_object_ref (merged);
  return self;
}

NxPersonMerge *
nx_person_merge_copy (const NxPersonMerge *self)
{
  NxPersonMerge *copy = g_memdup2 (self, sizeof *self);

  copy->kept = nx_edit_copy (self->kept);
  copy->merged = g_object_ref (self->merged);
  return copy;
}

void
nx_person_merge_free (NxPersonMerge *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->kept);
  g_clear_object (&self->merged);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* Who was told apart from the one is told apart from the other. */
static gboolean
tell_apart (NxDatabase *db, gint64 kept_id, NxRecord *merged, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &tell_apart_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "kept", kept_id);
  nx_statement_bind_int64 (row, "merged", nx_record_get_id (merged));
  return nx_statement_run (row, error);
}

/* Where the person lives now */

static NxRecord *
find_present (GPtrArray *memberships, gint64 household_id)
{
  for (guint i = 0; i < memberships->len; i++)
    {
      NxRecord *one = g_ptr_array_index (memberships, i);

      if (nx_record_get_int (one, NX_MEMBERSHIP_HOUSEHOLD) == household_id
          && !nx_record_is_set (one, NX_MEMBERSHIP_TO_ON))
        return one;
    }
  return NULL;
}

/* The other membership ends when the one that holds began; when that is no day after it had begun
 * itself, today. */
static gboolean
end_membership (NxDatabase *db, NxRecord *membership, NxRecord *chosen, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, membership);
  NxDate from = nx_record_get_date (membership, NX_MEMBERSHIP_FROM_ON);
  NxDate day = nx_record_get_date (chosen, NX_MEMBERSHIP_FROM_ON);

  if (!nx_date_is_full (day) || (nx_date_is_set (from) && nx_date_compare (day, from) <= 0))
    day = nx_database_today (db);
  nx_edit_set_date (edit, NX_MEMBERSHIP_TO_ON, day);
  return nx_records_save_untold (db, edit, error) != 0;
}

static gboolean
settle_home (NxDatabase *db, gint64 person_id, gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) memberships = NULL;
  NxRecord *chosen = NULL;

  if (household_id == 0)
    return TRUE;
  memberships
      = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_PERSON, person_id, error);
  if (memberships == NULL)
    return FALSE;
  chosen = find_present (memberships, household_id);
  if (chosen == NULL)
    return refuse (error, _ ("The person does not live in the chosen household any more. Nothing "
                             "was merged. Choose again."));
  for (guint i = 0; i < memberships->len; i++)
    {
      NxRecord *one = g_ptr_array_index (memberships, i);

      if (one != chosen && !nx_record_is_set (one, NX_MEMBERSHIP_TO_ON)
          && !end_membership (db, one, chosen, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge (NxDatabase *db, NxEdit *kept, const NxPersonMerge *merge, GError **error)
{
  gint64 id = nx_edit_get_id (kept);
  NxRecord *merged = merge->merged;

  return nx_merge_records (db, kept, merged, error) && nx_merge_memberships (db, merged, id, error)
         && nx_merge_supports (db, merged, id, error)
         && nx_merge_references (db, NX_RECORD_CASE, "person_id", merged, id, error)
         && tell_apart (db, id, merged, error) && settle_home (db, id, merge->household_id, error)
         && nx_merge_tell (db, kept, merged, error);
}

gint64
nx_person_merge_run (NxDatabase *db, const NxPersonMerge *self, GError **error)
{
  NxOperationNote note
      = { NX_OPERATION_MERGE_PERSONS, NX_RECORD_PERSON, nx_edit_get_id (self->kept), 2 };
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
