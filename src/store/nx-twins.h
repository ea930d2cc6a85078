/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the records that may be of the same human being as the one being typed. */
#pragma once

#include "nx-twin-rows.h"

G_BEGIN_DECLS

/* More than a handful nobody reads. */
#define NX_TWINS_MOST 5

typedef struct
{
  NxRecord *person;
  NxTwinScore score;
} NxTwin;

void nx_twin_free (NxTwin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxTwin, nx_twin_free)

/* On a store thread. At most NX_TWINS_MOST people who may be the one @edit, a person's, is about,
 * the surest first; the record of @edit itself and whoever was told apart from it left out.
 * Candidates come by indexes only, a bounded number of each: some milliseconds at any size. Array
 * of NxTwin; free with g_ptr_array_unref. */
GPtrArray *nx_twins_find (NxDatabase *db, NxEdit *edit, gint64 household_id, GError **error);

/* The statements, for the test of their plans; ends with NULL. */
extern const NxStatementSpec *const nx_twins_statements[];

G_END_DECLS
