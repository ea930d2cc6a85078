/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of one case: who, how risky, where in the work, when next, what happened. */
#pragma once

#include "nx-page.h"

#include "nx-timeline-view.h"

G_BEGIN_DECLS

#define NX_TYPE_CASE_PAGE (nx_case_page_get_type ())
G_DECLARE_FINAL_TYPE (NxCasePage, nx_case_page, NX, CASE_PAGE, NxPage)

NxPage *nx_case_page_new (NxStore *store, gint64 case_id);

/* For tests and printing. Borrowed. */
NxTimelineView *nx_case_page_get_timeline (NxCasePage *self);

/* Opens the visit in the timeline and gives its line the focus, as soon as both are there; with
 * @visit_id 0 the question or note on the case; with both 0 the place to write one. */
void nx_case_page_go_to (NxCasePage *self, gint64 visit_id, gint64 comment_id);

G_END_DECLS
