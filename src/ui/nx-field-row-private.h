/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxFieldRow share. */
#pragma once

#include "nx-field-row.h"

G_BEGIN_DECLS

struct _NxFieldRow
{
  AdwPreferencesRow parent_instance;

  NxEdit *edit;
  guint field;
  NxChoices *choices; /* of code and reference fields */

  GtkWidget *editor; /* what is typed into; for several codes the box of chips */
  GtkLabel *title;
  GtkLabel *problem_label;
  GtkWidget *problem_box;
  GtkImage *problem_image;

  char *own_problem;    /* the text is no value at all */
  guint is_setting : 1; /* the program writes into the editor, or the editor into the edit */
};

const NxField *nx_field_row_get_spec (NxFieldRow *self);

/* What the editor says is no value at all; NULL when it is one. */
void nx_field_row_set_own_problem (NxFieldRow *self, const char *sentence);

/* nx-field-row-editor.c */

/* Sets the editor, and returns it or what it stands in. */
GtkWidget *nx_field_row_make_editor (NxFieldRow *self);

/* From the edit into the editor. */
void nx_field_row_show_value (NxFieldRow *self);

G_END_DECLS
