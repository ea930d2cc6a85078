/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The convenience copy of a wrapping secret in the desktop's keyring, and what state that is in. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Milliseconds. Our defaults: a service that does not answer in 10 s counts as hung; a person gets
 * five minutes for the password prompt of the unlock step. */
#define NX_KEYRING_TIME_LIMIT 10000
#define NX_KEYRING_PROMPT_LIMIT 300000

#define NX_TYPE_KEYRING (nx_keyring_get_type ())

/**
 * NxKeyring:
 *
 * One item for one store and key generation. Its attributes are the application, the store's UUID
 * and the generation; its label is the program's name: no client data, no path.
 *
 * The async functions never block and answer on the caller's thread-default main context within
 * `time-limit`. The blocking twins run a main context of their own: for the tool and for tests,
 * never for a thread that draws a window.
 *
 * Only the unlock step may ask the user for a password.
 */
G_DECLARE_FINAL_TYPE (NxKeyring, nx_keyring, NX, KEYRING, GObject)

/**
 * NxKeyringState:
 * @NX_KEYRING_FAILED: the error is set: cancelled, or the service refused in an unknown way
 * @NX_KEYRING_ABSENT: no bus, or no secret service on it
 * @NX_KEYRING_NO_COLLECTION: the service has no default keyring yet
 * @NX_KEYRING_LOCKED: the keyring or the item is locked, or unlocking was refused
 * @NX_KEYRING_NO_ITEM: unlocked, and it holds nothing for this store
 * @NX_KEYRING_UNFIT: unlocked, and it holds only items of other key generations, or one that cannot
 *   be a secret of ours
 * @NX_KEYRING_FOUND: the item is there and can be read
 * @NX_KEYRING_TIMEOUT: the service did not answer in time
 */
typedef enum
{
  NX_KEYRING_FAILED,
  NX_KEYRING_ABSENT,
  NX_KEYRING_NO_COLLECTION,
  NX_KEYRING_LOCKED,
  NX_KEYRING_NO_ITEM,
  NX_KEYRING_UNFIT,
  NX_KEYRING_FOUND,
  NX_KEYRING_TIMEOUT,
} NxKeyringState;

/**
 * nx_keyring_new:
 * @store_uid: from nx_key_file_get_store_uid()
 * @generation: from nx_key_file_get_generation()
 */
NxKeyring *nx_keyring_new (const char *store_uid, guint generation);

/**
 * nx_keyring_new_with_limits:
 * @time_limit: milliseconds for everything that needs no person
 * @prompt_limit: milliseconds for the unlock step
 */
NxKeyring *nx_keyring_new_with_limits (const char *store_uid,
                                       guint generation,
                                       guint time_limit,
                                       guint prompt_limit);

/**
 * nx_keyring_probe_async:
 *
 * Finds out the state without ever prompting and without reading the secret.
 */
void nx_keyring_probe_async (NxKeyring *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
NxKeyringState nx_keyring_probe_finish (NxKeyring *self, GAsyncResult *result, GError **error);
NxKeyringState nx_keyring_probe (NxKeyring *self, GCancellable *cancellable, GError **error);

/**
 * nx_keyring_load_async:
 *
 * Probes and reads, without ever prompting. The finish function gives @secret (32 bytes in locked
 * memory) when the state is FOUND, else NULL. No state but NO_ITEM says that there is no item.
 */
void nx_keyring_load_async (NxKeyring *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
NxKeyringState nx_keyring_load_finish (NxKeyring *self,
                                       GAsyncResult *result,
                                       GBytes **secret,
                                       GError **error);
NxKeyringState nx_keyring_load (NxKeyring *self,
                                GBytes **secret,
                                GCancellable *cancellable,
                                GError **error);

/**
 * nx_keyring_unlock_async:
 *
 * Asks the service to unlock, which shows the desktop's password prompt, then probes. A refusal is
 * the state LOCKED, not an error. Has `prompt-limit` to run; cancelling takes the prompt away.
 */
void nx_keyring_unlock_async (NxKeyring *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
NxKeyringState nx_keyring_unlock_finish (NxKeyring *self, GAsyncResult *result, GError **error);
NxKeyringState nx_keyring_unlock (NxKeyring *self, GCancellable *cancellable, GError **error);

/**
 * nx_keyring_store_async:
 * @secret: 32 bytes from nx_key_file_add_keyring()
 *
 * Writes the item into the default keyring, then looks it up again and compares. Only FOUND means
 * that it is kept; on LOCKED or NO_COLLECTION nothing was written. FAILED with
 * %NX_KEYS_ERROR_KEYRING when the service gave back something else.
 */
void nx_keyring_store_async (NxKeyring *self,
                             GBytes *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
NxKeyringState nx_keyring_store_finish (NxKeyring *self, GAsyncResult *result, GError **error);
NxKeyringState nx_keyring_store (NxKeyring *self,
                                 GBytes *secret,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * nx_keyring_forget_async:
 *
 * Deletes the items of this store, of every generation. NO_ITEM means that none is left; on LOCKED
 * nothing was deleted.
 */
void nx_keyring_forget_async (NxKeyring *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
NxKeyringState nx_keyring_forget_finish (NxKeyring *self, GAsyncResult *result, GError **error);
NxKeyringState nx_keyring_forget (NxKeyring *self, GCancellable *cancellable, GError **error);

G_END_DECLS
