/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The first rows of a table before it is imported, with what was guessed about it. */
#pragma once

#include "nx-csv-reader.h"
#include "nx-import-columns.h"

G_BEGIN_DECLS

/* Rows of people that are shown, below the header. */
#define NX_IMPORT_PREVIEW_ROWS 20

/* What the user said; all zero guesses everything but the header, which is -1 to be found. */
typedef struct
{
  NxEncoding encoding;
  char separator;
  int header; /* index of a row, counted as in the preview */
} NxImportPreviewOptions;

typedef struct
{
  NxEncoding encoding; /* in use */
  NxEncoding guessed_encoding;
  char separator; /* in use */
  char guessed_separator;
  GPtrArray *rows; /* GStrv, from the top of the table */
  GArray *numbers; /* guint64: what a spreadsheet would count them as */
  guint n_columns; /* of the widest row */
  int header;
  gboolean is_header_guessed; /* no row was recognised: the first is taken */
  NxImportMap *map;           /* of the header, by its words; NULL when there is no row */
  gboolean has_lost_text;     /* something in these rows could not be decoded */
  char *problem;              /* a sentence on why reading stopped among these rows, or NULL */
} NxImportPreview;

/* Decodes no more of @bytes than it shows. NX_EXCHANGE_ERROR when it is no text table whichever way
 * it is read; when another encoding may help there is a preview, with no row and a problem. */
NxImportPreview *nx_import_preview_new (GBytes *bytes,
                                        const NxImportPreviewOptions *options,
                                        GError **error);
void nx_import_preview_free (NxImportPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxImportPreview, nx_import_preview_free)

G_END_DECLS
