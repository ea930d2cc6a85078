/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads a whole city into an empty store: indexes and search keys are made once, after the rows. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-bulk.h"

#include "nx-database-private.h"
#include "nx-order-later.h"
#include "nx-search-index.h"

#define SLOT "bulk"

/* Microseconds of small indexes that are made in one piece. */
#define PIECE_TIME (2 * G_USEC_PER_SEC)

/* What saving itself asks, and what grows at its end only, is cheaper kept than made anew. */
static const NxStatementSpec indexes_statement
    = { "bulk-indexes",
        "INSERT INTO bulk_index (name, sql) SELECT name, sql FROM sqlite_schema"
        " WHERE type = 'index' AND sql IS NOT NULL AND name NOT IN ("
        " 'area_by_parent', 'membership_by_household', 'membership_by_person', 'membership_now',"
        " 'person_by_id_number', 'case_file_by_person', 'case_file_by_household',"
        " 'case_file_confidential', 'visit_by_case', 'comment_by_case', 'comment_by_visit',"
        " 'comment_questions', 'event_by_case', 'event_by_household', 'event_by_person',"
        " 'event_by_kind', 'phone_key_by_person')" };

static const NxStatementSpec names_statement
    = { "bulk-index-names", "SELECT group_concat('DROP INDEX ' || name, ';') FROM bulk_index" };
static const NxStatementSpec next_statement
    = { "bulk-next-index", "SELECT name, sql FROM bulk_index ORDER BY name LIMIT 1" };
static const NxStatementSpec made_statement
    = { "bulk-index-made", "DELETE FROM bulk_index WHERE name = :name" };
static const NxStatementSpec marks_statement
    = { "bulk-marks", "SELECT DISTINCT substr(key, 1, 2) FROM bulk_name_key ORDER BY 1" };
static const NxStatementSpec put_names_statement
    = { "bulk-put-names",
        "INSERT OR IGNORE INTO name_key (key, sort, person_id)"
        " SELECT key, sort, person_id FROM bulk_name_key WHERE substr(key, 1, 2) = :mark"
        " ORDER BY key, sort, person_id" };
static const NxStatementSpec table_statement
    = { "bulk-table", "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = :name" };

static NxDriver *
get_driver (NxDatabase *db)
{
  return nx_database_get_driver (db);
}

/* NULL without error when there is none. */
static char *
read_text (NxDatabase *db, const NxStatementSpec *spec, int column, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);

  if (row == NULL || !nx_statement_step (row, error))
    return NULL;
  return g_strdup (nx_statement_get_text (row, column));
}

gboolean
nx_bulk_begin (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = NULL;
  g_autofree char *drops = NULL;

  if (!nx_driver_run_script (
          get_driver (db),
          "CREATE TABLE bulk_index (name TEXT NOT NULL, sql TEXT NOT NULL) STRICT;"
          "CREATE TABLE bulk_name_key (key TEXT NOT NULL, sort TEXT NOT NULL,"
          " person_id INTEGER NOT NULL) STRICT;"
          "CREATE TABLE bulk_number_key (key TEXT NOT NULL, record_id INTEGER NOT NULL) STRICT;"
          "CREATE TABLE bulk_phone_key (tail TEXT NOT NULL, person_id INTEGER NOT NULL) STRICT;",
          error))
    return FALSE;
  row = nx_database_statement (db, &indexes_statement, error);
  if (row == NULL || !nx_statement_run (row, error))
    return FALSE;
  drops = read_text (db, &names_statement, 0, error);
  return drops != NULL && nx_driver_run_script (get_driver (db), drops, error);
}

gboolean
nx_bulk_enter (NxDatabase *db, GError **error)
{
  nx_database_set_job_data (db, SLOT, db, NULL);
  nx_driver_set_cache (get_driver (db), NX_DATABASE_WRITER_CACHE_LARGE);
  nx_database_note_everything (db);
  nx_order_later_begin (db);
  return nx_search_index_set_bulk (db, NX_SEARCH_INDEX_CITY, error);
}

gboolean
nx_bulk_leave (NxDatabase *db, GError **error)
{
  gboolean is_ordered = nx_order_later_end (db, error);

  nx_database_set_job_data (db, SLOT, NULL, NULL);
  nx_driver_set_cache (get_driver (db), NX_DATABASE_WRITER_CACHE);
  return nx_search_index_set_bulk (db, NX_SEARCH_INDEX_USUAL, is_ordered ? error : NULL)
         && is_ordered;
}

gboolean
nx_bulk_is_entered (NxDatabase *db)
{
  return nx_database_get_job_data (db, SLOT) != NULL;
}

