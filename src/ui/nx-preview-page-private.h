/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxPreviewPage share. */
#pragma once

#include "nx-date-field.h"
#include "nx-paper-save.h"
#include "nx-preview-page.h"

G_BEGIN_DECLS

/* The records are read once; another copy or masking only lays them out again, another period or
 * kind reads anew. Pages are laid out in idle time, so that a thick file does not hold up keys. */
struct _NxPreviewPage
{
  NxPage parent_instance;

  GtkToggleButton *choices_toggle; /* where it is narrow: the choices instead of the pages */
  AdwBin *choices_bin;
  GtkScrolledWindow *choices_window;
  GtkWidget *choices_box; /* in the bin, or where it is narrow in the window */
  GtkButton *print_button;
  GtkWidget *copy_box;
  GtkDropDown *copy_drop_down;
  GtkCheckButton *redacted_check;
  GtkWidget *unmask_button;
  GtkToggleButton *real_size_toggle;
  GtkWidget *period_box;
  NxDateField *from_field;
  NxDateField *to_field;
  GtkWidget *kind_box;
  GtkWidget *missing_bar;
  GtkLabel *missing_label;
  GtkWidget *page_window;
  GtkListView *page_view;

  NxPaperKind kind;
  gint64 id;
  NxDate day;            /* of a route; none: today */
  GArray *case_ids;      /* of a route: which cases; NULL: what is due today */
  GArray *more_ids;      /* of several papers in one: those behind @id; or NULL */
  NxPaperSource *source; /* loaded, or NULL */
  guint n_made;          /* of its papers, that are in the document */
  NxPrintDocument *document;
  GListStore *pages; /* one object a page */
  GPtrArray *views;  /* of the pages that are on the screen; borrowed */
  GCancellable *load;
  GtkFileChooserNative *chooser; /* while it is open */
  char *reason;                  /* why numbers are shown in full, or NULL */
  guint layout_source;
  guint is_ready : 1;   /* every page is there */
  guint is_waiting : 1; /* not even the first page is there */
};

/* What the switches of the page ask for; the reason is borrowed. */
NxPrintOptions nx_preview_page_get_options (NxPreviewPage *self);

/* Makes the document anew from the records that are there. */
void nx_preview_page_lay_out (NxPreviewPage *self);

/* Actions of the page. nx-preview-unmask.c */
void nx_preview_page_unmask_action (GtkWidget *widget, const char *name, GVariant *target);

/* nx-preview-output.c */
void nx_preview_page_print_action (GtkWidget *widget, const char *name, GVariant *target);
void nx_preview_page_save_action (GtkWidget *widget, const char *name, GVariant *target);

G_END_DECLS
