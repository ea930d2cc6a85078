/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of cases: who is due, how risky, where in the work. */
#pragma once

#include "nx-record-list-page.h"

G_BEGIN_DECLS

#define NX_TYPE_CASE_LIST_PAGE (nx_case_list_page_get_type ())
G_DECLARE_FINAL_TYPE (NxCaseListPage, nx_case_list_page, NX, CASE_LIST_PAGE, NxRecordListPage)

NxPage *nx_case_list_page_new (NxStore *store);

G_END_DECLS
