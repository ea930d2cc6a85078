/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The words of a line of the page of the day. */
#pragma once

#include "nx-due-rows.h"

G_BEGIN_DECLS

/* All are the caller's; free with g_free. */

/* In full for one's own cases, masked for those of others. */
char *nx_due_words_name (const NxDueRow *row);
/* "Female · 89 · Fengze", and whose case it is when it is somebody else's. */
char *nx_due_words_facts (const NxDueRow *row, NxDate today);
/* Large and small words of the date column: "11-17" over "2 days overdue", "Today" over "14:00". */
char *nx_due_words_day (const NxDueRow *row, NxDate today);
char *nx_due_words_late (const NxDueRow *row, NxDate today);
/* What a screen reader says of the whole line. */
char *nx_due_words_line (const NxDueRow *row, NxDate today);

/* The label of the first and of the second button; static. */
const char *nx_due_words_record (const NxDueRow *row);
const char *nx_due_words_missed (const NxDueRow *row);

gboolean nx_due_words_is_overdue (const NxDueRow *row, NxDate today);

G_END_DECLS
