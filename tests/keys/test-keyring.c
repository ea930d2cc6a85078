/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests keyring and unlocking against a real gnome-keyring in every state, and against a hung one.
 *
 * The first part of a test's path is the session it needs: meson runs this program once in each. */
#include "config.h"

#include "hung-keyring.h"
#include "nx-keyring.h"
#include "nx-keys-error.h"
#include "nx-unlock.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#define STORE_UID "6b8a1f52-8b4e-4c39-9b0f-5a7f3f0c9d11"
#define OTHER_UID "0d9e3c55-3f43-4f2b-8a5e-1b2c3d4e5f60"
#define SHORT_LIMIT 300

static const NxPassphraseCost cheap = { 1, 8192 };

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GBytes *
make_secret (guint8 fill)
{
  guint8 data[32];

  memset (data, fill, sizeof data);
  return g_bytes_new (data, sizeof data);
}

static NxKeyringState
load (const char *store_uid, guint generation, GBytes **secret)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (store_uid, generation);
  g_autoptr (GError) error = NULL;
  NxKeyringState state = nx_keyring_load (keyring, secret, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (*secret != NULL, ==, state == NX_KEYRING_FOUND);
  g_assert_finalize_object (g_steal_pointer (&keyring));
  return state;
}

static void
assert_state (const char *store_uid, guint generation, NxKeyringState expected)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (store_uid, generation);
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_keyring_probe (keyring, NULL, &error), ==, expected);
  g_assert_no_error (error);
  g_assert_cmpint (load (store_uid, generation, &secret), ==, expected);
}

static void
store (const char *store_uid, guint generation, GBytes *secret)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (store_uid, generation);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_keyring_store (keyring, secret, NULL, &error), ==, NX_KEYRING_FOUND);
  g_assert_no_error (error);
}

static void
forget (const char *store_uid)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (store_uid, 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_keyring_forget (keyring, NULL, &error), ==, NX_KEYRING_NO_ITEM);
  g_assert_no_error (error);
}

/* A keyring that is unlocked. */

static void
test_store_and_load (void)
{
  g_autoptr (GBytes) first = make_secret (0x11);
  g_autoptr (GBytes) second = make_secret (0xee);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GBytes) found_again = NULL;

  assert_state (STORE_UID, 1, NX_KEYRING_NO_ITEM);
  store (STORE_UID, 1, first);
  g_assert_cmpint (load (STORE_UID, 1, &found), ==, NX_KEYRING_FOUND);
  g_assert_true (g_bytes_equal (first, found));
  /* Storing again replaces. */
  store (STORE_UID, 1, second);
  g_assert_cmpint (load (STORE_UID, 1, &found_again), ==, NX_KEYRING_FOUND);
  g_assert_true (g_bytes_equal (second, found_again));
  assert_state (OTHER_UID, 1, NX_KEYRING_NO_ITEM);
  assert_state (STORE_UID, 2, NX_KEYRING_UNFIT);
  forget (STORE_UID);
  assert_state (STORE_UID, 1, NX_KEYRING_NO_ITEM);
}

static void
test_forget_all_generations (void)
{
  g_autoptr (GBytes) secret = make_secret (0x22);

  store (STORE_UID, 1, secret);
  store (STORE_UID, 2, secret);
  store (OTHER_UID, 1, secret);
  forget (STORE_UID);
  assert_state (STORE_UID, 1, NX_KEYRING_NO_ITEM);
  assert_state (STORE_UID, 2, NX_KEYRING_NO_ITEM);
  assert_state (OTHER_UID, 1, NX_KEYRING_FOUND);
  forget (OTHER_UID);
}

/* What stands in the keyring beside the secret is no secret and must say nothing of anybody. */
static void
test_neutral_item (void)
{
  g_autoptr (GBytes) secret = make_secret (0x33);
  g_autoptr (GHashTable) query = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  GList *items;

  store (STORE_UID, 1, secret);
  g_hash_table_insert (query, (gpointer) "store", (gpointer)STORE_UID);
  items = secret_service_search_sync (NULL, NULL, query, SECRET_SEARCH_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_item_get_label (items->data);
  g_assert_cmpstr (label, ==, "Nuanxin store");
  attributes = secret_item_get_attributes (items->data);
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 4);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "application"), ==, NX_APP_ID);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "generation"), ==, "1");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "xdg:schema"), ==, NX_APP_ID ".StoreKey");
  g_list_free_full (items, g_object_unref);
  secret_service_disconnect ();
  forget (STORE_UID);
}

