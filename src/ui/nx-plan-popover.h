/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks for which case a visit is planned on a day, and goes to write the plan down. */
#pragma once

#include <gtk/gtk.h>

#include "nx-date.h"
#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_PLAN_POPOVER (nx_plan_popover_get_type ())
G_DECLARE_FINAL_TYPE (NxPlanPopover, nx_plan_popover, NX, PLAN_POPOVER, GtkPopover)

/* It activates win.plan-visit and closes itself. */
GtkWidget *nx_plan_popover_new (NxStore *store, NxDate day);

G_END_DECLS
