/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxRecordForm share. */
#pragma once

#include "nx-form-part.h"
#include "nx-record-form.h"
#include "nx-twin-box.h"
#include "nx-width-bin.h"

G_BEGIN_DECLS

struct _NxRecordForm
{
  NxPage parent_instance;

  GtkButton *save_button;
  GtkWidget *draft_strip;
  GtkLabel *draft_label;
  GtkLabel *note_label;
  GtkScrolledWindow *scrolled;
  GtkBox *conflict_box;
  GtkBox *body;
  NxWidthBin *width_bin;
  GtkWidget *side_clamp;
  AdwBin *side_place;
  AdwBin *bottom_place;

  NxTwinBox *twin_box; /* NULL: no person is typed here */
  GPtrArray *parts;    /* NxFormPart */
  GArray *links;       /* NxFormLink */
  guint begin_with;    /* the part that stands first */
  guint begin_at; /* the field of it that has the focus first, from 1; 0: what must be filled in */
  char *then;
  GtkWidget *focus; /* what had it when the form was shut for a job; weak */
  GCancellable *cancellable;
  guint validation_source;
  guint was_tried : 1; /* Save was pressed: errors show as well as warnings */
  guint is_saving : 1;
  guint is_rebasing : 1; /* the read under way is for a stale edit */
};

NxFormPart *nx_record_form_get_part (NxRecordForm *self, guint number);

/* nx-record-form-check.c */

/* Shows the problems of all parts; @first becomes the first row with an error, @unseen the sentence
 * of an error whose field has no row. FALSE: this cannot be saved. */
gboolean nx_record_form_check (NxRecordForm *self, NxFieldRow **first, char **unseen);

/* Once everything that is changed now has been: a handler of NxEdit::changed. */
void nx_record_form_check_soon (NxEdit *edit, guint field, NxRecordForm *self);

/* nx-record-form-draw.c */

NxDate nx_record_form_get_today (NxRecordForm *self);

void nx_record_form_clear_box (GtkBox *box);

/* While a job is under way nothing can be typed. An entry that is shut while it has the focus never
 * learns that it lost it, so the focus goes first and comes back afterwards. */
void nx_record_form_set_shut (NxRecordForm *self, gboolean is_shut);

/* The number of the part that stands at @place on the page, from 0. */
guint nx_record_form_part_at (NxRecordForm *self, guint place);

/* Throws away what was typed, drafts included, and shows it no more: before the form goes. */
void nx_record_form_drop (NxRecordForm *self);

/* All rows anew; watches the edits and opens the form again. */
void nx_record_form_draw (NxRecordForm *self);

/* Before a part gets another edit, or the form goes. */
void nx_record_form_unwatch_part (NxRecordForm *self, NxFormPart *part);

/* Where work begins: at what must be filled in and is not. */
void nx_record_form_focus_first (NxRecordForm *self);

/* nx-record-form-twins.c */

/* After drawing: shows who may be the person that is typed, beside the form or below it. */
void nx_record_form_watch_twins (NxRecordForm *self);
/* A handler of NxWidthBin's notify::medium. */
void nx_record_form_place_twins (NxRecordForm *self);

/* nx-record-form-load.c */

/* Reads bases and drafts and then draws, or rebases when a save was stale. */
void nx_record_form_load (NxRecordForm *self);

G_END_DECLS
