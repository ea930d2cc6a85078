/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks why nobody was met, what was tried and when to try again, and saves it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-due-rows.h"
#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_NOT_MET_POPOVER (nx_not_met_popover_get_type ())
G_DECLARE_FINAL_TYPE (NxNotMetPopover, nx_not_met_popover, NX, NOT_MET_POPOVER, GtkPopover)

/* What it needs of @row is copied. It closes itself when saved, and stays open with a sentence when
 * that was refused. */
GtkWidget *nx_not_met_popover_new (NxStore *store, const NxDueRow *row, NxDate today);

G_END_DECLS
