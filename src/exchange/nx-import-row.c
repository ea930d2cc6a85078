/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One row of an imported register: the person, household and memberships its cells speak of. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-row.h"

#include "nx-code-list.h"
#include "nx-id-number.h"
#include "nx-lunar.h"
#include "nx-person.h"
#include "nx-phone.h"
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

static void
add_finding (NxImportRow *row, const char *column, const char *message, gboolean is_refusal)
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
  add_finding (row, column, message, TRUE);
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

/* Reading cells */

typedef struct
{
  NxImportRow *row;
  const NxCsvRow *cells;
  NxImportMap *map;
  NxDate today;
  const char *header; /* of the cell in hand */
} Reading;

static void
refuse (Reading *reading, const char *message)
{
  add_finding (reading->row, reading->header, message, TRUE);
}

static void
notice (Reading *reading, const char *message)
{
  add_finding (reading->row, reading->header, message, FALSE);
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = nx_text_clean (text);
}

/* What no field can hold is kept in the note under its header, so that nothing is lost. */
static void
keep_in_note (Reading *reading, const char *text)
{
  const char *note = nx_edit_get_text (reading->row->person, NX_PERSON_NOTE);
  g_autofree char *line = g_strdup_printf ("%s%s%s: %s", note != NULL ? note : "",
                                           note != NULL ? "\n" : "", reading->header, text);

  nx_edit_set_text (reading->row->person, NX_PERSON_NOTE, line);
}

static void
read_text (Reading *reading, guint field, const char *text)
{
  g_autofree char *clean = nx_text_clean (text);

  nx_edit_set_text (reading->row->person, field, clean);
}

static void
read_code (Reading *reading, guint field, const char *list, const char *text)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get (list), text);

  if (code != NULL)
    nx_edit_set_text (reading->row->person, field, nx_code_get_code (code));
  else
    {
      notice (reading, _ ("This choice is not in the list. It is kept in the note."));
      keep_in_note (reading, text);
    }
}

static void
read_name (Reading *reading, const char *text)
{
  g_autofree char *name = nx_name_clean (text);

  if (strchr ("+-", *name) != NULL && *name != '\0')
    refuse (reading, _ ("A name does not begin with this sign. Correct the row."));
  nx_edit_set_text (reading->row->person, NX_PERSON_NAME, name);
}

static void
read_sex (Reading *reading, const char *text)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get ("gbt-2261-1"), text);

  if (code != NULL)
    nx_edit_set_text (reading->row->person, NX_PERSON_SEX, nx_code_get_code (code));
  else
    refuse (reading, _ ("The sex cannot be read. Write 男 or 女, or leave the cell empty."));
}

static void
read_birth (Reading *reading, const char *text)
{
  g_autoptr (GError) error = NULL;
  NxLunarDate lunar;
  NxDate day;

  if (nx_date_parse_past (text, reading->today, &day, &error))
    {
      if (nx_date_compare (day, reading->today) > 0)
        refuse (reading, _ ("The date of birth lies in the future."));
      else
        nx_edit_set_date (reading->row->person, NX_PERSON_BIRTH_ON, day);
    }
  else if (nx_lunar_parse (text, reading->today, &lunar, NULL) && nx_lunar_is_set (lunar)
           && lunar.year != 0)
    {
      g_autofree char *iso = nx_lunar_to_iso (lunar);

      nx_edit_set_text (reading->row->person, NX_PERSON_BIRTH_LUNAR, iso);
      if (nx_lunar_to_solar (lunar, &day))
        nx_edit_set_date (reading->row->person, NX_PERSON_BIRTH_ON, day);
    }
  else
    refuse (reading, error->message);
}

static void
read_id_number (Reading *reading, const char *text)
{
  NxIdNumber number;
  const char *kind = nx_edit_get_text (reading->row->person, NX_PERSON_ID_KIND);

  if (g_strcmp0 (kind, "passport") == 0 || g_strcmp0 (kind, "birth_certificate") == 0)
    {
      read_text (reading, NX_PERSON_ID_NUMBER, text);
      return;
    }
  nx_id_number_parse (text, reading->today, &number);
  if (number.problem != NX_ID_NUMBER_OK)
    {
      refuse (reading, nx_id_number_problem_text (number.problem));
      return;
    }
  nx_edit_set_text (reading->row->person, NX_PERSON_ID_NUMBER, number.text);
  if (number.is_region_unknown)
    notice (reading, _ ("The first six digits are no area in today's list."));
}

