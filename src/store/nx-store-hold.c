/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the file of an open store still while its bytes are copied, and the writer at work. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-hold.h"

#include "nx-driver-sqlcipher.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

/* One try may keep the writer waiting for so long; between two tries it is free. Our defaults. */
#define TRY_MS 100
#define PAUSE_MS 400
#define MAX_TRIES 60
/* The held connection reads three rows and then nothing. */
#define CACHE_KB 256

static const NxStatementSpec uid_statement
    = { "hold-uid", "SELECT uid FROM store_info WHERE id = 1" };
static const NxStatementSpec head_statement
    = { "hold-head", "SELECT id, digest FROM event ORDER BY id DESC LIMIT 1" };

typedef struct
{
  NxStore *store;
  NxStoreHold *hold;
  GError *error;
} Call;

static gboolean
read_uid (NxStatementCache *statements, NxStoreHold *hold, GError **error)
{
  g_autoptr (NxStatement) row = nx_statement_cache_borrow (statements, &uid_statement, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  if (nx_statement_step (row, &failure))
    {
      hold->uid = g_strdup (nx_statement_get_text (row, 0));
      return TRUE;
    }
  if (failure == NULL)
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_A_STORE);
  g_propagate_error (error, failure);
  return FALSE;
}

/* A new store has no event yet. */
static gboolean
read_head (NxStatementCache *statements, NxStoreHold *hold, GError **error)
{
  g_autoptr (NxStatement) row = nx_statement_cache_borrow (statements, &head_statement, error);
  gboolean has_event = FALSE;
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  has_event = nx_statement_step (row, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  hold->head_seq = has_event ? nx_statement_get_int64 (row, 0) : 0;
  hold->head_digest = g_strdup (has_event ? nx_statement_get_text (row, 1) : "");
  return TRUE;
}

gboolean
nx_store_hold_describe (NxDriver *driver, NxStoreHold *hold, GError **error)
{
  g_autoptr (NxStatementCache) statements = nx_statement_cache_new (driver, 1);
  gint64 n_pages = 0;
  gint64 page_size = 0;

  if (!read_uid (statements, hold, error) || !read_head (statements, hold, error)
      || !nx_driver_read_number (driver, NX_DRIVER_NUMBER_SCHEMA, &hold->schema, error)
      || !nx_driver_read_number (driver, NX_DRIVER_NUMBER_PAGES, &n_pages, error)
      || !nx_driver_read_number (driver, NX_DRIVER_NUMBER_PAGE_SIZE, &page_size, error))
    return FALSE;
  hold->n_bytes = n_pages * page_size;
  return TRUE;
}

int
nx_store_hold_open_fd (NxStore *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, NX_STORE_FILE, NULL);

  if (self->hold_fd < 0)
    self->hold_fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  if (self->hold_fd < 0)
    nx_store_error_set_errno (error, errno);
  return self->hold_fd;
}

/* A connection of its own on the writer's thread, so that its lock outlives this call and nobody
 * else's reading ends it. */
static NxDriver *
open_held (NxStore *store, const char *path, GBytes *key, NxStoreHold *hold, GError **error)
{
  g_autoptr (NxDriver) driver = nx_driver_sqlcipher_new ();
  NxDriverTarget target
      = { .path = path, .mode = NX_DRIVER_OPEN_READER, .key = key, .cache_kb = CACHE_KB };

  if (!nx_driver_open (driver, &target, error))
    return NULL;
  if (nx_store_hold_open_fd (store, error) >= 0 && nx_driver_begin (driver, FALSE, error)
      && nx_store_hold_describe (driver, hold, error))
    return g_steal_pointer (&driver);
  nx_driver_close (driver);
  return NULL;
}

