/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that a damaged, foreign or forged key file opens nothing and says what it is. */
#include "config.h"

#include "key-fixture.h"
#include "nx-keys-error.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

/* The content with a new checksum: what someone with write access could leave. */
static void
write_with_checksum (KeyFixture *fx, const char *content)
{
  guint8 digest[32];
  char hex[65];
  g_autofree char *whole = NULL;

  crypto_generichash_blake2b (digest, sizeof digest, (const guint8 *)content, strlen (content),
                              NULL, 0);
  sodium_bin2hex (hex, sizeof hex, digest, sizeof digest);
  whole = g_strdup_printf ("%s,\"checksum\":\"%s\"}\n", content, hex);
  key_fixture_write_file (fx->path, whole, strlen (whole));
}

/* Each byte in turn, by three masks (one of them turns a space into a line end and a digit into
 * another): always one of our errors, never a crash, never an opened file. */
static void
test_flip_every_byte (KeyFixture *fx, gconstpointer data)
{
  static const guint8 masks[] = { 0x01, 0x2a, 0xff };
  gsize size;
  g_autofree char *whole = key_fixture_read_file (fx->path, &size);

  for (gsize at = 0; at < size; at++)
    for (gsize m = 0; m < G_N_ELEMENTS (masks); m++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (NxKeyFile) file = NULL;

        whole[at] ^= (char)masks[m];
        key_fixture_write_file (fx->path, whole, size);
        whole[at] ^= (char)masks[m];
        file = nx_key_file_load (fx->folder, &error);
        g_assert_null (file);
        g_assert_true (g_error_matches (error, NX_KEYS_ERROR, NX_KEYS_ERROR_DAMAGED)
                       || g_error_matches (error, NX_KEYS_ERROR, NX_KEYS_ERROR_TRUNCATED));
      }
}

static void
test_truncate_everywhere (KeyFixture *fx, gconstpointer data)
{
  gsize size;
  g_autofree char *whole = key_fixture_read_file (fx->path, &size);

  for (gsize length = 0; length < size; length++)
    {
      key_fixture_write_file (fx->path, whole, length);
      key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_TRUNCATED);
    }
}

static void
test_foreign (KeyFixture *fx, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (NX_KEY_FILE_MAX_SIZE + 1, ' ');
  g_autofree char *zeros = g_malloc0 (4096);

  key_fixture_write_file (fx->path, "hello", 5);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_FOREIGN);
  key_fixture_write_file (fx->path, "{}", 2);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_FOREIGN);
  key_fixture_write_file (fx->path, zeros, 4096);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_FOREIGN);
  key_fixture_write_file (fx->path, huge, NX_KEY_FILE_MAX_SIZE + 1);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_FOREIGN);
  g_remove (fx->path);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_NO_FILE);
  g_assert_cmpint (g_mkdir (fx->path, 0700), ==, 0);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_FOREIGN);
  g_rmdir (fx->path);
  g_assert_cmpint (symlink ("/dev/zero", fx->path), ==, 0);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_FOREIGN);
  g_remove (fx->path);
  g_assert_cmpint (mkfifo (fx->path, 0600), ==, 0);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_FOREIGN);
}

static void
test_newer (KeyFixture *fx, gconstpointer data)
{
  g_autofree char *content
      = key_fixture_dup_content (fx, "\"version\":1,", "\"version\":2,\"new\":[[[[[]]]]],");

  write_with_checksum (fx, content);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_NEWER);
}

