/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A key file with one slot of each kind in a folder of its own, for tests. */
#include "config.h"

#include "key-fixture.h"

#include "nx-keys-error.h"

#include <glib/gstdio.h>
#include <string.h>

const NxPassphraseCost *
key_fixture_get_cheap (void)
{
  static const NxPassphraseCost cheap = { 1, 8192 };

  return &cheap;
}

void
key_fixture_set_up (KeyFixture *fx, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fx->folder = g_dir_make_tmp ("nx-keys-XXXXXX", &error);
  g_assert_no_error (error);
  fx->path = g_build_filename (fx->folder, NX_KEY_FILE_NAME, NULL);
  fx->key = nx_master_key_new_for_folder (fx->folder, &error);
  g_assert_no_error (error);
  fx->file = nx_key_file_new (fx->folder, fx->key);
  fx->passphrase = nx_passphrase_new ("窗台 three cats", &error);
  fx->code = nx_recovery_code_new_random ();
  g_assert_nonnull (nx_key_file_add_passphrase (fx->file, fx->key, "w-1", "甲", fx->passphrase,
                                                key_fixture_get_cheap (), &error));
  g_assert_nonnull (nx_key_file_add_recovery (fx->file, fx->key, "", "", fx->code, &error));
  g_assert_nonnull (
      nx_key_file_add_keyring (fx->file, fx->key, "w-2", "\"乙\" \\ x", &fx->secret, &error));
  g_assert_no_error (error);
  g_assert_true (nx_key_file_save (fx->file, &error));
  g_assert_no_error (error);
}

static void
remove_in (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
key_fixture_tear_down (KeyFixture *fx, gconstpointer data)
{
  g_assert_finalize_object (fx->file);
  g_clear_pointer (&fx->key, nx_master_key_unref);
  nx_passphrase_unref (fx->passphrase);
  nx_recovery_code_unref (fx->code);
  g_bytes_unref (fx->secret);
  remove_in (fx->folder);
  g_free (fx->folder);
  g_free (fx->path);
}

char *
key_fixture_read_file (const char *path, gsize *size)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);

  g_assert_nonnull (mapped);
  *size = g_mapped_file_get_length (mapped);
  return g_strndup (g_mapped_file_get_contents (mapped), *size);
}

void
key_fixture_write_file (const char *path, const char *data, gsize size)
{
  FILE *stream = g_fopen (path, "w");

  g_assert_nonnull (stream);
  g_assert_cmpuint (fwrite (data, 1, size, stream), ==, size);
  g_assert_cmpint (fclose (stream), ==, 0);
}

void
key_fixture_assert_load_fails (KeyFixture *fx, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxKeyFile) file = nx_key_file_load (fx->folder, &error);

  g_assert_null (file);
  g_assert_error (error, NX_KEYS_ERROR, code);
  g_assert_null (strstr (error->message, fx->folder));
}

/* The saved content without its checksum, with one text replaced. */
char *
key_fixture_dup_content (KeyFixture *fx, const char *from, const char *to)
{
  gsize size;
  g_autofree char *text = key_fixture_read_file (fx->path, &size);
  g_auto (GStrv) parts = NULL;

  *strstr (text, ",\"checksum\"") = '\0';
  if (from == NULL)
    return g_steal_pointer (&text);
  parts = g_strsplit (text, from, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

void
key_fixture_assert_key (KeyFixture *fx, NxMasterKey *key, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (nx_master_key_get_bytes (key), nx_master_key_get_bytes (fx->key)));
}
