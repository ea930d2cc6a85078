/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds what a visit summary says, filled from the records of the visit. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-visit-sheet.h"

#include "nx-case.h"
#include "nx-paper.h"
#include "nx-visit.h"
#include "nx-worker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
nx_visit_sheet_clear (NxVisitSheet *self)
{
  char **texts[] = { &self->number,       &self->start_time, &self->end_time, &self->place,
                     &self->worker,       &self->companions, &self->kind,     &self->risk,
                     &self->persons_seen, &self->purpose,    &self->not_met,  &self->narrative,
                     &self->new_risks,    &self->services,   &self->problems, &self->next_steps,
                     &self->next_reason,  &self->responsible };

  nx_subject_clear (&self->subject);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  for (guint i = 0; i < NX_N_OBSERVED; i++)
    g_clear_pointer (&self->observed[i], g_free);
}

static char *
dup_number (NxRecord *visit)
{
  const char *number = nx_record_get_text (visit, NX_VISIT_CASE_NUMBER);
  gint64 session = nx_record_get_int (visit, NX_VISIT_SESSION);

  if (number == NULL || session <= 0)
    return g_strdup (number);
  return g_strdup_printf ("%s-%02" G_GINT64_FORMAT, number, session);
}

/* "林晓岚（社会工作师）" */
static char *
dup_worker (NxRecord *visit, NxRecord *worker)
{
  const char *name = nx_record_get_text (visit, NX_VISIT_WORKER_NAME);
  g_autofree char *level = NULL;

  if (worker == NULL)
    return g_strdup (name);
  level = nx_record_dup_display (worker, NX_WORKER_QUALIFICATION);
  name = nx_record_get_text (worker, NX_WORKER_NAME);
  if (*level == '\0' || strcmp (nx_record_peek_text (worker, NX_WORKER_QUALIFICATION), "none") == 0)
    return g_strdup (name);
  /* TRANSLATORS: a worker's name and qualification. Chinese uses full-width brackets. */
  return g_strdup_printf (C_ ("name and qualification", "%1$s (%2$s)"), name, level);
}

static char *
join_two (NxRecord *record, guint first, guint second, const char *separator)
{
  g_autofree char *a = nx_record_dup_display (record, first);
  g_autofree char *b = nx_record_dup_display (record, second);

  return nx_paper_join (separator, a, b, NULL);
}

static void
fill_facts (NxVisitSheet *self, NxRecord *visit)
{
  self->number = dup_number (visit);
  self->session = (int)nx_record_get_int (visit, NX_VISIT_SESSION);
  self->on = nx_record_get_date (visit, NX_VISIT_ON);
  self->start_time = g_strdup (nx_record_get_text (visit, NX_VISIT_START_TIME));
  self->end_time = g_strdup (nx_record_get_text (visit, NX_VISIT_END_TIME));
  self->minutes = nx_visit_get_minutes (visit);
  self->written_on = nx_record_get_date (visit, NX_VISIT_WRITTEN_ON);
  self->place = g_strdup (nx_record_get_text (visit, NX_VISIT_PLACE));
  self->companions = g_strdup (nx_record_get_text (visit, NX_VISIT_COMPANIONS));
  self->kind = nx_record_dup_display (visit, NX_VISIT_KIND);
  self->risk = nx_record_dup_display (visit, NX_VISIT_RISK);
  self->persons_seen = g_strdup (nx_record_get_text (visit, NX_VISIT_PERSONS_SEEN));
}

static void
fill_content (NxVisitSheet *self, NxRecord *visit)
{
  static const guint observed[NX_N_OBSERVED] = { [NX_OBSERVED_BODY] = NX_VISIT_BODY,
                                                 [NX_OBSERVED_MOOD] = NX_VISIT_MOOD,
                                                 [NX_OBSERVED_HOME] = NX_VISIT_HOME,
                                                 [NX_OBSERVED_MONEY] = NX_VISIT_MONEY,
                                                 [NX_OBSERVED_CARE] = NX_VISIT_CARE_STATE };
  /* TRANSLATORS: between two short texts on one line of a paper; Chinese uses ；. */
  const char *semicolon = C_ ("between texts", "; ");

  self->purpose = join_two (visit, NX_VISIT_PURPOSE, NX_VISIT_PURPOSE_NOTE, semicolon);
  self->is_not_met = g_strcmp0 (nx_record_get_text (visit, NX_VISIT_STATE), "attempted") == 0;
  self->not_met = join_two (visit, NX_VISIT_NOT_MET_REASON, NX_VISIT_NOT_MET_NOTE, semicolon);
  self->narrative = g_strdup (nx_record_get_text (visit, NX_VISIT_NARRATIVE));
  for (guint i = 0; i < NX_N_OBSERVED; i++)
    self->observed[i] = g_strdup (nx_record_get_text (visit, observed[i]));
  self->has_new_risks = nx_record_is_set (visit, NX_VISIT_NEW_RISKS)
                        && !nx_record_has_code (visit, NX_VISIT_NEW_RISKS, "none");
  self->new_risks = nx_record_dup_display (visit, NX_VISIT_NEW_RISKS);
  self->services = g_strdup (nx_record_get_text (visit, NX_VISIT_SERVICES));
  self->problems = g_strdup (nx_record_get_text (visit, NX_VISIT_PROBLEMS));
  self->next_steps = g_strdup (nx_record_get_text (visit, NX_VISIT_NEXT_STEPS));
  self->next_on = nx_record_get_date (visit, NX_VISIT_NEXT_ON);
  self->next_reason = g_strdup (nx_record_get_text (visit, NX_VISIT_NEXT_REASON));
}

void
nx_visit_sheet_fill (NxVisitSheet *self, const NxVisitSources *sources)
{
  NxRecord *visit = sources->visit;

  g_return_if_fail (visit != NULL);

  nx_visit_sheet_clear (self);
  fill_facts (self, visit);
  fill_content (self, visit);
  self->worker = dup_worker (visit, sources->worker);
  self->responsible = g_strdup (nx_record_get_text (visit, NX_VISIT_WORKER_NAME));
  if (self->responsible == NULL && sources->worker != NULL)
    self->responsible = g_strdup (nx_record_get_text (sources->worker, NX_WORKER_NAME));
  self->is_confidential = sources->case_file != NULL
                          && nx_record_get_int (sources->case_file, NX_CASE_IS_CONFIDENTIAL) != 0;
  nx_subject_fill (&self->subject, sources->person, sources->household, sources->memberships,
                   self->on);
  if (self->subject.name == NULL)
    self->subject.name = g_strdup (nx_record_get_text (visit, NX_VISIT_CLIENT_NAME));
}
