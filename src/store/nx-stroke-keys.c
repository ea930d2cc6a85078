/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the keys of the order of strokes that an older program, or another ICU, left behind. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-stroke-keys.h"

#include "nx-stroke-key.h"

/* So many at a time are read before they are written. */
#define N_AT_ONCE 1000

static const NxStatementSpec select_version
    = { "stroke-keys-version", "SELECT value FROM setting WHERE name = 'stroke-keys'" };
static const NxStatementSpec keep_version
    = { "stroke-keys-keep", "INSERT INTO setting (name, value) VALUES ('stroke-keys', :version)"
                            " ON CONFLICT (name) DO UPDATE SET value = excluded.value" };
static const NxStatementSpec select_missing
    = { "stroke-keys-missing", "SELECT 1 FROM person WHERE stroke_key IS NULL"
                               " AND archived_at IS NULL LIMIT 1" };
static const NxStatementSpec select_names
    = { "stroke-keys-names", "SELECT id, name FROM person WHERE id > :id ORDER BY id LIMIT :n" };
static const NxStatementSpec set_key
    = { "stroke-keys-set", "UPDATE person SET stroke_key = :key WHERE id = :id"
                           " AND stroke_key IS NOT :key" };
static const NxStatementSpec set_households
    = { "stroke-keys-households",
        "UPDATE household SET stroke_key = coalesce((SELECT p.stroke_key FROM person AS p"
        " WHERE p.id = (SELECT m.person_id FROM membership AS m"
        "  WHERE m.household_id = household.id AND m.to_on IS NULL AND m.archived_at IS NULL"
        "  ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1)), '~')" };

typedef struct
{
  gint64 id;
  char *key;
} Key;

static void
clear_key (gpointer data)
{
  g_free (((Key *)data)->key);
}

/* Whether anything is to be done; FALSE with @error when that cannot be known. */
static gboolean
find_out (NxDatabase *db, gboolean *is_needed, GError **error)
{
  g_autoptr (NxStatement) version = nx_database_statement (db, &select_version, error);
  g_autoptr (NxStatement) missing
      = version != NULL ? nx_database_statement (db, &select_missing, error) : NULL;
  g_autoptr (GError) failure = NULL;

  if (missing == NULL)
    return FALSE;
  *is_needed = !nx_statement_step (version, &failure)
               || g_strcmp0 (nx_statement_get_text (version, 0), nx_stroke_key_version ()) != 0
               || nx_statement_step (missing, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The keys of the people after @id, in order of their ids; NULL with @error. */
static GArray *
read_keys (NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &select_names, error);
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, FALSE, sizeof (Key), N_AT_ONCE);
  g_autoptr (GError) failure = NULL;

  g_array_set_clear_func (keys, clear_key);
  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "id", id);
  nx_statement_bind_int64 (row, "n", N_AT_ONCE);
  while (nx_statement_step (row, &failure))
    {
      Key key = { nx_statement_get_int64 (row, 0), nx_stroke_key (nx_statement_get_text (row, 1)) };

      g_array_append_val (keys, key);
    }
  if (failure == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
write_keys (NxDatabase *db, GArray *keys, GError **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const Key *key = &g_array_index (keys, Key, i);
      g_autoptr (NxStatement) row = nx_database_statement (db, &set_key, error);

      if (row == NULL)
        return FALSE;
      nx_statement_bind_int64 (row, "id", key->id);
      nx_statement_bind_text (row, "key", key->key);
      if (!nx_statement_run (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
renew_all (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) households = NULL;
  g_autoptr (NxStatement) version = NULL;
  gint64 last = 0;

  while (TRUE)
    {
      g_autoptr (GArray) keys = read_keys (db, last, error);

      if (keys == NULL || !write_keys (db, keys, error))
        return FALSE;
      if (keys->len == 0)
        break;
      last = g_array_index (keys, Key, keys->len - 1).id;
    }
  households = nx_database_statement (db, &set_households, error);
  if (households == NULL || !nx_statement_run (households, error))
    return FALSE;
  version = nx_database_statement (db, &keep_version, error);
  if (version == NULL)
    return FALSE;
  nx_statement_bind_text (version, "version", nx_stroke_key_version ());
  return nx_statement_run (version, error);
}

gboolean
nx_stroke_keys_renew (NxDatabase *db, GError **error)
{
  NxDriver *driver = nx_database_get_driver (db);
  gboolean is_needed = FALSE;

  if (!find_out (db, &is_needed, error))
    return FALSE;
  if (!is_needed)
    return TRUE;
  if (!nx_driver_begin (driver, TRUE, error))
    return FALSE;
  if (renew_all (db, error) && nx_driver_commit (driver, error))
    return TRUE;
  nx_driver_rollback (driver);
  return FALSE;
}
