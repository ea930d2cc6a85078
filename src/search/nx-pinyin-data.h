/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Declares the constant tables that tools/compile-pinyin.c makes at build time; private to the
 * room.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NX_PINYIN_POLYPHONE 0x8000
#define NX_PINYIN_LAST_PAGE 0x31F
#define NX_SURNAME_MAX 4

typedef struct
{
  guint8 n_characters;
  gunichar characters[NX_SURNAME_MAX];
  /* One character: its readings, the usual one first. Several: one syllable for each. */
  guint16 syllables[NX_SURNAME_MAX];
} NxSurname;

/* Sorted; [0] is "": a syllable's number is also its rank. */
extern const char nx_pinyin_syllables[][8];
extern const guint nx_pinyin_n_syllables;
/* By page of 256 characters: 0 unknown, a syllable, or NX_PINYIN_POLYPHONE | row below. */
extern const guint16 nx_pinyin_page_numbers[];
extern const guint16 nx_pinyin_pages[][256];
extern const guint16 nx_pinyin_polyphones[][4];
/* Sorted by first character, then the longest first. */
extern const NxSurname nx_surnames[];
extern const guint nx_n_surnames;

G_END_DECLS
