/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A list model of what an import says of rows; an item is made when it is looked at. */
#pragma once

#include <gio/gio.h>

#include "nx-import-plan.h"

G_BEGIN_DECLS

#define NX_TYPE_IMPORT_REMARKS (nx_import_remarks_get_type ())
G_DECLARE_FINAL_TYPE (NxImportRemarks, nx_import_remarks, NX, IMPORT_REMARKS, GObject)

/* Its item. */
#define NX_TYPE_IMPORT_REMARK_ITEM (nx_import_remark_item_get_type ())
G_DECLARE_FINAL_TYPE (NxImportRemarkItem, nx_import_remark_item, NX, IMPORT_REMARK_ITEM, GObject)

/* Never changes: another choice is another model. */
GListModel *nx_import_remarks_new (NxImportPlan *plan, NxImportShow show);

const NxImportRemark *nx_import_remark_item_get (NxImportRemarkItem *self);

G_END_DECLS
