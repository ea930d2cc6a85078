/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves one edit as one write job, for pages that need nothing else in its transaction. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-save-edit.h"

#include "nx-save.h"

static gpointer
save_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = nx_records_save (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

void
nx_save_edit_async (NxStore *store,
                    const char *name,
                    NxEdit *edit,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  nx_store_write_async (store, name, save_in_worker, nx_edit_copy (edit), g_object_unref, g_free,
                        NULL, callback, user_data);
}

gint64
nx_save_edit_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = nx_store_write_finish (store, result, error);

  return id != NULL ? *id : 0;
}