static void
read_phones (Reading *reading, const char *text)
{
  g_autoptr (GPtrArray) phones = nx_phone_split (text);
  const char *before = nx_edit_get_text (reading->row->person, NX_PERSON_PHONES);
  g_autoptr (GString) lines = g_string_new (before);
  gboolean has_invalid = FALSE;

  for (guint i = 0; i < phones->len; i++)
    {
      const NxPhone *phone = g_ptr_array_index (phones, i);

      if (phone->kind == NX_PHONE_INVALID)
        {
          has_invalid = TRUE;
          continue;
        }
      g_string_append_printf (lines, "%s%s%s%s", lines->len > 0 ? "\n" : "", phone->number,
                              *phone->note != '\0' ? " " : "", phone->note);
    }
  nx_edit_set_text (reading->row->person, NX_PERSON_PHONES, lines->str);
  if (has_invalid)
    {
      notice (reading, _ ("A phone number is not complete. It is kept in the note."));
      keep_in_note (reading, text);
    }
}

static void
read_relation (Reading *reading, const char *text)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get ("gbt-4761"), text);

  if (code == NULL)
    {
      notice (reading, _ ("The relation to the head is not in the list; “other” was taken and "
                          "the words are kept in the note."));
      keep_in_note (reading, text);
    }
  g_free (reading->row->relation);
  reading->row->relation = g_strdup (code != NULL ? nx_code_get_code (code) : "80");
  /* 01 is "oneself": in a register of households that is the head. */
  reading->row->is_head
      = g_str_equal (reading->row->relation, "02") || g_str_equal (reading->row->relation, "01");
  if (reading->row->is_head)
    replace (&reading->row->relation, "02");
}

static void
read_supports (Reading *reading, const char *text)
{
  g_autofree char *narrow = nx_text_narrow (text);
  g_auto (GStrv) parts = g_regex_split_simple ("[,;/、]|\\s+", narrow, 0, 0);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const NxCode *code = NULL;

      if (nx_text_is_blank (parts[i]))
        continue;
      code = nx_code_list_parse (nx_code_list_get ("support-class"), parts[i]);
      if (code != NULL)
        g_ptr_array_add (reading->row->supports, g_strdup (nx_code_get_code (code)));
      else if (!g_str_equal (parts[i], "无") && !g_str_equal (parts[i], "否"))
        {
          notice (reading, _ ("This support class is not in the list. It is kept in the note."));
          keep_in_note (reading, parts[i]);
        }
    }
}

static void
read_support_from (Reading *reading, const char *text)
{
  g_autoptr (GError) error = NULL;
  NxDate day;

  if (!nx_date_parse_past (text, reading->today, &day, &error))
    refuse (reading, error->message);
  else
    {
      g_free (reading->row->support_from);
      reading->row->support_from = nx_date_to_iso (day);
    }
}

/* A code field of the household rather than of the person. */
static void
read_household_code (Reading *reading, char **place, const char *list, const char *text)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get (list), text);

  if (code != NULL)
    replace (place, nx_code_get_code (code));
  else
    notice (reading, _ ("This choice is not in the list and was left out."));
}

static void
read_building_part (char **place, const char *text, const char *word)
{
  g_autofree char *clean = nx_text_narrow (text);
  gboolean is_number
      = *g_strstrip (clean) != '\0' && strspn (clean, "0123456789") == strlen (clean);
  g_autofree char *whole = g_strconcat (clean, is_number ? word : "", NULL);

  replace (place, whole);
}

