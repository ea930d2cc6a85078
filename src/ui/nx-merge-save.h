/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Carries a merge out and offers to undo it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-merge-households.h"
#include "nx-merge-persons.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* Main thread. @take is swallowed. The toast with Undo comes on the window of @widget; the callback
 * hears how it ended, also when @widget has gone. */
void nx_merge_save_persons_async (GtkWidget *widget,
                                  NxStore *store,
                                  NxPersonMerge *take,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void nx_merge_save_households_async (GtkWidget *widget,
                                     NxStore *store,
                                     NxHouseholdMerge *take,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* FALSE with the errors of nx_person_merge_run(). */
gboolean nx_merge_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
