/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The days of a month or a week as a sheet, with one day selected; arrow keys move it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-calendar.h"

G_BEGIN_DECLS

/* Signals: "selected" and "opened" (day as ISO text), "dropped" (NxCalendarEntry, day as ISO text).
 * The day that is selected by keys may lie outside: whoever hears of it shows it then. */
#define NX_TYPE_CALENDAR_GRID (nx_calendar_grid_get_type ())
G_DECLARE_FINAL_TYPE (NxCalendarGrid, nx_calendar_grid, NX, CALENDAR_GRID, GtkWidget)

GtkWidget *nx_calendar_grid_new (void);

/* Shows the month or the week of @selected. @is_narrow: a month of marks, a week as a list. */
void nx_calendar_grid_set_range (
    NxCalendarGrid *self, NxDate selected, NxDate today, gboolean is_week, gboolean is_narrow);
void nx_calendar_grid_get_range (NxCalendarGrid *self, NxDate *from, NxDate *to);
/* How many entries of each day there is room for. */
guint nx_calendar_grid_get_n_entries (NxCalendarGrid *self);

/* Array of NxCalendarDay; days outside the range are left out. */
void nx_calendar_grid_show (NxCalendarGrid *self, GPtrArray *days);

/* Puts the focus on the selected day. */
gboolean nx_calendar_grid_focus (NxCalendarGrid *self);

/* The cell of a day, or NULL: to point at, and for tests. */
GtkWidget *nx_calendar_grid_find_cell (NxCalendarGrid *self, NxDate day);

G_END_DECLS
