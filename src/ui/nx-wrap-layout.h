/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lays children out in lines like words: as many as fit, then the next line. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NX_TYPE_WRAP_LAYOUT (nx_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (NxWrapLayout, nx_wrap_layout, NX, WRAP_LAYOUT, GtkLayoutManager)

/* Properties "spacing" (6) and "line-spacing" (6), px; "homogeneous" (FALSE): children as wide as
   each other that fill the line, as long as all fit into one; "vertical" (FALSE): each child has a
   line of its own, for several wrapping labels, with which a GtkBox of GTK 4.8 cannot cope.
   libadwaita 1.2 has no wrap box and a flow box aligns columns. Use it on a GtkBox: <property
   name="layout-manager"><object class="NxWrapLayout"/>. */
GtkLayoutManager *nx_wrap_layout_new (void);

G_END_DECLS
