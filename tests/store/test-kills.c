/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that merging two people and bringing a store up to date are whole or not at all, wherever
 * the program is cut short. Other jobs are killed by tools/torture, through the real tool. */
#include "config.h"

#include "nx-backup.h"
#include "nx-driver-sqlcipher.h"
#include "nx-journal.h"
#include "nx-merge-persons.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "store-fixture.h"

#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 12
#define N_SLOW_ROUNDS 400

/* What a child does until it is killed or done; what it was answered goes into @answers. */
typedef void (*ChildFunc) (StoreFixture *fixture, gint64 from, int answers);

/* Begins @run in a process of its own, which ends after @until_us wherever it stands (0: never).
 * Returns how many bytes it wrote: one for each thing it was answered for. */
static gint64
run_child (StoreFixture *fixture, ChildFunc run, gint64 from, gulong until_us, gboolean *was_killed)
{
  char answers[256];
  gint64 n_answers = 0;
  int status = 0;
  int ends[2];
  ssize_t n = 0;
  pid_t child;

  g_assert_no_errno (pipe (ends));
  child = fork ();
  if (child == 0)
    {
      const struct itimerval end = { { 0, 0 }, { until_us / 1000000, until_us % 1000000 } };

      close (ends[0]);
      g_random_set_seed ((guint32)getpid ());
      /* SIGALRM ends the process: nobody handles it. */
      setitimer (ITIMER_REAL, &end, NULL);
      run (fixture, from, ends[1]);
      _exit (0);
    }
  close (ends[1]);
  while ((n = read (ends[0], answers, sizeof answers)) > 0)
    n_answers += n;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  *was_killed = WIFSIGNALED (status);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGALRM : WEXITSTATUS (status) == 0);
  return n_answers;
}

static void
answer (int answers)
{
  if (write (answers, ".", 1) != 1)
    _exit (2);
}

static gulong
choose_moment (gint64 longest_us)
{
  return (gulong)g_test_rand_int_range (1, (gint32)MAX (longest_us, 1000));
}

static guint
get_n_rounds (void)
{
  return g_test_slow () ? N_SLOW_ROUNDS : N_ROUNDS;
}

/* --- Merging -------------------------------------------------------------------------------------
 */

#define N_PAIRS 600 /* more than the rounds of one run take */
#define N_AT_ONCE 4

static gpointer
fill_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  if (nx_office_set_up (db, "210102002001", "林晓岚", error) == 0)
    return NULL;
  for (int i = 0; i < 2 * N_PAIRS; i++)
    {
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

      nx_edit_set_text (edit, NX_PERSON_NAME, "王桂英");
      if (nx_records_save (db, edit, error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

/* The @pair-th: two records with rising numbers. */
static gpointer
merge_job (NxDatabase *db, gpointer pair, GCancellable *cancellable, GError **error)
{
  gint64 id = 2 * GPOINTER_TO_INT (pair) + 1;
  g_autoptr (NxRecord) kept = nx_records_load (db, NX_RECORD_PERSON, id, error);
  g_autoptr (NxRecord) merged = nx_records_load (db, NX_RECORD_PERSON, id + 1, error);
  g_autoptr (NxPersonMerge) merge = NULL;

  if (kept == NULL || merged == NULL)
    return NULL;
  merge = nx_person_merge_new (kept, merged);
  return GINT_TO_POINTER (nx_person_merge_run (db, merge, error) != 0);
}

static void
merge_some (StoreFixture *fixture, gint64 from, int answers)
{
  NxStore *store = nx_store_new (fixture->folder);

  if (!nx_store_open (store, fixture->key, NULL))
    _exit (3);
  for (gint64 pair = from; pair < from + N_AT_ONCE; pair++)
    {
      if (nx_store_write (store, merge_job, GINT_TO_POINTER ((int)pair), NULL, NULL) == NULL)
        _exit (4);
      answer (answers);
    }
  nx_store_close (store, NULL);
}

static gpointer
sound_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nx_journal_check (db, error) == 0
                          && nx_driver_check_references (nx_database_get_driver (db), error));
}

/* Returns how many pairs are merged: each of them with everything that belongs to it. */
static gint64
look_at_merges (StoreFixture *fixture)
{
  NxStore *store = nx_store_new (fixture->folder);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  nx_store_open (store, fixture->key, &error);
  g_assert_no_error (error);
  n = store_fixture_ask (store, "SELECT count(*) FROM person WHERE archived_at IS NOT NULL");
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM operation"), ==, n);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(DISTINCT operation_id)"
                                             " FROM operation_row"),
                   ==, n);
  g_assert_cmpint (
      store_fixture_ask (store, "SELECT count(*) FROM person WHERE archived_at IS NULL"), ==,
      2 * N_PAIRS - n);
  g_assert_nonnull (nx_store_read (store, sound_job, NULL, NULL, &error));
  g_assert_no_error (error);
  store_fixture_assert_finalizes (store);
  return n;
}

