/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps a case's next and last dates true: proposes the next visit by rule, follows every visit. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-case-dates.h"

#include "nx-record-kinds.h"
#include "nx-store-error.h"
#include "nx-visit-rule.h"

static const NxStatementSpec newest_contact_statement
    = { "case-newest-contact",
        "SELECT state, visited_on, next_on, next_reason, new_risks FROM visit"
        " WHERE case_id = :case AND state <> 'planned' AND archived_at IS NULL"
        " ORDER BY visited_on DESC, id DESC LIMIT 1" };

static const NxStatementSpec last_met_statement
    = { "case-last-met", "SELECT max(visited_on) FROM visit"
                         " WHERE case_id = :case AND state = 'done' AND archived_at IS NULL" };

static const NxStatementSpec state_statement
    = { "case-state", "SELECT risk, stage FROM case_file WHERE id = :case" };

static const NxStatementSpec set_dates_statement
    = { "case-set-dates",
        "UPDATE case_file SET last_contact_on = :last, next_on = :next, next_reason = :reason,"
        " next_rule = :rule WHERE id = :case" };

static const NxStatementSpec put_back_statement
    = { "case-put-back-dates", "UPDATE case_file SET next_on = :next, next_reason = :reason,"
                               " next_rule = :rule WHERE id = :case" };

void
nx_case_dates_propose (NxEdit *edit, NxDate today)
{
  const char *risk = nx_edit_get_text (edit, NX_CASE_RISK);
  NxDate last = nx_edit_get_date (edit, NX_CASE_LAST_CONTACT_ON);

  if (!nx_case_stage_is_open (nx_edit_get_text (edit, NX_CASE_STAGE)))
    {
      nx_edit_clear (edit, NX_CASE_NEXT_ON);
      nx_edit_clear (edit, NX_CASE_NEXT_REASON);
      nx_edit_clear (edit, NX_CASE_NEXT_RULE);
      if (nx_edit_is_changed (edit, NX_CASE_STAGE) && !nx_edit_is_set (edit, NX_CASE_CLOSED_ON))
        nx_edit_set_date (edit, NX_CASE_CLOSED_ON, today);
      return;
    }
  if (!nx_date_is_set (last))
    last = nx_edit_get_date (edit, NX_CASE_OPENED_ON);
  if (!nx_edit_is_set (edit, NX_CASE_NEXT_ON) && nx_date_is_full (last))
    {
      nx_edit_set_date (edit, NX_CASE_NEXT_ON, nx_visit_rule_next (risk, last, TRUE));
      nx_edit_set_text (edit, NX_CASE_NEXT_RULE, "risk");
    }
  else if (nx_edit_is_changed (edit, NX_CASE_NEXT_ON)
           && !nx_edit_is_changed (edit, NX_CASE_NEXT_RULE))
    nx_edit_set_text (edit, NX_CASE_NEXT_RULE,
                      nx_edit_get_base (edit) != NULL ? "postponed" : "manual");
}

typedef struct
{
  gboolean is_found;
  gboolean was_met;
  NxDate on;
  char *next_on;
  char *next_reason;
  char *new_risks;
  char *last_met;
} Contact;

static void
contact_clear (Contact *contact)
{
  g_free (contact->next_on);
  g_free (contact->next_reason);
  g_free (contact->new_risks);
  g_free (contact->last_met);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Contact, contact_clear)

