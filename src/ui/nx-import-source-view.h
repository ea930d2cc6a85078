/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The first step of an import: how the file is read, its first rows, and what its columns mean. */
#pragma once

#include <adwaita.h>

#include "nx-import-preview.h"

G_BEGIN_DECLS

#define NX_TYPE_IMPORT_SOURCE_VIEW (nx_import_source_view_get_type ())
G_DECLARE_FINAL_TYPE (NxImportSourceView, nx_import_source_view, NX, IMPORT_SOURCE_VIEW, AdwBin)

/* Signals
 *   options-changed (gboolean is_fresh)  the file is to be looked at in another way; fresh: without
 *                                        what was remembered for its headings
 *   columns-changed                      a column means something else
 * Property "narrow". */

/* @name is the file's; @size in bytes. */
void nx_import_source_view_set_file (NxImportSourceView *self, const char *name, guint64 size);
/* NULL empties it, and the choices are guessed for the next file. */
void nx_import_source_view_set_preview (NxImportSourceView *self,
                                        const NxImportPreview *preview,
                                        gboolean is_remembered);

void nx_import_source_view_get_options (NxImportSourceView *self, NxImportPreviewOptions *options);
NxImportMap *nx_import_source_view_get_map (NxImportSourceView *self); /* borrowed, or NULL */
/* What keeps the table from being imported, in words; NULL when nothing does. */
char *nx_import_source_view_dup_problem (NxImportSourceView *self);
/* To the first column. */
void nx_import_source_view_focus_columns (NxImportSourceView *self);
/* To the button that reads the file again. */
void nx_import_source_view_focus_again (NxImportSourceView *self);

G_END_DECLS
