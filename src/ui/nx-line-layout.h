/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lays children out side by side, quickly also where their words wrap. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As a box, without its baselines: every child has its natural width or, where there is too little,
 * its share between that and the least; what is left over goes to those that expand.
 *
 * The box of GTK 4.8 looks for the width at which words that wrap are as high as some height, by
 * halving, and that for each of its children and again for each box around it: a page of thirty
 * lines laid out its labels four thousand times before it was painted. This one never asks for a
 * width for a height. Properties "spacing", in pixels, and "stacked": one below the other instead,
 * each as wide as the whole and as high as it likes, for a narrow window. */
#define NX_TYPE_LINE_LAYOUT (nx_line_layout_get_type ())
G_DECLARE_FINAL_TYPE (NxLineLayout, nx_line_layout, NX, LINE_LAYOUT, GtkLayoutManager)

/* @spacing in pixels between neighbours. */
GtkLayoutManager *nx_line_layout_new (int spacing);

/* A plain container with such a layout. */
GtkWidget *nx_line_layout_new_box (int spacing);

/* For a widget with such a layout. */
void nx_line_layout_set_stacked (GtkWidget *widget, gboolean is_stacked);

G_END_DECLS
