/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The household of a group of imported rows: which kept one it is, what the rows say of it, its
 * saving. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-run-private.h"

#include "nx-record-kinds.h"
#include "nx-save.h"

void
nx_import_home_clear (NxImportHome *home)
{
  g_clear_object (&home->record);
  g_clear_object (&home->edit);
}

const NxImportRow *
nx_import_home_find_first (const NxImportGroup *group)
{
  for (guint i = 0; i < group->rows->len; i++)
    if (!nx_import_row_is_refused (g_ptr_array_index (group->rows, i)))
      return g_ptr_array_index (group->rows, i);
  return NULL;
}

/* The household a matched person of the group lives in, the head's before the others'. */
static gboolean
find_home_of_members (NxImportRun *run, const NxImportGroup *group, NxRecord **home, GError **error)
{
  *home = NULL;
  for (guint pass = 0; pass < 2 && *home == NULL; pass++)
    for (guint i = 0; i < group->rows->len && *home == NULL; i++)
      {
        NxImportRow *row = g_ptr_array_index (group->rows, i);
        const char *id_number = nx_edit_get_text (row->person, NX_PERSON_ID_NUMBER);
        g_autoptr (NxRecord) person = NULL;
        g_autoptr (GError) failure = NULL;

        if (id_number == NULL || nx_import_row_is_refused (row) || (pass == 0 && !row->is_head))
          continue;
        person = nx_import_match_id_number (run->db, id_number, &failure);
        if (person != NULL)
          *home = nx_import_match_household_of (run->db, nx_record_get_id (person), &failure);
        if (failure != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&failure));
            return FALSE;
          }
      }
  return TRUE;
}

/* At an address where others live now a new household has moved in. FALSE with @error when that
 * cannot be known. */
static gboolean
shares_member (NxImportRun *run, const NxImportGroup *group, NxRecord *household, GError **error)
{
  if (nx_record_get_int (household, NX_HOUSEHOLD_N_MEMBERS) == 0)
    return TRUE;
  for (guint i = 0; i < group->rows->len; i++)
    {
      NxImportRow *row = g_ptr_array_index (group->rows, i);
      g_autoptr (NxRecord) member = NULL;
      g_autoptr (GError) failure = NULL;

      if (nx_edit_is_set (row->person, NX_PERSON_NAME))
        member = nx_import_match_member (
            run->db, nx_record_get_id (household), nx_edit_get_text (row->person, NX_PERSON_NAME),
            nx_edit_get_text (row->person, NX_PERSON_BIRTH_ON), &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (member != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
match_household (NxImportRun *run,
                 const NxImportGroup *group,
                 gint64 area_id,
                 NxImportHome *home,
                 GError **error)
{
  const NxImportRow *row = nx_import_home_find_first (group);
  g_autoptr (GError) failure = NULL;

  if (row->household_number != NULL)
    home->record = nx_import_match_household_number (run->db, row->household_number, &failure);
  if (failure == NULL && home->record == NULL && row->household_number == NULL)
    {
      home->record = nx_import_match_household_address (run->db, area_id, &row->address, &failure);
      if (home->record != NULL && !shares_member (run, group, home->record, &failure))
        g_clear_object (&home->record);
      if (failure == NULL && home->record == NULL)
        find_home_of_members (run, group, &home->record, &failure);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
set_if_given (NxEdit *edit, guint field, const char *text)
{
  if (text != NULL)
    nx_edit_set_text (edit, field, text);
}

static void
fill_household (NxImportHome *home, const NxImportGroup *group, gint64 area_id)
{
  home->edit = nx_edit_new (NX_RECORD_HOUSEHOLD, home->record);
  for (guint i = group->rows->len; i-- > 0;)
    {
      const NxImportRow *row = g_ptr_array_index (group->rows, i);

      if (nx_import_row_is_refused (row))
        continue;
      set_if_given (home->edit, NX_HOUSEHOLD_NUMBER, row->household_number);
      set_if_given (home->edit, NX_HOUSEHOLD_KIND, row->household_kind);
      set_if_given (home->edit, NX_HOUSEHOLD_ADDRESS, row->address.street);
      set_if_given (home->edit, NX_HOUSEHOLD_BUILDING, row->address.building);
      set_if_given (home->edit, NX_HOUSEHOLD_UNIT, row->address.unit);
      set_if_given (home->edit, NX_HOUSEHOLD_ROOM, row->address.room);
      set_if_given (home->edit, NX_HOUSEHOLD_GRID, row->grid);
      set_if_given (home->edit, NX_HOUSEHOLD_HOUSING, row->housing);
      if (area_id != 0 && (row->community != NULL || home->record == NULL))
        nx_edit_set_int (home->edit, NX_HOUSEHOLD_AREA, area_id);
    }
}

gboolean
nx_import_home_prepare (NxImportRun *run,
                        const NxImportGroup *group,
                        gint64 area_id,
                        NxImportHome *home,
                        GError **error)
{
  if (!match_household (run, group, area_id, home, error))
    return FALSE;
  fill_household (home, group, area_id);
  home->has_head = home->record != NULL && nx_record_get_int (home->record, NX_HOUSEHOLD_HEAD) != 0;
  home->id = home->record != NULL ? nx_record_get_id (home->record) : 0;
  home->is_changed = home->record != NULL && nx_edit_is_dirty (home->edit);
  return TRUE;
}

/* A new household is written with its first person, so that none stays empty. */
gboolean
nx_import_home_settle (NxImportRun *run, NxImportHome *home, GError **error)
{
  if (home->is_counted)
    return TRUE;
  home->is_counted = TRUE;
  if (home->record == NULL)
    run->counts->households_added++;
  else if (home->is_changed)
    run->counts->households_updated++;
  else
    run->counts->households_same++;
  if (!run->is_real || (home->record != NULL && !home->is_changed))
    return TRUE;
  home->id = nx_records_save (run->db, home->edit, error);
  return home->id != 0;
}
