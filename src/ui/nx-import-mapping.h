/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of a table's columns, where the user says what each of them means. */
#pragma once

#include <adwaita.h>

#include "nx-import-preview.h"

G_BEGIN_DECLS

#define NX_TYPE_IMPORT_MAPPING (nx_import_mapping_get_type ())
G_DECLARE_FINAL_TYPE (NxImportMapping, nx_import_mapping, NX, IMPORT_MAPPING, AdwBin)

/* Signal "changed" when the user gave a column another meaning. Property "narrow". */
GtkWidget *nx_import_mapping_new (void);

/* Makes a row for each column, some at a time: a table of hundreds does not hold up the window.
 * NULL or a preview without rows empties the list. The map is copied. */
void nx_import_mapping_set_preview (NxImportMapping *self, const NxImportPreview *preview);
/* Borrowed; NULL when empty. */
NxImportMap *nx_import_mapping_get_map (NxImportMapping *self);
/* A whole sentence on what is still missing, or NULL when the table can be imported. */
char *nx_import_mapping_dup_problem (NxImportMapping *self);
void nx_import_mapping_focus (NxImportMapping *self);

/* The name of a column that has no heading: "Column C". */
char *nx_import_mapping_dup_heading (NxImportMap *map, guint index);

G_END_DECLS
