/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tells a widget in a long list whether it is near what is seen, and asks it again when it comes
 * near. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK 4.8 draws all of the some two hundred rows that a list keeps, seen or not. A widget that
 * costs something to draw asks here in its snapshot, with a current allocation, and draws nothing
 * when the answer is FALSE: it is asked to draw again in the frame in which it comes near. A widget
 * in no scrolled window is near. Main thread. */
gboolean nx_draw_later_is_near (GtkWidget *widget);

/* Forgets @widget; for its unmap. */
void nx_draw_later_forget (GtkWidget *widget);

G_END_DECLS
