/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The calendar of visits: a month or a week with one day in hand, kept true to the store. */
#pragma once

#include <adwaita.h>

#include "nx-date.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* Signal "changed": title, day or counts are others than before. It must stand on an NxPage, which
 * shows its errors. Keys: arrows move the day, Page Up and Page Down the month or week. */
#define NX_TYPE_CALENDAR_VIEW (nx_calendar_view_get_type ())
G_DECLARE_FINAL_TYPE (NxCalendarView, nx_calendar_view, NX, CALENDAR_VIEW, AdwBin)

GtkWidget *nx_calendar_view_new (NxStore *store);
NxStore *nx_calendar_view_get_store (NxCalendarView *self); /* borrowed */

/* A week, or else a month. */
void nx_calendar_view_set_week (NxCalendarView *self, gboolean is_week);
/* Everybody's visits, or else one's own. */
void nx_calendar_view_set_whole_station (NxCalendarView *self, gboolean is_whole);

void nx_calendar_view_select (NxCalendarView *self, NxDate day);
NxDate nx_calendar_view_get_day (NxCalendarView *self);
/* So many months or weeks on, or back. */
void nx_calendar_view_step (NxCalendarView *self, int n);
void nx_calendar_view_go_today (NxCalendarView *self);

/* The page came to the front: loads, behind what is being saved, and takes the focus. */
void nx_calendar_view_shown (NxCalendarView *self);

/* "November 2026" or "11-16 to 11-22"; free with g_free. */
char *nx_calendar_view_dup_title (NxCalendarView *self);
/* "2 planned, 1 due" of what is shown; NULL: nothing, or not known yet. Free with g_free. */
char *nx_calendar_view_dup_counts (NxCalendarView *self);
/* The cases to see on the day in hand (gint64). Free with g_array_unref. */
GArray *nx_calendar_view_dup_case_ids (NxCalendarView *self);

/* The button that plans a visit, to point at; borrowed. */
GtkWidget *nx_calendar_view_get_plan_button (NxCalendarView *self);

/* Opens a popover (floating) at a widget inside; it goes away when closed, and the focus back. */
void nx_calendar_view_popup (NxCalendarView *self, GtkWidget *popover, GtkWidget *at);
/* Says why what happened stays on its day. */
void nx_calendar_view_say_fixed (NxCalendarView *self);

/* TRUE when all that is wanted has come; for tests. */
gboolean nx_calendar_view_is_settled (NxCalendarView *self);

G_END_DECLS
