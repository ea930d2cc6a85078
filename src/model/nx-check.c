/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Checks of single values, named in the field tables: each refuses with a sentence for the user. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-check.h"

#include "nx-date.h"
#include "nx-lunar.h"
#include "nx-phone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME_MAX_CHARACTERS 60
#define NUMBER_MAX_CHARACTERS 64

static gboolean
refuse (char **problem, const char *sentence)
{
  if (problem != NULL)
    *problem = g_strdup (sentence);
  return FALSE;
}

static gboolean
has_control_character (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

gboolean
nx_check_name (const NxField *field, const char *text, char **problem)
{
  if (g_utf8_strlen (text, -1) > NAME_MAX_CHARACTERS)
    return refuse (problem, _ ("The name is longer than 60 characters."));
  if (has_control_character (text))
    return refuse (problem, _ ("The name holds a line break or another invisible character."));
  return TRUE;
}

gboolean
nx_check_number (const NxField *field, const char *text, char **problem)
{
  if (g_utf8_strlen (text, -1) > NUMBER_MAX_CHARACTERS)
    return refuse (problem, _ ("The number is longer than 64 characters."));
  if (has_control_character (text) || g_ascii_isspace (text[0])
      || g_ascii_isspace (text[strlen (text) - 1]))
    return refuse (problem, _ ("The number begins or ends with a space."));
  return TRUE;
}

gboolean
nx_check_pinyin (const NxField *field, const char *text, char **problem)
{
  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_islower (*at) && (*at != ' ' || at == text || at[1] == ' ' || at[1] == '\0'))
      return refuse (problem, _ ("Pinyin is written in small letters with one space between "
                                 "syllables, such as “shan xiao ming”."));
  return TRUE;
}

gboolean
nx_check_day (const NxField *field, const char *text, char **problem)
{
  NxDate day;

  return nx_date_from_iso (text, &day) || refuse (problem, _ ("This day does not exist."));
}

gboolean
nx_check_full_day (const NxField *field, const char *text, char **problem)
{
  NxDate day;

  if (!nx_date_from_iso (text, &day))
    return refuse (problem, _ ("This day does not exist."));
  if (!nx_date_is_full (day))
    return refuse (problem, _ ("Write the whole date: year, month and day."));
  return TRUE;
}

gboolean
nx_check_past_day (const NxField *field, const char *text, char **problem)
{
  NxDate day;

  if (!nx_date_from_iso (text, &day))
    return refuse (problem, _ ("This day does not exist."));
  if (nx_date_compare (day, nx_date_today ()) > 0)
    return refuse (problem, _ ("This day lies in the future."));
  return TRUE;
}

gboolean
nx_check_time (const NxField *field, const char *text, char **problem)
{
  gboolean is_time = strlen (text) == 5 && text[2] == ':' && g_ascii_isdigit (text[0])
                     && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[3])
                     && g_ascii_isdigit (text[4]) && strncmp (text, "24", 2) < 0 && text[3] < '6';

  return is_time || refuse (problem, _ ("A time is written as hours and minutes, such as 14:05."));
}

gboolean
nx_check_lunar (const NxField *field, const char *text, char **problem)
{
  NxLunarDate lunar;

  return nx_lunar_from_iso (text, &lunar)
         || refuse (problem, _ ("This day does not exist in the lunar calendar."));
}

gboolean
nx_check_phones (const NxField *field, const char *text, char **problem)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *number = g_strndup (lines[i], strcspn (lines[i], " "));
      g_autofree char *normal = nx_phone_normalise (number, NULL);

      if (normal == NULL)
        return refuse (problem, _ ("A phone number is not complete or has a wrong character."));
    }
  return TRUE;
}
