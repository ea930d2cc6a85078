/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A simple model of who lives where and whose the cases are, and what operations do to it. */
#pragma once

#include "nx-database.h"
#include "nx-date.h"

G_BEGIN_DECLS

#define MODEL_PERSONS 900
#define MODEL_HOUSEHOLDS 700
#define MODEL_CASES 60

/* The days looked at, one bit each: the first of each month of 2023 and on. The first bit alone is
 * that of a membership without a known begin. The last bit is
 * "still". */
#define MODEL_DAYS 48

/* Indexed by id. */
typedef struct
{
  guint64 lives[MODEL_PERSONS][MODEL_HOUSEHOLDS];
  gboolean has_person[MODEL_PERSONS]; /* neither archived nor missing */
  gboolean has_household[MODEL_HOUSEHOLDS];
  gint64 case_person[MODEL_CASES]; /* 0: the household's */
  gint64 case_household[MODEL_CASES];
} Model;

NxDate model_day (guint bit);
/* The bits from @day on. */
guint64 model_bits_from (NxDate day);

/* As the store has it. */
void model_read (Model *model, NxDatabase *db);
void model_assert_equal (const Model *a, const Model *b);

void model_merge_persons (Model *model, gint64 kept, gint64 merged);
/* Whoever lives in @household now lives in no other from the day on that one began, or from today.
 */
void model_settle_home (Model *model, gint64 person, gint64 household, NxDate today);
void model_merge_households (Model *model, gint64 kept, gint64 merged);
void model_move (Model *model, gint64 person, gint64 from, gint64 to, NxDate day);

/* Every row of every record and search table but the counters of changes, as one text: two that are
 * equal are stores that are row for row equal. Free with g_free. */
char *model_dup_rows (NxDatabase *db);

G_END_DECLS
