/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of households: filter, order, faces, and the way into each household. */
#pragma once

#include "nx-record-list-page.h"

G_BEGIN_DECLS

#define NX_TYPE_HOUSEHOLD_LIST_PAGE (nx_household_list_page_get_type ())
G_DECLARE_FINAL_TYPE (
    NxHouseholdListPage, nx_household_list_page, NX, HOUSEHOLD_LIST_PAGE, NxRecordListPage)

NxPage *nx_household_list_page_new (NxStore *store);

G_END_DECLS
