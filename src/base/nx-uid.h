/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the identifiers by which records are recognised outside their store. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new identifier as 36 characters in lower case (RFC 9562). Version 7 begins with the time in
 * milliseconds, so new rows lie together in an index; version 4 is random and says nothing. Any
 * thread. */
char *nx_uid_new (void);        /* version 7 */
char *nx_uid_new_random (void); /* version 4 */

/* TRUE for 36 characters in the form above, of any version. */
gboolean nx_uid_is_valid (const char *uid);

G_END_DECLS
