/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes down made-up visits: composes each record from the facts of the family and the threads
 * that run through the case. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-writer.h"

#include <string.h>

#define SHORTEST_NARRATIVE 24 /* characters */
#define N_BEATS G_N_ELEMENTS (((NxSampleThread *)NULL)->beats)

/* The next sentence of a bank with the facts put in. */
static void
say (NxSampleWriter *self, GString *text, NxSampleBank bank)
{
  g_autofree char *line
      = nx_sample_fill (nx_sample_bank_get (bank, self->steps[bank]++), &self->facts);

  g_string_append (text, line);
}

static void
say_sometimes (NxSampleWriter *self, GString *text, NxSampleBank bank, int percent)
{
  if (nx_sample_chance (self->rand, percent))
    say (self, text, bank);
}

static gboolean
is_alone (const NxSampleWriter *self)
{
  return g_strcmp0 (self->client->living, "alone") == 0 || self->group->form == NX_SAMPLE_GONE;
}

static gboolean
fits (NxSampleWriter *self, const NxSampleThread *thread)
{
  int month = self->office->today.month;

  switch (thread->fit)
    {
    case NX_SAMPLE_ALWAYS:
      return TRUE;
    case NX_SAMPLE_LIVING_ALONE:
      return is_alone (self);
    case NX_SAMPLE_WITH_KIN:
      return is_alone (self) && self->client->kin_name != NULL;
    case NX_SAMPLE_PARENT_AWAY:
      return self->client->kin_name != NULL;
    case NX_SAMPLE_RIDING:
      return g_strcmp0 (self->client->new_employment, "rider") == 0
             || g_strcmp0 (self->client->new_employment, "courier") == 0;
    case NX_SAMPLE_SHARING:
      return self->group->form == NX_SAMPLE_COLLECTIVE;
    case NX_SAMPLE_IN_WINTER:
      return (month >= 10 || month <= 3)
             && nx_date_days_between (self->case_file->opened_on, self->office->today) < 130;
    case NX_SAMPLE_SINGLE:
      return self->group->form == NX_SAMPLE_SINGLE_PARENT;
    case NX_SAMPLE_DIVORCED:
      return self->group->form == NX_SAMPLE_SINGLE_PARENT
             && g_strcmp0 (self->client->marital, "40") == 0;
    }
  g_return_val_if_reached (FALSE);
}

/* One or two threads: a short case has time for one matter only. */
static void
choose_threads (NxSampleWriter *self)
{
  guint first = (guint)nx_sample_between (self->rand, 0, (int)self->theme->n_threads - 1);
  guint wanted = self->n_service >= 7 ? 2 : 1;

  for (guint i = 0; i < self->theme->n_threads && self->n_threads < wanted; i++)
    {
      const NxSampleThread *thread = &self->theme->threads[(first + i) % self->theme->n_threads];

      if (fits (self, thread))
        self->threads[self->n_threads++] = thread;
    }
  self->n_beats = self->n_threads * N_BEATS;
}

static void
say_state (NxSampleWriter *self, GString *text, const NxSampleVisit *visit)
{
  gboolean is_poor = strcmp (visit->body, "poor") == 0;

  if (nx_sample_writer_is_child (self))
    say_sometimes (self, text, NX_SAMPLE_BANK_CHILD_STATE, 60);
  else if (self->client->age >= 65)
    say_sometimes (self, text, is_poor ? NX_SAMPLE_BANK_ELDER_POOR : NX_SAMPLE_BANK_ELDER_BODY,
                   is_poor ? 90 : 60);
  else
    say_sometimes (self, text, NX_SAMPLE_BANK_ADULT_STATE, 50);
  if (strcmp (visit->mood, "poor") == 0)
    say_sometimes (self, text, NX_SAMPLE_BANK_MOOD_POOR, 80);
  else if (strcmp (visit->mood, "good") == 0)
    say_sometimes (self, text, NX_SAMPLE_BANK_MOOD_GOOD, 45);
}

/* When nothing new happened there is still something to be seen. */
static void
say_more (NxSampleWriter *self, GString *text)
{
  if (g_utf8_strlen (text->str, -1) >= SHORTEST_NARRATIVE)
    return;
  say (self, text,
       nx_sample_writer_is_child (self) ? NX_SAMPLE_BANK_CHILD_STATE
       : self->client->age >= 65        ? NX_SAMPLE_BANK_ELDER_BODY
                                        : NX_SAMPLE_BANK_ADULT_STATE);
  say (self, text, NX_SAMPLE_BANK_MOOD_GOOD);
}

