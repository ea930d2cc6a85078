/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * That a person belonged to a household, in which relation to its head, from when to when. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_MEMBERSHIP (nx_membership_get_type ())
G_DECLARE_FINAL_TYPE (NxMembership, nx_membership, NX, MEMBERSHIP, NxRecord)

/* clang-format off */
#define NX_MEMBERSHIP_FIELDS(F) \
  F (HOUSEHOLD, "household_id", REFERENCE, N_ ("Household"), "household", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (PERSON, "person_id", REFERENCE, N_ ("Person"), "person", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (RELATION, "relation", CODE, N_ ("Relation to head"), "gbt-4761", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (FROM_ON, "from_on", DAY, N_ ("From"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (TO_ON, "to_on", DAY, N_ ("To"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (LEAVE_REASON, "leave_reason", TEXT, N_ ("Reason for leaving"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (NOTE, "note", LONG_TEXT, N_ ("Note"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (PERSON_NAME, "person_name", TEXT, N_ ("Name"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, NAME, NULL) \
  F (PERSON_SEX, "person_sex", CODE, N_ ("Sex"), "gbt-2261-1", \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, NONE, NULL) \
  F (PERSON_BIRTH_ON, "person_birth_on", DAY, N_ ("Date of birth"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, BIRTH_DATE, NULL) \
  F (PERSON_DIED_ON, "person_died_on", DAY, N_ ("Died on"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (HOUSEHOLD_NUMBER, "household_number", TEXT, N_ ("Household number"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (HOUSEHOLD_ADDRESS, "household_address", TEXT, N_ ("Address"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, ADDRESS, NULL)
/* clang-format on */

#define NX_MEMBERSHIP_ENUM_ROW(id, ...) NX_MEMBERSHIP_##id,
typedef enum
{
  NX_MEMBERSHIP_FIELDS (NX_MEMBERSHIP_ENUM_ROW) NX_N_MEMBERSHIP_FIELDS
} NxMembershipField;

extern const NxRecordSpec nx_membership_spec;

/* TRUE when the membership holds on @day. An unknown begin counts as "always", an unknown end as
 * "still"; the day of leaving is the first day outside. */
gboolean nx_membership_holds_on (NxRecord *membership, NxDate day);

G_END_DECLS
