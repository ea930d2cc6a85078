/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What a job on a store thread works with: one driver, its statements, who acts, and the changes
 * of the running transaction. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-database-private.h"

/* Queries of the lists: one text for each set of filters in use. */
#define N_DYNAMIC_STATEMENTS 48

typedef struct
{
  gpointer data;
  GDestroyNotify free_data;
} Slot;

struct _NxDatabase
{
  GObject parent_instance;

  NxDriver *driver;
  NxStatementCache *statements;
  GHashTable *slots;     /* static text → Slot */
  GHashTable *job_slots; /* the same, until the turn ends */

  NxDatabaseTurn turn;
  gint64 now;
  NxDate today; /* of `now`; not set until asked for */
  NxChangeSet *changes;
  gint64 head_seq;
  char *head_digest;

  guint is_in_turn : 1;
};

G_DEFINE_FINAL_TYPE (NxDatabase, nx_database, G_TYPE_OBJECT)

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  if (slot->free_data != NULL)
    slot->free_data (slot->data);
  g_free (slot);
}

static void
nx_database_finalize (GObject *object)
{
  NxDatabase *self = NX_DATABASE (object);

  nx_database_close (self);
  g_hash_table_unref (self->slots);
  g_hash_table_unref (self->job_slots);
  g_clear_pointer (&self->changes, nx_change_set_unref);
  g_free (self->head_digest);
  G_OBJECT_CLASS (nx_database_parent_class)->finalize (object);
}

static void
nx_database_class_init (NxDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_database_finalize;
}

static void
nx_database_init (NxDatabase *self)
{
  self->slots = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, slot_free);
  self->job_slots = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, slot_free);
}

NxDatabase *
nx_database_new (NxDriver *driver)
{
  NxDatabase *self = g_object_new (NX_TYPE_DATABASE, NULL);

  self->driver = g_object_ref (driver);
  self->statements = nx_statement_cache_new (driver, N_DYNAMIC_STATEMENTS);
  return self;
}

void
nx_database_close (NxDatabase *self)
{
  g_hash_table_remove_all (self->slots);
  g_hash_table_remove_all (self->job_slots);
  g_clear_pointer (&self->statements, nx_statement_cache_free);
  if (self->driver != NULL)
    nx_driver_close (self->driver);
  g_clear_object (&self->driver);
}

void
nx_database_begin_turn (NxDatabase *self, const NxDatabaseTurn *turn)
{
  g_assert (!self->is_in_turn);
  self->is_in_turn = TRUE;
  self->turn = *turn;
  self->today = (NxDate){ 0 };
  self->now = turn->fixed_now != 0 ? turn->fixed_now : g_get_real_time () / G_USEC_PER_SEC;
}

void
nx_database_end_turn (NxDatabase *self)
{
  g_assert (self->is_in_turn);
  self->is_in_turn = FALSE;
  self->turn = (NxDatabaseTurn){ 0 };
  g_hash_table_remove_all (self->job_slots);
  g_clear_pointer (&self->changes, nx_change_set_unref);
  g_clear_pointer (&self->head_digest, g_free);
}

NxChangeSet *
nx_database_take_changes (NxDatabase *self)
{
  return g_steal_pointer (&self->changes);
}

gboolean
nx_database_take_head (NxDatabase *self, gint64 *seq, char **digest)
{
  if (self->head_digest == NULL)
    return FALSE;
  *seq = self->head_seq;
  *digest = g_steal_pointer (&self->head_digest);
  return TRUE;
}

NxStatement *
nx_database_statement (NxDatabase *self, const NxStatementSpec *spec, GError **error)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), NULL);
  return nx_statement_cache_borrow (self->statements, spec, error);
}

NxStatement *
nx_database_dynamic (NxDatabase *self, const char *name, const char *sql, GError **error)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), NULL);
  return nx_statement_cache_borrow_dynamic (self->statements, name, sql, error);
}

gint64
nx_database_last_id (NxDatabase *self)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), 0);
  return nx_driver_last_id (self->driver);
}

int
nx_database_n_changed (NxDatabase *self)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), 0);
  return nx_driver_n_changed (self->driver);
}

NxDriver *
nx_database_get_driver (NxDatabase *self)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), NULL);
  return self->driver;
}

