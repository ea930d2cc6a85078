/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lines of a timeline: months as headings over their entries, and the smallest change between two
 * readings. */
#pragma once

#include <gio/gio.h>

#include "nx-timeline-item.h"

G_BEGIN_DECLS

/* NxTimelineItem of all @entries (NxTimelineEntry, newest first). @is_whole: nothing older is left
 * to fetch, so the last month has its sums too. Free with g_ptr_array_unref. */
GPtrArray *nx_timeline_items_from_entries (GPtrArray *entries, gboolean is_whole);

/* Tells the list view the smallest change: lines that say the same stay, open ones open. */
void nx_timeline_items_replace (GListStore *store, GPtrArray *items);

G_END_DECLS
