/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lays out the days of a made-up case so that due and overdue work stands around today. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-visits.h"

#include "nx-visit-rule.h"

#include <string.h>

/* What each stage has behind it: how many visits, and how many stages were passed. */
static const struct
{
  const char *stage;
  int fewest;
  int most;
  int n_passed; /* of `path`, the stage itself left out */
  gboolean is_ended;
} plans[] = {
  { "inquiry", 0, 1, 0, FALSE },          { "intake", 1, 2, 1, FALSE },
  { "assessment", 2, 3, 2, FALSE },       { "planning", 3, 4, 3, FALSE },
  { "intervention", 5, 14, 4, FALSE },    { "evaluation", 8, 13, 5, FALSE },
  { "closure_pending", 8, 13, 6, FALSE }, { "closed", 6, 12, 7, TRUE },
  { "archived", 6, 12, 8, TRUE },         { "referred_out", 2, 4, 3, TRUE },
  { "declined", 1, 1, 1, TRUE },          { "suspended", 4, 7, 5, FALSE },
};

static const char *const path[] = { "inquiry",      "intake",     "assessment",      "planning",
                                    "intervention", "evaluation", "closure_pending", "closed" };

/* Visits before which each stage of the path began; -1 … counted from the last. */
static const int stage_visits[] = { 0, 0, 1, 2, 3, -2, -1, -1 };

typedef struct
{
  NxSampleOffice *office;
  NxSampleGroup *group;
  NxSampleCase *case_file;
  GRand *rand;
  int plan;
  int interval; /* days between two visits */
} Layout;

static int
find_plan (const char *stage)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    if (strcmp (plans[i].stage, stage) == 0)
      return (int)i;
  g_return_val_if_reached (0);
}

/* Offices work from Monday to Friday: a weekend becomes the Friday before. */
static NxDate
on_workday (NxDate day)
{
  int weekday = nx_date_weekday (day);

  return weekday > 5 ? nx_date_add_days (day, 5 - weekday) : day;
}

/* Days from today to the next visit of an open case: some late, some today, most this week or
 * later, as in an office that is a little behind. */
static int
choose_due (Layout *self)
{
  int dice = nx_sample_between (self->rand, 0, 99);

  if (dice < 11)
    return -nx_sample_between (self->rand, 1, self->interval < 10 ? 5 : 16);
  if (dice < 18)
    return 0;
  if (dice < 48)
    return nx_sample_between (self->rand, 1, 7);
  return nx_sample_between (self->rand, 2, MAX (3, self->interval - 1));
}

static NxDate
client_died_on (const Layout *self)
{
  return NX_SAMPLE_PERSON (self->group, self->case_file->client)->died_on;
}

/* The day of the last visit, and with it the case's next or closing day. */
static NxDate
choose_last_day (Layout *self)
{
  NxSampleCase *case_file = self->case_file;
  NxDate today = self->office->today;
  int due = 0;
  NxDate last;

  if (plans[self->plan].is_ended)
    {
      case_file->closed_on
          = on_workday (nx_date_add_days (today, -nx_sample_between (self->rand, 12, 640)));
      if (nx_date_is_set (client_died_on (self)))
        case_file->closed_on = nx_date_add_days (client_died_on (self), 3);
      if (nx_date_compare (case_file->closed_on, today) > 0)
        case_file->closed_on = today;
      last = nx_date_add_days (case_file->closed_on, -nx_sample_between (self->rand, 4, 9));
      return on_workday (last);
    }
  due = choose_due (self);
  case_file->next_on = nx_date_add_days (today, due);
  if (due > 0)
    case_file->next_on = on_workday (case_file->next_on);
  if (nx_date_compare (case_file->next_on, today) < 0 && due > 0)
    case_file->next_on = today;
  last = nx_date_add_days (case_file->next_on, -self->interval);
  if (nx_date_compare (last, today) > 0)
    last = today;
  return on_workday (last);
}

static void
add_visit (Layout *self, NxDate day, const char *state, const char *purpose)
{
  NxSampleVisit visit = { .state = state, .on = day, .purpose = purpose, .minute = -1 };

  g_array_append_val (self->case_file->visits, visit);
}

/* The days of the visits, oldest first. The first ones follow each other quickly. */
static void
lay_out_days (Layout *self, NxDate last, int n)
{
  g_autofree NxDate *days = g_new0 (NxDate, MAX (n, 1));
  NxDate day = last;

  for (int i = n - 1; i >= 0; i--)
    {
      int gap = i <= 3 ? nx_sample_between (self->rand, 4, 9)
                       : MAX (3, self->interval * nx_sample_between (self->rand, 75, 105) / 100);

      days[i] = day;
      day = on_workday (nx_date_add_days (day, -gap));
    }
  self->case_file->opened_on
      = n > 0 ? on_workday (nx_date_add_days (days[0], -nx_sample_between (self->rand, 1, 5)))
              : on_workday (
                  nx_date_add_days (self->office->today, -nx_sample_between (self->rand, 0, 3)));
  for (int i = 0; i < n; i++)
    {
      /* Now and then nobody was met at the first try. */
      NxDate tried = nx_date_add_days (days[i], -nx_sample_between (self->rand, 1, 2));

      if (i > 1 && nx_sample_chance (self->rand, 9) && nx_date_weekday (tried) <= 5
          && nx_date_compare (tried, days[i - 1]) > 0)
        add_visit (self, tried, "attempted", NULL);
      add_visit (self, days[i], "done", NULL);
    }
}

