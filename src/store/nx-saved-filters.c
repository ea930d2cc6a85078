/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The filters of lists that an office has given a name and shares. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-saved-filters.h"

#include "nx-store-error.h"
#include "nx-text.h"
#include "nx-uid.h"

#include <glib/gi18n-lib.h>

static const NxStatementSpec select_statement
    = { "saved-filters", "SELECT id, version, name, data FROM saved_filter"
                         " WHERE list = :list AND archived_at IS NULL ORDER BY name, id" };
static const NxStatementSpec find_statement
    = { "saved-filter-find", "SELECT id FROM saved_filter WHERE list = :list AND name = :name"
                             " AND archived_at IS NULL" };
static const NxStatementSpec replace_statement
    = { "saved-filter-replace", "UPDATE saved_filter SET data = :data, version = version + 1"
                                " WHERE id = :id" };
static const NxStatementSpec insert_statement
    = { "saved-filter-add", "INSERT INTO saved_filter (uid, list, name, data, worker_id, made_at)"
                            " VALUES (:uid, :list, :name, :data, :worker, :now)" };
static const NxStatementSpec rename_statement
    = { "saved-filter-rename", "UPDATE saved_filter SET name = :name, version = version + 1"
                               " WHERE id = :id AND version = :version AND archived_at IS NULL" };
static const NxStatementSpec archive_statement
    = { "saved-filter-archive", "UPDATE saved_filter SET archived_at = :at, version = version + 1"
                                " WHERE id = :id" };

void
nx_saved_filter_free (NxSavedFilter *self)
{
  g_free (self->name);
  g_free (self->data);
  g_free (self);
}

GPtrArray *
nx_saved_filters_load (NxDatabase *db, const char *list, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &select_statement, error);
  g_autoptr (GPtrArray) filters
      = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_saved_filter_free);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "list", list);
  while (nx_statement_step (row, &failure))
    {
      NxSavedFilter *filter = g_new0 (NxSavedFilter, 1);

      filter->id = nx_statement_get_int64 (row, 0);
      filter->version = nx_statement_get_int64 (row, 1);
      filter->name = g_strdup (nx_statement_get_text (row, 2));
      filter->data = g_strdup (nx_statement_get_text (row, 3));
      g_ptr_array_add (filters, filter);
    }
  if (failure == NULL)
    return g_steal_pointer (&filters);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* A name as it is kept; NULL with @error for none. */
static char *
dup_name (const char *name, GError **error)
{
  g_autofree char *clean = nx_text_clean (name);

  if (clean != NULL && *clean != '\0')
    return g_steal_pointer (&clean);
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT,
                       _ ("The filter has no name. Nothing was saved. Give it one."));
  return NULL;
}

static gboolean
find (NxDatabase *db, const char *list, const char *name, gint64 *id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &find_statement, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "list", list);
  nx_statement_bind_text (row, "name", name);
  *id = nx_statement_step (row, &failure) ? nx_statement_get_int64 (row, 0) : 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gint64
replace (NxDatabase *db, gint64 id, const char *data, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &replace_statement, error);

  if (row == NULL)
    return 0;
  nx_statement_bind_int64 (row, "id", id);
  nx_statement_bind_text (row, "data", data);
  return nx_statement_run (row, error) ? id : 0;
}

gint64
nx_saved_filters_add (
    NxDatabase *db, const char *list, const char *name, const char *data, GError **error)
{
  g_autofree char *clean = dup_name (name, error);
  g_autofree char *uid = nx_uid_new ();
  g_autoptr (NxStatement) row = NULL;
  gint64 id = 0;

  if (clean == NULL || !find (db, list, clean, &id, error))
    return 0;
  if (id != 0)
    return replace (db, id, data, error);
  row = nx_database_statement (db, &insert_statement, error);
  if (row == NULL)
    return 0;
  nx_statement_bind_text (row, "uid", uid);
  nx_statement_bind_text (row, "list", list);
  nx_statement_bind_text (row, "name", clean);
  nx_statement_bind_text (row, "data", data);
  nx_statement_bind_int64 (row, "worker", nx_database_actor (db));
  nx_statement_bind_int64 (row, "now", nx_database_now (db));
  return nx_statement_run (row, error) ? nx_database_last_id (db) : 0;
}

gboolean
nx_saved_filters_rename (
    NxDatabase *db, gint64 id, gint64 version, const char *name, GError **error)
{
  g_autofree char *clean = dup_name (name, error);
  g_autoptr (NxStatement) row
      = clean != NULL ? nx_database_statement (db, &rename_statement, error) : NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", id);
  nx_statement_bind_int64 (row, "version", version);
  nx_statement_bind_text (row, "name", clean);
  if (!nx_statement_run (row, error))
    return FALSE;
  if (nx_database_n_changed (db) == 1)
    return TRUE;
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE,
                       _ ("Somebody else changed or deleted this filter meanwhile. It keeps the "
                          "name it has."));
  return FALSE;
}

gboolean
nx_saved_filters_set_deleted (NxDatabase *db, gint64 id, gboolean is_deleted, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &archive_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", id);
  if (is_deleted)
    nx_statement_bind_int64 (row, "at", nx_database_now (db));
  return nx_statement_run (row, error);
}
