/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The words, icons and colours of the calendar's days and lines. */
#pragma once

#include "nx-calendar.h"

G_BEGIN_DECLS

/* Static: an icon and a class for each state, so that none is told by its colour alone. */
const char *nx_calendar_words_icon (NxCalendarState state);
const char *nx_calendar_words_class (const NxCalendarEntry *entry, NxDate today);
const char *nx_calendar_words_state (NxCalendarState state);

/* All below are the caller's; free with g_free. */

/* In full for one's own, masked for those of others. */
char *nx_calendar_words_name (const NxCalendarEntry *entry);
/* "14:00 · Home visit · Fengze · Lin": what is known of it. */
char *nx_calendar_words_facts (const NxCalendarEntry *entry);
/* What a screen reader says of a line. */
char *nx_calendar_words_line (const NxCalendarEntry *entry);

/* The festival or, where the language wants it, the lunar day; NULL when there is nothing to say.
 */
char *nx_calendar_words_lunar (NxDate day);
/* "2 planned, 1 due"; NULL when there is nothing. */
char *nx_calendar_words_counts (const guint counts[NX_N_CALENDAR_STATES]);
/* What a screen reader says of a day; @counts NULL: they are not known yet. */
char *nx_calendar_words_day (NxDate day, NxDate today, const guint *counts);

/* "November 2026". */
char *nx_calendar_words_month (NxDate day);

G_END_DECLS
