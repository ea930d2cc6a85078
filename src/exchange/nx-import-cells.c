/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads one cell of an imported register into the row, by what its column is said to hold. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-reading.h"

#include "nx-code-list.h"
#include "nx-id-number.h"
#include "nx-person.h"
#include "nx-phone.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
nx_import_reading_refuse (NxImportReading *reading, const char *message)
{
  nx_import_row_add_finding (reading->row, reading->header, message, TRUE);
}

void
nx_import_reading_notice (NxImportReading *reading, const char *message)
{
  nx_import_row_add_finding (reading->row, reading->header, message, FALSE);
}

void
nx_import_reading_replace (char **place, const char *text)
{
  g_free (*place);
  *place = nx_text_clean (text);
}

/* What no field can hold is kept in the note under its header, so that nothing is lost. */
static void
keep_in_note (NxImportReading *reading, const char *text)
{
  const char *note = nx_edit_get_text (reading->row->person, NX_PERSON_NOTE);
  g_autofree char *line
      = g_strdup_printf ("%s%s%s%s%s", note != NULL ? note : "", note != NULL ? "\n" : "",
                         reading->header, *reading->header != '\0' ? ": " : "", text);

  nx_edit_set_text (reading->row->person, NX_PERSON_NOTE, line);
}

static void
read_text (NxImportReading *reading, guint field, const char *text)
{
  g_autofree char *clean = nx_text_clean (text);

  nx_edit_set_text (reading->row->person, field, clean);
}

static void
read_code (NxImportReading *reading, guint field, const char *list, const char *text)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get (list), text);

  if (code != NULL)
    nx_edit_set_text (reading->row->person, field, nx_code_get_code (code));
  else
    {
      nx_import_reading_notice (reading,
                                _ ("This choice is not in the list. It is kept in the note."));
      keep_in_note (reading, text);
    }
}

static void
read_name (NxImportReading *reading, const char *text)
{
  g_autofree char *name = nx_name_clean (text);

  if (strchr ("+-", *name) != NULL && *name != '\0')
    nx_import_reading_refuse (reading,
                              _ ("A name does not begin with this sign. Correct the row."));
  nx_edit_set_text (reading->row->person, NX_PERSON_NAME, name);
}

static void
read_sex (NxImportReading *reading, const char *text)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get ("gbt-2261-1"), text);

  if (code != NULL)
    nx_edit_set_text (reading->row->person, NX_PERSON_SEX, nx_code_get_code (code));
  else
    nx_import_reading_refuse (
        reading, _ ("The sex cannot be read. Write 男 or 女, or leave the cell empty."));
}

static void
read_id_number (NxImportReading *reading, const char *text)
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
      nx_import_reading_refuse (reading, nx_id_number_problem_text (number.problem));
      return;
    }
  nx_edit_set_text (reading->row->person, NX_PERSON_ID_NUMBER, number.text);
  if (number.is_region_unknown)
    nx_import_reading_notice (reading, _ ("The first six digits are no area in today's list."));
}

static void
read_phones (NxImportReading *reading, const char *text)
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
      nx_import_reading_notice (reading,
                                _ ("A phone number is not complete. It is kept in the note."));
      keep_in_note (reading, text);
    }
}

static void
read_relation (NxImportReading *reading, const char *text)
{
  const NxCode *code = nx_code_list_parse (nx_code_list_get ("gbt-4761"), text);

  if (code == NULL)
    {
      nx_import_reading_notice (
          reading, _ ("The relation to the head is not in the list; “other” was taken and "
                      "the words are kept in the note."));
      keep_in_note (reading, text);
    }
  g_free (reading->row->relation);
  reading->row->relation = g_strdup (code != NULL ? nx_code_get_code (code) : "80");
  /* 01 is "oneself": in a register of households that is the head. */
  reading->row->is_head
      = g_str_equal (reading->row->relation, "02") || g_str_equal (reading->row->relation, "01");
  if (reading->row->is_head)
    nx_import_reading_replace (&reading->row->relation, "02");
}

static void
read_supports (NxImportReading *reading, const char *text)
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
          nx_import_reading_notice (
              reading, _ ("This support class is not in the list. It is kept in the note."));
          keep_in_note (reading, parts[i]);
        }
    }
}

static void
read_support_from (NxImportReading *reading, const char *text)
{
  g_autoptr (GError) error = NULL;
  NxDate day;

  if (!nx_date_parse_past (text, reading->today, &day, &error))
    nx_import_reading_refuse (reading, error->message);
  else
    {
      g_free (reading->row->support_from);
      reading->row->support_from = nx_date_to_iso (day);
    }
}

static gboolean
is_endless (const char *text)
{
  static const char *const words[] = { "长期", "长期有效", "永久", "无限期", NULL };

  return g_strv_contains (words, text);
}

/* The last day of a validity as papers print it: one date, or "2015.03.02-2035.03.02". */
static gboolean
find_last_day (const char *text, NxDate today, NxDate *day)
{
  *day = NX_DATE_NONE;
  if (is_endless (text) || nx_date_parse (text, today, day, NULL))
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *from = g_strndup (text, (gsize)(p - text));
      const char *to = g_utf8_next_char (p);
      NxDate first;

      if (g_utf8_strchr ("-~—–至到", -1, g_utf8_get_char (p)) != NULL
          && nx_date_parse (from, today, &first, NULL)
          && (is_endless (to) || nx_date_parse (to, today, day, NULL)))
        return TRUE;
    }
  return FALSE;
}

