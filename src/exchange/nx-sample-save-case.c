/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves made-up cases the way they would have been worked on: opened, moved on, visited, asked. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-sample-save.h"
#include "nx-save.h"

#include <string.h>

typedef struct
{
  NxDatabase *db;
  NxSampleOffice *office;
  NxSampleStaff *staff;
  NxSampleGroup *group;
  NxSampleCase *case_file;
  gint64 worker;
} Saver;

/* The form the store gives out itself, counted here since asking for each would be slow. */
static char *
make_number (Saver *self)
{
  const NxSampleHousehold *household
      = NX_SAMPLE_HOUSEHOLD (self->group, self->case_file->household);
  const NxSampleCommunity *community
      = g_ptr_array_index (self->office->communities, household->area);
  g_autofree char *prefix
      = g_strdup_printf ("%s-%04d-", community->code, self->case_file->opened_on.year);
  int last = GPOINTER_TO_INT (g_hash_table_lookup (self->staff->case_numbers, prefix));
  char *number = g_strdup_printf ("%s%04d", prefix, last + 1);

  g_hash_table_replace (self->staff->case_numbers, g_steal_pointer (&prefix),
                        GINT_TO_POINTER (last + 1));
  return number;
}

static gboolean
is_ending (const char *stage)
{
  return !nx_case_stage_is_open (stage) && strcmp (stage, "archived") != 0;
}

static void
set_stage (NxEdit *edit, const NxSampleCase *case_file, const NxSampleStage *stage)
{
  nx_edit_set_text (edit, NX_CASE_STAGE, stage->stage);
  nx_edit_set_date (edit, NX_CASE_STAGE_SINCE_ON, stage->on);
  if (is_ending (stage->stage))
    {
      nx_edit_set_date (edit, NX_CASE_CLOSED_ON, case_file->closed_on);
      nx_edit_set_text (edit, NX_CASE_CLOSURE_REASON, case_file->closure_reason);
    }
}

static gboolean
open_case (Saver *self, GError **error)
{
  NxSampleCase *case_file = self->case_file;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, NULL);
  g_autofree char *number = make_number (self);

  nx_edit_set_text (edit, NX_CASE_NUMBER, number);
  nx_edit_set_text (edit, NX_CASE_TITLE, case_file->title);
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON,
                   NX_SAMPLE_PERSON (self->group, case_file->client)->id);
  nx_edit_set_text (edit, NX_CASE_CATEGORY, case_file->category);
  nx_edit_set_text (edit, NX_CASE_SOURCE, case_file->source);
  nx_edit_set_text (edit, NX_CASE_RISK, case_file->risk);
  nx_edit_set_int (edit, NX_CASE_WORKER, self->worker);
  nx_edit_set_int (edit, NX_CASE_SUPERVISOR, self->staff->supervisor);
  nx_edit_set_int (edit, NX_CASE_IS_CONFIDENTIAL, case_file->is_confidential);
  nx_edit_set_date (edit, NX_CASE_OPENED_ON, case_file->opened_on);
  nx_edit_set_text (edit, NX_CASE_PROBLEM, case_file->problem);
  nx_edit_set_date (edit, NX_CASE_NEXT_ON, case_file->next_on);
  nx_edit_set_text (edit, NX_CASE_NEXT_REASON, case_file->next_reason);
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, case_file->next_rule);
  set_stage (edit, case_file, &g_array_index (case_file->stages, NxSampleStage, 0));
  case_file->id = nx_records_save (self->db, edit, error);
  return case_file->id != 0;
}

static gboolean
move_case_on (Saver *self, const NxSampleStage *stage, GError **error)
{
  g_autoptr (NxRecord) record
      = nx_records_load (self->db, NX_RECORD_CASE, self->case_file->id, error);
  g_autoptr (NxEdit) edit = NULL;

  if (record == NULL)
    return FALSE;
  edit = nx_edit_new (NX_RECORD_CASE, record);
  set_stage (edit, self->case_file, stage);
  return nx_records_save (self->db, edit, error) != 0;
}

static void
set_time (NxEdit *edit, guint field, int minute)
{
  g_autofree char *text = g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);

  nx_edit_set_text (edit, field, text);
}

