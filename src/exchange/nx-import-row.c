/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One row of an imported register: the person, household and memberships its cells speak of. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-row.h"

#include "nx-id-number.h"
#include "nx-import-reading.h"
#include "nx-person.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
nx_import_finding_free (NxImportFinding *finding)
{
  g_free (finding->column);
  g_free (finding->message);
  g_free (finding);
}

void
nx_import_row_free (NxImportRow *row)
{
  g_free (row->raw);
  g_clear_object (&row->person);
  g_free (row->relation);
  g_free (row->head_name);
  g_free (row->household_number);
  g_free (row->household_kind);
  g_free (row->community);
  g_free (row->street);
  g_free (row->grid);
  g_free (row->housing);
  nx_import_address_clear (&row->address);
  g_ptr_array_unref (row->supports);
  g_free (row->support_from);
  g_ptr_array_unref (row->findings);
  g_free (row);
}

void
nx_import_row_add_finding (NxImportRow *row,
                           const char *column,
                           const char *message,
                           gboolean is_refusal)
{
  NxImportFinding *finding = g_new0 (NxImportFinding, 1);

  finding->row = row->number;
  finding->column = g_strdup (column);
  finding->message = g_strdup (message);
  finding->is_refusal = is_refusal;
  g_ptr_array_add (row->findings, finding);
  if (is_refusal)
    row->state = NX_IMPORT_ROW_REFUSED;
}

void
nx_import_row_refuse (NxImportRow *row, const char *column, const char *message)
{
  nx_import_row_add_finding (row, column, message, TRUE);
}

gboolean
nx_import_row_is_refused (const NxImportRow *row)
{
  for (guint i = 0; i < row->findings->len; i++)
    if (((NxImportFinding *)g_ptr_array_index (row->findings, i))->is_refusal)
      return TRUE;
  return FALSE;
}

gboolean
nx_import_row_continues_household (const NxImportRow *row)
{
  return row->household_number == NULL && row->head_name == NULL && row->address.street == NULL
         && row->address.building == NULL && row->address.unit == NULL && row->address.room == NULL
         && !row->is_head;
}

/* Between cells */

static const char *
header_of (NxImportReading *reading, NxImportColumn column)
{
  int index = nx_import_map_find (reading->map, column, 0);

  return index >= 0 ? nx_import_map_get_header (reading->map, (guint)index) : NULL;
}

static void
take_from_id_number (NxImportReading *reading)
{
  NxEdit *person = reading->row->person;
  NxDate birth = nx_edit_get_date (person, NX_PERSON_BIRTH_ON);
  const char *sex = nx_edit_get_text (person, NX_PERSON_SEX);
  NxIdNumber number;

  if (!nx_edit_is_set (person, NX_PERSON_ID_NUMBER)
      || !nx_id_number_parse (nx_edit_get_text (person, NX_PERSON_ID_NUMBER), reading->today,
                              &number))
    return;
  if (nx_date_is_full (birth) && nx_date_is_full (number.birth)
      && nx_date_compare (birth, number.birth) != 0)
    {
      reading->header = header_of (reading, NX_IMPORT_COLUMN_BIRTH_DATE);
      nx_import_reading_notice (
          reading, _ ("The date of birth differs from the one in the identity number; the "
                      "written one was taken."));
    }
  else if (nx_date_is_full (number.birth))
    nx_edit_set_date (person, NX_PERSON_BIRTH_ON, number.birth);
  if (*number.sex != '\0' && sex != NULL && !g_str_equal (sex, number.sex))
    {
      reading->header = header_of (reading, NX_IMPORT_COLUMN_SEX);
      nx_import_reading_notice (
          reading, _ ("The sex differs from the one in the identity number; the written one "
                      "was taken."));
    }
  else if (*number.sex != '\0' && sex == NULL)
    nx_edit_set_text (person, NX_PERSON_SEX, number.sex);
  if (!nx_edit_is_set (person, NX_PERSON_ID_KIND) && number.kind == NX_ID_NUMBER_CITIZEN)
    nx_edit_set_text (person, NX_PERSON_ID_KIND, "id_card");
}

static void
finish (NxImportReading *reading)
{
  NxImportRow *row = reading->row;
  const char *name = NULL;

  /* A register of heads alone has no other column of names. */
  if (nx_import_map_find (reading->map, NX_IMPORT_COLUMN_NAME, 0) < 0)
    nx_edit_set_text (row->person, NX_PERSON_NAME, row->head_name);
  name = nx_edit_get_text (row->person, NX_PERSON_NAME);
  take_from_id_number (reading);
  /* A row whose name is the head's is the head, whatever else is missing. */
  if (row->relation == NULL && name != NULL && g_strcmp0 (name, row->head_name) == 0)
    {
      row->is_head = TRUE;
      row->relation = g_strdup ("02");
    }
  if (name == NULL && !nx_import_row_is_refused (row))
    {
      reading->header = header_of (reading, NX_IMPORT_COLUMN_NAME);
      nx_import_reading_refuse (reading, _ ("The name is missing."));
    }
  if (reading->cells->has_lost_text)
    {
      reading->header = NULL;
      nx_import_reading_refuse (
          reading, _ ("Some characters of this row could not be read in the file's encoding."));
    }
  if (reading->cells->is_long)
    {
      reading->header = NULL;
      nx_import_reading_refuse (
          reading, _ ("This row has more cells than the header; a separator inside a cell "
                      "needs quotes around it."));
    }
}

NxImportRow *
nx_import_row_new (const NxCsvRow *cells, NxImportMap *map, NxDate today)
{
  NxImportRow *row = g_new0 (NxImportRow, 1);
  NxImportReading reading = { row, cells, map, today, NULL };

  row->number = cells->number;
  row->raw = g_strdup (cells->raw);
  row->person = nx_edit_new (NX_RECORD_PERSON, NULL);
  row->supports = g_ptr_array_new_with_free_func (g_free);
  row->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_import_finding_free);
  row->state = NX_IMPORT_ROW_SAME;
  for (guint i = 0; i < nx_import_map_get_n_columns (map); i++)
    {
      const char *text = nx_csv_row_get_cell (cells, i);

      reading.header = nx_import_map_get_header (map, i);
      /* A column without a heading counts when somebody said what it means. */
      if (!nx_text_is_blank (text)
          && (*reading.header != '\0' || nx_import_map_get (map, i) != NX_IMPORT_COLUMN_UNKNOWN))
        nx_import_reading_read_cell (&reading, nx_import_map_get (map, i), text);
    }
  finish (&reading);
  row->n_findings_of_reading = row->findings->len;
  return row;
}
