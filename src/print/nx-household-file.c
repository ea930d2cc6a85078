/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds what the sheet of a household says, filled from its records as of one day. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-household-file.h"

#include "nx-case.h"
#include "nx-household.h"
#include "nx-membership.h"
#include "nx-person.h"
#include "nx-support.h"

#include <string.h>

#define CODE_HEAD "02" /* GB/T 4761: head of the household */

static void
member_free (gpointer data)
{
  NxSheetMember *member = data;

  g_free (member->name);
  g_free (member->relation);
  g_free (member->sex);
  g_free (member->id_number);
  g_free (member->phone);
  g_free (member);
}

static void
class_free (gpointer data)
{
  NxSheetClass *class = data;

  g_free (class->who);
  g_free (class->label);
  g_free (class->level);
  g_free (class);
}

static void
case_free (gpointer data)
{
  NxSheetCase *work = data;

  g_free (work->number);
  g_free (work->title);
  g_free (work->stage);
  g_free (work->risk);
  g_free (work->worker);
  g_free (work);
}

void
nx_household_file_init (NxHouseholdFile *self)
{
  *self = (NxHouseholdFile){ .members = g_ptr_array_new_with_free_func (member_free),
                             .classes = g_ptr_array_new_with_free_func (class_free),
                             .cases = g_ptr_array_new_with_free_func (case_free) };
}

void
nx_household_file_clear (NxHouseholdFile *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->grid, g_free);
  g_clear_pointer (&self->housing, g_free);
  g_clear_pointer (&self->worker, g_free);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
}

NxSheetMember *
nx_household_file_add_member (NxHouseholdFile *self)
{
  NxSheetMember *member = g_new0 (NxSheetMember, 1);

  member->age = -1;
  g_ptr_array_add (self->members, member);
  return member;
}

NxSheetClass *
nx_household_file_add_class (NxHouseholdFile *self)
{
  NxSheetClass *class = g_new0 (NxSheetClass, 1);

  class->age = -1;
  g_ptr_array_add (self->classes, class);
  return class;
}

NxSheetCase *
nx_household_file_add_case (NxHouseholdFile *self)
{
  NxSheetCase *work = g_new0 (NxSheetCase, 1);

  g_ptr_array_add (self->cases, work);
  return work;
}

static void
fill_head (NxHouseholdFile *self, NxRecord *household)
{
  const char *area = nx_record_peek_text (household, NX_HOUSEHOLD_AREA_NAME);
  g_autofree char *door = nx_household_dup_full_address (household);

  self->number = g_strdup (nx_record_get_text (household, NX_HOUSEHOLD_NUMBER));
  self->kind = nx_record_dup_display (household, NX_HOUSEHOLD_KIND);
  self->status = nx_record_dup_display (household, NX_HOUSEHOLD_STATUS);
  self->address = g_str_has_prefix (door, area) ? g_strdup (door) : g_strconcat (area, door, NULL);
  self->grid = g_strdup (nx_record_get_text (household, NX_HOUSEHOLD_GRID));
  self->housing = nx_record_dup_display (household, NX_HOUSEHOLD_HOUSING);
  self->worker = g_strdup (nx_record_get_text (household, NX_HOUSEHOLD_WORKER_NAME));
  self->registered_on = nx_record_get_date (household, NX_HOUSEHOLD_REGISTERED_ON);
}

static NxRecord *
find_person (GPtrArray *persons, gint64 id)
{
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    if (nx_record_get_id (g_ptr_array_index (persons, i)) == id)
      return g_ptr_array_index (persons, i);
  return NULL;
}