static void
read_cell (Reading *reading, NxImportColumn column, const char *text)
{
  NxImportRow *row = reading->row;

  switch (column)
    {
    case NX_IMPORT_COLUMN_NAME:
      read_name (reading, text);
      break;
    case NX_IMPORT_COLUMN_FORMER_NAME:
      read_text (reading, NX_PERSON_FORMER_NAMES, text);
      break;
    case NX_IMPORT_COLUMN_HEAD_NAME:
      g_free (row->head_name);
      row->head_name = nx_name_clean (text);
      break;
    case NX_IMPORT_COLUMN_RELATION:
      read_relation (reading, text);
      break;
    case NX_IMPORT_COLUMN_HOUSEHOLD_NUMBER:
      replace (&row->household_number, text);
      break;
    case NX_IMPORT_COLUMN_HOUSEHOLD_KIND:
      read_household_code (reading, &row->household_kind, "household-kind", text);
      break;
    case NX_IMPORT_COLUMN_ID_KIND:
      read_code (reading, NX_PERSON_ID_KIND, "id-document-kind", text);
      break;
    case NX_IMPORT_COLUMN_ID_NUMBER:
      read_id_number (reading, text);
      break;
    case NX_IMPORT_COLUMN_SEX:
      read_sex (reading, text);
      break;
    case NX_IMPORT_COLUMN_BIRTH_DATE:
      read_birth (reading, text);
      break;
    case NX_IMPORT_COLUMN_ETHNICITY:
      read_code (reading, NX_PERSON_ETHNIC, "gbt-3304", text);
      break;
    case NX_IMPORT_COLUMN_EDUCATION:
      read_code (reading, NX_PERSON_EDUCATION, "gbt-4658", text);
      break;
    case NX_IMPORT_COLUMN_MARRIAGE:
      read_code (reading, NX_PERSON_MARITAL, "gbt-2261-2", text);
      break;
    case NX_IMPORT_COLUMN_HEALTH:
      read_code (reading, NX_PERSON_HEALTH, "gbt-2261-3", text);
      break;
    case NX_IMPORT_COLUMN_POLITICS:
      read_code (reading, NX_PERSON_POLITICAL, "gbt-4762", text);
      break;
    case NX_IMPORT_COLUMN_PHONE:
      read_phones (reading, text);
      break;
    case NX_IMPORT_COLUMN_CONTACT_NAME:
    case NX_IMPORT_COLUMN_CONTACT_PHONE:
      {
        const char *before = nx_edit_get_text (row->person, NX_PERSON_EMERGENCY_CONTACT);
        g_autofree char *both
            = g_strconcat (before != NULL ? before : "", before != NULL ? " " : "", text, NULL);

        read_text (reading, NX_PERSON_EMERGENCY_CONTACT, both);
        break;
      }
    case NX_IMPORT_COLUMN_ADDRESS:
      {
        g_auto (NxImportAddress) parsed = { 0 };

        nx_import_address_parse (text, &parsed);
        /* Columns of their own for building, unit and room go before what the address says. */
        if (row->address.street == NULL)
          row->address.street = g_steal_pointer (&parsed.street);
        if (row->address.building == NULL)
          row->address.building = g_steal_pointer (&parsed.building);
        if (row->address.unit == NULL)
          row->address.unit = g_steal_pointer (&parsed.unit);
        if (row->address.room == NULL)
          row->address.room = g_steal_pointer (&parsed.room);
        break;
      }
    case NX_IMPORT_COLUMN_REGISTERED_ADDRESS:
      read_text (reading, NX_PERSON_REGISTERED_ADDRESS, text);
      break;
    case NX_IMPORT_COLUMN_STREET:
      replace (&row->street, text);
      break;
    case NX_IMPORT_COLUMN_COMMUNITY:
      replace (&row->community, text);
      break;
    case NX_IMPORT_COLUMN_ESTATE:
      {
        g_autofree char *both
            = g_strconcat (row->address.street != NULL ? row->address.street : "", text, NULL);

        replace (&row->address.street, both);
        break;
      }
    case NX_IMPORT_COLUMN_BUILDING:
      read_building_part (&row->address.building, text, "号楼");
      break;
    case NX_IMPORT_COLUMN_UNIT:
      read_building_part (&row->address.unit, text, "单元");
      break;
    case NX_IMPORT_COLUMN_ROOM:
      read_building_part (&row->address.room, text, "");
      break;
    case NX_IMPORT_COLUMN_GRID:
      replace (&row->grid, text);
      break;
    case NX_IMPORT_COLUMN_HOUSING:
      read_household_code (reading, &row->housing, "housing", text);
      break;
    case NX_IMPORT_COLUMN_RESIDENCE:
      read_code (reading, NX_PERSON_RESIDENCE_KIND, "residence-kind", text);
      break;
    case NX_IMPORT_COLUMN_LIVING:
      read_code (reading, NX_PERSON_LIVING, "living-arrangement", text);
      break;
    case NX_IMPORT_COLUMN_OCCUPATION:
      read_code (reading, NX_PERSON_EMPLOYMENT, "gbt-2261-4", text);
      break;
    case NX_IMPORT_COLUMN_EMPLOYER:
      read_text (reading, NX_PERSON_EMPLOYER, text);
      break;
    case NX_IMPORT_COLUMN_SUPPORT_CLASS:
      read_supports (reading, text);
      break;
    case NX_IMPORT_COLUMN_SUPPORT_FROM:
      read_support_from (reading, text);
      break;
    case NX_IMPORT_COLUMN_DISABILITY_KIND:
      read_code (reading, NX_PERSON_DISABILITY_KIND, "gbt-26341", text);
      break;
    case NX_IMPORT_COLUMN_DISABILITY_LEVEL:
      read_code (reading, NX_PERSON_DISABILITY_LEVEL, "disability-level", text);
      break;
    case NX_IMPORT_COLUMN_DISABILITY_NUMBER:
      read_text (reading, NX_PERSON_DISABILITY_NUMBER, text);
      break;
    case NX_IMPORT_COLUMN_NOTE:
    case NX_IMPORT_COLUMN_UNKNOWN:
    case NX_IMPORT_COLUMN_GRID_WORKER:
    case NX_IMPORT_COLUMN_WORKER:
      keep_in_note (reading, text);
      break;
    case NX_IMPORT_COLUMN_BIRTH_CALENDAR:
    case NX_IMPORT_COLUMN_IGNORED:
    case NX_N_IMPORT_COLUMNS:
      break;
    }
}

