/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The columns of one list: which are shown and how wide they are, remembered by their ids. */
#pragma once

#include <gtk/gtk.h>

#include "nx-record-column.h"

G_BEGIN_DECLS

/* Signals
 *   "changed" (): which columns are shown, or their widths. */
#define NX_TYPE_COLUMN_SET (nx_column_set_get_type ())
G_DECLARE_FINAL_TYPE (NxColumnSet, nx_column_set, NX, COLUMN_SET, GObject)

/* Fills @view, which is borrowed and must outlive it: the columns of @specs (static) in their
 * order, the last of which is the only one in a narrow window and nobody's to choose. @id names the
 * list in the settings. @data is for the cells. */
NxColumnSet *nx_column_set_new (
    GtkColumnView *view, const char *id, const NxColumnSpec *specs, guint n_specs, gpointer data);

/* The columns one can choose from, 0 … n - 1. */
guint nx_column_set_get_n (NxColumnSet *self);
const char *nx_column_set_get_title (NxColumnSet *self, guint nth); /* translated */
gboolean nx_column_set_is_shown (NxColumnSet *self, guint nth);
/* The column with that id, whether it is in the view or not; borrowed, NULL when there is none. */
GtkColumnViewColumn *nx_column_set_find (NxColumnSet *self, const char *id);
/* Whether it is shown and another one too: one always stays. */
gboolean nx_column_set_can_hide (NxColumnSet *self, guint nth);
/* Does nothing where it would hide the last one. */
void nx_column_set_show (NxColumnSet *self, guint nth, gboolean is_shown);

/* Pixels at the usual size of text; 0: as wide as it likes. */
int nx_column_set_get_width (NxColumnSet *self, guint nth);
/* One step wider (@steps 1) or narrower (-1) than it is on screen now. */
void nx_column_set_widen (NxColumnSet *self, guint nth, int steps);

/* All of them, as wide as they like. */
void nx_column_set_reset (NxColumnSet *self);
gboolean nx_column_set_is_usual (NxColumnSet *self);

void nx_column_set_set_narrow (NxColumnSet *self, gboolean is_narrow);

G_END_DECLS
