/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of the page of the day: when, who, why on that day, and what to do about it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-due-rows.h"

G_BEGIN_DECLS

/* Widget actions, without targets: due.record-visit, due.not-met, due.postpone, due.open-case,
 * due.open-client, due.menu. The line must stand on an NxPage for those that save. */
#define NX_TYPE_DUE_LINE (nx_due_line_get_type ())
G_DECLARE_FINAL_TYPE (NxDueLine, nx_due_line, NX, DUE_LINE, GtkListBoxRow)

/* @take is the line's from now on. */
GtkWidget *nx_due_line_new (NxDueRow *take, NxDate today);

gint64 nx_due_line_get_case_id (NxDueLine *self);
const NxDueRow *nx_due_line_get_row (NxDueLine *self); /* borrowed */
NxDate nx_due_line_get_today (NxDueLine *self);

/* Blocks with the buttons below instead of one line. */
void nx_due_line_set_narrow (NxDueLine *self, gboolean is_narrow);

/* TRUE while one of its popovers is open: what is being typed must not be thrown away. */
gboolean nx_due_line_is_busy (NxDueLine *self);

/* Which of its buttons has the focus, 0 … 2, or -1; and back. */
int nx_due_line_get_focus_button (NxDueLine *self);
void nx_due_line_focus (NxDueLine *self, int button);

G_END_DECLS
