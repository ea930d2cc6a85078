/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How a store is opened: the keyring first and silently, then what to offer the person and why. */
#pragma once

#include "nx-key-file.h"
#include "nx-keyring.h"

G_BEGIN_DECLS

#define NX_TYPE_UNLOCK (nx_unlock_get_type ())

/**
 * NxUnlock:
 *
 * Used by the window (async functions) and the tool (blocking twins). Never makes a key, never
 * writes or deletes anything. A passphrase or a code may be tried while the keyring is still being
 * waited for; the first that fits wins. `notify::state` tells when the state may have changed.
 */
G_DECLARE_FINAL_TYPE (NxUnlock, nx_unlock, NX, UNLOCK, GObject)

/**
 * NxUnlockState:
 * @NX_UNLOCK_NEW: nothing looked at yet
 * @NX_UNLOCK_NO_STORE: the folder holds no store; a new office may be made there
 * @NX_UNLOCK_BROKEN: there is something, but no key file can be read; see nx_unlock_get_error()
 * @NX_UNLOCK_CLOSED: a person has to do something; see the reason and the offers
 * @NX_UNLOCK_OPEN: the key and who is in are there
 */
typedef enum
{
  NX_UNLOCK_NEW,
  NX_UNLOCK_NO_STORE,
  NX_UNLOCK_BROKEN,
  NX_UNLOCK_CLOSED,
  NX_UNLOCK_OPEN,
} NxUnlockState;

/**
 * NxUnlockReason:
 * @NX_UNLOCK_REASON_NONE: open, or not tried
 * @NX_UNLOCK_REASON_NO_SLOT: the key file has no keyring slot
 * @NX_UNLOCK_REASON_FORBIDDEN: the keyring may not be used here (shared computer)
 * @NX_UNLOCK_REASON_LOCKED: the keyring is locked
 * @NX_UNLOCK_REASON_REFUSED: unlocking it was refused or the prompt was closed
 * @NX_UNLOCK_REASON_NO_SERVICE: there is no keyring service, or no keyring in it
 * @NX_UNLOCK_REASON_HUNG: the service does not answer
 * @NX_UNLOCK_REASON_FAILED: the service failed in another way
 * @NX_UNLOCK_REASON_ITEM_MISSING: the keyring holds nothing for this store
 * @NX_UNLOCK_REASON_ITEM_UNFIT: what it holds is of another key generation or another store
 *
 * Why the keyring did not open the store.
 */
typedef enum
{
  NX_UNLOCK_REASON_NONE,
  NX_UNLOCK_REASON_NO_SLOT,
  NX_UNLOCK_REASON_FORBIDDEN,
  NX_UNLOCK_REASON_LOCKED,
  NX_UNLOCK_REASON_REFUSED,
  NX_UNLOCK_REASON_NO_SERVICE,
  NX_UNLOCK_REASON_HUNG,
  NX_UNLOCK_REASON_FAILED,
  NX_UNLOCK_REASON_ITEM_MISSING,
  NX_UNLOCK_REASON_ITEM_UNFIT,
} NxUnlockReason;

/* What to offer, as equals. */
typedef enum
{
  NX_UNLOCK_OFFER_NONE = 0,
  NX_UNLOCK_OFFER_PASSPHRASE = 1 << 0,
  NX_UNLOCK_OFFER_RECOVERY = 1 << 1,
  NX_UNLOCK_OFFER_KEYRING = 1 << 2,
} NxUnlockOffers;

/**
 * nx_unlock_new:
 * @folder: the store's folder; need not exist
 * @may_use_keyring: FALSE where the office forbids it
 */
NxUnlock *nx_unlock_new (const char *folder, gboolean may_use_keyring);

/**
 * nx_unlock_new_with_limits:
 *
 * As nx_unlock_new(), with the limits of nx_keyring_new_with_limits().
 */
NxUnlock *nx_unlock_new_with_limits (const char *folder,
                                     gboolean may_use_keyring,
                                     guint time_limit,
                                     guint prompt_limit);

