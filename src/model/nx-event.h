/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One entry of the journal: what happened, to what, when, by whom, which fields changed. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_EVENT (nx_event_get_type ())
G_DECLARE_FINAL_TYPE (NxEvent, nx_event, NX, EVENT, NxRecord)

/* clang-format off */
#define NX_EVENT_FIELDS(F) \
  F (AT, "at", INSTANT, N_ ("At"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (ON, "on_day", DAY, N_ ("On"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (WORKER, "worker_id", REFERENCE, N_ ("By"), "worker", \
     NX_FIELD_KEPT, NONE, NULL) \
  F (ACTION, "action", CODE, N_ ("Action"), "event-action", \
     NX_FIELD_KEPT, NONE, NULL) \
  F (RECORD_KIND, "record_kind", INTEGER, N_ ("Kind of record"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (RECORD_ID, "record_id", INTEGER, N_ ("Record"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (CASE, "case_id", REFERENCE, N_ ("Case"), "case_file", \
     NX_FIELD_KEPT, NONE, NULL) \
  F (HOUSEHOLD, "household_id", REFERENCE, N_ ("Household"), "household", \
     NX_FIELD_KEPT, NONE, NULL) \
  F (PERSON, "person_id", REFERENCE, N_ ("Person"), "person", \
     NX_FIELD_KEPT, NONE, NULL) \
  F (CHANGES, "changes", LONG_TEXT, N_ ("What changed"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_KEPT, NONE, NULL) \
  F (DIGEST, "digest", TEXT, N_ ("Digest"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (WORKER_NAME, "worker_name", TEXT, N_ ("By"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL)
/* clang-format on */

#define NX_EVENT_ENUM_ROW(id, ...) NX_EVENT_##id,
typedef enum
{
  NX_EVENT_FIELDS (NX_EVENT_ENUM_ROW) NX_N_EVENT_FIELDS
} NxEventField;

extern const NxRecordSpec nx_event_spec;

G_END_DECLS
