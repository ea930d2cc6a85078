/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What may be told of a store to whoever helps from afar: numbers about the file, nothing in it. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 schema;    /* the last schema step in the file */
  gint64 page_size; /* in bytes */
  gint64 n_records; /* archived ones too; show it only through nx_store_facts_round() */
} NxStoreFacts;

/* NxStoreJob: an NxStoreFacts for g_free(). */
gpointer nx_store_facts_job (NxDatabase *db,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

/* NxStoreJob that reads the whole file, which takes long: how many findings, as a guint in memory
 * for g_free(). A read of nx_store_read_long_async(). */
gpointer nx_store_facts_check_job (NxDatabase *db,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

/* The power of ten at or below @n: 0, 1, 10, 100 … so that it says how large, not how many. */
gint64 nx_store_facts_round (gint64 n);

G_END_DECLS
