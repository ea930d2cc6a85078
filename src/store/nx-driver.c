/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One handle of a database engine: forwards every call to the engine's class. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-driver.h"

G_DEFINE_ABSTRACT_TYPE (NxDriver, nx_driver, G_TYPE_OBJECT)

static void
nx_driver_class_init (NxDriverClass *klass)
{
}

static void
nx_driver_init (NxDriver *self)
{
}

gboolean
nx_driver_open (NxDriver *self, const NxDriverTarget *target, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self), FALSE);
  g_return_val_if_fail (target != NULL && target->path != NULL && target->key != NULL, FALSE);
  return NX_DRIVER_GET_CLASS (self)->open (self, target, error);
}

void
nx_driver_close (NxDriver *self)
{
  g_return_if_fail (NX_IS_DRIVER (self));
  NX_DRIVER_GET_CLASS (self)->close (self);
}

gboolean
nx_driver_begin (NxDriver *self, gboolean for_writing, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self), FALSE);
  return NX_DRIVER_GET_CLASS (self)->begin (self, for_writing, error);
}

gboolean
nx_driver_commit (NxDriver *self, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self), FALSE);
  return NX_DRIVER_GET_CLASS (self)->commit (self, error);
}

void
nx_driver_rollback (NxDriver *self)
{
  g_return_if_fail (NX_IS_DRIVER (self));
  NX_DRIVER_GET_CLASS (self)->rollback (self);
}

gboolean
nx_driver_run_script (NxDriver *self, const char *sql, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self) && sql != NULL, FALSE);
  return NX_DRIVER_GET_CLASS (self)->run_script (self, sql, error);
}

gboolean
nx_driver_checkpoint (NxDriver *self, int patience_ms, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self), FALSE);
  return NX_DRIVER_GET_CLASS (self)->checkpoint (self, patience_ms, error);
}

gboolean
nx_driver_check_references (NxDriver *self, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self), FALSE);
  return NX_DRIVER_GET_CLASS (self)->check_references (self, error);
}

gboolean
nx_driver_check_pages (NxDriver *self, NxDriverChecks checks, GPtrArray *problems, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self) && problems != NULL, FALSE);
  return NX_DRIVER_GET_CLASS (self)->check_pages (self, checks, problems, error);
}

gboolean
nx_driver_rekey (NxDriver *self, GBytes *key, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self) && key != NULL, FALSE);
  return NX_DRIVER_GET_CLASS (self)->rekey (self, key, error);
}

gboolean
nx_driver_read_number (NxDriver *self, NxDriverNumber what, gint64 *value, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self) && value != NULL, FALSE);
  return NX_DRIVER_GET_CLASS (self)->read_number (self, what, value, error);
}

gboolean
nx_driver_write_number (NxDriver *self, NxDriverNumber what, gint64 value, GError **error)
{
  g_return_val_if_fail (NX_IS_DRIVER (self), FALSE);
  return NX_DRIVER_GET_CLASS (self)->write_number (self, what, value, error);
}

gint64
nx_driver_last_id (NxDriver *self)
{
  g_return_val_if_fail (NX_IS_DRIVER (self), 0);
  return NX_DRIVER_GET_CLASS (self)->last_id (self);
}

int
nx_driver_n_changed (NxDriver *self)
{
  g_return_val_if_fail (NX_IS_DRIVER (self), 0);
  return NX_DRIVER_GET_CLASS (self)->n_changed (self);
}

void
nx_driver_set_cache (NxDriver *self, int cache_kb)
{
  g_return_if_fail (NX_IS_DRIVER (self) && cache_kb > 0);
  NX_DRIVER_GET_CLASS (self)->set_cache (self, cache_kb);
}

void
nx_driver_rest (NxDriver *self)
{
  g_return_if_fail (NX_IS_DRIVER (self));
  NX_DRIVER_GET_CLASS (self)->rest (self);
}

void
nx_driver_watch (NxDriver *self, GCancellable *cancellable)
{
  g_return_if_fail (NX_IS_DRIVER (self));
  NX_DRIVER_GET_CLASS (self)->watch (self, cancellable);
}

void
nx_driver_interrupt (NxDriver *self, gboolean is_on)
{
  g_return_if_fail (NX_IS_DRIVER (self));
  NX_DRIVER_GET_CLASS (self)->interrupt (self, is_on);
}