/* @has gets whether there is a table of that name. */
static gboolean
look_for_table (NxDatabase *db, const char *name, gboolean *has, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &table_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "name", name);
  if (!nx_statement_step (row, error))
    return FALSE;
  *has = nx_statement_get_int64 (row, 0) != 0;
  return TRUE;
}

/* In order, so that the table is written once and from front to back; one kind of key after the
 * other, for sorting them all would take gigabytes. */
static gboolean
put_names (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) mark = nx_database_statement (db, &marks_statement, error);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  if (mark == NULL)
    return FALSE;
  while (nx_statement_step (mark, &failure))
    g_ptr_array_add (marks, g_strdup (nx_statement_get_text (mark, 0)));
  nx_statement_reset (mark);
  for (guint i = 0; failure == NULL && i < marks->len; i++)
    {
      g_autoptr (NxStatement) row = nx_database_statement (db, &put_names_statement, &failure);

      if (row != NULL)
        {
          nx_statement_bind_text (row, "mark", g_ptr_array_index (marks, i));
          nx_statement_run (row, &failure);
        }
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What is thrown away leaves room for the indexes. */
static gboolean
put_keys (NxDatabase *db, GError **error)
{
  return put_names (db, error)
         && nx_driver_run_script (
             get_driver (db),
             "INSERT OR IGNORE INTO phone_key (tail, person_id)"
             " SELECT tail, person_id FROM bulk_phone_key ORDER BY tail, person_id;"
             "INSERT OR IGNORE INTO number_key (key, record_id)"
             " SELECT key, record_id FROM bulk_number_key ORDER BY key, record_id;"
             "DROP TABLE bulk_name_key;"
             "DROP TABLE bulk_phone_key;"
             "DROP TABLE bulk_number_key;",
             error)
         && nx_search_index_set_bulk (db, NX_SEARCH_INDEX_USUAL, error)
         && nx_search_index_optimize (db, error);
}

static gboolean
make_index (NxDatabase *db, const char *name, GError **error)
{
  g_autofree char *sql = read_text (db, &next_statement, 1, error);
  g_autoptr (NxStatement) row = nx_database_statement (db, &made_statement, error);

  if (sql == NULL || row == NULL || !nx_driver_run_script (get_driver (db), sql, error))
    return FALSE;
  nx_statement_bind_text (row, "name", name);
  return nx_statement_run (row, error);
}

static gboolean
make_indexes (NxDatabase *db, gboolean *is_done, GError **error)
{
  gint64 begin = g_get_monotonic_time ();

  *is_done = FALSE;
  while (g_get_monotonic_time () - begin < PIECE_TIME)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *name = read_text (db, &next_statement, 0, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (name == NULL)
        {
          *is_done = TRUE;
          return nx_driver_run_script (get_driver (db), "DROP TABLE bulk_index", error);
        }
      if (!make_index (db, name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
do_piece (NxDatabase *db, gboolean *is_done, GError **error)
{
  gboolean has_keys = FALSE;
  gboolean has_indexes = FALSE;

  if (!look_for_table (db, "bulk_name_key", &has_keys, error)
      || !look_for_table (db, "bulk_index", &has_indexes, error))
    return FALSE;
  *is_done = !has_indexes;
  if (has_keys)
    return put_keys (db, error);
  return !has_indexes || make_indexes (db, is_done, error);
}

gboolean
nx_bulk_end_piece (NxDatabase *db, gboolean *is_done, GError **error)
{
  gboolean is_well = FALSE;

  nx_driver_set_cache (get_driver (db), NX_DATABASE_WRITER_CACHE_LARGE);
  nx_database_note_everything (db);
  is_well = do_piece (db, is_done, error);
  nx_driver_set_cache (get_driver (db), NX_DATABASE_WRITER_CACHE);
  return is_well;
}

/* Nobody runs jobs yet: the piece is given its turn and its transaction here. */
static gboolean
mend_piece (NxDatabase *db, gboolean *is_done, GError **error)
{
  const NxDatabaseTurn turn = { .for_writing = TRUE };
  NxDriver *driver = get_driver (db);
  gboolean is_well = FALSE;

  if (!nx_driver_begin (driver, TRUE, error))
    return FALSE;
  nx_database_begin_turn (db, &turn);
  is_well = nx_bulk_end_piece (db, is_done, error);
  nx_database_end_turn (db);
  if (is_well)
    return nx_driver_commit (driver, error);
  nx_driver_rollback (driver);
  return FALSE;
}

gboolean
nx_bulk_mend (NxDatabase *db, GError **error)
{
  gboolean has_rest = FALSE;
  gboolean is_done = FALSE;

  if (!look_for_table (db, "bulk_index", &has_rest, error))
    return FALSE;
  while (has_rest && !is_done)
    if (!mend_piece (db, &is_done, error))
      return FALSE;
  return TRUE;
}
