/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Builds what an open timeline entry shows below its text: states, goods, questions and answers. */
#pragma once

#include <gtk/gtk.h>

#include "nx-remarks.h"
#include "nx-timeline-entry.h"

G_BEGIN_DECLS

/* A widget for the open entry, or NULL when there is nothing more to show. @case_comments: what was
 * written about the case as a whole, NULL where that is not known. */
GtkWidget *nx_timeline_detail_new (NxTimelineEntry *entry,
                                   NxRemarks *remarks,
                                   GPtrArray *case_comments);

/* Icon and tone of an entry, for NxEventRow. Static. */
const char *nx_timeline_detail_get_icon (NxTimelineEntry *entry);
const char *nx_timeline_detail_get_tone (NxTimelineEntry *entry);

G_END_DECLS
