/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The key file of a store: its UUID, its key generation and the slots that open it. */
#pragma once

#include "nx-key-slot.h"
#include "nx-master-key.h"
#include "nx-passphrase.h"
#include "nx-recovery-code.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NX_KEY_FILE_NAME "store.keys"
#define NX_KEY_FILE_PREVIOUS_NAME "store.keys.old"
/* Where a damaged key file is put when the previous one is written in its place. */
#define NX_KEY_FILE_DAMAGED_NAME "store.keys.damaged"
#define NX_KEY_FILE_MAX_SIZE (64 * 1024)
#define NX_KEY_FILE_MAX_SLOTS 64
/* Characters of an owner's uid (printable ASCII) and label (any text without control characters).
 */
#define NX_KEY_FILE_MAX_OWNER 64

#define NX_TYPE_KEY_FILE (nx_key_file_get_type ())

/* Belongs to the thread it was made in; the async functions do their slow part elsewhere by
 * themselves. Slots are added and removed in memory; nothing reaches the disk before a save. */
G_DECLARE_FINAL_TYPE (NxKeyFile, nx_key_file, NX, KEY_FILE, GObject)

/**
 * nx_key_file_new:
 * @folder: the store's folder
 * @key: a key from nx_master_key_new_for_folder()
 *
 * A key file for a new store, generation 1, without slots and not yet on disk. Saving it refuses to
 * replace a file. Write it before the database is made: a key file without a database can be opened
 * and used, the other way round is lost.
 */
NxKeyFile *nx_key_file_new (const char *folder, NxMasterKey *key);

/**
 * nx_key_file_load:
 *
 * Reads and checks `store.keys`, or with @previous `store.keys.old`. Blocks for one small local
 * file. Saving a file that was loaded as @previous puts it back as `store.keys` and moves what lay
 * there to `store.keys.damaged`.
 *
 * Returns: (transfer full) (nullable): NULL with NO_FILE, FOREIGN, TRUNCATED, NEWER, DAMAGED or
 * FAILED
 */
NxKeyFile *nx_key_file_load (const char *folder, GError **error);
NxKeyFile *nx_key_file_load_previous (const char *folder, GError **error);

/**
 * nx_key_file_load_bytes:
 * @bytes: a key file as it once lay on a disk: the one in a backup
 *
 * Opens what the backup holds; belongs to no folder and cannot be saved.
 *
 * Returns: (transfer full) (nullable): NULL with FOREIGN, TRUNCATED, NEWER or DAMAGED
 */
NxKeyFile *nx_key_file_load_bytes (GBytes *bytes, GError **error);

/**
 * nx_key_file_new_next:
 * @key: from nx_master_key_new_next()
 *
 * The key file of the same store with another key: a later generation, without slots; belongs to no
 * folder. It reaches the disk by nx_rekey() only, together with the pages.
 */
NxKeyFile *nx_key_file_new_next (NxKeyFile *self, NxMasterKey *key);

/**
 * nx_key_file_carry_passphrase:
 * @self: from nx_key_file_new_next() of @old
 * @key: that of @self
 * @slot_uid: (nullable): the slot of @old that is meant; NULL: whichever it opens
 * @passphrase: what opens it
 *
 * A way into @old becomes one into @self, of the same owner. Slow, twice; any one thread.
 *
 * Returns: FALSE with WRONG_SECRET and @self as it was
 */
gboolean nx_key_file_carry_passphrase (NxKeyFile *self,
                                       NxMasterKey *key,
                                       NxKeyFile *old,
                                       const char *slot_uid,
                                       NxPassphrase *passphrase,
                                       const NxPassphraseCost *cost,
                                       GError **error);
/* The same for a recovery code, whose sheet stays good; fast. */
gboolean nx_key_file_carry_recovery (
    NxKeyFile *self, NxMasterKey *key, NxKeyFile *old, NxRecoveryCode *code, GError **error);

/* As it is in memory, in the form of the file; never empty. */
GBytes *nx_key_file_to_bytes (NxKeyFile *self);

/**
 * nx_key_file_save:
 *
 * Temp file in the same folder, synced, renamed over the old one, folder synced, mode 0600; the
 * file that was there is kept as `store.keys.old`. On failure the file on disk is what it was.
 * Blocks on the disk; a window uses the async twin. Never touches the database.
 *
 * Returns: FALSE with STALE when another program changed the file since it was loaded (or made one
 *   where there was none), NO_SPACE, READ_ONLY, LAST_SLOT when there is no slot at all, or FAILED
 */
