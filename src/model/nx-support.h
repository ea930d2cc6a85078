/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * That a person or household is in a support class (低保, 独居 …), with evidence, from when to
 * when. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_SUPPORT (nx_support_get_type ())
G_DECLARE_FINAL_TYPE (NxSupport, nx_support, NX, SUPPORT, NxRecord)

/* clang-format off */
#define NX_SUPPORT_FIELDS(F) \
  F (PERSON, "person_id", REFERENCE, N_ ("Person"), "person", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (HOUSEHOLD, "household_id", REFERENCE, N_ ("Household"), "household", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (CLASS, "class", CODE, N_ ("Support class"), "support-class", \
     NX_FIELD_REQUIRED | NX_FIELD_SENSITIVE, NONE, NULL) \
  F (LEVEL, "level", TEXT, N_ ("Level"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (FROM_ON, "from_on", DAY, N_ ("From"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (TO_ON, "to_on", DAY, N_ ("To"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (REVIEW_ON, "review_on", DAY, N_ ("Next review"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (CERTIFICATE, "certificate", TEXT, N_ ("Certificate number"), NULL, \
     NX_FIELD_PERSONAL, ID_NUMBER, NULL) \
  F (ORGANISATION, "organisation", TEXT, N_ ("Approved by"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (AMOUNT, "amount", INTEGER, N_ ("Amount a month (yuan)"), NULL, \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (EVIDENCE, "evidence", LONG_TEXT, N_ ("Evidence"), NULL, \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (REASON, "reason", LONG_TEXT, N_ ("Reason for ending"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (PERSON_NAME, "person_name", TEXT, N_ ("Name"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, NAME, NULL)
/* clang-format on */

#define NX_SUPPORT_ENUM_ROW(id, ...) NX_SUPPORT_##id,
typedef enum
{
  NX_SUPPORT_FIELDS (NX_SUPPORT_ENUM_ROW) NX_N_SUPPORT_FIELDS
} NxSupportField;

extern const NxRecordSpec nx_support_spec;

/* TRUE when the class is held on @day. An unknown begin counts as "always", an unknown end as
 * "still"; on the day it ends it is not held any more, as the store counts it. */
gboolean nx_support_holds_on (NxRecord *support, NxDate day);

G_END_DECLS
