/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One human being, whether served, volunteer or both. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-person.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

NX_DEFINE_RECORD (NxPerson, nx_person, PERSON, "person", N_ ("Person"), NX_PERSON_FIELDS)

int
nx_person_get_age_on (NxRecord *person, NxDate on)
{
  NxDate birth = nx_record_get_date (person, NX_PERSON_BIRTH_ON);
  NxDate death = nx_record_get_date (person, NX_PERSON_DIED_ON);

  if (nx_date_is_set (death) && nx_date_compare (death, on) < 0)
    on = death;
  return nx_date_age_on (birth, on);
}

char *
nx_person_dup_first_phone (NxRecord *person)
{
  const char *phones = nx_record_get_text (person, NX_PERSON_PHONES);

  return phones != NULL ? g_strndup (phones, strcspn (phones, " \n")) : NULL;
}
