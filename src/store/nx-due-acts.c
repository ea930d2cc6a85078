/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What one does about a due case besides visiting: note that nobody was met, put it off, take
 * either back. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-due-acts.h"

#include "nx-case-dates.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-visit-rule.h"

#include <glib/gi18n-lib.h>

static const guint date_fields[3] = { NX_CASE_NEXT_ON, NX_CASE_NEXT_REASON, NX_CASE_NEXT_RULE };

static const NxStatementSpec newer_visit_statement
    = { "due-newer-visit", "SELECT id FROM visit WHERE case_id = :case AND id > :visit"
                           " AND state <> 'planned' AND archived_at IS NULL LIMIT 1" };

static const NxStatementSpec newest_visit_statement
    = { "due-newest-visit", "SELECT max(id) FROM visit WHERE case_id = :case" };

/* As nx-due-rows.c has it for the case's next day, which comes first. */
static const NxStatementSpec planned_statement
    = { "due-act-planned", "SELECT id FROM visit WHERE case_id = :case AND state = 'planned'"
                           " AND visited_on IN (:next, :today) AND visited_on <= :today"
                           " AND archived_at IS NULL ORDER BY visited_on = :next DESC, id DESC"
                           " LIMIT 1" };

/* What an attempt changes of a plan, all of it text. */
static const guint attempt_fields[]
    = { NX_VISIT_STATE,          NX_VISIT_KIND,         NX_VISIT_ON,
        NX_VISIT_START_TIME,     NX_VISIT_END_TIME,     NX_VISIT_WRITTEN_ON,
        NX_VISIT_NOT_MET_REASON, NX_VISIT_NOT_MET_NOTE, NX_VISIT_NEXT_ON };

static const NxStatementSpec comment_on_statement
    = { "due-comment-on",
        "SELECT id FROM comment WHERE visit_id = :visit AND archived_at IS NULL LIMIT 1" };

void
nx_due_undo_free (NxDueUndo *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (date_fields); i++)
    {
      g_free (self->before[i]);
      g_free (self->after[i]);
    }
  g_clear_object (&self->planned);
  g_free (self);
}

static void
keep_dates (NxRecord *case_file, char *dates[3])
{
  for (guint i = 0; i < G_N_ELEMENTS (date_fields); i++)
    dates[i] = g_strdup (nx_record_get_text (case_file, date_fields[i]));
}

static gboolean
refuse (GError **error, NxStoreError code, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, code, sentence);
  return FALSE;
}

static NxRecord *
load_open_case (NxDatabase *db, gint64 case_id, GError **error)
{
  g_autoptr (NxRecord) case_file = nx_records_load (db, NX_RECORD_CASE, case_id, error);

  if (case_file != NULL && !nx_case_is_open (case_file))
    {
      refuse (error, NX_STORE_ERROR_CONSTRAINT,
              _ ("This case is closed. Nothing was saved. Open the case to see when and why."));
      return NULL;
    }
  return g_steal_pointer (&case_file);
}

static gboolean
check_day (NxDatabase *db, NxDate day, GError **error)
{
  if (!nx_date_is_full (day))
    return refuse (error, NX_STORE_ERROR_CONSTRAINT,
                   _ ("There is no day for the next visit. Nothing was saved. Choose a day."));
  if (nx_date_compare (day, nx_database_today (db)) < 0)
    return refuse (error, NX_STORE_ERROR_CONSTRAINT,
                   _ ("This day is past. Nothing was saved. Choose today or a later day."));
  return TRUE;
}

/* What the act has made of the case; @undo swallowed on failure. */
static NxDueUndo *
finish (NxDatabase *db, NxDueUndo *take, GError **error)
{
  g_autoptr (NxDueUndo) undo = take;
  g_autoptr (NxRecord) now = nx_records_load (db, NX_RECORD_CASE, undo->case_id, error);

  if (now == NULL)
    return NULL;
  keep_dates (now, undo->after);
  return g_steal_pointer (&undo);
}

/* Acts */

