/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lists the areas households of the office really live in. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-used-areas.h"

#include "nx-records.h"

/* Each area is one look into the index of households by area, however many live there. */
static const NxStatementSpec used_areas_statement = {
  "used-areas",
  "SELECT area.id FROM area WHERE EXISTS (SELECT 1 FROM household"
  " WHERE household.area_id = area.id AND household.archived_at IS NULL) ORDER BY area.code",
};

GPtrArray *
nx_used_areas_load (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &used_areas_statement, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  while (nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return nx_records_load_many (db, NX_RECORD_AREA, (const gint64 *)ids->data, ids->len, error);
}
