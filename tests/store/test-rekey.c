/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that a store gets another key whole or not at all, and what is left of the old one. */
#include "config.h"

#include "nx-backup-check.h"
#include "nx-backup.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-rekey.h"
#include "nx-restore.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-lock.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define OLD_KEYS "the ways in of before"
#define NEW_KEYS "the ways in of now"
#define N_PERSONS 40

typedef struct
{
  StoreFixture base;
  GBytes *new_key;
  GBytes *key_file;
} Fixture;

static gpointer
fill_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  if (nx_office_set_up (db, "210102002001", "林晓岚", error) == 0)
    return NULL;
  for (guint i = 0; i < N_PERSONS; i++)
    {
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);
      g_autofree char *name = g_strdup_printf ("王桂英%u", i);

      nx_edit_set_text (edit, NX_PERSON_NAME, name);
      if (nx_records_save (db, edit, error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

static void
write_keys (Fixture *fixture, const char *text)
{
  g_autofree char *path = store_fixture_path (&fixture->base, NX_STORE_KEYS_FILE);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  guint8 bytes[32];
  NxStore *store = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture->base, NULL);
  g_clear_pointer (&fixture->base.migrations, nx_migrations_unref);
  store = store_fixture_create (&fixture->base);
  g_assert_nonnull (nx_store_write (store, fill_job, NULL, NULL, &error));
  g_assert_no_error (error);
  nx_store_close (store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (store);
  write_keys (fixture, OLD_KEYS);
  memset (bytes, 0x5a, sizeof bytes);
  fixture->new_key = g_bytes_new (bytes, sizeof bytes);
  fixture->key_file = g_bytes_new_static (NEW_KEYS, strlen (NEW_KEYS));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_bytes_unref (fixture->new_key);
  g_bytes_unref (fixture->key_file);
  store_fixture_tear_down (&fixture->base, NULL);
}

static gboolean
rekey (Fixture *fixture, GBytes *old_key, NxBackup **backup, GCancellable *cancel, GError **error)
{
  const NxRekey keys = { old_key, fixture->new_key, fixture->key_file };

  return nx_rekey (fixture->base.folder, &keys, backup, cancel, error);
}

static char *
read_keys (Fixture *fixture)
{
  g_autofree char *path = store_fixture_path (&fixture->base, NX_STORE_KEYS_FILE);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* -1: the key does not open it. */
static gint64
count_persons (const char *folder, GBytes *key)
{
  g_autoptr (GError) error = NULL;
  NxStore *store = nx_store_new (folder);
  gint64 n = -1;

  if (nx_store_open (store, key, &error))
    {
      n = store_fixture_ask (store, "SELECT count (*) FROM person");
      g_assert_cmpstr (nx_store_get_warnings (store)[0], ==, NULL);
    }
  else
    g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_WRONG_KEY);
  store_fixture_assert_finalizes (store);
  return n;
}

/* Folders whose names begin with that of the store, itself included. */
static guint
count_beside (Fixture *fixture)
{
  g_autofree char *parent = g_path_get_dirname (fixture->base.folder);
  g_autofree char *name = g_path_get_basename (fixture->base.folder);
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *found = NULL;
  guint n = 0;

  while ((found = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (found, name);
  return n;
}

/* The old key opens it, with the old ways in, or the new one with the new: never anything else. */
static gboolean
is_renewed (Fixture *fixture)
{
  g_autofree char *keys = read_keys (fixture);
  gint64 by_old = count_persons (fixture->base.folder, fixture->base.key);
  gint64 by_new = count_persons (fixture->base.folder, fixture->new_key);
  gboolean is_new = by_new >= 0;

  g_assert_cmpint (is_new ? by_new : by_old, ==, N_PERSONS);
  g_assert_cmpint (is_new ? by_old : by_new, ==, -1);
  g_assert_cmpstr (keys, ==, is_new ? NEW_KEYS : OLD_KEYS);
  return is_new;
}

static void
test_renewed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) backup = NULL;
  g_autoptr (NxBackup) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *restored = g_strconcat (fixture->base.folder, "/../restored", NULL);
  NxBackupContent content = { 0 };

  rekey (fixture, fixture->base.key, &backup, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_renewed (fixture));
  g_assert_cmpuint (count_beside (fixture), ==, 1);
  /* What was before is where it says it is, with its own ways in. */
  read = nx_backup_read (backup->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->reason, ==, NX_BACKUP_BEFORE_KEY);
  g_assert_cmpmem (g_bytes_get_data (read->keys, NULL), g_bytes_get_size (read->keys), OLD_KEYS,
                   strlen (OLD_KEYS));
  g_assert_true (nx_backup_check_whole (read, fixture->base.key, &content, NULL, &error));
  g_assert_cmpint (content.n_persons, ==, N_PERSONS);
  g_assert_false (nx_backup_check (read, fixture->new_key, NULL, NULL, NULL));
  g_assert_true (nx_restore (read, fixture->base.key, restored, NULL, NULL, NULL, &error));
  g_assert_cmpint (count_persons (restored, fixture->base.key), ==, N_PERSONS);
}

static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = g_bytes_ref (fixture->base.key);

  rekey (fixture, first, NULL, NULL, &error);
  g_assert_no_error (error);
  /* Back again: to the store a key is a key. */
  {
    const NxRekey back = { fixture->new_key, first, fixture->key_file };

    nx_rekey (fixture->base.folder, &back, NULL, NULL, &error);
    g_assert_no_error (error);
  }
  g_assert_cmpint (count_persons (fixture->base.folder, first), ==, N_PERSONS);
  g_assert_cmpint (count_persons (fixture->base.folder, fixture->new_key), ==, -1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  NxStoreLock *lock = nx_store_lock_take (fixture->base.folder, NULL);

  g_assert_false (rekey (fixture, fixture->base.key, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_LOCKED_BY_OTHER);
  g_clear_error (&error);
  nx_store_lock_free (lock);
  g_assert_false (rekey (fixture, fixture->new_key, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (rekey (fixture, fixture->base.key, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (is_renewed (fixture));
  g_assert_cmpuint (count_beside (fixture), ==, 1);
}

/* Every file size at which a write may fail, in a process of its own: the limit holds for good. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  for (rlim_t limit = 4096; limit <= 64 * 4096; limit *= 2)
    {
      int status = 0;
      pid_t child = fork ();

      if (child == 0)
        {
          const struct rlimit room = { limit, limit };
          g_autoptr (GError) error = NULL;

          signal (SIGXFSZ, SIG_IGN);
          setrlimit (RLIMIT_FSIZE, &room);
          _exit (!rekey (fixture, fixture->base.key, NULL, NULL, &error)
                         && g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_NO_SPACE)
                     ? 0
                     : 1);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_cmpint (status, ==, 0);
      g_assert_false (is_renewed (fixture));
      g_assert_cmpuint (count_beside (fixture), ==, 1);
    }
}

static void G_GNUC_NORETURN
rekey_in_child (Fixture *fixture, gulong until_us)
{
  const struct itimerval end = { { 0, 0 }, { until_us / 1000000, until_us % 1000000 } };
  g_autoptr (GError) error = NULL;

  /* SIGALRM ends the process where it stands: nobody handles it. */
  setitimer (ITIMER_REAL, &end, NULL);

  /* Every child would make up the names that the one before it left behind. */
  g_random_set_seed ((guint32)getpid ());
  if (rekey (fixture, fixture->base.key, NULL, NULL, &error))
    _exit (0);
  g_printerr ("# %s\n", error->message);
  _exit (1);
}

/* Killed at moments that grow, until one is late enough. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  gulong step_us = g_test_slow () ? 200 : 4000;
  gulong until_us = step_us;
  guint n_killed = 0;
  gboolean is_over = FALSE;

  while (!is_over)
    {
      int status = 0;
      pid_t child = fork ();

      if (child == 0)
        rekey_in_child (fixture, until_us);
      until_us += step_us;
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      n_killed += WIFSIGNALED (status);
      is_over = is_renewed (fixture);
      g_assert_true (is_over || WIFSIGNALED (status));
    }
  g_test_message ("killed %u times", n_killed);
  g_assert_cmpuint (n_killed, >, 0);
  /* Whoever opens it next has tidied up. */
  g_assert_cmpuint (count_beside (fixture), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/rekey/renewed", Fixture, NULL, set_up, test_renewed, tear_down);
  g_test_add ("/rekey/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/rekey/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/rekey/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/rekey/killed", Fixture, NULL, set_up, test_killed, tear_down);
  return g_test_run ();
}
