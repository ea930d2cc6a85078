/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the record that a word on the command line means: by number, by id, by name. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-lookup.h"

#include "nx-division.h"
#include "nx-id-query.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-text.h"
#include "nx-tool.h"

#include <glib/gi18n-lib.h>

static gboolean
parse_id (const char *word, gint64 *id)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (word, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  *id = (gint64)number;
  return TRUE;
}

static guint
get_number_field (NxRecordKind kind)
{
  return kind == NX_RECORD_CASE ? NX_CASE_NUMBER : NX_HOUSEHOLD_NUMBER;
}

static void
refuse_unknown (NxRecordKind kind, GError **error)
{
  if (kind == NX_RECORD_CASE)
    nx_tool_refuse (error, _ ("There is no case with this number. Nothing was changed. “find” with "
                              "the client's name or “list cases” shows the case numbers."));
  else if (kind == NX_RECORD_HOUSEHOLD)
    nx_tool_refuse (error, _ ("There is no household with this number. Nothing was changed. “find” "
                              "with a name or address or “list households” shows the numbers."));
  else
    nx_tool_refuse (error, _ ("There is no record with this id. Nothing was changed. “find” and "
                              "“list” show the ids."));
}

NxRecord *
nx_tool_lookup_record (NxDatabase *db, NxRecordKind kind, const char *word, GError **error)
{
  g_autofree char *narrow = nx_text_narrow (word);
  g_autofree char *clean = nx_text_clean (narrow);
  NxRecord *record = NULL;
  gint64 id = 0;
  g_autoptr (GError) failure = NULL;

  if (kind == NX_RECORD_CASE || kind == NX_RECORD_HOUSEHOLD)
    {
      g_autoptr (GPtrArray) found
          = nx_records_load_by_text (db, kind, get_number_field (kind), clean, error);

      if (found == NULL)
        return NULL;
      if (found->len > 0)
        return g_object_ref (g_ptr_array_index (found, 0));
    }
  if (parse_id (clean, &id))
    record = nx_records_find (db, kind, id, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (record == NULL)
    refuse_unknown (kind, error);
  return record;
}

gint64
nx_tool_lookup_worker (NxDatabase *db, const char *name, GError **error)
{
  g_autofree char *clean = nx_name_clean (name);
  g_autoptr (GPtrArray) found
      = nx_records_load_by_text (db, NX_RECORD_WORKER, NX_WORKER_NAME, clean, error);
  gint64 id = 0;

  if (found == NULL)
    return 0;
  if (found->len == 1)
    return nx_record_get_id (g_ptr_array_index (found, 0));
  if (found->len > 1)
    {
      nx_tool_refuse (error, _ ("Several workers have this name. Nothing was changed. Give the id "
                                "of the one that is meant."));
      return 0;
    }
  if (parse_id (clean, &id))
    {
      g_autoptr (NxRecord) worker = nx_records_find (db, NX_RECORD_WORKER, id, NULL);

      if (worker != NULL)
        return id;
    }
  nx_tool_refuse (error, _ ("No worker has this name. Nothing was changed. Give the name as the "
                            "office writes it."));
  return 0;
}

/* Areas are few; those of one county are read whole. */
static gint64
find_area_by_name (NxDatabase *db, const char *name, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_AREA);
  g_autoptr (GArray) ids = nx_id_query_run (db, filter, error);
  g_autoptr (GPtrArray) areas = NULL;
  gint64 found = 0;
  guint n = 0;

  if (ids != NULL)
    areas = nx_records_load_many (db, NX_RECORD_AREA, (const gint64 *)ids->data, ids->len, error);
  if (areas == NULL)
    return 0;
  for (guint i = 0; i < areas->len; i++)
    {
      NxRecord *area = g_ptr_array_index (areas, i);
      const char *whole = nx_record_peek_text (area, NX_AREA_NAME);
      g_autofree char *brief = nx_division_dup_short_name (whole);

      if (!g_str_equal (whole, name) && !g_str_equal (brief, name))
        continue;
      found = nx_record_get_id (area);
      n++;
    }
  if (n == 1)
    return found;
  nx_tool_refuse (error, n > 1 ? _ ("Several areas have this name. Give the code of the one that "
                                    "is meant.")
                               : _ ("The office has no area of this name or code."));
  return 0;
}

gint64
nx_tool_lookup_area (NxDatabase *db, const char *word, GError **error)
{
  g_autofree char *clean = nx_text_clean (word);
  g_autofree char *code = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 id = 0;

  if (nx_division_parse_code (clean, NULL, &code))
    id = nx_office_find_area (db, code, &failure);
  if (failure == NULL)
    return id != 0 ? id : find_area_by_name (db, clean, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return 0;
}
