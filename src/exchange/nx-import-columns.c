/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds the table of header words and finds in it what the columns of a table mean. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-columns.h"

#include "nx-exchange-error.h"
#include "nx-import-words.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _NxImportMap
{
  guint n_columns;
  NxImportColumn *columns;
  gboolean *is_repeated; /* its meaning was taken already */
  char **headers;
};

static const struct
{
  const char *id;
  const char *label;
  gboolean may_repeat;
} descriptions[NX_N_IMPORT_COLUMNS] = {
  [NX_IMPORT_COLUMN_UNKNOWN] = { "unknown", NC_ ("import column", "Not understood"), TRUE },
  [NX_IMPORT_COLUMN_IGNORED] = { "ignored", NC_ ("import column", "Not imported"), TRUE },
  [NX_IMPORT_COLUMN_NAME] = { "name", NC_ ("import column", "Name"), FALSE },
  [NX_IMPORT_COLUMN_FORMER_NAME] = { "former-name", NC_ ("import column", "Former name"), FALSE },
  [NX_IMPORT_COLUMN_HEAD_NAME] = { "head-name", NC_ ("import column", "Head of household"), FALSE },
  [NX_IMPORT_COLUMN_RELATION] = { "relation", NC_ ("import column", "Relation to head"), FALSE },
  [NX_IMPORT_COLUMN_HOUSEHOLD_NUMBER]
  = { "household-number", NC_ ("import column", "Household number"), FALSE },
  [NX_IMPORT_COLUMN_HOUSEHOLD_KIND]
  = { "household-kind", NC_ ("import column", "Kind of household"), FALSE },
  [NX_IMPORT_COLUMN_ID_KIND] = { "id-kind", NC_ ("import column", "Kind of ID document"), FALSE },
  [NX_IMPORT_COLUMN_ID_NUMBER] = { "id-number", NC_ ("import column", "ID number"), FALSE },
  [NX_IMPORT_COLUMN_ID_EXPIRES]
  = { "id-expires", NC_ ("import column", "ID document valid until"), FALSE },
  [NX_IMPORT_COLUMN_SEX] = { "sex", NC_ ("import column", "Sex"), FALSE },
  [NX_IMPORT_COLUMN_BIRTH_DATE] = { "birth-date", NC_ ("import column", "Birth date"), FALSE },
  [NX_IMPORT_COLUMN_BIRTH_CALENDAR]
  = { "birth-calendar", NC_ ("import column", "Calendar of the birth date"), FALSE },
  [NX_IMPORT_COLUMN_ETHNICITY] = { "ethnicity", NC_ ("import column", "Ethnicity"), FALSE },
  [NX_IMPORT_COLUMN_EDUCATION] = { "education", NC_ ("import column", "Education"), FALSE },
  [NX_IMPORT_COLUMN_MARRIAGE] = { "marriage", NC_ ("import column", "Marital status"), FALSE },
  [NX_IMPORT_COLUMN_HEALTH] = { "health", NC_ ("import column", "Health"), FALSE },
  [NX_IMPORT_COLUMN_POLITICS]
  = { "politics", NC_ ("import column", "Political affiliation"), FALSE },
  [NX_IMPORT_COLUMN_PHONE] = { "phone", NC_ ("import column", "Phone"), TRUE },
  [NX_IMPORT_COLUMN_CONTACT_NAME]
  = { "contact-name", NC_ ("import column", "Emergency contact"), FALSE },
  [NX_IMPORT_COLUMN_CONTACT_PHONE]
  = { "contact-phone", NC_ ("import column", "Phone of emergency contact"), FALSE },
  [NX_IMPORT_COLUMN_ADDRESS] = { "address", NC_ ("import column", "Address"), FALSE },
  [NX_IMPORT_COLUMN_REGISTERED_ADDRESS]
  = { "registered-address", NC_ ("import column", "Registered address"), FALSE },
  [NX_IMPORT_COLUMN_STREET] = { "street", NC_ ("import column", "Street office"), FALSE },
  [NX_IMPORT_COLUMN_COMMUNITY] = { "community", NC_ ("import column", "Community"), FALSE },
  [NX_IMPORT_COLUMN_ESTATE] = { "estate", NC_ ("import column", "Housing estate"), FALSE },
  [NX_IMPORT_COLUMN_BUILDING] = { "building", NC_ ("import column", "Building"), FALSE },
  [NX_IMPORT_COLUMN_UNIT] = { "unit", NC_ ("import column", "Unit of the building"), FALSE },
  [NX_IMPORT_COLUMN_ROOM] = { "room", NC_ ("import column", "Room"), FALSE },
  [NX_IMPORT_COLUMN_GRID] = { "grid", NC_ ("import column", "Grid"), FALSE },
  [NX_IMPORT_COLUMN_GRID_WORKER] = { "grid-worker", NC_ ("import column", "Grid worker"), FALSE },
  [NX_IMPORT_COLUMN_HOUSING] = { "housing", NC_ ("import column", "Housing"), FALSE },
  [NX_IMPORT_COLUMN_RESIDENCE] = { "residence", NC_ ("import column", "Kind of residence"), FALSE },
  [NX_IMPORT_COLUMN_LIVING] = { "living", NC_ ("import column", "Living arrangement"), FALSE },
  [NX_IMPORT_COLUMN_OCCUPATION] = { "occupation", NC_ ("import column", "Occupation"), FALSE },
  [NX_IMPORT_COLUMN_EMPLOYER] = { "employer", NC_ ("import column", "Place of work"), FALSE },
  [NX_IMPORT_COLUMN_SUPPORT_CLASS]
  = { "support-class", NC_ ("import column", "Support class"), TRUE },
  [NX_IMPORT_COLUMN_SUPPORT_FROM]
  = { "support-from", NC_ ("import column", "Support since"), FALSE },
  [NX_IMPORT_COLUMN_DISABILITY_KIND]
  = { "disability-kind", NC_ ("import column", "Kind of disability"), FALSE },
  [NX_IMPORT_COLUMN_DISABILITY_LEVEL]
  = { "disability-level", NC_ ("import column", "Disability level"), FALSE },
  [NX_IMPORT_COLUMN_DISABILITY_NUMBER]
  = { "disability-number", NC_ ("import column", "Disability certificate"), FALSE },
  [NX_IMPORT_COLUMN_DISABILITY_EXPIRES]
  = { "disability-expires", NC_ ("import column", "Disability certificate valid until"), FALSE },
  [NX_IMPORT_COLUMN_WORKER] = { "worker", NC_ ("import column", "Responsible worker"), FALSE },
  [NX_IMPORT_COLUMN_NOTE] = { "note", NC_ ("import column", "Note"), TRUE },
};

