/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the key file: slots that open it, what it refuses to add, and what a save leaves on the
 * disk. */
#include "config.h"

#include "key-fixture.h"
#include "nx-key-file.h"
#include "nx-keys-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static void
test_round_trip (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxKeyFile) file = nx_key_file_load (fx->folder, &error);
  g_autoptr (NxMasterKey) by_passphrase = NULL;
  g_autoptr (NxMasterKey) by_code = NULL;
  g_autoptr (NxMasterKey) by_keyring = NULL;
  g_autoptr (NxKeySlot) one = NULL;
  g_autoptr (NxKeySlot) two = NULL;
  g_autoptr (NxKeySlot) three = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (nx_key_file_get_store_uid (file), ==, nx_key_file_get_store_uid (fx->file));
  g_assert_cmpstr (nx_key_file_get_key_id (file), ==, nx_master_key_get_id (fx->key));
  g_assert_cmpuint (nx_key_file_get_generation (file), ==, 1);
  g_assert_cmpuint (nx_key_file_get_n_slots (file), ==, 3);

  by_passphrase = nx_key_file_open_passphrase (file, NULL, fx->passphrase, &one, NULL, &error);
  key_fixture_assert_key (fx, by_passphrase, error);
  g_assert_cmpstr (nx_key_slot_get_owner_uid (one), ==, "w-1");
  g_assert_cmpstr (nx_key_slot_get_owner_label (one), ==, "甲");
  g_assert_cmpuint (strlen (nx_key_slot_get_created_on (one)), ==, 10);
  by_code = nx_key_file_open_recovery (file, fx->code, &two, &error);
  key_fixture_assert_key (fx, by_code, error);
  g_assert_cmpint (nx_key_slot_get_kind (two), ==, NX_KEY_SLOT_RECOVERY);
  by_keyring = nx_key_file_open_keyring (file, fx->secret, &three, &error);
  key_fixture_assert_key (fx, by_keyring, error);
  g_assert_cmpstr (nx_key_slot_get_owner_label (three), ==, "\"乙\" \\ x");
}

