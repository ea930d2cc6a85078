/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds people, households, cases and visits by what somebody typed into the one find box. */
#pragma once

#include "nx-database.h"
#include "nx-query.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* Why a record was found; smaller ranks first within its kind. The first seven are NxMatchWhy. */
typedef enum
{
  NX_HIT_EXACT = NX_MATCH_EXACT,
  NX_HIT_PREFIX = NX_MATCH_PREFIX,
  NX_HIT_INSIDE = NX_MATCH_INSIDE,
  NX_HIT_PINYIN = NX_MATCH_PINYIN,
  NX_HIT_INITIALS = NX_MATCH_INITIALS,
  NX_HIT_MIXED = NX_MATCH_MIXED,
  NX_HIT_NUMBER,    /* case or household number */
  NX_HIT_ID_NUMBER, /* the beginning of an identity number */
  NX_HIT_PHONE,     /* the end of a phone number */
  NX_HIT_FORMER,    /* a former name */
  NX_HIT_ADDRESS,   /* a piece of the address */
  NX_HIT_CLIENT,    /* its client or a member was found */
  NX_HIT_NARRATIVE, /* the text of a visit */
  NX_HIT_SOUND,     /* same sound, other characters */
  NX_HIT_FILTER,    /* the words of a filter ask for it */
} NxHitWhy;

typedef struct
{
  NxRecord *record;
  NxHitWhy why;
  NxMatch match; /* where in the name; n_ranges 0 for hits that are not by name */
} NxHit;

void nx_hit_free (NxHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxHit, nx_hit_free)

/* Why it was found, in the user's language: "Pinyin initials". Static. */
const char *nx_hit_why_get_label (NxHitWhy why);

/* Words such as “风险:高” narrow (nx-find-words.h); what else is typed is looked for.
 * On a store thread. At most @limit hits of each kind, people first, then cases, households and
 * visits, the best first within a kind. @kind narrows to one kind, NX_RECORD_NONE does not. Array
 * of NxHit; free with g_ptr_array_unref. */
GPtrArray *nx_find_run (
    NxDatabase *db, const char *text, NxRecordKind kind, guint limit, GError **error);

/* How many records of @kind @text finds, counted no further than NX_FIND_MAX_COUNT + 1. What a text
 * index finds a little too much is counted too. FALSE with @error. */
#define NX_FIND_MAX_COUNT 1000
gboolean nx_find_count (
    NxDatabase *db, const char *text, NxRecordKind kind, guint *count, GError **error);

/* The ids of the records of @kind that @text finds, unordered, as a JSON array for a statement's
 * json_each(): for the filter entries of lists. Free with g_free. */
char *nx_find_dup_ids_json (NxDatabase *db, NxRecordKind kind, const char *text, GError **error);

G_END_DECLS
