/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows what an import would do: counts, and the rows that are refused or remarked on. */
#pragma once

#include <adwaita.h>

#include "nx-import-plan.h"

G_BEGIN_DECLS

#define NX_TYPE_IMPORT_PLAN_VIEW (nx_import_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (NxImportPlanView, nx_import_plan_view, NX, IMPORT_PLAN_VIEW, AdwBin)

/* NULL empties it. */
void nx_import_plan_view_set_plan (NxImportPlanView *self, NxImportPlan *plan);

/* Puts the counts that are not 0 as cards into @box, which is emptied first; also for the page that
 * says what was done. Refused rows come last. */
void nx_import_plan_view_fill_counts (GtkBox *box, const NxImportCounts *counts);

/* What the list shows at the moment; for tests. */
GListModel *nx_import_plan_view_get_remarks (NxImportPlanView *self);

G_END_DECLS
