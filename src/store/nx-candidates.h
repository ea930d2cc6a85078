/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to finding: fetches the ids that may answer a query from the search tables. */
#pragma once

#include "nx-database.h"
#include "nx-query.h"
#include "nx-types.h"

G_BEGIN_DECLS

/* Ids in the order they were found, each once. */
typedef struct
{
  GArray *ids; /* gint64 */
  GHashTable *seen;
} NxCandidates;

NxCandidates *nx_candidates_new (void);
void nx_candidates_free (NxCandidates *self);
void nx_candidates_add (NxCandidates *self, gint64 id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxCandidates, nx_candidates_free)

/* Each adds at most @limit ids to @found. They may hold too much: the caller verifies. */

gboolean nx_candidates_by_phone (
    NxDatabase *db, NxCandidates *found, const NxQuery *query, guint limit, GError **error);
gboolean nx_candidates_by_id_number (
    NxDatabase *db, NxCandidates *found, const NxQuery *query, guint limit, GError **error);
/* Cases or households whose number has a part that begins with what was typed. */
gboolean nx_candidates_by_number (NxDatabase *db,
                                  NxCandidates *found,
                                  NxRecordKind kind,
                                  const NxQuery *query,
                                  guint limit,
                                  GError **error);
/* The ids below @before of at most @limit households whose address, or visits whose text may hold
 * what was typed, the newest first. Free with g_array_unref. */
GArray *nx_candidates_by_text (NxDatabase *db,
                               NxRecordKind kind,
                               const NxQuery *query,
                               gint64 before,
                               guint limit,
                               GError **error);
/* Cases and households of the persons in @persons, a JSON array of ids. */
gboolean nx_candidates_of_persons (NxDatabase *db,
                                   NxCandidates *found,
                                   NxRecordKind kind,
                                   const char *persons,
                                   guint limit,
                                   GError **error);

/* The ids as a JSON array. Free with g_free. */
char *nx_candidates_dup_json (NxCandidates *self);

G_END_DECLS