/* FALSE with @error; else @number is the answer, 0 for none. */
static gboolean
ask_number (NxStatement *row, gint64 *number, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *number = nx_statement_step (row, &failure) ? nx_statement_get_int64 (row, 0) : 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* @planned is NULL when nothing is planned for a day that has come. */
static gboolean
find_planned (NxDatabase *db, NxRecord *case_file, NxRecord **planned, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &planned_statement, error);
  g_autofree char *today = nx_date_to_iso (nx_database_today (db));
  gint64 id = 0;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "case", nx_record_get_id (case_file));
  nx_statement_bind_text (row, "next", nx_record_get_text (case_file, NX_CASE_NEXT_ON));
  nx_statement_bind_text (row, "today", today);
  if (!ask_number (row, &id, error))
    return FALSE;
  *planned = id != 0 ? nx_records_load (db, NX_RECORD_VISIT, id, error) : NULL;
  return id == 0 || *planned != NULL;
}

static gboolean
find_newest_visit (NxDatabase *db, gint64 case_id, gint64 *id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &newest_visit_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "case", case_id);
  return ask_number (row, id, error);
}

static NxEdit *
new_visit (NxDatabase *db, const NxDueAttempt *attempt, NxRecord *case_file, NxRecord *planned)
{
  NxEdit *visit = nx_edit_new (NX_RECORD_VISIT, planned);
  NxDate today = nx_database_today (db);
  NxDate next_on = attempt->next_on;

  if (!nx_date_is_set (next_on))
    next_on = nx_visit_rule_next (nx_record_get_text (case_file, NX_CASE_RISK), today, FALSE);
  nx_edit_set_int (visit, NX_VISIT_CASE, attempt->case_id);
  nx_edit_set_text (visit, NX_VISIT_STATE, "attempted");
  if (attempt->kind != NULL || planned == NULL)
    nx_edit_set_text (visit, NX_VISIT_KIND, attempt->kind != NULL ? attempt->kind : "home");
  nx_edit_set_date (visit, NX_VISIT_ON, today);
  /* When it was to be says nothing about when somebody stood at the door. */
  nx_edit_clear (visit, NX_VISIT_START_TIME);
  nx_edit_clear (visit, NX_VISIT_END_TIME);
  nx_edit_set_text (visit, NX_VISIT_NOT_MET_REASON, attempt->reason);
  nx_edit_set_text (visit, NX_VISIT_NOT_MET_NOTE, attempt->note);
  nx_edit_set_date (visit, NX_VISIT_NEXT_ON, next_on);
  return visit;
}

/* Saves the attempt and fills in what taking it back needs. */
static gboolean
save_attempt (NxDatabase *db,
              const NxDueAttempt *attempt,
              NxRecord *case_file,
              NxDueUndo *undo,
              GError **error)
{
  g_autoptr (NxEdit) edit = NULL;
  g_autoptr (NxRecord) saved = NULL;

  if (!find_planned (db, case_file, &undo->planned, error))
    return FALSE;
  edit = new_visit (db, attempt, case_file, undo->planned);
  undo->visit_id = nx_records_save (db, edit, error);
  if (undo->visit_id == 0
      || !find_newest_visit (db, attempt->case_id, &undo->newest_visit_id, error))
    return FALSE;
  saved = nx_records_load (db, NX_RECORD_VISIT, undo->visit_id, error);
  if (saved == NULL)
    return FALSE;
  undo->version = nx_record_get_version (saved);
  return TRUE;
}

NxDueUndo *
nx_due_act_not_met (NxDatabase *db, const NxDueAttempt *attempt, GError **error)
{
  g_autoptr (NxRecord) case_file = load_open_case (db, attempt->case_id, error);
  g_autoptr (NxDueUndo) undo = g_new0 (NxDueUndo, 1);

  if (case_file == NULL
      || (nx_date_is_set (attempt->next_on) && !check_day (db, attempt->next_on, error)))
    return NULL;
  if (attempt->reason == NULL)
    {
      refuse (error, NX_STORE_ERROR_CONSTRAINT,
              _ ("There is no reason why nobody was met. Nothing was saved. Choose a reason."));
      return NULL;
    }
  undo->case_id = attempt->case_id;
  keep_dates (case_file, undo->before);
  return save_attempt (db, attempt, case_file, undo, error)
             ? finish (db, g_steal_pointer (&undo), error)
             : NULL;
}

