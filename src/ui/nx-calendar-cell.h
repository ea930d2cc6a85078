/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One day of the calendar: its number, its first visits, and a place to drop others on. */
#pragma once

#include <gtk/gtk.h>

#include "nx-calendar.h"

G_BEGIN_DECLS

typedef enum
{
  NX_CELL_OF_MONTH, /* number and lines of one word */
  NX_CELL_MARKS,    /* narrow: number and a count for each state */
  NX_CELL_OF_WEEK,  /* day and lines with their facts */
} NxCellStyle;

/* Signal "dropped" (NxCalendarEntry): a visit was dragged here. */
#define NX_TYPE_CALENDAR_CELL (nx_calendar_cell_get_type ())
G_DECLARE_FINAL_TYPE (NxCalendarCell, nx_calendar_cell, NX, CALENDAR_CELL, GtkBox)

GtkWidget *nx_calendar_cell_new (void);

/* Which day it is; what was on it before goes away. */
void nx_calendar_cell_set_day (
    NxCalendarCell *self, NxDate day, NxDate today, gboolean is_outside, NxCellStyle style);
NxDate nx_calendar_cell_get_day (NxCalendarCell *self);
/* What is on it; nothing is drawn anew that says the same. */
void nx_calendar_cell_show (NxCalendarCell *self, NxCalendarDay *day);
void nx_calendar_cell_set_selected (NxCalendarCell *self, gboolean is_selected);

/* How many lines a day of that style shows. */
guint nx_cell_style_get_n_lines (NxCellStyle style);

G_END_DECLS
