/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The bar above the visits: month, week or list; which month; whose visits. */
#pragma once

#include <gtk/gtk.h>

#include "nx-go-to-date.h"

G_BEGIN_DECLS

/* Its buttons activate visits.view ('month', 'week', 'list'), visits.whole-station and calendar.*
 * of the page it stands on. Signal "chosen" (day as ISO text): a day to go to. */
#define NX_TYPE_CALENDAR_BAR (nx_calendar_bar_get_type ())
G_DECLARE_FINAL_TYPE (NxCalendarBar, nx_calendar_bar, NX, CALENDAR_BAR, GtkBox)

GtkWidget *nx_calendar_bar_new (void);
/* What only a calendar has is hidden in front of a list. */
void nx_calendar_bar_set_calendar (NxCalendarBar *self, gboolean is_calendar);
void nx_calendar_bar_set_title (NxCalendarBar *self, const char *title);
void nx_calendar_bar_ask_date (NxCalendarBar *self);

G_END_DECLS
