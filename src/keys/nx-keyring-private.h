/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The steps of a call to the keyring, shared by the functions of NxKeyring. */
#pragma once

#include "nx-keyring.h"

G_BEGIN_DECLS

#define NX_KEYRING_SECRET_SIZE 32

struct _NxKeyring
{
  GObject parent_instance;

  char *store_uid;
  guint generation;
  guint time_limit;
  guint prompt_limit;
};

typedef enum
{
  NX_KEYRING_OPERATION_PROBE,
  NX_KEYRING_OPERATION_LOAD,
  NX_KEYRING_OPERATION_STORE,
  NX_KEYRING_OPERATION_VERIFY,
  NX_KEYRING_OPERATION_UNLOCK,
  NX_KEYRING_OPERATION_FORGET,
} NxKeyringOperation;

/* @secret: to be stored, else NULL. */
void nx_keyring_run_async (NxKeyring *self,
                           NxKeyringOperation operation,
                           GBytes *secret,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/* @secret: (out) (optional): what was read. */
NxKeyringState nx_keyring_run_finish (NxKeyring *self,
                                      GAsyncResult *result,
                                      GBytes **secret,
                                      GError **error);

G_END_DECLS
