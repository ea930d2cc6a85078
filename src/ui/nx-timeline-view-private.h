/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxTimelineView share. */
#pragma once

#include "nx-list-faces.h"
#include "nx-remarks.h"
#include "nx-timeline-item.h"
#include "nx-timeline-query.h"
#include "nx-timeline-view.h"

G_BEGIN_DECLS

/* Entries fetched at a time; more come when the end is near. */
#define NX_TIMELINE_PAGE 200

struct _NxTimelineView
{
  AdwBin parent_instance;

  NxStore *store;

  GtkWidget *chip_place;
  GtkWidget *chips;
  GtkWidget *from_field;
  GtkWidget *to_field;
  NxListFaces *faces;

  NxTimelineQuery query;
  GPtrArray *entries; /* loaded so far, newest first */
  GListStore *items;
  GtkSliceListModel *shown; /* what the list has of them yet */
  NxRemarks *remarks;       /* half written ones, whatever happens to their rows */
  GPtrArray *case_comments; /* of the case as a whole; NULL where the timeline is not a case's */
  GtkWidget *list;
  NxDate jump_to;         /* older entries are fetched until it is reached; or none */
  NxRecordKind jump_kind; /* the same, until the record's entry is there */
  gint64 jump_id;         /* or 0 */
  guint record_source;
  guint jump_position;
  guint n_tries;
  guint focus_source;
  GCancellable *load;
  guint n_asked; /* by the load under way */
  guint is_narrow : 1;
  guint is_jumping : 1; /* nobody scrolls: nothing is fetched for it */
  guint is_whole : 1;   /* nothing older is left to fetch */
  guint is_loading : 1;
  guint is_more : 1;    /* the load under way goes on where the list ends */
  guint is_stale : 1;   /* a change came while loading */
  guint is_filling : 1; /* chips are being set, not pressed */
};

/* The next page, or all that was shown so far anew. */
void nx_timeline_view_load (NxTimelineView *self, gboolean is_more);

/* nx-timeline-view-bar.c */

/* For above the list; what is chosen there changes the query and loads. */
GtkWidget *nx_timeline_view_new_bar (NxTimelineView *self);
void nx_timeline_view_fit_bar (NxTimelineView *self);

/* Shows what the query asks for and how many entries each kind has. */
void nx_timeline_view_update_bar (NxTimelineView *self, const guint counts[NX_TIMELINE_N_KINDS]);

/* nx-timeline-view-jump.c */

/* After each answer: fetches on, or goes there. */
void nx_timeline_view_continue_jump (NxTimelineView *self);

/* nx-timeline-view-rows.c */

/* The list over the view's items. */
GtkWidget *nx_timeline_view_new_list (NxTimelineView *self);
/* The row that shows @item now; NULL while none does. It is what takes the focus. */
GtkWidget *nx_timeline_view_find_row (NxTimelineView *self, NxTimelineItem *item);

G_END_DECLS
