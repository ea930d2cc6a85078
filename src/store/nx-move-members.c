/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Moves members of a household on one day, into a new household or into one that is there. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-move-members.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

NxMembersMove *
nx_members_move_new (gint64 from_id, NxDate day)
{
  NxMembersMove *self = g_new0 (NxMembersMove, 1);

  self->from_id = from_id;
  self->day = day;
  self->moved = g_array_new (FALSE, FALSE, sizeof (NxMemberRelation));
  self->stayed = g_array_new (FALSE, FALSE, sizeof (NxMemberRelation));
  return self;
}

NxMembersMove *
nx_members_move_copy (const NxMembersMove *self)
{
  NxMembersMove *copy = g_memdup2 (self, sizeof *self);

  if (self->new_household != NULL)
    copy->new_household = nx_edit_copy (self->new_household);
  copy->reason = g_strdup (self->reason);
  copy->moved = g_array_copy (self->moved);
  copy->stayed = g_array_copy (self->stayed);
  return copy;
}

void
nx_members_move_free (NxMembersMove *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->new_household);
  g_free (self->reason);
  g_array_unref (self->moved);
  g_array_unref (self->stayed);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

static gboolean
check_move (NxDatabase *db, const NxMembersMove *move, GError **error)
{
  if (move->moved->len == 0)
    return refuse (error, _ ("Nobody is chosen. Nothing was saved. Choose who moves."));
  if (!nx_date_is_full (move->day) || nx_date_compare (move->day, nx_database_today (db)) > 0)
    return refuse (error, _ ("The day of the move is missing, or is yet to come. Nothing was "
                             "saved. Choose today or a day before."));
  if (move->to_id == 0 && move->new_household == NULL)
    return refuse (error, _ ("No household is chosen to move to. Nothing was saved."));
  if (move->to_id == move->from_id)
    return refuse (error, _ ("This is the household they live in already. Nothing was saved. "
                             "Choose another one."));
  return TRUE;
}

/* A present membership of the household they move from; NULL with @error. */
static NxRecord *
load_member (NxDatabase *db, const NxMembersMove *move, gint64 id, GError **error)
{
  g_autoptr (NxRecord) membership = nx_records_load (db, NX_RECORD_MEMBERSHIP, id, error);

  if (membership == NULL)
    return NULL;
  if (nx_record_get_int (membership, NX_MEMBERSHIP_HOUSEHOLD) != move->from_id
      || nx_record_is_set (membership, NX_MEMBERSHIP_TO_ON) || nx_record_is_archived (membership))
    {
      nx_store_error_set (error, NX_STORE_ERROR_STALE);
      return NULL;
    }
  return g_steal_pointer (&membership);
}

/* Out of the one */

static gboolean
move_out (NxDatabase *db, const NxMembersMove *move, NxRecord *membership, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, membership);
  NxDate from = nx_record_get_date (membership, NX_MEMBERSHIP_FROM_ON);

  if (nx_date_is_set (from) && nx_date_compare (move->day, from) <= 0)
    return refuse (error, _ ("One of those who move came to this household only on that day or "
                             "later. Nothing was saved. Choose a later day."));
  nx_edit_set_date (edit, NX_MEMBERSHIP_TO_ON, move->day);
  nx_edit_set_text (edit, NX_MEMBERSHIP_LEAVE_REASON, move->reason);
  return nx_records_save (db, edit, error) != 0;
}

