/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One way into a store: the master key wrapped for a keyring, a passphrase or a recovery code. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NX_TYPE_KEY_SLOT (nx_key_slot_get_type ())

/* Immutable and reference counted; any thread. */
typedef struct _NxKeySlot NxKeySlot;

typedef enum
{
  NX_KEY_SLOT_KEYRING,
  NX_KEY_SLOT_PASSPHRASE,
  NX_KEY_SLOT_RECOVERY,
} NxKeySlotKind;

GType nx_key_slot_get_type (void) G_GNUC_CONST;

NxKeySlot *nx_key_slot_ref (NxKeySlot *self);
void nx_key_slot_unref (NxKeySlot *self);

const char *nx_key_slot_get_uid (NxKeySlot *self);
NxKeySlotKind nx_key_slot_get_kind (NxKeySlot *self);

/**
 * nx_key_slot_get_owner_uid:
 *
 * Who is in when this slot opens. Bound to the wrapped key: a slot whose owner was changed in the
 * file does not open.
 *
 * Returns: (transfer none): the worker's uid; "" for a slot of the office
 */
const char *nx_key_slot_get_owner_uid (NxKeySlot *self);

/**
 * nx_key_slot_get_owner_label:
 *
 * What to show before anything is open. Only for the eye: decide by the uid.
 *
 * Returns: (transfer none): as the caller chose it; may be ""
 */
const char *nx_key_slot_get_owner_label (NxKeySlot *self);

/**
 * nx_key_slot_get_created_on:
 *
 * Returns: (transfer none): ISO day
 */
const char *nx_key_slot_get_created_on (NxKeySlot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxKeySlot, nx_key_slot_unref)

G_END_DECLS