static void
test_next_key (KeyFixture *fx, gconstpointer data)
{
  const NxPassphraseCost *cheap = key_fixture_get_cheap ();
  g_autoptr (NxMasterKey) key = nx_master_key_new_next (fx->key);
  g_autoptr (NxKeyFile) next = nx_key_file_new_next (fx->file, key);
  g_autoptr (NxPassphrase) wrong = nx_passphrase_new ("窗台 three cat", NULL);
  g_autoptr (NxRecoveryCode) other = nx_recovery_code_new_random ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NxKeyFile) read = NULL;
  g_autoptr (NxMasterKey) opened = NULL;
  g_autoptr (NxKeySlot) slot = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (nx_master_key_get_id (key), !=, nx_master_key_get_id (fx->key));
  g_assert_cmpuint (nx_key_file_get_n_slots (next), ==, 0);
  /* What does not open the old one makes no way into the new one. */
  g_assert_false (nx_key_file_carry_passphrase (next, key, fx->file, NULL, wrong, cheap, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_false (nx_key_file_carry_recovery (next, key, fx->file, other, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_cmpuint (nx_key_file_get_n_slots (next), ==, 0);

  g_assert_true (
      nx_key_file_carry_passphrase (next, key, fx->file, NULL, fx->passphrase, cheap, &error));
  g_assert_no_error (error);
  bytes = nx_key_file_to_bytes (next);
  read = nx_key_file_load_bytes (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nx_key_file_get_store_uid (read), ==, nx_key_file_get_store_uid (fx->file));
  g_assert_cmpuint (nx_key_file_get_generation (read), >, 1);
  opened = nx_key_file_open_passphrase (read, NULL, fx->passphrase, &slot, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nx_master_key_get_id (opened), ==, nx_master_key_get_id (key));
  g_assert_cmpstr (nx_key_slot_get_owner_uid (slot), ==, "w-1");
  /* The others have ended. */
  g_assert_null (nx_key_file_open_recovery (read, fx->code, NULL, NULL));
  g_assert_null (nx_key_file_open_keyring (read, fx->secret, NULL, NULL));
  g_assert_true (nx_key_file_carry_recovery (next, key, fx->file, fx->code, &error));
  g_assert_cmpuint (nx_key_file_get_n_slots (next), ==, 2);
}

static void
test_wrong_secrets (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (NxPassphrase) wrong = nx_passphrase_new ("窗台 three cat", NULL);
  g_autoptr (NxRecoveryCode) other = nx_recovery_code_new_random ();
  g_autoptr (GBytes) short_secret = g_bytes_new ("x", 1);
  g_autoptr (GBytes) no_secret = g_bytes_new ("", 0);
  g_autoptr (GError) error = NULL;
  NxKeySlot *slot = NULL;
  const char *recovery_uid = nx_key_slot_get_uid (nx_key_file_get_slot (fx->file, 1));

  g_assert_null (nx_key_file_open_passphrase (fx->file, NULL, wrong, &slot, NULL, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
  g_assert_null (slot);
  g_clear_error (&error);
  /* Right text, wrong slot: the same answer. */
  g_assert_null (
      nx_key_file_open_passphrase (fx->file, recovery_uid, fx->passphrase, &slot, NULL, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_null (nx_key_file_open_recovery (fx->file, other, &slot, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_null (nx_key_file_open_keyring (fx->file, short_secret, &slot, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_null (nx_key_file_open_keyring (fx->file, no_secret, &slot, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_async (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NxPassphrase) second = nx_passphrase_new ("another one here", NULL);
  g_autoptr (NxKeySlot) slot = NULL;
  g_autoptr (NxMasterKey) key = NULL;
  g_autoptr (NxKeyFile) again = NULL;

  nx_key_file_add_passphrase_async (fx->file, fx->key, "w-3", "丙", second,
                                    key_fixture_get_cheap (), NULL, keep_result_cb, &added);
  g_assert_nonnull (nx_key_file_add_passphrase_finish (fx->file, wait_for (&added), &error));
  nx_key_file_save_async (fx->file, NULL, keep_result_cb, &saved);
  g_assert_true (nx_key_file_save_finish (fx->file, wait_for (&saved), &error));
  g_assert_no_error (error);
  again = nx_key_file_load (fx->folder, &error);
  nx_key_file_open_passphrase_async (again, NULL, second, NULL, keep_result_cb, &opened);
  key = nx_key_file_open_passphrase_finish (again, wait_for (&opened), &slot, &error);
  key_fixture_assert_key (fx, key, error);
  g_assert_cmpstr (nx_key_slot_get_owner_uid (slot), ==, "w-3");

  g_cancellable_cancel (cancellable);
  nx_key_file_open_passphrase_async (again, NULL, second, cancellable, keep_result_cb, &cancelled);
  g_assert_null (nx_key_file_open_passphrase_finish (again, wait_for (&cancelled), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_default_cost (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxPassphrase) second = nx_passphrase_new ("another one here", NULL);
  g_autoptr (NxMasterKey) key = NULL;
  NxKeySlot *slot;
  gint64 before;
  g_autofree char *content = NULL;

  slot = nx_key_file_add_passphrase (fx->file, fx->key, "w-3", "", second, NULL, &error);
  g_assert_no_error (error);
  before = g_get_monotonic_time ();
  key = nx_key_file_open_passphrase (fx->file, nx_key_slot_get_uid (slot), second, NULL, NULL,
                                     &error);
  key_fixture_assert_key (fx, key, error);
  g_test_message ("one derivation: %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - before) / 1000);
  g_assert_true (nx_key_file_save (fx->file, &error));
  content = key_fixture_dup_content (fx, NULL, NULL);
  g_assert_nonnull (strstr (content, "\"opslimit\":3,\"memlimit\":268435456"));
}

static void
test_modes_and_previous (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *old_path = g_build_filename (fx->folder, NX_KEY_FILE_PREVIOUS_NAME, NULL);
  g_autofree char *first = NULL;
  g_autofree char *kept = NULL;
  gsize first_size, kept_size;
  GStatBuf status;
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();

  g_assert_false (g_file_test (old_path, G_FILE_TEST_EXISTS));
  first = key_fixture_read_file (fx->path, &first_size);
  g_assert_nonnull (nx_key_file_add_recovery (fx->file, fx->key, "", "", code, &error));
  g_assert_true (nx_key_file_save (fx->file, &error));
  kept = key_fixture_read_file (old_path, &kept_size);
  g_assert_cmpmem (first, first_size, kept, kept_size);
  g_assert_cmpint (g_stat (fx->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (old_path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_previous_put_back (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *damaged = g_build_filename (fx->folder, NX_KEY_FILE_DAMAGED_NAME, NULL);
  g_autoptr (NxKeyFile) previous = NULL;
  g_autoptr (NxKeyFile) again = NULL;
  g_autoptr (NxMasterKey) key = NULL;
  g_autofree char *aside = NULL;
  gsize size;

  g_assert_true (nx_key_file_save (fx->file, &error));
  key_fixture_write_file (fx->path, "broken", 6);
  previous = nx_key_file_load_previous (fx->folder, &error);
  g_assert_no_error (error);
  g_assert_true (nx_key_file_save (previous, &error));
  aside = key_fixture_read_file (damaged, &size);
  g_assert_cmpmem (aside, size, "broken", 6);
  again = nx_key_file_load (fx->folder, &error);
  key = nx_key_file_open_recovery (again, fx->code, NULL, &error);
  key_fixture_assert_key (fx, key, error);
}

static void
test_stale (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxKeyFile) other = nx_key_file_load (fx->folder, &error);
  g_autoptr (NxKeyFile) fresh = nx_key_file_new (fx->folder, fx->key);
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();

  g_assert_nonnull (nx_key_file_add_recovery (other, fx->key, "", "", code, &error));
  g_assert_true (nx_key_file_save (other, &error));
  g_assert_false (nx_key_file_save (fx->file, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_STALE);
  g_clear_error (&error);
  /* A new file never replaces one. */
  g_assert_false (nx_key_file_save (fresh, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_LAST_SLOT);
  g_clear_error (&error);
  g_assert_nonnull (nx_key_file_add_recovery (fresh, fx->key, "", "", code, &error));
  g_assert_false (nx_key_file_save (fresh, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_STALE);
}

static void
test_remove (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *passphrase = g_strdup (nx_key_slot_get_uid (nx_key_file_get_slot (fx->file, 0)));
  g_autofree char *recovery = g_strdup (nx_key_slot_get_uid (nx_key_file_get_slot (fx->file, 1)));
  g_autofree char *keyring = g_strdup (nx_key_slot_get_uid (nx_key_file_get_slot (fx->file, 2)));

  g_assert_false (nx_key_file_remove_slot (fx->file, "nothing", &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (nx_key_file_remove_slot (fx->file, passphrase, &error));
  /* The keyring alone is no way in to rely on. */
  g_assert_false (nx_key_file_remove_slot (fx->file, recovery, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_LAST_SLOT);
  g_clear_error (&error);
  g_assert_true (nx_key_file_remove_slot (fx->file, keyring, &error));
  g_assert_false (nx_key_file_remove_slot (fx->file, recovery, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_LAST_SLOT);
  g_clear_error (&error);
  g_assert_true (nx_key_file_save (fx->file, &error));
  g_assert_null (nx_key_file_open_passphrase (fx->file, NULL, fx->passphrase, NULL, NULL, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
}

static void
test_limits (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = g_strnfill (NX_KEY_FILE_MAX_OWNER, '\\');
  g_autofree char *uid = g_strnfill (NX_KEY_FILE_MAX_OWNER, 'u');
  g_autofree char *too_long = g_strnfill (NX_KEY_FILE_MAX_OWNER + 1, 'u');
  g_autoptr (NxKeyFile) again = NULL;
  g_autoptr (NxMasterKey) other_key = NULL;

  g_assert_null (nx_key_file_add_recovery (fx->file, fx->key, too_long, "", fx->code, NULL));
  g_assert_null (nx_key_file_add_recovery (fx->file, fx->key, "a b", "", fx->code, NULL));
  g_assert_null (nx_key_file_add_recovery (fx->file, fx->key, "", "a\nb", fx->code, NULL));
  g_assert_null (nx_key_file_add_recovery (fx->file, fx->key, "", "\xff", fx->code, NULL));
  other_key = nx_master_key_new_for_folder ("/nonexistent/nuanxin", &error);
  g_assert_no_error (error);
  g_assert_null (nx_key_file_add_recovery (fx->file, other_key, "", "", fx->code, NULL));
  while (nx_key_file_add_recovery (fx->file, fx->key, uid, label, fx->code, &error) != NULL)
    ;
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpuint (nx_key_file_get_n_slots (fx->file), ==, NX_KEY_FILE_MAX_SLOTS);
  g_assert_true (nx_key_file_save (fx->file, &error));
  again = nx_key_file_load (fx->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nx_key_file_get_n_slots (again), ==, NX_KEY_FILE_MAX_SLOTS);
}

static void
assert_save_fails_and_keeps (KeyFixture *fx, int code, const char *before, gsize before_size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  g_autofree char *temp = g_strconcat (fx->path, ".new", NULL);
  gsize size;

  g_assert_false (nx_key_file_save (fx->file, &error));
  g_assert_error (error, NX_KEYS_ERROR, code);
  after = key_fixture_read_file (fx->path, &size);
  g_assert_cmpmem (before, before_size, after, size);
  g_assert_false (g_file_test (temp, G_FILE_TEST_EXISTS));
}

/* The file grows past a limit at every possible byte: too little room for the new file, and just
 * enough for it. */
static void
test_full_disk (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  g_autofree char *before = key_fixture_read_file (fx->path, &size);
  struct rlimit old_limit, limit;
  void (*old_handler) (int) = signal (SIGXFSZ, SIG_IGN);

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
  g_assert_nonnull (nx_key_file_add_recovery (fx->file, fx->key, "", "", fx->code, &error));
  for (gsize room = 0; room <= size; room += 37)
    {
      limit = (struct rlimit){ room, old_limit.rlim_max };
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      assert_save_fails_and_keeps (fx, NX_KEYS_ERROR_NO_SPACE, before, size);
    }
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
  signal (SIGXFSZ, old_handler);
  g_assert_true (nx_key_file_save (fx->file, &error));
  g_assert_no_error (error);
}

static void
test_read_only_folder (KeyFixture *fx, gconstpointer data)
{
  const uid_t nobody = 65534;
  gboolean is_root = geteuid () == 0;
  gsize size;
  g_autofree char *before = key_fixture_read_file (fx->path, &size);

  if (is_root) /* root may write everywhere: become someone else for the while */
    {
      g_assert_cmpint (chown (fx->path, nobody, (gid_t)-1), ==, 0);
      g_assert_cmpint (chown (fx->folder, nobody, (gid_t)-1), ==, 0);
    }
  g_assert_cmpint (g_chmod (fx->folder, 0500), ==, 0);
  if (is_root)
    g_assert_cmpint (seteuid (nobody), ==, 0);
  assert_save_fails_and_keeps (fx, NX_KEYS_ERROR_READ_ONLY, before, size);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (g_chmod (fx->folder, 0700), ==, 0);
}

/* The test of the most important rule: nothing makes a key where a store is or was. */
static void
test_no_second_key (void)
{
  static const char *const names[]
      = { "store.db", "store.db-wal", "store.db-journal", "store.keys", "store.keys.old" };
  g_autofree char *folder = g_dir_make_tmp ("nx-keys-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names) * 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NxMasterKey) free_key = nx_master_key_new_for_folder (folder, &error);
      g_autofree char *path = g_build_filename (folder, names[i / 2], NULL);

      g_assert_no_error (error);
      if (i % 2 == 0)
        key_fixture_write_file (path, "", 0);
      else
        g_assert_cmpint (symlink ("nowhere", path), ==, 0);
      g_assert_null (nx_master_key_new_for_folder (folder, &error));
      g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_STORE_EXISTS);
      g_assert_null (strstr (error->message, folder));
      g_remove (path);
    }
  g_rmdir (folder);
}

static void
test_master_key (void)
{
  g_autoptr (NxMasterKey) one = nx_master_key_new_for_folder ("/nonexistent/nuanxin", NULL);
  g_autoptr (NxMasterKey) other = nx_master_key_new_for_folder ("/nonexistent/nuanxin", NULL);
  g_autoptr (GBytes) view = g_bytes_ref (nx_master_key_get_bytes (one));

  g_assert_cmpuint (g_bytes_get_size (view), ==, NX_MASTER_KEY_SIZE);
  g_assert_false (g_bytes_equal (view, nx_master_key_get_bytes (other)));
  g_assert_cmpuint (strlen (nx_master_key_get_id (one)), ==, 32);
  g_assert_cmpstr (nx_master_key_get_id (one), !=, nx_master_key_get_id (other));
  /* The view outlives the key it came from. */
  g_clear_pointer (&one, nx_master_key_unref);
  g_assert_cmpuint (((const guint8 *)g_bytes_get_data (view, NULL))[0], <=, 255);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/key-file/" path, KeyFixture, NULL, key_fixture_set_up, test, key_fixture_tear_down)
  g_test_add_func ("/master-key/basics", test_master_key);
  g_test_add_func ("/master-key/no-second-key", test_no_second_key);
  ADD ("round-trip", test_round_trip);
  ADD ("next-key", test_next_key);
  ADD ("wrong-secrets", test_wrong_secrets);
  ADD ("async", test_async);
  ADD ("default-cost", test_default_cost);
  ADD ("modes-and-previous", test_modes_and_previous);
  ADD ("previous-put-back", test_previous_put_back);
  ADD ("stale", test_stale);
  ADD ("remove", test_remove);
  ADD ("limits", test_limits);
  ADD ("full-disk", test_full_disk);
  ADD ("read-only-folder", test_read_only_folder);
  return g_test_run ();
}