NxDueUndo *
nx_due_act_postpone (NxDatabase *db, gint64 case_id, NxDate day, const char *reason, GError **error)
{
  g_autoptr (NxRecord) case_file = load_open_case (db, case_id, error);
  g_autoptr (NxDueUndo) undo = g_new0 (NxDueUndo, 1);
  g_autoptr (NxEdit) edit = NULL;
  gboolean has_reason = reason != NULL && *reason != '\0';

  if (case_file == NULL || !check_day (db, day, error))
    return NULL;
  if (!has_reason && nx_visit_rule_is_stretched (case_file, day))
    {
      refuse (error, NX_STORE_ERROR_CONSTRAINT,
              _ ("This day is later than the rule allows. Nothing was saved. Write down why, or "
                 "choose an earlier day."));
      return NULL;
    }
  undo->case_id = case_id;
  keep_dates (case_file, undo->before);
  edit = nx_edit_new (NX_RECORD_CASE, case_file);
  nx_edit_set_date (edit, NX_CASE_NEXT_ON, day);
  nx_edit_set_text (edit, NX_CASE_NEXT_REASON, has_reason ? reason : NULL);
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, "postponed");
  return nx_records_save (db, edit, error) != 0 ? finish (db, g_steal_pointer (&undo), error)
                                                : NULL;
}

/* Taking back */

static gboolean
refuse_stale (GError **error)
{
  return refuse (error, NX_STORE_ERROR_STALE,
                 _ ("This was not taken back: something newer was recorded for the case since. "
                    "Open the case to see it and to change its next date."));
}

/* FALSE with @error when there is such a row, or when that cannot be known. */
static gboolean
refuse_found (NxDatabase *db, const NxStatementSpec *spec, const NxDueUndo *undo, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "visit",
                           spec == &newer_visit_statement ? undo->newest_visit_id : undo->visit_id);
  if (spec == &newer_visit_statement)
    nx_statement_bind_int64 (row, "case", undo->case_id);
  if (nx_statement_step (row, &failure))
    return refuse_stale (error);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_as_left (NxRecord *case_file, const NxDueUndo *undo)
{
  for (guint i = 0; i < G_N_ELEMENTS (date_fields); i++)
    if (g_strcmp0 (nx_record_get_text (case_file, date_fields[i]), undo->after[i]) != 0)
      return FALSE;
  return nx_case_is_open (case_file);
}

static gboolean
plan_again (NxDatabase *db, NxRecord *visit, NxRecord *planned, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, visit);

  for (guint i = 0; i < G_N_ELEMENTS (attempt_fields); i++)
    nx_edit_set_text (edit, attempt_fields[i], nx_record_get_text (planned, attempt_fields[i]));
  return nx_records_save (db, edit, error) != 0;
}

/* An attempt that was no plan stays in the store, archived: that it was written is part of the
 * case's history. */
static gboolean
take_attempt_back (NxDatabase *db, const NxDueUndo *undo, GError **error)
{
  g_autoptr (NxRecord) visit = nx_records_load (db, NX_RECORD_VISIT, undo->visit_id, error);

  if (visit == NULL)
    return FALSE;
  if (nx_record_get_version (visit) != undo->version || nx_record_is_archived (visit))
    return refuse_stale (error);
  return refuse_found (db, &newer_visit_statement, undo, error)
         && refuse_found (db, &comment_on_statement, undo, error)
         && (undo->planned != NULL ? plan_again (db, visit, undo->planned, error)
                                   : nx_records_set_archived (db, visit, TRUE, error))
         && nx_case_dates_put_back (db, undo->case_id, undo->before[0], undo->before[1],
                                    undo->before[2], error);
}

static gboolean
put_back_dates (NxDatabase *db, NxRecord *case_file, const NxDueUndo *undo, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, case_file);

  for (guint i = 0; i < G_N_ELEMENTS (date_fields); i++)
    nx_edit_set_text (edit, date_fields[i], undo->before[i]);
  return nx_records_save (db, edit, error) != 0;
}

gboolean
nx_due_act_take_back (NxDatabase *db, const NxDueUndo *undo, GError **error)
{
  g_autoptr (NxRecord) case_file = nx_records_load (db, NX_RECORD_CASE, undo->case_id, error);

  if (case_file == NULL)
    return FALSE;
  if (!is_as_left (case_file, undo))
    return refuse_stale (error);
  return undo->visit_id != 0 ? take_attempt_back (db, undo, error)
                             : put_back_dates (db, case_file, undo, error);
}
