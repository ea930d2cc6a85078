/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of a timeline's list: a month's heading, or an entry that is open or closed. */
#pragma once

#include "nx-timeline-entry.h"

G_BEGIN_DECLS

#define NX_TYPE_TIMELINE_ITEM (nx_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (NxTimelineItem, nx_timeline_item, NX, TIMELINE_ITEM, GObject)

NxTimelineItem *nx_timeline_item_new_heading (const char *text);
NxTimelineItem *nx_timeline_item_new (NxTimelineEntry *entry);

/* NULL for an entry. */
const char *nx_timeline_item_get_heading (NxTimelineItem *self);
/* NULL for a heading. */
NxTimelineEntry *nx_timeline_item_get_entry (NxTimelineItem *self);

/* Whether all of the entry shows; property "open" notifies. It is kept here and not in a widget,
 * since widgets go to other lines while scrolling. */
gboolean nx_timeline_item_is_open (NxTimelineItem *self);
void nx_timeline_item_set_open (NxTimelineItem *self, gboolean is_open);

/* TRUE when both lines stand for the same: the same record, or both a heading. */
gboolean nx_timeline_item_is_same_place (NxTimelineItem *self, NxTimelineItem *other);
/* Says what @other says from now on, open or closed as it is; signal "changed". */
void nx_timeline_item_adopt (NxTimelineItem *self, NxTimelineItem *other);

/* TRUE when both lines say the same, so that a reload need not touch it. */
gboolean nx_timeline_item_is_same (NxTimelineItem *self, NxTimelineItem *other);

G_END_DECLS
