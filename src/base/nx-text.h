/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Brings text into the one form that is stored and the one form that is compared. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For storing one line of text: valid UTF-8 in NFC, control and invisible characters out, every run
 * of white space (the ideographic space too) made one space, none at the ends. "" for NULL. */
char *nx_text_clean (const char *text);
/* The same for text of several lines: line ends become \n, lines keep their inner spaces and empty
 * lines in the middle stay. */
char *nx_text_clean_lines (const char *text);

/* For storing a person's name: nx_text_clean (), and between Chinese characters every typed variant
 * of the name dot (• ‧ ・ ． . - and, in long names, a space) becomes U+00B7, which is in GBK.
 * Spaces that only pad a short Chinese name ("王　芳") go away. */
char *nx_name_clean (const char *name);

/* For searching and comparing, never for showing: NFKC (full-width becomes half-width), case
 * folded, traditional characters and common variants (昇) as simplified, name dots removed, spaces
 * between Chinese characters removed and others made one. Two texts that a person would call the
 * same have the same fold. "" for NULL. The first call in the program builds a table (some 70 ms):
 * let a worker thread call nx_text_prepare () at start. Any thread. */
char *nx_text_fold (const char *text);
void nx_text_prepare (void);
/* One character of the fold's table: 單 gives 单, 昇 gives 升, others themselves. */
gunichar nx_text_simplify (gunichar c);

/* Only width: full-width forms and the ideographic space become ASCII, nothing else changes. For
 * numbers, codes and dates before they are read. */
char *nx_text_narrow (const char *text);

/* TRUE for NULL and for text of nothing but white space and invisible characters. */
gboolean nx_text_is_blank (const char *text);
/* TRUE for a Han character of any plane, 〇 included. */
gboolean nx_text_is_han (gunichar c);
/* TRUE for · and what people type instead of it, full stop, hyphen and space not included. */
gboolean nx_text_is_name_dot (gunichar c);

/* The end of the user-perceived character that starts at @text: the character with its marks,
 * variation selectors and joined parts. @text itself at the end. */
const char *nx_text_next_grapheme (const char *text);
/* How many of them there are. */
guint nx_text_count_graphemes (const char *text);

G_END_DECLS
