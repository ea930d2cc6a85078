/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of the day in hand: who, when, in which state, and what to do about it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-calendar.h"
#include "nx-due-rows.h"

G_BEGIN_DECLS

/* Has the actions of nx_calendar_acts_attach(). */
#define NX_TYPE_CALENDAR_ROW (nx_calendar_row_get_type ())
G_DECLARE_FINAL_TYPE (NxCalendarRow, nx_calendar_row, NX, CALENDAR_ROW, GtkListBoxRow)

/* @take is the row's from now on. */
GtkWidget *nx_calendar_row_new (NxCalendarEntry *entry, NxDueRow *take, NxDate today);
NxCalendarEntry *nx_calendar_row_get_entry (NxCalendarRow *self); /* borrowed */
/* TRUE when it would look the same with these. */
gboolean nx_calendar_row_is_same (NxCalendarRow *self,
                                  NxCalendarEntry *entry,
                                  NxDueRow *row,
                                  NxDate today);

G_END_DECLS
