/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A household: an address with its dwelling, and the people whose memberships point to it. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-household.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (
    NxHousehold, nx_household, HOUSEHOLD, "household", N_ ("Household"), NX_HOUSEHOLD_FIELDS)

char *
nx_household_join_address (const char *address,
                           const char *building,
                           const char *unit,
                           const char *room)
{
  const char *parts[] = { address, building, unit, room };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      /* Two bare numbers need something between them: 3 and 501 read 3-501, 3号楼501 needs nothing.
       */
      if (line->len > 0 && g_ascii_isalnum (line->str[line->len - 1])
          && g_ascii_isalnum (*parts[i]))
        g_string_append_c (line, '-');
      g_string_append (line, parts[i]);
    }
  return g_string_free (line, FALSE);
}

char *
nx_household_dup_full_address (NxRecord *household)
{
  return nx_household_join_address (nx_record_get_text (household, NX_HOUSEHOLD_ADDRESS),
                                    nx_record_get_text (household, NX_HOUSEHOLD_BUILDING),
                                    nx_record_get_text (household, NX_HOUSEHOLD_UNIT),
                                    nx_record_get_text (household, NX_HOUSEHOLD_ROOM));
}
