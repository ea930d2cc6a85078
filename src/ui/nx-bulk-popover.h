/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks what is to be done to all selected records: which worker, class or day; and saves it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-bulk-acts.h"
#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_BULK_POPOVER (nx_bulk_popover_get_type ())
G_DECLARE_FINAL_TYPE (NxBulkPopover, nx_bulk_popover, NX, BULK_POPOVER, GtkPopover)

GtkWidget *nx_bulk_popover_new (NxStore *store, NxBulkDeed deed, NxRecordKind kind);

/* Whom it is about, while it is shown: gint64; referenced, not to be changed any more. */
void nx_bulk_popover_set_ids (NxBulkPopover *self, GArray *ids);

G_END_DECLS
