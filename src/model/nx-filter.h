/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the user asked a list to show: which records, in which order. */
#pragma once

#include "nx-date.h"
#include "nx-types.h"

G_BEGIN_DECLS

typedef enum
{
  NX_ORDER_NAME,    /* pinyin of the name; households by their head's */
  NX_ORDER_ADDRESS, /* area, then address with its numbers counted */
  NX_ORDER_NUMBER,  /* household or case number */
  NX_ORDER_NEXT,    /* next visit first; none last */
  NX_ORDER_RISK,    /* high first, then next visit */
  NX_ORDER_NEWEST,  /* visits and comments: newest first */
  NX_ORDER_OLDEST,
  NX_ORDER_STROKES, /* strokes of the name, 以姓氏笔画为序; households by their head's */
  NX_ORDER_AGE,     /* the youngest first; cases by their client's; unknown last */
  NX_ORDER_LAST,    /* the last contact: never, then the longest ago first; nobody's case last */
} NxOrder;

typedef enum
{
  NX_CASES_ALL,
  NX_CASES_OPEN,
  NX_CASES_ENDED,
} NxCasesState;

#define NX_TYPE_FILTER (nx_filter_get_type ())

/* Conditions that are not set (0, NULL, no date) do not narrow. All set ones must hold. */
struct _NxFilter
{
  NxRecordKind kind;
  NxOrder order;
  gboolean is_backward; /* the order the other way round; what has nothing to order by stays last */

  char *text;     /* as typed into a list's filter entry: the store finds records by it */
  gint64 area_id; /* that area and all below it */
  gint64 worker_id;
  gint64 responsible_id; /* people whose household or case that worker is in charge of */
  guint lacks;           /* people of whom any of these is missing: NxPersonLack bits */
  gint64 household_id;
  gint64 person_id;
  gint64 case_id;
  char *status;  /* household-status */
  char *stage;   /* case-stage */
  char *risk;    /* risk-level */
  char *support; /* support-class held today */
  char *state;   /* visit-state */
  NxCasesState cases;
  NxDate due_until;   /* cases whose next visit is on or before that day */
  NxDate quiet_since; /* cases with no contact after that day */
  NxDate from;        /* visits on that day or later */
  NxDate to;          /* visits on that day or earlier */
  char initial; /* 'a' to 'z': names that begin with that letter of pinyin, in an order by name */
  gboolean with_archived;
  guint limit; /* 0: no limit */
};

GType nx_filter_get_type (void) G_GNUC_CONST;

NxFilter *nx_filter_new (NxRecordKind kind);
NxFilter *nx_filter_copy (const NxFilter *self);
void nx_filter_free (NxFilter *self);

/* TRUE when any condition narrows the list, so that an empty result means "no match". */
gboolean nx_filter_is_narrow (const NxFilter *self);

/* Replace a text member: @place is one of them. */
void nx_filter_set (char **place, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxFilter, nx_filter_free)

G_END_DECLS