/* Between cells */

static const char *
header_of (Reading *reading, NxImportColumn column)
{
  int index = nx_import_map_find (reading->map, column, 0);

  return index >= 0 ? nx_import_map_get_header (reading->map, (guint)index) : NULL;
}

/* The calendar column says lunar: the date that was read is a lunar one. */
static void
apply_calendar (Reading *reading, const char *calendar)
{
  NxEdit *person = reading->row->person;
  NxDate written = nx_edit_get_date (person, NX_PERSON_BIRTH_ON);
  NxLunarDate lunar
      = { .year = written.year, .month = written.month, .day = written.day, .is_leap = FALSE };
  g_autofree char *iso = NULL;
  NxDate solar;

  if (strstr (calendar, "农") == NULL && strstr (calendar, "阴") == NULL)
    return;
  if (!nx_date_is_full (written) || nx_edit_is_set (person, NX_PERSON_BIRTH_LUNAR))
    return;
  if (!nx_lunar_to_solar (lunar, &solar))
    {
      refuse (reading, _ ("This day does not exist in the lunar calendar."));
      return;
    }
  iso = nx_lunar_to_iso (lunar);
  nx_edit_set_text (person, NX_PERSON_BIRTH_LUNAR, iso);
  nx_edit_set_date (person, NX_PERSON_BIRTH_ON, solar);
}

static void
take_from_id_number (Reading *reading)
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
      notice (reading, _ ("The date of birth differs from the one in the identity number; the "
                          "written one was taken."));
    }
  else if (nx_date_is_full (number.birth))
    nx_edit_set_date (person, NX_PERSON_BIRTH_ON, number.birth);
  if (*number.sex != '\0' && sex != NULL && !g_str_equal (sex, number.sex))
    {
      reading->header = header_of (reading, NX_IMPORT_COLUMN_SEX);
      notice (reading, _ ("The sex differs from the one in the identity number; the written one "
                          "was taken."));
    }
  else if (*number.sex != '\0' && sex == NULL)
    nx_edit_set_text (person, NX_PERSON_SEX, number.sex);
  if (!nx_edit_is_set (person, NX_PERSON_ID_KIND) && number.kind == NX_ID_NUMBER_CITIZEN)
    nx_edit_set_text (person, NX_PERSON_ID_KIND, "id_card");
}

static void
finish (Reading *reading)
{
  NxImportRow *row = reading->row;
  const char *name = NULL;
  int calendar = nx_import_map_find (reading->map, NX_IMPORT_COLUMN_BIRTH_CALENDAR, 0);

  /* A register of heads alone has no other column of names. */
  if (nx_import_map_find (reading->map, NX_IMPORT_COLUMN_NAME, 0) < 0)
    nx_edit_set_text (row->person, NX_PERSON_NAME, row->head_name);
  name = nx_edit_get_text (row->person, NX_PERSON_NAME);
  if (calendar >= 0)
    {
      reading->header = nx_import_map_get_header (reading->map, (guint)calendar);
      apply_calendar (reading, nx_csv_row_get_cell (reading->cells, (guint)calendar));
    }
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
      refuse (reading, _ ("The name is missing."));
    }
  if (reading->cells->has_lost_text)
    {
      reading->header = NULL;
      refuse (reading, _ ("Some characters of this row could not be read in the file's encoding."));
    }
  if (reading->cells->is_long)
    {
      reading->header = NULL;
      refuse (reading, _ ("This row has more cells than the header; a separator inside a cell "
                          "needs quotes around it."));
    }
}

/* A register holds values. A cell that a spreadsheet would compute is a mistake of the export or an
 * attack on whoever opens a table made of it later. The plus of a phone number is none. */
static gboolean
is_formula (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  if (*text == '=' || *text == '@')
    return TRUE;
  return (*text == '+' || *text == '-')
         && (g_ascii_isalpha (text[1]) || strpbrk (text, "|!") != NULL);
}

static void
read_value (Reading *reading, NxImportColumn column, const char *text)
{
  if (is_formula (text))
    refuse (reading, _ ("This cell holds a formula instead of its value. Save the table with "
                        "values, or take the leading sign away."));
  else
    read_cell (reading, column, text);
}

NxImportRow *
nx_import_row_new (const NxCsvRow *cells, NxImportMap *map, NxDate today)
{
  NxImportRow *row = g_new0 (NxImportRow, 1);
  Reading reading = { row, cells, map, today, NULL };

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
      if (!nx_text_is_blank (text) && reading.header != NULL && *reading.header != '\0')
        read_value (&reading, nx_import_map_get (map, i), text);
    }
  finish (&reading);
  row->n_findings_of_reading = row->findings->len;
  return row;
}
