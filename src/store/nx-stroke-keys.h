/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the keys of the order of strokes that an older program, or another ICU, left behind. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* On the writer's thread, outside of a transaction; a moment's look where all is as it should be,
 * and some seconds for hundreds of thousands of people. */
gboolean nx_stroke_keys_renew (NxDatabase *db, GError **error);

G_END_DECLS
