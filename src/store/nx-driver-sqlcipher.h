/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The driver for one encrypted file, by SQLCipher. */
#pragma once

#include "nx-driver.h"

G_BEGIN_DECLS

#define NX_TYPE_DRIVER_SQLCIPHER (nx_driver_sqlcipher_get_type ())
G_DECLARE_FINAL_TYPE (NxDriverSqlcipher, nx_driver_sqlcipher, NX, DRIVER_SQLCIPHER, NxDriver)

NxDriver *nx_driver_sqlcipher_new (void);

/* The version of the cipher in this process; NULL when the linked library cannot encrypt. */
char *nx_driver_sqlcipher_dup_cipher_version (void);

/* TRUE when the headers of the build and the library of this process belong together. */
gboolean nx_driver_sqlcipher_is_matching (void);

/* @maps: text like /proc/self/maps. FALSE when a second SQLite library is loaded, which would mix
 * with ours and write clear text (reliability: two SQLite libraries in one process). */
gboolean nx_driver_sqlcipher_is_alone (const char *maps);

G_END_DECLS
