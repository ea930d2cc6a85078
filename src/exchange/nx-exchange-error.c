/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Registers the error domain of this room. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-exchange-error.h"

G_DEFINE_QUARK (nx - exchange - error - quark, nx_exchange_error)
