/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The random key a store is encrypted with, in locked and wiped memory. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-master-key.h"

#include "nx-keys-error.h"
#include "nx-secret-memory.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#define ID_SIZE 16

struct _NxMasterKey
{
  gatomicrefcount ref_count;
  GBytes *bytes;
  char id[ID_SIZE * 2 + 1];
};

G_DEFINE_BOXED_TYPE (NxMasterKey, nx_master_key, nx_master_key_ref, nx_master_key_unref)

/* What a store leaves in its folder; the side files count, since they mean that there was one. */
static const char *const store_files[] = {
  "store.db", "store.db-wal", "store.db-journal", "store.keys", "store.keys.old",
};

static gboolean
check_folder_is_free (const char *folder, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (store_files); i++)
    {
      g_autofree char *path = g_build_filename (folder, store_files[i], NULL);
      GStatBuf status;

      /* lstat, so that a link that points nowhere counts as something that was there. */
      if (g_lstat (path, &status) == 0)
        {
          g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_STORE_EXISTS,
                               _ ("This folder already holds a store or a part of one. Nothing was "
                                  "changed. Open that store, or choose an empty folder."));
          return FALSE;
        }
      if (errno != ENOENT)
        {
          g_set_error (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                       /* TRANSLATORS: %s is the system's reason, such as "Permission denied". */
                       _ ("The folder cannot be looked into: %s. Nothing was changed."),
                       g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

static NxMasterKey *
new_random (void)
{
  guint8 *secret = nx_secret_alloc (NX_MASTER_KEY_SIZE);

  randombytes_buf (secret, NX_MASTER_KEY_SIZE);
  return nx_master_key_new_take (secret);
}

NxMasterKey *
nx_master_key_new_for_folder (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL && *folder != '\0', NULL);

  return check_folder_is_free (folder, error) ? new_random () : NULL;
}

NxMasterKey *
nx_master_key_new_next (NxMasterKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return new_random ();
}

NxMasterKey *
nx_master_key_new_take (guint8 *secret)
{
  static const guint8 personal[crypto_generichash_blake2b_PERSONALBYTES] = "nuanxin key id ";
  NxMasterKey *self;
  guint8 digest[ID_SIZE];

  g_return_val_if_fail (secret != NULL, NULL);

  self = g_new0 (NxMasterKey, 1);
  g_atomic_ref_count_init (&self->ref_count);
  crypto_generichash_blake2b_salt_personal (digest, sizeof digest, NULL, 0, secret,
                                            NX_MASTER_KEY_SIZE, NULL, personal);
  sodium_bin2hex (self->id, sizeof self->id, digest, sizeof digest);
  self->bytes = nx_secret_bytes_take (secret, NX_MASTER_KEY_SIZE);
  return self;
}

NxMasterKey *
nx_master_key_ref (NxMasterKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nx_master_key_unref (NxMasterKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->bytes);
  g_free (self);
}

GBytes *
nx_master_key_get_bytes (NxMasterKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->bytes;
}

const char *
nx_master_key_get_id (NxMasterKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->id;
}
