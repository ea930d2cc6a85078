/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a paper: a list of blocks laid out into pages that can be drawn on any cairo surface. */
#pragma once

#include "nx-block.h"
#include "nx-print-page.h"

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

#define NX_TYPE_PRINT_DOCUMENT (nx_print_document_get_type ())
G_DECLARE_FINAL_TYPE (NxPrintDocument, nx_print_document, NX, PRINT_DOCUMENT, GObject)

/* Fill it, then paginate, then draw; all on one thread at a time. Screen preview, printer and PDF
 * draw with the same document. */
NxPrintDocument *nx_print_document_new (NxPaper paper);
/* All text `text_scale` times as large as usual on that paper. */
NxPrintDocument *nx_print_document_new_scaled (NxPaper paper, double text_scale);

/* What the paper is called, e.g. "Record of Home Visit". Never a person's name: it becomes the
 * title of the PDF and of the print job. */
void nx_print_document_set_title (NxPrintDocument *self, const char *title);
const char *nx_print_document_get_title (NxPrintDocument *self);

/* Instant (UTC seconds) written into the PDF as its date; 0: now. */
void nx_print_document_set_printed_at (NxPrintDocument *self, gint64 instant);
gint64 nx_print_document_get_printed_at (NxPrintDocument *self);

const NxPrintPage *nx_print_document_get_page (NxPrintDocument *self);

/* Texts in the margins of every page; NULL for none. Copied. */
void nx_print_document_set_head (NxPrintDocument *self, const char *left, const char *right);
void nx_print_document_set_foot (NxPrintDocument *self, const char *left, const char *right);

/* Takes the reference of `block` and returns it, borrowed. */
NxBlock *nx_print_document_add (NxPrintDocument *self, NxBlock *block);

/* Puts the pages of @next behind all there are, with its own margins and its own counting: several
 * papers in one print. Takes the reference. The paper must be of the same size. */
void nx_print_document_append (NxPrintDocument *self, NxPrintDocument *next);

/* Lays out one more page; TRUE when all are laid out. For a caller that must stay awake between
 * two pages, such as GTK's paginate. */
gboolean nx_print_document_paginate_step (NxPrintDocument *self);
void nx_print_document_paginate (NxPrintDocument *self);

/* Number of pages; lays out what is not yet laid out. At least 1. */
guint nx_print_document_n_pages (NxPrintDocument *self);

/* How many can be drawn already; whether these are all of them. */
guint nx_print_document_n_laid_out (NxPrintDocument *self);
gboolean nx_print_document_is_laid_out (NxPrintDocument *self);

/* Draws page `n` (from 0). One unit of `cairo` is one point; the paper is not painted white. Until
 * all are laid out it does not say of how many it is one. A page that is not laid out yet is, with
 * all others. */
void nx_print_document_draw_page (NxPrintDocument *self, cairo_t *cairo, guint n);

/* Code points no installed font has: sorted gunichar array, borrowed, complete after pagination.
 * The last page names them as well. */
const GArray *nx_print_document_get_missing (NxPrintDocument *self);

/* "U+2348D, U+E000" or NULL when nothing is missing. */
char *nx_print_document_dup_missing_text (NxPrintDocument *self);

G_END_DECLS
