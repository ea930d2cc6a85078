/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The groups of the page of the day: headings, cards of lines, and what comes later folded away. */
#pragma once

#include <gtk/gtk.h>

#include "nx-due-load.h"

G_BEGIN_DECLS

/* Signal "more": somebody wants more lines; load again with nx_due_groups_get_n_wanted().
 * Arrow keys go from line to line over all groups. */
#define NX_TYPE_DUE_GROUPS (nx_due_groups_get_type ())
G_DECLARE_FINAL_TYPE (NxDueGroups, nx_due_groups, NX, DUE_GROUPS, GtkBox)

GtkWidget *nx_due_groups_new (void);

/* Lines that say the same stay as they are; the focus stays on its case, or where that one was.
 * Rows are taken out of @answer. */
void nx_due_groups_show (NxDueGroups *self, NxDueAnswer *answer);
void nx_due_groups_set_narrow (NxDueGroups *self, gboolean is_narrow);

const guint *nx_due_groups_get_n_wanted (NxDueGroups *self);
/* TRUE while a popover of a line is open: show nothing new then. */
gboolean nx_due_groups_is_busy (NxDueGroups *self);
/* The line that had the focus last, else the first; FALSE when there is none. */
gboolean nx_due_groups_focus (NxDueGroups *self);
/* The cases of all lines that can be seen, and those only counted below them; free with
 * g_array_unref. */
GArray *nx_due_groups_dup_ids (NxDueGroups *self);

G_END_DECLS
