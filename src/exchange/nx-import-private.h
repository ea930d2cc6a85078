/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to the import: rows gathered into households, and what is carried from row to row. */
#pragma once

#include "nx-import.h"

G_BEGIN_DECLS

/* The rows of one household, in the order of the table. */
typedef struct
{
  GPtrArray *rows; /* NxImportRow, borrowed */
  gboolean has_head;
} NxImportGroup;

struct _NxImport
{
  NxImportMap *map;
  char *header_raw;
  char separator;
  char *digest; /* SHA-256 of the rows as they came */
  NxDate today;
  GPtrArray *rows;   /* NxImportRow */
  GPtrArray *groups; /* NxImportGroup */
};

/* Gathers @rows into households: by number, else by head and address, else by the row above. Array
 * of NxImportGroup; free with g_ptr_array_unref. */
GPtrArray *nx_import_groups_new (GPtrArray *rows);

G_END_DECLS
