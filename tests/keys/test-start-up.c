/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the table of what a start meets: states of the key file, of the database and of the
 * keyring.
 *
 * The path of a test is the session it needs: meson runs this program once in each, with a real
 * gnome-keyring or none. In no cell is anything in the folder changed, a new key made, or waited
 * for longer than five seconds. */
#include "config.h"

#include "hung-keyring.h"
#include "key-fixture.h"
#include "nx-keys-error.h"
#include "nx-unlock.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define LONGEST_US (5 * G_USEC_PER_SEC)
#define HUNG_LIMIT_MS 300

/* --- The columns ---------------------------------------------------------------------------------
 */

/* What bears the name store.keys. */
typedef enum
{
  KEYS_NONE,
  KEYS_GOOD,
  KEYS_EMPTY,
  KEYS_CUT,
  KEYS_FLIPPED,
  KEYS_SOMETHING, /* that this program did not write */
  KEYS_NEWER,
  KEYS_FOLDER,
  KEYS_EMPTY_WITH_OLD, /* the older copy beside it is good */
  KEYS_NONE_WITH_OLD,  /* the same, and the file itself is gone */
  KEYS_OF_OTHER_STORE, /* good, but of another UUID */
  N_KEYS
} KeysState;

typedef enum
{
  DATABASE_NONE,
  DATABASE_THERE,
  DATABASE_EMPTY,
  N_DATABASES
} DatabaseState;

/* What the keyring of the session has for this store. */
typedef enum
{
  ITEM_GOOD,
  ITEM_NONE,
  ITEM_OF_OTHER_GENERATION,
  ITEM_UNFIT, /* of another key file of the same store */
} ItemState;

typedef struct
{
  KeyFixture keys;
  KeyFixture other; /* another store */
  char *good;       /* the key file of keys */
  gsize size;
} Fixture;

/* --- What is expected ----------------------------------------------------------------------------
 */

typedef struct
{
  NxUnlockState state;
  NxUnlockReason reason;
  int error; /* of NX_KEYS_ERROR; -1: none */
} Outcome;

/* What the keyring leads to when the key file can be read. */
static Outcome
expect_of_keyring (NxUnlockReason reason)
{
  NxUnlockState state = reason == NX_UNLOCK_REASON_NONE ? NX_UNLOCK_OPEN : NX_UNLOCK_CLOSED;

  return (Outcome){ state, reason, -1 };
}

static Outcome
broken (int error)
{
  return (Outcome){ NX_UNLOCK_BROKEN, NX_UNLOCK_REASON_NONE, error };
}

/* @reason: what the keyring says of this store; @other_reason: of another one. */
static Outcome
expect (KeysState keys, DatabaseState database, NxUnlockReason reason, NxUnlockReason other_reason)
{
  Outcome outcome = expect_of_keyring (reason);

  switch (keys)
    {
    case KEYS_NONE:
      if (database == DATABASE_NONE)
        return (Outcome){ NX_UNLOCK_NO_STORE, NX_UNLOCK_REASON_NONE, NX_KEYS_ERROR_NO_FILE };
      return broken (NX_KEYS_ERROR_NO_FILE);
    case KEYS_EMPTY:
    case KEYS_CUT:
      return broken (NX_KEYS_ERROR_TRUNCATED);
    case KEYS_FLIPPED:
      return broken (NX_KEYS_ERROR_DAMAGED);
    case KEYS_SOMETHING:
    case KEYS_FOLDER:
      return broken (NX_KEYS_ERROR_FOREIGN);
    case KEYS_NEWER:
      return broken (NX_KEYS_ERROR_NEWER);
    case KEYS_EMPTY_WITH_OLD:
      outcome.error = NX_KEYS_ERROR_TRUNCATED;
      return outcome;
    case KEYS_NONE_WITH_OLD:
      outcome.error = NX_KEYS_ERROR_NO_FILE;
      return outcome;
    case KEYS_OF_OTHER_STORE:
      return expect_of_keyring (other_reason);
    case KEYS_GOOD:
    case N_KEYS:
      break;
    }
  return outcome;
}

/* --- Making a cell -------------------------------------------------------------------------------
 */

static char *
path_of (Fixture *self, const char *name)
{
  return g_build_filename (self->keys.folder, name, NULL);
}