static void
test_foreign_content (void)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SecretValue) value = secret_value_new ("not one of ours", -1, "text/plain");
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (attributes, (gpointer) "application", (gpointer)NX_APP_ID);
  g_hash_table_insert (attributes, (gpointer) "store", (gpointer)STORE_UID);
  g_hash_table_insert (attributes, (gpointer) "generation", (gpointer) "1");
  g_hash_table_insert (attributes, (gpointer) "xdg:schema", (gpointer)NX_APP_ID ".StoreKey");
  /* The sync twin of libsecret leaves a few bytes behind in its own main context. */
  secret_service_store (NULL, NULL, attributes, SECRET_COLLECTION_DEFAULT, "x", value, NULL,
                        keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (secret_service_store_finish (NULL, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (load (STORE_UID, 1, &secret), ==, NX_KEYRING_UNFIT);
  secret_service_disconnect ();
  forget (STORE_UID);
}

static void
lock_default_keyring (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, &error);
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_sync (
      service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, &error);
  GList one = { collection, NULL, NULL };

  g_assert_cmpint (secret_service_lock_sync (service, &one, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
  secret_service_disconnect ();
}

/* Last of its session: nothing can unlock the keyring again. */
static void
test_locked_meanwhile (void)
{
  g_autoptr (GBytes) secret = make_secret (0x44);
  g_autoptr (NxKeyring) keyring = nx_keyring_new (STORE_UID, 1);
  g_autoptr (GError) error = NULL;

  store (STORE_UID, 1, secret);
  g_assert_cmpint (nx_keyring_unlock (keyring, NULL, &error), ==, NX_KEYRING_FOUND);
  lock_default_keyring ();
  assert_state (STORE_UID, 1, NX_KEYRING_LOCKED);
  assert_state (OTHER_UID, 1, NX_KEYRING_LOCKED);
  g_assert_cmpint (nx_keyring_forget (keyring, NULL, &error), ==, NX_KEYRING_LOCKED);
  g_assert_cmpint (nx_keyring_unlock (keyring, NULL, &error), ==, NX_KEYRING_LOCKED);
  g_assert_no_error (error);
}

/* A keyring that was never unlocked in this session: the search finds nothing at all. */

static void
test_locked (void)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (STORE_UID, 1);
  g_autoptr (GBytes) secret = make_secret (0x55);
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();

  assert_state (STORE_UID, 1, NX_KEYRING_LOCKED);
  g_assert_cmpint (nx_keyring_store (keyring, secret, NULL, &error), ==, NX_KEYRING_LOCKED);
  g_assert_cmpint (nx_keyring_forget (keyring, NULL, &error), ==, NX_KEYRING_LOCKED);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
}

static void
test_unlock_refused (void)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (STORE_UID, 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_keyring_unlock (keyring, NULL, &error), ==, NX_KEYRING_LOCKED);
  g_assert_no_error (error);
}

/* A service that has no keyring yet: making one would ask the user, so it is only told. */
static void
test_no_collection (void)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (STORE_UID, 1);
  g_autoptr (GBytes) secret = make_secret (0x88);
  g_autoptr (GError) error = NULL;

  assert_state (STORE_UID, 1, NX_KEYRING_NO_COLLECTION);
  g_assert_cmpint (nx_keyring_store (keyring, secret, NULL, &error), ==, NX_KEYRING_NO_COLLECTION);
  g_assert_cmpint (nx_keyring_unlock (keyring, NULL, &error), ==, NX_KEYRING_NO_COLLECTION);
  g_assert_cmpint (nx_keyring_forget (keyring, NULL, &error), ==, NX_KEYRING_NO_COLLECTION);
  g_assert_no_error (error);
}

