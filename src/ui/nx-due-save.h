/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves what was done about a due case and offers to undo it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-due-acts.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* One transaction each. A saved act shows its toast with Undo on the window @widget stood in when
 * asked. @attempt is copied. */
void nx_due_save_not_met_async (GtkWidget *widget,
                                NxStore *store,
                                const NxDueAttempt *attempt,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void nx_due_save_postpone_async (GtkWidget *widget,
                                 NxStore *store,
                                 gint64 case_id,
                                 NxDate day,
                                 const char *reason,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean nx_due_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
