/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests what becomes of a store when disks, files, rights and other processes misbehave. */
#include "config.h"

#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "store-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534
#define PAGE 4096

static const char *self_path;

static const NxStoreInfo info
    = { .uid = "6f1c2c1e-5d0b-4a53-9a2f-0d7a5c4e1b11", .office_name = "Sunshine Station" };

/* About 200 pages of things. */
static void
fill (NxStore *store)
{
  store_fixture_run (store, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                            " WHERE i < 2000)"
                            " INSERT INTO thing (id, name) SELECT i, hex (zeroblob (200)) FROM n");
}

static char *
read_file (StoreFixture *fixture, gsize *size)
{
  g_autofree char *path = store_fixture_path (fixture, "store.db");
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, size, NULL));
  return content;
}

static void
write_file (StoreFixture *fixture, const char *content, gsize size)
{
  g_autofree char *path = store_fixture_path (fixture, "store.db");

  g_assert_true (g_file_set_contents (path, content, (gssize)size, NULL));
}

static gpointer
read_all_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxStatement) statement
      = nx_database_dynamic (db, "all", "SELECT sum (length (name)) FROM thing", error);

  if (statement != NULL)
    nx_statement_step (statement, error);
  return NULL;
}

static gpointer
check_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);

  if (nx_driver_check_pages (nx_database_get_driver (db), NX_DRIVER_CHECK_ALL, problems, error))
    return problems;
  g_ptr_array_unref (problems);
  return NULL;
}

static guint
count_problems (NxStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = nx_store_read (store, check_job, NULL, NULL, &error);

  g_assert_no_error (error);
  return problems->len;
}

static void
test_missing (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_mkdir (fixture->folder, 0700));
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_NOT_A_STORE);
}

static void
test_empty_file (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize size = 1;

  store_fixture_assert_finalizes (store_fixture_create (fixture));
  write_file (fixture, "", 0);
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_EMPTY);
  content = read_file (fixture, &size);
  g_assert_cmpuint (size, ==, 0);
}

static void
test_wrong_key (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("01234567890123456789012345678901", 32);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before = 0;
  gsize n_after = 0;

  store_fixture_assert_finalizes (store_fixture_create (fixture));
  before = read_file (fixture, &n_before);
  store_fixture_assert_refused (fixture, other, NX_STORE_ERROR_WRONG_KEY);
  after = read_file (fixture, &n_after);
  g_assert_cmpmem (before, n_before, after, n_after);
  store_fixture_assert_finalizes (store_fixture_open (fixture));
}

/* One flipped byte: that page is lost and named, the others can be read and written. */
static void
test_damaged_page (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  NxStore *store = NULL;

  if (g_test_subprocess ())
    {
      store = store_fixture_create (fixture);
      fill (store);
      g_assert_cmpuint (count_problems (store), ==, 0);
      store_fixture_assert_finalizes (store);
      content = read_file (fixture, &size);
      g_assert_cmpuint (size, >, 100 * PAGE);
      content[100 * PAGE + 1234] ^= 0x10;
      write_file (fixture, content, size);
      store = store_fixture_open (fixture);
      nx_store_read (store, read_all_job, NULL, NULL, &error);
      g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_DAMAGED);
      g_assert_cmpint (store_fixture_ask (store, "SELECT length (name) FROM thing WHERE id = 1"),
                       ==, 400);
      g_assert_cmpint (store_fixture_ask (store, "SELECT length (name) FROM thing WHERE id = 2000"),
                       ==, 400);
      store_fixture_run (store, "UPDATE thing SET name = 'new' WHERE id = 2000");
      g_assert_cmpuint (count_problems (store), >=, 1);
      store_fixture_assert_finalizes (store);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  /* The cipher's own log stays quiet. */
  g_test_trap_assert_stderr_unmatched ("*hmac*");
  g_test_trap_assert_stderr_unmatched ("*ERROR*");
}

static void
test_damaged_head (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize size = 0;

  store_fixture_assert_finalizes (store_fixture_create (fixture));
  content = read_file (fixture, &size);
  content[100] ^= 1;
  write_file (fixture, content, size);
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_WRONG_KEY);
}

