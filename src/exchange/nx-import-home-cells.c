/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads the cells of an imported register that speak of the household: number, address, housing. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-reading.h"

#include "nx-code-list.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A code field of the household rather than of the person. */
static void
read_household_code (NxImportReading *reading, char **place, const char *list, const char *text)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get (list), text);

  if (code != NULL)
    nx_import_reading_replace (place, nx_code_get_code (code));
  else
    nx_import_reading_notice (reading, _ ("This choice is not in the list and was left out."));
}

static void
read_building_part (char **place, const char *text, const char *word)
{
  g_autofree char *clean = nx_text_narrow (text);
  gboolean is_number
      = *g_strstrip (clean) != '\0' && strspn (clean, "0123456789") == strlen (clean);
  g_autofree char *whole = g_strconcat (clean, is_number ? word : "", NULL);

  nx_import_reading_replace (place, whole);
}

/* Columns of their own for building, unit and room go before what the address says. */
static void
read_address (NxImportAddress *address, const char *text)
{
  g_auto (NxImportAddress) parsed = { 0 };

  nx_import_address_parse (text, &parsed);
  if (address->street == NULL)
    address->street = g_steal_pointer (&parsed.street);
  if (address->building == NULL)
    address->building = g_steal_pointer (&parsed.building);
  if (address->unit == NULL)
    address->unit = g_steal_pointer (&parsed.unit);
  if (address->room == NULL)
    address->room = g_steal_pointer (&parsed.room);
}

static void
read_estate (NxImportAddress *address, const char *text)
{
  g_autofree char *both = g_strconcat (address->street != NULL ? address->street : "", text, NULL);

  nx_import_reading_replace (&address->street, both);
}

/* FALSE when the column says nothing of the household. */
gboolean
nx_import_reading_read_home_cell (NxImportReading *reading, NxImportColumn column, const char *text)
{
  NxImportRow *row = reading->row;

  switch ((guint)column)
    {
    case NX_IMPORT_COLUMN_HEAD_NAME:
      g_free (row->head_name);
      row->head_name = nx_name_clean (text);
      return TRUE;
    case NX_IMPORT_COLUMN_HOUSEHOLD_NUMBER:
      nx_import_reading_replace (&row->household_number, text);
      return TRUE;
    case NX_IMPORT_COLUMN_HOUSEHOLD_KIND:
      read_household_code (reading, &row->household_kind, "household-kind", text);
      return TRUE;
    case NX_IMPORT_COLUMN_ADDRESS:
      read_address (&row->address, text);
      return TRUE;
    case NX_IMPORT_COLUMN_STREET:
      nx_import_reading_replace (&row->street, text);
      return TRUE;
    case NX_IMPORT_COLUMN_COMMUNITY:
      nx_import_reading_replace (&row->community, text);
      return TRUE;
    case NX_IMPORT_COLUMN_ESTATE:
      read_estate (&row->address, text);
      return TRUE;
    case NX_IMPORT_COLUMN_BUILDING:
      read_building_part (&row->address.building, text, "号楼");
      return TRUE;
    case NX_IMPORT_COLUMN_UNIT:
      read_building_part (&row->address.unit, text, "单元");
      return TRUE;
    case NX_IMPORT_COLUMN_ROOM:
      read_building_part (&row->address.room, text, "");
      return TRUE;
    case NX_IMPORT_COLUMN_GRID:
      nx_import_reading_replace (&row->grid, text);
      return TRUE;
    case NX_IMPORT_COLUMN_HOUSING:
      read_household_code (reading, &row->housing, "housing", text);
      return TRUE;
    default:
      return FALSE;
    }
}