/* A head that was among those who moved is not one any more, so the order does not matter. */
static gboolean
relate_stayed (NxDatabase *db, const NxMembersMove *move, gboolean to_head, GError **error)
{
  for (guint i = 0; i < move->stayed->len; i++)
    {
      const NxMemberRelation *one = &g_array_index (move->stayed, NxMemberRelation, i);
      g_autoptr (NxRecord) membership = NULL;
      g_autoptr (NxEdit) edit = NULL;

      if (g_str_equal (one->relation, "02") != to_head)
        continue;
      membership = load_member (db, move, one->membership_id, error);
      if (membership == NULL)
        return FALSE;
      edit = nx_edit_new (NX_RECORD_MEMBERSHIP, membership);
      nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, one->relation);
      if (nx_records_save (db, edit, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/* Into the other */

static gboolean
lives_there (NxDatabase *db, gint64 household_id, gint64 person_id, gboolean *lives, GError **error)
{
  g_autoptr (GPtrArray) members = nx_records_load_by_int (
      db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD, household_id, error);

  *lives = FALSE;
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      NxRecord *one = g_ptr_array_index (members, i);

      *lives = *lives
               || (nx_record_get_int (one, NX_MEMBERSHIP_PERSON) == person_id
                   && !nx_record_is_set (one, NX_MEMBERSHIP_TO_ON));
    }
  return members != NULL;
}

static gboolean
move_in (NxDatabase *db,
         const NxMembersMove *move,
         gint64 to_id,
         gint64 person_id,
         const char *relation,
         GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  gboolean lives = FALSE;

  if (!lives_there (db, to_id, person_id, &lives, error))
    return FALSE;
  if (lives)
    return refuse (error, _ ("One of those who move is a member of the other household already. "
                             "Nothing was saved. End one of the two memberships first."));
  nx_edit_set_int (edit, NX_MEMBERSHIP_HOUSEHOLD, to_id);
  nx_edit_set_int (edit, NX_MEMBERSHIP_PERSON, person_id);
  nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, relation);
  nx_edit_set_date (edit, NX_MEMBERSHIP_FROM_ON, move->day);
  return nx_records_save (db, edit, error) != 0;
}

static gboolean
move_members (NxDatabase *db, const NxMembersMove *move, gint64 to_id, GError **error)
{
  for (guint i = 0; i < move->moved->len; i++)
    {
      const NxMemberRelation *one = &g_array_index (move->moved, NxMemberRelation, i);
      g_autoptr (NxRecord) membership = load_member (db, move, one->membership_id, error);

      if (membership == NULL || !move_out (db, move, membership, error)
          || !move_in (db, move, to_id, nx_record_get_int (membership, NX_MEMBERSHIP_PERSON),
                       one->relation, error))
        return FALSE;
    }
  return relate_stayed (db, move, FALSE, error) && relate_stayed (db, move, TRUE, error);
}

/* What belongs to the household */

static gboolean
take_along (NxDatabase *db,
            NxRecordKind kind,
            guint field,
            const NxMembersMove *move,
            gint64 to_id,
            GError **error)
{
  g_autoptr (GPtrArray) records = nx_records_load_by_int (db, kind, field, move->from_id, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      NxRecord *one = g_ptr_array_index (records, i);
      g_autoptr (NxEdit) edit = nx_edit_new (kind, one);
      gboolean goes
          = kind == NX_RECORD_CASE ? nx_case_is_open (one) : nx_support_holds_on (one, move->day);

      nx_edit_set_int (edit, field, to_id);
      if (goes && nx_records_save (db, edit, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_members (NxDatabase *db, gint64 household_id, gboolean *has, GError **error)
{
  g_autoptr (GPtrArray) members = nx_records_load_by_int (
      db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD, household_id, error);

  *has = FALSE;
  for (guint i = 0; members != NULL && i < members->len; i++)
    *has = *has || !nx_record_is_set (g_ptr_array_index (members, i), NX_MEMBERSHIP_TO_ON);
  return members != NULL;
}

static gboolean
leave_empty (NxDatabase *db, gint64 household_id, GError **error)
{
  g_autoptr (NxRecord) household = nx_records_load (db, NX_RECORD_HOUSEHOLD, household_id, error);
  g_autoptr (NxEdit) edit = NULL;

  if (household == NULL)
    return FALSE;
  if (g_strcmp0 (nx_record_get_text (household, NX_HOUSEHOLD_STATUS), "occupied") != 0)
    return TRUE;
  edit = nx_edit_new (NX_RECORD_HOUSEHOLD, household);
  nx_edit_set_text (edit, NX_HOUSEHOLD_STATUS, "empty");
  return nx_records_save (db, edit, error) != 0;
}

static gboolean
settle_left (NxDatabase *db, const NxMembersMove *move, gint64 to_id, GError **error)
{
  gboolean has = FALSE;

  if (!has_members (db, move->from_id, &has, error))
    return FALSE;
  if (move->has_household_along && has)
    return refuse (error, _ ("Some members stay, so the cases and classes of the household stay, "
                             "too. Nothing was saved."));
  if (move->has_household_along
      && (!take_along (db, NX_RECORD_CASE, NX_CASE_CLIENT_HOUSEHOLD, move, to_id, error)
          || !take_along (db, NX_RECORD_SUPPORT, NX_SUPPORT_HOUSEHOLD, move, to_id, error)))
    return FALSE;
  return has || leave_empty (db, move->from_id, error);
}

static gint64
settle_target (NxDatabase *db, const NxMembersMove *move, GError **error)
{
  g_autoptr (NxEdit) edit = NULL;
  g_autoptr (NxRecord) household = NULL;

  if (move->to_id == 0)
    {
      edit = nx_edit_copy (move->new_household);
      return nx_records_save (db, edit, error);
    }
  household = nx_records_load (db, NX_RECORD_HOUSEHOLD, move->to_id, error);
  if (household != NULL && nx_record_is_archived (household))
    nx_store_error_set (error, NX_STORE_ERROR_STALE);
  return household != NULL && !nx_record_is_archived (household) ? move->to_id : 0;
}

gint64
nx_members_move_run (NxDatabase *db, const NxMembersMove *move, gint64 *to_id, GError **error)
{
  NxOperationNote note = { NX_OPERATION_MOVE_MEMBERS, NX_RECORD_HOUSEHOLD, 0, move->moved->len };

  if (!check_move (db, move, error) || !nx_operation_begin (db, error))
    return 0;
  note.record_id = settle_target (db, move, error);
  if (note.record_id == 0 || !move_members (db, move, note.record_id, error)
      || !settle_left (db, move, note.record_id, error))
    return 0;
  if (to_id != NULL)
    *to_id = note.record_id;
  return nx_operation_end (db, &note, error);
}
