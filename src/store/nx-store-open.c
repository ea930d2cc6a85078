/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Creates, opens and closes the files of a store, on the store's own threads, step by step. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-bulk.h"
#include "nx-driver-sqlcipher.h"
#include "nx-search-fill.h"
#include "nx-store-beside.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-private.h"
#include "nx-stroke-keys.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* A list of a city is seldom looked at twice in the same place, so a larger cache is no faster
 * (tests/bench); the long reader goes through an index once. */
static const int cache_kb[NX_N_STORE_CONNECTIONS] = {
  [NX_STORE_WRITER] = NX_DATABASE_WRITER_CACHE,
  [NX_STORE_READER] = 24576,
  [NX_STORE_LONG_READER] = 8192,
};

static const NxStatementSpec insert_info
    = { "store-info-insert", "INSERT INTO store_info (id, uid, office_name, area_code, created_at)"
                             " VALUES (1, :uid, :office_name, :area_code, :created_at)" };
static const NxStatementSpec select_info
    = { "store-info-select", "SELECT uid FROM store_info WHERE id = 1" };
static const NxStatementSpec select_event
    = { "store-head-event", "SELECT digest FROM event WHERE id = :id" };

static NxDriver *
open_driver (const char *path, NxDriverMode mode, GBytes *key, int cache, GError **error)
{
  g_autoptr (NxDriver) driver = nx_driver_sqlcipher_new ();
  NxDriverTarget target = { .path = path, .mode = mode, .key = key, .cache_kb = cache };

  return nx_driver_open (driver, &target, error) ? g_steal_pointer (&driver) : NULL;
}

/* Takes @driver into the connection, where another thread can find it to interrupt it. */
static void
keep_connection (NxStore *self, NxStoreConnectionKind kind, NxDriver *driver)
{
  NxStoreConnection *connection = &self->connections[kind];

  connection->db = nx_database_new (driver);
  g_mutex_lock (&self->mutex);
  connection->driver = g_object_ref (driver);
  /* Whoever stopped the reads could not know of this one yet. */
  if (kind != NX_STORE_WRITER && self->state == NX_STORE_STATE_CLOSING)
    nx_driver_interrupt (driver, TRUE);
  g_mutex_unlock (&self->mutex);
}

static void
drop_connection (NxStore *self, NxStoreConnectionKind kind)
{
  NxStoreConnection *connection = &self->connections[kind];

  g_mutex_lock (&self->mutex);
  g_clear_object (&connection->driver);
  g_mutex_unlock (&self->mutex);
  if (connection->db != NULL)
    nx_database_close (connection->db);
  g_clear_object (&connection->db);
}

NxDatabase *
nx_store_ensure_database (NxStore *self, NxStoreConnectionKind kind, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, NX_STORE_FILE, NULL);
  g_autoptr (GBytes) key = NULL;
  g_autoptr (NxDriver) driver = NULL;

  if (self->connections[kind].db != NULL)
    return self->connections[kind].db;
  g_mutex_lock (&self->mutex);
  key = self->key != NULL ? g_bytes_ref (self->key) : NULL;
  g_mutex_unlock (&self->mutex);
  if (key == NULL)
    {
      nx_store_error_set (error, NX_STORE_ERROR_CLOSED);
      return NULL;
    }
  driver = open_driver (path, NX_DRIVER_OPEN_READER, key, cache_kb[kind], error);
  if (driver == NULL)
    return NULL;
  keep_connection (self, kind, driver);
  return self->connections[kind].db;
}

/* Whose file it is and how new. @schema gets the step it has. */
static gboolean
check_meta (NxStore *self, NxDriver *driver, gint64 *schema, GError **error)
{
  gint64 application = 0;

  if (!nx_driver_read_number (driver, NX_DRIVER_NUMBER_APPLICATION, &application, error)
      || !nx_driver_read_number (driver, NX_DRIVER_NUMBER_SCHEMA, schema, error))
    return FALSE;
  if (application != NX_STORE_APPLICATION_ID || *schema < 1)
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_A_STORE);
  if (*schema > nx_migrations_get_newest (self->migrations))
    return nx_store_error_set (error, NX_STORE_ERROR_NEWER_SCHEMA);
  return TRUE;
}

/* A first look that writes nothing at all: a file of a newer program stays as it is, byte by byte.
 */
static gboolean
look_first (NxStore *self, const char *path, GBytes *key, GError **error)
{
  g_autoptr (NxDriver) driver = open_driver (path, NX_DRIVER_OPEN_READ_ONLY, key, 1024, error);
  gint64 schema = 0;

  if (driver == NULL)
    return FALSE;
  return check_meta (self, driver, &schema, error);
}

