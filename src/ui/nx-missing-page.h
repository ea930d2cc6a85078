/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of people of whom something is missing that their group needs, by worker. */
#pragma once

#include "nx-record-list-page.h"

G_BEGIN_DECLS

#define NX_TYPE_MISSING_PAGE (nx_missing_page_get_type ())
G_DECLARE_FINAL_TYPE (NxMissingPage, nx_missing_page, NX, MISSING_PAGE, NxRecordListPage)

NxPage *nx_missing_page_new (NxStore *store);

G_END_DECLS
