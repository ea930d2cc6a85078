/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The reading of one row of an imported register, cell by cell. */
#pragma once

#include "nx-import-row.h"

G_BEGIN_DECLS

typedef struct
{
  NxImportRow *row;
  const NxCsvRow *cells;
  NxImportMap *map;
  NxDate today;
  const char *header; /* of the cell in hand */
} NxImportReading;

/* What is wrong with, or to be known of, the cell in hand. */
void nx_import_reading_refuse (NxImportReading *reading, const char *message);
void nx_import_reading_notice (NxImportReading *reading, const char *message);

/* Never fails: what cannot be read becomes a finding. */
void nx_import_reading_read_cell (NxImportReading *reading,
                                  NxImportColumn column,
                                  const char *text);

/* Puts @text, cleaned, in the place of what stood there. */
void nx_import_reading_replace (char **place, const char *text);

/* nx-import-birth.c */
void nx_import_reading_read_birth (NxImportReading *reading, const char *text);

/* nx-import-home-cells.c */

/* FALSE when the column says nothing of the household. */
gboolean nx_import_reading_read_home_cell (NxImportReading *reading,
                                           NxImportColumn column,
                                           const char *text);

/* nx-import-row.c */

/* @column may be NULL. */
void nx_import_row_add_finding (NxImportRow *row,
                                const char *column,
                                const char *message,
                                gboolean is_refusal);

G_END_DECLS
