/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sets up a new office in an empty store: its areas and its first worker. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-office.h"

#include "nx-division.h"
#include "nx-pinyin.h"
#include "nx-record-kinds.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COUNTY_CODE_LENGTH 6

/* Divisions are data that comes with the program, not work of the office: no journal. */
static const NxStatementSpec add_area_statement
    = { "area-add",
        "INSERT INTO area (uid, code, name, level, parent_id, path, name_key)"
        " VALUES (:uid, :code, :name, :level, (SELECT id FROM area WHERE code = :parent), :path,"
        " :name_key) ON CONFLICT (code) DO NOTHING" };

static const NxStatementSpec find_area_statement
    = { "area-find", "SELECT id FROM area WHERE code = :code" };

static const NxStatementSpec office_statement
    = { "office-read", "SELECT office_name, area_code FROM store_info" };

static gboolean
add_area (NxDatabase *db, const NxDivisionTable *table, guint position, GError **error)
{
  const NxDivision *division = nx_division_table_nth (table, position);
  g_autoptr (NxStatement) row = nx_database_statement (db, &add_area_statement, error);
  g_autofree char *uid = g_uuid_string_random ();
  g_autofree char *path = nx_division_table_dup_path (table, position);
  g_autofree char *search = nx_division_dup_search_name (division->name);
  g_autofree char *key = nx_sort_key_natural (search);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "uid", uid);
  nx_statement_bind_text (row, "code", division->code);
  nx_statement_bind_text (row, "name", division->name);
  nx_statement_bind_text (row, "level", nx_division_level_to_code (division->level));
  if (division->parent >= 0)
    nx_statement_bind_text (row, "parent", nx_division_table_nth (table, division->parent)->code);
  nx_statement_bind_text (row, "path", path);
  nx_statement_bind_text (row, "name_key", key);
  return nx_statement_run (row, error);
}

/* Those above the county, the county, and everything in it. */
static gboolean
belongs_to_county (const char *code, const char *county)
{
  return g_str_has_prefix (code, county) || g_str_has_prefix (county, code);
}

gboolean
nx_office_add_areas (NxDatabase *db, const char *code, GError **error)
{
  g_autoptr (NxDivisionTable) table = nx_division_table_new ();
  g_autofree char *county = NULL;

  if (nx_division_table_find (table, code) < 0 || strlen (code) < COUNTY_CODE_LENGTH)
    {
      g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT,
                           _ ("No community has this code. Nothing was made. Give the 12 digits "
                              "of the community, or the 9 of its street."));
      return FALSE;
    }
  county = g_strndup (code, COUNTY_CODE_LENGTH);
  for (guint i = 0; i < nx_division_table_get_n (table); i++)
    if (belongs_to_county (nx_division_table_nth (table, i)->code, county)
        && !add_area (db, table, i, error))
      return FALSE;
  return TRUE;
}

gint64
nx_office_find_area (NxDatabase *db, const char *code, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &find_area_statement, error);

  if (row == NULL)
    return 0;
  nx_statement_bind_text (row, "code", code);
  return nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : 0;
}

gint64
nx_office_set_up_as (NxDatabase *db,
                     const char *community,
                     const char *worker_name,
                     const char *worker_uid,
                     GError **error)
{
  g_autoptr (NxEdit) worker = nx_edit_new (NX_RECORD_WORKER, NULL);

  if (!nx_office_add_areas (db, community, error))
    return 0;
  nx_edit_set_uid (worker, worker_uid);
  nx_edit_set_text (worker, NX_WORKER_NAME, worker_name);
  nx_edit_set_text (worker, NX_WORKER_ROLE, "worker");
  nx_edit_set_int (worker, NX_WORKER_IS_ACTIVE, 1);
  return nx_records_save (db, worker, error);
}

gint64
nx_office_set_up (NxDatabase *db, const char *community, const char *worker_name, GError **error)
{
  return nx_office_set_up_as (db, community, worker_name, NULL, error);
}

char *
nx_office_dup_name (NxDatabase *db, char **area_code, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &office_statement, error);

  if (row == NULL || !nx_statement_step (row, error))
    return NULL;
  if (area_code != NULL)
    *area_code = g_strdup (nx_statement_get_text (row, 1));
  return g_strdup (nx_statement_get_text (row, 0));
}
