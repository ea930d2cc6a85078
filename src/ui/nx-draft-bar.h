/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Offers the visits somebody began to write and did not save: go on, or throw away. */
#pragma once

#include <adwaita.h>

#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_DRAFT_BAR (nx_draft_bar_get_type ())
G_DECLARE_FINAL_TYPE (NxDraftBar, nx_draft_bar, NX, DRAFT_BAR, AdwBin)

/* The drafts of whoever acts: of all cases with @case_id 0, else of that one. It is hidden while
 * there are none. */
GtkWidget *nx_draft_bar_new (NxStore *store, gint64 case_id);

/* Looks again. Writing a draft is no change of a record and told by nobody, so pages call this when
 * they come to the front. */
void nx_draft_bar_reload (NxDraftBar *self);

/* How many there are, shown or not. */
guint nx_draft_bar_get_n_drafts (NxDraftBar *self);

G_END_DECLS