static gboolean
bring_up_to_date (NxStore *self, NxDriver *driver, GBytes *key, GError **error)
{
  gint64 schema = 0;

  if (!check_meta (self, driver, &schema, error))
    return FALSE;
  if (schema == nx_migrations_get_newest (self->migrations))
    return TRUE;
  return nx_store_back_up_first (self, driver, key, schema, error)
         && nx_migrations_run (self->migrations, driver, schema, error);
}

static gboolean
read_uid (NxStore *self, NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) statement = nx_database_statement (db, &select_info, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (!nx_statement_step (statement, &local_error))
    {
      if (local_error == NULL)
        return nx_store_error_set (error, NX_STORE_ERROR_NOT_A_STORE);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_mutex_lock (&self->mutex);
  g_free (self->uid);
  self->uid = g_strdup (nx_statement_get_text (statement, 0));
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/* A page that was put back, or a whole old file, passes every check of the engine; only the
 * journal's head outside the file shows it (reliability §0.8). */
static gboolean
compare_head (NxStore *self, NxDatabase *db, GPtrArray *warnings, GError **error)
{
  g_autoptr (NxStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *digest = NULL;
  gint64 seq = 0;

  if (!nx_store_folder_read_head (self->folder, &seq, &digest))
    return TRUE;
  statement = nx_database_statement (db, &select_event, error);
  if (statement == NULL)
    return FALSE;
  nx_statement_bind_int64 (statement, "id", seq);
  if (!nx_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_ptr_array_add (warnings,
                       g_strdup (_ ("The store is older than when it was last open on this "
                                    "computer: an earlier file may have been put in its place. "
                                    "What is in it was kept. Check the newest entries, and look "
                                    "for a newer copy or backup.")));
    }
  else if (g_strcmp0 (nx_statement_get_text (statement, 0), digest) != 0)
    g_ptr_array_add (warnings,
                     g_strdup (_ ("The history of the store is not the one that was last open on "
                                  "this computer. Everything was kept. Check the newest entries, "
                                  "and compare with a backup.")));
  return TRUE;
}

static gboolean
open_writer (NxStore *self, GBytes *key, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, NX_STORE_FILE, NULL);
  g_autoptr (NxDriver) driver = NULL;

  if (!look_first (self, path, key, error))
    return FALSE;
  driver = open_driver (path, NX_DRIVER_OPEN_EXISTING, key, cache_kb[NX_STORE_WRITER], error);
  if (driver == NULL || !bring_up_to_date (self, driver, key, error))
    return FALSE;
  keep_connection (self, NX_STORE_WRITER, driver);
  if (!nx_bulk_mend (self->connections[NX_STORE_WRITER].db, error))
    return FALSE;
  return !nx_migrations_is_bundled (self->migrations)
         || (nx_search_fill_if_old (self->connections[NX_STORE_WRITER].db, error)
             && nx_stroke_keys_renew (self->connections[NX_STORE_WRITER].db, error));
}

static gint64
get_now (NxStore *self)
{
  gint64 now = 0;

  g_mutex_lock (&self->mutex);
  now = self->fixed_now;
  g_mutex_unlock (&self->mutex);
  return now != 0 ? now : g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
fill_new (NxStore *self, NxDriver *driver, NxStoreRequest *request, GError **error)
{
  g_autoptr (NxStatementCache) statements = nx_statement_cache_new (driver, 1);
  g_autoptr (NxStatement) statement = NULL;

  if (!nx_driver_write_number (driver, NX_DRIVER_NUMBER_APPLICATION, NX_STORE_APPLICATION_ID, error)
      || !nx_migrations_run (self->migrations, driver, 0, error))
    return FALSE;
  statement = nx_statement_cache_borrow (statements, &insert_info, error);
  if (statement == NULL)
    return FALSE;
  nx_statement_bind_text (statement, "uid", request->uid);
  nx_statement_bind_text (statement, "office_name", request->office_name);
  nx_statement_bind_text (statement, "area_code", request->area_code);
  nx_statement_bind_int64 (statement, "created_at", get_now (self));
  return nx_statement_run (statement, error);
}

/* The file gets its name only when it is whole, so a crash before leaves no store that blocks the
 * next try, and a crash after leaves a whole one. */
static gboolean
make_new (NxStore *self, NxStoreRequest *request, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, NX_STORE_NEW_FILE, NULL);
  g_autoptr (NxDriver) driver = NULL;
  gboolean is_made = FALSE;

  nx_store_folder_forget_new (self->folder);
  driver = open_driver (path, NX_DRIVER_OPEN_NEW, request->key, 16384, error);
  is_made = driver != NULL && fill_new (self, driver, request, error)
            && nx_driver_checkpoint (driver, NX_DRIVER_PATIENCE_MS, error);
  if (driver != NULL)
    nx_driver_close (driver);
  if (is_made && nx_store_folder_finish_new (self->folder, error))
    return TRUE;
  nx_store_folder_forget_new (self->folder);
  return FALSE;
}

typedef struct
{
  NxStore *store;
  NxStoreConnectionKind kind;
  GError *error;
} ConnectionCall;

static void
open_reader_in_thread (gpointer data)
{
  ConnectionCall *call = data;

  nx_store_ensure_database (call->store, call->kind, &call->error);
}

static void
close_reader_in_thread (gpointer data)
{
  ConnectionCall *call = data;

  drop_connection (call->store, call->kind);
}

static gboolean
open_steps (NxStore *self, NxStoreRequest *request, GPtrArray *warnings, GError **error)
{
  ConnectionCall reader = { self, NX_STORE_READER, NULL };

  if (request->is_new ? !nx_store_folder_prepare_new (self->folder, error)
                      : !nx_store_folder_check_existing (self->folder, error))
    return FALSE;
  self->lock = nx_store_lock_take (self->folder, error);
  if (self->lock == NULL || (request->is_new && !make_new (self, request, error)))
    return FALSE;
  if (!nx_store_folder_make_private (self->folder))
    g_ptr_array_add (warnings, g_strdup (_ ("Other users of this computer may be able to look "
                                            "into the folder of the store. Move it to a place "
                                            "that belongs to you alone.")));
  if (!open_writer (self, request->key, error)
      || !read_uid (self, self->connections[NX_STORE_WRITER].db, error)
      || !compare_head (self, self->connections[NX_STORE_WRITER].db, warnings, error))
    return FALSE;
  /* Only now that its own key has opened this store. */
  nx_store_beside_sweep (self->folder);
  g_mutex_lock (&self->mutex);
  self->key = g_bytes_ref (request->key);
  g_mutex_unlock (&self->mutex);
  nx_store_thread_call (self->connections[NX_STORE_READER].thread, NX_STORE_THREAD_WRITE,
                        open_reader_in_thread, &reader);
  if (reader.error != NULL)
    {
      g_propagate_error (error, reader.error);
      return FALSE;
    }
  nx_store_folder_ensure_reserve (self->folder);
  return TRUE;
}

/* is-open has changed when it was open before, or is now. */
static void
set_state (NxStore *self, NxStoreState state)
{
  gboolean is_news = FALSE;

  g_mutex_lock (&self->mutex);
  is_news = state == NX_STORE_STATE_OPEN || self->state == NX_STORE_STATE_CLOSING;
  self->state = state;
  g_mutex_unlock (&self->mutex);
  if (is_news)
    nx_store_tell (self, NULL);
}

gboolean
nx_store_open_on_thread (NxStore *self,
                         NxStoreRequest *request,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !open_steps (self, request, warnings, error))
    {
      nx_store_close_on_thread (self, NULL);
      return FALSE;
    }
  g_ptr_array_add (warnings, NULL);
  g_mutex_lock (&self->mutex);
  g_strfreev (self->warnings);
  self->warnings = (GStrv)g_ptr_array_steal (warnings, NULL);
  g_mutex_unlock (&self->mutex);
  set_state (self, NX_STORE_STATE_OPEN);
  return TRUE;
}

gboolean
nx_store_close_on_thread (NxStore *self, GError **error)
{
  NxStoreConnection *writer = &self->connections[NX_STORE_WRITER];
  gboolean is_whole = TRUE;

  for (int kind = NX_STORE_READER; kind < NX_N_STORE_CONNECTIONS; kind++)
    {
      ConnectionCall call = { self, (NxStoreConnectionKind)kind, NULL };

      nx_store_thread_call (self->connections[kind].thread, NX_STORE_THREAD_CLOSE,
                            close_reader_in_thread, &call);
    }
  nx_store_drop_held (self);
  if (writer->db != NULL)
    is_whole
        = nx_driver_checkpoint (nx_database_get_driver (writer->db), NX_DRIVER_PATIENCE_MS, error);
  drop_connection (self, NX_STORE_WRITER);
  if (self->hold_fd >= 0)
    g_close (self->hold_fd, NULL);
  self->hold_fd = -1;
  g_clear_pointer (&self->lock, nx_store_lock_free);
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_mutex_unlock (&self->mutex);
  set_state (self, NX_STORE_STATE_CLOSED);
  return is_whole;
}

void
nx_store_request_free (NxStoreRequest *request)
{
  g_clear_pointer (&request->key, g_bytes_unref);
  g_free (request->uid);
  g_free (request->office_name);
  g_free (request->area_code);
  g_free (request);
}
