/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The forms of the register: edit a record, new household, new member, support class, case. */
#pragma once

#include <gtk/gtk.h>

#include "nx-record-form.h"

G_BEGIN_DECLS

/* Each makes a form and starts it; the page is floating until a window takes it. */

/* Without @is_full masked numbers that are known stay out of the form: they are for those who gave
 * a reason. */
NxRecordForm *nx_record_forms_make_edit (NxStore *store, NxRecord *record, gboolean is_full);
NxRecordForm *nx_record_forms_make_household (NxStore *store);
/* A new person and the membership of @household. */
NxRecordForm *nx_record_forms_make_member (NxStore *store, gint64 household_id);
/* Of a household or of a person: the other id is 0. */
/* Somebody who is in the office already becomes a member, as @membership says so far; it is copied.
 */
NxRecordForm *nx_record_forms_make_known_member (NxStore *store,
                                                 NxEdit *membership,
                                                 NxRecord *person);
NxRecordForm *nx_record_forms_make_support (NxStore *store, gint64 household_id, gint64 person_id);
/* @members: memberships that may be the client; without a choice it is the whole household. */
NxRecordForm *nx_record_forms_make_case (NxStore *store, gint64 household_id, GPtrArray *members);
/* The client is @person, wherever they live. */
NxRecordForm *nx_record_forms_make_person_case (NxStore *store, NxRecord *person);

/* The same, pushed onto the window @from stands in (or is). */
void nx_record_forms_edit (GtkWidget *from, NxRecord *record, gboolean is_full);
/* With the focus in @field. */
void nx_record_forms_edit_at (GtkWidget *from, NxRecord *record, guint field);
void nx_record_forms_new_household (GtkWidget *from);
void nx_record_forms_add_member (GtkWidget *from, gint64 household_id);
void nx_record_forms_add_support (GtkWidget *from, gint64 household_id, gint64 person_id);
/* Reads who lives in the household first. */
void nx_record_forms_new_case (GtkWidget *from, gint64 household_id);
/* Reads the person first. */
void nx_record_forms_new_person_case (GtkWidget *from, gint64 person_id);

G_END_DECLS
