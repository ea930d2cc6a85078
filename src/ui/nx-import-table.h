/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows the first rows of a table before it is imported, as a spreadsheet would. */
#pragma once

#include <adwaita.h>

#include "nx-import-preview.h"

G_BEGIN_DECLS

/* A wider table shows its first columns only: every cell of a column view is a widget. */
#define NX_IMPORT_TABLE_COLUMNS 40

#define NX_TYPE_IMPORT_TABLE (nx_import_table_get_type ())
G_DECLARE_FINAL_TYPE (NxImportTable, nx_import_table, NX, IMPORT_TABLE, AdwBin)

GtkWidget *nx_import_table_new (void);

/* Copies what it shows; NULL empties the table. */
void nx_import_table_set_preview (NxImportTable *self, const NxImportPreview *preview);
guint nx_import_table_get_n_rows (NxImportTable *self);

G_END_DECLS
