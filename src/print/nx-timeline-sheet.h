/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds what a timeline on paper says, filled from timeline entries. */
#pragma once

#include "nx-date.h"
#include "nx-record.h"
#include "nx-subject.h"
#include "nx-timeline-entry.h"

#include <glib.h>

G_BEGIN_DECLS

/* One entry. Owned texts as they were typed; any may be NULL. */
typedef struct
{
  NxDate day;
  char *category; /* "Home visit 6" */
  char *text;
  char *remarks;          /* for every copy: "Written late …"; one a line */
  char *internal_remarks; /* questions and answers: only on the file copy; one a line */
  char *recorder;
  gboolean is_internal; /* the whole entry is left out of the client copy */
} NxTimelineRow;

typedef enum
{
  NX_CHAIN_NOT_CHECKED,
  NX_CHAIN_WHOLE,
  NX_CHAIN_BROKEN
} NxChainState;

typedef struct
{
  NxSubject subject;
  gboolean is_household; /* of all members and their cases, not of one case */
  char *number;          /* of the case or household */
  char *title;           /* of the case */
  char *stage;
  char *worker;
  char *supervisor;
  gboolean is_confidential;
  NxDate from; /* the period asked for; unset: from the first entry */
  NxDate to;
  guint kinds;        /* NxTimelineKind bits the filter let through; 0: all */
  guint n_in_period;  /* entries before the filter; 0: not known */
  NxChainState chain; /* of the journal */
  GPtrArray *rows;    /* NxTimelineRow, oldest first */
} NxTimelineSheet;

void nx_timeline_sheet_clear (NxTimelineSheet *self);

/* Appends an empty row owned by the sheet. */
NxTimelineRow *nx_timeline_sheet_add_row (NxTimelineSheet *self);

/* Borrowed; a case timeline has `case_file`, a household's none. */
typedef struct
{
  NxRecord *case_file;
  NxRecord *person;
  NxRecord *household;
  GPtrArray *memberships; /* NxMembership: names to hide */
  GPtrArray *entries;     /* NxTimelineEntry in any order */
  NxDate from;
  NxDate to;
  guint kinds;
  guint n_in_period;
  NxChainState chain;
  NxDate today; /* ages count on the last day of the period, or today if it has no end */
} NxTimelineSources;

void nx_timeline_sheet_fill (NxTimelineSheet *self, const NxTimelineSources *sources);

G_END_DECLS
