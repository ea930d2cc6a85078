/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Moves what stands in the calendar to another day and offers to undo it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-calendar.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* One transaction. What was moved shows its toast with Undo on the window @widget stands in. The
 * errors are those of nx_visit_move_run(). @reason may be NULL. */
void nx_visit_move_save_async (GtkWidget *widget,
                               NxStore *store,
                               const NxCalendarEntry *entry,
                               NxDate day,
                               const char *reason,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean nx_visit_move_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
