/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The key file of a store that gets another key: the ways in whose secret is at hand come along. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-key-file-private.h"

#include <sodium.h>

/* How far the number of a generation goes on, at the most. */
#define LONGEST_STRIDE 65536

/* The others cannot: a slot can be written only with its secret, and that is what keeps a way in
 * from being made for somebody behind their back. */

NxKeyFile *
nx_key_file_new_next (NxKeyFile *self, NxMasterKey *key)
{
  NxKeyFile *next;

  g_return_val_if_fail (NX_IS_KEY_FILE (self) && key != NULL, NULL);

  next = g_object_new (NX_TYPE_KEY_FILE, NULL);
  next->content = nx_key_file_content_new ();
  next->content->store_uid = g_strdup (self->content->store_uid);
  /* Not simply the next number: when a backup of before was restored that one is taken, and the
   * keyring's item for it, which opens backups of its time, would be written over. */
  next->content->generation = self->content->generation + 1 + randombytes_uniform (LONGEST_STRIDE);
  next->content->key_id = g_strdup (nx_master_key_get_id (key));
  next->expect = NX_KEY_FILE_EXPECT_NOTHING;
  return next;
}

gboolean
nx_key_file_carry_passphrase (NxKeyFile *self,
                              NxMasterKey *key,
                              NxKeyFile *old,
                              const char *slot_uid,
                              NxPassphrase *passphrase,
                              const NxPassphraseCost *cost,
                              GError **error)
{
  g_autoptr (NxMasterKey) opened = NULL;
  g_autoptr (NxKeySlot) slot = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self) && NX_IS_KEY_FILE (old), FALSE);

  opened = nx_key_file_open_passphrase (old, slot_uid, passphrase, &slot, NULL, error);
  return opened != NULL
         && nx_key_file_add_passphrase (self, key, nx_key_slot_get_owner_uid (slot),
                                        nx_key_slot_get_owner_label (slot), passphrase, cost, error)
                != NULL;
}

gboolean
nx_key_file_carry_recovery (
    NxKeyFile *self, NxMasterKey *key, NxKeyFile *old, NxRecoveryCode *code, GError **error)
{
  g_autoptr (NxMasterKey) opened = NULL;
  g_autoptr (NxKeySlot) slot = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self) && NX_IS_KEY_FILE (old), FALSE);

  opened = nx_key_file_open_recovery (old, code, &slot, error);
  return opened != NULL
         && nx_key_file_add_recovery (self, key, nx_key_slot_get_owner_uid (slot),
                                      nx_key_slot_get_owner_label (slot), code, error)
                != NULL;
}

GBytes *
nx_key_file_to_bytes (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);

  return nx_key_file_content_to_bytes (self->content);
}
