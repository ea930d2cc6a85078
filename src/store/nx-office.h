/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sets up a new office in an empty store: its areas and its first worker. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* Inside a write job, on a store that has no areas yet. @community is a code of 6, 9 or 12 digits
 * whose county's areas are entered, with what lies above them. A code that the divisions table does
 * not hold is refused with NX_STORE_ERROR_CONSTRAINT. @worker_uid is the uid that the key slots of
 * the first worker name as their owner, or NULL for a new one. Returns the first worker's id, 0
 * with @error.
 */
gint64 nx_office_set_up (NxDatabase *db,
                         const char *community,
                         const char *worker_name,
                         GError **error);
gint64 nx_office_set_up_as (NxDatabase *db,
                            const char *community,
                            const char *worker_name,
                            const char *worker_uid,
                            GError **error);

/* The id of the area with that code; 0 without @error when there is none. */
gint64 nx_office_find_area (NxDatabase *db, const char *code, GError **error);

/* Enters the areas of one more county, for offices that serve several; those already there stay. */
gboolean nx_office_add_areas (NxDatabase *db, const char *code, GError **error);

/* The office's name and community code as created. Free with g_free; @area_code may be NULL. */
char *nx_office_dup_name (NxDatabase *db, char **area_code, GError **error);

G_END_DECLS
