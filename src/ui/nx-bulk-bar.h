/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The bar under a list that says how many records are selected and what can be done to all. */
#pragma once

#include <gtk/gtk.h>

#include "nx-list-selection.h"
#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_BULK_BAR (nx_bulk_bar_get_type ())
G_DECLARE_FINAL_TYPE (NxBulkBar, nx_bulk_bar, NX, BULK_BAR, GtkBox)

/* Once. */
void nx_bulk_bar_set_up (NxBulkBar *self, NxStore *store, NxRecordKind kind);
/* The bar is seen while two or more of it are selected. */
void nx_bulk_bar_set_selection (NxBulkBar *self, NxListSelection *selection);

G_END_DECLS
