/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests every job of a store with each call to the disk failing in turn, once and from then on. */
#include "config.h"

#include "faulty-disk.h"
#include "nx-backup.h"
#include "nx-driver-sqlcipher.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-rekey.h"
#include "nx-restore.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "store-fixture.h"

#include <string.h>

/* In the normal run every so manieth call fails, beginning with each of the first ones. */
#define N_FIRST 10
#define STRIDE 23
#define N_LOADED 20

typedef struct
{
  StoreFixture base;
  GBytes *key;   /* the one that opens it now */
  GBytes *other; /* the one a renewal changes to */
  NxBackup *backup;
  gint64 n_backup; /* people in it */
  char *second;    /* where it is restored to */

  gint64 n_sure;    /* people who were answered for */
  gint64 n_pending; /* people of a write that failed */
} Fixture;

/* --- Jobs ----------------------------------------------------------------------------------------
 */

static gpointer
set_up_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nx_office_set_up (db, "210102002001", "林晓岚", error) != 0);
}

static gpointer
add_job (NxDatabase *db, gpointer n, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < GPOINTER_TO_INT (n); i++)
    {
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

      nx_edit_set_text (edit, NX_PERSON_NAME, "王桂英");
      if (nx_records_save (db, edit, error) == 0)
        return NULL;
    }
  return n;
}

/* Every one of them whole, or an error: never less than there are. */
static gpointer
read_job (NxDatabase *db, gpointer n, GCancellable *cancellable, GError **error)
{
  GError *failure = NULL;
  gint64 count = nx_records_count (db, NX_RECORD_PERSON, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  g_assert_cmpint (count, ==, GPOINTER_TO_INT (n));
  for (gint64 id = 1; id <= count; id++)
    {
      g_autoptr (NxRecord) person = nx_records_load (db, NX_RECORD_PERSON, id, error);

      if (person == NULL)
        return NULL;
      g_assert_cmpstr (nx_record_get_text (person, NX_PERSON_NAME), ==, "王桂英");
    }
  return GINT_TO_POINTER (TRUE);
}

static NxStore *
open_store (const char *folder, GBytes *key, GError **error)
{
  g_autoptr (NxStore) store = nx_store_new (folder);

  return nx_store_open (store, key, error) ? g_steal_pointer (&store) : NULL;
}

/* The engine may still find something wrong when it goes. */
static void
close_store (NxStore *store)
{
  nx_store_close (store, NULL);
  store_fixture_assert_finalizes (store);
}

static gboolean
do_open (Fixture *self, GError **error)
{
  NxStore *store = open_store (self->base.folder, self->key, error);

  if (store != NULL)
    close_store (store);
  return store != NULL;
}

static gboolean
add (Fixture *self, int n, GError **error)
{
  NxStore *store = open_store (self->base.folder, self->key, error);
  gboolean is_saved
      = store != NULL && nx_store_write (store, add_job, GINT_TO_POINTER (n), NULL, error) != NULL;

  self->n_sure += is_saved ? n : 0;
  self->n_pending = is_saved ? 0 : n;
  if (store != NULL)
    close_store (store);
  return is_saved;
}

static gboolean
do_save (Fixture *self, GError **error)
{
  return add (self, 1, error);
}

static gboolean
do_load (Fixture *self, GError **error)
{
  return add (self, N_LOADED, error);
}

static gboolean
do_read (Fixture *self, GError **error)
{
  NxStore *store = open_store (self->base.folder, self->key, error);
  gpointer n = GINT_TO_POINTER ((int)self->n_sure);
  gboolean is_read = store != NULL && nx_store_read (store, read_job, n, NULL, error) != NULL;

  if (store != NULL)
    close_store (store);
  return is_read;
}

static gboolean
do_back_up (Fixture *self, GError **error)
{
  NxStore *store = open_store (self->base.folder, self->key, error);
  g_autoptr (NxBackup) backup = NULL;

  if (store == NULL)
    return FALSE;
  backup = nx_backup_make (store, NULL, NX_BACKUP_DAILY, NULL, NULL, error);
  faulty_disk_disarm ();
  if (backup != NULL)
    {
      g_autoptr (GError) failure = NULL;

      nx_backup_check_whole (backup, self->key, NULL, NULL, &failure);
      g_assert_no_error (failure);
    }
  close_store (store);
  return backup != NULL;
}

static gboolean
do_restore (Fixture *self, GError **error)
{
  gboolean is_restored
      = nx_restore (self->backup, self->base.key, self->second, NULL, NULL, NULL, error);

  faulty_disk_disarm ();
  g_assert_true (is_restored == g_file_test (self->second, G_FILE_TEST_EXISTS));
  if (is_restored)
    {
      NxStore *store = open_store (self->second, self->base.key, NULL);

      g_assert_cmpint (store_fixture_ask (store, "SELECT count (*) FROM person"), ==,
                       self->n_backup);
      close_store (store);
      store_fixture_remove_tree (self->second);
    }
  return is_restored;
}

static gboolean
do_renew_key (Fixture *self, GError **error)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("keys", 4);
  const NxRekey keys = { self->key, self->other, file };
  GBytes *old = self->key;

  if (!nx_rekey (self->base.folder, &keys, NULL, NULL, error))
    return FALSE;
  self->key = self->other;
  self->other = old;
  return TRUE;
}

/* --- What is right -------------------------------------------------------------------------------
 */

#define BIT(code) (1u << NX_STORE_ERROR_##code)

/* What each fault may be told as. A page of zeros is a damaged one, and when it is the first or
 * that of a backup, a wrong key or a bad backup: the engine cannot know better. Of a write that
 * fails while it changes the key it does not tell at all; there the disk is blamed. */
