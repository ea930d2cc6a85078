/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets the words of buttons and choices give way where large text meets a narrow window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The labels of all buttons in @widget break into lines rather than make the window wider. */
void nx_fit_words_in_buttons (GtkWidget *widget);
/* What is chosen is cut short rather than make the window wider; the list shows all of it. @name is
 * what a screen reader says before what is chosen. */
void nx_fit_words_in_drop_down (GtkDropDown *drop_down, const char *name);

/* What a popover holds: the lines of @box below each other, @width wide. The popover of GTK 4.8
 * asks how high its content is when it is as wide as the popover with its frame, which would be too
 * little for words that wrap within. */
GtkWidget *nx_fit_words_in_popover (GtkWidget *box, int width);

G_END_DECLS