static gboolean
read_contact (NxDatabase *db, gint64 case_id, Contact *contact, GError **error)
{
  g_autoptr (NxStatement) newest = nx_database_statement (db, &newest_contact_statement, error);
  g_autoptr (NxStatement) met = NULL;
  g_autoptr (GError) failure = NULL;

  if (newest == NULL)
    return FALSE;
  nx_statement_bind_int64 (newest, "case", case_id);
  contact->is_found = nx_statement_step (newest, &failure);
  if (contact->is_found)
    {
      contact->was_met = g_strcmp0 (nx_statement_get_text (newest, 0), "done") == 0;
      nx_date_from_iso (nx_statement_get_text (newest, 1), &contact->on);
      contact->next_on = g_strdup (nx_statement_get_text (newest, 2));
      contact->next_reason = g_strdup (nx_statement_get_text (newest, 3));
      contact->new_risks = g_strdup (nx_statement_get_text (newest, 4));
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  met = nx_database_statement (db, &last_met_statement, error);
  if (met == NULL)
    return FALSE;
  nx_statement_bind_int64 (met, "case", case_id);
  if (!nx_statement_step (met, error))
    return FALSE;
  contact->last_met = g_strdup (nx_statement_get_text (met, 0));
  return TRUE;
}

static gboolean
write_dates (NxDatabase *db,
             gint64 case_id,
             const char *risk,
             gboolean is_open,
             const Contact *contact,
             GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &set_dates_statement, error);
  g_autofree char *by_rule = NULL;
  gboolean is_agreed = FALSE;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "case", case_id);
  nx_statement_bind_text (row, "last", contact->last_met);
  /* An ended case keeps its history but is due no more. */
  if (is_open)
    {
      by_rule = nx_date_to_iso (
          nx_visit_rule_next_after (risk, contact->new_risks, contact->on, contact->was_met));
      /* A proposed day that was taken as it stood is still the rule's, not an appointment; and
       * with somebody who was not met nothing is agreed. */
      is_agreed = contact->next_reason != NULL
                  || (contact->was_met && contact->next_on != NULL
                      && !g_str_equal (contact->next_on, by_rule));
      nx_statement_bind_text (row, "next", contact->next_on != NULL ? contact->next_on : by_rule);
      nx_statement_bind_text (row, "reason", contact->next_reason);
      nx_statement_bind_text (
          row, "rule",
          is_agreed ? "agreed" : nx_visit_rule_get_code (contact->new_risks, contact->was_met));
    }
  return nx_statement_run (row, error);
}

/* A plan that stays one says nothing about contacts. */
static gboolean
is_plan (NxEdit *visit)
{
  NxRecord *base = nx_edit_get_base (visit);

  return g_strcmp0 (nx_edit_get_text (visit, NX_VISIT_STATE), "planned") == 0
         && (base == NULL || g_strcmp0 (nx_record_get_text (base, NX_VISIT_STATE), "planned") == 0);
}

gboolean
nx_case_dates_settle (NxDatabase *db, NxEdit *visit, GError **error)
{
  gint64 case_id = nx_edit_get_int (visit, NX_VISIT_CASE);
  g_auto (Contact) contact = { 0 };
  g_autoptr (NxStatement) state = NULL;
  g_autoptr (GError) failure = NULL;

  nx_database_note_change (db, NX_RECORD_CASE, case_id, NX_CHANGE_CHANGED);
  /* What was agreed or put off stands, whatever is planned besides. */
  if (is_plan (visit))
    return TRUE;
  if (!read_contact (db, case_id, &contact, error))
    return FALSE;
  if (!contact.is_found)
    return TRUE;
  state = nx_database_statement (db, &state_statement, error);
  if (state == NULL)
    return FALSE;
  nx_statement_bind_int64 (state, "case", case_id);
  if (nx_statement_step (state, &failure))
    return write_dates (db, case_id, nx_statement_get_text (state, 0),
                        nx_case_stage_is_open (nx_statement_get_text (state, 1)), &contact, error);
  if (failure == NULL)
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_FOUND);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
nx_case_dates_put_back (NxDatabase *db,
                        gint64 case_id,
                        const char *next_on,
                        const char *reason,
                        const char *rule,
                        GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &put_back_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "case", case_id);
  nx_statement_bind_text (row, "next", next_on);
  nx_statement_bind_text (row, "reason", reason);
  nx_statement_bind_text (row, "rule", rule);
  nx_database_note_change (db, NX_RECORD_CASE, case_id, NX_CHANGE_CHANGED);
  return nx_statement_run (row, error);
}
