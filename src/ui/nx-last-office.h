/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Remembers which folder held the office that was open last, so that the program finds it again. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small file in the user's state folder; holds a path and nothing else. */

/* NULL when none was noted, or the file cannot be read. Free with g_free. */
char *nx_last_office_load (void);

/* A failure is only noted in the debug log: the office is then found by hand next time. */
void nx_last_office_save (const char *folder);

G_END_DECLS
