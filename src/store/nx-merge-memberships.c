/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives the memberships of a merged person or household to the record that stays. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-merge-private.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save-rules.h"

#define HEAD "02"

static const NxStatementSpec give_person_statement
    = { "membership-give-person",
        "UPDATE membership SET version = version + 1, person_id = :to WHERE id = :id" };
static const NxStatementSpec give_household_statement
    = { "membership-give-household",
        "UPDATE membership SET version = version + 1, household_id = :to WHERE id = :id" };
static const NxStatementSpec widen_statement
    = { "membership-widen", "UPDATE membership SET version = version + 1, from_on = :from,"
                            " to_on = :to, relation = :relation WHERE id = :id" };
static const NxStatementSpec archive_statement
    = { "membership-archive",
        "UPDATE membership SET version = version + 1, archived_at = :at WHERE id = :id" };

/* An unset begin is "always", an unset end "still". Who left on a day and came back on it never was
 * away. */
static gboolean
begins_by_end (NxRecord *a, NxRecord *b)
{
  NxDate from = nx_record_get_date (a, NX_MEMBERSHIP_FROM_ON);
  NxDate to = nx_record_get_date (b, NX_MEMBERSHIP_TO_ON);

  return !nx_date_is_set (from) || !nx_date_is_set (to) || nx_date_compare (from, to) <= 0;
}

/* The membership of the record that stays with the same person or household at the same time. */
static NxRecord *
find_same (GPtrArray *kept, NxRecord *membership, guint other_field)
{
  for (guint i = 0; i < kept->len; i++)
    {
      NxRecord *one = g_ptr_array_index (kept, i);

      if (nx_record_get_int (one, other_field) == nx_record_get_int (membership, other_field)
          && begins_by_end (one, membership) && begins_by_end (membership, one))
        return one;
    }
  return NULL;
}

static gboolean
is_head_now (NxRecord *membership)
{
  return g_strcmp0 (nx_record_get_text (membership, NX_MEMBERSHIP_RELATION), HEAD) == 0
         && !nx_record_is_set (membership, NX_MEMBERSHIP_TO_ON);
}

/* The text of the day that reaches further; NULL, which reaches furthest, when one has none. */
static const char *
pick_day (NxRecord *a, NxRecord *b, guint field, gboolean earlier)
{
  gboolean a_is_earlier
      = nx_date_compare (nx_record_get_date (a, field), nx_record_get_date (b, field)) < 0;

  if (!nx_record_is_set (a, field) || !nx_record_is_set (b, field))
    return NULL;
  return nx_record_get_text (a_is_earlier == earlier ? a : b, field);
}

/* Of the membership that reaches further; of two that still hold, that of a head. */
static const char *
pick_relation (NxRecord *a, NxRecord *b)
{
  const char *last = pick_day (a, b, NX_MEMBERSHIP_TO_ON, FALSE);
  NxRecord *further = a;

  if (last == NULL ? nx_record_is_set (a, NX_MEMBERSHIP_TO_ON) || is_head_now (b)
                   : last == nx_record_get_text (b, NX_MEMBERSHIP_TO_ON))
    further = b;
  return nx_record_get_text (further, NX_MEMBERSHIP_RELATION);
}

static gboolean
widen (NxDatabase *db, NxRecord *kept, NxRecord *other, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &widen_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", nx_record_get_id (kept));
  nx_statement_bind_text (row, "from", pick_day (kept, other, NX_MEMBERSHIP_FROM_ON, TRUE));
  nx_statement_bind_text (row, "to", pick_day (kept, other, NX_MEMBERSHIP_TO_ON, FALSE));
  nx_statement_bind_text (row, "relation", pick_relation (kept, other));
  return nx_statement_run (row, error);
}

static gboolean
archive (NxDatabase *db, NxRecord *membership, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &archive_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "at", nx_database_now (db));
  nx_statement_bind_int64 (row, "id", nx_record_get_id (membership));
  return nx_statement_run (row, error);
}

static gboolean
give (NxDatabase *db, NxRecord *membership, guint field, gint64 kept_id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (
      db, field == NX_MEMBERSHIP_PERSON ? &give_person_statement : &give_household_statement,
      error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "to", kept_id);
  nx_statement_bind_int64 (row, "id", nx_record_get_id (membership));
  return nx_statement_run (row, error);
}

/* Both ends are shown anew, and the household stands where its head's name stands. */
static gboolean
settle (NxDatabase *db, NxRecord *membership, GError **error)
{
  nx_database_note_change (db, NX_RECORD_MEMBERSHIP, nx_record_get_id (membership),
                           NX_CHANGE_CHANGED);
  nx_database_note_change (db, NX_RECORD_PERSON,
                           nx_record_get_int (membership, NX_MEMBERSHIP_PERSON), NX_CHANGE_CHANGED);
  return nx_save_rules_order_household (db, nx_record_get_int (membership, NX_MEMBERSHIP_HOUSEHOLD),
                                        error);
}

static gboolean
move_one (NxDatabase *db,
          NxRecord *membership,
          GPtrArray *kept,
          guint field,
          gint64 kept_id,
          GError **error)
{
  guint other_field
      = field == NX_MEMBERSHIP_PERSON ? NX_MEMBERSHIP_HOUSEHOLD : NX_MEMBERSHIP_PERSON;
  NxRecord *same = find_same (kept, membership, other_field);

  if (same == NULL ? !give (db, membership, field, kept_id, error)
                   : !archive (db, membership, error) || !widen (db, same, membership, error))
    return FALSE;
  return settle (db, membership, error);
}

gboolean
nx_merge_memberships (NxDatabase *db, NxRecord *merged, gint64 kept_id, GError **error)
{
  NxRecordKind kind = nx_record_get_kind (merged);
  guint field = nx_merge_membership_field (kind);
  g_autoptr (GPtrArray) theirs
      = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, field, nx_record_get_id (merged), error);

  if (theirs == NULL)
    return FALSE;
  for (guint i = 0; i < theirs->len; i++)
    {
      /* Read anew each time: one that was widened may meet the next. */
      g_autoptr (GPtrArray) kept
          = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, field, kept_id, error);

      if (kept == NULL
          || !move_one (db, g_ptr_array_index (theirs, i), kept, field, kept_id, error))
        return FALSE;
    }
  return kind != NX_RECORD_HOUSEHOLD || nx_save_rules_order_household (db, kept_id, error);
}
