/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers what one paper says in a read job, lays it out, and notes in the journal that it was
 * printed. */
#pragma once

#include "nx-paper-records.h"
#include "nx-print-document.h"
#include "nx-print-options.h"

G_BEGIN_DECLS

typedef enum
{
  NX_PAPER_SOURCE_VISIT,
  NX_PAPER_SOURCE_TIMELINE,
  NX_PAPER_SOURCE_HOUSEHOLD,
  NX_PAPER_SOURCE_ROUTE,
} NxPaperKind;

/* The upper part is set by whoever prints, the rest by nx_paper_source_load(); then it does not
 * change any more, and any one thread at a time may make documents of it. */
typedef struct _NxPaperSource NxPaperSource;
struct _NxPaperSource
{
  NxPaperKind kind;
  gint64 id;                /* visit, case, household; the worker of a route, 0: who acts */
  gboolean is_of_household; /* a timeline of the household @id instead of a case */
  NxTimelineQuery query;    /* of a timeline: period and kinds */
  NxDate day;               /* of a route, and today for the others */
  GArray *case_ids; /* gint64, of a route: these cases; NULL: what is due by the day. Owned */
  GArray
      *more_ids; /* gint64: as many papers of the kind behind the one of @id; NULL: none. Owned */

  GPtrArray *more;  /* NxPaperSource of @more_ids, loaded */
  guint n_left_out; /* of @id and @more_ids, since they are gone or archived by now */
  NxPaperRecords records;
  NxRouteDay route;
  char *office;
  char *printed_by;
  gint64 printed_at;
  NxRecord *subject; /* what the journal says was printed; one of the records */
};

void nx_paper_source_clear (NxPaperSource *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NxPaperSource, nx_paper_source_clear)

/* Stable, untranslated: "visit", "timeline", "household", "route". */
const char *nx_paper_kind_get_name (NxPaperKind kind);
gboolean nx_paper_kind_from_name (const char *name, NxPaperKind *kind);
/* The copy a paper of that kind usually is. */
NxCopy nx_paper_kind_get_copy (NxPaperKind kind);

/* Inside a read job, once. Of several papers those that are gone are left out; NOT_FOUND when that
 * are all. */
gboolean nx_paper_source_load (NxPaperSource *self, NxDatabase *db, GError **error);

/* Office, who prints and when are filled in; the rest of @options is the caller's. All papers, one
 * behind the other. */
NxPrintDocument *nx_paper_source_make (const NxPaperSource *self, const NxPrintOptions *options);

/* The same one by one, for whoever must stay awake between two: @n from 0. */
guint nx_paper_source_get_n_papers (const NxPaperSource *self);
NxPrintDocument *nx_paper_source_make_one (const NxPaperSource *self,
                                           const NxPrintOptions *options,
                                           guint n);

/* Inside a write job: that a reason was given to see the numbers on it in full. */
gboolean nx_paper_source_note_unmasked (const NxPaperSource *self,
                                        NxDatabase *db,
                                        const char *reason,
                                        GError **error);

/* Inside a write job: that it was printed, and, where @options gives a reason, whose numbers stood
 * on it in full. */
gboolean nx_paper_source_note_printed (const NxPaperSource *self,
                                       NxDatabase *db,
                                       const NxPrintOptions *options,
                                       GError **error);

G_END_DECLS
