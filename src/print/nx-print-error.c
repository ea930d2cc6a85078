/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds the error domain of the print room. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-print-error.h"

G_DEFINE_QUARK (nx - print - error - quark, nx_print_error)
