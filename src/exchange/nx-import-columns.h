/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says which column of a foreign table means what, from its header as offices write it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a column of an imported table can mean. */
typedef enum
{
  NX_IMPORT_COLUMN_UNKNOWN,
  NX_IMPORT_COLUMN_IGNORED, /* known, but brings nothing: a running number, an age */
  NX_IMPORT_COLUMN_NAME,
  NX_IMPORT_COLUMN_FORMER_NAME,
  NX_IMPORT_COLUMN_HEAD_NAME,
  NX_IMPORT_COLUMN_RELATION,
  NX_IMPORT_COLUMN_HOUSEHOLD_NUMBER,
  NX_IMPORT_COLUMN_HOUSEHOLD_KIND,
  NX_IMPORT_COLUMN_ID_KIND,
  NX_IMPORT_COLUMN_ID_NUMBER,
  NX_IMPORT_COLUMN_ID_EXPIRES,
  NX_IMPORT_COLUMN_SEX,
  NX_IMPORT_COLUMN_BIRTH_DATE,
  NX_IMPORT_COLUMN_BIRTH_CALENDAR,
  NX_IMPORT_COLUMN_ETHNICITY,
  NX_IMPORT_COLUMN_EDUCATION,
  NX_IMPORT_COLUMN_MARRIAGE,
  NX_IMPORT_COLUMN_HEALTH,
  NX_IMPORT_COLUMN_POLITICS,
  NX_IMPORT_COLUMN_PHONE,
  NX_IMPORT_COLUMN_CONTACT_NAME,
  NX_IMPORT_COLUMN_CONTACT_PHONE,
  NX_IMPORT_COLUMN_ADDRESS,
  NX_IMPORT_COLUMN_REGISTERED_ADDRESS,
  NX_IMPORT_COLUMN_STREET,
  NX_IMPORT_COLUMN_COMMUNITY,
  NX_IMPORT_COLUMN_ESTATE,
  NX_IMPORT_COLUMN_BUILDING,
  NX_IMPORT_COLUMN_UNIT,
  NX_IMPORT_COLUMN_ROOM,
  NX_IMPORT_COLUMN_GRID,
  NX_IMPORT_COLUMN_GRID_WORKER,
  NX_IMPORT_COLUMN_HOUSING,
  NX_IMPORT_COLUMN_RESIDENCE,
  NX_IMPORT_COLUMN_LIVING,
  NX_IMPORT_COLUMN_OCCUPATION,
  NX_IMPORT_COLUMN_EMPLOYER,
  NX_IMPORT_COLUMN_SUPPORT_CLASS,
  NX_IMPORT_COLUMN_SUPPORT_FROM,
  NX_IMPORT_COLUMN_DISABILITY_KIND,
  NX_IMPORT_COLUMN_DISABILITY_LEVEL,
  NX_IMPORT_COLUMN_DISABILITY_NUMBER,
  NX_IMPORT_COLUMN_DISABILITY_EXPIRES,
  NX_IMPORT_COLUMN_WORKER,
  NX_IMPORT_COLUMN_NOTE,
  NX_N_IMPORT_COLUMNS
} NxImportColumn;

/* "household-number": the name in map files and options; static. */
const char *nx_import_column_get_id (NxImportColumn column);
/* NX_IMPORT_COLUMN_UNKNOWN for any other text. */
NxImportColumn nx_import_column_from_id (const char *id);
/* The name shown to the user; static. */
const char *nx_import_column_get_label (NxImportColumn column);
/* TRUE if several columns of a table may mean this. */
gboolean nx_import_column_may_repeat (NxImportColumn column);
/* What one header cell means: spaces, brackets ("姓名（必填）"), stars, line breaks, full-width
 * letters and trailing digits ("联系电话2") do not matter. */
NxImportColumn nx_import_column_from_header (const char *header);

/* Which column of one table means what. */
typedef struct _NxImportMap NxImportMap;

NxImportMap *nx_import_map_new (const char *const *headers, guint n_headers);
NxImportMap *nx_import_map_copy (NxImportMap *map);
void nx_import_map_free (NxImportMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxImportMap, nx_import_map_free)

/* How many rows from the top may stand above the header. */
#define NX_IMPORT_HEADER_ROWS 10

/* Finds the header among the first rows of a table (titles may stand above it): @rows holds GStrv.
 * Gives its index in @rows and the map. -1 with NX_EXCHANGE_ERROR_NO_HEADER if no row names two
 * columns, or the name of a person alone. */
int nx_import_map_find_header (GPtrArray *rows, NxImportMap **map, GError **error);

guint nx_import_map_get_n_columns (NxImportMap *map);
NxImportColumn nx_import_map_get (NxImportMap *map, guint index);
/* The header cell as it was, made one line. */
const char *nx_import_map_get_header (NxImportMap *map, guint index);
/* The user's own decision for a column. Another column of that meaning becomes unknown, unless the
 * meaning may stand several times (phones, notes, support classes). */
void nx_import_map_set (NxImportMap *map, guint index, NxImportColumn column);
/* Columns without a heading bring nothing until somebody says what they mean. */
void nx_import_map_ignore_nameless (NxImportMap *map);
/* The first column of that meaning at or behind @from; -1 if there is none. */
int nx_import_map_find (NxImportMap *map, NxImportColumn column, guint from);

/* Headers that are not understood, and headers whose meaning an earlier column has already: arrays
 * of borrowed strings. Columns with an empty header are in neither. */
GPtrArray *nx_import_map_dup_unknown (NxImportMap *map);
GPtrArray *nx_import_map_dup_repeated (NxImportMap *map);

/* TRUE if persons can be imported by this map: it has a name. If not,
 * NX_EXCHANGE_ERROR_MISSING_COLUMN says which columns are missing. */
gboolean nx_import_map_check (NxImportMap *map, GError **error);

G_END_DECLS
