/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The random key a store is encrypted with, in locked and wiped memory. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NX_MASTER_KEY_SIZE 32

#define NX_TYPE_MASTER_KEY (nx_master_key_get_type ())

/* Immutable and reference counted; any thread. */
typedef struct _NxMasterKey NxMasterKey;

GType nx_master_key_get_type (void) G_GNUC_CONST;

/**
 * nx_master_key_new_for_folder:
 * @folder: where the new store will lie; need not exist yet
 *
 * The only function that makes a first key. Refuses with %NX_KEYS_ERROR_STORE_EXISTS when the
 * folder holds a database, a key file or a leftover of either, of any size, even 0 bytes: a second
 * key would orphan what the first one encrypted. Blocks for a few lstat() calls.
 *
 * Returns: (transfer full) (nullable): a random key, or NULL with @error set
 */
NxMasterKey *nx_master_key_new_for_folder (const char *folder, GError **error);

/**
 * nx_master_key_new_next:
 * @self: the key of a store, which is about to be written again
 *
 * Another random key for the same store. Whoever holds the present one can open the store, so
 * nothing is orphaned before nx_rekey() has proved the new one.
 */
NxMasterKey *nx_master_key_new_next (NxMasterKey *self);

/**
 * nx_master_key_new_take:
 * @secret: (transfer full): %NX_MASTER_KEY_SIZE bytes from nx_secret_alloc()
 *
 * An existing key that came out of a slot.
 */
NxMasterKey *nx_master_key_new_take (guint8 *secret);

NxMasterKey *nx_master_key_ref (NxMasterKey *self);
void nx_master_key_unref (NxMasterKey *self);

/**
 * nx_master_key_get_bytes:
 *
 * What the store takes. The memory stays locked and is wiped when the last reference to the view
 * and to @self is gone: who locks the program drops both.
 *
 * Returns: (transfer none): %NX_MASTER_KEY_SIZE bytes
 */
GBytes *nx_master_key_get_bytes (NxMasterKey *self);

/**
 * nx_master_key_get_id:
 *
 * A short BLAKE2b digest that tells whether two keys are the same without showing either. Stands in
 * the key file in the clear, so that a wrong key and a broken file can be told apart.
 *
 * Returns: (transfer none): 32 lower-case hexadecimal digits
 */
const char *nx_master_key_get_id (NxMasterKey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxMasterKey, nx_master_key_unref)

G_END_DECLS
