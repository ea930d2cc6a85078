/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says days, periods and due dates in short words, as lists and cards show them. */
#pragma once

#include "nx-date.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* The day the store counts as today: the local one, or that of its fixed clock. */
NxDate nx_day_words_today (NxStore *store);

/* "11-19" within this year, "2024-11-19" or "1938-05" else; "" for no date. Free with g_free. */
char *nx_day_words_short (NxDate day, NxDate today);

/* When something is due: "Today", "11-26" or "11-17 · 2 days overdue"; @is_overdue may be NULL.
 * "" for no date. Free with g_free. */
char *nx_day_words_due (NxDate day, NxDate today, gboolean *is_overdue);

/* The same where there is little room: an overdue day is "2 days overdue". */
char *nx_day_words_due_short (NxDate day, NxDate today, gboolean *is_overdue);

/* "since 2019-07", "2019-07 to 2024-03", "until 2024-03"; "" when neither is known. */
char *nx_day_words_period (NxDate from, NxDate to);

G_END_DECLS
