/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads the file that says what the columns of a foreign table mean. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-map.h"

#include "nx-tool.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static GPtrArray *
read_head (NxCsvReader *reader, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autoptr (GError) failure = NULL;
  const NxCsvRow *row = NULL;

  while (rows->len < NX_IMPORT_HEADER_ROWS && nx_csv_reader_next (reader, &row, &failure))
    g_ptr_array_add (rows, g_strdupv ((char **)row->cells));
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
names_all (JsonObject *object, NxImportMap *map)
{
  g_autoptr (GList) heads = json_object_get_members (object);

  for (GList *l = heads; l != NULL; l = l->next)
    {
      gboolean is_there = FALSE;

      for (guint i = 0; i < nx_import_map_get_n_columns (map); i++)
        is_there = is_there || g_str_equal (nx_import_map_get_header (map, i), l->data);
      if (!is_there)
        return FALSE;
    }
  return heads != NULL;
}

/* The row that has every head the file names, since their words need not be any we know; else the
 * row a table without a map would have as its header. */
static NxImportMap *
find_header (GPtrArray *rows, JsonObject *object, GError **error)
{
  NxImportMap *map = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      map = nx_import_map_new ((const char *const *)cells, g_strv_length (cells));
      if (names_all (object, map))
        return map;
      nx_import_map_free (map);
    }
  map = NULL;
  return nx_import_map_find_header (rows, &map, error) >= 0 ? map : NULL;
}

static gboolean
set_column (NxImportMap *map, const char *head, const char *meaning, GError **error)
{
  NxImportColumn column = nx_import_column_from_id (meaning != NULL ? meaning : "");

  if (column == NX_IMPORT_COLUMN_UNKNOWN)
    return nx_tool_refuse (error, _ ("The map names a meaning that no column can have. Nothing was "
                                     "imported. nuanxin-tool(1) lists the meanings."));
  for (guint i = 0; i < nx_import_map_get_n_columns (map); i++)
    if (g_str_equal (nx_import_map_get_header (map, i), head))
      {
        nx_import_map_set (map, i, column);
        return TRUE;
      }
  return nx_tool_refuse (error, _ ("The map names a column that the table does not have. Nothing "
                                   "was imported. Write the head of the column as it stands in "
                                   "the table."));
}

static gboolean
set_columns (NxImportMap *map, JsonObject *object, GError **error)
{
  JsonObjectIter iter;
  const char *head = NULL;
  JsonNode *node = NULL;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &head, &node))
    if (!set_column (map, head, JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL,
                     error))
      return FALSE;
  return TRUE;
}

NxImportMap *
nx_tool_map_load (const char *path, NxCsvReader *reader, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (NxImportMap) map = NULL;
  JsonNode *root = NULL;

  if (json_parser_load_from_file (parser, path, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      nx_tool_refuse (error, _ ("The map of the columns is no JSON object of heads and meanings, "
                                "or cannot be read. Nothing was imported. nuanxin-tool(1) shows "
                                "one."));
      return NULL;
    }
  rows = read_head (reader, error);
  if (rows != NULL)
    map = find_header (rows, json_node_get_object (root), error);
  if (map == NULL || !set_columns (map, json_node_get_object (root), error))
    return NULL;
  return g_steal_pointer (&map);
}