/* Papers without an end leave the field empty. */
static void
read_expiry (NxImportReading *reading, guint field, const char *text)
{
  g_autofree char *narrow = nx_text_narrow (text);
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", narrow, 0, 0);
  g_autofree char *joined = g_strjoinv ("", words);
  NxDate day;

  if (find_last_day (joined, reading->today, &day)
      && (!nx_date_is_set (day) || nx_date_is_full (day)))
    nx_edit_set_date (reading->row->person, field, day);
  else
    {
      nx_import_reading_notice (
          reading, _ ("The last day of validity cannot be read. It is kept in the note."));
      keep_in_note (reading, text);
    }
}

/* Columns that are a field of the person as it is: a text, or a choice from a list. */
static const struct
{
  NxImportColumn column;
  guint field;
  const char *list; /* NULL for a text */
} plain_columns[] = {
  { NX_IMPORT_COLUMN_FORMER_NAME, NX_PERSON_FORMER_NAMES, NULL },
  { NX_IMPORT_COLUMN_ID_KIND, NX_PERSON_ID_KIND, "id-document-kind" },
  { NX_IMPORT_COLUMN_ETHNICITY, NX_PERSON_ETHNIC, "gbt-3304" },
  { NX_IMPORT_COLUMN_EDUCATION, NX_PERSON_EDUCATION, "gbt-4658" },
  { NX_IMPORT_COLUMN_MARRIAGE, NX_PERSON_MARITAL, "gbt-2261-2" },
  { NX_IMPORT_COLUMN_HEALTH, NX_PERSON_HEALTH, "gbt-2261-3" },
  { NX_IMPORT_COLUMN_POLITICS, NX_PERSON_POLITICAL, "gbt-4762" },
  { NX_IMPORT_COLUMN_REGISTERED_ADDRESS, NX_PERSON_REGISTERED_ADDRESS, NULL },
  { NX_IMPORT_COLUMN_RESIDENCE, NX_PERSON_RESIDENCE_KIND, "residence-kind" },
  { NX_IMPORT_COLUMN_LIVING, NX_PERSON_LIVING, "living-arrangement" },
  { NX_IMPORT_COLUMN_OCCUPATION, NX_PERSON_EMPLOYMENT, "gbt-2261-4" },
  { NX_IMPORT_COLUMN_EMPLOYER, NX_PERSON_EMPLOYER, NULL },
  { NX_IMPORT_COLUMN_DISABILITY_KIND, NX_PERSON_DISABILITY_KIND, "gbt-26341" },
  { NX_IMPORT_COLUMN_DISABILITY_LEVEL, NX_PERSON_DISABILITY_LEVEL, "disability-level" },
  { NX_IMPORT_COLUMN_DISABILITY_NUMBER, NX_PERSON_DISABILITY_NUMBER, NULL },
};

static gboolean
read_plain (NxImportReading *reading, NxImportColumn column, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_columns); i++)
    {
      if (plain_columns[i].column != column)
        continue;
      if (plain_columns[i].list != NULL)
        read_code (reading, plain_columns[i].field, plain_columns[i].list, text);
      else
        read_text (reading, plain_columns[i].field, text);
      return TRUE;
    }
  return FALSE;
}

/* Name and number of the contact stand in one field. */
static void
read_contact (NxImportReading *reading, const char *text)
{
  const char *before = nx_edit_get_text (reading->row->person, NX_PERSON_EMERGENCY_CONTACT);
  g_autofree char *both
      = g_strconcat (before != NULL ? before : "", before != NULL ? " " : "", text, NULL);

  read_text (reading, NX_PERSON_EMERGENCY_CONTACT, both);
}

static void
read_person_cell (NxImportReading *reading, NxImportColumn column, const char *text)
{
  switch ((guint)column)
    {
    case NX_IMPORT_COLUMN_NAME:
      read_name (reading, text);
      break;
    case NX_IMPORT_COLUMN_RELATION:
      read_relation (reading, text);
      break;
    case NX_IMPORT_COLUMN_ID_NUMBER:
      read_id_number (reading, text);
      break;
    case NX_IMPORT_COLUMN_ID_EXPIRES:
      read_expiry (reading, NX_PERSON_ID_EXPIRES_ON, text);
      break;
    case NX_IMPORT_COLUMN_DISABILITY_EXPIRES:
      read_expiry (reading, NX_PERSON_DISABILITY_EXPIRES_ON, text);
      break;
    case NX_IMPORT_COLUMN_SEX:
      read_sex (reading, text);
      break;
    case NX_IMPORT_COLUMN_BIRTH_DATE:
      nx_import_reading_read_birth (reading, text);
      break;
    case NX_IMPORT_COLUMN_PHONE:
      read_phones (reading, text);
      break;
    case NX_IMPORT_COLUMN_CONTACT_NAME:
    case NX_IMPORT_COLUMN_CONTACT_PHONE:
      read_contact (reading, text);
      break;
    case NX_IMPORT_COLUMN_SUPPORT_CLASS:
      read_supports (reading, text);
      break;
    case NX_IMPORT_COLUMN_SUPPORT_FROM:
      read_support_from (reading, text);
      break;
    case NX_IMPORT_COLUMN_NOTE:
    case NX_IMPORT_COLUMN_UNKNOWN:
    case NX_IMPORT_COLUMN_GRID_WORKER:
    case NX_IMPORT_COLUMN_WORKER:
      keep_in_note (reading, text);
      break;
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

void
nx_import_reading_read_cell (NxImportReading *reading, NxImportColumn column, const char *text)
{
  if (is_formula (text))
    nx_import_reading_refuse (
        reading, _ ("This cell holds a formula instead of its value. Save the table with "
                    "values, or take the leading sign away."));
  else if (!read_plain (reading, column, text)
           && !nx_import_reading_read_home_cell (reading, column, text))
    read_person_cell (reading, column, text);
}
