/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxCasePage share. */
#pragma once

#include "nx-case-page.h"

G_BEGIN_DECLS

struct _NxCasePage
{
  NxPage parent_instance;

  GtkStack *faces;
  GtkBox *head_box;
  GtkBox *name_box;
  GtkToggleButton *details_button;
  GtkWidget *attach_button;
  GtkMenuButton *menu_button;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *facts_label;
  GtkBox *badges;
  GtkLabel *about_label;
  AdwBin *stepper_place;
  GtkWidget *next_strip;
  GtkWidget *next_icon;
  GtkLabel *next_label;
  GtkWidget *not_home_button;
  GtkWidget *postpone_button;
  GtkLabel *reason_label;
  AdwBin *postpone_place;
  GtkEntry *postpone_reason;
  GtkPopover *postpone_popover;
  GtkBox *timeline_place;
  GtkMenuButton *note_button;
  GtkPopover *note_popover;

  gint64 case_id;
  NxRecord *case_file;
  GtkWidget *stepper;
  GtkWidget *postpone_field;
  GtkWidget *draft_bar;
  GtkWidget *attachments;
  GtkWidget *timeline;
  GtkWidget *remark_box;
  GCancellable *load;
  guint is_postponing : 1; /* the store has not answered yet */
  guint wants_writing : 1; /* the place to write opens with the case */
  guint is_asking : 1;     /* the place to write was opened for a question */
};

/* nx-case-show.c */

/* Once: the words of the steps. */
void nx_case_page_set_steps (NxCasePage *self);
void nx_case_page_show_case (NxCasePage *self);

/* nx-case-acts.c */

/* To the day that was chosen, with the reason that was typed. */
void nx_case_page_postpone (NxCasePage *self);
/* Opens the place to write on the case as a whole: with what is proposed, or for a question. */
void nx_case_page_open_remark (NxCasePage *self);
void nx_case_page_ask (NxCasePage *self);
/* Once, with the timeline; then whenever it is opened. */
void nx_case_page_add_remark_box (NxCasePage *self);
void nx_case_page_begin_remark (NxCasePage *self);

G_END_DECLS
