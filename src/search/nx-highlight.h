/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the typed pieces in a long text and cuts a snippet around the first of them.
 */
#pragma once

#include "nx-query.h"

G_BEGIN_DECLS

/* Where the text holds the pieces typed (parted by spaces and punctuation), compared as in
 * nx_text_fold (): rising, merged ranges in characters of the text as given. Never NULL; empty for
 * invalid UTF-8, for NULL and when nothing is found. Any thread. Free with g_array_unref (). */
GArray *nx_highlight_find (const char *text, const char *typed);

/* About @n_characters of the text on one line, with the first piece found in its first third and …
 * where something is left out; the beginning of the text when nothing is found. @ranges (may be
 * NULL) takes the ranges inside the snippet. "" for NULL and invalid UTF-8. */
char *nx_highlight_snippet (const char *text,
                            const char *typed,
                            guint n_characters,
                            GArray **ranges);

G_END_DECLS