/**
 * nx_unlock_new_for_backup:
 * @key_file: from nx_key_file_load_bytes()
 *
 * As nx_unlock_new(), for the store that lies in a backup: nothing is read from a folder.
 */
NxUnlock *nx_unlock_new_for_backup (NxKeyFile *key_file, gboolean may_use_keyring);

/**
 * nx_unlock_start_async:
 *
 * Reads the key file and tries the keyring slot without prompting. May be called again.
 *
 * Returns (finish): FALSE only when cancelled; every other outcome is a state
 */
void nx_unlock_start_async (NxUnlock *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean nx_unlock_start_finish (NxUnlock *self, GAsyncResult *result, GError **error);
gboolean nx_unlock_start (NxUnlock *self, GCancellable *cancellable, GError **error);

/**
 * nx_unlock_keyring_async:
 *
 * The offer KEYRING: lets the desktop ask for the keyring's password, then tries the slot.
 *
 * Returns (finish): FALSE only when cancelled
 */
void nx_unlock_keyring_async (NxUnlock *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean nx_unlock_keyring_finish (NxUnlock *self, GAsyncResult *result, GError **error);

/**
 * nx_unlock_passphrase_async:
 * @slot_uid: (nullable): the worker's slot, or NULL for all
 *
 * Derives in a worker thread.
 *
 * Returns (finish): whether the store is open; FALSE with WRONG_SECRET, DAMAGED or cancelled
 */
void nx_unlock_passphrase_async (NxUnlock *self,
                                 const char *slot_uid,
                                 NxPassphrase *passphrase,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean nx_unlock_passphrase_finish (NxUnlock *self, GAsyncResult *result, GError **error);
gboolean nx_unlock_passphrase (NxUnlock *self,
                               const char *slot_uid,
                               NxPassphrase *passphrase,
                               GCancellable *cancellable,
                               GError **error);

/**
 * nx_unlock_recovery:
 *
 * Fast; no async twin needed.
 */
gboolean nx_unlock_recovery (NxUnlock *self, NxRecoveryCode *code, GError **error);

/**
 * nx_unlock_lock:
 *
 * Drops the key; the state is CLOSED again. Calls that are still running end as cancelled. The
 * memory is wiped when the store has dropped its view.
 */
void nx_unlock_lock (NxUnlock *self);

/**
 * nx_unlock_reload:
 *
 * Reads the key file again after ways in were added or removed on disk; key and state stay. Blocks
 * for one small local file.
 *
 * Returns: FALSE when it cannot be read or is of another store; the one before then stays in use
 */
gboolean nx_unlock_reload (NxUnlock *self, GError **error);

/* As it was made. */
gboolean nx_unlock_may_use_keyring (NxUnlock *self);

NxUnlockState nx_unlock_get_state (NxUnlock *self);
NxUnlockReason nx_unlock_get_reason (NxUnlock *self);
NxUnlockOffers nx_unlock_get_offers (NxUnlock *self);

/* NULL unless OPEN; borrowed. */
NxMasterKey *nx_unlock_get_key (NxUnlock *self);
/* The slot that opened: who is in. NULL unless OPEN; borrowed. */
NxKeySlot *nx_unlock_get_slot (NxUnlock *self);
/* NULL while none could be read; borrowed. */
NxKeyFile *nx_unlock_get_key_file (NxUnlock *self);
/* Why the key file could not be read, also when the previous one took its place; borrowed. */
const GError *nx_unlock_get_error (NxUnlock *self);

/**
 * nx_unlock_is_previous:
 *
 * Whether `store.keys` could not be read and `store.keys.old` is used instead. Say so, and offer to
 * save it back (nx_key_file_save()) once it has opened the store.
 */
gboolean nx_unlock_is_previous (NxUnlock *self);

/**
 * nx_unlock_has_database:
 *
 * Whether `store.db` was there at the start. A key file alone is either a set-up that was cut short
 * or a lost database: never make a database without asking.
 */
gboolean nx_unlock_has_database (NxUnlock *self);

G_END_DECLS
