/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says which records one commit added, changed or archived. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-change-set.h"

struct _NxChangeSet
{
  gatomicrefcount ref_count;
  gboolean is_everything;
  GHashTable
      *changes[NX_N_RECORD_KINDS]; /* id → NxChange; NULL while nothing of the kind changed */
};

G_DEFINE_BOXED_TYPE (NxChangeSet, nx_change_set, nx_change_set_ref, nx_change_set_unref)

NxChangeSet *
nx_change_set_new (void)
{
  NxChangeSet *self = g_new0 (NxChangeSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

NxChangeSet *
nx_change_set_ref (NxChangeSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nx_change_set_unref (NxChangeSet *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint kind = 0; kind < NX_N_RECORD_KINDS; kind++)
    g_clear_pointer (&self->changes[kind], g_hash_table_unref);
  g_free (self);
}

void
nx_change_set_add (NxChangeSet *self, NxRecordKind kind, gint64 id, NxChange change)
{
  gpointer old = NULL;
  g_autofree gint64 *key = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind > NX_RECORD_NONE && kind < NX_N_RECORD_KINDS);

  if (self->changes[kind] == NULL)
    self->changes[kind] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (g_hash_table_lookup_extended (self->changes[kind], &id, NULL, &old)
      && GPOINTER_TO_INT (old) == NX_CHANGE_ADDED && change == NX_CHANGE_CHANGED)
    return;
  key = g_memdup2 (&id, sizeof id);
  g_hash_table_insert (self->changes[kind], g_steal_pointer (&key), GINT_TO_POINTER (change));
}

void
nx_change_set_set_everything (NxChangeSet *self)
{
  g_return_if_fail (self != NULL);
  self->is_everything = TRUE;
}

gboolean
nx_change_set_is_everything (const NxChangeSet *self)
{
  return self->is_everything;
}

gboolean
nx_change_set_is_empty (const NxChangeSet *self)
{
  if (self->is_everything)
    return FALSE;
  for (guint kind = 0; kind < NX_N_RECORD_KINDS; kind++)
    if (self->changes[kind] != NULL)
      return FALSE;
  return TRUE;
}

gboolean
nx_change_set_touches (const NxChangeSet *self, NxRecordKind kind)
{
  return self->is_everything || self->changes[kind] != NULL;
}

gboolean
nx_change_set_lookup (const NxChangeSet *self, NxRecordKind kind, gint64 id, NxChange *change)
{
  gpointer found = NULL;

  if (self->changes[kind] != NULL
      && g_hash_table_lookup_extended (self->changes[kind], &id, NULL, &found))
    {
      if (change != NULL)
        *change = GPOINTER_TO_INT (found);
      return TRUE;
    }
  if (self->is_everything && change != NULL)
    *change = NX_CHANGE_CHANGED;
  return self->is_everything;
}

gboolean
nx_change_set_changes_members (const NxChangeSet *self, NxRecordKind kind)
{
  GHashTableIter iter;
  gpointer change = NULL;

  if (self->is_everything)
    return TRUE;
  if (self->changes[kind] == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->changes[kind]);
  while (g_hash_table_iter_next (&iter, NULL, &change))
    if (GPOINTER_TO_INT (change) != NX_CHANGE_CHANGED)
      return TRUE;
  return FALSE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

GArray *
nx_change_set_dup_ids (const NxChangeSet *self, NxRecordKind kind)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id = NULL;

  if (self->changes[kind] == NULL)
    return ids;
  g_hash_table_iter_init (&iter, self->changes[kind]);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  g_array_sort (ids, compare_ids);
  return ids;
}
