/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What is missing on a person's record for the group the person belongs to. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-person-lack.h"

#include <glib/gi18n-lib.h>

/* As the store compares days: by their texts, so that a bare year is before all its days. */
static gboolean
is_born_by (const char *birth, NxDate today, int years)
{
  g_autofree char *limit = nx_date_to_iso (nx_date_add_months (today, -12 * years));

  return birth != NULL && g_strcmp0 (birth, limit) <= 0;
}

static gboolean
needs_contact (NxRecord *person, NxDate today)
{
  const char *care = nx_record_get_text (person, NX_PERSON_CARE);

  return (care != NULL && !g_str_equal (care, "intact"))
         || (g_strcmp0 (nx_record_get_text (person, NX_PERSON_LIVING), "alone") == 0
             && is_born_by (nx_record_get_text (person, NX_PERSON_BIRTH_ON), today,
                            NX_LACK_ELDER_YEARS));
}

static gboolean
lacks_certificate (NxRecord *person, NxDate today)
{
  const char *expires = nx_record_get_text (person, NX_PERSON_DISABILITY_EXPIRES_ON);
  g_autofree char *day = nx_date_to_iso (today);

  return nx_record_is_set (person, NX_PERSON_DISABILITY_LEVEL)
         && (!nx_record_is_set (person, NX_PERSON_DISABILITY_NUMBER)
             || (expires != NULL && g_strcmp0 (expires, day) < 0));
}

guint
nx_person_lack_get (NxRecord *person, NxDate today)
{
  const char *birth = nx_record_get_text (person, NX_PERSON_BIRTH_ON);
  gboolean is_minor = birth != NULL && !is_born_by (birth, today, NX_LACK_ADULT_YEARS);
  guint lacks = NX_LACK_NONE;

  if (nx_record_is_set (person, NX_PERSON_DIED_ON))
    return NX_LACK_NONE;
  if (!is_minor && !nx_record_is_set (person, NX_PERSON_PHONES))
    lacks |= NX_LACK_PHONE;
  if (!nx_record_is_set (person, NX_PERSON_ID_NUMBER))
    lacks |= NX_LACK_ID_NUMBER;
  if (birth == NULL)
    lacks |= NX_LACK_BIRTH;
  if (!nx_record_is_set (person, NX_PERSON_EMERGENCY_CONTACT) && needs_contact (person, today))
    lacks |= NX_LACK_CONTACT;
  if (is_minor && !nx_record_is_set (person, NX_PERSON_GUARDIAN))
    lacks |= NX_LACK_GUARDIAN;
  if (lacks_certificate (person, today))
    lacks |= NX_LACK_CERTIFICATE;
  return lacks;
}

guint
nx_person_lack_get_field (NxPersonLack lack)
{
  switch (lack)
    {
    case NX_LACK_ID_NUMBER:
      return NX_PERSON_ID_NUMBER;
    case NX_LACK_BIRTH:
      return NX_PERSON_BIRTH_ON;
    case NX_LACK_CONTACT:
      return NX_PERSON_EMERGENCY_CONTACT;
    case NX_LACK_GUARDIAN:
      return NX_PERSON_GUARDIAN;
    case NX_LACK_CERTIFICATE:
      return NX_PERSON_DISABILITY_NUMBER;
    case NX_LACK_PHONE:
    case NX_LACK_NONE:
      break;
    }
  return NX_PERSON_PHONES;
}

NxPersonLack
nx_person_lack_first (guint lacks)
{
  for (guint i = 0; i < NX_N_LACKS; i++)
    if ((lacks & (1u << i)) != 0)
      return (NxPersonLack)(1u << i);
  return NX_LACK_NONE;
}

static const char *
get_words (NxPersonLack lack, NxRecord *person, NxDate today)
{
  switch (lack)
    {
    case NX_LACK_PHONE:
      return _ ("No phone");
    case NX_LACK_ID_NUMBER:
      return _ ("No ID number");
    case NX_LACK_BIRTH:
      return _ ("No date of birth");
    case NX_LACK_CONTACT:
      return g_strcmp0 (nx_record_get_text (person, NX_PERSON_LIVING), "alone") == 0
                 ? _ ("Lives alone, no emergency contact")
                 : _ ("Needs care, no emergency contact");
    case NX_LACK_GUARDIAN:
      return _ ("Minor without a guardian");
    case NX_LACK_CERTIFICATE:
      return nx_record_is_set (person, NX_PERSON_DISABILITY_NUMBER)
                 ? _ ("Disability certificate has expired")
                 : _ ("No disability certificate");
    case NX_LACK_NONE:
      break;
    }
  return NULL;
}

char *
nx_person_lack_dup_words (guint lacks, NxRecord *person, NxDate today)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < NX_N_LACKS; i++)
    if ((lacks & (1u << i)) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                              get_words ((NxPersonLack)(1u << i), person, today));
  return g_string_free (words, FALSE);
}