gboolean nx_key_file_save (NxKeyFile *self, GError **error);
void nx_key_file_save_async (NxKeyFile *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean nx_key_file_save_finish (NxKeyFile *self, GAsyncResult *result, GError **error);

/* NULL for one that was loaded from bytes. */
const char *nx_key_file_get_folder (NxKeyFile *self);

/**
 * nx_key_file_get_store_uid:
 *
 * Returns: (transfer none): the UUID that the database must carry too
 */
const char *nx_key_file_get_store_uid (NxKeyFile *self);
guint nx_key_file_get_generation (NxKeyFile *self);

/**
 * nx_key_file_get_key_id:
 *
 * Returns: (transfer none): nx_master_key_get_id() of the key inside
 */
const char *nx_key_file_get_key_id (NxKeyFile *self);

guint nx_key_file_get_n_slots (NxKeyFile *self);
NxKeySlot *nx_key_file_get_slot (NxKeyFile *self, guint position);
/* NULL when there is none. */
NxKeySlot *nx_key_file_find_slot (NxKeyFile *self, const char *slot_uid);
gboolean nx_key_file_has_kind (NxKeyFile *self, NxKeySlotKind kind);

/**
 * nx_key_file_add_keyring:
 * @key: must be the key of this file
 * @owner_uid: the worker's uid, "" for the office
 * @owner_label: what to show of the owner
 * @secret: (out): 32 random bytes in locked memory, to be handed to nx_keyring_store(); useless
 *   without this file
 *
 * Returns: (transfer none) (nullable): the new slot; NULL with FAILED (too many slots, owner unfit)
 */
NxKeySlot *nx_key_file_add_keyring (NxKeyFile *self,
                                    NxMasterKey *key,
                                    const char *owner_uid,
                                    const char *owner_label,
                                    GBytes **secret,
                                    GError **error);

/**
 * nx_key_file_add_recovery:
 *
 * As nx_key_file_add_keyring(), for a recovery code.
 */
NxKeySlot *nx_key_file_add_recovery (NxKeyFile *self,
                                     NxMasterKey *key,
                                     const char *owner_uid,
                                     const char *owner_label,
                                     NxRecoveryCode *code,
                                     GError **error);

/**
 * nx_key_file_add_passphrase:
 * @cost: (nullable): NULL except in tests
 *
 * As nx_key_file_add_keyring(), for a passphrase. Takes half a second or more: a window uses the
 * async twin, which derives in a worker thread and adds the slot in its finish function. Does not
 * apply the rules for new passphrases: nx_passphrase_check() does.
 */
NxKeySlot *nx_key_file_add_passphrase (NxKeyFile *self,
                                       NxMasterKey *key,
                                       const char *owner_uid,
                                       const char *owner_label,
                                       NxPassphrase *passphrase,
                                       const NxPassphraseCost *cost,
                                       GError **error);
void nx_key_file_add_passphrase_async (NxKeyFile *self,
                                       NxMasterKey *key,
                                       const char *owner_uid,
                                       const char *owner_label,
                                       NxPassphrase *passphrase,
                                       const NxPassphraseCost *cost,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
NxKeySlot *nx_key_file_add_passphrase_finish (NxKeyFile *self,
                                              GAsyncResult *result,
                                              GError **error);

/**
 * nx_key_file_remove_slot:
 *
 * Returns: FALSE with LAST_SLOT when no slot would be left, or none that opens without the keyring
 *   where there was one; FAILED when there is no such slot
 */
gboolean nx_key_file_remove_slot (NxKeyFile *self, const char *slot_uid, GError **error);

/**
 * nx_key_file_open_passphrase:
 * @slot_uid: (nullable): the slot of the worker who was chosen; NULL tries all passphrase slots,
 *   each half a second
 * @slot: (out) (optional) (transfer full): the slot that opened: who is in
 *
 * Returns: (transfer full) (nullable): the master key; NULL with WRONG_SECRET, or DAMAGED when a
 * slot opened but does not hold the key of this file, or G_IO_ERROR_CANCELLED
 */
NxMasterKey *nx_key_file_open_passphrase (NxKeyFile *self,
                                          const char *slot_uid,
                                          NxPassphrase *passphrase,
                                          NxKeySlot **slot,
                                          GCancellable *cancellable,
                                          GError **error);
void nx_key_file_open_passphrase_async (NxKeyFile *self,
                                        const char *slot_uid,
                                        NxPassphrase *passphrase,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
NxMasterKey *nx_key_file_open_passphrase_finish (NxKeyFile *self,
                                                 GAsyncResult *result,
                                                 NxKeySlot **slot,
                                                 GError **error);

/**
 * nx_key_file_open_recovery:
 *
 * As nx_key_file_open_passphrase(), by recovery code; fast.
 */
NxMasterKey *nx_key_file_open_recovery (NxKeyFile *self,
                                        NxRecoveryCode *code,
                                        NxKeySlot **slot,
                                        GError **error);

/**
 * nx_key_file_open_keyring:
 * @secret: what the keyring held
 *
 * As nx_key_file_open_passphrase(), by the keyring's secret; fast. WRONG_SECRET means that the item
 * belongs to another store or an older key file.
 */
NxMasterKey *nx_key_file_open_keyring (NxKeyFile *self,
                                       GBytes *secret,
                                       NxKeySlot **slot,
                                       GError **error);

G_END_DECLS
