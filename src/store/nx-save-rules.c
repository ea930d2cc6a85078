/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What each kind of record fills in, refuses and updates around itself when it is saved. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-save-rules.h"

#include "nx-attachment-rules.h"
#include "nx-case-dates.h"
#include "nx-numbers.h"
#include "nx-order-later.h"
#include "nx-pinyin.h"
#include "nx-record-kinds.h"
#include "nx-store-error.h"
#include "nx-stroke-key.h"

#include <glib/gi18n-lib.h>

static const NxStatementSpec same_id_number_statement
    = { "person-same-id-number",
        "SELECT id FROM person WHERE id_number = :number AND id <> :id AND archived_at IS NULL" };

static const NxStatementSpec same_household_number_statement
    = { "household-same-number", "SELECT id FROM household WHERE number = :number AND id <> :id" };

static const NxStatementSpec same_case_number_statement
    = { "case-same-number", "SELECT id FROM case_file WHERE number = :number AND id <> :id" };

static const NxStatementSpec other_head_statement
    = { "membership-other-head",
        "SELECT id FROM membership WHERE household_id = :household AND relation = '02'"
        " AND to_on IS NULL AND archived_at IS NULL AND id <> :id" };

static const NxStatementSpec area_code_statement
    = { "area-code", "SELECT code FROM area WHERE id = :id" };

/* A household sorts by its head's name; one without members stands at the end. */
static const NxStatementSpec household_name_key_statement
    = { "household-name-key",
        "UPDATE household SET (name_key, stroke_key) ="
        " (SELECT coalesce(p.name_key, '~'), coalesce(p.stroke_key, '~')"
        "  FROM (SELECT 1) AS one LEFT JOIN person AS p ON p.id ="
        "   (SELECT m.person_id FROM membership AS m WHERE m.household_id = household.id"
        "     AND m.to_on IS NULL AND m.archived_at IS NULL"
        "    ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1))"
        " WHERE id = :id" };

static const NxStatementSpec households_of_person_statement
    = { "households-of-person",
        "SELECT household_id FROM membership WHERE person_id = :person AND to_on IS NULL" };

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* Fails with @sentence when another row than the edited one answers the statement. */
static gboolean
refuse_double (NxDatabase *db,
               const NxStatementSpec *spec,
               NxEdit *edit,
               guint field,
               const char *sentence,
               GError **error)
{
  g_autoptr (NxStatement) row = NULL;
  g_autoptr (GError) failure = NULL;

  if (!nx_edit_is_set (edit, field) || !nx_edit_is_changed (edit, field))
    return TRUE;
  row = nx_database_statement (db, spec, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "number", nx_edit_get_text (edit, field));
  nx_statement_bind_int64 (row, "id", nx_edit_get_id (edit));
  if (nx_statement_step (row, &failure))
    return refuse (error, sentence);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Before saving */

static gboolean
prepare_area (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autofree char *key = nx_sort_key_natural (nx_edit_get_text (edit, NX_AREA_NAME));

  nx_edit_set_text (edit, NX_AREA_NAME_KEY, key);
  return TRUE;
}

static gboolean
prepare_person (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autofree char *key = nx_pinyin_sort_key (nx_edit_get_text (edit, NX_PERSON_NAME),
                                             nx_edit_get_text (edit, NX_PERSON_PINYIN));
  g_autofree char *stroke_key = nx_stroke_key (nx_edit_get_text (edit, NX_PERSON_NAME));

  nx_edit_set_text (edit, NX_PERSON_NAME_KEY, key);
  nx_edit_set_text (edit, NX_PERSON_STROKE_KEY, stroke_key);
  return refuse_double (db, &same_id_number_statement, edit, NX_PERSON_ID_NUMBER,
                        _ ("Another person already has this identity number. Nothing was saved. "
                           "Open that person, or compare the number with the card."),
                        error);
}

static char *
dup_address_key (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &area_code_statement, error);
  g_autofree char *address = nx_household_join_address (
      nx_edit_get_text (edit, NX_HOUSEHOLD_ADDRESS), nx_edit_get_text (edit, NX_HOUSEHOLD_BUILDING),
      nx_edit_get_text (edit, NX_HOUSEHOLD_UNIT), nx_edit_get_text (edit, NX_HOUSEHOLD_ROOM));
  g_autofree char *natural = nx_sort_key_natural (address);
  const char *code = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "id", nx_edit_get_int (edit, NX_HOUSEHOLD_AREA));
  if (nx_statement_step (row, NULL))
    code = nx_statement_get_text (row, 0);
  return g_strconcat (code != NULL ? code : "~", " ", natural, NULL);
}

