/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The engine without anything of ours around it: the raw limit that the benches compare with. */
#include "config.h"

#include "nx-bench.h"

#include <sqlite3.h>
#include <string.h>

struct _NxBenchRaw
{
  sqlite3 *db;
  GHashTable *statements; /* text → sqlite3_stmt */
};

static void
finish (gpointer statement)
{
  sqlite3_finalize (statement);
}

void
nx_bench_raw_script (NxBenchRaw *self, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (self->db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* As the engine wants to read it. */
static char *
dup_key_text (GBytes *key)
{
  GString *text = g_string_new ("x'");
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (key, &size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  g_string_append_c (text, '\'');
  return g_string_free (text, FALSE);
}

NxBenchRaw *
nx_bench_raw_open (const char *path, GBytes *key)
{
  NxBenchRaw *self = g_new0 (NxBenchRaw, 1);

  if (sqlite3_open_v2 (path, &self->db,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    g_error ("%s cannot be opened", path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finish);
  nx_bench_raw_script (self, "PRAGMA busy_timeout = 5000");
  if (key != NULL)
    {
      g_autofree char *text = dup_key_text (key);

      sqlite3_key_v2 (self->db, "main", text, (int)strlen (text));
    }
  nx_bench_raw_script (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                             "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
  return self;
}

void
nx_bench_raw_close (NxBenchRaw *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->db);
  g_free (self);
}

static sqlite3_stmt *
prepare (NxBenchRaw *self, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    return statement;
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
      != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->db));
  g_hash_table_insert (self->statements, (gpointer)sql, statement);
  return statement;
}

guint
nx_bench_raw_run (NxBenchRaw *self, const char *sql, const char *const *texts)
{
  sqlite3_stmt *statement = prepare (self, sql);
  guint n_rows = 0;
  int code = SQLITE_OK;

  for (int i = 0; texts != NULL && texts[i] != NULL; i++)
    sqlite3_bind_text (statement, i + 1, texts[i], -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        (void)sqlite3_column_text (statement, i);
      n_rows++;
    }
  if (code != SQLITE_DONE)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->db));
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return n_rows;
}

GStrv
nx_bench_raw_texts (NxBenchRaw *self, const char *sql)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = prepare (self, sql);

  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (texts, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
  sqlite3_reset (statement);
  g_ptr_array_add (texts, NULL);
  return (GStrv)g_ptr_array_steal (texts, NULL);
}

void
nx_bench_raw_attach (NxBenchRaw *self, const char *path, GBytes *key, const char *name)
{
  g_autofree char *text = dup_key_text (key);
  char *sql = sqlite3_mprintf ("ATTACH %Q AS %w KEY %Q", path, name, text);

  nx_bench_raw_script (self, sql);
  sqlite3_free (sql);
}
