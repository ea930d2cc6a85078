/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The error domain of everything that has to do with keys. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-keys-error.h"

G_DEFINE_QUARK (nx - keys - error - quark, nx_keys_error)
