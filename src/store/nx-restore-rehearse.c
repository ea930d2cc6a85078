/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tries a restore out to its end in a folder of its own, and takes all of it away again. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-restore.h"

#include "nx-journal.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store.h"

#include <glib/gstdio.h>

static gpointer
check_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 broken = nx_journal_check (db, error);

  if (broken > 0)
    nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP);
  if (broken != 0 || !nx_driver_check_references (nx_database_get_driver (db), error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static gboolean
open_and_check (const char *folder, GBytes *key, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (NxStore) store = NULL;
  gboolean is_good = FALSE;

  /* Its signals are for nobody. */
  g_main_context_push_thread_default (context);
  store = nx_store_new (folder);
  if (nx_store_open (store, key, error))
    {
      is_good = nx_store_read (store, check_job, NULL, cancellable, error) != NULL;
      nx_store_close (store, NULL);
    }
  g_main_context_pop_thread_default (context);
  return is_good;
}

static void
forget_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

gboolean
nx_restore_rehearse (
    NxBackup *backup, GBytes *key, const char *scratch, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_strdup_printf ("rehearsal-%08x", g_random_int ());
  g_autofree char *folder = g_build_filename (scratch, name, NULL);
  g_autofree char *backups = g_build_filename (folder, NX_STORE_BACKUPS, NULL);
  gboolean is_good = nx_restore (backup, key, folder, NULL, NULL, cancellable, error)
                     && open_and_check (folder, key, cancellable, error);

  /* An older schema was brought up to date there, with a backup of its own. */
  forget_folder (backups);
  forget_folder (folder);
  return is_good;
}