/* Content that no version of ours writes, under a right checksum. */
static void
test_hostile_content (KeyFixture *fx, gconstpointer data)
{
  static const char *const changes[][2] = {
    { "\"version\":1,", "\"version\":0," },
    { "\"version\":1,", "\"version\":-1," },
    { "\"version\":1,", "\"version\":," },
    { "\"generation\":1,", "\"generation\":0," },
    { "\"generation\":1,", "\"generation\":\"1\"," },
    { "\"generation\":1,", "\"generation\":1,\"more\":1," },
    { "\"generation\":1,", "" },
    { "\"generation\":1,", "\"generation\":99999999999999999999," },
    { "\"opslimit\":1,", "\"opslimit\":0," },
    { "\"opslimit\":1,", "\"opslimit\":1000000," },
    { "\"memlimit\":8192,", "\"memlimit\":99999999999," },
    { "\"memlimit\":8192,", "\"memlimit\":1.5," },
    { "\"kind\":\"passphrase\"", "\"kind\":\"nothing\"" },
    { "\"kind\":\"passphrase\"", "\"kind\":\"keyring\"" },
    { "\"kind\":\"passphrase\"", "\"kind\":null" },
    { "\"owner-uid\":\"w-1\"", "\"owner-uid\":\"w 1\"" },
    { "\"owner-uid\":\"w-1\"", "\"owner-uid\":\"w\\n1\"" },
    { "\"owner-label\":\"甲\"", "\"owner-label\":\"\\u0007\"" },
    { "\"owner-label\":\"甲\"", "\"owner-label\":[]" },
    { "\"created-on\":\"2", "\"created-on\":\"x" },
    { "\"salt\":\"", "\"salt\":\"zz" },
    { "\"slots\":[", "\"slots\":[3," },
    { "\"slots\":[", "\"slots\":[{}," },
    { "\"slots\":[", "\"slots\":{\"a\":[" },
    { "\"content\":{", "\"content\":[{" },
    { "\"store\":\"", "\"store\":\"x" },
  };
  g_autofree char *whole = key_fixture_dup_content (fx, NULL, NULL);
  g_autofree char *deep = g_strnfill (50000, '[');
  g_autofree char *nested
      = g_strconcat ("{\"format\":\"nuanxin-store-keys\",\"version\":1,\"content\":", deep, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *content = NULL;

      write_with_checksum (fx, whole);
      content = key_fixture_dup_content (fx, changes[i][0], changes[i][1]);
      write_with_checksum (fx, content);
      key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_DAMAGED);
    }
  write_with_checksum (fx, nested);
  key_fixture_assert_load_fails (fx, NX_KEYS_ERROR_DAMAGED);
}

/* What a slot means is bound to the key it wraps: changed, it does not open. */
static void
test_bound_meaning (KeyFixture *fx, gconstpointer data)
{
  static const char *const changes[][2] = {
    { "\"owner-uid\":\"w-1\"", "\"owner-uid\":\"w-2\"" },
    { "\"generation\":1,", "\"generation\":2," },
    { "\"opslimit\":1,", "\"opslimit\":2," },
  };
  g_autofree char *whole = key_fixture_dup_content (fx, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *content = NULL;
      g_autoptr (NxKeyFile) file = NULL;

      write_with_checksum (fx, whole);
      content = key_fixture_dup_content (fx, changes[i][0], changes[i][1]);
      write_with_checksum (fx, content);
      file = nx_key_file_load (fx->folder, &error);
      g_assert_no_error (error);
      g_assert_null (nx_key_file_open_passphrase (file, NULL, fx->passphrase, NULL, NULL, &error));
      g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET);
    }
}

/* Slots of one key under the key id of another. */
static void
test_wrong_key_id (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxKeyFile) file = NULL;
  g_autofree char *content = key_fixture_dup_content (fx, nx_master_key_get_id (fx->key),
                                                      "00112233445566778899aabbccddeeff");

  write_with_checksum (fx, content);
  file = nx_key_file_load (fx->folder, &error);
  g_assert_no_error (error);
  g_assert_null (nx_key_file_open_recovery (file, fx->code, NULL, &error));
  g_assert_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/key-damage/" path, KeyFixture, NULL, key_fixture_set_up, test,                     \
              key_fixture_tear_down)
  ADD ("flip-every-byte", test_flip_every_byte);
  ADD ("truncate-everywhere", test_truncate_everywhere);
  ADD ("foreign", test_foreign);
  ADD ("newer", test_newer);
  ADD ("hostile-content", test_hostile_content);
  ADD ("bound-meaning", test_bound_meaning);
  ADD ("wrong-key-id", test_wrong_key_id);
  return g_test_run ();
}
