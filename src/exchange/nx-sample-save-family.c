/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves the households, people, memberships and support classes of made-up families. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-sample-save.h"
#include "nx-save.h"

#define ID_CARD_AGE 16

static gboolean
save_household (NxDatabase *db,
                const NxSampleStaff *staff,
                NxSampleHousehold *household,
                GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);

  nx_edit_set_text (edit, NX_HOUSEHOLD_NUMBER, household->number);
  nx_edit_set_text (edit, NX_HOUSEHOLD_KIND, household->is_collective ? "collective" : "family");
  nx_edit_set_int (edit, NX_HOUSEHOLD_AREA, g_array_index (staff->areas, gint64, household->area));
  nx_edit_set_text (edit, NX_HOUSEHOLD_ADDRESS, household->address);
  nx_edit_set_text (edit, NX_HOUSEHOLD_BUILDING, household->building);
  nx_edit_set_text (edit, NX_HOUSEHOLD_UNIT, household->unit);
  nx_edit_set_text (edit, NX_HOUSEHOLD_ROOM, household->room);
  nx_edit_set_text (edit, NX_HOUSEHOLD_GRID, household->grid);
  nx_edit_set_text (edit, NX_HOUSEHOLD_HOUSING, household->housing);
  nx_edit_set_text (edit, NX_HOUSEHOLD_STATUS, household->status);
  nx_edit_set_int (edit, NX_HOUSEHOLD_WORKER, nx_sample_staff_get_worker (staff, household));
  nx_edit_set_date (edit, NX_HOUSEHOLD_REGISTERED_ON, household->registered_on);
  nx_edit_set_text (edit, NX_HOUSEHOLD_NOTE, household->note);
  household->id = nx_records_save (db, edit, error);
  return household->id != 0;
}

static void
set_identity (NxEdit *edit, const NxSamplePerson *person)
{
  nx_edit_set_text (edit, NX_PERSON_NAME, person->name);
  nx_edit_set_text (edit, NX_PERSON_FORMER_NAMES, person->former_names);
  nx_edit_set_text (edit, NX_PERSON_SEX, person->sex);
  nx_edit_set_date (edit, NX_PERSON_BIRTH_ON, person->birth_on);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_LUNAR, person->birth_lunar);
  if (person->id_number != NULL)
    {
      nx_edit_set_text (edit, NX_PERSON_ID_KIND,
                        person->age >= ID_CARD_AGE ? "id_card" : "household_book");
      nx_edit_set_text (edit, NX_PERSON_ID_NUMBER, person->id_number);
      nx_edit_set_date (edit, NX_PERSON_ID_EXPIRES_ON, person->id_expires_on);
    }
  nx_edit_set_text (edit, NX_PERSON_ETHNIC, person->ethnic);
  nx_edit_set_text (edit, NX_PERSON_MARITAL, person->marital);
  nx_edit_set_date (edit, NX_PERSON_DIED_ON, person->died_on);
}

static void
set_circumstances (NxEdit *edit, const NxSamplePerson *person)
{
  nx_edit_set_text (edit, NX_PERSON_POLITICAL, person->political);
  nx_edit_set_text (edit, NX_PERSON_EDUCATION, person->education);
  nx_edit_set_text (edit, NX_PERSON_HEALTH, person->health);
  nx_edit_set_text (edit, NX_PERSON_DISABILITY_KIND, person->disability_kind);
  nx_edit_set_text (edit, NX_PERSON_DISABILITY_LEVEL, person->disability_level);
  nx_edit_set_text (edit, NX_PERSON_DISABILITY_NUMBER, person->disability_number);
  nx_edit_set_date (edit, NX_PERSON_DISABILITY_EXPIRES_ON, person->disability_expires_on);
  nx_edit_set_text (edit, NX_PERSON_PHONES, person->phones);
  nx_edit_set_text (edit, NX_PERSON_REGISTERED_ADDRESS, person->registered_address);
  nx_edit_set_text (edit, NX_PERSON_RESIDENCE_KIND, person->residence_kind);
  nx_edit_set_text (edit, NX_PERSON_LIVING, person->living);
  nx_edit_set_text (edit, NX_PERSON_CARE, person->care);
  nx_edit_set_text (edit, NX_PERSON_EMPLOYMENT, person->employment);
  nx_edit_set_text (edit, NX_PERSON_NEW_EMPLOYMENT, person->new_employment);
  nx_edit_set_text (edit, NX_PERSON_EMPLOYER, person->employer);
  nx_edit_set_text (edit, NX_PERSON_GUARDIAN, person->guardian);
  nx_edit_set_text (edit, NX_PERSON_EMERGENCY_CONTACT, person->emergency_contact);
  nx_edit_set_text (edit, NX_PERSON_NOTE, person->note);
}

/* Relatives who never lived in a household of the office are names in papers, no records. */
static gboolean
has_membership (const NxSampleGroup *group, int person)
{
  for (guint i = 0; i < group->memberships->len; i++)
    if (NX_SAMPLE_MEMBERSHIP (group, i)->person == person)
      return TRUE;
  return FALSE;
}

