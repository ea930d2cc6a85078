/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The recovery code of the printed sheet: made, written in groups, read back as people type it. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* 11 groups of 4 characters, the last of each a check character: 33 × 5 = 165 random bits. */
#define NX_RECOVERY_CODE_N_GROUPS 11
#define NX_RECOVERY_CODE_GROUP_SIZE 4

#define NX_TYPE_RECOVERY_CODE (nx_recovery_code_get_type ())

/* Immutable and reference counted; any thread. */
typedef struct _NxRecoveryCode NxRecoveryCode;

GType nx_recovery_code_get_type (void) G_GNUC_CONST;

/**
 * nx_recovery_code_new_random:
 *
 * Returns: (transfer full): a new code
 */
NxRecoveryCode *nx_recovery_code_new_random (void);

/**
 * nx_recovery_code_parse:
 * @typed: UTF-8; capitals or not, full-width or not, with or without spaces, line ends and dashes;
 *   I and L are read as 1, O as 0
 * @bad_group: (out) (optional): the first group with a mistake, counted from 1; 0 when none can be
 *   named (groups missing at the end, or too many)
 *
 * A wrong character, two neighbours swapped and two groups swapped are always found.
 *
 * Returns: (transfer full) (nullable): NULL with %NX_KEYS_ERROR_BAD_CODE; the message names the
 * group
 */
NxRecoveryCode *nx_recovery_code_parse (const char *typed, guint *bad_group, GError **error);

/**
 * nx_recovery_code_scan:
 * @n_good: (out) (optional): groups that are complete and right, from the first on
 * @bad_group: (out) (optional): as nx_recovery_code_parse()
 *
 * For the entry while it is being typed into.
 *
 * Returns: whether the code is complete and right
 */
gboolean nx_recovery_code_scan (const char *typed, guint *n_good, guint *bad_group);

NxRecoveryCode *nx_recovery_code_ref (NxRecoveryCode *self);
void nx_recovery_code_unref (NxRecoveryCode *self);

/**
 * nx_recovery_code_get_text:
 *
 * For the sheet and its QR code only.
 *
 * Returns: (transfer none): groups joined by dashes, ASCII capitals and digits, in locked memory
 */
const char *nx_recovery_code_get_text (NxRecoveryCode *self);

/**
 * nx_recovery_code_get_bytes:
 *
 * Returns: (transfer none): the random part, in locked memory
 */
GBytes *nx_recovery_code_get_bytes (NxRecoveryCode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxRecoveryCode, nx_recovery_code_unref)

G_END_DECLS
