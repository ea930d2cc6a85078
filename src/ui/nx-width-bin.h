/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A bin that reports a small least width and marks itself nx-narrow or nx-medium by its own width.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NX_TYPE_WIDTH_BIN (nx_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (NxWidthBin, nx_width_bin, NX, WIDTH_BIN, GtkWidget)

/* Below narrow-below (default 560) it has the CSS class nx-narrow, below medium-below (default 892)
   nx-medium; both are properties. With text at least half as large again as usual it has nx-large.
   Widths count as if text had its usual size: at 200 % a window of 1,000 px is as narrow as one of
   500. GTK 4.8 has no breakpoints. */
GtkWidget *nx_width_bin_new (void);
gboolean nx_width_bin_is_narrow (NxWidthBin *self); /* property "narrow", notifies */
gboolean nx_width_bin_is_medium (NxWidthBin *self); /* property "medium": narrow counts as well */
/* Property "tight": less than 480 px, however large the text. */
gboolean nx_width_bin_is_tight (NxWidthBin *self);
/* For a bin among others whose words wrap: it is as high as they need in its width. Where what is
 * inside scrolls, and has any height, asking would only cost time. */
void nx_width_bin_follow_height (NxWidthBin *self);
void nx_width_bin_set_child (NxWidthBin *self, GtkWidget *child);

G_END_DECLS