static gboolean
save_person (NxDatabase *db, NxSamplePerson *person, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  set_identity (edit, person);
  set_circumstances (edit, person);
  person->id = nx_records_save (db, edit, error);
  return person->id != 0;
}

/* Moving out is an event of its own, so it is a second save. */
static gboolean
end_membership (NxDatabase *db, gint64 id, const NxSampleMembership *membership, GError **error)
{
  g_autoptr (NxRecord) record = nx_records_load (db, NX_RECORD_MEMBERSHIP, id, error);
  g_autoptr (NxEdit) edit = NULL;

  if (record == NULL)
    return FALSE;
  edit = nx_edit_new (NX_RECORD_MEMBERSHIP, record);
  nx_edit_set_date (edit, NX_MEMBERSHIP_TO_ON, membership->to_on);
  nx_edit_set_text (edit, NX_MEMBERSHIP_LEAVE_REASON, membership->leave_reason);
  return nx_records_save (db, edit, error) != 0;
}

static gboolean
save_membership (NxDatabase *db,
                 const NxSampleGroup *group,
                 const NxSampleMembership *membership,
                 GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  gint64 id = 0;

  nx_edit_set_int (edit, NX_MEMBERSHIP_HOUSEHOLD,
                   NX_SAMPLE_HOUSEHOLD (group, membership->household)->id);
  nx_edit_set_int (edit, NX_MEMBERSHIP_PERSON, NX_SAMPLE_PERSON (group, membership->person)->id);
  nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, membership->relation);
  nx_edit_set_date (edit, NX_MEMBERSHIP_FROM_ON, membership->from_on);
  id = nx_records_save (db, edit, error);
  if (id == 0)
    return FALSE;
  return !nx_date_is_set (membership->to_on) || end_membership (db, id, membership, error);
}

static gboolean
end_support (NxDatabase *db, gint64 id, const NxSampleSupport *support, GError **error)
{
  g_autoptr (NxRecord) record = nx_records_load (db, NX_RECORD_SUPPORT, id, error);
  g_autoptr (NxEdit) edit = NULL;

  if (record == NULL)
    return FALSE;
  edit = nx_edit_new (NX_RECORD_SUPPORT, record);
  nx_edit_set_date (edit, NX_SUPPORT_TO_ON, support->to_on);
  nx_edit_set_text (edit, NX_SUPPORT_REASON, support->reason);
  return nx_records_save (db, edit, error) != 0;
}

static gboolean
save_support (NxDatabase *db,
              const NxSampleGroup *group,
              const NxSampleSupport *support,
              GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_SUPPORT, NULL);
  gint64 id = 0;

  if (support->person >= 0)
    nx_edit_set_int (edit, NX_SUPPORT_PERSON, NX_SAMPLE_PERSON (group, support->person)->id);
  else
    nx_edit_set_int (edit, NX_SUPPORT_HOUSEHOLD,
                     NX_SAMPLE_HOUSEHOLD (group, support->household)->id);
  nx_edit_set_text (edit, NX_SUPPORT_CLASS, support->class_id);
  nx_edit_set_text (edit, NX_SUPPORT_LEVEL, support->level);
  nx_edit_set_date (edit, NX_SUPPORT_FROM_ON, support->from_on);
  nx_edit_set_date (edit, NX_SUPPORT_REVIEW_ON, support->review_on);
  nx_edit_set_text (edit, NX_SUPPORT_CERTIFICATE, support->certificate);
  nx_edit_set_text (edit, NX_SUPPORT_ORGANISATION, support->organisation);
  if (support->amount > 0)
    nx_edit_set_int (edit, NX_SUPPORT_AMOUNT, support->amount);
  nx_edit_set_text (edit, NX_SUPPORT_EVIDENCE, support->evidence);
  id = nx_records_save (db, edit, error);
  if (id == 0)
    return FALSE;
  return !nx_date_is_set (support->to_on) || end_support (db, id, support, error);
}

gboolean
nx_sample_save_family (NxDatabase *db,
                       const NxSampleStaff *staff,
                       NxSampleGroup *group,
                       GError **error)
{
  for (guint i = 0; i < group->households->len; i++)
    if (!save_household (db, staff, NX_SAMPLE_HOUSEHOLD (group, i), error))
      return FALSE;
  for (guint i = 0; i < group->persons->len; i++)
    if (has_membership (group, (int)i) && !save_person (db, NX_SAMPLE_PERSON (group, i), error))
      return FALSE;
  for (guint i = 0; i < group->memberships->len; i++)
    if (!save_membership (db, group, NX_SAMPLE_MEMBERSHIP (group, i), error))
      return FALSE;
  for (guint i = 0; i < group->supports->len; i++)
    if (!save_support (db, group, NX_SAMPLE_SUPPORT (group, i), error))
      return FALSE;
  return TRUE;
}
