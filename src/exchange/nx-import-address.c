/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes a written address apart into street, building, unit and room. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-address.h"

#include "nx-text.h"

/* Words for buildings, units and rooms as registers of our offices write them. */
#define BY_WORDS                                                                                   \
  "^(?<street>.*?)(?<building>[0-9A-Za-z]+ *(?:号楼|栋|幢|座))?"                              \
  "(?<unit>[0-9A-Za-z]+ *单元)?(?:[0-9]+ *[层楼])?(?<room>[0-9A-Za-z]+) *[室号户]?$"
/* 3-2-501 and 3-501: building, unit, room. Not after a digit or letter, not 024-22860000. */
#define BY_NUMBERS                                                                                 \
  "^(?<street>.*?)(?<![0-9A-Za-z])(?<building>[0-9]{1,3})-(?:(?<unit>[0-9]{1,2})-)?"               \
  "(?<room>[0-9]{2,4}[A-Za-z]?) *[室号]?$"

void
nx_import_address_clear (NxImportAddress *address)
{
  g_clear_pointer (&address->street, g_free);
  g_clear_pointer (&address->building, g_free);
  g_clear_pointer (&address->unit, g_free);
  g_clear_pointer (&address->room, g_free);
}

/* NULL for a group that matched nothing. */
static char *
fetch (GMatchInfo *match, const char *name)
{
  char *text = g_match_info_fetch_named (match, name);

  if (text != NULL && *g_strstrip (text) != '\0')
    return text;
  g_free (text);
  return NULL;
}

static gboolean
parse_by (GRegex *regex, const char *text, NxImportAddress *address)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  address->street = fetch (match, "street");
  address->building = fetch (match, "building");
  address->unit = fetch (match, "unit");
  address->room = fetch (match, "room");
  /* A bare number at the end (a door of a street) is no room of a building. */
  if (address->building != NULL || address->unit != NULL)
    return TRUE;
  nx_import_address_clear (address);
  return FALSE;
}

static gpointer
compile (gpointer pattern)
{
  GRegex *regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);

  g_assert (regex != NULL);
  return regex;
}

void
nx_import_address_parse (const char *text, NxImportAddress *address)
{
  static GOnce by_numbers = G_ONCE_INIT;
  static GOnce by_words = G_ONCE_INIT;
  g_autofree char *clean = nx_text_narrow (text != NULL ? text : "");

  *address = (NxImportAddress){ 0 };
  g_strstrip (clean);
  if (*clean == '\0'
      || parse_by (g_once (&by_numbers, compile, (gpointer)BY_NUMBERS), clean, address)
      || parse_by (g_once (&by_words, compile, (gpointer)BY_WORDS), clean, address))
    return;
  address->street = g_steal_pointer (&clean);
}
