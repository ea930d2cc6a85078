/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads a whole city into an empty store: indexes and search keys are made once, after the rows. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* A load takes several write jobs: one begins it, some fill, some end it. Between the first and the
 * last the store answers every question, but slowly, and does not find people by sound or phone.
 * What is left to be done is written in the store itself: when the program is killed in between,
 * the next opening does it. Saving is nx_records_save() as ever, and the store ends up row for row
 * as if every record had been saved for itself.
 *
 * All calls: on the writer's thread. */

/* In a write job of its own. */
gboolean nx_bulk_begin (NxDatabase *db, GError **error);

/* At the beginning and at the end, failed or not, of each write job that fills. */
gboolean nx_bulk_enter (NxDatabase *db, GError **error);
gboolean nx_bulk_leave (NxDatabase *db, GError **error);

/* Whether this job is one that fills. */
gboolean nx_bulk_is_entered (NxDatabase *db);

/* One piece of what is left, in a write job of its own. @is_done gets TRUE when nothing is. Some
 * seconds of work at most, or one index. */
gboolean nx_bulk_end_piece (NxDatabase *db, gboolean *is_done, GError **error);

/* At the opening of a store: ends a load that was broken off. */
gboolean nx_bulk_mend (NxDatabase *db, GError **error);

G_END_DECLS
