/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives the pinyin of names and texts, the keys names are found by and the keys they sort by.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All functions: any thread; no state and nothing to open. NULL is an empty text. Invalid UTF-8 is
 * refused: the answer is then that for an empty text. Tones are left out. The first characters of a
 * name are read as its surname by resources/codes/surnames.tsv. */

/* The likeliest reading of a name, for showing: "shan xiao ming", "lü bu", "a yi gu li mai mai ti".
 * Characters without a known reading stay themselves. */
char *nx_pinyin_name (const char *name);

/* The same for any other text, as an address: no surname, words and numbers as they are. */
char *nx_pinyin_of_text (const char *text);

/* Every key to index a name by: "f:linxiaolan" (the whole reading) and "i:lxl" (the initials), for
 * all common readings of its characters, at most 16 combinations; ü as v, u and yu. After a name
 * dot or a space the rest has keys too (阿依古丽·买买提 is found by "maimaiti"). The first key is
 * the best whole reading. Only a–z after the colon. @correction is what a worker wrote as the
 * pinyin ("tan jing"), or NULL; it comes first, other readings stay. Empty (never NULL) when
 * nothing can be read. */
GStrv nx_pinyin_keys (const char *name, const char *correction);

/* A text that sorts by strcmp () as people expect names in order: by syllable, surname reading
 * first, tones ignored, same sounds by character; numbers before, then Han, characters without a
 * known reading, words of letters, and what is none of these. To be stored; not to be shown. */
char *nx_pinyin_sort_key (const char *name, const char *correction);

/* The same for addresses and other texts: no surname, and numbers sort by value (2号楼 before
 * 10号楼). */
char *nx_sort_key_natural (const char *text);

G_END_DECLS
