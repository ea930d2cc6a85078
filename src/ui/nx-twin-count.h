/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The way to the duplicates page, with how many pairs wait there to be decided. */
#pragma once

#include <gtk/gtk.h>

#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_TWIN_COUNT (nx_twin_count_get_type ())
G_DECLARE_FINAL_TYPE (NxTwinCount, nx_twin_count, NX, TWIN_COUNT, GtkButton)

/* Counts when it is first seen and whenever people change. */
GtkWidget *nx_twin_count_new (NxStore *store);

/* Without its word, where there is little room; the tooltip says it. */
void nx_twin_count_set_narrow (NxTwinCount *self, gboolean is_narrow);

G_END_DECLS
