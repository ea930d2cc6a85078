/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the keys that the number of a case or a household is found by.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The number in lower case, whole and from each of its parts on: "210102002001-2025-0007",
 * "2025-0007", "0007"; of "…-H00004" also "h00004" and "00004". Empty for NULL and "". Free with
 * g_strfreev (). */
GStrv nx_number_keys (const char *number);

/* What was typed in the same form; NULL when it is no beginning of a number: nothing but letters,
 * or fewer than four signs. Free with g_free (). */
char *nx_number_key_of_typed (const char *typed);

G_END_DECLS
