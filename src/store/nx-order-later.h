/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to saving: puts households in their place among others once, after thousands of saves. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* From now on until the end of the job, or nx_order_later_end(). On the writer's thread, as all. */
void nx_order_later_begin (NxDatabase *db);

/* Whether the household's turn comes at the end; FALSE: it is to be put in its place now. */
gboolean nx_order_later_put_off (NxDatabase *db, gint64 household_id);

/* Puts all that were put off in their place. */
gboolean nx_order_later_end (NxDatabase *db, GError **error);

G_END_DECLS
