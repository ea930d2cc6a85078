/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * All that is being written under a timeline's visits and on its cases, by place. */
#pragma once

#include "nx-remark.h"

G_BEGIN_DECLS

/* Rows come and go while one scrolls and while the list is read anew; what is written stays here.
 * Main thread. */
#define NX_TYPE_REMARKS (nx_remarks_get_type ())
G_DECLARE_FINAL_TYPE (NxRemarks, nx_remarks, NX, REMARKS, GObject)

NxRemarks *nx_remarks_new (NxStore *store);
NxStore *nx_remarks_get_store (NxRemarks *self); /* borrowed */

/* The one of a visit, or with @visit_id 0 of a case as a whole; made when asked for first.
 * Borrowed, and the same as long as @self lives. */
NxRemark *nx_remarks_get (NxRemarks *self, gint64 case_id, gint64 visit_id);

/* Takes up the drafts in the store: those of the last time, and what happened to them on other
 * pages. */
void nx_remarks_reload (NxRemarks *self);
/* Queues all drafts at once. */
void nx_remarks_flush (NxRemarks *self);

G_END_DECLS