static void
say_season (NxSampleWriter *self, GString *text, const NxSampleVisit *visit)
{
  int month = visit->on.month;

  if (strcmp (visit->kind, "home") != 0)
    return;
  if (month == 1 || (month == 9 && visit->on.day > 8) || month == 10)
    {
      self->steps[NX_SAMPLE_BANK_FESTIVAL] = month == 1 ? 0 : month == 9 ? 1 : 2;
      if (month != 10 || (self->client->age >= 60 && visit->on.day < 26))
        say_sometimes (self, text, NX_SAMPLE_BANK_FESTIVAL, 18);
    }
  else if (month >= 11 || month <= 2)
    say_sometimes (self, text, NX_SAMPLE_BANK_SEASON_COLD, 22);
  else if (month >= 6 && month <= 8)
    say_sometimes (self, text, NX_SAMPLE_BANK_SEASON_HOT, 22);
}

/* The threads */

/* The beat this visit comes to, or NULL when nothing new happened. The beats of two threads
 * alternate; a case reaches the end of its threads only when it is nearly over. */
static const NxSampleBeat *
take_beat (NxSampleWriter *self, guint position, const NxSampleThread **thread)
{
  guint due = (guint)MIN ((gint64)self->n_beats,
                          ((gint64)position + 1) * self->n_beats / MAX (self->n_service, 1));
  guint beat = self->next_beat;

  /* An open case is in the middle of its threads. */
  if (self->case_file->next_rule != NULL)
    due = MIN (position + 1, self->n_beats);
  if (beat >= due || self->n_threads == 0)
    return NULL;
  self->next_beat++;
  *thread = self->threads[beat % self->n_threads];
  return &(*thread)->beats[beat / self->n_threads];
}

static const char *
risk_of (const NxSampleWriter *self, const NxSampleThread *thread, const NxSampleBeat *beat)
{
  gsize at = (gsize)(thread - self->theme->threads);

  if (beat != &thread->beats[0])
    return NULL;
  if (self->case_file->theme == NX_SAMPLE_THEME_ELDER)
    return at == 0 ? "fall" : at == 4 ? "home_safety" : at == 5 ? "fraud" : NULL;
  if (self->case_file->theme == NX_SAMPLE_THEME_NEW_WORK && at == 1)
    return "home_safety";
  return NULL;
}

static void
tell_beat (NxSampleWriter *self, GString *text, NxSampleVisit *visit, guint position)
{
  const NxSampleThread *thread = NULL;
  const NxSampleBeat *beat = take_beat (self, position, &thread);
  g_autofree char *seen = NULL;

  if (beat == NULL)
    return;
  seen = nx_sample_fill (beat->seen, &self->facts);
  g_string_append (text, seen);
  visit->problems = beat->problem != NULL ? nx_sample_fill (beat->problem, &self->facts) : NULL;
  visit->services = beat->service != NULL ? nx_sample_fill (beat->service, &self->facts) : NULL;
  visit->next_steps = nx_sample_fill (beat->next, &self->facts);
  visit->new_risks = risk_of (self, thread, beat);
  self->last_promise = visit->next_steps;
}

static void
tell_call (NxSampleWriter *self, GString *text)
{
  say (self, text, NX_SAMPLE_BANK_PHONE_TALK);
  if (self->last_promise != NULL)
    g_string_append_printf (text, "问到上次约定的“%s”，告知正在办，有消息就回话。",
                            self->last_promise);
  say_sometimes (self, text, NX_SAMPLE_BANK_PHONE_TALK, 55);
}

static void
tell_phase (NxSampleWriter *self, GString *text, NxSampleVisit *visit, guint position)
{
  const char *stage = self->case_file->stage;
  gboolean is_late = (int)position >= self->n_service - 2;

  if (position <= 1)
    say (self, text,
         strcmp (visit->kind, "home") == 0 ? NX_SAMPLE_BANK_ASSESSMENT_AT_HOME
                                           : NX_SAMPLE_BANK_ASSESSMENT);
  else if (position == 2)
    say (self, text, NX_SAMPLE_BANK_PLAN);
  else if (is_late
           && (strcmp (stage, "closed") == 0 || strcmp (stage, "archived") == 0
               || strcmp (stage, "closure_pending") == 0 || strcmp (stage, "evaluation") == 0))
    say (self, text, NX_SAMPLE_BANK_EVALUATION);
  if (visit->purpose == NULL)
    visit->purpose = position == 0   ? "register needs"
                     : position == 1 ? "needs"
                                     : NX_SAMPLE_CHOOSE (self->rand, self->theme->purposes);
}

