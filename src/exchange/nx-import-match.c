/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds in the store what an imported row speaks of: its area, its household, its person. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-match.h"

#include "nx-division.h"
#include "nx-office.h"
#include "nx-person.h"
#include "nx-pinyin.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-text.h"

#include <string.h>

static const NxStatementSpec areas_statement
    = { "import-areas", "SELECT a.id, a.code, a.name, coalesce(p.name, '') FROM area AS a"
                        " LEFT JOIN area AS p ON p.id = a.parent_id WHERE length(a.code) = 12" };

static const NxStatementSpec by_number_statement
    = { "import-household-number",
        "SELECT id FROM household WHERE number = :text AND archived_at IS NULL" };

static const NxStatementSpec by_address_statement
    = { "import-household-address",
        "SELECT id FROM household WHERE address_key = :text AND archived_at IS NULL LIMIT 2" };

static const NxStatementSpec home_statement
    = { "import-home", "SELECT household_id FROM membership WHERE person_id = :id AND to_on IS NULL"
                       " AND archived_at IS NULL ORDER BY id DESC LIMIT 1" };

static const NxStatementSpec by_id_number_statement
    = { "import-id-number",
        "SELECT id FROM person WHERE id_number = :text AND archived_at IS NULL" };

static const NxStatementSpec member_statement
    = { "import-member", "SELECT p.id FROM membership AS m JOIN person AS p ON p.id = m.person_id"
                         " WHERE m.household_id = :id AND m.to_on IS NULL AND m.archived_at IS NULL"
                         " AND p.archived_at IS NULL AND p.name = :text"
                         " AND (:birth IS NULL OR p.birth_on IS NULL OR p.birth_on = :birth"
                         "      OR substr(:birth, 1, length(p.birth_on)) = p.birth_on"
                         "      OR substr(p.birth_on, 1, length(:birth)) = :birth)"
                         " ORDER BY p.birth_on IS NULL LIMIT 1" };

static const NxStatementSpec support_statement
    = { "import-support",
        "SELECT 1 FROM support WHERE person_id = :id AND class = :text AND archived_at IS NULL"
        " AND (to_on IS NULL OR to_on > :today)" };

static const NxStatementSpec area_code_statement
    = { "import-area-code", "SELECT code FROM area WHERE id = :id" };

/* Areas */

typedef struct
{
  gint64 id;
  char *code;
  char *search; /* name without its ending, folded */
  char *street; /* the same of the street or town above */
} Area;

struct _NxImportAreas
{
  GArray *areas;
  gint64 own; /* the office's community; 0 when the office is a street */
};

static void
area_clear (gpointer data)
{
  Area *area = data;

  g_free (area->code);
  g_free (area->search);
  g_free (area->street);
}

static char *
fold_area_name (const char *name)
{
  g_autofree char *search = nx_division_dup_search_name (name);

  return nx_text_fold (search);
}

