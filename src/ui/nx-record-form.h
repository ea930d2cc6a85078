/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A page that lets people type one or more records by their field tables, and saves them as one. */
#pragma once

#include "nx-choices.h"
#include "nx-edit.h"
#include "nx-page.h"

G_BEGIN_DECLS

/* Put together before it is shown: add the parts, link and offer, then start. Drafts are kept while
 * people type and come back when the same form is opened again.
 *
 * Signal "saved" (gint64 id of the first part): everything is in the store. In a window the page
 * has gone by then. */
#define NX_TYPE_RECORD_FORM (nx_record_form_get_type ())
G_DECLARE_FINAL_TYPE (NxRecordForm, nx_record_form, NX, RECORD_FORM, NxPage)

NxRecordForm *nx_record_form_new (NxStore *store, const char *title);

/* The first part is number 0. @base NULL: a new record of @kind, begun at @place ("household:7").
 * An existing record is read again when the form starts. Returns the edit to set first values in,
 * borrowed; a draft found later replaces it. */
NxEdit *nx_record_form_add (
    NxRecordForm *self, NxRecordKind kind, NxRecord *base, const char *place, const char *heading);

/* Before part @part is saved its @field gets the id that @source was saved under. */
void nx_record_form_link (NxRecordForm *self, guint part, guint field, guint source);

/* Which part stands first on the page and has the focus first; without this the first one. */
void nx_record_form_begin_with (NxRecordForm *self, guint part);

/* Which field of the first part has the focus first, where the form shows it. */
void nx_record_form_begin_at (NxRecordForm *self, guint field);

/* What a reference field of the newest part may point to. Areas and workers are offered anyway. */
void nx_record_form_offer (NxRecordForm *self, guint field, NxChoices *choices);

/* A field of the newest part that this form does not show (the stage of a new case). */
void nx_record_form_hide (NxRecordForm *self, guint field);

/* A sentence above the first field. */
void nx_record_form_set_note (NxRecordForm *self, const char *note);

/* In the newest part @other is @value as long as @field is empty, and empty else: a case belongs to
 * a member or to the whole household. */
void nx_record_form_set_otherwise (NxRecordForm *self, guint field, guint other, gint64 value);

/* A detailed action of the window with an id ("win.open-household") for after the saving. */
void nx_record_form_set_then (NxRecordForm *self, const char *action);

void nx_record_form_start (NxRecordForm *self);

/* For tests: the part's edit as it stands, NULL while loading. */
NxEdit *nx_record_form_get_edit (NxRecordForm *self, guint part);
GtkWidget *nx_record_form_get_row (NxRecordForm *self, guint part, guint field);

G_END_DECLS