static void
say_closing (NxSampleWriter *self, GString *text, const NxSampleVisit *visit)
{
  gboolean is_at_home = strcmp (visit->kind, "home") == 0;

  if (!nx_date_is_set (visit->next_on) || nx_sample_chance (self->rand, 40))
    return;
  if (nx_sample_writer_is_child (self))
    g_string_append_printf (text, "约好%s再来。", self->facts.date);
  else
    say (self, text,
         is_at_home && nx_sample_chance (self->rand, 55) ? NX_SAMPLE_BANK_CLOSING_AT_HOME
                                                         : NX_SAMPLE_BANK_CLOSING);
}

static void
finish_visit (NxSampleWriter *self, GString *text, NxSampleVisit *visit)
{
  say_closing (self, text, visit);
  visit->narrative = g_string_free (text, FALSE);
  if (visit->next_steps == NULL && nx_date_is_set (visit->next_on))
    visit->next_steps = g_strdup ("按计划继续探访");
  if (nx_sample_chance (self->rand, 30) && !nx_sample_writer_is_distant (visit))
    visit->reflection = nx_sample_fill (
        nx_sample_bank_get (NX_SAMPLE_BANK_REFLECTION, self->steps[NX_SAMPLE_BANK_REFLECTION]++),
        &self->facts);
}

static void
write_follow_up (NxSampleWriter *self, NxSampleVisit *visit)
{
  GString *text = g_string_new (NULL);

  visit->kind = nx_sample_chance (self->rand, 60) ? "phone" : "home";
  nx_sample_writer_set_times (self, visit);
  nx_sample_writer_set_people (self, visit);
  nx_sample_writer_observe (self, visit, (guint)self->n_service);
  say (self, text, NX_SAMPLE_BANK_FOLLOW_UP);
  if (nx_sample_writer_is_distant (visit))
    say (self, text, NX_SAMPLE_BANK_PHONE_TALK);
  else
    say_state (self, text, visit);
  finish_visit (self, text, visit);
}

static void
write_done (NxSampleWriter *self, NxSampleVisit *visit, guint position)
{
  GString *text = NULL;

  if (g_strcmp0 (visit->purpose, "closure_follow_up") == 0)
    {
      write_follow_up (self, visit);
      return;
    }
  text = g_string_new (NULL);
  nx_sample_writer_choose_kind (self, visit, position);
  nx_sample_writer_set_times (self, visit);
  nx_sample_writer_set_people (self, visit);
  nx_sample_writer_observe (self, visit, position);
  tell_phase (self, text, visit, position);
  if (nx_sample_writer_is_distant (visit))
    {
      g_autofree char *phase = g_strdup (text->str);

      g_string_truncate (text, 0);
      say (self, text, NX_SAMPLE_BANK_PHONE);
      g_string_append (text, position > 2 ? "" : phase);
      tell_call (self, text);
    }
  else
    {
      g_autofree char *phase = g_strdup (text->str);

      g_string_truncate (text, 0);
      if (strcmp (visit->kind, "office") == 0)
        say (self, text, NX_SAMPLE_BANK_OFFICE);
      else if (strcmp (visit->kind, "home") == 0 && !nx_sample_writer_is_child (self)
               && self->case_file->theme != NX_SAMPLE_THEME_CARE)
        say_sometimes (self, text, NX_SAMPLE_BANK_AT_HOME, 75);
      g_string_append (text, phase);
      tell_beat (self, text, visit, position);
      say_state (self, text, visit);
      say_season (self, text, visit);
      say_more (self, text);
    }
  finish_visit (self, text, visit);
}