/* A bus without the service, and no bus. */

static void
test_absent (void)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (STORE_UID, 1);
  g_autoptr (GBytes) secret = make_secret (0x66);
  g_autoptr (GError) error = NULL;

  assert_state (STORE_UID, 1, NX_KEYRING_ABSENT);
  g_assert_cmpint (nx_keyring_store (keyring, secret, NULL, &error), ==, NX_KEYRING_ABSENT);
  g_assert_cmpint (nx_keyring_forget (keyring, NULL, &error), ==, NX_KEYRING_ABSENT);
  g_assert_cmpint (nx_keyring_unlock (keyring, NULL, &error), ==, NX_KEYRING_ABSENT);
  g_assert_no_error (error);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  (*(guint *)user_data)++;
  return G_SOURCE_CONTINUE;
}

static void
test_hung (void)
{
  GDBusConnection *bus = hung_keyring_start ();
  g_autoptr (NxKeyring) keyring
      = nx_keyring_new_with_limits (STORE_UID, 1, SHORT_LIMIT, SHORT_LIMIT);
  g_autoptr (GBytes) secret = make_secret (0x77);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();

  g_assert_cmpint (nx_keyring_probe (keyring, NULL, &error), ==, NX_KEYRING_TIMEOUT);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, SHORT_LIMIT * 1000);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 3 * SHORT_LIMIT * 1000);
  g_assert_cmpint (nx_keyring_load (keyring, &found, NULL, &error), ==, NX_KEYRING_TIMEOUT);
  g_assert_cmpint (nx_keyring_unlock (keyring, NULL, &error), ==, NX_KEYRING_TIMEOUT);
  g_assert_cmpint (nx_keyring_store (keyring, secret, NULL, &error), ==, NX_KEYRING_TIMEOUT);
  g_assert_no_error (error);
  g_assert_null (found);
  g_assert_finalize_object (g_steal_pointer (&keyring));
  hung_keyring_stop (bus);
}

/* While a hung service is waited for, the main loop runs and a cancel ends the wait at once. */
static void
test_hung_cancelled (void)
{
  GDBusConnection *bus = hung_keyring_start ();
  g_autoptr (NxKeyring) keyring = nx_keyring_new (STORE_UID, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *secret = NULL;
  guint n_ticks = 0;
  guint tick = g_timeout_add (10, on_tick_cb, &n_ticks);

  nx_keyring_load_async (keyring, cancellable, keep_result_cb, &result);
  while (n_ticks < 10)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_ticks, <, 30);
  g_assert_cmpint (nx_keyring_load_finish (keyring, result, &secret, &error), ==,
                   NX_KEYRING_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (secret);
  g_source_remove (tick);
  g_clear_object (&result);
  hung_keyring_stop (bus);
}

/* A bus that takes the connection and then says nothing: connecting to it cannot be cancelled, the
 * answer must come in time all the same. */
static void
test_hung_bus (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nxb-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bus", NULL);
  g_autofree char *address = g_strdup_printf ("unix:path=%s", path);
  g_autofree char *old_address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autoptr (GSocketAddress) socket_address = g_unix_socket_address_new (path);
  g_autoptr (GSocket) listener
      = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autoptr (NxKeyring) keyring
      = nx_keyring_new_with_limits (STORE_UID, 1, SHORT_LIMIT, SHORT_LIMIT);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  GObject *task;
  gint64 before = g_get_monotonic_time ();

  g_assert_true (g_socket_bind (listener, socket_address, FALSE, NULL));
  g_assert_true (g_socket_listen (listener, NULL));
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  nx_keyring_probe_async (keyring, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (nx_keyring_probe_finish (keyring, result, &error), ==, NX_KEYRING_TIMEOUT);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 3 * SHORT_LIMIT * 1000);

  /* Hanging up lets the step that was left behind end. */
  g_assert_true (g_socket_close (listener, NULL));
  task = G_OBJECT (result);
  g_object_add_weak_pointer (task, (gpointer *)&task);
  g_object_unref (result);
  while (task != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", old_address, TRUE);
  g_remove (path);
  g_rmdir (folder);
}

/* The policy. */

typedef struct
{
  char *folder;
  NxMasterKey *key;
  NxKeyFile *file;
  NxPassphrase *passphrase;
  NxRecoveryCode *code;
  GBytes *secret;
} Office;

static void
office_set_up (Office *office)
{
  g_autoptr (GError) error = NULL;

  office->folder = g_dir_make_tmp ("nx-keys-XXXXXX", &error);
  office->key = nx_master_key_new_for_folder (office->folder, &error);
  office->file = nx_key_file_new (office->folder, office->key);
  office->passphrase = nx_passphrase_new ("three cats and a shoe", &error);
  office->code = nx_recovery_code_new_random ();
  nx_key_file_add_keyring (office->file, office->key, "w-1", "甲", &office->secret, &error);
  nx_key_file_add_passphrase (office->file, office->key, "w-2", "乙", office->passphrase, &cheap,
                              &error);
  nx_key_file_add_recovery (office->file, office->key, "", "", office->code, &error);
  g_assert_true (nx_key_file_save (office->file, &error));
  g_assert_no_error (error);
}

static void
office_remove_file (Office *office, const char *name)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);

  g_remove (path);
}

