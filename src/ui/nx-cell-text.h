/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of text in a table's cell, laid out only when it comes near the part that is seen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NX_TYPE_CELL_TEXT (nx_cell_text_get_type ())
G_DECLARE_FINAL_TYPE (NxCellText, nx_cell_text, NX, CELL_TEXT, GtkWidget)

/* Shortened by "…" at its end when the column is too narrow; the whole is its tooltip then. For a
 * screen reader a label. Takes its font and colour from the style like a label. Main thread. */
GtkWidget *nx_cell_text_new (void);

/* NULL is "". Line breaks become spaces. */
void nx_cell_text_set_text (NxCellText *self, const char *text);

/* Borrowed, never NULL. */
const char *nx_cell_text_get_text (NxCellText *self);

/* At the end of the cell, with figures of one width. */
void nx_cell_text_set_is_number (NxCellText *self, gboolean is_number);

/* What is said when the mouse rests on it, whether or not the text is shortened; NULL for none. */
void nx_cell_text_set_hint (NxCellText *self, const char *hint);

G_END_DECLS
