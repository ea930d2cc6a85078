/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves what is done to many records at once and offers to undo it as one step. */
#pragma once

#include <gtk/gtk.h>

#include "nx-bulk-acts.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* One transaction. What was done shows its toast with Undo on the window @widget stands in. @act
 * is swallowed. @what: who or what it was done with, for the sentence: a worker, a class, a day.
 * The errors are those of nx_bulk_act_run(). */
void nx_bulk_save_async (GtkWidget *widget,
                         NxStore *store,
                         NxBulkAct *take_act,
                         const char *what,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean nx_bulk_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
