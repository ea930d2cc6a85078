/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes thousands of saves in one transaction cheap: imports, sample offices. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-large-save.h"

#include "nx-database-private.h"
#include "nx-order-later.h"
#include "nx-search-index.h"

#define SLOT "nx-large-save"

/* Fewer are not worth making an index anew; our default. */
#define MANY 5000

/* What saving and comparing with a register ask stays; the lists' own go. */
static const NxStatementSpec indexes_statement
    = { "large-save-indexes",
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('person', 'household') AND name NOT IN"
        " ('person_by_id_number', 'household_by_number', 'household_by_address')"
        " AND :n > (SELECT coalesce(max(id), 0) FROM person)"
        " ORDER BY name" };

typedef struct
{
  NxDriver *driver;
  GPtrArray *indexes; /* the SQL of those that are to be made again */
} LargeSave;

/* Also when the job failed. */
static void
free_large_save (gpointer data)
{
  LargeSave *self = data;

  nx_driver_set_cache (self->driver, NX_DATABASE_WRITER_CACHE);
  g_ptr_array_unref (self->indexes);
  g_free (self);
}

/* The script that drops them. */
static char *
collect_indexes (NxDatabase *db, GPtrArray *indexes, guint n_new, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &indexes_statement, error);
  g_autoptr (GString) drops = g_string_new (NULL);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "n", n_new);
  while (nx_statement_step (row, &failure))
    {
      g_string_append_printf (drops, "DROP INDEX %s;", nx_statement_get_text (row, 0));
      g_ptr_array_add (indexes, g_strdup (nx_statement_get_text (row, 1)));
    }
  if (failure == NULL)
    return g_string_free (g_steal_pointer (&drops), FALSE);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
nx_large_save_begin (NxDatabase *db, guint n_new, GError **error)
{
  LargeSave *self = g_new0 (LargeSave, 1);
  g_autofree char *drops = NULL;

  self->driver = nx_database_get_driver (db);
  self->indexes = g_ptr_array_new_with_free_func (g_free);
  nx_database_set_job_data (db, SLOT, self, free_large_save);
  nx_driver_set_cache (self->driver, NX_DATABASE_WRITER_CACHE_LARGE);
  nx_database_note_everything (db);
  nx_order_later_begin (db);
  if (n_new >= MANY)
    {
      drops = collect_indexes (db, self->indexes, n_new, error);
      if (drops == NULL || !nx_driver_run_script (self->driver, drops, error))
        return FALSE;
    }
  return nx_search_index_set_bulk (db, NX_SEARCH_INDEX_BULK, error);
}

gboolean
nx_large_save_end (NxDatabase *db, GError **error)
{
  LargeSave *self = nx_database_get_job_data (db, SLOT);

  g_return_val_if_fail (self != NULL, FALSE);
  if (!nx_search_index_set_bulk (db, NX_SEARCH_INDEX_USUAL, error)
      || !nx_order_later_end (db, error))
    return FALSE;
  for (guint i = 0; i < self->indexes->len; i++)
    if (!nx_driver_run_script (self->driver, g_ptr_array_index (self->indexes, i), error))
      return FALSE;
  nx_database_set_job_data (db, SLOT, NULL, NULL);
  return TRUE;
}
