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
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *facts_label;
  GtkBox *badges;
  GtkLabel *about_label;
  AdwBin *stepper_place;
  GtkWidget *next_strip;
  GtkWidget *next_icon;
  GtkLabel *next_label;
  GtkLabel *reason_label;
  AdwBin *postpone_place;
  GtkEntry *postpone_reason;
  GtkPopover *postpone_popover;
  GtkBox *timeline_place;
  GtkEntry *note_entry;
  GtkPopover *note_popover;

  gint64 case_id;
  NxRecord *case_file;
  GtkWidget *stepper;
  GtkWidget *postpone_field;
  GtkWidget *draft_bar;
  GtkWidget *attachments;
  GtkWidget *timeline;
  GCancellable *load;
  guint is_postponing : 1; /* the store has not answered yet */
};

/* nx-case-show.c */

/* Once: the words of the steps. */
void nx_case_page_set_steps (NxCasePage *self);
void nx_case_page_show_case (NxCasePage *self);

/* nx-case-acts.c */

/* To the day that was chosen, with the reason that was typed. */
void nx_case_page_postpone (NxCasePage *self);
/* Saves the note that was typed. */
void nx_case_page_take_note (NxCasePage *self);

G_END_DECLS
