/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds what a visit summary says, filled from the records of the visit. */
#pragma once

#include "nx-date.h"
#include "nx-record.h"
#include "nx-subject.h"

#include <glib.h>

G_BEGIN_DECLS

/* The five states looked at on a visit, in the order of the paper. */
typedef enum
{
  NX_OBSERVED_BODY,
  NX_OBSERVED_MOOD,
  NX_OBSERVED_HOME,
  NX_OBSERVED_MONEY,
  NX_OBSERVED_CARE,
  NX_N_OBSERVED
} NxObserved;

/* Owned texts as they were typed (masking is done while printing), in the user's language where
 * they are labels. Any may be NULL: its place on the paper stays, with "None" or empty. Nothing of
 * the private reflection, of comments or of reports is in here, so none can be printed. */
typedef struct
{
  NxSubject subject;
  char *number; /* of this record: case number and session */
  int session;  /* 0: not counted */
  gboolean is_confidential;

  NxDate on;
  char *start_time; /* "14:00" */
  char *end_time;
  int minutes; /* -1 unknown */
  NxDate written_on;
  char *place;
  char *worker; /* with qualification */
  char *companions;
  char *kind;
  char *risk;
  char *persons_seen;

  char *purpose;
  gboolean is_not_met;
  char *not_met; /* reason and what was tried */
  char *narrative;
  char *observed[NX_N_OBSERVED]; /* codes of the list "observation" */
  gboolean has_new_risks;
  char *new_risks; /* labels */
  char *services;  /* one a line, perhaps with a quantity at its end */
  char *problems;
  char *next_steps; /* one a line: what ； who ； until when */
  NxDate next_on;
  char *next_reason;
  char *responsible; /* who makes the next visit */
} NxVisitSheet;

void nx_visit_sheet_clear (NxVisitSheet *self);

/* Records of a visit; all but `visit` may be NULL. Borrowed. */
typedef struct
{
  NxRecord *visit;        /* NxVisit */
  NxRecord *case_file;    /* NxCase */
  NxRecord *person;       /* NxPerson: the client */
  NxRecord *household;    /* NxHousehold: the client, or where the client lives */
  NxRecord *worker;       /* NxWorker who visited */
  GPtrArray *memberships; /* NxMembership of the household, former ones too: names to hide */
} NxVisitSources;

void nx_visit_sheet_fill (NxVisitSheet *self, const NxVisitSources *sources);

G_END_DECLS
