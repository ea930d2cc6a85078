/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The day in hand beside or below the calendar: its lines, planning on it, its route sheet. */
#pragma once

#include <gtk/gtk.h>

#include "nx-calendar-load.h"

G_BEGIN_DECLS

/* Signal "more": another page of lines is wanted. */
#define NX_TYPE_CALENDAR_PANE (nx_calendar_pane_get_type ())
G_DECLARE_FINAL_TYPE (NxCalendarPane, nx_calendar_pane, NX, CALENDAR_PANE, GtkBox)

GtkWidget *nx_calendar_pane_new (void);

/* Another day: its lines are not known yet. */
void nx_calendar_pane_set_day (NxCalendarPane *self, NxDate day, NxDate today);
/* Takes the rows out of @answer. The focus stays on its line. */
void nx_calendar_pane_show (NxCalendarPane *self, NxCalendarAnswer *answer);
guint nx_calendar_pane_get_n_wanted (NxCalendarPane *self);

/* The focus goes to the first line, or to the button that plans one. */
gboolean nx_calendar_pane_focus (NxCalendarPane *self);

GtkWidget *nx_calendar_pane_get_plan_button (NxCalendarPane *self); /* borrowed */

/* The cases of what lies ahead on that day (gint64). Free with g_array_unref. */
GArray *nx_calendar_pane_dup_case_ids (NxCalendarPane *self);

G_END_DECLS
