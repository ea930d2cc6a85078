/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the record that a word on the command line means: by number, by id, by name. */
#pragma once

#include "nx-database.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* All calls: inside a job. NULL or 0 with an @error whose sentence says what to do. */

/* By number (households, cases) or id. */
NxRecord *nx_tool_lookup_record (NxDatabase *db,
                                 NxRecordKind kind,
                                 const char *word,
                                 GError **error);

/* A worker by name, or id. */
gint64 nx_tool_lookup_worker (NxDatabase *db, const char *name, GError **error);

/* An area by code, or by the whole or short name of a community or street. */
gint64 nx_tool_lookup_area (NxDatabase *db, const char *word, GError **error);

G_END_DECLS
