/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Does to a store what the tool cannot or should not: sets the schema number, changes
 * rows behind the journal's back, prints what was begun and not saved, or just holds it open. For
 * tests of what happens then. */
#define G_LOG_DOMAIN "nx-test"

#include "config.h"

#include "nx-driver.h"
#include "nx-record-kinds.h"
#include "nx-save.h"
#include "nx-store.h"
#include "nx-unlock.h"

#include <stdio.h>
#include <stdlib.h>

static gpointer
run_sql (NxDatabase *db, gpointer sql, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxStatement) statement = nx_database_dynamic (db, "doctor", sql, error);

  return statement != NULL && nx_statement_run (statement, error) ? sql : NULL;
}

static gpointer
set_schema (NxDatabase *db, gpointer number, GCancellable *cancellable, GError **error)
{
  return nx_driver_write_number (nx_database_get_driver (db), NX_DRIVER_NUMBER_SCHEMA,
                                 g_ascii_strtoll (number, NULL, 10), error)
             ? number
             : NULL;
}

/* Everybody's, as they are kept. */
static gpointer
print_drafts (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxStatement) statement
      = nx_database_dynamic (db, "doctor", "SELECT data FROM draft ORDER BY id", error);

  while (statement != NULL && nx_statement_step (statement, error))
    {
      gsize size = 0;
      g_autoptr (GBytes) bytes = nx_statement_dup_bytes (statement, 0);
      const char *text = g_bytes_get_data (bytes, &size);

      fwrite (text, 1, size, stdout);
      putchar ('\n');
    }
  return NULL;
}

static const struct
{
  const char *word;
  NxStoreJob job;
} jobs[] = { { "schema", set_schema }, { "sql", run_sql } };

/* Holds the store open until standard input ends. */
static void
hold (void)
{
  puts ("open");
  fflush (stdout);
  while (getchar () != EOF)
    ;
}

/* store-doctor FOLDER hold | drafts | schema NUMBER | sql TEXT. The key is the keyring's. */
int
main (int argc, char **argv)
{
  g_autoptr (NxUnlock) unlock = NULL;
  g_autoptr (NxStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 3)
    return EXIT_FAILURE;
  unlock = nx_unlock_new (argv[1], TRUE);
  store = nx_store_new (argv[1]);
  if (nx_unlock_start (unlock, NULL, &error) && nx_unlock_get_state (unlock) == NX_UNLOCK_OPEN
      && nx_store_open (store, nx_master_key_get_bytes (nx_unlock_get_key (unlock)), &error))
    {
      nx_store_set_actor (store, 1);
      if (g_str_equal (argv[2], "hold"))
        hold ();
      if (g_str_equal (argv[2], "drafts"))
        nx_store_read (store, print_drafts, NULL, NULL, &error);
      for (guint i = 0; argc > 3 && i < G_N_ELEMENTS (jobs); i++)
        if (g_str_equal (jobs[i].word, argv[2]))
          nx_store_write (store, jobs[i].job, argv[3], NULL, &error);
      nx_store_close (store, NULL);
    }
  else if (error == NULL)
    g_printerr ("The keyring did not open the store.\n");
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  return error == NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}
