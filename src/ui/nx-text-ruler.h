/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says how wide a line of text is going to be without laying it out. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The widths of one font's characters, learnt one by one. Main thread. */
typedef struct _NxTextRuler NxTextRuler;

/* The ruler of the font that @widget has now; borrowed, it lives with the font map until fonts
 * change, so ask again each time. With @is_tabular figures have one width. */
NxTextRuler *nx_text_ruler_get (GtkWidget *widget, gboolean is_tabular);

/* Pixels of one line, rounded up. Kerning and joined letters are not looked at:
 * what is drawn is as wide or a little narrower. "" is 0. */
int nx_text_ruler_measure (NxTextRuler *self, const char *text);

/* Pixels of a line of this font above its baseline, and of the whole line. */
int nx_text_ruler_get_ascent (NxTextRuler *self);
int nx_text_ruler_get_height (NxTextRuler *self);

/* Attributes for a layout of such a text; transfer full, or NULL for none. */
PangoAttrList *nx_text_ruler_make_attributes (gboolean is_tabular);

G_END_DECLS
