/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to the store: fills the tables of names and numbers anew when the program reads them in
 * another way than the one that filled them. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-search-fill.h"

#include "nx-database-private.h"
#include "nx-name-index.h"
#include "nx-record-kinds.h"
#include "nx-search-index.h"

/* To be raised when names or numbers are read in another way: other readings, other keys. */
#define SEARCH_VERSION "1"

static const NxStatementSpec select_version
    = { "search-version", "SELECT value = :version FROM setting WHERE name = 'search-version'" };
static const NxStatementSpec set_version
    = { "search-version-set",
        "INSERT INTO setting (name, value) VALUES ('search-version', :version)"
        " ON CONFLICT (name) DO UPDATE SET value = :version" };
static const NxStatementSpec clear_names = { "name-key-clear", "DELETE FROM name_key" };
static const NxStatementSpec clear_numbers = { "number-key-clear", "DELETE FROM number_key" };
static const NxStatementSpec select_names
    = { "search-fill-names", "SELECT id, name, former_names, pinyin, name_key FROM person"
                             " WHERE archived_at IS NULL" };
static const NxStatementSpec select_case_numbers
    = { "search-fill-cases", "SELECT id, number FROM case_file" };
static const NxStatementSpec select_household_numbers
    = { "search-fill-households", "SELECT id, number FROM household" };

static gboolean
is_current (NxDatabase *db, gboolean *is_current, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &select_version, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "version", SEARCH_VERSION);
  *is_current = nx_statement_step (row, &failure) && nx_statement_get_int64 (row, 0) != 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
run (NxDatabase *db, const NxStatementSpec *spec, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);

  return row != NULL && nx_statement_run (row, error);
}

static gboolean
fill_names (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &select_names, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  while (nx_statement_step (row, &failure))
    {
      NxNames names = { .name = nx_statement_get_text (row, 1),
                        .former_names = nx_statement_get_text (row, 2),
                        .pinyin = nx_statement_get_text (row, 3),
                        .sort = nx_statement_get_text (row, 4) };

      if (!nx_name_index_renew (db, NULL, &names, nx_statement_get_int64 (row, 0), error))
        return FALSE;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
fill_numbers (NxDatabase *db, const NxStatementSpec *spec, NxRecordKind kind, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  while (nx_statement_step (row, &failure))
    if (!nx_search_index_add_number (db, kind, nx_statement_get_text (row, 1),
                                     nx_statement_get_int64 (row, 0), error))
      return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
write_version (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &set_version, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "version", SEARCH_VERSION);
  return nx_statement_run (row, error);
}

static gboolean
fill (NxDatabase *db, GError **error)
{
  NxDatabaseTurn turn = { .for_writing = TRUE };
  gboolean is_filled = FALSE;

  nx_database_begin_turn (db, &turn);
  nx_name_index_begin_bulk (db);
  is_filled = run (db, &clear_names, error) && run (db, &clear_numbers, error)
              && fill_names (db, error) && nx_name_index_end_bulk (db, error)
              && fill_numbers (db, &select_case_numbers, NX_RECORD_CASE, error)
              && fill_numbers (db, &select_household_numbers, NX_RECORD_HOUSEHOLD, error)
              && write_version (db, error);
  nx_database_end_turn (db);
  return is_filled;
}

gboolean
nx_search_fill_if_old (NxDatabase *db, GError **error)
{
  NxDriver *driver = nx_database_get_driver (db);
  gboolean is_done = FALSE;

  if (!is_current (db, &is_done, error))
    return FALSE;
  if (is_done)
    return TRUE;
  if (!nx_driver_begin (driver, TRUE, error))
    return FALSE;
  if (fill (db, error) && nx_driver_commit (driver, error))
    return TRUE;
  nx_driver_rollback (driver);
  return FALSE;
}