static gboolean
prepare_household (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autofree char *address_key = dup_address_key (db, edit, error);

  if (address_key == NULL)
    return FALSE;
  nx_edit_set_text (edit, NX_HOUSEHOLD_ADDRESS_KEY, address_key);
  if (nx_edit_get_base (edit) == NULL)
    nx_edit_set_text (edit, NX_HOUSEHOLD_NAME_KEY, "~");
  if (!nx_edit_is_set (edit, NX_HOUSEHOLD_STATUS))
    nx_edit_set_text (edit, NX_HOUSEHOLD_STATUS, "occupied");
  if (!nx_edit_is_set (edit, NX_HOUSEHOLD_NUMBER) && !nx_numbers_fill_household (db, edit, error))
    return FALSE;
  return refuse_double (db, &same_household_number_statement, edit, NX_HOUSEHOLD_NUMBER,
                        _ ("Another household already has this number. Nothing was saved."), error);
}

static gboolean
prepare_membership (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autoptr (NxStatement) row = NULL;
  g_autoptr (GError) failure = NULL;

  if (g_strcmp0 (nx_edit_get_text (edit, NX_MEMBERSHIP_RELATION), "02") != 0
      || nx_edit_is_set (edit, NX_MEMBERSHIP_TO_ON))
    return TRUE;
  row = nx_database_statement (db, &other_head_statement, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "household", nx_edit_get_int (edit, NX_MEMBERSHIP_HOUSEHOLD));
  nx_statement_bind_int64 (row, "id", nx_edit_get_id (edit));
  if (nx_statement_step (row, &failure))
    return refuse (error, _ ("This household already has a head. Nothing was saved. Give the "
                             "present head another relation first."));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
prepare_case (NxDatabase *db, NxEdit *edit, GError **error)
{
  NxDate today = nx_database_today (db);

  if (nx_edit_get_base (edit) == NULL && !nx_edit_is_set (edit, NX_CASE_OPENED_ON))
    nx_edit_set_date (edit, NX_CASE_OPENED_ON, today);
  if (nx_edit_get_base (edit) == NULL && !nx_edit_is_set (edit, NX_CASE_WORKER))
    nx_edit_set_int (edit, NX_CASE_WORKER, nx_database_actor (db));
  if (nx_edit_is_changed (edit, NX_CASE_STAGE)
      && !nx_edit_is_changed (edit, NX_CASE_STAGE_SINCE_ON))
    nx_edit_set_date (edit, NX_CASE_STAGE_SINCE_ON,
                      nx_edit_get_base (edit) == NULL ? nx_edit_get_date (edit, NX_CASE_OPENED_ON)
                                                      : today);
  if (!nx_edit_is_set (edit, NX_CASE_NUMBER) && !nx_numbers_fill_case (db, edit, error))
    return FALSE;
  nx_case_dates_propose (edit, today);
  return refuse_double (db, &same_case_number_statement, edit, NX_CASE_NUMBER,
                        _ ("Another case already has this number. Nothing was saved."), error);
}

static gboolean
prepare_visit (NxDatabase *db, NxEdit *edit, GError **error)
{
  const char *state = nx_edit_get_text (edit, NX_VISIT_STATE);

  if (!nx_edit_is_set (edit, NX_VISIT_WORKER))
    nx_edit_set_int (edit, NX_VISIT_WORKER, nx_database_actor (db));
  if (g_strcmp0 (state, "planned") == 0)
    return TRUE;
  if (!nx_edit_is_set (edit, NX_VISIT_WRITTEN_ON))
    nx_edit_set_date (edit, NX_VISIT_WRITTEN_ON, nx_database_today (db));
  if (g_strcmp0 (state, "done") == 0 && !nx_edit_is_set (edit, NX_VISIT_SESSION))
    return nx_numbers_fill_session (db, edit, error);
  return TRUE;
}

static gboolean
prepare_comment (NxDatabase *db, NxEdit *edit, GError **error)
{
  if (!nx_edit_is_set (edit, NX_COMMENT_AUTHOR))
    nx_edit_set_int (edit, NX_COMMENT_AUTHOR, nx_database_actor (db));
  if (!nx_edit_is_set (edit, NX_COMMENT_AT))
    nx_edit_set_int (edit, NX_COMMENT_AT, nx_database_now (db));
  if (!nx_edit_is_set (edit, NX_COMMENT_ON))
    nx_edit_set_date (edit, NX_COMMENT_ON, nx_database_today (db));
  return TRUE;
}

gboolean
nx_save_rules_prepare (NxDatabase *db, NxEdit *edit, GError **error)
{
  switch (nx_edit_get_kind (edit))
    {
    case NX_RECORD_AREA:
      return prepare_area (db, edit, error);
    case NX_RECORD_PERSON:
      return prepare_person (db, edit, error);
    case NX_RECORD_HOUSEHOLD:
      return prepare_household (db, edit, error);
    case NX_RECORD_MEMBERSHIP:
      return prepare_membership (db, edit, error);
    case NX_RECORD_CASE:
      return prepare_case (db, edit, error);
    case NX_RECORD_VISIT:
      return prepare_visit (db, edit, error);
    case NX_RECORD_COMMENT:
      return prepare_comment (db, edit, error);
    case NX_RECORD_ATTACHMENT:
      return nx_attachment_rules_prepare (db, edit, error);
    case NX_RECORD_WORKER:
    case NX_RECORD_SUPPORT:
      return TRUE;
    case NX_RECORD_EVENT: /* the journal is written by nx_journal_add() alone */
    case NX_RECORD_NONE:
    case NX_N_RECORD_KINDS:
      break;
    }
  g_return_val_if_reached (FALSE);
}

/* After saving */

gboolean
nx_save_rules_order_household (NxDatabase *db, gint64 household_id, GError **error)
{
  g_autoptr (NxStatement) row = NULL;

  if (nx_order_later_put_off (db, household_id))
    return TRUE;
  row = nx_database_statement (db, &household_name_key_statement, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", household_id);
  nx_database_note_change (db, NX_RECORD_HOUSEHOLD, household_id, NX_CHANGE_CHANGED);
  return nx_statement_run (row, error);
}

static gboolean
settle_person (NxDatabase *db, NxEdit *edit, gint64 id, GError **error)
{
  g_autoptr (NxStatement) row = NULL;
  g_autoptr (GError) failure = NULL;

  /* Nobody lives anywhere before the first membership. */
  if (nx_edit_get_base (edit) == NULL)
    return TRUE;
  row = nx_database_statement (db, &households_of_person_statement, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "person", id);
  while (nx_statement_step (row, &failure))
    if (!nx_save_rules_order_household (db, nx_statement_get_int64 (row, 0), error))
      return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
settle_membership (NxDatabase *db, NxEdit *edit, GError **error)
{
  NxRecord *base = nx_edit_get_base (edit);
  gint64 household_id = nx_edit_get_int (edit, NX_MEMBERSHIP_HOUSEHOLD);

  nx_database_note_change (db, NX_RECORD_PERSON, nx_edit_get_int (edit, NX_MEMBERSHIP_PERSON),
                           NX_CHANGE_CHANGED);
  if (base != NULL && nx_record_get_int (base, NX_MEMBERSHIP_HOUSEHOLD) != household_id
      && !nx_save_rules_order_household (db, nx_record_get_int (base, NX_MEMBERSHIP_HOUSEHOLD),
                                         error))
    return FALSE;
  return nx_save_rules_order_household (db, household_id, error);
}

gboolean
nx_save_rules_settle (NxDatabase *db, NxEdit *edit, gint64 id, GError **error)
{
  switch (nx_edit_get_kind (edit))
    {
    case NX_RECORD_PERSON:
      return settle_person (db, edit, id, error);
    case NX_RECORD_MEMBERSHIP:
      return settle_membership (db, edit, error);
    case NX_RECORD_VISIT:
      return nx_case_dates_settle (db, edit, error);
    case NX_RECORD_COMMENT:
      nx_database_note_change (db, NX_RECORD_CASE, nx_edit_get_int (edit, NX_COMMENT_CASE),
                               NX_CHANGE_CHANGED);
      return TRUE;
    case NX_RECORD_SUPPORT:
      if (nx_edit_get_int (edit, NX_SUPPORT_PERSON) != 0)
        nx_database_note_change (db, NX_RECORD_PERSON, nx_edit_get_int (edit, NX_SUPPORT_PERSON),
                                 NX_CHANGE_CHANGED);
      return TRUE;
    case NX_RECORD_AREA:
    case NX_RECORD_WORKER:
    case NX_RECORD_HOUSEHOLD:
    case NX_RECORD_CASE:
    case NX_RECORD_ATTACHMENT:
    case NX_RECORD_EVENT:
    case NX_RECORD_NONE:
    case NX_N_RECORD_KINDS:
      break;
    }
  return TRUE;
}

/* The journal */

static void
describe_membership (NxEdit *edit, NxJournalEntry *entry)
{
  entry->household_id = nx_edit_get_int (edit, NX_MEMBERSHIP_HOUSEHOLD);
  entry->person_id = nx_edit_get_int (edit, NX_MEMBERSHIP_PERSON);
  if (nx_edit_is_changed (edit, NX_MEMBERSHIP_TO_ON) && nx_edit_is_set (edit, NX_MEMBERSHIP_TO_ON))
    {
      entry->action = "moved_out";
      entry->on_day = nx_edit_get_text (edit, NX_MEMBERSHIP_TO_ON);
    }
  else if (nx_edit_get_base (edit) == NULL)
    {
      entry->action = "moved_in";
      entry->on_day = nx_edit_get_text (edit, NX_MEMBERSHIP_FROM_ON);
    }
}

static void
describe_support (NxEdit *edit, NxJournalEntry *entry)
{
  entry->household_id = nx_edit_get_int (edit, NX_SUPPORT_HOUSEHOLD);
  entry->person_id = nx_edit_get_int (edit, NX_SUPPORT_PERSON);
  if (nx_edit_get_base (edit) == NULL)
    entry->on_day = nx_edit_get_text (edit, NX_SUPPORT_FROM_ON);
  else if (nx_edit_is_changed (edit, NX_SUPPORT_TO_ON) && nx_edit_is_set (edit, NX_SUPPORT_TO_ON))
    {
      entry->action = "ended";
      entry->on_day = nx_edit_get_text (edit, NX_SUPPORT_TO_ON);
    }
}

static void
describe_case (NxEdit *edit, NxJournalEntry *entry)
{
  entry->case_id = entry->id;
  if (nx_edit_get_base (edit) == NULL)
    entry->on_day = nx_edit_get_text (edit, NX_CASE_OPENED_ON);
  else if (nx_edit_is_changed (edit, NX_CASE_STAGE) || nx_edit_is_changed (edit, NX_CASE_RISK))
    {
      entry->action = "stage";
      entry->on_day = nx_edit_get_text (edit, NX_CASE_STAGE_SINCE_ON);
    }
}

void
nx_save_rules_describe (NxEdit *edit, NxJournalEntry *entry)
{
  entry->action = nx_edit_get_base (edit) == NULL ? "added" : "changed";
  switch (nx_edit_get_kind (edit))
    {
    case NX_RECORD_HOUSEHOLD:
      entry->household_id = entry->id;
      break;
    case NX_RECORD_PERSON:
      entry->person_id = entry->id;
      break;
    case NX_RECORD_MEMBERSHIP:
      describe_membership (edit, entry);
      break;
    case NX_RECORD_SUPPORT:
      describe_support (edit, entry);
      break;
    case NX_RECORD_CASE:
      describe_case (edit, entry);
      break;
    case NX_RECORD_VISIT:
      entry->case_id = nx_edit_get_int (edit, NX_VISIT_CASE);
      if (nx_edit_get_base (edit) == NULL)
        entry->on_day = nx_edit_get_text (edit, NX_VISIT_ON);
      break;
    case NX_RECORD_COMMENT:
      entry->case_id = nx_edit_get_int (edit, NX_COMMENT_CASE);
      break;
    case NX_RECORD_ATTACHMENT:
      nx_attachment_rules_describe (edit, entry);
      break;
    case NX_RECORD_AREA:
    case NX_RECORD_WORKER:
    case NX_RECORD_EVENT:
    case NX_RECORD_NONE:
    case NX_N_RECORD_KINDS:
      break;
    }
}