static const guint right[N_FAULTS] = {
  [FAULT_READ] = BIT (DISK),
  [FAULT_SHORT_READ] = BIT (DISK) | BIT (DAMAGED) | BIT (WRONG_KEY) | BIT (BAD_BACKUP),
  [FAULT_FULL] = BIT (NO_SPACE) | BIT (DISK),
  [FAULT_WRITE] = BIT (NO_SPACE) | BIT (DISK),
  [FAULT_SYNC] = BIT (DISK),
  [FAULT_TRUNCATE] = BIT (NO_SPACE) | BIT (DISK),
  [FAULT_OPEN] = BIT (READ_ONLY),
  [FAULT_DELETE] = BIT (DISK),
  [FAULT_LOCK] = BIT (BUSY) | BIT (DISK),
  [FAULT_SHARED] = BIT (DISK) | BIT (BUSY),
};

static void
assert_right (FaultKind kind, int n, const GError *error)
{
  if (error != NULL && error->domain == NX_STORE_ERROR && (right[kind] & 1u << error->code) != 0)
    return;
  g_error ("%s %d: %s", fault_names[kind], n,
           error != NULL ? nx_store_error_message (error->code) : "no error");
}

static void
check_pages (Fixture *self)
{
  g_autofree char *path = store_fixture_path (&self->base, NX_STORE_FILE);
  NxDriver *driver = nx_driver_sqlcipher_new ();
  NxDriverTarget target = { path, NX_DRIVER_OPEN_READ_ONLY, self->key, 1024, 0 };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (nx_driver_open (driver, &target, NULL));
  g_assert_true (nx_driver_check_pages (driver, NX_DRIVER_CHECK_ALL, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  nx_driver_close (driver);
  store_fixture_assert_finalizes (driver);
}

/* Whoever was answered for is there; of what was not answered, all or nothing. */
static void
look (Fixture *self)
{
  NxStore *store = open_store (self->base.folder, self->key, NULL);
  gint64 n = 0;

  g_assert_nonnull (store);
  n = store_fixture_ask (store, "SELECT count (*) FROM person WHERE name = '王桂英'");
  g_assert_true (n == self->n_sure || n == self->n_sure + self->n_pending);
  self->n_sure = n;
  self->n_pending = 0;
  close_store (store);
  check_pages (self);
}

/* --- Every call ----------------------------------------------------------------------------------
 */

typedef struct
{
  const char *name;
  gboolean (*run) (Fixture *self, GError **error);
} Scenario;

/* Returns whether the call was reached. */
static gboolean
run_once (Fixture *self, const Scenario *scenario, FaultKind kind, int n, gboolean is_lasting)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = FALSE;
  int n_faults = 0;

  faulty_disk_arm (kind, n, is_lasting);
  is_done = scenario->run (self, &error);
  n_faults = faulty_disk_disarm ();
  if (!is_done)
    assert_right (kind, n, error);
  look (self);
  return n_faults > 0;
}

static void
test_scenario (Fixture *self, gconstpointer data)
{
  const Scenario *scenario = data;
  int n_runs = 0;

  for (FaultKind kind = 0; kind < N_FAULTS; kind++)
    for (int is_lasting = FALSE; is_lasting <= TRUE; is_lasting++)
      {
        int n = 1;

        while (run_once (self, scenario, kind, n, is_lasting))
          {
            n += g_test_slow () || n < N_FIRST ? 1 : STRIDE;
            n_runs++;
          }
        g_test_message ("%s, %s%s: up to call %d", scenario->name, fault_names[kind],
                        is_lasting ? " for good" : "", n - 1);
      }
  g_test_message ("%s: %d runs with a fault", scenario->name, n_runs);
  g_assert_cmpint (n_runs, >, 20);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  guint8 bytes[32];
  NxStore *store = NULL;
  g_autofree char *keys = NULL;

  store_fixture_set_up (&self->base, NULL);
  g_clear_pointer (&self->base.migrations, nx_migrations_unref);
  memset (bytes, 0x5a, sizeof bytes);
  self->other = g_bytes_new (bytes, sizeof bytes);
  self->key = g_bytes_ref (self->base.key);
  store = store_fixture_create (&self->base);
  g_assert_nonnull (nx_store_write (store, set_up_job, NULL, NULL, NULL));
  g_assert_nonnull (nx_store_write (store, add_job, GINT_TO_POINTER (3), NULL, NULL));
  self->n_sure = self->n_backup = 3;
  keys = store_fixture_path (&self->base, NX_STORE_KEYS_FILE);
  g_assert_true (g_file_set_contents (keys, "keys", -1, NULL));
  self->second = g_build_filename (self->base.parent, "second", NULL);
  self->backup = nx_backup_make (store, self->base.parent, NX_BACKUP_BY_HAND, NULL, NULL, NULL);
  g_assert_nonnull (self->backup);
  close_store (store);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_bytes_unref (self->key);
  g_bytes_unref (self->other);
  nx_backup_unref (self->backup);
  g_free (self->second);
  store_fixture_tear_down (&self->base, NULL);
}

int
main (int argc, char *argv[])
{
  static const Scenario scenarios[] = {
    { "open", do_open },           { "save", do_save },       { "load", do_load },
    { "read", do_read },           { "back-up", do_back_up }, { "restore", do_restore },
    { "renew-key", do_renew_key },
  };

  g_test_init (&argc, &argv, NULL);
  faulty_disk_set_up ();
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", scenarios[i].name, NULL);

      g_test_add (path, Fixture, &scenarios[i], set_up, test_scenario, tear_down);
    }
  return g_test_run ();
}
