/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The base of every list of records: filter, chips, order, faces, and the way into each record. */
#pragma once

#include "nx-page.h"

#include "nx-filter.h"
#include "nx-record-column.h"

G_BEGIN_DECLS

/* One order to choose. */
typedef struct
{
  NxOrder order;
  const char *label; /* untranslated; marked with N_() */
} NxListOrder;

/* One chip: while it is chosen, @apply narrows the filter. Chips of one @group exclude each other;
 * group 0 stands alone. */
typedef struct
{
  const char *label; /* untranslated; marked with N_() */
  guint group;
  void (*apply) (NxFilter *filter, NxDate today);
  gboolean is_on; /* at first */
} NxListChip;

/* What makes a list a list of households or of cases. Static. */
typedef struct
{
  NxRecordKind kind;
  const NxListOrder *orders;
  guint n_orders;
  const NxColumnSpec *columns; /* the last one is the only one in a narrow window */
  guint n_columns;
  const NxListChip *chips; /* or NULL */
  guint n_chips;
  const char *open_action; /* takes the record's id as 'x' */
  const char *new_action;  /* or NULL */
  /* "%'u households", for the subtitle; newly allocated. */
  char *(*dup_count) (guint n);
} NxRecordListSpec;

#define NX_TYPE_RECORD_LIST_PAGE (nx_record_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (NxRecordListPage, nx_record_list_page, NX, RECORD_LIST_PAGE, NxPage)

/* @spec is set in class_init. A subclass has a template of its own whose ids are: filter_entry,
 * order_drop_down, chips, faces and view (see nx-household-list-page.ui), bound by
 * nx_record_list_page_class_bind(). */
struct _NxRecordListPageClass
{
  NxPageClass parent_class;

  const NxRecordListSpec *spec;
};

/* In class_init: the template, its children and callbacks. */
void nx_record_list_page_class_bind (NxRecordListPageClass *klass,
                                     const NxRecordListSpec *spec,
                                     const char *template_resource);
/* In init, after gtk_widget_init_template(). */
void nx_record_list_page_set_up (NxRecordListPage *self);

/* Today as the store counts it, for cells; read when the list is made. */
NxDate nx_record_list_page_get_today (NxRecordListPage *self);

G_END_DECLS
