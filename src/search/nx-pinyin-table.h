/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Looks up the readings of one character and the known syllables; private to the room.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NX_PINYIN_MAX_READINGS 4

/* The readings of a character, likeliest in a given name first; returns how many (0 when unknown).
 * A reading is the number of a syllable: 1 and up, in alphabetical order. Any thread, opens
 * nothing. */
guint nx_pinyin_table_find (gunichar c, guint16 readings[NX_PINYIN_MAX_READINGS]);
/* "lv" for lü: the syllable in a–z. */
const char *nx_pinyin_table_syllable (guint16 reading);
/* The number of a syllable spelled with v for ü; 0 when it is none. */
guint16 nx_pinyin_table_reading (const char *text, gsize length);
/* The same for every spelling people type: lü as lv, lyu, lue for lüe. "lu" is lu. */
guint16 nx_pinyin_table_typed_reading (const char *text, gsize length);
/* Whether a spelling of some syllable begins with the text. */
gboolean nx_pinyin_table_is_prefix (const char *text, gsize length);

/* The spellings of a syllable: itself, and for one with ü the ones with u and yu ("lv", "lu",
 * "lyu"). Returns how many. */
guint nx_pinyin_table_spellings (guint16 reading, char spellings[3][8]);

G_END_DECLS
