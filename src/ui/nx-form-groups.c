/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The headings under which a form shows the fields of a kind of record. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-form-groups.h"

#include "nx-household.h"
#include "nx-person.h"
#include "nx-support.h"

#include <glib/gi18n-lib.h>

static const struct
{
  NxRecordKind kind;
  guint field;
  const char *heading;
} groups[] = {
  { NX_RECORD_HOUSEHOLD, NX_HOUSEHOLD_ADDRESS, N_ ("Address") },
  { NX_RECORD_HOUSEHOLD, NX_HOUSEHOLD_HOUSING, N_ ("Dwelling and file") },
  { NX_RECORD_PERSON, NX_PERSON_ID_KIND, N_ ("Identity papers") },
  { NX_RECORD_PERSON, NX_PERSON_ETHNIC, N_ ("Background") },
  { NX_RECORD_PERSON, NX_PERSON_HEALTH, N_ ("Health and disability") },
  { NX_RECORD_PERSON, NX_PERSON_PHONES, N_ ("Contact and residence") },
  { NX_RECORD_PERSON, NX_PERSON_LIVING, N_ ("Living and care") },
  { NX_RECORD_PERSON, NX_PERSON_EMPLOYMENT, N_ ("Work") },
  { NX_RECORD_PERSON, NX_PERSON_GUARDIAN, N_ ("People to turn to") },
  { NX_RECORD_PERSON, NX_PERSON_DIED_ON, N_ ("More") },
  { NX_RECORD_SUPPORT, NX_SUPPORT_CERTIFICATE, N_ ("Certificate and evidence") },
};

const char *
nx_form_groups_get_heading (NxRecordKind kind, guint field)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].kind == kind && groups[i].field == field)
      return _ (groups[i].heading);
  return NULL;
}
