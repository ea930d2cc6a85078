/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A case: the work with one client, a person or a household, from inquiry to archive. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_CASE (nx_case_get_type ())
G_DECLARE_FINAL_TYPE (NxCase, nx_case, NX, CASE, NxRecord)

/* clang-format off */
#define NX_CASE_FIELDS(F) \
  F (NUMBER, "number", TEXT, N_ ("Case number"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_SEARCHED, NONE, nx_check_number) \
  F (TITLE, "title", TEXT, N_ ("Title"), NULL, \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (CLIENT_PERSON, "person_id", REFERENCE, N_ ("Client"), "person", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (CLIENT_HOUSEHOLD, "household_id", REFERENCE, N_ ("Client household"), "household", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (CATEGORY, "category", CODES, N_ ("Problem category"), "problem-category", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (SOURCE, "source", CODE, N_ ("Source"), "case-source", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (STAGE, "stage", CODE, N_ ("Stage"), "case-stage", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (RISK, "risk", CODE, N_ ("Risk level"), "risk-level", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (WORKER, "worker_id", REFERENCE, N_ ("Responsible worker"), "worker", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (SUPERVISOR, "supervisor_id", REFERENCE, N_ ("Supervisor"), "worker", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (IS_CONFIDENTIAL, "is_confidential", BOOLEAN, N_ ("Confidential"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (OPENED_ON, "opened_on", DAY, N_ ("Opened on"), NULL, \
     NX_FIELD_REQUIRED, NONE, nx_check_day) \
  F (CLOSED_ON, "closed_on", DAY, N_ ("Closed on"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (CLOSURE_REASON, "closure_reason", CODE, N_ ("Reason for closing"), "case-closure-reason", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (PROBLEM, "problem", LONG_TEXT, N_ ("Presenting problem"), NULL, \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (NEXT_ON, "next_on", DAY, N_ ("Next visit"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (NEXT_REASON, "next_reason", TEXT, N_ ("Why then"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (NEXT_RULE, "next_rule", CODE, N_ ("Rule of the next date"), "next-rule", \
     NX_FIELD_KEPT, NONE, NULL) \
  F (LAST_CONTACT_ON, "last_contact_on", DAY, N_ ("Last contact"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (STAGE_SINCE_ON, "stage_since_on", DAY, N_ ("In this stage since"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (CLIENT_NAME, "client_name", TEXT, N_ ("Client"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, NAME, NULL) \
  F (CLIENT_SEX, "client_sex", CODE, N_ ("Sex"), "gbt-2261-1", \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, NONE, NULL) \
  F (CLIENT_BIRTH_ON, "client_birth_on", DAY, N_ ("Date of birth"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, BIRTH_DATE, NULL) \
  F (AREA_NAME, "area_name", TEXT, N_ ("Community"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (FULL_ADDRESS, "full_address", TEXT, N_ ("Current address"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, ADDRESS, NULL) \
  F (WORKER_NAME, "worker_name", TEXT, N_ ("Responsible worker"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (SUPERVISOR_NAME, "supervisor_name", TEXT, N_ ("Supervisor"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (N_VISITS, "n_visits", INTEGER, N_ ("Visits"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL)
/* clang-format on */

#define NX_CASE_ENUM_ROW(id, ...) NX_CASE_##id,
typedef enum
{
  NX_CASE_FIELDS (NX_CASE_ENUM_ROW) NX_N_CASE_FIELDS
} NxCaseField;

extern const NxRecordSpec nx_case_spec;

/* TRUE while work goes on: neither closed, archived, declined, referred out nor merged. */
gboolean nx_case_is_open (NxRecord *case_file);
/* The same for a code of the list case-stage; NULL counts as not open. */
gboolean nx_case_stage_is_open (const char *stage);

G_END_DECLS