static void
office_tear_down (Office *office)
{
  office_remove_file (office, NX_KEY_FILE_NAME);
  office_remove_file (office, NX_KEY_FILE_PREVIOUS_NAME);
  office_remove_file (office, "store.db");
  g_assert_cmpint (g_rmdir (office->folder), ==, 0);
  g_free (office->folder);
  g_object_unref (office->file);
  nx_master_key_unref (office->key);
  nx_passphrase_unref (office->passphrase);
  nx_recovery_code_unref (office->code);
  g_bytes_unref (office->secret);
}

static NxUnlock *
start_unlock (Office *office, NxUnlockState state, NxUnlockReason reason)
{
  guint limit = reason == NX_UNLOCK_REASON_HUNG ? SHORT_LIMIT : 10 * SHORT_LIMIT;
  NxUnlock *unlock = nx_unlock_new_with_limits (office->folder, TRUE, limit, SHORT_LIMIT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* Both twins give the same. */
  g_assert_true (nx_unlock_start (unlock, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (nx_unlock_get_state (unlock), ==, state);
  g_assert_cmpint (nx_unlock_get_reason (unlock), ==, reason);
  nx_unlock_start_async (unlock, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (nx_unlock_start_finish (unlock, result, &error));
  g_assert_cmpint (nx_unlock_get_state (unlock), ==, state);
  g_assert_cmpint (nx_unlock_get_reason (unlock), ==, reason);
  return unlock;
}

static void
assert_open (NxUnlock *unlock, Office *office, const char *owner_uid)
{
  g_assert_cmpint (nx_unlock_get_state (unlock), ==, NX_UNLOCK_OPEN);
  g_assert_cmpint (nx_unlock_get_offers (unlock), ==, NX_UNLOCK_OFFER_NONE);
  g_assert_true (g_bytes_equal (nx_master_key_get_bytes (nx_unlock_get_key (unlock)),
                                nx_master_key_get_bytes (office->key)));
  g_assert_cmpstr (nx_key_slot_get_owner_uid (nx_unlock_get_slot (unlock)), ==, owner_uid);
}

/* The other ways in work whatever the keyring does. */
static void
assert_other_ways (NxUnlock *unlock, Office *office)
{
  g_autoptr (NxPassphrase) wrong = nx_passphrase_new ("three cats", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_unlock_get_offers (unlock)
                       & (NX_UNLOCK_OFFER_PASSPHRASE | NX_UNLOCK_OFFER_RECOVERY),
                   ==, NX_UNLOCK_OFFER_PASSPHRASE | NX_UNLOCK_OFFER_RECOVERY);
  g_assert_false (nx_unlock_passphrase (unlock, NULL, wrong, NULL, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_cmpint (nx_unlock_get_state (unlock), ==, NX_UNLOCK_CLOSED);
  g_assert_true (nx_unlock_passphrase (unlock, NULL, office->passphrase, NULL, &error));
  assert_open (unlock, office, "w-2");
  nx_unlock_lock (unlock);
  g_assert_cmpint (nx_unlock_get_state (unlock), ==, NX_UNLOCK_CLOSED);
  g_assert_null (nx_unlock_get_key (unlock));
  g_assert_true (nx_unlock_recovery (unlock, office->code, &error));
  assert_open (unlock, office, "");
  nx_unlock_lock (unlock);
  /* Locked while it is being opened: it must stay closed. */
  nx_unlock_passphrase_async (unlock, NULL, office->passphrase, NULL, keep_result_cb, &result);
  nx_unlock_lock (unlock);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (nx_unlock_passphrase_finish (unlock, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (nx_unlock_get_state (unlock), ==, NX_UNLOCK_CLOSED);
}

static void
check_closed (NxUnlockReason reason, gboolean may_ask_keyring)
{
  Office office = { 0 };
  g_autoptr (NxUnlock) unlock = NULL;

  office_set_up (&office);
  unlock = start_unlock (&office, NX_UNLOCK_CLOSED, reason);
  g_assert_cmpint ((nx_unlock_get_offers (unlock) & NX_UNLOCK_OFFER_KEYRING) != 0, ==,
                   may_ask_keyring);
  assert_other_ways (unlock, &office);
  g_assert_finalize_object (g_steal_pointer (&unlock));
  office_tear_down (&office);
}

static void
test_unlock_by_keyring (void)
{
  Office office = { 0 };
  g_autoptr (NxUnlock) unlock = NULL;
  g_autoptr (NxUnlock) forbidden = NULL;
  g_autoptr (GBytes) unfit = make_secret (0x01);
  g_autofree char *uid = NULL;

  office_set_up (&office);
  uid = g_strdup (nx_key_file_get_store_uid (office.file));
  store (uid, 1, office.secret);
  unlock = start_unlock (&office, NX_UNLOCK_OPEN, NX_UNLOCK_REASON_NONE);
  assert_open (unlock, &office, "w-1");
  g_clear_object (&unlock);

  forbidden = nx_unlock_new (office.folder, FALSE);
  g_assert_true (nx_unlock_start (forbidden, NULL, NULL));
  g_assert_cmpint (nx_unlock_get_state (forbidden), ==, NX_UNLOCK_CLOSED);
  g_assert_cmpint (nx_unlock_get_reason (forbidden), ==, NX_UNLOCK_REASON_FORBIDDEN);

  store (uid, 1, unfit); /* an item of another key file of the same store */
  unlock = start_unlock (&office, NX_UNLOCK_CLOSED, NX_UNLOCK_REASON_ITEM_UNFIT);
  assert_other_ways (unlock, &office);
  g_clear_object (&unlock);

  forget (uid);
  store (uid, 7, office.secret); /* an item of another generation */
  unlock = start_unlock (&office, NX_UNLOCK_CLOSED, NX_UNLOCK_REASON_ITEM_UNFIT);
  forget (uid);
  office_tear_down (&office);
}

static void
test_unlock_missing (void)
{
  check_closed (NX_UNLOCK_REASON_ITEM_MISSING, FALSE);
}

static void
test_unlock_absent (void)
{
  check_closed (NX_UNLOCK_REASON_NO_SERVICE, FALSE);
}

static void
test_unlock_hung (void)
{
  GDBusConnection *bus = hung_keyring_start ();

  check_closed (NX_UNLOCK_REASON_HUNG, TRUE);
  hung_keyring_stop (bus);
}

static void
test_unlock_locked (void)
{
  Office office = { 0 };
  g_autoptr (NxUnlock) unlock = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  check_closed (NX_UNLOCK_REASON_LOCKED, TRUE);
  office_set_up (&office);
  unlock = nx_unlock_new (office.folder, TRUE);
  g_assert_true (nx_unlock_start (unlock, NULL, &error));
  nx_unlock_keyring_async (unlock, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (nx_unlock_keyring_finish (unlock, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (nx_unlock_get_reason (unlock), ==, NX_UNLOCK_REASON_REFUSED);
  assert_other_ways (unlock, &office);
  office_tear_down (&office);
}

/* Folders without a readable key file; the keyring does not matter. */

static void
write_in (Office *office, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_unlock_folders (void)
{
  Office office = { 0 };
  g_autoptr (NxUnlock) unlock = nx_unlock_new ("/nonexistent/nuanxin", TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_unlock_start (unlock, NULL, NULL));
  g_assert_cmpint (nx_unlock_get_state (unlock), ==, NX_UNLOCK_NO_STORE);
  g_clear_object (&unlock);
  office_set_up (&office);

  /* Damaged, with the previous one beside it. */
  g_assert_true (nx_key_file_save (office.file, NULL));
  write_in (&office, NX_KEY_FILE_NAME, "");
  unlock = start_unlock (&office, NX_UNLOCK_CLOSED, NX_UNLOCK_REASON_NO_SERVICE);
  g_assert_true (nx_unlock_is_previous (unlock));
  g_assert_false (nx_unlock_has_database (unlock));
  g_assert_true (
      g_error_matches (nx_unlock_get_error (unlock), NX_KEYS_ERROR, NX_KEYS_ERROR_TRUNCATED));
  assert_other_ways (unlock, &office);
  g_clear_object (&unlock);

  /* Damaged, without. */
  office_remove_file (&office, NX_KEY_FILE_PREVIOUS_NAME);
  unlock = start_unlock (&office, NX_UNLOCK_BROKEN, NX_UNLOCK_REASON_NONE);
  g_assert_cmpint (nx_unlock_get_offers (unlock), ==, NX_UNLOCK_OFFER_NONE);
  g_assert_false (nx_unlock_passphrase (unlock, NULL, office.passphrase, NULL, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_NO_FILE);
  g_clear_object (&unlock);

  /* A database alone, even an empty one, is a store that lost its key file. */
  office_remove_file (&office, NX_KEY_FILE_NAME);
  write_in (&office, "store.db", "");
  unlock = start_unlock (&office, NX_UNLOCK_BROKEN, NX_UNLOCK_REASON_NONE);
  g_assert_true (
      g_error_matches (nx_unlock_get_error (unlock), NX_KEYS_ERROR, NX_KEYS_ERROR_NO_FILE));
  g_clear_object (&unlock);
  office_remove_file (&office, "store.db");
  unlock = start_unlock (&office, NX_UNLOCK_NO_STORE, NX_UNLOCK_REASON_NONE);
  office_tear_down (&office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unlocked/store-and-load", test_store_and_load);
  g_test_add_func ("/unlocked/forget-all-generations", test_forget_all_generations);
  g_test_add_func ("/unlocked/neutral-item", test_neutral_item);
  g_test_add_func ("/unlocked/foreign-content", test_foreign_content);
  g_test_add_func ("/unlocked/unlock-by-keyring", test_unlock_by_keyring);
  g_test_add_func ("/unlocked/unlock-missing", test_unlock_missing);
  g_test_add_func ("/unlocked/z-locked-meanwhile", test_locked_meanwhile);
  g_test_add_func ("/locked/states", test_locked);
  g_test_add_func ("/locked/unlock-refused", test_unlock_refused);
  g_test_add_func ("/locked/unlock-locked", test_unlock_locked);
  g_test_add_func ("/fresh/no-collection", test_no_collection);
  g_test_add_func ("/none/absent", test_absent);
  g_test_add_func ("/none/unlock-absent", test_unlock_absent);
  g_test_add_func ("/none/unlock-folders", test_unlock_folders);
  g_test_add_func ("/none/hung", test_hung);
  g_test_add_func ("/none/hung-cancelled", test_hung_cancelled);
  g_test_add_func ("/none/unlock-hung", test_unlock_hung);
  g_test_add_func ("/no-bus/absent", test_absent);
  g_test_add_func ("/no-bus/unlock-absent", test_unlock_absent);
  g_test_add_func ("/no-bus/hung-bus", test_hung_bus);
  return g_test_run ();
}