/* One, three and six months after closing (our default), as far as they have passed. */
static void
add_follow_ups (Layout *self)
{
  static const int months[] = { 1, 3, 6 };

  if (g_strcmp0 (self->case_file->closure_reason, "goals_met") != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      NxDate day = on_workday (nx_date_add_months (self->case_file->closed_on, months[i]));

      if (nx_date_compare (day, self->office->today) > 0)
        return;
      add_visit (self, day, "done", "closure_follow_up");
    }
}

/* One stage a day at most: what would begin on the day of the one before begins on the next, or
 * takes its place when that is still to come. */
static void
add_stage (Layout *self, const char *stage, NxDate on)
{
  NxSampleStage entry = { stage, on };
  guint n = self->case_file->stages->len;

  if (n > 0)
    {
      NxDate before = g_array_index (self->case_file->stages, NxSampleStage, n - 1).on;

      if (nx_date_compare (entry.on, before) <= 0)
        entry.on = nx_date_add_days (before, 1);
      if (nx_date_compare (entry.on, self->office->today) > 0)
        {
          g_array_set_size (self->case_file->stages, n - 1);
          entry.on = before;
        }
    }
  g_array_append_val (self->case_file->stages, entry);
}

static NxDate
day_of_visit (Layout *self, int position, int n_service)
{
  int at = position < 0 ? n_service + position : position;

  if (n_service == 0)
    return self->case_file->opened_on;
  return g_array_index (self->case_file->visits, NxSampleVisit, CLAMP (at, 0, n_service - 1)).on;
}

static void
lay_out_stages (Layout *self, int n_service)
{
  const char *stage = self->case_file->stage;
  int n_passed = MIN (plans[self->plan].n_passed, (int)G_N_ELEMENTS (path) - 1);

  add_stage (self, "inquiry", self->case_file->opened_on);
  for (int i = 1; i <= n_passed; i++)
    if (strcmp (path[i], "closed") != 0)
      add_stage (self, path[i], day_of_visit (self, stage_visits[i], n_service));
  if (plans[self->plan].is_ended)
    add_stage (self, strcmp (stage, "archived") == 0 ? "closed" : stage,
               self->case_file->closed_on);
  if (strcmp (stage, "archived") == 0)
    {
      NxDate filed = nx_date_add_days (self->case_file->closed_on, 10);

      add_stage (self, stage,
                 nx_date_compare (filed, self->office->today) > 0 ? self->office->today : filed);
    }
  if (strcmp (stage, "suspended") == 0)
    add_stage (self, stage, day_of_visit (self, -1, n_service));
}

/* Most next days follow from the risk by the program's own rule, the others were agreed. */
static void
set_next (Layout *self, NxDate last)
{
  NxSampleCase *case_file = self->case_file;
  gboolean is_today = nx_date_compare (case_file->next_on, self->office->today) == 0;
  NxDate by_rule = nx_visit_rule_next (case_file->risk, last, TRUE);

  if (plans[self->plan].is_ended)
    return;
  case_file->next_rule = "agreed";
  if (case_file->visits->len == 0)
    case_file->next_reason = g_strdup ("第一次上门");
  else if (nx_sample_chance (self->rand, 65)
           && (!is_today || nx_date_compare (by_rule, case_file->next_on) == 0))
    {
      case_file->next_rule = "risk";
      case_file->next_on = by_rule;
    }
}

/* Some next visits are written down as planned ones. */
static void
plan_next (Layout *self)
{
  if (!plans[self->plan].is_ended && nx_sample_chance (self->rand, 25)
      && nx_date_compare (self->case_file->next_on, self->office->today) >= 0)
    add_visit (self, self->case_file->next_on, "planned", NULL);
}

void
nx_sample_add_visits (NxSampleOffice *office,
                      NxSampleGroup *group,
                      NxSampleCase *case_file,
                      GRand *rand)
{
  Layout self = { .office = office, .group = group, .case_file = case_file, .rand = rand };
  int n = 0;
  NxDate last;

  self.plan = find_plan (case_file->stage);
  self.interval = nx_visit_rule_get_days (case_file->risk);
  n = nx_sample_between (rand, plans[self.plan].fewest, plans[self.plan].most);
  /* A year of quarterly visits is four. */
  if (self.interval >= 90)
    n = MIN (n, 7);
  last = choose_last_day (&self);
  lay_out_days (&self, last, n);
  lay_out_stages (&self, (int)case_file->visits->len);
  if (plans[self.plan].is_ended)
    add_follow_ups (&self);
  set_next (&self, last);
  plan_next (&self);
  nx_sample_write_visits (office, group, case_file, rand);
}
