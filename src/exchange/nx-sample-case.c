/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens made-up cases where a family has a reason for one, with stages and the days of visits. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-code-list.h"
#include "nx-sample-data.h"
#include "nx-sample-story.h"
#include "nx-sample-visits.h"

#include <string.h>

/* Weight of reasons at which every second household has a case: found by counting. */
#define HALF_WEIGHT 13

typedef struct
{
  NxSampleOffice *office;
  NxSampleGroup *group;
  GRand *rand;
} Opener;

typedef struct
{
  int person;
  NxSampleThemeId theme;
  int weight;
} Reason;

static void
add_reason (GArray *reasons, int person, NxSampleThemeId theme, int weight)
{
  Reason reason = { person, theme, weight };

  g_array_append_val (reasons, reason);
}

static gboolean
was_widowed_lately (const Opener *self, const NxSamplePerson *person)
{
  const NxSamplePerson *spouse
      = person->spouse >= 0 ? NX_SAMPLE_PERSON (self->group, person->spouse) : NULL;

  return spouse != NULL && nx_date_is_set (spouse->died_on)
         && nx_date_days_between (spouse->died_on, self->office->today) < 900;
}

static gboolean
is_dependent (const NxSamplePerson *person)
{
  static const char *const levels[] = { "moderate", "severe", "total", NULL };

  return person->care != NULL && g_strv_contains (levels, person->care);
}

static void
find_elder_reasons (Opener *self, int index, int household, GArray *reasons)
{
  const NxSamplePerson *person = NX_SAMPLE_PERSON (self->group, index);

  if (person->age >= 65 && g_strcmp0 (person->living, "alone") == 0)
    add_reason (reasons, index, NX_SAMPLE_THEME_ELDER, person->age >= 80 ? 46 : 24);
  else if (person->age >= 72)
    add_reason (reasons, index, NX_SAMPLE_THEME_ELDER, 4);
  if (is_dependent (person) && nx_sample_find_carer (self->group, index, household) >= 0)
    add_reason (reasons, index, NX_SAMPLE_THEME_CARE, 40);
  if (person->age >= 60 && was_widowed_lately (self, person))
    add_reason (reasons, index, NX_SAMPLE_THEME_GRIEF, 26);
}

