/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files that parse, look up and match a query share.
 */
#pragma once

#include "nx-pinyin-table.h"
#include "nx-query.h"

G_BEGIN_DECLS

#define NX_READING_MAX_PIECES 24
#define NX_QUERY_MAX_READINGS 48

/* One thing typed for one character of a name. */
typedef struct
{
  gunichar han;    /* 0 for letters */
  guint8 is_whole; /* letters are a whole syllable and must equal one */
  guint8 length;
  char letters[8];
} NxQueryPiece;

/* One way to read the letters typed: wang|gui|y. */
typedef struct
{
  guint n_pieces;
  NxMatchWhy why;
  NxQueryPiece pieces[NX_READING_MAX_PIECES];
} NxQueryReading;

struct _NxQuery
{
  int ref_count;
  NxQueryKinds kinds;
  char *text;   /* trimmed, NFKC */
  char *folded; /* nx_text_fold () */
  char *expression;
  char *letters; /* a–z of a query of letters, ü as v; else NULL */
  gunichar *han; /* simplified characters of a query of Han */
  guint n_han;
  char *phone_digits;
  char *id_prefix;
  char *case_piece;
  GArray *readings; /* of NxQueryReading, the best first */
  GArray *lookups;  /* of NxLookup */
};

/* nx-query-letters.c: the ways to read what is typed in letters, mixed with Han or not. */
void nx_query_read_letters (NxQuery *self);
/* nx-query-lookups.c: fills @lookups once everything else is known. */
void nx_query_make_lookups (NxQuery *self);
/* nx-query-numbers.c: phone, ID and case numbers. */
void nx_query_read_numbers (NxQuery *self);

G_END_DECLS
