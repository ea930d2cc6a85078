/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What may be told of a store to whoever helps from afar: numbers about the file, nothing in it. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store-facts.h"

#include "nx-records.h"

static const NxRecordKind counted[]
    = { NX_RECORD_AREA,    NX_RECORD_WORKER, NX_RECORD_HOUSEHOLD,  NX_RECORD_PERSON,
        NX_RECORD_CASE,    NX_RECORD_VISIT,  NX_RECORD_MEMBERSHIP, NX_RECORD_SUPPORT,
        NX_RECORD_COMMENT, NX_RECORD_EVENT,  NX_RECORD_ATTACHMENT };

gpointer
nx_store_facts_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxDriver *driver = nx_database_get_driver (db);
  g_autofree NxStoreFacts *facts = g_new0 (NxStoreFacts, 1);

  if (!nx_driver_read_number (driver, NX_DRIVER_NUMBER_SCHEMA, &facts->schema, error)
      || !nx_driver_read_number (driver, NX_DRIVER_NUMBER_PAGE_SIZE, &facts->page_size, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      gint64 n = nx_records_count (db, counted[i], error);

      if (n < 0)
        return NULL;
      facts->n_records += n;
    }
  return g_steal_pointer (&facts);
}

gpointer
nx_store_facts_check_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (!nx_driver_check_pages (nx_database_get_driver (db), NX_DRIVER_CHECK_ALL, problems, error))
    return NULL;
  return g_memdup2 (&problems->len, sizeof problems->len);
}

gint64
nx_store_facts_round (gint64 n)
{
  gint64 power = 1;

  if (n <= 0)
    return 0;
  while (power <= n / 10)
    power *= 10;
  return power;
}
