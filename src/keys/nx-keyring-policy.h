/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Whether the keyring may open offices on this computer, or its administrator forbids it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The setting of the program's schema. An administrator sets and locks it in the system's settings
 * database, so that no user can change it. */
#define NX_KEYRING_POLICY_KEY "allow-keyring"

/**
 * nx_keyring_is_allowed:
 *
 * Everything that would ask the keyring or store in it asks this first. On a computer that several
 * people share under one account, the keyring opens the office for all of them.
 *
 * Returns: TRUE where the schema is not installed
 */
gboolean nx_keyring_is_allowed (void);

G_END_DECLS
