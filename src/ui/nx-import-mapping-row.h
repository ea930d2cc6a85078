/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One column of a table to be imported: its heading, some of its cells, and what it means. */
#pragma once

#include <gtk/gtk.h>

#include "nx-import-columns.h"

G_BEGIN_DECLS

#define NX_TYPE_IMPORT_MAPPING_ROW (nx_import_mapping_row_get_type ())
G_DECLARE_FINAL_TYPE (
    NxImportMappingRow, nx_import_mapping_row, NX, IMPORT_MAPPING_ROW, GtkListBoxRow)

/* The labels of all meanings a column can be given, in the order of the drop-down; made once and
 * shared by the rows. */
GListModel *nx_import_mapping_row_make_choices (void);

/* @heading: as shown, never empty. @samples: cells of the column, one line. Signal "chosen" when
 * the user took another meaning. */
NxImportMappingRow *nx_import_mapping_row_new (GListModel *choices,
                                               const char *heading,
                                               const char *samples);

/* Sets without telling. */
void nx_import_mapping_row_set_column (NxImportMappingRow *self, NxImportColumn column);
NxImportColumn nx_import_mapping_row_get_column (NxImportMappingRow *self);
void nx_import_mapping_row_set_narrow (NxImportMappingRow *self, gboolean is_narrow);
/* Puts the focus on the drop-down. */
void nx_import_mapping_row_focus (NxImportMappingRow *self);

G_END_DECLS
