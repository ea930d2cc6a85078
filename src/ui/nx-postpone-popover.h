/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks to which day a visit is put off, with how much there is to do on each, and saves it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-due-rows.h"
#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_POSTPONE_POPOVER (nx_postpone_popover_get_type ())
G_DECLARE_FINAL_TYPE (NxPostponePopover, nx_postpone_popover, NX, POSTPONE_POPOVER, GtkPopover)

/* What it needs of @row is copied. It closes itself when saved, and stays open with a sentence when
 * that was refused. */
GtkWidget *nx_postpone_popover_new (NxStore *store, const NxDueRow *row, NxDate today);

G_END_DECLS
