/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to search: writes the rows of name_key, one by one or gathered and in order. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* The names of one person; all but @sort may be NULL. Nobody has keys who is archived. */
typedef struct
{
  const char *name;
  const char *former_names;
  const char *pinyin; /* as a worker corrected it */
  const char *sort;   /* person.name_key */
  gboolean is_archived;
} NxNames;

/* Replaces the keys of person @id by those of @now; @before is what the row was made from, or NULL
 * for a new one. Writes only what differs. */
gboolean nx_name_index_renew (
    NxDatabase *db, const NxNames *before, const NxNames *now, gint64 id, GError **error);

/* Until the end, or the end of the job, new rows are gathered in memory and written in their order,
 * which spares reading and enciphering the same pages again and again. Rows that wait are not
 * found.
 */
void nx_name_index_begin_bulk (NxDatabase *db);
gboolean nx_name_index_end_bulk (NxDatabase *db, GError **error);

G_END_DECLS
