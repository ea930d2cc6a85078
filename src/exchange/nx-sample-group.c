/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes and frees one made-up family with everything that belongs to it. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-data.h"

static void
clear_person (gpointer data)
{
  NxSamplePerson *self = data;

  g_free (self->name);
  g_free (self->surname);
  g_free (self->former_names);
  g_free (self->birth_lunar);
  g_free (self->id_number);
  g_free (self->disability_number);
  g_free (self->phones);
  g_free (self->registered_address);
  g_free (self->employer);
  g_free (self->guardian);
  g_free (self->emergency_contact);
  g_free (self->note);
  g_free (self->kin_name);
}

static void
clear_household (gpointer data)
{
  NxSampleHousehold *self = data;

  g_free (self->number);
  g_free (self->address);
  g_free (self->building);
  g_free (self->unit);
  g_free (self->room);
  g_free (self->grid);
  g_free (self->note);
}

static void
clear_support (gpointer data)
{
  NxSampleSupport *self = data;

  g_free (self->certificate);
  g_free (self->evidence);
}

static void
clear_visit (gpointer data)
{
  NxSampleVisit *self = data;

  g_free (self->place);
  g_free (self->persons_seen);
  g_free (self->narrative);
  g_free (self->problems);
  g_free (self->services);
  g_free (self->next_steps);
  g_free (self->next_reason);
  g_free (self->not_met_note);
  g_free (self->reflection);
}

static void
clear_comment (gpointer data)
{
  g_free (((NxSampleComment *)data)->text);
}

static void
clear_case (gpointer data)
{
  NxSampleCase *self = data;

  g_free (self->problem);
  g_free (self->next_reason);
  g_array_unref (self->stages);
  for (guint i = 0; i < self->visits->len; i++)
    clear_visit (&g_array_index (self->visits, NxSampleVisit, i));
  g_array_unref (self->visits);
  for (guint i = 0; i < self->comments->len; i++)
    clear_comment (&g_array_index (self->comments, NxSampleComment, i));
  g_array_unref (self->comments);
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint)size);

  if (clear != NULL)
    g_array_set_clear_func (array, clear);
  return array;
}

NxSampleGroup *
nx_sample_group_new (NxSampleOffice *office, guint index, guint max_households)
{
  NxSampleGroup *self = NULL;
  g_autoptr (GRand) rand = NULL;

  g_return_val_if_fail (office != NULL && max_households > 0, NULL);

  self = g_new0 (NxSampleGroup, 1);
  rand = nx_sample_rand_new (office->seed, index, 1);
  self->persons = new_array (sizeof (NxSamplePerson), clear_person);
  self->households = new_array (sizeof (NxSampleHousehold), clear_household);
  self->memberships = new_array (sizeof (NxSampleMembership), NULL);
  self->supports = new_array (sizeof (NxSampleSupport), clear_support);
  self->cases = new_array (sizeof (NxSampleCase), clear_case);
  self->form = nx_sample_choose_form (rand, max_households);
  nx_sample_make_family (office, self, rand);
  nx_sample_describe_persons (office, self, rand);
  nx_sample_add_supports (office, self, rand);
  nx_sample_add_cases (office, self, rand);
  return self;
}

void
nx_sample_group_free (NxSampleGroup *self)
{
  g_return_if_fail (self != NULL);
  g_array_unref (self->persons);
  g_array_unref (self->households);
  g_array_unref (self->memberships);
  g_array_unref (self->supports);
  g_array_unref (self->cases);
  g_free (self);
}
