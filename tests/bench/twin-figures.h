/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Counts how many planted twins were found, and how much was found besides. */
#pragma once

#include "nx-sample-twins.h"
#include "nx-twin-scan.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_planted;
  guint n_found; /* of these */
  guint n_wrong; /* found besides */
  double precision;
  double recall;
} TwinFigures;

/* Among the pairs of at least @points. */
TwinFigures twin_figures_of_pairs (const GArray *pairs, const GArray *planted, int points);

/* As if each copy were typed now: how often its original is among the few shown, and how many of
 * those shown are not. @times (an array of gint64, may be NULL) gets the microseconds of work that
 * each look took. */
TwinFigures twin_figures_of_typing (NxDatabase *db, const GArray *planted, GArray *times);

/* One line for each slip: how many were planted with it and how many of these found. */
void twin_figures_print_slips (const GArray *pairs, const GArray *planted);

G_END_DECLS
