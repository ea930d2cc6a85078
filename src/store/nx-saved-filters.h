/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The filters of lists that an office has given a name and shares. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* A plain, immutable value. */
typedef struct
{
  gint64 id;
  gint64 version;
  char *name;
  char *data; /* of the list that made it: JSON, opaque here */
} NxSavedFilter;

void nx_saved_filter_free (NxSavedFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxSavedFilter, nx_saved_filter_free)

/* All calls from here: on a store thread; those that change something in a write job. */

/* Those of the list, by name. Array of NxSavedFilter; free with g_ptr_array_unref. */
GPtrArray *nx_saved_filters_load (NxDatabase *db, const char *list, GError **error);

/* A name that is in use gets the new data, so that none is there twice. The id; 0 with
 * NX_STORE_ERROR_CONSTRAINT for an empty name. */
gint64 nx_saved_filters_add (
    NxDatabase *db, const char *list, const char *name, const char *data, GError **error);

/* Refused with NX_STORE_ERROR_STALE when it is not the @version any more. */
gboolean nx_saved_filters_rename (
    NxDatabase *db, gint64 id, gint64 version, const char *name, GError **error);

/* Out of the lists, or back: the way to undo it. */
gboolean nx_saved_filters_set_deleted (NxDatabase *db,
                                       gint64 id,
                                       gboolean is_deleted,
                                       GError **error);

G_END_DECLS
