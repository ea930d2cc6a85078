/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A prepared statement: binding by name, stepping, reading columns, giving back. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-statement-private.h"
#include "nx-store-error.h"

#define ENGINE(self) NX_DRIVER_GET_CLASS ((self)->driver)

NxStatement *
nx_driver_prepare (NxDriver *self, const char *name, const char *sql, GError **error)
{
  gpointer handle = NULL;
  NxStatement *statement = NULL;

  g_return_val_if_fail (NX_IS_DRIVER (self) && name != NULL && sql != NULL, NULL);
  handle = NX_DRIVER_GET_CLASS (self)->prepare (self, name, sql, error);
  if (handle == NULL)
    return NULL;
  statement = g_new0 (NxStatement, 1);
  statement->driver = self;
  statement->handle = handle;
  statement->name = name;
  return statement;
}

void
nx_statement_free (NxStatement *self)
{
  if (self == NULL)
    return;
  ENGINE (self)->finish (self->driver, self->handle);
  g_clear_error (&self->bad_bind);
  g_free (self->sql);
  g_free (self);
}

/* The first failed bind decides; a name that the SQL lacks is a mistake of ours, found at once. */
static void
note_bind (NxStatement *self, const char *name, gboolean is_bound)
{
  if (is_bound || self->bad_bind != NULL)
    return;
  g_debug ("statement %s: cannot bind %s", self->name, name);
  nx_store_error_set (&self->bad_bind, NX_STORE_ERROR_FAILED);
}

void
nx_statement_bind_int64 (NxStatement *self, const char *name, gint64 value)
{
  g_return_if_fail (self != NULL && name != NULL);
  note_bind (self, name, ENGINE (self)->bind_int64 (self->driver, self->handle, name, value));
}

void
nx_statement_bind_text (NxStatement *self, const char *name, const char *text)
{
  g_return_if_fail (self != NULL && name != NULL);
  note_bind (self, name, ENGINE (self)->bind_text (self->driver, self->handle, name, text));
}

void
nx_statement_bind_bytes (NxStatement *self, const char *name, GBytes *bytes)
{
  g_return_if_fail (self != NULL && name != NULL);
  note_bind (self, name, ENGINE (self)->bind_bytes (self->driver, self->handle, name, bytes));
}

void
nx_statement_bind_null (NxStatement *self, const char *name)
{
  nx_statement_bind_text (self, name, NULL);
}

gboolean
nx_statement_step (NxStatement *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (self->bad_bind != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->bad_bind));
      return FALSE;
    }
  return ENGINE (self)->step (self->driver, self->handle, self->name, error);
}

gboolean
nx_statement_run (NxStatement *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (nx_statement_step (self, &local_error))
    ;
  nx_statement_reset (self);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

void
nx_statement_reset (NxStatement *self)
{
  g_return_if_fail (self != NULL);
  ENGINE (self)->reset (self->driver, self->handle);
  g_clear_error (&self->bad_bind);
}

gint64
nx_statement_get_int64 (NxStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, 0);
  return ENGINE (self)->get_int64 (self->driver, self->handle, column);
}

const char *
nx_statement_get_text (NxStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, NULL);
  return ENGINE (self)->get_text (self->driver, self->handle, column);
}

GBytes *
nx_statement_dup_bytes (NxStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, NULL);
  return ENGINE (self)->dup_bytes (self->driver, self->handle, column);
}

gboolean
nx_statement_is_null (NxStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return ENGINE (self)->is_null (self->driver, self->handle, column);
}

void
nx_statement_release (NxStatement *self)
{
  if (self == NULL)
    return;
  nx_statement_reset (self);
  if (self->cache == NULL || self->is_extra)
    nx_statement_free (self);
  else
    nx_statement_cache_take_back (self->cache, self);
}
