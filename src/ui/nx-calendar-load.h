/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads the days of the calendar and the lines of the day in hand, on the store's threads. */
#pragma once

#include "nx-calendar.h"
#include "nx-due-rows.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* What the calendar wants to show. */
typedef struct
{
  NxCalendarQuery query; /* the days; from unset: only the day in hand is wanted */
  NxDate day;            /* the day in hand */
  guint n_lines;         /* how many of its lines */
} NxCalendarWish;

typedef struct
{
  NxDate today;
  GPtrArray *days;    /* NxCalendarDay, or NULL when they were not wanted */
  NxCalendarDay *day; /* the day in hand */
  GPtrArray *rows;    /* NxDueRow, one for each entry of @day; may be stolen from it */
} NxCalendarAnswer;

void nx_calendar_answer_free (NxCalendarAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxCalendarAnswer, nx_calendar_answer_free)

/* @is_settled: behind every write that is still on its way. */
void nx_calendar_load_async (NxStore *store,
                             const NxCalendarWish *wish,
                             gboolean is_settled,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
NxCalendarAnswer *nx_calendar_load_finish (NxStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
