/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to search: writes the rows of name_key, one by one or gathered and in order. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-name-index.h"

#include "nx-bulk.h"
#include "nx-name-keys.h"

#include <stdlib.h>
#include <string.h>

#define BULK "nx-name-index-bulk"

/* Some 100 MB; our default. More at once is written faster, for each time touches every page. */
#define MAX_WAITING 1000000

static const NxStatementSpec add_statement
    = { "name-key-add",
        "INSERT OR IGNORE INTO name_key (key, sort, person_id) VALUES (:key, :sort, :id)" };
/* Rows of a city wait in the store (nx-bulk.h). */
static const NxStatementSpec gather_statement
    = { "name-key-gather",
        "INSERT INTO bulk_name_key (key, sort, person_id) VALUES (:key, :sort, :id)" };
static const NxStatementSpec drop_statement
    = { "name-key-drop",
        "DELETE FROM name_key WHERE key = :key AND sort = :sort AND person_id = :id" };

typedef struct
{
  char *key;
  char *sort; /* shared by the rows of a person */
  gint64 id;
} Row;

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_free (row->key);
  g_ref_string_release (row->sort);
}

static gboolean
write_row (NxDatabase *db,
           const NxStatementSpec *spec,
           const char *key,
           const char *sort,
           gint64 id,
           GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "key", key);
  nx_statement_bind_text (row, "sort", sort);
  nx_statement_bind_int64 (row, "id", id);
  return nx_statement_run (row, error);
}

/* Gathering */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = a;
  const Row *right = b;
  int order = strcmp (left->key, right->key);

  if (order == 0)
    order = strcmp (left->sort, right->sort);
  return order != 0 ? order : (left->id > right->id) - (left->id < right->id);
}

static gboolean
write_waiting (NxDatabase *db, GArray *rows, GError **error)
{
  /* Not qsort(): the data of an empty array is NULL, which that does not take. */
  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (!write_row (db, &add_statement, row->key, row->sort, row->id, error))
        return FALSE;
    }
  g_array_set_size (rows, 0);
  return TRUE;
}

void
nx_name_index_begin_bulk (NxDatabase *db)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, clear_row);
  nx_database_set_job_data (db, BULK, rows, (GDestroyNotify)g_array_unref);
}

gboolean
nx_name_index_end_bulk (NxDatabase *db, GError **error)
{
  GArray *rows = nx_database_get_job_data (db, BULK);
  gboolean is_written = rows == NULL || write_waiting (db, rows, error);

  nx_database_set_job_data (db, BULK, NULL, NULL);
  return is_written;
}

static gboolean
add_all (NxDatabase *db, const GStrv keys, const char *sort, gint64 id, GError **error)
{
  GArray *waiting = nx_database_get_job_data (db, BULK);
  g_autoptr (GRefString) shared = waiting != NULL ? g_ref_string_new (sort) : NULL;

  for (guint i = 0; keys[i] != NULL; i++)
    if (waiting != NULL)
      {
        Row row = { g_strdup (keys[i]), g_ref_string_acquire (shared), id };

        g_array_append_val (waiting, row);
      }
    else if (!write_row (db, nx_bulk_is_entered (db) ? &gather_statement : &add_statement, keys[i],
                         sort, id, error))
      return FALSE;
  return waiting == NULL || waiting->len < MAX_WAITING || write_waiting (db, waiting, error);
}

/* Renewing */

static GStrv
make_keys (const NxNames *names)
{
  if (names == NULL || names->is_archived)
    return g_new0 (char *, 1);
  return nx_name_keys (names->name, names->former_names, names->pinyin);
}

/* The keys that are not among @others. */
static GStrv
leave_out (const GStrv keys, const GStrv others)
{
  GPtrArray *rest = g_ptr_array_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)others, keys[i]))
      g_ptr_array_add (rest, g_strdup (keys[i]));
  g_ptr_array_add (rest, NULL);
  return (GStrv)g_ptr_array_free (rest, FALSE);
}

gboolean
nx_name_index_renew (
    NxDatabase *db, const NxNames *before, const NxNames *now, gint64 id, GError **error)
{
  g_auto (GStrv) old_keys = make_keys (before);
  g_auto (GStrv) new_keys = make_keys (now);
  g_autofree GStrv none = g_new0 (char *, 1);
  gboolean keeps_place = before != NULL && g_strcmp0 (before->sort, now->sort) == 0;
  g_auto (GStrv) dropped = leave_out (old_keys, keeps_place ? new_keys : none);
  g_auto (GStrv) added = leave_out (new_keys, keeps_place ? old_keys : none);
  const char *old_sort = before != NULL && before->sort != NULL ? before->sort : "";

  /* Of a person who is new in this job the rows may still wait. */
  if (dropped[0] != NULL && nx_database_get_job_data (db, BULK) != NULL
      && !write_waiting (db, nx_database_get_job_data (db, BULK), error))
    return FALSE;
  for (guint i = 0; dropped[i] != NULL; i++)
    if (!write_row (db, &drop_statement, dropped[i], old_sort, id, error))
      return FALSE;
  return add_all (db, added, now->sort != NULL ? now->sort : "", id, error);
}