static void
remove_named (Fixture *self, const char *name)
{
  g_autofree char *path = path_of (self, name);

  if (g_remove (path) != 0)
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
write_named (Fixture *self, const char *name, const char *data, gsize size)
{
  g_autofree char *path = path_of (self, name);

  key_fixture_write_file (path, data, size);
}

/* Its checksum is right: a later version keeps that. */
static void
write_newer (Fixture *self)
{
  static const char content[] = "{\"format\":\"nuanxin-store-keys\",\"version\":2,\"content\":{}";
  guint8 digest[32];
  char hex[65];
  g_autofree char *text = NULL;

  crypto_generichash_blake2b (digest, sizeof digest, (const guint8 *)content, strlen (content),
                              NULL, 0);
  sodium_bin2hex (hex, sizeof hex, digest, sizeof digest);
  text = g_strdup_printf ("%s,\"checksum\":\"%s\"}\n", content, hex);
  write_named (self, NX_KEY_FILE_NAME, text, strlen (text));
}

static void
make_keys (Fixture *self, KeysState state)
{
  const char *good = self->good;
  gsize size = self->size;
  g_autofree char *changed = g_memdup2 (good, size);
  g_autofree char *other = NULL;
  gsize other_size = 0;

  remove_named (self, NX_KEY_FILE_NAME);
  remove_named (self, NX_KEY_FILE_PREVIOUS_NAME);
  switch (state)
    {
    case KEYS_NONE:
      break;
    case KEYS_GOOD:
      write_named (self, NX_KEY_FILE_NAME, good, size);
      break;
    case KEYS_EMPTY:
      write_named (self, NX_KEY_FILE_NAME, "", 0);
      break;
    case KEYS_CUT:
      write_named (self, NX_KEY_FILE_NAME, good, size / 2);
      break;
    case KEYS_FLIPPED:
      changed[size / 2] ^= 1;
      write_named (self, NX_KEY_FILE_NAME, changed, size);
      break;
    case KEYS_SOMETHING:
      write_named (self, NX_KEY_FILE_NAME, "a shopping list\n", 16);
      break;
    case KEYS_NEWER:
      write_newer (self);
      break;
    case KEYS_FOLDER:
      g_assert_no_errno (g_mkdir (self->keys.path, 0700));
      break;
    case KEYS_EMPTY_WITH_OLD:
      write_named (self, NX_KEY_FILE_NAME, "", 0);
      write_named (self, NX_KEY_FILE_PREVIOUS_NAME, good, size);
      break;
    case KEYS_NONE_WITH_OLD:
      write_named (self, NX_KEY_FILE_PREVIOUS_NAME, good, size);
      break;
    case KEYS_OF_OTHER_STORE:
      other = key_fixture_read_file (self->other.path, &other_size);
      write_named (self, NX_KEY_FILE_NAME, other, other_size);
      break;
    case N_KEYS:
      g_assert_not_reached ();
    }
}

static void
make_database (Fixture *self, DatabaseState state)
{
  remove_named (self, "store.db");
  if (state != DATABASE_NONE)
    write_named (self, "store.db", "not read here", state == DATABASE_EMPTY ? 0 : 13);
}

static int
compare_names (gconstpointer one, gconstpointer other)
{
  return strcmp (*(const char *const *)one, *(const char *const *)other);
}

/* Every name in the folder and what stands in it. */
static char *
describe_folder (Fixture *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (self->keys.folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = path_of (self, g_ptr_array_index (names, i));
      g_autofree char *data = NULL;
      g_autofree char *digest = NULL;
      gsize size = 0;

      if (g_file_get_contents (path, &data, &size, NULL))
        digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *)data, size);
      g_string_append_printf (text, "%s %s\n", (char *)g_ptr_array_index (names, i),
                              digest != NULL ? digest : "-");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- Looking at a cell ---------------------------------------------------------------------------
 */

/* Only where there is nothing at all is an office made. */
static void
assert_no_new_key (Fixture *self, NxUnlockState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxMasterKey) key = nx_master_key_new_for_folder (self->keys.folder, &error);

  g_assert_true ((key != NULL) == (state == NX_UNLOCK_NO_STORE));
  if (key == NULL)
    g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_STORE_EXISTS);
}

static void
assert_offers (NxUnlock *unlock, NxUnlockState state)
{
  NxUnlockOffers others = NX_UNLOCK_OFFER_PASSPHRASE | NX_UNLOCK_OFFER_RECOVERY;
  NxUnlockOffers offers = nx_unlock_get_offers (unlock);

  if (state == NX_UNLOCK_CLOSED)
    g_assert_cmpint (offers & others, ==, others);
  else
    g_assert_cmpint (offers, ==, NX_UNLOCK_OFFER_NONE);
}

static void
assert_words (Fixture *self, NxUnlock *unlock, int expected)
{
  const GError *error = nx_unlock_get_error (unlock);

  if (expected < 0)
    {
      g_assert_null (error);
      return;
    }
  g_assert_error (error, NX_KEYS_ERROR, expected);
  g_assert_null (strstr (error->message, self->keys.folder));
}

