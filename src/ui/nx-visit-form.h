/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The form of a visit: cards with the fields of an edit, in the order a visit is written. */
#pragma once

#include <adwaita.h>

#include "nx-edit.h"

G_BEGIN_DECLS

#define NX_TYPE_VISIT_FORM (nx_visit_form_get_type ())
G_DECLARE_FINAL_TYPE (NxVisitForm, nx_visit_form, NX, VISIT_FORM, AdwBin)

/* @risk: the case's risk level, by which the next date is proposed. As long as the worker has not
 * chosen another one, the proposal follows day, state and new risks. */
GtkWidget *nx_visit_form_new (NxEdit *edit, const char *risk);

/* FALSE while the text of a date field is no day; that field, which says why, has the focus then.
 */
gboolean nx_visit_form_is_readable (NxVisitForm *self);

/* Shows each finding below its field and puts the focus on the first error. NULL clears them. */
void nx_visit_form_show_problems (NxVisitForm *self, GPtrArray *problems);
/* Narrow: labels stand above their fields. */
void nx_visit_form_set_narrow (NxVisitForm *self, gboolean is_narrow);
/* The narrative, or what was tried. */
void nx_visit_form_focus_text (NxVisitForm *self);

G_END_DECLS