static void
add_member (NxHouseholdFile *self, NxRecord *membership, NxRecord *person)
{
  NxSheetMember *member = nx_household_file_add_member (self);

  member->is_head
      = strcmp (nx_record_peek_text (membership, NX_MEMBERSHIP_RELATION), CODE_HEAD) == 0;
  member->name = g_strdup (nx_record_get_text (membership, NX_MEMBERSHIP_PERSON_NAME));
  member->relation = nx_record_dup_display (membership, NX_MEMBERSHIP_RELATION);
  member->sex = nx_record_dup_display (membership, NX_MEMBERSHIP_PERSON_SEX);
  member->age
      = nx_date_age_on (nx_record_get_date (membership, NX_MEMBERSHIP_PERSON_BIRTH_ON), self->on);
  if (person == NULL)
    return;
  member->id_number = g_strdup (nx_record_get_text (person, NX_PERSON_ID_NUMBER));
  member->phone = nx_person_dup_first_phone (person);
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const NxSheetMember *left = *(NxSheetMember *const *)a;
  const NxSheetMember *right = *(NxSheetMember *const *)b;

  if (left->is_head != right->is_head)
    return left->is_head ? -1 : 1;
  return right->age - left->age;
}

static void
fill_members (NxHouseholdFile *self, const NxHouseholdSources *sources)
{
  for (guint i = 0; sources->memberships != NULL && i < sources->memberships->len; i++)
    {
      NxRecord *membership = g_ptr_array_index (sources->memberships, i);
      gint64 id = nx_record_get_int (membership, NX_MEMBERSHIP_PERSON);

      if (nx_membership_holds_on (membership, sources->on)
          && !nx_record_is_set (membership, NX_MEMBERSHIP_PERSON_DIED_ON))
        add_member (self, membership, find_person (sources->persons, id));
      else
        self->n_former++;
    }
  g_ptr_array_sort (self->members, compare_members);
}

static gboolean
class_holds_on (NxRecord *support, NxDate on)
{
  NxDate from = nx_record_get_date (support, NX_SUPPORT_FROM_ON);
  NxDate to = nx_record_get_date (support, NX_SUPPORT_TO_ON);

  return (!nx_date_is_set (from) || nx_date_compare (from, on) <= 0)
         && (!nx_date_is_set (to) || nx_date_compare (to, on) >= 0);
}

static void
fill_classes (NxHouseholdFile *self, const NxHouseholdSources *sources)
{
  for (guint i = 0; sources->supports != NULL && i < sources->supports->len; i++)
    {
      NxRecord *support = g_ptr_array_index (sources->supports, i);
      NxRecord *person
          = find_person (sources->persons, nx_record_get_int (support, NX_SUPPORT_PERSON));
      NxSheetClass *class;

      if (!class_holds_on (support, sources->on))
        continue;
      class = nx_household_file_add_class (self);
      class->who = g_strdup (nx_record_get_text (support, NX_SUPPORT_PERSON_NAME));
      class->age = person != NULL ? nx_person_get_age_on (person, sources->on) : -1;
      class->label = nx_record_dup_display (support, NX_SUPPORT_CLASS);
      class->level = g_strdup (nx_record_get_text (support, NX_SUPPORT_LEVEL));
      class->from = nx_record_get_date (support, NX_SUPPORT_FROM_ON);
      class->to = nx_record_get_date (support, NX_SUPPORT_TO_ON);
      class->review_on = nx_record_get_date (support, NX_SUPPORT_REVIEW_ON);
    }
}

static void
fill_cases (NxHouseholdFile *self, GPtrArray *cases)
{
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      NxRecord *record = g_ptr_array_index (cases, i);
      NxSheetCase *work;

      if (!nx_case_is_open (record))
        continue;
      work = nx_household_file_add_case (self);
      work->number = g_strdup (nx_record_get_text (record, NX_CASE_NUMBER));
      work->title = g_strdup (nx_record_get_text (record, NX_CASE_TITLE));
      work->stage = nx_record_dup_display (record, NX_CASE_STAGE);
      work->risk = nx_record_dup_display (record, NX_CASE_RISK);
      work->worker = g_strdup (nx_record_get_text (record, NX_CASE_WORKER_NAME));
      work->next_on = nx_record_get_date (record, NX_CASE_NEXT_ON);
    }
}

void
nx_household_file_fill (NxHouseholdFile *self, const NxHouseholdSources *sources)
{
  g_return_if_fail (sources->household != NULL);

  nx_household_file_clear (self);
  nx_household_file_init (self);
  self->on = sources->on;
  fill_head (self, sources->household);
  fill_members (self, sources);
  fill_classes (self, sources);
  fill_cases (self, sources->cases);
}
