/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of visits: planned, due, done and tried in vain, as month, week or list. */
#pragma once

#include "nx-record-list-page.h"

G_BEGIN_DECLS

/* Properties "view" ("month", "week" or "list") and "whose" ("mine" or "station"), which are kept
 * as settings, are the actions visits.view and visits.whose too. */
#define NX_TYPE_VISIT_LIST_PAGE (nx_visit_list_page_get_type ())
G_DECLARE_FINAL_TYPE (NxVisitListPage, nx_visit_list_page, NX, VISIT_LIST_PAGE, NxRecordListPage)

NxPage *nx_visit_list_page_new (NxStore *store);

G_END_DECLS
