/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Remembers for an office what the columns of its tables were said to mean, by their headings. */
#pragma once

#include "nx-database.h"
#include "nx-import-columns.h"

G_BEGIN_DECLS

/* Kept inside the encrypted store and not among the settings of the computer: which registers an
 * office gets is the office's own affair, every worker of it has use for the answer, and a row of a
 * person that was taken for the headings must not leave a trace in the clear. Even here only a
 * digest of the headings is kept. */

/* In a read job. Sets @map to what was kept for exactly these headings. TRUE when there was
 * something; FALSE without @error when not. */
gboolean nx_import_memory_recall (NxDatabase *db, NxImportMap *map, GError **error);

/* In a write job. A map that says what its headings say by themselves is forgotten. */
gboolean nx_import_memory_keep (NxDatabase *db, NxImportMap *map, GError **error);

G_END_DECLS