static void
test_merge (StoreFixture *fixture, gconstpointer data)
{
  NxStore *store = NULL;
  gint64 n_merged = N_AT_ONCE;
  gint64 began = 0, took = 0;
  gboolean was_killed = FALSE;
  guint n_killed = 0;

  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  store = store_fixture_create (fixture);
  g_assert_nonnull (nx_store_write (store, fill_job, NULL, NULL, NULL));
  nx_store_close (store, NULL);
  store_fixture_assert_finalizes (store);
  began = g_get_monotonic_time ();
  g_assert_cmpint (run_child (fixture, merge_some, 0, 0, &was_killed), ==, N_AT_ONCE);
  took = g_get_monotonic_time () - began;
  g_assert_cmpint (look_at_merges (fixture), ==, n_merged);
  for (guint round = 0; round < get_n_rounds () && n_merged + N_AT_ONCE <= N_PAIRS; round++)
    {
      gint64 n = run_child (fixture, merge_some, n_merged, choose_moment (took), &was_killed);
      gint64 found = look_at_merges (fixture);

      /* One more than was answered may have been in time. */
      g_assert_cmpint (found, >=, n_merged + n);
      g_assert_cmpint (found, <=, MIN (n_merged + n + 1, n_merged + N_AT_ONCE));
      n_merged = found;
      n_killed += was_killed;
    }
  g_test_message ("killed %u times, %d pairs merged", n_killed, (int)n_merged);
  g_assert_cmpuint (n_killed, >, 0);
}

/* --- Bringing up to date -------------------------------------------------------------------------
 */

#define N_THINGS 300

static NxMigrations *
make_steps (void)
{
  const char *const steps[] = {
    store_fixture_steps[0],
    "ALTER TABLE thing ADD COLUMN note TEXT; UPDATE thing SET note = name || '!';",
    "CREATE INDEX thing_by_note ON thing (note); UPDATE thing SET name = 'new';",
    NULL,
  };

  return nx_migrations_new_from_texts (steps);
}

static void
bring_up_to_date (StoreFixture *fixture, gint64 from, int answers)
{
  NxStore *store = NULL;

  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  fixture->migrations = make_steps ();
  store = store_fixture_new (fixture);
  if (!nx_store_open (store, fixture->key, NULL))
    _exit (3);
  answer (answers);
  nx_store_close (store, NULL);
}

/* Of the file as it lies there, which nobody has opened since. */
static gint64
read_schema (StoreFixture *fixture)
{
  g_autofree char *path = store_fixture_path (fixture, NX_STORE_FILE);
  NxDriver *driver = nx_driver_sqlcipher_new ();
  NxDriverTarget target = { path, NX_DRIVER_OPEN_READ_ONLY, fixture->key, 1024, 0 };
  gint64 schema = 0;

  g_assert_true (nx_driver_open (driver, &target, NULL));
  g_assert_true (nx_driver_read_number (driver, NX_DRIVER_NUMBER_SCHEMA, &schema, NULL));
  nx_driver_close (driver);
  store_fixture_assert_finalizes (driver);
  return schema;
}

/* A backup of before lies there as soon as anything was changed, and is whole. */
static void
assert_backed_up (StoreFixture *fixture)
{
  g_autofree char *folder = nx_backup_dup_folder (fixture->folder);
  g_autoptr (GPtrArray) backups = nx_backup_list (folder, NULL);
  gboolean is_there = FALSE;

  for (guint i = 0; i < backups->len; i++)
    {
      NxBackup *backup = g_ptr_array_index (backups, i);

      g_assert_true (nx_backup_check_pages (backup, fixture->key, NULL, NULL));
      is_there = is_there || backup->schema == 1;
    }
  g_assert_true (is_there);
}

static void
make_old (StoreFixture *fixture)
{
  NxStore *store = NULL;

  store_fixture_remove_tree (fixture->folder);
  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  fixture->migrations = nx_migrations_new_from_texts (store_fixture_steps);
  store = store_fixture_create (fixture);
  store_fixture_run (
      store, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n"
             "  WHERE i < " G_STRINGIFY (N_THINGS) ")"
                                                   " INSERT INTO thing (name) SELECT 'old' FROM n");
  nx_store_close (store, NULL);
  store_fixture_assert_finalizes (store);
}

static void
look_at_things (StoreFixture *fixture)
{
  gint64 schema = read_schema (fixture);
  NxStore *store = NULL;

  g_assert_cmpint (schema, >=, 1);
  g_assert_cmpint (schema, <=, 3);
  if (schema > 1)
    assert_backed_up (fixture);
  /* The next start goes on from there. */
  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  fixture->migrations = make_steps ();
  store = store_fixture_open (fixture);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"
                                             " WHERE name = 'new' AND note = 'old!'"),
                   ==, N_THINGS);
  nx_store_close (store, NULL);
  store_fixture_assert_finalizes (store);
  g_assert_cmpint (read_schema (fixture), ==, 3);
  assert_backed_up (fixture);
}

static void
test_bring_up_to_date (StoreFixture *fixture, gconstpointer data)
{
  gint64 began = 0, took = 0;
  gboolean was_killed = FALSE;
  guint n_killed = 0;

  g_assert_no_errno (g_mkdir_with_parents (fixture->folder, 0700));
  make_old (fixture);
  began = g_get_monotonic_time ();
  g_assert_cmpint (run_child (fixture, bring_up_to_date, 0, 0, &was_killed), ==, 1);
  took = g_get_monotonic_time () - began;
  look_at_things (fixture);
  for (guint round = 0; round < get_n_rounds (); round++)
    {
      make_old (fixture);
      run_child (fixture, bring_up_to_date, 0, choose_moment (took), &was_killed);
      look_at_things (fixture);
      n_killed += was_killed;
    }
  g_test_message ("killed %u times", n_killed);
  g_assert_cmpuint (n_killed, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/kills/merge", StoreFixture, NULL, store_fixture_set_up, test_merge,
              store_fixture_tear_down);
  g_test_add ("/kills/bring-up-to-date", StoreFixture, NULL, store_fixture_set_up,
              test_bring_up_to_date, store_fixture_tear_down);
  return g_test_run ();
}