static gboolean
has_child_of (const Opener *self, int person, int youngest)
{
  for (guint i = 0; i < self->group->persons->len; i++)
    {
      const NxSamplePerson *child = NX_SAMPLE_PERSON (self->group, i);

      if ((child->father == person || child->mother == person) && child->age >= youngest
          && child->age < 18)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_on_the_road (const NxSamplePerson *person)
{
  const NxCode *code
      = nx_code_list_find (nx_code_list_get ("new-employment"), person->new_employment);

  return strcmp (nx_code_get_extra (code, "shape"), "road") == 0;
}

static void
find_adult_reasons (Opener *self, int index, int household, GArray *reasons)
{
  const NxSamplePerson *person = NX_SAMPLE_PERSON (self->group, index);
  gboolean has_carer = nx_sample_find_carer (self->group, index, household) >= 0;
  gboolean is_mental = g_strcmp0 (person->disability_kind, "6") == 0;

  if (person->disability_level != NULL && !is_mental && has_carer)
    add_reason (reasons, index, NX_SAMPLE_THEME_DISABILITY, 22);
  if (is_mental && has_carer)
    add_reason (reasons, index, NX_SAMPLE_THEME_MENTAL, 40);
  if (g_strcmp0 (person->health, "41") == 0 && person->age >= 30 && has_carer)
    add_reason (reasons, index, NX_SAMPLE_THEME_ILLNESS, 34);
  if (person->new_employment != NULL && is_on_the_road (person))
    add_reason (reasons, index, NX_SAMPLE_THEME_NEW_WORK, 9);
  if (person->age < 60 && nx_sample_has_class (self->group, index, "dibao"))
    add_reason (reasons, index, NX_SAMPLE_THEME_POVERTY, 26);
  if (NX_SAMPLE_HOUSEHOLD (self->group, household)->head != index)
    return;
  if (self->group->form == NX_SAMPLE_SINGLE_PARENT)
    add_reason (reasons, index, NX_SAMPLE_THEME_FAMILY, 24);
  else if (has_child_of (self, index, 10))
    add_reason (reasons, index, NX_SAMPLE_THEME_FAMILY, 6);
  add_reason (reasons, index, NX_SAMPLE_THEME_NEIGHBOUR, 1);
}

static GArray *
find_reasons (Opener *self, int household)
{
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (Reason));

  for (guint i = 0; i < self->group->persons->len; i++)
    {
      const NxSamplePerson *person = NX_SAMPLE_PERSON (self->group, i);

      if (!nx_sample_lives_in (self->group, (int)i, household))
        continue;
      if (person->age >= 60)
        find_elder_reasons (self, (int)i, household, reasons);
      if (person->age >= 18)
        find_adult_reasons (self, (int)i, household, reasons);
      else if (self->group->form == NX_SAMPLE_SKIP && person->age >= 6 && person->age <= 13)
        add_reason (reasons, (int)i, NX_SAMPLE_THEME_CHILD, 50);
    }
  return reasons;
}

/* One reason by weight, or -1 when chance says there is no case. The reason is used up. */
static int
draw_reason (Opener *self, GArray *reasons, int half_weight)
{
  int total = 0;
  int at = 0;

  for (guint i = 0; i < reasons->len; i++)
    total += g_array_index (reasons, Reason, i).weight;
  if (total == 0 || g_rand_int_range (self->rand, 0, total + half_weight) >= total)
    return -1;
  at = g_rand_int_range (self->rand, 0, total);
  for (guint i = 0; i < reasons->len; i++)
    {
      at -= g_array_index (reasons, Reason, i).weight;
      if (at < 0)
        return (int)i;
    }
  g_return_val_if_reached (-1);
}

static const char *
choose_stage (GRand *rand)
{
  static const char *const stages[]
      = { "inquiry",         "intake", "assessment", "planning",     "intervention", "evaluation",
          "closure_pending", "closed", "archived",   "referred_out", "declined",     "suspended" };
  static const guint8 weights[] = { 4, 6, 8, 8, 40, 6, 4, 13, 5, 2, 2, 2 };

  return stages[NX_SAMPLE_WEIGH (rand, weights)];
}

static const char *
choose_risk (Opener *self, const NxSampleCase *case_file)
{
  static const char *const levels[] = { "high", "medium", "low" };
  static const guint8 oldest[] = { 48, 42, 10 };
  static const guint8 caring[] = { 28, 57, 15 };
  static const guint8 others[] = { 8, 47, 45 };
  const NxSamplePerson *client = NX_SAMPLE_PERSON (self->group, case_file->client);

  if (case_file->theme == NX_SAMPLE_THEME_ELDER && client->age >= 80)
    return levels[NX_SAMPLE_WEIGH (self->rand, oldest)];
  if (case_file->theme == NX_SAMPLE_THEME_CARE || case_file->theme == NX_SAMPLE_THEME_MENTAL
      || case_file->theme == NX_SAMPLE_THEME_CHILD)
    return levels[NX_SAMPLE_WEIGH (self->rand, caring)];
  return levels[NX_SAMPLE_WEIGH (self->rand, others)];
}

static void
choose_source (Opener *self, NxSampleCase *case_file)
{
  static const char *const sources[]
      = { "visit", "grid", "self", "community", "family", "hotline", "agency", "platform" };
  static const guint8 weights[] = { 28, 22, 16, 14, 9, 5, 4, 2 };

  case_file->source = sources[NX_SAMPLE_WEIGH (self->rand, weights)];
}

static const char *
choose_closure (GRand *rand)
{
  static const char *const reasons[]
      = { "goals_met", "client_unwilling", "referred", "roles_changed", "contact_lost", "other" };
  static const guint8 weights[] = { 76, 6, 5, 7, 2, 4 };

  return reasons[NX_SAMPLE_WEIGH (rand, weights)];
}

/* The first title and words of the elders' theme are for those who live alone, the third title for
 * those of 80 and over. */
static void
name_case (Opener *self, NxSampleCase *case_file)
{
  const NxSampleTheme *theme = &nx_sample_themes[case_file->theme];
  const NxSamplePerson *client = NX_SAMPLE_PERSON (self->group, case_file->client);
  int first = 0;

  int last = 2;
  int words = 0;

  if (case_file->theme == NX_SAMPLE_THEME_ELDER)
    {
      first
          = g_strcmp0 (client->living, "alone") == 0 || self->group->form == NX_SAMPLE_GONE ? 0 : 1;
      last = client->age >= 80 ? 2 : 1;
    }
  case_file->title = theme->titles[nx_sample_between (self->rand, first, last)];
  words = nx_sample_between (self->rand, first, 2);
  /* The second words of the family theme are a single parent's. */
  if (case_file->theme == NX_SAMPLE_THEME_FAMILY && words == 1
      && self->group->form != NX_SAMPLE_SINGLE_PARENT)
    words = 0;
  case_file->problem = g_strdup (theme->problems[words]);
}

static NxSampleCase *
begin_case (Opener *self, int household, const Reason *reason)
{
  const NxSampleTheme *theme = &nx_sample_themes[reason->theme];
  NxSampleCase case_file = {
    .household = household,
    .client = reason->person,
    .theme = reason->theme,
    .category = theme->category,

    .stage = choose_stage (self->rand),
    .stages = g_array_new (FALSE, TRUE, sizeof (NxSampleStage)),
    .visits = g_array_new (FALSE, TRUE, sizeof (NxSampleVisit)),
    .comments = g_array_new (FALSE, TRUE, sizeof (NxSampleComment)),
  };

  name_case (self, &case_file);
  case_file.risk = choose_risk (self, &case_file);
  choose_source (self, &case_file);
  case_file.is_confidential
      = reason->theme == NX_SAMPLE_THEME_MENTAL
        || (reason->theme == NX_SAMPLE_THEME_FAMILY && nx_sample_chance (self->rand, 30));
  if (strcmp (case_file.stage, "closed") == 0 || strcmp (case_file.stage, "archived") == 0)
    case_file.closure_reason = choose_closure (self->rand);
  g_array_append_val (self->group->cases, case_file);
  return NX_SAMPLE_CASE (self->group, self->group->cases->len - 1);
}

static void
open_case (Opener *self, int household, GArray *reasons, int half_weight)
{
  int drawn = draw_reason (self, reasons, half_weight);
  NxSampleCase *case_file = NULL;

  if (drawn < 0)
    return;
  case_file = begin_case (self, household, &g_array_index (reasons, Reason, drawn));
  nx_sample_add_visits (self->office, self->group, case_file, self->rand);
  /* A second case of the same person would be about the same things. */
  g_array_remove_index (reasons, (guint)drawn);
}

/* The elder who died had a case until then. */
static void
open_case_of_the_late (Opener *self)
{
  Reason reason = { 0, NX_SAMPLE_THEME_ELDER, 1 };
  NxSampleCase *case_file = NULL;

  if (nx_sample_chance (self->rand, 40))
    return;
  case_file = begin_case (self, 0, &reason);
  case_file->stage = "closed";
  case_file->closure_reason = "client_died";
  nx_sample_add_visits (self->office, self->group, case_file, self->rand);
}

void
nx_sample_add_cases (NxSampleOffice *office, NxSampleGroup *group, GRand *rand)
{
  Opener self = { .office = office, .group = group, .rand = rand };

  if (group->form == NX_SAMPLE_GONE)
    {
      open_case_of_the_late (&self);
      return;
    }
  for (guint i = 0; i < group->households->len; i++)
    {
      g_autoptr (GArray) reasons = find_reasons (&self, (int)i);

      open_case (&self, (int)i, reasons, HALF_WEIGHT);
      open_case (&self, (int)i, reasons, HALF_WEIGHT * 8);
    }
}
