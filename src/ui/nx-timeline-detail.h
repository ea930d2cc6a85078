/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Builds what an open timeline entry shows below its text: states, goods, questions and answers. */
#pragma once

#include <gtk/gtk.h>

#include "nx-timeline-entry.h"

G_BEGIN_DECLS

/* Called when a comment was typed under a visit. @visit_id is 0 for a note on the case itself. */
typedef void (*NxTimelineAnswer) (gint64 case_id,
                                  gint64 visit_id,
                                  const char *text,
                                  gpointer user_data);

/* A widget for the open entry, or NULL when there is nothing more to show. */
GtkWidget *nx_timeline_detail_new (NxTimelineEntry *entry,
                                   NxTimelineAnswer answer,
                                   gpointer user_data);

/* Icon and tone of an entry, for NxEventRow. Static. */
const char *nx_timeline_detail_get_icon (NxTimelineEntry *entry);
const char *nx_timeline_detail_get_tone (NxTimelineEntry *entry);

G_END_DECLS