static void
look (Fixture *self, guint limit, const Outcome *expected, DatabaseState database)
{
  g_autoptr (NxUnlock) unlock = nx_unlock_new_with_limits (self->keys.folder, TRUE, limit, limit);
  g_autofree char *before = describe_folder (self);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  g_assert_true (nx_unlock_start (unlock, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - began, <, LONGEST_US);
  g_assert_cmpint (nx_unlock_get_state (unlock), ==, expected->state);
  g_assert_cmpint (nx_unlock_get_reason (unlock), ==, expected->reason);
  g_assert_true (nx_unlock_has_database (unlock) == (database != DATABASE_NONE));
  assert_words (self, unlock, expected->error);
  assert_offers (unlock, expected->state);
  assert_no_new_key (self, expected->state);
  if (expected->state == NX_UNLOCK_OPEN)
    key_fixture_assert_key (&self->keys, nx_unlock_get_key (unlock), NULL);
  g_assert_finalize_object (g_steal_pointer (&unlock));
  after = describe_folder (self);
  g_assert_cmpstr (before, ==, after);
}

/* All states of the folder against one of the keyring, which says @reason of this store and
 * @other_reason of another one. */
static void
look_at_all (Fixture *self, guint limit, NxUnlockReason reason, NxUnlockReason other_reason)
{
  for (KeysState keys = 0; keys < N_KEYS; keys++)
    for (DatabaseState database = 0; database < N_DATABASES; database++)
      {
        Outcome expected = expect (keys, database, reason, other_reason);

        make_keys (self, keys);
        make_database (self, database);
        look (self, limit, &expected, database);
      }
  g_test_message ("%d cells", N_KEYS * N_DATABASES);
}

/* --- Sessions ------------------------------------------------------------------------------------
 */

static void
store_item (Fixture *self, guint generation, GBytes *secret)
{
  g_autoptr (NxKeyring) keyring
      = nx_keyring_new (nx_key_file_get_store_uid (self->keys.file), generation);

  g_assert_cmpint (nx_keyring_store (keyring, secret, NULL, NULL), ==, NX_KEYRING_FOUND);
}

static void
forget_items (Fixture *self)
{
  g_autoptr (NxKeyring) keyring = nx_keyring_new (nx_key_file_get_store_uid (self->keys.file), 1);

  g_assert_cmpint (nx_keyring_forget (keyring, NULL, NULL), ==, NX_KEYRING_NO_ITEM);
}

static void
test_unlocked (Fixture *self, gconstpointer data)
{
  ItemState item = (ItemState)GPOINTER_TO_INT (data);
  NxUnlockReason reason = NX_UNLOCK_REASON_ITEM_UNFIT;

  if (item == ITEM_GOOD)
    {
      store_item (self, 1, self->keys.secret);
      reason = NX_UNLOCK_REASON_NONE;
    }
  else if (item == ITEM_OF_OTHER_GENERATION)
    store_item (self, 7, self->keys.secret);
  else if (item == ITEM_UNFIT)
    store_item (self, 1, self->other.secret);
  else
    reason = NX_UNLOCK_REASON_ITEM_MISSING;
  look_at_all (self, NX_KEYRING_TIME_LIMIT, reason, NX_UNLOCK_REASON_ITEM_MISSING);
  forget_items (self);
}

/* A keyring that says the same of every store. */
static void
test_same (Fixture *self, gconstpointer data)
{
  NxUnlockReason reason = (NxUnlockReason)GPOINTER_TO_INT (data);

  look_at_all (self, NX_KEYRING_TIME_LIMIT, reason, reason);
}

static void
test_hung (Fixture *self, gconstpointer data)
{
  GDBusConnection *bus = hung_keyring_start ();

  look_at_all (self, HUNG_LIMIT_MS, NX_UNLOCK_REASON_HUNG, NX_UNLOCK_REASON_HUNG);
  hung_keyring_stop (bus);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  key_fixture_set_up (&self->keys, NULL);
  key_fixture_set_up (&self->other, NULL);
  self->good = key_fixture_read_file (self->keys.path, &self->size);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->good);
  key_fixture_tear_down (&self->keys, NULL);
  key_fixture_tear_down (&self->other, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func, data)                                                                      \
  g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
  ADD ("/unlocked/item-good", test_unlocked, ITEM_GOOD);
  ADD ("/unlocked/item-none", test_unlocked, ITEM_NONE);
  ADD ("/unlocked/item-of-other-generation", test_unlocked, ITEM_OF_OTHER_GENERATION);
  ADD ("/unlocked/item-unfit", test_unlocked, ITEM_UNFIT);
  ADD ("/locked/locked", test_same, NX_UNLOCK_REASON_LOCKED);
  ADD ("/fresh/no-collection", test_same, NX_UNLOCK_REASON_NO_SERVICE);
  ADD ("/none/absent", test_same, NX_UNLOCK_REASON_NO_SERVICE);
  ADD ("/none/hung", test_hung, 0);
  ADD ("/no-bus/absent", test_same, NX_UNLOCK_REASON_NO_SERVICE);
#undef ADD
  return g_test_run ();
}
