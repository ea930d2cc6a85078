/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens a backup with its key and says whether every page of it is whole and what is in it. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-backup-check.h"

#include "nx-driver-sqlcipher.h"
#include "nx-statement-cache.h"
#include "nx-store-error.h"
#include "nx-store-private.h"

#define CACHE_KB 4096
/* The schema step that brought attachments. */
#define SCHEMA_ATTACHMENTS 6

static const NxStatementSpec head_statement
    = { "backup-head", "SELECT (SELECT uid FROM store_info WHERE id = 1),"
                       " coalesce ((SELECT max (id) FROM event), 0),"
                       " coalesce ((SELECT digest FROM event ORDER BY id DESC LIMIT 1), ''),"
                       " coalesce ((SELECT date (at, 'unixepoch') FROM event"
                       " ORDER BY id DESC LIMIT 1), '')" };

/* Every event has its number without gaps, so the newest one's is their count.
 */
static const NxStatementSpec count_statement
    = { "backup-count", "SELECT (SELECT count (*) FROM household), (SELECT count (*) FROM person),"
                        " (SELECT count (*) FROM case_file), (SELECT count (*) FROM visit)" };
static const NxStatementSpec count_attachments_statement
    = { "backup-count-files", "SELECT count (*) FROM attachment" };

/* One row of @statement. FALSE with @error, also when there is none. */
static NxStatement *
step_once (NxStatementCache *statements, const NxStatementSpec *spec, GError **error)
{
  g_autoptr (NxStatement) row = nx_statement_cache_borrow (statements, spec, error);
  GError *failure = NULL;

  if (row != NULL && nx_statement_step (row, &failure))
    return g_steal_pointer (&row);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (row != NULL)
    nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP);
  return NULL;
}

static gboolean
check_numbers (NxBackup *self, NxDriver *driver, GError **error)
{
  gint64 application = 0, schema = 0, n_pages = 0, page_size = 0;

  if (!nx_driver_read_number (driver, NX_DRIVER_NUMBER_APPLICATION, &application, error)
      || !nx_driver_read_number (driver, NX_DRIVER_NUMBER_SCHEMA, &schema, error)
      || !nx_driver_read_number (driver, NX_DRIVER_NUMBER_PAGES, &n_pages, error)
      || !nx_driver_read_number (driver, NX_DRIVER_NUMBER_PAGE_SIZE, &page_size, error))
    return FALSE;
  return (application == NX_STORE_APPLICATION_ID && schema == self->schema
          && n_pages * page_size == self->n_bytes)
         || nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP);
}

/* That it is the state it says it is: the same store, and the same last entry of the journal. */
static gboolean
check_head (NxBackup *self, NxStatementCache *statements, NxBackupContent *content, GError **error)
{
  g_autoptr (NxStatement) row = step_once (statements, &head_statement, error);

  if (row == NULL)
    return FALSE;
  content->n_events = nx_statement_get_int64 (row, 1);
  g_strlcpy (content->newest_on, nx_statement_get_text (row, 3), sizeof content->newest_on);
  return (g_strcmp0 (nx_statement_get_text (row, 0), self->store_uid) == 0
          && content->n_events == self->head_seq
          && g_strcmp0 (nx_statement_get_text (row, 2), self->head_digest) == 0)
         || nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP);
}

static gboolean
count (NxBackup *self, NxStatementCache *statements, NxBackupContent *content, GError **error)
{
  g_autoptr (NxStatement) row = step_once (statements, &count_statement, error);
  g_autoptr (NxStatement) files = NULL;

  if (row == NULL)
    return FALSE;
  content->n_households = nx_statement_get_int64 (row, 0);
  content->n_persons = nx_statement_get_int64 (row, 1);
  content->n_cases = nx_statement_get_int64 (row, 2);
  content->n_visits = nx_statement_get_int64 (row, 3);
  if (self->schema < SCHEMA_ATTACHMENTS)
    return TRUE;
  files = step_once (statements, &count_attachments_statement, error);
  if (files != NULL)
    content->n_attachments = nx_statement_get_int64 (files, 0);
  return files != NULL;
}

static gboolean
check_content (NxBackup *self, NxDriver *driver, NxBackupContent *content, GError **error)
{
  g_autoptr (NxStatementCache) statements = nx_statement_cache_new (driver, 1);

  return check_head (self, statements, content, error) && count (self, statements, content, error);
}

static gboolean
check_pages (NxDriver *driver, NxDriverChecks checks, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  return nx_driver_check_pages (driver, checks, problems, error)
         && (problems->len == 0 || nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP));
}

/* A damaged page met on the way is damage of the backup, not of the store. */
static void
name_damage (GError **error)
{
  if (error == NULL || !g_error_matches (*error, NX_STORE_ERROR, NX_STORE_ERROR_DAMAGED))
    return;
  g_clear_error (error);
  nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP);
}

typedef gboolean (*CheckFunc) (NxBackup *self,
                               NxDriver *driver,
                               NxBackupContent *content,
                               GError **error);

static gboolean
check_pages_only (NxBackup *self, NxDriver *driver, NxBackupContent *content, GError **error)
{
  return check_numbers (self, driver, error) && check_pages (driver, NX_DRIVER_CHECK_CIPHER, error);
}

static gboolean
check_all (NxBackup *self, NxDriver *driver, NxBackupContent *content, GError **error)
{
  return check_pages_only (self, driver, content, error)
         && check_content (self, driver, content, error);
}

static gboolean
check_whole (NxBackup *self, NxDriver *driver, NxBackupContent *content, GError **error)
{
  return check_all (self, driver, content, error)
         && check_pages (driver, NX_DRIVER_CHECK_STRUCTURE, error);
}

static gboolean
run (NxBackup *self,
     GBytes *key,
     CheckFunc check,
     NxBackupContent *content,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (NxDriver) driver = nx_driver_sqlcipher_new ();
  NxDriverTarget target = { .path = self->path,
                            .mode = NX_DRIVER_OPEN_READ_ONLY,
                            .key = key,
                            .cache_kb = CACHE_KB,
                            .n_bytes = self->n_bytes };
  GError *failure = NULL;
  gboolean is_whole = FALSE;

  if (nx_driver_open (driver, &target, &failure))
    {
      nx_driver_watch (driver, cancellable);
      is_whole = check (self, driver, content, &failure);
      nx_driver_watch (driver, NULL);
      nx_driver_close (driver);
    }
  if (!is_whole && g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&failure);
      g_cancellable_set_error_if_cancelled (cancellable, &failure);
    }
  name_damage (&failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return is_whole;
}

gboolean
nx_backup_check_pages (NxBackup *self, GBytes *key, GCancellable *cancellable, GError **error)
{
  return run (self, key, check_pages_only, NULL, cancellable, error);
}

gboolean
nx_backup_check (NxBackup *self,
                 GBytes *key,
                 NxBackupContent *content,
                 GCancellable *cancellable,
                 GError **error)
{
  NxBackupContent found = { 0 };
  gboolean is_good = run (self, key, check_all, &found, cancellable, error);

  if (is_good && content != NULL)
    *content = found;
  return is_good;
}

gboolean
nx_backup_check_whole (NxBackup *self,
                       GBytes *key,
                       NxBackupContent *content,
                       GCancellable *cancellable,
                       GError **error)
{
  NxBackupContent found = { 0 };
  gboolean is_good = run (self, key, check_whole, &found, cancellable, error);

  if (is_good && content != NULL)
    *content = found;
  return is_good;
}
