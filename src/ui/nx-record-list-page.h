/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The base of every list of records: filter, chips, order, faces, and the way into each record. */
#pragma once

#include "nx-page.h"

#include "nx-filter.h"
#include "nx-list-chips.h"
#include "nx-list-ordering.h"
#include "nx-record-column.h"

G_BEGIN_DECLS

/* The words of a list, untranslated; marked with N_(). All are whole sentences or labels. */
typedef struct
{
  const char *title;
  const char *filter_hint;  /* what one may type */
  const char *filter_label; /* what typing does; with the key */
  const char *new_label;    /* NULL without a way to make one; with the key */
  const char *empty_title;
  const char *empty_text;
  const char *empty_label;       /* of the button that makes the first, or NULL */
  const char *empty_other_label; /* of another way to begin, or NULL */
  const char *no_match_title;
  const char *no_match_text;  /* where was looked */
  const char *no_match_label; /* of the button that shows all again */
  const char *error_title;
} NxListWords;

/* What makes a list a list of households or of cases. Static. */
typedef struct
{
  const char *id; /* in the settings: what is remembered of its columns */
  NxRecordKind kind;
  const char *icon_name;
  NxListWords words;
  const NxListOrder *orders;
  guint n_orders;
  const NxColumnSpec *columns; /* the last one is the only one in a narrow window */
  guint n_columns;
  const NxListChip *chips; /* or NULL */
  guint n_chips;
  const char *open_action;                 /* takes the record's id as 'x' */
  const char *new_action;                  /* takes nothing; or NULL */
  const char *other_action;                /* the other way to begin; takes nothing; or NULL */
  gboolean has_areas;                      /* communities to choose from */
  gboolean has_supports;                   /* classes of support to choose from */
  gboolean has_workers;                    /* workers in charge to choose from */
  gboolean has_responsibles;               /* the same for people, by their households and cases */
  gboolean has_stages;                     /* stages of cases to choose from */
  void (*apply_always) (NxFilter *filter); /* what is never left out of the filter; or NULL */
  const char *more_label;                  /* of a button that leads to another list, or NULL */
  const char *more_action;                 /* of that button; takes nothing */
  /* "%'u households", for the subtitle; newly allocated. */
  char *(*dup_count) (guint n);
} NxRecordListSpec;

#define NX_TYPE_RECORD_LIST_PAGE (nx_record_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (NxRecordListPage, nx_record_list_page, NX, RECORD_LIST_PAGE, NxPage)

/* A subclass sets @spec in its class_init; that alone makes it a page. */
struct _NxRecordListPageClass
{
  NxPageClass parent_class;

  const NxRecordListSpec *spec;
};

/* A widget between the chips and the list. */
void nx_record_list_page_set_top (NxRecordListPage *self, GtkWidget *widget);

/* Another way to show the same: @head stands above both, @other in the place of the list while it
 * is chosen. The list is not read before it is shown. */
void nx_record_list_page_add_other (NxRecordListPage *self, GtkWidget *head, GtkWidget *other);
void nx_record_list_page_set_other (NxRecordListPage *self, gboolean is_other);

/* Today as the store counts it, for cells; read when the list is made. */
NxDate nx_record_list_page_get_today (NxRecordListPage *self);

/* TRUE when the list has all its ids, not only the first; for tests. */
gboolean nx_record_list_page_is_whole (NxRecordListPage *self);

G_END_DECLS
