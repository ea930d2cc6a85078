/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says why an office is locked, why its keyring did not open it, and which way is whose. */
#pragma once

#include "nx-session.h"

G_BEGIN_DECLS

/* Sentences for the unlock page, translated; static but for dup. NULL: nothing is to be said. */
const char *nx_unlock_words_for_lock (NxLockReason reason);
const char *nx_unlock_words_for_reason (NxUnlockReason reason);
/* @error: why it could not be opened, or NULL. */
const char *nx_unlock_words_for_title (const GError *error);

/* The key file lies in the clear, so new ways carry no name: their day tells them apart. */
char *nx_unlock_words_dup_slot (NxKeySlot *slot);

G_END_DECLS