static gboolean
opens_bracket (gunichar c)
{
  return c == '(' || c == '[' || c == '{' || c == '<' || c == 0x3010 || c == 0x3014;
}

static gboolean
closes_bracket (gunichar c)
{
  return c == ')' || c == ']' || c == '}' || c == '>' || c == 0x3011 || c == 0x3015;
}

/* Letters and digits only, folded; what stands in brackets stays or goes. */
static char *
make_key (const char *text, gboolean with_brackets)
{
  g_autofree char *fold = nx_text_fold (text);
  GString *key = g_string_new (NULL);
  guint depth = 0;

  for (const char *p = fold; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (opens_bracket (c))
        depth++;
      else if (closes_bracket (c))
        depth -= depth > 0;
      else if (g_unichar_isalnum (c) && (with_brackets || depth == 0))
        g_string_append_unichar (key, c);
    }
  return g_string_free (key, FALSE);
}

static GHashTable *
make_lookup (void)
{
  GHashTable *lookup = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < nx_n_import_words; i++)
    g_hash_table_insert (lookup, make_key (nx_import_words[i].word, TRUE),
                         GINT_TO_POINTER (nx_import_words[i].column));
  return lookup;
}

/* The table of words by key; built once, constant afterwards. */
static GHashTable *
get_lookup (void)
{
  static gsize lookup = 0;

  if (g_once_init_enter (&lookup))
    g_once_init_leave (&lookup, (gsize)make_lookup ());
  return (GHashTable *)lookup;
}

