/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A list model of what an import says of rows; an item is made when it is looked at. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-remarks.h"

struct _NxImportRemarks
{
  GObject parent_instance;

  NxImportPlan *plan;
  NxImportShow show;
};

struct _NxImportRemarkItem
{
  GObject parent_instance;

  NxImportPlan *plan; /* keeps the remark */
  const NxImportRemark *remark;
};

static void nx_import_remarks_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NxImportRemarks,
                               nx_import_remarks,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      nx_import_remarks_list_init))
G_DEFINE_FINAL_TYPE (NxImportRemarkItem, nx_import_remark_item, G_TYPE_OBJECT)

/* Item */

static void
nx_import_remark_item_finalize (GObject *object)
{
  nx_import_plan_unref (NX_IMPORT_REMARK_ITEM (object)->plan);
  G_OBJECT_CLASS (nx_import_remark_item_parent_class)->finalize (object);
}

static void
nx_import_remark_item_class_init (NxImportRemarkItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_import_remark_item_finalize;
}

static void
nx_import_remark_item_init (NxImportRemarkItem *self)
{
}

const NxImportRemark *
nx_import_remark_item_get (NxImportRemarkItem *self)
{
  return self->remark;
}

/* List */

static GType
nx_import_remarks_get_item_type (GListModel *list)
{
  return NX_TYPE_IMPORT_REMARK_ITEM;
}

static guint
nx_import_remarks_get_n_items (GListModel *list)
{
  NxImportRemarks *self = NX_IMPORT_REMARKS (list);

  return nx_import_plan_get_n_remarks (self->plan, self->show);
}

static gpointer
nx_import_remarks_get_item (GListModel *list, guint position)
{
  NxImportRemarks *self = NX_IMPORT_REMARKS (list);
  const NxImportRemark *remark = nx_import_plan_get_remark (self->plan, self->show, position);
  NxImportRemarkItem *item = NULL;

  if (remark == NULL)
    return NULL;
  item = g_object_new (NX_TYPE_IMPORT_REMARK_ITEM, NULL);
  item->plan = nx_import_plan_ref (self->plan);
  item->remark = remark;
  return item;
}

static void
nx_import_remarks_list_init (GListModelInterface *iface)
{
  iface->get_item_type = nx_import_remarks_get_item_type;
  iface->get_n_items = nx_import_remarks_get_n_items;
  iface->get_item = nx_import_remarks_get_item;
}

static void
nx_import_remarks_finalize (GObject *object)
{
  nx_import_plan_unref (NX_IMPORT_REMARKS (object)->plan);
  G_OBJECT_CLASS (nx_import_remarks_parent_class)->finalize (object);
}

static void
nx_import_remarks_class_init (NxImportRemarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_import_remarks_finalize;
}

static void
nx_import_remarks_init (NxImportRemarks *self)
{
}

GListModel *
nx_import_remarks_new (NxImportPlan *plan, NxImportShow show)
{
  NxImportRemarks *self = g_object_new (NX_TYPE_IMPORT_REMARKS, NULL);

  self->plan = nx_import_plan_ref (plan);
  self->show = show;
  return G_LIST_MODEL (self);
}
