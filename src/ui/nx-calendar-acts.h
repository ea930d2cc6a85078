/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What can be done about one line of the calendar: its actions, menu and keys. */
#pragma once

#include <gtk/gtk.h>

#include "nx-calendar.h"
#include "nx-due-rows.h"

G_BEGIN_DECLS

/* Gives @widget the actions entry.open, .open-case, .record, .not-met, .postpone, .move and .menu,
 * with the menu on the second mouse button, Shift+F10 and the menu key, and Ctrl+M to move. The
 * widget must stand in an NxCalendarView. @row: borrowed, lives as long as the widget; without it
 * (NULL) putting off and noting are left to the day's own list. */
void nx_calendar_acts_attach (GtkWidget *widget,
                              NxCalendarEntry *entry,
                              const NxDueRow *row,
                              NxDate today);

G_END_DECLS