static void
test_truncated (StoreFixture *fixture, gconstpointer data)
{
  static const gsize lefts[] = { 100, PAGE, 50 * PAGE, 50 * PAGE + 77 };
  g_autofree char *content = NULL;
  gsize size = 0;
  NxStore *store = store_fixture_create (fixture);

  fill (store);
  store_fixture_assert_finalizes (store);
  content = read_file (fixture, &size);
  for (guint i = 0; i < G_N_ELEMENTS (lefts); i++)
    {
      g_autofree char *left = NULL;
      gsize n_left = 0;

      write_file (fixture, content, lefts[i]);
      store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_DAMAGED);
      left = read_file (fixture, &n_left);
      g_assert_cmpmem (left, n_left, content, lefts[i]);
    }
  write_file (fixture, content, size);
  store_fixture_assert_finalizes (store_fixture_open (fixture));
}

static void
test_safe_place (void)
{
  g_assert_true (nx_store_folder_is_safe_type (0xef53));     /* ext4 */
  g_assert_true (nx_store_folder_is_safe_type (0x9123683e)); /* btrfs */
  g_assert_true (nx_store_folder_is_safe_type (0x01021994)); /* tmpfs */
  g_assert_false (nx_store_folder_is_safe_type (0x6969));
  g_assert_false (nx_store_folder_is_safe_type (0xff534d42));
  g_assert_false (nx_store_folder_is_safe_type ((gint64)(int)0xff534d42));
  g_assert_false (nx_store_folder_is_safe_type (0x65735546));
}

static void
give_to_nobody (const char *path, mode_t mode)
{
  if (geteuid () == 0)
    g_assert_no_errno (chown (path, NOBODY, NOBODY));
  g_assert_no_errno (chmod (path, mode));
}

/* Root may write everywhere, so a test run by root becomes nobody for a while. */
static void
become (uid_t uid)
{
  g_assert_no_errno (setresuid ((uid_t)-1, uid, (uid_t)-1));
}

static void
test_read_only_folder (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *lock = store_fixture_path (fixture, "store.lock");
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  g_autofree char *below = g_build_filename (fixture->folder, "below", NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_root = geteuid () == 0;
  NxStore *store = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  store_fixture_assert_finalizes (store_fixture_create (fixture));
  give_to_nobody (fixture->parent, 0700);
  give_to_nobody (file, 0600);
  give_to_nobody (lock, 0600);
  give_to_nobody (fixture->folder, 0500);
  if (is_root)
    become (NOBODY);
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_READ_ONLY);
  store = nx_store_new (below);
  g_assert_false (nx_store_create (store, fixture->key, &info, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_READ_ONLY);
  store_fixture_assert_finalizes (store);
  /* The folder can be written, the file in it cannot and is not ours to change. */
  if (is_root)
    become (0);
  g_assert_no_errno (chmod (fixture->folder, 0700));
  if (!is_root)
    return;
  g_assert_no_errno (chown (file, 0, 0));
  g_assert_no_errno (chmod (file, 0444));
  become (NOBODY);
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_READ_ONLY);
  become (0);
}

static gpointer
insert_much_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxStatement) statement = nx_database_dynamic (
      db, "insert", "INSERT INTO thing (name) VALUES (hex (zeroblob (20000)))", error);

  for (guint i = 0; statement != NULL && i < GPOINTER_TO_UINT (data); i++)
    if (!nx_statement_run (statement, error))
      break;
  return NULL;
}

/* Writes until nothing goes any more and returns how many commits were acknowledged. */
static gint64
write_till_full (NxStore *store, GError **error)
{
  gint64 n_acknowledged = 0;
  g_autoptr (GError) local_error = NULL;

  while (n_acknowledged < 100000)
    {
      nx_store_write (store, insert_much_job, GUINT_TO_POINTER (1), NULL, &local_error);
      if (local_error != NULL)
        break;
      n_acknowledged++;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return n_acknowledged;
}

/* A limit on the size of files is what a full disk looks like on any computer. */
static void
test_file_size_limit (StoreFixture *fixture, gconstpointer data)
{
  struct rlimit limit = { 2000000, RLIM_INFINITY };
  g_autofree char *reserve = store_fixture_path (fixture, "reserve");
  g_autoptr (GError) error = NULL;
  gint64 n_acknowledged = 0;
  NxStore *store = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  signal (SIGXFSZ, SIG_IGN);
  store = store_fixture_create (fixture);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  n_acknowledged = write_till_full (store, &error);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_NO_SPACE);
  g_assert_cmpint (n_acknowledged, >, 5);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, n_acknowledged);
  g_assert_false (g_file_test (reserve, G_FILE_TEST_EXISTS));
  limit.rlim_cur = RLIM_INFINITY;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  store_fixture_run (store, "INSERT INTO thing (name) VALUES ('room again')");
  g_assert_cmpuint (count_problems (store), ==, 0);
  store_fixture_assert_finalizes (store);
  store = store_fixture_open (fixture);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, n_acknowledged + 1);
  store_fixture_assert_finalizes (store);
}

