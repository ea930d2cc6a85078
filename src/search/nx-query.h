/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Understands what was typed into a search box and says why a name answers it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was typed may be, in any combination: 20250007 is the end of a phone number, the beginning
 * of an ID number and nearly a case number. */
typedef enum
{
  NX_QUERY_HAN = 1 << 0,         /* Han characters only: a name, a piece of one, an address */
  NX_QUERY_LETTERS = 1 << 1,     /* letters only: pinyin, initials, a name in letters */
  NX_QUERY_MIXED = 1 << 2,       /* both: 林xl */
  NX_QUERY_PHONE = 1 << 3,       /* three digits or more: a phone number or its end */
  NX_QUERY_ID_NUMBER = 1 << 4,   /* the beginning of an identity card or permit number */
  NX_QUERY_CASE_NUMBER = 1 << 5, /* 2025-0007, 个案0007号, 〔2025〕 */
  NX_QUERY_ADDRESS
  = 1 << 6, /* worth trying on addresses: two Han characters, or numbers with letters */
} NxQueryKinds;

/* Where candidates may be found. Every match of nx_query_matches_name () but those inside a name
 * begins with one of the lookups, and what a lookup finds must be verified by nx_query_matches_name
 * (). */
typedef enum
{
  NX_LOOKUP_NAME, /* names whose nx_text_fold () begins with the text */
  NX_LOOKUP_KEY, /* keys of nx_pinyin_keys () that begin with the text ("f:linx", "i:lxl"): keys are
                  * a–z, so the range goes from the text up to the text and "{" */
  NX_LOOKUP_SOUND, /* the same, but other characters of the same sound: ask last, show last */
} NxLookupKind;

typedef struct
{
  NxLookupKind kind;
  const char *text; /* owned by the query */
} NxLookup;

/* Why a name answers; smaller is better. */
typedef enum
{
  NX_MATCH_EXACT,
  NX_MATCH_PREFIX,
  NX_MATCH_INSIDE,
  NX_MATCH_PINYIN,
  NX_MATCH_INITIALS,
  NX_MATCH_MIXED,
  NX_MATCH_SOUND, /* same sound, other characters: say so to the user */
} NxMatchWhy;

typedef struct
{
  guint start; /* in characters */
  guint length;
} NxTextRange;

#define NX_MATCH_MAX_RANGES 8

typedef struct
{
  NxMatchWhy why;
  guint n_ranges;
  NxTextRange ranges[NX_MATCH_MAX_RANGES]; /* of the name as given; rising, apart */
} NxMatch;

/* Immutable, counted; any thread. */
typedef struct _NxQuery NxQuery;

/* Never NULL. NULL, invalid UTF-8 and text of nothing but signs give an empty query, which matches
 * nothing. Only the first 128 characters count. */
NxQuery *nx_query_parse (const char *typed);
NxQuery *nx_query_ref (NxQuery *self);
void nx_query_unref (NxQuery *self);

gboolean nx_query_is_empty (const NxQuery *self);
NxQueryKinds nx_query_get_kinds (const NxQuery *self);
/* What was typed, trimmed and in half-width. */
const char *nx_query_get_text (const NxQuery *self);
/* nx_tokens_query () of it: for names inside and addresses; NULL when nothing can be searched. */
const char *nx_query_get_expression (const NxQuery *self);
const NxLookup *nx_query_get_lookups (const NxQuery *self, guint *n_lookups);

/* With NX_QUERY_PHONE: digits only, +86 left out; a phone number's digits end with them. Else NULL.
 */
const char *nx_query_get_phone_digits (const NxQuery *self);
/* TRUE when they are a whole mobile number or a land line with its area code. */
gboolean nx_query_is_whole_phone (const NxQuery *self);
/* With NX_QUERY_ID_NUMBER: capital letters and digits, as stored numbers begin. Else NULL. */
const char *nx_query_get_id_prefix (const NxQuery *self);
/* With NX_QUERY_CASE_NUMBER: a piece the stored number (210102002001-2025-0007) contains, as
 * "2025-0007",
 * "-2025-", "-0007". Else NULL. */
const char *nx_query_get_case_piece (const NxQuery *self);

/* Whether a name (with the pinyin a worker corrected, or NULL) answers the query, and why. Former
 * names are for the caller to try after the current one. @why and @match may be NULL. */
gboolean nx_query_matches_name (const NxQuery *self,
                                const char *name,
                                const char *correction,
                                NxMatchWhy *why);
/* Whether one of several former names answers, parted by ideographic commas. */
gboolean nx_query_matches_former (const NxQuery *self, const char *names);
gboolean nx_query_match_name (const NxQuery *self,
                              const char *name,
                              const char *correction,
                              NxMatch *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxQuery, nx_query_unref)

G_END_DECLS