/* The key as it is, then without digits at its ends: 联系电话2, 1.姓名. */
static NxImportColumn
look_up (const char *key)
{
  GHashTable *lookup = get_lookup ();
  NxImportColumn column = GPOINTER_TO_INT (g_hash_table_lookup (lookup, key));
  g_autofree char *bare = NULL;

  if (column != NX_IMPORT_COLUMN_UNKNOWN)
    return column;
  while (g_ascii_isdigit (*key))
    key++;
  bare = g_strdup (key);
  for (gsize length = strlen (bare); length > 0 && g_ascii_isdigit (bare[length - 1]); length--)
    bare[length - 1] = '\0';
  return GPOINTER_TO_INT (g_hash_table_lookup (lookup, bare));
}

const char *
nx_import_column_get_id (NxImportColumn column)
{
  g_return_val_if_fail (column < NX_N_IMPORT_COLUMNS, NULL);

  return descriptions[column].id;
}

NxImportColumn
nx_import_column_from_id (const char *id)
{
  for (guint i = 0; i < NX_N_IMPORT_COLUMNS; i++)
    if (g_strcmp0 (descriptions[i].id, id) == 0)
      return i;
  return NX_IMPORT_COLUMN_UNKNOWN;
}

const char *
nx_import_column_get_label (NxImportColumn column)
{
  g_return_val_if_fail (column < NX_N_IMPORT_COLUMNS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "import column", descriptions[column].label);
}

gboolean
nx_import_column_may_repeat (NxImportColumn column)
{
  g_return_val_if_fail (column < NX_N_IMPORT_COLUMNS, FALSE);

  return descriptions[column].may_repeat;
}

NxImportColumn
nx_import_column_from_header (const char *header)
{
  g_autofree char *whole = NULL;
  g_autofree char *bare = NULL;
  NxImportColumn column;

  if (header == NULL)
    return NX_IMPORT_COLUMN_UNKNOWN;
  whole = make_key (header, TRUE);
  column = look_up (whole);
  if (column != NX_IMPORT_COLUMN_UNKNOWN)
    return column;
  bare = make_key (header, FALSE);
  return look_up (bare);
}

NxImportMap *
nx_import_map_new (const char *const *headers, guint n_headers)
{
  NxImportMap *map = g_new0 (NxImportMap, 1);

  map->n_columns = n_headers;
  map->columns = g_new0 (NxImportColumn, n_headers + 1);
  map->is_repeated = g_new0 (gboolean, n_headers + 1);
  map->headers = g_new0 (char *, n_headers + 1);
  for (guint i = 0; i < n_headers; i++)
    {
      NxImportColumn column = nx_import_column_from_header (headers[i]);

      map->headers[i] = nx_text_clean (headers[i]);
      map->is_repeated[i]
          = !descriptions[column].may_repeat && nx_import_map_find (map, column, 0) >= 0;
      map->columns[i] = map->is_repeated[i] ? NX_IMPORT_COLUMN_UNKNOWN : column;
    }
  return map;
}

NxImportMap *
nx_import_map_copy (NxImportMap *map)
{
  NxImportMap *copy = g_new0 (NxImportMap, 1);

  copy->n_columns = map->n_columns;
  copy->columns = g_memdup2 (map->columns, (map->n_columns + 1) * sizeof *map->columns);
  copy->is_repeated = g_memdup2 (map->is_repeated, (map->n_columns + 1) * sizeof (gboolean));
  copy->headers = g_strdupv (map->headers);
  return copy;
}

void
nx_import_map_free (NxImportMap *map)
{
  if (map == NULL)
    return;
  g_free (map->columns);
  g_free (map->is_repeated);
  g_strfreev (map->headers);
  g_free (map);
}

/* How many columns a row names; 0 if it cannot be a header. */
static guint
count_named (NxImportMap *map)
{
  guint n = 0;

  for (guint i = 0; i < map->n_columns; i++)
    n += map->columns[i] != NX_IMPORT_COLUMN_UNKNOWN;
  if (n == 1 && nx_import_map_find (map, NX_IMPORT_COLUMN_NAME, 0) < 0
      && nx_import_map_find (map, NX_IMPORT_COLUMN_HEAD_NAME, 0) < 0)
    return 0;
  return n;
}

