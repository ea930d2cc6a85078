/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads the file that says what the columns of a foreign table mean. */
#pragma once

#include "nx-csv-reader.h"
#include "nx-import-columns.h"

G_BEGIN_DECLS

/* @path: a JSON object of column heads and meanings, {"长者姓名": "name", "备注2": "ignored"}, with
 * the meanings of nx_import_column_get_id(). Columns it does not name keep the meaning their head
 * has. @reader is at the start of the table, and further on afterwards. NULL with a FAILED @error.
 */
NxImportMap *nx_tool_map_load (const char *path, NxCsvReader *reader, GError **error);

G_END_DECLS
