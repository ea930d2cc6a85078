/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes a name apart into Han characters with their readings, words and numbers; private to the
 * room.
 */
#pragma once

#include "nx-pinyin-table.h"

G_BEGIN_DECLS

#define NX_NAME_MAX_UNITS 96
#define NX_NAME_MAX_BYTES 512
#define NX_UNIT_MAX_READINGS 8
#define NX_NAME_MAX_PARTS 4

typedef enum
{
  NX_UNIT_HAN,
  NX_UNIT_WORD,   /* letters of one word, folded to a–z where they are Latin */
  NX_UNIT_NUMBER, /* a run of digits, as 0–9 */
} NxUnitKind;

typedef struct
{
  NxUnitKind kind;
  gunichar c;     /* NX_UNIT_HAN: as written */
  guint16 offset; /* in characters of the name */
  guint16 length;
  gboolean begins_part; /* a dot or space stands before it; the first few only */
  guint n_readings;
  guint16 readings[NX_UNIT_MAX_READINGS]; /* NX_UNIT_HAN: the best first, none doubled */
  guint16 word;                           /* others: place and bytes in @words */
  guint16 word_length;
} NxNameUnit;

typedef struct
{
  guint n_units;
  guint n_bytes;
  NxNameUnit units[NX_NAME_MAX_UNITS];
  char words[NX_NAME_MAX_BYTES];
  /* A correction that does not give one syllable for each character, as typed, in a–z; else "". */
  char spelled[64];
} NxNameUnits;

/* Reads a name; what is beyond the limits above is left out. With @has_surname the beginning is
 * read as a surname. A correction ("tan jing", "Tán Jìng", "tanjing") goes before all other
 * readings. The name must be valid UTF-8; NULL is an empty name. */
void nx_name_units_read (NxNameUnits *self,
                         const char *name,
                         const char *correction,
                         gboolean has_surname);

/* A character as plain lower-case letters: é → e, Ａ → a, ü → u (or v with @keeps_umlaut). Writes
 * at most 6 bytes and returns how many; 0 for what is no letter. Other alphabets stay themselves.
 */
guint nx_fold_letter (gunichar c, gboolean keeps_umlaut, char bytes[8]);

G_END_DECLS
