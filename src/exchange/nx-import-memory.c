/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Remembers for an office what the columns of its tables were said to mean, by their headings. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-memory.h"

#include "nx-text.h"

#include <string.h>

static const NxStatementSpec recall_statement
    = { "import-memory-recall", "SELECT value FROM setting WHERE name = :name" };

static const NxStatementSpec keep_statement
    = { "import-memory-keep", "INSERT INTO setting (name, value) VALUES (:name, :value)"
                              " ON CONFLICT (name) DO UPDATE SET value = excluded.value" };

static const NxStatementSpec forget_statement
    = { "import-memory-forget", "DELETE FROM setting WHERE name = :name" };

/* Spaces, full-width letters and case of a heading do not make it another one. */
static char *
make_name (NxImportMap *map)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < nx_import_map_get_n_columns (map); i++)
    {
      g_autofree char *fold = nx_text_fold (nx_import_map_get_header (map, i));

      g_checksum_update (checksum, (const guchar *)fold, (gssize)strlen (fold) + 1);
    }
  return g_strconcat ("import-columns:", g_checksum_get_string (checksum), NULL);
}

static char *
make_value (NxImportMap *map)
{
  GString *value = g_string_new (NULL);

  for (guint i = 0; i < nx_import_map_get_n_columns (map); i++)
    g_string_append_printf (value, "%s%s", i > 0 ? ";" : "",
                            nx_import_column_get_id (nx_import_map_get (map, i)));
  return g_string_free (value, FALSE);
}

/* Meanings a later version knows and this one does not leave the column as its heading says. */
static void
apply (NxImportMap *map, const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, ";", -1);

  if (g_strv_length (ids) != nx_import_map_get_n_columns (map))
    return;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      NxImportColumn column = nx_import_column_from_id (ids[i]);

      if (column != NX_IMPORT_COLUMN_UNKNOWN || g_str_equal (ids[i], "unknown"))
        nx_import_map_set (map, i, column);
    }
}

static char *
read_value (NxDatabase *db, NxImportMap *map, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &recall_statement, error);
  g_autofree char *name = make_name (map);

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "name", name);
  return nx_statement_step (row, error) ? g_strdup (nx_statement_get_text (row, 0)) : NULL;
}

gboolean
nx_import_memory_recall (NxDatabase *db, NxImportMap *map, GError **error)
{
  g_autofree char *value = read_value (db, map, error);

  if (value != NULL)
    apply (map, value);
  return value != NULL;
}

static gboolean
is_as_headed (NxImportMap *map, const char *value)
{
  guint n = nx_import_map_get_n_columns (map);
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();
  g_autoptr (NxImportMap) plain = NULL;
  g_autofree char *plain_value = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (headers, (gpointer)nx_import_map_get_header (map, i));
  plain = nx_import_map_new ((const char *const *)headers->pdata, n);
  nx_import_map_ignore_nameless (plain);
  plain_value = make_value (plain);
  return g_str_equal (value, plain_value);
}

gboolean
nx_import_memory_keep (NxDatabase *db, NxImportMap *map, GError **error)
{
  g_autofree char *value = make_value (map);
  gboolean forgets = is_as_headed (map, value);
  g_autoptr (NxStatement) row
      = nx_database_statement (db, forgets ? &forget_statement : &keep_statement, error);
  g_autofree char *name = make_name (map);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "name", name);
  if (!forgets)
    nx_statement_bind_text (row, "value", value);
  return nx_statement_run (row, error);
}
