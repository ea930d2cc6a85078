/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds communities, streets and counties by name, pinyin, initials or code while somebody types.
 */
#pragma once

#include <gio/gio.h>

#include "nx-division.h"

G_BEGIN_DECLS

typedef struct _NxDivisionSearch NxDivisionSearch;

/* Reads the table and its pinyin in a thread of its own (a second or so). The answer is read-only.
 */
void nx_division_search_load_async (GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
NxDivisionSearch *nx_division_search_load_finish (GAsyncResult *result, GError **error);
void nx_division_search_free (NxDivisionSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDivisionSearch, nx_division_search_free)

/* Positions in the table, best first, at most limit. Several words narrow down: "heping fengze" is
   what has the last word in its name and the others above it. Empty, never NULL. */
GArray *nx_division_search_find (NxDivisionSearch *self, const char *typed, guint limit);

const NxDivisionTable *nx_division_search_get_table (NxDivisionSearch *self);

G_END_DECLS
