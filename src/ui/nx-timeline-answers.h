/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The answers being typed under a timeline's visits: kept apart from widgets, sent once. */
#pragma once

#include <gtk/gtk.h>

#include "nx-store.h"

G_BEGIN_DECLS

/* Rows come and go while one scrolls and while the list is read anew; what is typed stays here. One
 * answer a visit, since questions are asked of visits. Main thread. Signal "changed" (gint64
 * visit): sending began, was done, or failed. */
#define NX_TYPE_TIMELINE_ANSWERS (nx_timeline_answers_get_type ())
G_DECLARE_FINAL_TYPE (NxTimelineAnswers, nx_timeline_answers, NX, TIMELINE_ANSWERS, GObject)

NxTimelineAnswers *nx_timeline_answers_new (NxStore *store);
NxStore *nx_timeline_answers_get_store (NxTimelineAnswers *self); /* borrowed */

/* "" for nothing; borrowed until the next change of it. */
const char *nx_timeline_answers_get_text (NxTimelineAnswers *self, gint64 visit_id);
/* Ignored while the answer is on its way. */
void nx_timeline_answers_set_text (NxTimelineAnswers *self, gint64 visit_id, const char *text);
gboolean nx_timeline_answers_is_sending (NxTimelineAnswers *self, gint64 visit_id);

/* Saves what is typed; nothing while it is on its way or blank. Saved, it is forgotten here; what
 * fails stays, and the page of @widget says why. */
void nx_timeline_answers_send (NxTimelineAnswers *self,
                               gint64 case_id,
                               gint64 visit_id,
                               GtkWidget *widget);

/* An entry with its button for one visit, following @self. */
GtkWidget *nx_timeline_answer_row_new (NxTimelineAnswers *self, gint64 case_id, gint64 visit_id);

G_END_DECLS