static void
hold_in_thread (gpointer data)
{
  Call *call = data;
  NxStore *store = call->store;
  NxDatabase *writer = store->connections[NX_STORE_WRITER].db;
  g_autofree char *path = g_build_filename (store->folder, NX_STORE_FILE, NULL);
  NxDriver *driver = NULL;

  if (writer == NULL)
    nx_store_error_set (&call->error, NX_STORE_ERROR_CLOSED);
  else if (store->held != NULL)
    nx_store_error_set (&call->error, NX_STORE_ERROR_BUSY);
  else if (nx_driver_checkpoint (nx_database_get_driver (writer), TRY_MS, &call->error))
    driver = open_held (store, path, store->key, call->hold, &call->error);
  if (driver == NULL)
    return;
  call->hold->key = g_bytes_ref (store->key);
  call->hold->fd = store->hold_fd;
  g_mutex_lock (&store->mutex);
  store->held = driver;
  call->hold->id = ++store->hold_id;
  g_mutex_unlock (&store->mutex);
}

void
nx_store_drop_held (NxStore *self)
{
  NxDriver *driver = NULL;

  g_mutex_lock (&self->mutex);
  driver = g_steal_pointer (&self->held);
  g_mutex_unlock (&self->mutex);
  if (driver == NULL)
    return;
  nx_driver_rollback (driver);
  nx_driver_close (driver);
  g_object_unref (driver);
}

static void
release_in_thread (gpointer data)
{
  Call *call = data;

  if (nx_store_is_held (call->store, call->hold))
    nx_store_drop_held (call->store);
  else
    nx_store_error_set (&call->error, NX_STORE_ERROR_CLOSED);
}

/* Until then, or until it is cancelled: then FALSE. */
static gboolean
pause_between_tries (GCancellable *cancellable)
{
  GPollFD watched = { 0 };

  if (g_cancellable_make_pollfd (cancellable, &watched))
    {
      g_poll (&watched, 1, PAUSE_MS);
      g_cancellable_release_fd (cancellable);
    }
  return !g_cancellable_is_cancelled (cancellable);
}

static gboolean
try_hold (NxStore *self, NxStoreHold *hold, GError **error)
{
  Call call = { self, hold, NULL };

  if (!nx_store_is_open (self))
    return nx_store_error_set (error, NX_STORE_ERROR_CLOSED);
  nx_store_thread_call (self->connections[NX_STORE_WRITER].thread, NX_STORE_THREAD_WRITE,
                        hold_in_thread, &call);
  if (call.error == NULL)
    return TRUE;
  nx_store_hold_clear (hold);
  g_propagate_error (error, call.error);
  return FALSE;
}

gboolean
nx_store_hold (NxStore *self, NxStoreHold *hold, GCancellable *cancellable, GError **error)
{
  g_autoptr (GCancellable) watched = cancellable != NULL ? g_object_ref (cancellable) : NULL;

  g_return_val_if_fail (NX_IS_STORE (self) && hold != NULL, FALSE);

  if (watched == NULL)
    watched = g_cancellable_new ();
  *hold = (NxStoreHold){ .fd = -1 };
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (try_hold (self, hold, &failure))
        return TRUE;
      if (i == MAX_TRIES || !g_error_matches (failure, NX_STORE_ERROR, NX_STORE_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (!pause_between_tries (watched))
        {
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return FALSE;
        }
    }
}

gboolean
nx_store_release (NxStore *self, NxStoreHold *hold, GError **error)
{
  Call call = { self, hold, NULL };

  g_return_val_if_fail (NX_IS_STORE (self) && hold != NULL, FALSE);
  nx_store_thread_call (self->connections[NX_STORE_WRITER].thread, NX_STORE_THREAD_WRITE,
                        release_in_thread, &call);
  if (call.error == NULL)
    return TRUE;
  g_propagate_error (error, call.error);
  return FALSE;
}

gboolean
nx_store_is_held (NxStore *self, const NxStoreHold *hold)
{
  gboolean is_held = FALSE;

  g_mutex_lock (&self->mutex);
  is_held = self->held != NULL && self->hold_id == hold->id && self->state == NX_STORE_STATE_OPEN;
  g_mutex_unlock (&self->mutex);
  return is_held;
}

void
nx_store_hold_clear (NxStoreHold *hold)
{
  g_clear_pointer (&hold->key, g_bytes_unref);
  g_clear_pointer (&hold->uid, g_free);
  g_clear_pointer (&hold->head_digest, g_free);
  hold->fd = -1;
}
