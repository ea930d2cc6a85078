/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One visit in a day of the calendar: state and name, to be dragged to another day. */
#pragma once

#include <gtk/gtk.h>

#include "nx-calendar.h"

G_BEGIN_DECLS

#define NX_TYPE_CALENDAR_CHIP (nx_calendar_chip_get_type ())
G_DECLARE_FINAL_TYPE (NxCalendarChip, nx_calendar_chip, NX, CALENDAR_CHIP, GtkBox)

/* It must stand in an NxCalendarView. @is_tall: with its facts on a second line. */
GtkWidget *nx_calendar_chip_new (NxCalendarEntry *entry, NxDate today, gboolean is_tall);
NxCalendarEntry *nx_calendar_chip_get_entry (NxCalendarChip *self); /* borrowed */

/* Lets @widget, which shows @entry, be dragged to another day of the calendar. */
void nx_calendar_chip_make_draggable (GtkWidget *widget, NxCalendarEntry *entry);

G_END_DECLS
