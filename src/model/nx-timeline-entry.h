/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One entry of a timeline: what happened on a day, ready to be shown on screen and on paper. */
#pragma once

#include "nx-date.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* Bits, so that a filter can hold several. */
typedef enum
{
  NX_TIMELINE_VISIT = 1 << 0,   /* a visit that was done */
  NX_TIMELINE_NOT_MET = 1 << 1, /* an attempt that met nobody */
  NX_TIMELINE_STAGE = 1 << 2,   /* a case opened, changed its stage or its risk level, closed */
  NX_TIMELINE_MEMBER = 1 << 3,  /* somebody moved in or out */
  NX_TIMELINE_CLASS = 1 << 4,   /* a support class began, changed or ended */
  NX_TIMELINE_EDIT = 1 << 5,    /* fields of a record were changed */
  NX_TIMELINE_COMMENT = 1 << 6, /* a question, answer or note that belongs to no visit */
  NX_TIMELINE_PLAN = 1 << 7,    /* a visit planned for a day */
  NX_TIMELINE_FILE = 1 << 8,    /* a photo or a PDF was attached to a case itself */
  NX_TIMELINE_ALL = (1 << 9) - 1,
} NxTimelineKind;

#define NX_TYPE_TIMELINE_ENTRY (nx_timeline_entry_get_type ())
G_DECLARE_FINAL_TYPE (NxTimelineEntry, nx_timeline_entry, NX, TIMELINE_ENTRY, GObject)

/* Filled by store, read by everybody, never changed afterwards. */
struct _NxTimelineEntry
{
  GObject parent_instance;

  NxTimelineKind kind; /* one bit */
  NxDate day;          /* when it happened, not when it was written */
  gint64 order;        /* among entries of one day: larger is later */
  NxRecord *record;    /* the visit, membership, support class, comment or attachment; NULL for
                        * plain edits */
  NxRecord *event;     /* the journal entry, or NULL for visits and comments */
  GPtrArray *comments; /* NxComment records on this visit, oldest first; may be NULL */
  int n_files;         /* attachments of this visit */
  gint64 case_id;      /* 0: belongs to no case */
  char *case_number;
  char *case_title;
  char *subject;     /* name of the person it is about; NULL for the household or case itself */
  char *worker_name; /* who did or wrote it */
};

NxTimelineEntry *nx_timeline_entry_new (NxTimelineKind kind, NxDate day, gint64 order);

/* What happened in a few words: "Home visit", "No answer at the door",
 * "Stage changed: Assessment → Planning". Never NULL; free with g_free. */
char *nx_timeline_entry_dup_title (NxTimelineEntry *self);

/* Number, time and people of a visit on one line, "" for other kinds. Free with g_free. */
char *nx_timeline_entry_dup_facts (NxTimelineEntry *self);

/* The text below the title: the narrative, what was tried, or one line for each changed field
 * ("Phones: changed" where old and new values are personal). "" when there is none. Free with
 * g_free. */
char *nx_timeline_entry_dup_body (NxTimelineEntry *self);

/* The word for a kind in the user's language, for filter chips. Static. */
const char *nx_timeline_kind_get_label (NxTimelineKind kind);
/* The id of a kind for command lines: "visit", "not-met", "stage" …; NULL when not one bit. */
const char *nx_timeline_kind_get_id (NxTimelineKind kind);
/* 0 for an unknown id. */
NxTimelineKind nx_timeline_kind_from_id (const char *id);

G_END_DECLS
