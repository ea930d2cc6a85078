/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page a visit is written on: form, what was agreed last time, draft, save. */
#pragma once

#include "nx-page.h"

#include "nx-draft-keeper.h"
#include "nx-edit.h"

G_BEGIN_DECLS

#define NX_TYPE_VISIT_EDITOR (nx_visit_editor_get_type ())
G_DECLARE_FINAL_TYPE (NxVisitEditor, nx_visit_editor, NX, VISIT_EDITOR, NxPage)

/* @visit_id 0: a new visit of the case, begun in @state ("done" or "attempted"). A draft that was
 * left for the same visit or case is taken up again. */
NxPage *nx_visit_editor_new (NxStore *store, gint64 case_id, gint64 visit_id, const char *state);

/* A planned visit that becomes what happened today: "done" or "attempted". */
NxPage *nx_visit_editor_new_carry_out (NxStore *store, gint64 visit_id, const char *state);
/* A new visit of the case, planned for @day. */
NxPage *nx_visit_editor_new_plan (NxStore *store, gint64 case_id, NxDate day);

/* NULL until the case is loaded. Borrowed. For tests. */
NxEdit *nx_visit_editor_get_edit (NxVisitEditor *self);
NxDraftKeeper *nx_visit_editor_get_keeper (NxVisitEditor *self);

/* As the Save button: validates, saves, drops the draft, goes back. */
void nx_visit_editor_save (NxVisitEditor *self);

/* A draft came back into the store: reads it when it is this page's and nothing is typed here. */
void nx_visit_editor_take_up_draft (NxVisitEditor *self, gint64 visit_id, const char *place);

G_END_DECLS