static void
write_attempted (NxSampleWriter *self, NxSampleVisit *visit)
{
  static const char *const reasons[] = { "out", "no_answer", "hospital", "refused" };
  static const NxSampleBank banks[]
      = { NX_SAMPLE_BANK_NOT_MET_OUT, NX_SAMPLE_BANK_NOT_MET_SILENT,
          NX_SAMPLE_BANK_NOT_MET_HOSPITAL, NX_SAMPLE_BANK_NOT_MET_REFUSED };
  static const guint8 weights[] = { 46, 32, 12, 10 };
  guint at = NX_SAMPLE_WEIGH (self->rand, weights);

  visit->kind = "home";
  visit->purpose = "regular";
  visit->not_met_reason = reasons[at];
  visit->not_met_note
      = nx_sample_fill (nx_sample_bank_get (banks[at], self->steps[banks[at]]++), &self->facts);
  visit->next_steps = g_strdup ("再次上门");
  nx_sample_writer_set_times (self, visit);
  visit->minutes = 10;
  visit->place = g_strdup ("家门口");
}

static int
count_service (const NxSampleCase *case_file)
{
  int n = 0;

  for (guint i = 0; i < case_file->visits->len; i++)
    {
      const NxSampleVisit *visit = &g_array_index (case_file->visits, NxSampleVisit, i);

      n += strcmp (visit->state, "done") == 0 && visit->purpose == NULL;
    }
  return n;
}

/* Each record names the next day that was agreed then: the day of the next visit, in the end the
 * case's, unless that one follows from the rule. */
static void
set_next_days (NxSampleCase *case_file)
{
  guint n = case_file->visits->len;

  for (guint i = 0; i < n; i++)
    {
      NxSampleVisit *visit = &g_array_index (case_file->visits, NxSampleVisit, i);
      const NxSampleVisit *next
          = i + 1 < n ? &g_array_index (case_file->visits, NxSampleVisit, i + 1) : NULL;

      if (strcmp (visit->state, "planned") == 0)
        continue;
      if (next == NULL || strcmp (next->state, "planned") == 0)
        {
          if (g_strcmp0 (case_file->next_rule, "agreed") == 0)
            visit->next_on = case_file->next_on;
        }
      else if (g_strcmp0 (next->purpose, "closure_follow_up") != 0)
        visit->next_on = next->on;
    }
}

/* Why the next day was agreed: what is to be done then. */
static void
set_next_reason (NxSampleCase *case_file)
{
  for (guint i = case_file->visits->len; i > 0; i--)
    {
      NxSampleVisit *visit = &g_array_index (case_file->visits, NxSampleVisit, i - 1);

      if (strcmp (visit->state, "planned") == 0)
        continue;
      if (g_strcmp0 (case_file->next_rule, "agreed") == 0)
        {
          visit->next_reason = g_strdup (visit->next_steps);
          case_file->next_reason = g_strdup (visit->next_steps);
        }
      return;
    }
}

static void
write_all (NxSampleWriter *self)
{
  guint position = 0;
  int session = 0;

  for (guint i = 0; i < self->case_file->visits->len; i++)
    {
      NxSampleVisit *visit = &g_array_index (self->case_file->visits, NxSampleVisit, i);

      nx_sample_writer_set_visit_facts (self, visit->on, visit->next_on, position);
      if (strcmp (visit->state, "done") == 0)
        {
          write_done (self, visit, position++);
          visit->session = ++session;
        }
      else if (strcmp (visit->state, "attempted") == 0)
        write_attempted (self, visit);
      else
        {
          visit->kind = "home";
          visit->purpose = NX_SAMPLE_CHOOSE (self->rand, self->theme->purposes);
        }
    }
}

void
nx_sample_write_visits (NxSampleOffice *office,
                        NxSampleGroup *group,
                        NxSampleCase *case_file,
                        GRand *rand)
{
  NxSampleWriter self = { .office = office, .group = group, .case_file = case_file, .rand = rand };

  self.client = NX_SAMPLE_PERSON (group, case_file->client);
  self.theme = &nx_sample_themes[case_file->theme];
  self.texts = g_ptr_array_new_with_free_func (g_free);
  self.n_service = count_service (case_file);
  for (guint i = 0; i < NX_N_SAMPLE_BANKS; i++)
    self.steps[i] = g_rand_int_range (rand, 0, 60);
  nx_sample_writer_set_facts (&self);
  choose_threads (&self);
  set_next_days (case_file);
  write_all (&self);
  set_next_reason (case_file);
  nx_sample_writer_set_visit_facts (&self, office->today, case_file->next_on,
                                    (guint)self.n_service);
  nx_sample_writer_approve_plan (&self);
  nx_sample_writer_ask (&self);
  g_ptr_array_unref (self.texts);
}