NxImportAreas *
nx_import_areas_new (NxDatabase *db, GError **error)
{
  g_autoptr (NxImportAreas) self = g_new0 (NxImportAreas, 1);
  g_autoptr (NxStatement) row = nx_database_statement (db, &areas_statement, error);
  g_autoptr (GError) failure = NULL;
  g_autofree char *own_code = NULL;
  g_autofree char *office = NULL;

  self->areas = g_array_new (FALSE, FALSE, sizeof (Area));
  g_array_set_clear_func (self->areas, area_clear);
  if (row == NULL)
    return NULL;
  while (nx_statement_step (row, &failure))
    {
      Area area = {
        .id = nx_statement_get_int64 (row, 0),
        .code = g_strdup (nx_statement_get_text (row, 1)),
        .search = fold_area_name (nx_statement_get_text (row, 2)),
        .street = fold_area_name (nx_statement_get_text (row, 3)),
      };

      g_array_append_val (self->areas, area);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  office = nx_office_dup_name (db, &own_code, error);
  if (office == NULL)
    return NULL;
  self->own = nx_office_find_area (db, own_code, NULL);
  return g_steal_pointer (&self);
}

void
nx_import_areas_free (NxImportAreas *self)
{
  g_array_unref (self->areas);
  g_free (self);
}

gint64
nx_import_areas_find (NxImportAreas *self, const char *community, const char *street)
{
  g_autofree char *search = NULL;
  g_autofree char *street_search = street != NULL ? fold_area_name (street) : NULL;
  gint64 found = 0;
  gboolean is_single = TRUE;

  if (community == NULL)
    return self->own;
  search = fold_area_name (community);
  for (guint i = 0; i < self->areas->len; i++)
    {
      const Area *area = &g_array_index (self->areas, Area, i);

      if (g_str_equal (area->code, community))
        return area->id;
      if (!g_str_equal (area->search, search)
          || (street_search != NULL && !g_str_equal (area->street, street_search)))
        continue;
      /* Of namesakes the office's own community is meant. */
      if (area->id == self->own)
        return area->id;
      is_single = found == 0;
      found = area->id;
    }
  return is_single ? found : 0;
}

/* Households and people */

static NxRecord *
find_single (NxDatabase *db, NxRecordKind kind, NxStatement *row, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 id = 0;

  if (nx_statement_step (row, &failure))
    {
      id = nx_statement_get_int64 (row, 0);
      if (nx_statement_step (row, &failure))
        id = 0;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return id != 0 ? nx_records_find (db, kind, id, error) : NULL;
}

NxRecord *
nx_import_match_household_number (NxDatabase *db, const char *number, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &by_number_statement, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "text", number);
  return find_single (db, NX_RECORD_HOUSEHOLD, row, error);
}

NxRecord *
nx_import_match_household_address (NxDatabase *db,
                                   gint64 area_id,
                                   const NxImportAddress *address,
                                   GError **error)
{
  g_autoptr (NxStatement) code = nx_database_statement (db, &area_code_statement, error);
  g_autoptr (NxStatement) row = nx_database_statement (db, &by_address_statement, error);
  g_autofree char *line = nx_household_join_address (address->street, address->building,
                                                     address->unit, address->room);
  g_autofree char *natural = nx_sort_key_natural (line);
  g_autofree char *key = NULL;

  if (code == NULL || row == NULL || *line == '\0')
    return NULL;
  nx_statement_bind_int64 (code, "id", area_id);
  if (!nx_statement_step (code, error))
    return NULL;
  key = g_strconcat (nx_statement_get_text (code, 0), " ", natural, NULL);
  nx_statement_bind_text (row, "text", key);
  return find_single (db, NX_RECORD_HOUSEHOLD, row, error);
}

NxRecord *
nx_import_match_household_of (NxDatabase *db, gint64 person_id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &home_statement, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "id", person_id);
  return find_single (db, NX_RECORD_HOUSEHOLD, row, error);
}

NxRecord *
nx_import_match_id_number (NxDatabase *db, const char *id_number, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &by_id_number_statement, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "text", id_number);
  return find_single (db, NX_RECORD_PERSON, row, error);
}

NxRecord *
nx_import_match_member (
    NxDatabase *db, gint64 household_id, const char *name, const char *birth_on, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &member_statement, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "id", household_id);
  nx_statement_bind_text (row, "text", name);
  nx_statement_bind_text (row, "birth", birth_on);
  return find_single (db, NX_RECORD_PERSON, row, error);
}

gboolean
nx_import_match_has_support (NxDatabase *db, gint64 person_id, const char *class_code)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &support_statement, NULL);
  g_autofree char *today = nx_date_to_iso (nx_database_today (db));

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", person_id);
  nx_statement_bind_text (row, "text", class_code);
  nx_statement_bind_text (row, "today", today);
  return nx_statement_step (row, NULL);
}
