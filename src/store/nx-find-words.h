/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Understands conditions that are typed as words into the find box: “风险:高 社区:丰泽 逾期”. */
#pragma once

#include "nx-database.h"
#include "nx-filter.h"

G_BEGIN_DECLS

/* What was typed, taken apart. */
typedef struct
{
  char *rest; /* what is left to be looked for; "" for nothing */
  char *risk; /* codes, as NxFilter */
  char *stage;
  char *support;
  gint64 area_id;
  gint64 worker_id;
  NxCasesState cases;
  NxDate due_until;
  guint n_conditions;
  gboolean is_impossible; /* a value names nothing that is there */
} NxFindWords;

/* On a store thread. The words of both languages are understood in both. A condition whose value is
 * not begun yet does not count. NULL with @error. */
NxFindWords *nx_find_words_parse (NxDatabase *db, const char *typed, GError **error);
void nx_find_words_free (NxFindWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxFindWords, nx_find_words_free)

/* What they ask of records of @kind; NULL when these know nothing of one of the conditions, as
 * people of a stage. */
NxFilter *nx_find_words_dup_filter (const NxFindWords *self, NxRecordKind kind);

/* What the last word may become, at most @limit, each the whole text with that word in place, in
 * the user's language; empty when it is none of these words. NULL with @error. Free with
 * g_strfreev. */
GStrv nx_find_words_complete (NxDatabase *db, const char *typed, guint limit, GError **error);

G_END_DECLS
