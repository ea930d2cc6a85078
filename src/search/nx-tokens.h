/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the words a full-text index keeps of a text, and the expression that finds them again.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For an FTS5 table with tokenize='ascii', detail=none; the same tokens serve any other engine. Han
 * characters are compared as simplified ones, everything after NFKC and in lower case; name dots
 * between Han characters are as if they were not there. Any thread. All results are newly
 * allocated. Invalid UTF-8 gives NULL, NULL counts as empty. */

/* Tokens of names, addresses and other short texts: every Han character and every pair of
 * neighbours, words and numbers whole. "林晓岚 3号楼" → "林 林晓 晓 晓岚 岚 3 号 号楼 楼". */
char *nx_tokens_index (const char *text);
/* Tokens of narratives: pairs only, and the last character of each run alone. */
char *nx_tokens_index_long (const char *text);

/* The FTS5 expression for what a person typed: quoted tokens joined by AND; a word or number at the
 * very end is still being typed and matches by its beginning ("50"*). NULL when nothing can be
 * searched. With detail=none an expression may find a little too much (AB and BC apart); whoever
 * shows the rows checks them (nx_tokens_contains ()). */
char *nx_tokens_query (const char *typed);
/* The same against nx_tokens_index_long (): a single character finds pairs beginning with it. */
char *nx_tokens_query_long (const char *typed);

/* Whether the text really holds every piece typed (pieces are parted by spaces and punctuation). */
gboolean nx_tokens_contains (const char *text, const char *typed);

G_END_DECLS