int
nx_import_map_find_header (GPtrArray *rows, NxImportMap **map, GError **error)
{
  guint best = 0;
  int best_row = -1;

  g_return_val_if_fail (rows != NULL && map != NULL, -1);

  *map = NULL;
  for (guint i = 0; i < MIN (rows->len, NX_IMPORT_HEADER_ROWS); i++)
    {
      char **row = g_ptr_array_index (rows, i);
      g_autoptr (NxImportMap) candidate
          = nx_import_map_new ((const char *const *)row, g_strv_length (row));
      guint n = count_named (candidate);

      if (n > best)
        {
          best = n;
          best_row = (int)i;
          g_clear_pointer (map, nx_import_map_free);
          *map = g_steal_pointer (&candidate);
        }
    }
  if (best_row < 0)
    g_set_error (
        error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_NO_HEADER,
        /* TRANSLATORS: %d is a number of rows */
        _ ("None of the first %d rows names the columns. Put a row with headings such as 姓名 and "
           "身份证号 above the data."),
        NX_IMPORT_HEADER_ROWS);
  return best_row;
}

guint
nx_import_map_get_n_columns (NxImportMap *map)
{
  return map->n_columns;
}

NxImportColumn
nx_import_map_get (NxImportMap *map, guint index)
{
  return index < map->n_columns ? map->columns[index] : NX_IMPORT_COLUMN_UNKNOWN;
}

const char *
nx_import_map_get_header (NxImportMap *map, guint index)
{
  return index < map->n_columns ? map->headers[index] : "";
}

void
nx_import_map_set (NxImportMap *map, guint index, NxImportColumn column)
{
  g_return_if_fail (index < map->n_columns);
  g_return_if_fail (column < NX_N_IMPORT_COLUMNS);

  if (!descriptions[column].may_repeat)
    for (guint i = 0; i < map->n_columns; i++)
      if (map->columns[i] == column)
        map->columns[i] = NX_IMPORT_COLUMN_UNKNOWN;
  map->columns[index] = column;
  map->is_repeated[index] = FALSE;
}

void
nx_import_map_ignore_nameless (NxImportMap *map)
{
  for (guint i = 0; i < map->n_columns; i++)
    if (*map->headers[i] == '\0' && map->columns[i] == NX_IMPORT_COLUMN_UNKNOWN)
      map->columns[i] = NX_IMPORT_COLUMN_IGNORED;
}

int
nx_import_map_find (NxImportMap *map, NxImportColumn column, guint from)
{
  for (guint i = from; i < map->n_columns; i++)
    if (map->columns[i] == column)
      return (int)i;
  return -1;
}

static GPtrArray *
dup_headers (NxImportMap *map, gboolean is_repeated)
{
  GPtrArray *headers = g_ptr_array_new ();

  for (guint i = 0; i < map->n_columns; i++)
    if (map->columns[i] == NX_IMPORT_COLUMN_UNKNOWN && *map->headers[i] != '\0'
        && map->is_repeated[i] == is_repeated)
      g_ptr_array_add (headers, map->headers[i]);
  return headers;
}

GPtrArray *
nx_import_map_dup_unknown (NxImportMap *map)
{
  return dup_headers (map, FALSE);
}

GPtrArray *
nx_import_map_dup_repeated (NxImportMap *map)
{
  return dup_headers (map, TRUE);
}

gboolean
nx_import_map_check (NxImportMap *map, GError **error)
{
  if (nx_import_map_find (map, NX_IMPORT_COLUMN_NAME, 0) >= 0
      || nx_import_map_find (map, NX_IMPORT_COLUMN_HEAD_NAME, 0) >= 0)
    return TRUE;
  g_set_error (
      error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_MISSING_COLUMN,
      /* TRANSLATORS: %s is the name of a column */
      _ ("The table has no column “%s”, so nothing was imported. Give one of its columns this "
         "heading, or say which column it is."),
      nx_import_column_get_label (NX_IMPORT_COLUMN_NAME));
  return FALSE;
}
