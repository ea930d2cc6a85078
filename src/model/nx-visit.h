/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A visit or other contact: planned, done, or attempted without meeting the client. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_VISIT (nx_visit_get_type ())
G_DECLARE_FINAL_TYPE (NxVisit, nx_visit, NX, VISIT, NxRecord)

/* clang-format off */
#define NX_VISIT_FIELDS(F) \
  F (CASE, "case_id", REFERENCE, N_ ("Case"), "case_file", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (STATE, "state", CODE, N_ ("State"), "visit-state", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (KIND, "kind", CODE, N_ ("Kind of visit"), "visit-kind", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (ON, "visited_on", DAY, N_ ("Visited on"), NULL, \
     NX_FIELD_REQUIRED, NONE, nx_check_day) \
  F (START_TIME, "start_time", TIME, N_ ("Begin"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_time) \
  F (END_TIME, "end_time", TIME, N_ ("End"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_time) \
  F (WRITTEN_ON, "written_on", DAY, N_ ("Written on"), NULL, \
     NX_FIELD_KEPT, NONE, nx_check_day) \
  F (SESSION, "session", INTEGER, N_ ("Session number"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (PLACE, "place", TEXT, N_ ("Place"), NULL, \
     NX_FIELD_PERSONAL, ADDRESS, NULL) \
  F (PURPOSE, "purpose", CODES, N_ ("Purpose"), "visit-purpose", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (PURPOSE_NOTE, "purpose_note", TEXT, N_ ("More on the purpose"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (PERSONS_SEEN, "persons_seen", TEXT, N_ ("Persons seen"), NULL, \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (COMPANIONS, "companions", TEXT, N_ ("Visitors besides the worker"), NULL, \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (WORKER, "worker_id", REFERENCE, N_ ("Worker"), "worker", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (NARRATIVE, "narrative", LONG_TEXT, N_ ("What happened and what was seen"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, NONE, NULL) \
  F (BODY, "body", CODE, N_ ("Body"), "observation", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (MOOD, "mood", CODE, N_ ("Mood"), "observation", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (HOME, "home", CODE, N_ ("Home"), "observation", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (MONEY, "money", CODE, N_ ("Money"), "observation", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (CARE_STATE, "care", CODE, N_ ("Care"), "observation", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (NEW_RISKS, "new_risks", CODES, N_ ("New risks"), "new-risk", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (PROBLEMS, "problems", LONG_TEXT, N_ ("Problems found"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, NONE, NULL) \
  F (SERVICES, "services", LONG_TEXT, N_ ("Services and goods"), NULL, \
     NX_FIELD_SEARCHED, NONE, NULL) \
  F (NEXT_STEPS, "next_steps", LONG_TEXT, N_ ("Next steps"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, NONE, NULL) \
  F (NEXT_ON, "next_on", DAY, N_ ("Next date"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_day) \
  F (NEXT_REASON, "next_reason", TEXT, N_ ("Why then"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (NOT_MET_REASON, "not_met_reason", CODE, N_ ("Reason not met"), "not-met-reason", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (NOT_MET_NOTE, "not_met_note", LONG_TEXT, N_ ("What was tried"), NULL, \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (REFLECTION, "reflection", LONG_TEXT, N_ ("Private reflection"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_PRIVATE, NONE, NULL) \
  F (CASE_NUMBER, "case_number", TEXT, N_ ("Case number"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (CASE_TITLE, "case_title", TEXT, N_ ("Case"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (CLIENT_PERSON, "client_person_id", REFERENCE, N_ ("Client"), "person", \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (CLIENT_HOUSEHOLD, "client_household_id", REFERENCE, N_ ("Client household"), "household", \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (CLIENT_NAME, "client_name", TEXT, N_ ("Client"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, NAME, NULL) \
  F (WORKER_NAME, "worker_name", TEXT, N_ ("Worker"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (RISK, "risk", CODE, N_ ("Risk level"), "risk-level", \
     NX_FIELD_DERIVED, NONE, NULL)
/* clang-format on */

#define NX_VISIT_ENUM_ROW(id, ...) NX_VISIT_##id,
typedef enum
{
  NX_VISIT_FIELDS (NX_VISIT_ENUM_ROW) NX_N_VISIT_FIELDS
} NxVisitField;

extern const NxRecordSpec nx_visit_spec;

/* Minutes from begin to end, or -1 when either is unknown. */
int nx_visit_get_minutes (NxRecord *visit);
/* Days between the visit and its writing, 0 when unknown. */
int nx_visit_get_days_late (NxRecord *visit);

G_END_DECLS
