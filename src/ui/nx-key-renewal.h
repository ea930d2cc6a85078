/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Another key for an office: first its key file is made in memory, then the closed store is written
 * again. */
#pragma once

#include <gio/gio.h>

#include "nx-backup-file.h"
#include "nx-key-file.h"

G_BEGIN_DECLS

#define NX_TYPE_KEY_RENEWAL (nx_key_renewal_get_type ())
G_DECLARE_FINAL_TYPE (NxKeyRenewal, nx_key_renewal, NX, KEY_RENEWAL, GObject)

/* @keys: that of the office as it is, with the key that opened it; nothing of it is changed. */
NxKeyRenewal *nx_key_renewal_new (const char *folder, NxKeyFile *keys, NxMasterKey *key);

/* The ways in that stay: with their secrets, which nobody but their owner has. A sheet's code finds
 * its slot by itself. */
void nx_key_renewal_keep_passphrase (NxKeyRenewal *self,
                                     const char *slot_uid,
                                     NxPassphrase *passphrase);
void nx_key_renewal_keep_recovery (NxKeyRenewal *self, const char *slot_uid, NxRecoveryCode *code);
/* A new item in the keyring of this desktop, beside the one of now. */
void nx_key_renewal_keep_keyring (NxKeyRenewal *self, const char *owner_uid);

/**
 * nx_key_renewal_prepare_async:
 *
 * Tries every secret and makes the new key file, while the office is open; half a second or more
 * for each passphrase, on another thread. Nothing of the store is touched.
 *
 * Returns (finish): FALSE with WRONG_SECRET and @wrong_slot_uid (out, transfer none), or KEYRING
 */
void nx_key_renewal_prepare_async (NxKeyRenewal *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean nx_key_renewal_prepare_finish (NxKeyRenewal *self,
                                        GAsyncResult *result,
                                        const char **wrong_slot_uid,
                                        GError **error);

/**
 * nx_key_renewal_run_async:
 *
 * nx_rekey() on another thread, for a store that was closed. What was prepared is dropped then.
 */
void nx_key_renewal_run_async (NxKeyRenewal *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean nx_key_renewal_run_finish (NxKeyRenewal *self, GAsyncResult *result, GError **error);

/* How many of the ways in will have ended. */
guint nx_key_renewal_get_n_ended (NxKeyRenewal *self);

G_END_DECLS
