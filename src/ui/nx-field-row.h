/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One field of an edit as a row of a form: its label, the way to type it, and what is wrong with
 * it. */
#pragma once

#include <adwaita.h>

#include "nx-choices.h"
#include "nx-edit.h"
#include "nx-validation.h"

G_BEGIN_DECLS

#define NX_TYPE_FIELD_ROW (nx_field_row_get_type ())
G_DECLARE_FINAL_TYPE (NxFieldRow, nx_field_row, NX, FIELD_ROW, AdwPreferencesRow)

/* TRUE when people may type the field: it is not kept by the program, not derived, and a reference
 * only when there are @choices for it. */
gboolean nx_field_row_can_edit (const NxField *field, NxChoices *choices);

/* The row and the edit follow each other. @choices is for references, else NULL. */
GtkWidget *nx_field_row_new (NxEdit *edit, guint field, NxChoices *choices);

guint nx_field_row_get_field (NxFieldRow *self);
NxEdit *nx_field_row_get_edit (NxFieldRow *self);

/* What stands in an empty row ("Given when saved"): the row no longer calls itself required. */
void nx_field_row_set_hint (NxFieldRow *self, const char *hint);

/* Brings what was typed into the form it is stored in: spaces, phones, identity numbers. */
void nx_field_row_commit (NxFieldRow *self);
/* FALSE while the text cannot be read as a value at all; the row says so itself. */
gboolean nx_field_row_is_valid (NxFieldRow *self);

/* A whole sentence below the field; NULL takes it away. */
void nx_field_row_set_problem (NxFieldRow *self, NxSeverity severity, const char *sentence);
const char *nx_field_row_get_problem (NxFieldRow *self);

/* Puts the focus where the field is typed. */
void nx_field_row_focus (NxFieldRow *self);

G_END_DECLS