static NxChangeSet *
ensure_changes (NxDatabase *self)
{
  g_return_val_if_fail (NX_IS_DATABASE (self) && self->turn.for_writing, NULL);
  if (self->changes == NULL)
    self->changes = nx_change_set_new ();
  return self->changes;
}

void
nx_database_note_change (NxDatabase *self, NxRecordKind kind, gint64 id, NxChange change)
{
  NxChangeSet *changes = ensure_changes (self);

  if (changes != NULL)
    nx_change_set_add (changes, kind, id, change);
}

void
nx_database_note_everything (NxDatabase *self)
{
  NxChangeSet *changes = ensure_changes (self);

  if (changes != NULL)
    nx_change_set_set_everything (changes);
}

gint64
nx_database_actor (NxDatabase *self)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), 0);
  return self->turn.actor;
}

void
nx_database_act_as (NxDatabase *self, gint64 worker_id)
{
  g_return_if_fail (NX_IS_DATABASE (self) && self->turn.for_writing);
  self->turn.actor = worker_id;
}

gint64
nx_database_now (NxDatabase *self)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), 0);
  return self->now;
}

NxDate
nx_database_today (NxDatabase *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (NX_IS_DATABASE (self), (NxDate){ 0 });
  /* Finding out the zone looks at a file each time. */
  if (nx_date_is_set (self->today))
    return self->today;
  now = g_date_time_new_from_unix_local (self->now);
  self->today.year = (gint16)g_date_time_get_year (now);
  self->today.month = (guint8)g_date_time_get_month (now);
  self->today.day = (guint8)g_date_time_get_day_of_month (now);
  return self->today;
}

gboolean
nx_database_is_cancelled (NxDatabase *self, GError **error)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), FALSE);
  return g_cancellable_set_error_if_cancelled (self->turn.cancellable, error);
}

gboolean
nx_database_progress (NxDatabase *self, guint64 done, guint64 total)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), FALSE);
  if (self->turn.report != NULL)
    self->turn.report (done, total, self->turn.report_data);
  return !nx_database_is_cancelled (self, NULL);
}

void
nx_database_set_head (NxDatabase *self, gint64 seq, const char *digest)
{
  g_return_if_fail (NX_IS_DATABASE (self) && self->turn.for_writing && digest != NULL);
  self->head_seq = seq;
  g_free (self->head_digest);
  self->head_digest = g_strdup (digest);
}

const char *
nx_database_get_head (NxDatabase *self, gint64 *seq)
{
  g_return_val_if_fail (NX_IS_DATABASE (self) && seq != NULL, NULL);
  if (self->head_digest != NULL)
    *seq = self->head_seq;
  return self->head_digest;
}

static void
set_slot (GHashTable *slots, const char *key, gpointer data, GDestroyNotify free_data)
{
  Slot *slot = NULL;

  if (data == NULL)
    {
      g_hash_table_remove (slots, key);
      return;
    }
  slot = g_new0 (Slot, 1);
  slot->data = data;
  slot->free_data = free_data;
  g_hash_table_insert (slots, (gpointer)key, slot);
}

static gpointer
get_slot (GHashTable *slots, const char *key)
{
  Slot *slot = g_hash_table_lookup (slots, key);

  return slot != NULL ? slot->data : NULL;
}

void
nx_database_set_data (NxDatabase *self, const char *key, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (NX_IS_DATABASE (self) && key != NULL);
  set_slot (self->slots, key, data, free_data);
}

gpointer
nx_database_get_data (NxDatabase *self, const char *key)
{
  g_return_val_if_fail (NX_IS_DATABASE (self) && key != NULL, NULL);
  return get_slot (self->slots, key);
}

void
nx_database_set_job_data (NxDatabase *self,
                          const char *key,
                          gpointer data,
                          GDestroyNotify free_data)
{
  g_return_if_fail (NX_IS_DATABASE (self) && self->is_in_turn && key != NULL);
  set_slot (self->job_slots, key, data, free_data);
}

gpointer
nx_database_get_job_data (NxDatabase *self, const char *key)
{
  g_return_val_if_fail (NX_IS_DATABASE (self) && key != NULL, NULL);
  return get_slot (self->job_slots, key);
}

guint64
nx_database_get_generation (NxDatabase *self)
{
  g_return_val_if_fail (NX_IS_DATABASE (self), 0);
  return self->turn.generation;
}
