/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Widgets bound to one field of an edit: each writes into it and follows it, undo included. */
#pragma once

#include <gtk/gtk.h>

#include "nx-edit.h"

G_BEGIN_DECLS

/* Every widget keeps a reference to the edit as long as it lives, and carries the field's label for
 * screen readers. */

/* One line. */
GtkWidget *nx_field_entry_new (NxEdit *edit, guint field);
/* Paragraphs; returns the scrolled frame. The GtkTextView is its child's child: see _get_view. */
GtkWidget *nx_field_text_new (NxEdit *edit, guint field, int min_lines);
GtkWidget *nx_field_text_get_view (GtkWidget *text);
/* A day, typed or picked. */
GtkWidget *nx_field_date_new (NxEdit *edit, guint field);
/* The codes of the field's list as chips in lines: one can be chosen, or several for CODES. The
 * first @n_shown stand at once, the rest behind "More…"; 0 shows all. Retired codes only show when
 * chosen. */
GtkWidget *nx_field_chips_new (NxEdit *edit, guint field, guint n_shown);
/* The same as linked buttons with icons on the chosen one, for states such as good, fair, poor. */
GtkWidget *nx_field_states_new (NxEdit *edit, guint field);

G_END_DECLS
