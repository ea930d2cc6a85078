/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the prepared statements of one driver: all named ones, and the last few made at run time.
 */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-statement-cache.h"

#include "nx-statement-private.h"

struct _NxStatementCache
{
  NxDriver *driver;

  GHashTable *by_spec; /* const NxStatementSpec * → NxStatement */
  GHashTable *by_sql;  /* text owned by the statement → NxStatement */
  GQueue recent;       /* dynamic statements, most recently used first */
  guint n_dynamic;
  guint n_borrowed;
};

NxStatementCache *
nx_statement_cache_new (NxDriver *driver, guint n_dynamic)
{
  NxStatementCache *self = g_new0 (NxStatementCache, 1);

  g_return_val_if_fail (NX_IS_DRIVER (driver) && n_dynamic > 0, NULL);
  self->driver = driver;
  self->n_dynamic = n_dynamic;
  self->by_spec = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)nx_statement_free);
  self->by_sql
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)nx_statement_free);
  g_queue_init (&self->recent);
  return self;
}

void
nx_statement_cache_flush (NxStatementCache *self)
{
  g_return_if_fail (self != NULL);
  /* A borrowed one would be used after it is freed: a mistake of ours that must not go on. */
  g_assert (self->n_borrowed == 0);
  g_queue_clear (&self->recent);
  g_hash_table_remove_all (self->by_spec);
  g_hash_table_remove_all (self->by_sql);
}

void
nx_statement_cache_free (NxStatementCache *self)
{
  if (self == NULL)
    return;
  nx_statement_cache_flush (self);
  g_hash_table_unref (self->by_spec);
  g_hash_table_unref (self->by_sql);
  g_free (self);
}

/* The cached statement can be out already when a job uses the same one in a nested loop. */
static NxStatement *
lend (
    NxStatementCache *self, NxStatement *cached, const char *name, const char *sql, GError **error)
{
  NxStatement *statement = cached;

  if (cached->is_borrowed)
    {
      statement = nx_driver_prepare (self->driver, name, sql, error);
      if (statement == NULL)
        return NULL;
      statement->is_extra = TRUE;
      statement->cache = NULL;
      return statement;
    }
  statement->is_borrowed = TRUE;
  self->n_borrowed++;
  return statement;
}

NxStatement *
nx_statement_cache_borrow (NxStatementCache *self, const NxStatementSpec *spec, GError **error)
{
  NxStatement *statement = NULL;

  g_return_val_if_fail (self != NULL && spec != NULL, NULL);
  statement = g_hash_table_lookup (self->by_spec, spec);
  if (statement == NULL)
    {
      statement = nx_driver_prepare (self->driver, spec->name, spec->sql, error);
      if (statement == NULL)
        return NULL;
      statement->cache = self;
      g_hash_table_insert (self->by_spec, (gpointer)spec, statement);
    }
  return lend (self, statement, spec->name, spec->sql, error);
}

/* Drops the least recently used ones that are not out. */
static void
trim_dynamic (NxStatementCache *self)
{
  GList *link = self->recent.tail;

  while (link != NULL && self->recent.length > self->n_dynamic)
    {
      NxStatement *statement = link->data;
      GList *next = link->prev;

      if (!statement->is_borrowed)
        {
          g_queue_delete_link (&self->recent, link);
          g_hash_table_remove (self->by_sql, statement->sql);
        }
      link = next;
    }
}

static NxStatement *
add_dynamic (NxStatementCache *self, const char *name, const char *sql, GError **error)
{
  NxStatement *statement = nx_driver_prepare (self->driver, name, sql, error);

  if (statement == NULL)
    return NULL;
  statement->cache = self;
  statement->sql = g_strdup (sql);
  g_queue_push_head (&self->recent, statement);
  statement->link = self->recent.head;
  g_hash_table_insert (self->by_sql, statement->sql, statement);
  return statement;
}

NxStatement *
nx_statement_cache_borrow_dynamic (NxStatementCache *self,
                                   const char *name,
                                   const char *sql,
                                   GError **error)
{
  NxStatement *statement = NULL;
  NxStatement *lent = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && sql != NULL, NULL);
  statement = g_hash_table_lookup (self->by_sql, sql);
  if (statement == NULL)
    statement = add_dynamic (self, name, sql, error);
  else
    {
      g_queue_unlink (&self->recent, statement->link);
      g_queue_push_head_link (&self->recent, statement->link);
    }
  if (statement == NULL)
    return NULL;
  lent = lend (self, statement, name, sql, error);
  trim_dynamic (self);
  return lent;
}

void
nx_statement_cache_take_back (NxStatementCache *self, NxStatement *statement)
{
  g_assert (statement->is_borrowed && self->n_borrowed > 0);
  statement->is_borrowed = FALSE;
  self->n_borrowed--;
}

guint
nx_statement_cache_get_n_statements (NxStatementCache *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return g_hash_table_size (self->by_spec) + g_hash_table_size (self->by_sql);
}

guint
nx_statement_cache_get_n_borrowed (NxStatementCache *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_borrowed;
}
