/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Describes one field of a record: what it is called, how it is kept, checked, masked and shown. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-field.h"

#include "nx-code-list.h"
#include "nx-date.h"

#include <glib/gi18n-lib.h>

const char *
nx_field_get_label (const NxField *field)
{
  return g_dgettext (GETTEXT_PACKAGE, field->label);
}

gboolean
nx_field_is_integer (const NxField *field)
{
  switch (field->kind)
    {
    case NX_FIELD_INTEGER:
    case NX_FIELD_BOOLEAN:
    case NX_FIELD_INSTANT:
    case NX_FIELD_REFERENCE:
      return TRUE;
    case NX_FIELD_TEXT:
    case NX_FIELD_LONG_TEXT:
    case NX_FIELD_DAY:
    case NX_FIELD_TIME:
    case NX_FIELD_CODE:
    case NX_FIELD_CODES:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

/* A code that no list knows (written by a newer version) stays readable as itself. */
static const char *
label_of_code (NxCodeList *list, const char *text)
{
  const NxCode *code = list != NULL ? nx_code_list_find (list, text) : NULL;

  return code != NULL ? nx_code_label (code) : text;
}

static char *
display_codes (const NxField *field, const char *text)
{
  NxCodeList *list = nx_code_list_get (field->of);
  g_auto (GStrv) codes = g_strsplit (text, " ", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (i > 0)
        /* TRANSLATORS: stands between the items of a list on one line, such as purposes of a visit
         */
        g_string_append (line, C_ ("list", ", "));
      g_string_append (line, label_of_code (list, codes[i]));
    }
  return g_string_free (line, FALSE);
}

static char *
display_instant (gint64 instant)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (instant);

  /* TRANSLATORS: a moment in lists and the timeline: month-day and time of the day */
  return moment != NULL ? g_date_time_format (moment, C_ ("moment", "%Y-%m-%d %H:%M"))
                        : g_strdup ("");
}

char *
nx_field_dup_display (const NxField *field, const char *text, gint64 integer)
{
  NxDate day;

  switch (field->kind)
    {
    case NX_FIELD_TEXT:
    case NX_FIELD_LONG_TEXT:
    case NX_FIELD_TIME:
      return g_strdup (text != NULL ? text : "");
    case NX_FIELD_DAY:
      return text != NULL && nx_date_from_iso (text, &day) ? nx_date_format (day, NX_DATE_LONG)
                                                           : g_strdup ("");
    case NX_FIELD_CODE:
      return g_strdup (text != NULL ? label_of_code (nx_code_list_get (field->of), text) : "");
    case NX_FIELD_CODES:
      return text != NULL ? display_codes (field, text) : g_strdup ("");
    case NX_FIELD_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, integer);
    case NX_FIELD_BOOLEAN:
      return g_strdup (integer != 0 ? _ ("Yes") : _ ("No"));
    case NX_FIELD_INSTANT:
      return display_instant (integer);
    case NX_FIELD_REFERENCE:
      return g_strdup ("");
    }
  g_return_val_if_reached (g_strdup (""));
}
