/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What an import would do or did, as the window shows it: counts, and what is said of rows. */
#pragma once

#include "nx-import.h"

G_BEGIN_DECLS

/* All that is said of one row of the table. Holds no value of the row. */
typedef struct
{
  guint64 row; /* as a spreadsheet counts */
  gboolean is_refused;
  char *text; /* a line for each reason, with its column */
} NxImportRemark;

typedef enum
{
  NX_IMPORT_SHOW_ALL,
  NX_IMPORT_SHOW_REFUSED,
  NX_IMPORT_SHOW_NOTICES,
} NxImportShow;

/* Immutable but for the import in it, which one job at a time may use. */
typedef struct _NxImportPlan NxImportPlan;

/* Takes a picture of @import after its plan or deed; any thread. Takes @import. */
NxImportPlan *nx_import_plan_new (NxImport *import, const NxImportCounts *counts);
/* The same import, later: keeps @self's import alive. */
NxImportPlan *nx_import_plan_new_after (NxImportPlan *self, const NxImportCounts *counts);
NxImportPlan *nx_import_plan_ref (NxImportPlan *self);
void nx_import_plan_unref (NxImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxImportPlan, nx_import_plan_unref)

NxImport *nx_import_plan_get_import (NxImportPlan *self);
const NxImportCounts *nx_import_plan_get_counts (NxImportPlan *self);
/* FALSE when the office has all of it already, or nothing can be taken. */
gboolean nx_import_plan_changes_something (NxImportPlan *self);
guint nx_import_plan_get_n_rows (NxImportPlan *self);

guint nx_import_plan_get_n_remarks (NxImportPlan *self, NxImportShow show);
const NxImportRemark *nx_import_plan_get_remark (NxImportPlan *self,
                                                 NxImportShow show,
                                                 guint position);

G_END_DECLS
