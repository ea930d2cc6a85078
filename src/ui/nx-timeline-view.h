/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The timeline on screen: chips by kind, a period, months as headings, entries that open. */
#pragma once

#include <adwaita.h>

#include "nx-date.h"
#include "nx-record.h"
#include "nx-remarks.h"
#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_TIMELINE_VIEW (nx_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (NxTimelineView, nx_timeline_view, NX, TIMELINE_VIEW, AdwBin)

/* It scrolls by itself: give it the room that is left. It follows the store's changes and keeps
 * place and open entries. Signal "loaded" after each answer of the store. */
GtkWidget *nx_timeline_view_new (NxStore *store);

/* Exactly one of them says whose timeline it is; each shows and loads it. */
void nx_timeline_view_set_case (NxTimelineView *self, gint64 case_id);
void nx_timeline_view_set_household (NxTimelineView *self, gint64 household_id);
void nx_timeline_view_set_person (NxTimelineView *self, gint64 person_id);

/* Property "narrow", to bind to a page's. */
void nx_timeline_view_set_narrow (NxTimelineView *self, gboolean is_narrow);

/* Goes to the first entry on or before @day, fetching older ones as needed; to the oldest there is
 * when none is so old. */
void nx_timeline_view_go_to (NxTimelineView *self, NxDate day);

/* Opens the entry of a visit, or of a question or note on a case, and gives its line the focus. It
 * is fetched when it is old; nothing happens when the timeline does not have it. */
void nx_timeline_view_go_to_record (NxTimelineView *self, NxRecordKind kind, gint64 id);

/* What is being written below the entries; borrowed. */
NxRemarks *nx_timeline_view_get_remarks (NxTimelineView *self);
/* NxComment records on the case as a whole, oldest first, as they were read last; NULL before, and
 * where the timeline is not a case's. Borrowed. */
GPtrArray *nx_timeline_view_get_case_comments (NxTimelineView *self);
/* For a page's flush: queues the drafts of what is being written. */
void nx_timeline_view_flush (NxTimelineView *self);

/* NxTimelineKind bits that show; 0 all. For printing what is filtered. */
guint nx_timeline_view_get_kinds (NxTimelineView *self);
/* How many entries are loaded; for tests. */
guint nx_timeline_view_get_n_entries (NxTimelineView *self);

G_END_DECLS
