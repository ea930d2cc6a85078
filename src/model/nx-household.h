/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A household: an address with its dwelling, and the people whose memberships point to it. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_HOUSEHOLD (nx_household_get_type ())
G_DECLARE_FINAL_TYPE (NxHousehold, nx_household, NX, HOUSEHOLD, NxRecord)

/* clang-format off */
#define NX_HOUSEHOLD_FIELDS(F) \
  F (NUMBER, "number", TEXT, N_ ("Household number"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_SEARCHED, NONE, nx_check_number) \
  F (KIND, "kind", CODE, N_ ("Household type"), "household-kind", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (AREA, "area_id", REFERENCE, N_ ("Community"), "area", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (ADDRESS, "address", TEXT, N_ ("Address"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, ADDRESS, NULL) \
  F (BUILDING, "building", TEXT, N_ ("Building"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, ADDRESS, NULL) \
  F (UNIT, "unit", TEXT, N_ ("Unit"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, ADDRESS, NULL) \
  F (ROOM, "room", TEXT, N_ ("Room"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, ADDRESS, NULL) \
  F (GRID, "grid", TEXT, N_ ("Grid"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (HOUSING, "housing", CODE, N_ ("Housing"), "housing", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (STATUS, "status", CODE, N_ ("Household status"), "household-status", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (WORKER, "worker_id", REFERENCE, N_ ("Responsible worker"), "worker", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (REGISTERED_ON, "registered_on", DAY, N_ ("File opened on"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (NOTE, "note", LONG_TEXT, N_ ("Note"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (NAME_KEY, "name_key", TEXT, N_ ("Sort key"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (ADDRESS_KEY, "address_key", TEXT, N_ ("Address sort key"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (HEAD, "person_id", REFERENCE, N_ ("Head of household"), "person", \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (HEAD_NAME, "head_name", TEXT, N_ ("Head of household"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, NAME, NULL) \
  F (N_MEMBERS, "n_members", INTEGER, N_ ("Members"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (AREA_NAME, "area_name", TEXT, N_ ("Community"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (WORKER_NAME, "worker_name", TEXT, N_ ("Responsible worker"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (N_OPEN_CASES, "n_open_cases", INTEGER, N_ ("Open cases"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (NEXT_ON, "next_on", DAY, N_ ("Next visit"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL)
/* clang-format on */

#define NX_HOUSEHOLD_ENUM_ROW(id, ...) NX_HOUSEHOLD_##id,
typedef enum
{
  NX_HOUSEHOLD_FIELDS (NX_HOUSEHOLD_ENUM_ROW) NX_N_HOUSEHOLD_FIELDS
} NxHouseholdField;

extern const NxRecordSpec nx_household_spec;

/* The street address with building, unit and room as one line. Free with g_free. */
char *nx_household_dup_full_address (NxRecord *household);
/* The same from the values of an edit: parts may be NULL. */
char *nx_household_join_address (const char *address,
                                 const char *building,
                                 const char *unit,
                                 const char *room);

G_END_DECLS
