/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A passphrase as typed: normalised, in wiped memory, with the rules for a new one. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Our default: a Han character counts as two, since it takes as many keys and is harder to guess.
 */
#define NX_PASSPHRASE_MIN_LENGTH 8
#define NX_PASSPHRASE_MAX_BYTES 1024
/* Our default: eight random small letters just pass, eight random digits do not. */
#define NX_PASSPHRASE_MIN_BITS 36

#define NX_TYPE_PASSPHRASE (nx_passphrase_get_type ())

/* Immutable and reference counted; any thread. */
typedef struct _NxPassphrase NxPassphrase;

/**
 * NxPassphraseStrength:
 *
 * In rising order; the first three are refused for a new passphrase.
 */
typedef enum
{
  NX_PASSPHRASE_EMPTY,
  NX_PASSPHRASE_TOO_SHORT,
  NX_PASSPHRASE_TOO_SIMPLE,
  NX_PASSPHRASE_FAIR,
  NX_PASSPHRASE_GOOD,
  NX_PASSPHRASE_STRONG,
} NxPassphraseStrength;

/**
 * NxPassphraseCost:
 * @opslimit: passes of Argon2id over the memory
 * @memlimit: bytes of memory
 *
 * What one guess costs. Wherever a cost is asked for, NULL means libsodium's "moderate" (3 passes,
 * 256 MiB; at least 0.5 s, reliability.md §8.1). Only tests give another one.
 */
typedef struct
{
  guint64 opslimit;
  guint64 memlimit;
} NxPassphraseCost;

GType nx_passphrase_get_type (void) G_GNUC_CONST;

/**
 * nx_passphrase_new:
 * @typed: UTF-8; the caller wipes its own copy
 *
 * Brings the text to NFC, so that the same passphrase from another input method or system opens the
 * same slot. Spaces stay. Applies no rules: whatever once opened a slot may be typed.
 *
 * Returns: (transfer full) (nullable): NULL with %NX_KEYS_ERROR_WEAK when @typed is empty, is not
 *   UTF-8, or has more than %NX_PASSPHRASE_MAX_BYTES
 */
NxPassphrase *nx_passphrase_new (const char *typed, GError **error);

NxPassphrase *nx_passphrase_ref (NxPassphrase *self);
void nx_passphrase_unref (NxPassphrase *self);

/**
 * nx_passphrase_get_bytes:
 *
 * Returns: (transfer none): the normalised text without terminator, in locked memory
 */
GBytes *nx_passphrase_get_bytes (NxPassphrase *self);

/**
 * nx_passphrase_estimate:
 * @typed: (nullable): UTF-8 as it stands in the entry; not valid UTF-8 counts as empty
 * @bits: (out) (optional): the estimate in bits
 *
 * A plain estimate: characters weigh by their kind; repeats, runs (abc, 321), keyboard rows, dates,
 * phone numbers and well-known words weigh next to nothing. Our own default, meant to refuse the
 * worst, not to promise anything about the rest. Fast enough for every key stroke.
 */
NxPassphraseStrength nx_passphrase_estimate (const char *typed, guint *bits);

/**
 * nx_passphrase_check:
 *
 * The rules for a *new* passphrase.
 *
 * Returns: FALSE with %NX_KEYS_ERROR_WEAK and a sentence that says what to do
 */
gboolean nx_passphrase_check (const char *typed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxPassphrase, nx_passphrase_unref)

G_END_DECLS
