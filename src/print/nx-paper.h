/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Puts together what all papers share: head and foot, title, field tables, signature lines. */
#pragma once

#include "nx-date.h"
#include "nx-print-document.h"
#include "nx-print-options.h"
#include "nx-table-block.h"

G_BEGIN_DECLS

/* Wide space between two facts on one line (U+3000). */
#define NX_PAPER_GAP "\343\200\200"

/* A document with head, foot and title set. `name` is what the paper is called; `head_right` and
 * `warning` (at the foot) may be NULL. */
NxPrintDocument *nx_paper_new (const NxPrintOptions *options,
                               const char *name,
                               const char *head_right,
                               const char *warning);

/* "Internal", "Confidential": how closely the paper is to be kept. */
char *nx_paper_dup_secrecy (gboolean is_confidential);
/* "Client copy", "File copy", "Form for handwriting"; with "redacted" where it is. */
char *nx_paper_dup_copy_name (const NxPrintOptions *options);

/* A line below the title with a text at each end. */
void nx_paper_add_line (NxPrintDocument *document, const char *left, const char *right);

/* A heading with `number` ("一、"). */
void nx_paper_add_heading (NxPrintDocument *document, guint number, const char *text);

/* Running text, or "None" when it is empty. */
void nx_paper_add_text (NxPrintDocument *document, const char *text);

/* A table of four columns: label, value, label, value. */
NxTableBlock *nx_paper_new_field_table (void);
/* `next_label` NULL: the value takes the rest of the row. Texts are copied. `min_height` in points
 * leaves room for handwriting; 0: as high as the text. */
void nx_paper_add_fields (NxTableBlock *table,
                          const char *label,
                          const char *value,
                          const char *next_label,
                          const char *next_value,
                          double min_height);

/* Adds a head row of labels, and cells in the middle or on the left. */
void nx_paper_add_head_row (NxTableBlock *table, const char *const *labels, guint n_labels);
void nx_paper_add_centred (NxTableBlock *table, const char *text);
void nx_paper_add_left (NxTableBlock *table, const char *text);

/* Joins the parts that are not empty with `separator`. NULL ends the list. */
char *nx_paper_join (const char *separator, ...) G_GNUC_NULL_TERMINATED;

/* "89 years old"; "" for -1. */
char *nx_paper_dup_age (int age);
/* A day as papers write it; "" when it is not set. */
char *nx_paper_dup_day (NxDate day);

G_END_DECLS
