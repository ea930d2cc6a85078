/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads the date of birth of an imported row, solar or lunar, as the row itself says. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-reading.h"

#include "nx-lunar.h"
#include "nx-person.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether the row's calendar column says that its date of birth is a lunar one. */
static gboolean
is_said_lunar (NxImportReading *reading)
{
  int column = nx_import_map_find (reading->map, NX_IMPORT_COLUMN_BIRTH_CALENDAR, 0);
  const char *text = column >= 0 ? nx_csv_row_get_cell (reading->cells, (guint)column) : "";

  return strstr (text, "农") != NULL || strstr (text, "阴") != NULL;
}

/* Nothing but figures and what stands between them: such a date is a solar one unless the row says
 * otherwise, and a slip in it must not become a lunar day. */
static gboolean
is_figures (const char *text)
{
  g_autofree char *narrow = nx_text_narrow (text);

  for (const char *p = narrow; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr ("0123456789-./ 年月日号", -1, g_utf8_get_char (p)) == NULL)
      return FALSE;
  return TRUE;
}

static void
set_lunar_birth (NxImportReading *reading, NxLunarDate lunar)
{
  g_autofree char *iso = nx_lunar_to_iso (lunar);
  NxDate day = NX_DATE_NONE;
  gboolean is_day = nx_lunar_to_solar (lunar, &day);

  if (is_day && nx_date_compare (day, reading->today) > 0)
    {
      nx_import_reading_refuse (reading, _ ("The date of birth lies in the future."));
      return;
    }
  nx_edit_set_text (reading->row->person, NX_PERSON_BIRTH_LUNAR, iso);
  if (is_day)
    nx_edit_set_date (reading->row->person, NX_PERSON_BIRTH_ON, day);
}

/* A whole day, in figures or words, of a row that says it is lunar. FALSE: it is no such day. */
static gboolean
read_lunar_day (NxImportReading *reading, const char *text)
{
  g_autofree char *narrow = nx_text_narrow (text);
  g_autofree char *dashed = NULL;
  NxLunarDate lunar;

  g_strstrip (narrow);
  if (strlen (narrow) == 8 && strspn (narrow, "0123456789") == 8)
    dashed = g_strdup_printf ("%.4s-%.2s-%.2s", narrow, narrow + 4, narrow + 6);
  if (!nx_lunar_parse (dashed != NULL ? dashed : narrow, reading->today, &lunar, NULL)
      || lunar.year == 0 || lunar.day == 0)
    return FALSE;
  set_lunar_birth (reading, lunar);
  return TRUE;
}

void
nx_import_reading_read_birth (NxImportReading *reading, const char *text)
{
  g_autoptr (GError) error = NULL;
  NxLunarDate lunar;
  NxDate day;
  gboolean is_lunar = is_said_lunar (reading);

  if (is_lunar && read_lunar_day (reading, text))
    return;
  if (nx_date_parse_past (text, reading->today, &day, &error))
    {
      if (is_lunar && nx_date_is_full (day))
        nx_import_reading_refuse (reading, _ ("This day does not exist in the lunar calendar."));
      else if (nx_date_compare (day, reading->today) > 0)
        nx_import_reading_refuse (reading, _ ("The date of birth lies in the future."));
      else
        nx_edit_set_date (reading->row->person, NX_PERSON_BIRTH_ON, day);
    }
  else if (!is_figures (text) && nx_lunar_parse (text, reading->today, &lunar, NULL)
           && nx_lunar_is_set (lunar) && lunar.year != 0)
    set_lunar_birth (reading, lunar);
  else
    nx_import_reading_refuse (reading, error->message);
}
