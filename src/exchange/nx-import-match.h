/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds in the store what an imported row speaks of: its area, its household, its person. */
#pragma once

#include "nx-database.h"
#include "nx-import-row.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* All calls on a store thread. */

/* The office's communities by name, read once for an import. */
typedef struct _NxImportAreas NxImportAreas;

NxImportAreas *nx_import_areas_new (NxDatabase *db, GError **error);
void nx_import_areas_free (NxImportAreas *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxImportAreas, nx_import_areas_free)

/* The area a row names by its code or its name, with or without the ending (丰泽, 丰泽社区), told
 * from namesakes by the street's name; the office's own community when the row names none. 0 when
 * it is unknown or could be several. */
gint64 nx_import_areas_find (NxImportAreas *self, const char *community, const char *street);

/* The live household with that number; NULL without @error when there is none. */
NxRecord *nx_import_match_household_number (NxDatabase *db, const char *number, GError **error);

/* The live household at exactly that address. NULL without @error when there is none, or when
 * several are kept there. */
NxRecord *nx_import_match_household_address (NxDatabase *db,
                                             gint64 area_id,
                                             const NxImportAddress *address,
                                             GError **error);

/* The household where the person lives now; NULL without @error. */
NxRecord *nx_import_match_household_of (NxDatabase *db, gint64 person_id, GError **error);

/* The person with that identity number; NULL without @error. */
NxRecord *nx_import_match_id_number (NxDatabase *db, const char *id_number, GError **error);

/* The person of that name and day of birth who lives in the household; a person without a kept day
 * of birth matches by name alone there. @household_id 0: nobody. NULL without @error. */
NxRecord *nx_import_match_member (
    NxDatabase *db, gint64 household_id, const char *name, const char *birth_on, GError **error);

/* TRUE when the person holds that support class today. */
gboolean nx_import_match_has_support (NxDatabase *db, gint64 person_id, const char *class_code);

G_END_DECLS