/* Over @folder, and only for this process. */
static gboolean
mount_small_disk (const char *folder)
{
  return unshare (CLONE_NEWNS) == 0 && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
         && mount ("nx-test", folder, "tmpfs", 0, "size=100m,mode=0700") == 0;
}

/* Root may, unless the machine is itself a closed box, such as a container. */
static gboolean
can_mount_small_disk (const char *folder)
{
  pid_t child = fork ();
  int status = 1;

  if (child == 0)
    _exit (mount_small_disk (folder) ? 0 : 1);
  return child > 0 && waitpid (child, &status, 0) == child && status == 0;
}

/* A file system that is really full: the reserve gives room for one more save. */
static void
test_full_disk (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_build_filename (fixture->parent, "filler", NULL);
  g_autofree char *reserve = store_fixture_path (fixture, "reserve");
  g_autoptr (GError) error = NULL;
  gint64 n_acknowledged = 0;
  NxStore *store = NULL;
  int fd = -1;

  if (!g_test_subprocess ())
    {
      /* A subprocess that skips itself would count as failed. */
      if (!can_mount_small_disk (fixture->parent))
        {
          g_test_skip ("only root can make a small file system, and not inside every container");
          return;
        }
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  g_assert_true (mount_small_disk (fixture->parent));
  store = store_fixture_create (fixture);
  g_assert_true (g_file_test (reserve, G_FILE_TEST_EXISTS));
  fd = g_open (filler, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  g_assert_cmpint (posix_fallocate (fd, 0, 90 * 1024 * 1024), ==, 0);
  n_acknowledged = write_till_full (store, &error);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "reserve"));
  g_assert_false (g_file_test (reserve, G_FILE_TEST_EXISTS));
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, n_acknowledged);
  /* What could not be saved a moment ago now can. */
  store_fixture_run (store, "INSERT INTO thing (name) VALUES ('by the reserve')");
  g_clear_error (&error);
  n_acknowledged += 1 + write_till_full (store, &error);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_NO_SPACE);
  g_assert_null (strstr (error->message, "reserve"));
  g_close (fd, NULL);
  g_assert_no_errno (g_unlink (filler));
  g_assert_cmpuint (count_problems (store), ==, 0);
  store_fixture_assert_finalizes (store);
  store = store_fixture_open (fixture);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, n_acknowledged);
  store_fixture_assert_finalizes (store);
  g_assert_no_errno (umount (fixture->parent));
}

/* A second process: this program again, told what to do in a folder that stays ours. */
static GSubprocess *
spawn (StoreFixture *fixture, const char *what)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self_path,
                                           "--helper", what, fixture->folder, NULL);

  g_assert_no_error (error);
  return process;
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (lines), 1);
  return g_data_input_stream_read_line (lines, NULL, NULL, NULL);
}

static void
kill_now (GSubprocess *process)
{
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

static void
test_two_processes (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) other = NULL;
  g_autofree char *line = NULL;
  NxStore *store = store_fixture_create (fixture);

  /* Two stores of one process exclude each other just so. */
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_LOCKED_BY_OTHER);
  g_assert_cmpint (store_fixture_ask (store, "SELECT 1"), ==, 1);
  store_fixture_assert_finalizes (store);
  other = spawn (fixture, "hold");
  line = read_line (other);
  g_assert_cmpstr (line, ==, "open");
  store_fixture_assert_refused (fixture, fixture->key, NX_STORE_ERROR_LOCKED_BY_OTHER);
  kill_now (other);
  store = store_fixture_open (fixture);
  g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==, 1);
  store_fixture_assert_finalizes (store);
}

/* Killed at any moment of saving: what was acknowledged is there, and nothing by halves. */
static void
test_killed_while_saving (StoreFixture *fixture, gconstpointer data)
{
  gint64 n_told = 0;
  guint n_rounds = g_test_slow () ? 100 : 12;

  store_fixture_assert_finalizes (store_fixture_create (fixture));
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GSubprocess) other = spawn (fixture, "save");
      guint n_lines = (guint)g_test_rand_int_range (1, 20);
      NxStore *store = NULL;

      for (guint i = 0; i < n_lines; i++)
        {
          g_autofree char *line = read_line (other);

          g_assert_nonnull (line);
          n_told = g_ascii_strtoll (line, NULL, 10);
        }
      kill_now (other);
      store = store_fixture_open (fixture);
      g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), >=, n_told);
      /* Each save is a thing and its part. */
      g_assert_cmpint (store_fixture_ask (store, "SELECT count(*) FROM thing"), ==,
                       store_fixture_ask (store, "SELECT count(*) FROM part"));
      g_assert_cmpuint (g_strv_length ((GStrv)nx_store_get_warnings (store)), ==, 0);
      store_fixture_assert_finalizes (store);
    }
}

