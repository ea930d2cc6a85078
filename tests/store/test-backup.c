/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests backups and restores on real encrypted stores: while work goes on, cut short, broken. */
#include "config.h"

#include "nx-backup-keep.h"
#include "nx-backup-write.h"
#include "nx-backup.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-restore.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-store-hold.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEYS "what the room of keys has written"
#define DAY (24 * 3600)
/* 2026-11-22 10:00 in Asia/Shanghai, a Sunday. */
#define NOW G_GINT64_CONSTANT (1795312800)

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
} Fixture;

static gpointer
set_up_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nx_office_set_up (db, "210102002001", "林晓岚", error) != 0);
}

static gpointer
add_person_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_edit_set_text (edit, NX_PERSON_NAME, data);
  nx_edit_set_text (edit, NX_PERSON_SEX, "2");
  return GINT_TO_POINTER (nx_records_save (db, edit, error) != 0);
}

static void
add_person (NxStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (nx_store_write (store, add_person_job, (gpointer)name, NULL, &error));
  g_assert_no_error (error);
}

static gint64
count_persons (NxStore *store)
{
  return store_fixture_ask (store, "SELECT count (*) FROM person");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  StoreFixture *base = &fixture->store_fixture;
  g_autofree char *keys = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (base, NULL);
  g_clear_pointer (&base->migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (base);
  keys = store_fixture_path (base, NX_STORE_KEYS_FILE);
  g_assert_true (g_file_set_contents (keys, KEYS, -1, NULL));
  nx_store_write (fixture->store, set_up_job, NULL, NULL, &error);
  g_assert_no_error (error);
  add_person (fixture->store, "王桂英");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    store_fixture_assert_finalizes (fixture->store);
  store_fixture_tear_down (&fixture->store_fixture, NULL);
}

static char *
backups_folder (Fixture *fixture)
{
  return nx_backup_dup_folder (fixture->store_fixture.folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static NxBackup *
make_backup (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NxBackup *backup = nx_backup_make (fixture->store, NULL, NX_BACKUP_BY_HAND, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (backup);
  return backup;
}

/* Opens the store in @folder and says how many people are in it. */
static gint64
count_persons_in (Fixture *fixture, const char *folder)
{
  g_autoptr (GError) error = NULL;
  NxStore *store = nx_store_new (folder);
  gint64 n = 0;

  nx_store_open (store, fixture->store_fixture.key, &error);
  g_assert_no_error (error);
  n = count_persons (store);
  g_assert_cmpstr (nx_store_get_warnings (store)[0], ==, NULL);
  store_fixture_assert_finalizes (store);
  return n;
}

/* Whatever the calendar says of the others, the one that was asked for is there. */
static void
test_just_made (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2 * NX_BACKUP_KEEP_LEAST; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NxBackup) backup
          = nx_backup_make (fixture->store, NULL, NX_BACKUP_DAILY, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_file_test (backup->path, G_FILE_TEST_EXISTS));
    }
}

static void
test_make (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = backups_folder (fixture);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (NxBackup) backup = NULL;
  NxBackupContent content = { 0 };
  g_autoptr (GError) error = NULL;
  NxBackup *listed = NULL;
  GStatBuf info;

  backup = nx_backup_make (fixture->store, NULL, NX_BACKUP_DAILY, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (content.n_persons, ==, 1);
  g_assert_cmpint (content.n_events, ==, backup->head_seq);
  g_assert_cmpint (strlen (content.newest_on), ==, 10);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (g_str_has_suffix (backup->path, "-daily.nxbackup"));
  g_assert_no_errno (g_stat (backup->path, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  list = nx_backup_list (folder, nx_store_get_uid (fixture->store));
  g_assert_cmpuint (list->len, ==, 1);
  listed = g_ptr_array_index (list, 0);
  g_assert_cmpint (listed->n_bytes, ==, backup->n_bytes);
  g_assert_cmpstr (listed->head_digest, ==, backup->head_digest);
  g_assert_cmpmem (g_bytes_get_data (listed->keys, NULL), g_bytes_get_size (listed->keys), KEYS,
                   strlen (KEYS));
  g_ptr_array_unref (g_steal_pointer (&list));
  list = nx_backup_list (folder, "6f1c2c1e-0000-4a53-9a2f-0d7a5c4e1b11");
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_two_of_one_second (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) one = make_backup (fixture);
  g_autoptr (NxBackup) other = make_backup (fixture);

  g_assert_cmpstr (one->path, !=, other->path);
  g_assert_true (g_file_test (one->path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other->path, G_FILE_TEST_EXISTS));
}

/* Writing while a backup is made */

typedef struct
{
  NxStore *store;
  int is_ending; /* atomic */
  int n_written; /* atomic */
} Writing;

static gpointer
write_on (gpointer data)
{
  Writing *writing = data;

  while (!g_atomic_int_get (&writing->is_ending))
    {
      add_person (writing->store, "李建国");
      g_atomic_int_inc (&writing->n_written);
    }
  return NULL;
}

static void
test_while_writing (Fixture *fixture, gconstpointer data)
{
  Writing writing = { fixture->store, 0, 0 };
  GThread *thread = g_thread_new ("writing", write_on, &writing);
  gint64 before = 1;

  for (guint i = 0; i < 20; i++)
    {
      NxBackupContent content = { 0 };
      g_autoptr (GError) error = NULL;
      int n_written = g_atomic_int_get (&writing.n_written);
      g_autoptr (NxBackup) backup
          = nx_backup_make (fixture->store, NULL, NX_BACKUP_BY_HAND, &content, NULL, &error);

      g_assert_no_error (error);
      /* What was answered before is in it, and it never goes back. */
      g_assert_cmpint (content.n_persons, >=, n_written);
      g_assert_cmpint (content.n_persons, >=, before);
      before = content.n_persons;
      g_assert_true (
          nx_backup_check_whole (backup, fixture->store_fixture.key, NULL, NULL, &error));
      g_assert_no_error (error);
      g_unlink (backup->path);
    }
  g_atomic_int_set (&writing.is_ending, 1);
  g_thread_join (thread);
  g_assert_cmpint (count_persons (fixture->store), ==, writing.n_written + 1);
}

/* Cut short */

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  g_auto (NxStoreHold) hold = { 0 };
  g_auto (NxStoreHold) second = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = store_fixture_path (&fixture->store_fixture, NX_STORE_FILE);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size = 0, after_size = 0;

  g_assert_true (nx_store_hold (fixture->store, &hold, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (nx_store_is_held (fixture->store, &hold));
  g_assert_true (g_file_get_contents (path, &before, &before_size, NULL));
  g_assert_cmpint (hold.n_bytes, ==, (gint64)before_size);
  /* More than the journal takes before the engine would bring it into the file. */
  for (guint i = 0; i < 300; i++)
    add_person (fixture->store, "赵敏");
  g_assert_true (g_file_get_contents (path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);

  g_cancellable_cancel (cancellable);
  g_assert_false (nx_store_hold (fixture->store, &second, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (nx_store_release (fixture->store, &hold, &error));
  g_assert_no_error (error);
  g_assert_false (nx_store_is_held (fixture->store, &hold));
  g_assert_false (nx_store_release (fixture->store, &hold, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
}

static void
test_closing_ends_hold (Fixture *fixture, gconstpointer data)
{
  g_auto (NxStoreHold) hold = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_store_hold (fixture->store, &hold, NULL, &error));
  g_assert_true (nx_store_close (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_false (nx_store_is_held (fixture->store, &hold));
  g_assert_false (nx_store_release (fixture->store, &hold, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (nx_backup_make (fixture->store, NULL, NX_BACKUP_DAILY, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CLOSED);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NxBackup) backup = make_backup (fixture);
  g_autofree char *folder = backups_folder (fixture);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (nx_backup_make (fixture->store, NULL, NX_BACKUP_DAILY, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_false (nx_backup_check (backup, fixture->store_fixture.key, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Asked for in the window, finished there. */

typedef struct
{
  NxBackup *backup;
  GError *error;
  guint64 last_done;
  guint64 total;
  gboolean is_done;
} Answer;

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->backup = nx_backup_make_finish (NX_STORE (source), result, NULL, &answer->error);
  answer->is_done = TRUE;
}

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  Answer *answer = data;

  g_assert_false (answer->is_done);
  g_assert_cmpuint (done, >=, answer->last_done);
  answer->last_done = done;
  answer->total = total;
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };

  nx_backup_make_async (fixture->store, NULL, NX_BACKUP_DAILY, on_progress, &answer, NULL, made_cb,
                        &answer);
  store_fixture_wait_flag (&answer.is_done);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.total, ==, (guint64)answer.backup->n_bytes);
  nx_backup_unref (answer.backup);
}

/* Broken files */

static void
test_wrong_key (Fixture *fixture, gconstpointer data)
{
  guint8 bytes[32] = { 1 };
  g_autoptr (GBytes) other = g_bytes_new (bytes, sizeof bytes);
  g_autoptr (NxBackup) backup = make_backup (fixture);
  g_autofree char *folder = store_fixture_path (&fixture->store_fixture, "../elsewhere");
  g_autoptr (GError) error = NULL;

  g_assert_false (nx_backup_check (backup, other, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_assert_false (nx_restore (backup, other, folder, NULL, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_WRONG_KEY);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (fixture->store_fixture.parent), ==, 1);
}

static gboolean
is_noticed (const char *path, GBytes *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxBackup) backup = nx_backup_read (path, &error);

  if (backup != NULL && nx_backup_check (backup, key, NULL, NULL, &error))
    return FALSE;
  g_assert_true (g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_BAD_BACKUP)
                 || g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_A_BACKUP)
                 || g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_NEWER_SCHEMA)
                 || g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_WRONG_KEY));
  return TRUE;
}

static void
assert_flip_noticed (Fixture *fixture, const char *path, char *content, gsize size, gsize at)
{
  content[at] ^= 0x20;
  g_assert_true (
      g_file_set_contents_full (path, content, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_true (is_noticed (path, fixture->store_fixture.key));
  content[at] ^= 0x20;
}

/* Every byte, or with fewer tests some of the pages and all of what comes behind them. */
static void
test_flips (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) backup = make_backup (fixture);
  g_autofree char *path = g_strconcat (backup->path, ".flipped", NULL);
  g_autofree char *content = NULL;
  gsize size = 0;
  gsize n_bytes = (gsize)backup->n_bytes;
  gsize step = g_test_slow () ? 1 : 40009;

  g_assert_true (g_file_get_contents (backup->path, &content, &size, NULL));
  for (gsize at = 0; at < n_bytes; at += step)
    assert_flip_noticed (fixture, path, content, size, at);
  for (gsize at = n_bytes; at < size; at++)
    assert_flip_noticed (fixture, path, content, size, at);
  g_unlink (path);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) backup = make_backup (fixture);
  g_autofree char *path = g_strconcat (backup->path, ".cut", NULL);
  g_autofree char *content = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (backup->path, &content, &size, NULL));
  for (gsize length = 0; length < size; length += 7919)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, content, (gssize)length, NULL));
      g_assert_null (nx_backup_read (path, &error));
      g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_A_BACKUP);
    }
  g_unlink (path);
}

/* Pages of an older time in the midst of a newer backup pass every check of the engine that looks
 * at pages; what says of itself is the journal. */
static void
test_other_head (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) old = make_backup (fixture);
  g_autoptr (NxBackup) young = NULL;
  g_autoptr (NxBackup) mixed = NULL;
  g_autoptr (GError) error = NULL;

  add_person (fixture->store, "孙丽");
  young = make_backup (fixture);
  g_assert_cmpint (old->n_bytes, ==, young->n_bytes);
  mixed = nx_backup_new_same (young, old->path);
  g_assert_false (nx_backup_check (mixed, fixture->store_fixture.key, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_BAD_BACKUP);
}

static void
test_not_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *store = store_fixture_path (&fixture->store_fixture, NX_STORE_FILE);
  g_autofree char *fifo = store_fixture_path (&fixture->store_fixture, "fifo");
  g_autofree char *missing = store_fixture_path (&fixture->store_fixture, "missing");
  g_autoptr (GError) error = NULL;

  g_assert_null (nx_backup_read (store, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_A_BACKUP);
  g_clear_error (&error);
  g_assert_no_errno (mkfifo (fifo, 0600));
  g_assert_null (nx_backup_read (fifo, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_A_BACKUP);
  g_clear_error (&error);
  g_assert_null (nx_backup_read (missing, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_FOUND);
}

/* Restoring */

static void
test_restore_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) backup = make_backup (fixture);
  g_autofree char *folder = store_fixture_path (&fixture->store_fixture, "../elsewhere");
  g_autofree char *keys = g_build_filename (folder, NX_STORE_KEYS_FILE, NULL);
  g_autofree char *written = NULL;
  g_autofree char *replaced = NULL;
  NxBackupContent content = { 0 };
  g_autoptr (GError) error = NULL;

  add_person (fixture->store, "孙丽");
  g_assert_true (
      nx_restore (backup, fixture->store_fixture.key, folder, &content, &replaced, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (replaced);
  g_assert_cmpint (content.n_persons, ==, 1);
  g_assert_true (g_file_get_contents (keys, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, KEYS);
  g_assert_cmpint (count_persons_in (fixture, folder), ==, 1);
  /* Nothing is left beside. */
  g_assert_cmpuint (count_files (fixture->store_fixture.parent), ==, 2);
}

static void
test_restore_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) backup = make_backup (fixture);
  const char *folder = fixture->store_fixture.folder;
  g_autofree char *backups = backups_folder (fixture);
  g_autofree char *replaced = NULL;
  g_autoptr (GError) error = NULL;

  add_person (fixture->store, "孙丽");
  g_assert_false (
      nx_restore (backup, fixture->store_fixture.key, folder, NULL, &replaced, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_LOCKED_BY_OTHER);
  g_clear_error (&error);
  store_fixture_assert_finalizes (g_steal_pointer (&fixture->store));

  g_assert_true (
      nx_restore (backup, fixture->store_fixture.key, folder, NULL, &replaced, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (replaced);
  g_assert_cmpint (count_persons_in (fixture, folder), ==, 1);
  g_assert_cmpint (count_persons_in (fixture, replaced), ==, 2);
  g_assert_cmpuint (count_files (backups), ==, 1);
  g_assert_cmpuint (count_files (fixture->store_fixture.parent), ==, 2);
}

static void
test_restore_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) backup = make_backup (fixture);
  g_autofree char *folder = store_fixture_path (&fixture->store_fixture, "../photos");
  g_autofree char *other = g_build_filename (folder, "holiday.jpg", NULL);
  g_autofree char *content = NULL;
  gsize size = 0;
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir (folder, 0700));
  g_assert_true (g_file_set_contents (other, "x", -1, NULL));
  g_assert_false (
      nx_restore (backup, fixture->store_fixture.key, folder, NULL, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (folder), ==, 1);

  /* A damaged one leaves the store that is there as it is. */
  g_assert_true (g_file_get_contents (backup->path, &content, &size, NULL));
  content[5000] ^= 1;
  g_assert_true (g_file_set_contents (backup->path, content, (gssize)size, NULL));
  store_fixture_assert_finalizes (g_steal_pointer (&fixture->store));
  g_assert_false (nx_restore (backup, fixture->store_fixture.key, fixture->store_fixture.folder,
                              NULL, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_BAD_BACKUP);
  g_assert_cmpint (count_persons_in (fixture, fixture->store_fixture.folder), ==, 1);
  g_assert_cmpuint (count_files (fixture->store_fixture.parent), ==, 2);
}

static void
test_rehearse (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) backup = make_backup (fixture);
  g_autofree char *folder = backups_folder (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_restore_rehearse (backup, fixture->store_fixture.key, folder, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxBackup) backup = make_backup (fixture);
  g_autoptr (NxBackup) copy = NULL;
  g_autofree char *stick = store_fixture_path (&fixture->store_fixture, "../stick/nuanxin");
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  gsize one_size = 0, other_size = 0;
  g_autoptr (GError) error = NULL;

  copy = nx_backup_copy (backup, fixture->store_fixture.key, stick, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (backup->path, &one, &one_size, NULL));
  g_assert_true (g_file_get_contents (copy->path, &other, &other_size, NULL));
  g_assert_cmpmem (one, one_size, other, other_size);
  g_assert_cmpuint (count_files (stick), ==, 1);
}

/* Which are kept */

static void
add_fake (GPtrArray *backups, NxBackupReason reason, gint64 age)
{
  NxBackup *backup = nx_backup_new (NULL);

  backup->reason = reason;
  backup->made_at = NOW - age;
  backup->path = g_strdup_printf ("%" G_GINT64_FORMAT, age / DAY);
  g_ptr_array_add (backups, backup);
}

static char *
tell (GPtrArray *backups)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < backups->len; i++)
    g_string_append_printf (text, "%s ", ((NxBackup *)g_ptr_array_index (backups, i))->path);
  return g_string_free (text, FALSE);
}

static GPtrArray *
fakes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)nx_backup_unref);
}

static void
test_calendar (void)
{
  g_autoptr (GPtrArray) backups = fakes_new ();
  g_autoptr (GPtrArray) old = NULL;
  GString *kept = g_string_new (NULL);

  /* Two a day for 400 days. */
  for (guint day = 0; day < 400; day++)
    {
      add_fake (backups, NX_BACKUP_DAILY, (gint64)day * DAY);
      add_fake (backups, NX_BACKUP_DAILY, (gint64)day * DAY + 3600);
    }
  old = nx_backup_choose_old (backups, NOW);
  for (guint i = 0; i < backups->len; i++)
    if (!g_ptr_array_find (old, g_ptr_array_index (backups, i), NULL))
      g_string_append_printf (kept, "%s ", ((NxBackup *)g_ptr_array_index (backups, i))->path);
  /* Sunday 22 November 2026 is day 0, twice since the newest three stay. Weeks end on Sundays: 0,
   * 7, 14, 21. Months: 31 October is day 22, 30 September 53 and so on back to 31 December. */
  g_assert_cmpstr (kept->str, ==,
                   "0 0 1 2 3 4 5 6 7 14 21 22 53 83 114 145 175 206 236 267 295 326 ");
  g_string_free (kept, TRUE);
}

static void
test_kept_for_reasons (void)
{
  g_autoptr (GPtrArray) backups = fakes_new ();
  g_autoptr (GPtrArray) old = NULL;
  g_autofree char *gone = NULL;

  add_fake (backups, NX_BACKUP_DAILY, -DAY); /* the clock was set back */
  for (guint day = 0; day < 10; day++)
    {
      add_fake (backups, NX_BACKUP_DAILY, (gint64)day * DAY);
      add_fake (backups, NX_BACKUP_BEFORE_IMPORT, (gint64)day * DAY + 60);
      add_fake (backups, NX_BACKUP_BY_HAND, (gint64)day * DAY + 120);
    }
  add_fake (backups, NX_BACKUP_BEFORE_KEY, 29 * (gint64)DAY);
  add_fake (backups, NX_BACKUP_BY_HAND, 31 * (gint64)DAY);
  add_fake (backups, NX_BACKUP_BEFORE_KEY, 32 * (gint64)DAY);
  old = nx_backup_choose_old (backups, NOW);
  gone = tell (old);
  g_assert_cmpstr (gone, ==, "6 8 9 32 ");
}

static void
test_few_stay (void)
{
  g_autoptr (GPtrArray) backups = fakes_new ();
  g_autoptr (GPtrArray) old = NULL;

  for (guint i = 0; i < 3; i++)
    add_fake (backups, NX_BACKUP_DAILY, 900 * (gint64)DAY + i);
  old = nx_backup_choose_old (backups, NOW);
  g_assert_cmpuint (old->len, ==, 0);
}

static void
write_fake (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "of somebody else", -1, NULL));
}

static void
test_only_ours_go (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = backups_folder (fixture);
  const char *uid = nx_store_get_uid (fixture->store);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint n_files = 0;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NxBackup) backup
          = nx_backup_make (fixture->store, NULL, NX_BACKUP_DAILY, NULL, NULL, &error);

      g_assert_no_error (error);
    }
  /* Of one day only the newest three are left already. */
  g_assert_cmpuint (count_files (folder), ==, NX_BACKUP_KEEP_LEAST);
  write_fake (folder, "2020-01-01T000000Z-daily.nxbackup");
  write_fake (folder, "diary.txt");
  write_fake (folder, "00000000.nxbackup.part");
  n_files = count_files (folder);
  g_assert_cmpuint (
      nx_backup_remove_old (folder, "6f1c2c1e-0000-4a53-9a2f-0d7a5c4e1b11", now, NULL), ==, 0);
  g_assert_cmpuint (nx_backup_remove_old (folder, uid, now, NULL), ==, 0);
  nx_backup_forget_parts (folder); /* a young one may still be in the making */
  g_assert_cmpuint (count_files (folder), ==, n_files);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/backup/just-made", test_just_made);
  ADD ("/backup/make", test_make);
  ADD ("/backup/two-of-one-second", test_two_of_one_second);
  ADD ("/backup/while-writing", test_while_writing);
  ADD ("/backup/hold", test_hold);
  ADD ("/backup/closing-ends-hold", test_closing_ends_hold);
  ADD ("/backup/cancelled", test_cancelled);
  ADD ("/backup/async", test_async);
  ADD ("/backup/wrong-key", test_wrong_key);
  ADD ("/backup/flips", test_flips);
  ADD ("/backup/cut", test_cut);
  ADD ("/backup/other-head", test_other_head);
  ADD ("/backup/not-one", test_not_one);
  ADD ("/backup/copy", test_copy);
  ADD ("/backup/only-ours-go", test_only_ours_go);
  ADD ("/restore/elsewhere", test_restore_elsewhere);
  ADD ("/restore/over", test_restore_over);
  ADD ("/restore/refused", test_restore_refused);
  ADD ("/restore/rehearse", test_rehearse);
#undef ADD
  g_test_add_func ("/backup/calendar", test_calendar);
  g_test_add_func ("/backup/kept-for-reasons", test_kept_for_reasons);
  g_test_add_func ("/backup/few-stay", test_few_stay);
  return g_test_run ();
}
