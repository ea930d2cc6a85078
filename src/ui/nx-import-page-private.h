/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxImportPage share. */
#pragma once

#include "nx-import-page.h"

#include "nx-import-plan-view.h"
#include "nx-import-progress.h"
#include "nx-import-source-view.h"
#include "nx-import-work.h"
#include "nx-stepper.h"

G_BEGIN_DECLS

struct _NxImportPage
{
  NxPage parent_instance;

  NxStepper *stepper;
  GtkStack *faces;
  GtkWidget *choose_button;
  NxImportProgress *progress;
  NxImportSourceView *source_view;
  GtkWidget *problem_box;
  GtkLabel *problem_label;
  GtkWidget *plan_button;
  NxImportPlanView *plan_view;
  GtkWidget *gone_box;
  GtkWidget *save_box;
  GtkWidget *columns_button;
  GtkWidget *apply_button;
  GtkLabel *done_label;
  GtkBox *done_counts;
  GtkWidget *done_save_box;
  GtkWidget *households_button;

  NxTableFile *file;
  NxImportPlan *plan; /* made, or carried out */
  NxCsvOptions csv_options;
  NxImportMeter *meter;
  GCancellable *work; /* while something is under way */
  GtkFileChooserNative *chooser;
  const char *step; /* the face to be on when no work is under way; static */
  GtkWidget *focus; /* what had it when work began; weak */
  guint working_source;
  guint is_applying : 1;
};

/* nx-import-page.c */

/* One job at a time: what is under way is told by self->work, which cancels it. */
void nx_import_page_begin_work (NxImportPage *self);
void nx_import_page_end_work (NxImportPage *self);
/* @step: static. The focus goes where work continues. */
void nx_import_page_show_step (NxImportPage *self, const char *step);
void nx_import_page_show_failure (NxImportPage *self, const GError *error);
void nx_import_page_update_actions (NxImportPage *self);

/* nx-import-page-deed.c */

void nx_import_page_apply_action_cb (GtkWidget *widget, const char *name, GVariant *target);
void nx_import_page_save_report_action_cb (GtkWidget *widget, const char *name, GVariant *target);

G_END_DECLS