/* Killed at any moment of making a store: there is none, which blocks nothing, or a whole one. */
static void
test_killed_while_creating (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "store.db");
  guint n_rounds = g_test_slow () ? 50 : 8;

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GSubprocess) other = spawn (fixture, "create");
      g_autofree char *folder = fixture->folder;
      g_autofree char *line = read_line (other);
      gint64 until = g_get_monotonic_time () + g_test_rand_int_range (0, 20000);

      g_assert_cmpstr (line, ==, "begin");
      while (g_get_monotonic_time () < until)
        g_thread_yield ();
      kill_now (other);
      if (g_file_test (file, G_FILE_TEST_EXISTS))
        store_fixture_assert_finalizes (store_fixture_open (fixture));
      else
        store_fixture_assert_finalizes (store_fixture_create (fixture));
      fixture->folder = g_strdup_printf ("%s/office-%u", fixture->parent, round);
      g_free (file);
      file = store_fixture_path (fixture, "store.db");
    }
}

static gpointer
save_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const NxStatementSpec thing = { "thing", "INSERT INTO thing (name) VALUES ('x')" };
  static const NxStatementSpec part = { "part", "INSERT INTO part (thing_id) VALUES (:id)" };
  static const NxStatementSpec event
      = { "event", "INSERT INTO event (id, digest) VALUES (:id, '00')" };
  g_autoptr (NxStatement) first = nx_database_statement (db, &thing, error);
  g_autoptr (NxStatement) second = nx_database_statement (db, &part, error);
  g_autoptr (NxStatement) third = nx_database_statement (db, &event, error);
  gint64 id = 0;

  g_assert_true (nx_statement_run (first, error));
  id = nx_database_last_id (db);
  nx_statement_bind_int64 (second, "id", id);
  g_assert_true (nx_statement_run (second, error));
  nx_statement_bind_int64 (third, "id", id);
  g_assert_true (nx_statement_run (third, error));
  nx_database_set_head (db, id, "00");
  *(gint64 *)data = id;
  return NULL;
}

G_NORETURN static void
run_helper (const char *what, const char *folder)
{
  StoreFixture fixture;
  NxStore *store = NULL;

  store_fixture_set_up (&fixture, NULL);
  g_assert_no_errno (g_rmdir (fixture.parent));
  g_free (fixture.folder);
  fixture.folder = g_strdup (folder);
  if (g_str_equal (what, "create"))
    {
      printf ("begin\n");
      fflush (stdout);
      store_fixture_create (&fixture);
      pause ();
    }
  store = store_fixture_open (&fixture);
  if (g_str_equal (what, "hold"))
    {
      store_fixture_run (store, "INSERT INTO thing (name) VALUES ('x')");
      printf ("open\n");
      fflush (stdout);
      pause ();
    }
  for (gint64 id = 0;;)
    {
      nx_store_write (store, save_job, &id, NULL, NULL);
      printf ("%" G_GINT64_FORMAT "\n", id);
      fflush (stdout);
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--helper"))
    run_helper (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  self_path = argv[0];
  g_test_add_func ("/disasters/safe-place", test_safe_place);
#define ADD(name, func)                                                                            \
  g_test_add ("/disasters/" name, StoreFixture, NULL, store_fixture_set_up, func,                  \
              store_fixture_tear_down)
  ADD ("missing", test_missing);
  ADD ("empty-file", test_empty_file);
  ADD ("wrong-key", test_wrong_key);
  ADD ("damaged-page", test_damaged_page);
  ADD ("damaged-head", test_damaged_head);
  ADD ("truncated", test_truncated);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("file-size-limit", test_file_size_limit);
  ADD ("full-disk", test_full_disk);
  ADD ("two-processes", test_two_processes);
  ADD ("killed-while-saving", test_killed_while_saving);
  ADD ("killed-while-creating", test_killed_while_creating);
  return g_test_run ();
}
