/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The error domain of everything that has to do with keys. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NX_KEYS_ERROR (nx_keys_error_quark ())

/**
 * NxKeysError:
 * @NX_KEYS_ERROR_STORE_EXISTS: a new key was asked for where a store (or what is left of one) lies
 * @NX_KEYS_ERROR_WRONG_SECRET: no slot opens with what was given; never says which part was wrong
 * @NX_KEYS_ERROR_NO_FILE: there is no key file
 * @NX_KEYS_ERROR_FOREIGN: the file is something else
 * @NX_KEYS_ERROR_TRUNCATED: the file is empty or its end is missing
 * @NX_KEYS_ERROR_NEWER: a newer version of the program wrote the file
 * @NX_KEYS_ERROR_DAMAGED: the file is ours, but its content is not what was written
 * @NX_KEYS_ERROR_STALE: the file on disk changed since it was read; load it again
 * @NX_KEYS_ERROR_LAST_SLOT: the last way in cannot be taken away
 * @NX_KEYS_ERROR_WEAK: the passphrase is too short or too simple
 * @NX_KEYS_ERROR_BAD_CODE: the recovery code has a typing mistake
 * @NX_KEYS_ERROR_NO_SPACE: no room on the disk; the file there is unchanged
 * @NX_KEYS_ERROR_READ_ONLY: the folder cannot be written; the file there is unchanged
 * @NX_KEYS_ERROR_KEYRING: the keyring service failed or did not keep what it was given
 * @NX_KEYS_ERROR_FAILED: anything else
 *
 * Messages are whole translated sentences for the user and hold no names and no paths.
 */
typedef enum
{
  NX_KEYS_ERROR_STORE_EXISTS,
  NX_KEYS_ERROR_WRONG_SECRET,
  NX_KEYS_ERROR_NO_FILE,
  NX_KEYS_ERROR_FOREIGN,
  NX_KEYS_ERROR_TRUNCATED,
  NX_KEYS_ERROR_NEWER,
  NX_KEYS_ERROR_DAMAGED,
  NX_KEYS_ERROR_STALE,
  NX_KEYS_ERROR_LAST_SLOT,
  NX_KEYS_ERROR_WEAK,
  NX_KEYS_ERROR_BAD_CODE,
  NX_KEYS_ERROR_NO_SPACE,
  NX_KEYS_ERROR_READ_ONLY,
  NX_KEYS_ERROR_KEYRING,
  NX_KEYS_ERROR_FAILED,
} NxKeysError;

GQuark nx_keys_error_quark (void);

G_END_DECLS
