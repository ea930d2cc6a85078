/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives out the numbers of households, cases and visits. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"

G_BEGIN_DECLS

/* Case numbers are community code, year of opening and a counter of four digits:
 * "210102002001-2025-0007". Household numbers are community code, "H" and a counter of five digits.
 * A number once used is never given out again (our default, after agencies' practice). The
 * community is that of the household, or of the client; else that of the office. */
gboolean nx_numbers_fill_case (NxDatabase *db, NxEdit *edit, GError **error);
gboolean nx_numbers_fill_household (NxDatabase *db, NxEdit *edit, GError **error);

/* Counts the done visits of the visit's case and takes the next number. */
gboolean nx_numbers_fill_session (NxDatabase *db, NxEdit *edit, GError **error);

G_END_DECLS
