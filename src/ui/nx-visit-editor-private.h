/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxVisitEditor share. */
#pragma once

#include "nx-visit-editor.h"
#include "nx-visit-form.h"
#include "nx-visit-start.h"

G_BEGIN_DECLS

/* The draft is the worker's: leaving the page by Back, Escape or lock keeps it, only saving or
 * "Discard" ends it. */
struct _NxVisitEditor
{
  NxPage parent_instance;

  GtkStack *faces;
  AdwBin *form_place;
  AdwBin *attachment_place;
  AdwBin *aside_place;
  AdwBin *conflict_place;
  GtkLabel *draft_label;
  GtkButton *retry_button;
  GtkInfoBar *draft_bar;
  GtkLabel *draft_bar_label;
  GtkWidget *later_button;
  GtkWidget *aside_button;
  GtkButton *save_button;
  GtkButton *print_button;

  gint64 case_id;
  gint64 visit_id;
  char *state;
  NxDate day; /* a new visit is planned for; or none */
  NxVisitStart *start;
  NxEdit *edit;
  NxDraftKeeper *keeper;
  NxVisitForm *form;
  GCancellable *load;
  GtkWidget *focus; /* what had it when the form was shut; weak */
  guint is_saving : 1;
  guint is_save_waiting : 1; /* for files that are on their way */
  guint is_print_wanted : 1;
  guint is_carry_out : 1; /* a plan becomes what happened */
  guint shows_draft_error : 1;
};

/* Where the draft stands, as the keeper names places. Free with g_free. */
char *nx_visit_editor_dup_place (NxVisitEditor *self);

/* Not while loading, nor while a conflict waits for its choices. */
gboolean nx_visit_editor_is_saveable (NxVisitEditor *self);
void nx_visit_editor_show_saveable (NxVisitEditor *self);
void nx_visit_editor_show_draft_state (NxVisitEditor *self);
void nx_visit_editor_update_undo (NxVisitEditor *self);
/* Where it is narrow Back and Escape stand for "Later". */
void nx_visit_editor_update_narrow (NxVisitEditor *self);

/* nx-visit-editor-attach.c */

/* Once the case is known: what is attached, and where to add. */
void nx_visit_editor_show_attachments (NxVisitEditor *self);
/* TRUE while a file is on its way: the visit is saved when that has come. */
gboolean nx_visit_editor_waits_for_files (NxVisitEditor *self);
/* Before a draft is thrown away: stops what is on its way. The ids of what the draft has, or NULL.
 * Free with g_array_unref. */
GArray *nx_visit_editor_drop_attachments (NxVisitEditor *self);

/* nx-visit-editor-load.c */

void nx_visit_editor_load (NxVisitEditor *self);

/* The visit as it is kept, or a new one as it is proposed. */
NxEdit *nx_visit_editor_make_edit (NxVisitEditor *self);

/* Shows an edit: form, keeper, header. */
void nx_visit_editor_take_edit (NxVisitEditor *self, NxEdit *edit);

/* Asks for each field which of both is right: of all that differ, or only of those both wrote. */
void nx_visit_editor_show_conflict (NxVisitEditor *self, NxRecord *theirs, gboolean asks_all);

G_END_DECLS