static void
set_findings (NxEdit *edit, const NxSampleVisit *visit)
{
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, visit->narrative);
  nx_edit_set_text (edit, NX_VISIT_BODY, visit->body);
  nx_edit_set_text (edit, NX_VISIT_MOOD, visit->mood);
  nx_edit_set_text (edit, NX_VISIT_HOME, visit->home);
  nx_edit_set_text (edit, NX_VISIT_MONEY, visit->money);
  nx_edit_set_text (edit, NX_VISIT_CARE_STATE, visit->care);
  nx_edit_set_text (edit, NX_VISIT_NEW_RISKS, visit->new_risks);
  nx_edit_set_text (edit, NX_VISIT_PROBLEMS, visit->problems);
  nx_edit_set_text (edit, NX_VISIT_SERVICES, visit->services);
  nx_edit_set_text (edit, NX_VISIT_NEXT_STEPS, visit->next_steps);
  nx_edit_set_date (edit, NX_VISIT_NEXT_ON, visit->next_on);
  nx_edit_set_text (edit, NX_VISIT_NEXT_REASON, visit->next_reason);
  nx_edit_set_text (edit, NX_VISIT_NOT_MET_REASON, visit->not_met_reason);
  nx_edit_set_text (edit, NX_VISIT_NOT_MET_NOTE, visit->not_met_note);
  nx_edit_set_text (edit, NX_VISIT_REFLECTION, visit->reflection);
}

static gboolean
save_visit (Saver *self, NxSampleVisit *visit, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, self->case_file->id);
  nx_edit_set_int (edit, NX_VISIT_WORKER, self->worker);
  nx_edit_set_text (edit, NX_VISIT_STATE, visit->state);
  nx_edit_set_text (edit, NX_VISIT_KIND, visit->kind);
  nx_edit_set_date (edit, NX_VISIT_ON, visit->on);
  nx_edit_set_date (edit, NX_VISIT_WRITTEN_ON, visit->written_on);
  if (visit->minute >= 0)
    {
      set_time (edit, NX_VISIT_START_TIME, visit->minute);
      set_time (edit, NX_VISIT_END_TIME, visit->minute + visit->minutes);
    }
  if (visit->session > 0)
    nx_edit_set_int (edit, NX_VISIT_SESSION, visit->session);
  nx_edit_set_text (edit, NX_VISIT_PLACE, visit->place);
  nx_edit_set_text (edit, NX_VISIT_PURPOSE, visit->purpose);
  nx_edit_set_text (edit, NX_VISIT_PERSONS_SEEN, visit->persons_seen);
  nx_edit_set_text (edit, NX_VISIT_COMPANIONS, visit->companions);
  set_findings (edit, visit);
  visit->id = nx_records_save (self->db, edit, error);
  return visit->id != 0;
}

static gint64
instant_of (NxDate day, int minute)
{
  g_autoptr (GDateTime) moment
      = g_date_time_new_local (day.year, day.month, day.day, minute / 60, minute % 60, 0);

  return g_date_time_to_unix (moment);
}

static gboolean
save_comment (Saver *self, const NxSampleComment *comment, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_COMMENT, NULL);

  nx_edit_set_int (edit, NX_COMMENT_CASE, self->case_file->id);
  if (comment->visit >= 0)
    nx_edit_set_int (edit, NX_COMMENT_VISIT,
                     g_array_index (self->case_file->visits, NxSampleVisit, comment->visit).id);
  nx_edit_set_int (edit, NX_COMMENT_AUTHOR,
                   comment->is_supervisor ? self->staff->supervisor : self->worker);
  nx_edit_set_text (edit, NX_COMMENT_KIND, comment->kind);
  nx_edit_set_text (edit, NX_COMMENT_TEXT, comment->text);
  nx_edit_set_int (edit, NX_COMMENT_AT, instant_of (comment->on, comment->minute));
  nx_edit_set_date (edit, NX_COMMENT_ON, comment->on);
  return nx_records_save (self->db, edit, error) != 0;
}

static gboolean
save_case (Saver *self, GError **error)
{
  NxSampleCase *case_file = self->case_file;

  if (!open_case (self, error))
    return FALSE;
  for (guint i = 1; i < case_file->stages->len; i++)
    if (!move_case_on (self, &g_array_index (case_file->stages, NxSampleStage, i), error))
      return FALSE;
  for (guint i = 0; i < case_file->visits->len; i++)
    if (!save_visit (self, &g_array_index (case_file->visits, NxSampleVisit, i), error))
      return FALSE;
  for (guint i = 0; i < case_file->comments->len; i++)
    if (!save_comment (self, &g_array_index (case_file->comments, NxSampleComment, i), error))
      return FALSE;
  return TRUE;
}

gboolean
nx_sample_save_cases (NxDatabase *db,
                      NxSampleOffice *office,
                      NxSampleStaff *staff,
                      NxSampleGroup *group,
                      GError **error)
{
  for (guint i = 0; i < group->cases->len; i++)
    {
      NxSampleCase *case_file = NX_SAMPLE_CASE (group, i);
      Saver saver = {
        .db = db,
        .office = office,
        .staff = staff,
        .group = group,
        .case_file = case_file,
        .worker
        = nx_sample_staff_get_worker (staff, NX_SAMPLE_HOUSEHOLD (group, case_file->household)),
      };

      if (!save_case (&saver, error))
        return FALSE;
    }
  return TRUE;
}
