/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One entry of a timeline: colour bar, date, icon, head line with marks, text, and what hangs
 * below. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NX_TYPE_EVENT_ROW (nx_event_row_get_type ())
G_DECLARE_FINAL_TYPE (NxEventRow, nx_event_row, NX, EVENT_ROW, AdwBin)

GtkWidget *nx_event_row_new (void);

/* All text is plain and copied; NULL hides the part. Made to be bound again and again by a list
 * view. */
void nx_event_row_set_kind (NxEventRow *self, const char *tone, const char *icon_name);
void nx_event_row_set_date (NxEventRow *self, const char *day, const char *weekday);
void nx_event_row_set_head (NxEventRow *self, const char *head, const char *meta);
/* n_lines: how many lines of the text show; 0 all of them. */
void nx_event_row_set_body (NxEventRow *self, const char *body, int n_lines);
void nx_event_row_set_unread (NxEventRow *self, gboolean is_unread);
/* Narrow: the date goes to the end of the head line. Property "narrow" to bind to a page's. */
void nx_event_row_set_narrow (NxEventRow *self, gboolean is_narrow);
/* A badge at the end of the head line; clear before binding anew. */
void nx_event_row_add_mark (NxEventRow *self, GtkWidget *mark);
void nx_event_row_clear_marks (NxEventRow *self);
/* Below the text: chips, five states, questions. NULL takes it away. */
void nx_event_row_set_extra (NxEventRow *self, GtkWidget *extra);

G_END_DECLS
