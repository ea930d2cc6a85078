/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tells a lazy list where its ids and rows come from and which changes concern it. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-lazy-source.h"

#include "nx-lazy-private.h"

NxLazySource *
nx_lazy_source_new (NxRecordKind kind,
                    NxLazyIdsFunc query_ids,
                    NxLazyRowsFunc load_rows,
                    gpointer data,
                    GDestroyNotify free_data)
{
  NxLazySource *self = NULL;

  g_return_val_if_fail (kind > NX_RECORD_NONE && kind < NX_N_RECORD_KINDS, NULL);
  g_return_val_if_fail (query_ids != NULL && load_rows != NULL, NULL);
  self = g_new0 (NxLazySource, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->query_ids = query_ids;
  self->load_rows = load_rows;
  self->data = data;
  self->free_data = free_data;
  return self;
}

NxLazySource *
nx_lazy_source_ref (NxLazySource *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nx_lazy_source_unref (NxLazySource *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

void
nx_lazy_source_watch (NxLazySource *self, NxRecordKind kind)
{
  g_return_if_fail (self != NULL && kind > NX_RECORD_NONE && kind < NX_N_RECORD_KINDS);
  G_STATIC_ASSERT (NX_N_RECORD_KINDS <= 32);
  self->watched |= 1u << kind;
}

void
nx_lazy_source_set_first (NxLazySource *self, guint n, NxLazyIdsFunc query_first)
{
  g_return_if_fail (self != NULL && n > 0 && query_first != NULL);
  self->n_first = n;
  self->query_first = query_first;
}

static void
unref_element (gpointer element)
{
  if (element != NULL)
    g_object_unref (element);
}

GPtrArray *
nx_lazy_source_rows_new (guint n_ids)
{
  return g_ptr_array_new_full (n_ids, unref_element);
}
