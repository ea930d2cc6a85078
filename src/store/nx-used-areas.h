/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lists the areas households of the office really live in. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* NxArea records a household names as its own, by code. The areas of a whole county are entered
 * when an office is made; a choice among those would be mostly empty ones. Inside a read job; NULL
 * with @error. */
GPtrArray *nx_used_areas_load (NxDatabase *db, GError **error);

G_END_DECLS
