/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What only the key file does with a slot: wrap, unwrap, read from and write to JSON. */
#pragma once

#include "nx-key-slot.h"
#include "nx-master-key.h"
#include "nx-passphrase.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The key file a slot belongs to; part of what is authenticated with the wrapped key. */
typedef struct
{
  const char *store_uid;
  guint generation;
} NxKeySlotPlace;

/* Whether the texts may stand in a slot. */
gboolean nx_key_slot_check_owner (const char *owner_uid, const char *owner_label, GError **error);

/* @secret: passphrase, code or the keyring's random bytes; @cost only for a passphrase. Slow for a
 * passphrase; any thread. The owner must have been checked. */
NxKeySlot *nx_key_slot_wrap (const NxKeySlotPlace *place,
                             NxKeySlotKind kind,
                             NxMasterKey *key,
                             GBytes *secret,
                             const char *owner_uid,
                             const char *owner_label,
                             const NxPassphraseCost *cost,
                             GError **error);

/* NULL with WRONG_SECRET, or FAILED without memory for the derivation. Any thread. */
NxMasterKey *nx_key_slot_unwrap (NxKeySlot *self,
                                 const NxKeySlotPlace *place,
                                 GBytes *secret,
                                 GError **error);

void nx_key_slot_write_json (NxKeySlot *self, JsonBuilder *builder);
/* NULL when anything is missing, too much or out of its range. */
NxKeySlot *nx_key_slot_read_json (JsonObject *object);

/* Strict readers of a member; NULL or FALSE when it is not there or not of that kind. */
const char *nx_key_json_get_text (JsonObject *object, const char *name);
gboolean nx_key_json_get_number (
    JsonObject *object, const char *name, guint64 min, guint64 max, guint64 *value);
gboolean nx_key_json_get_hex (JsonObject *object, const char *name, guint8 *data, gsize size);

G_END_DECLS
