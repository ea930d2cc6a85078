/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of what was done to many records as one step, where each step can be undone. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

#define NX_TYPE_OPERATIONS_PAGE (nx_operations_page_get_type ())
G_DECLARE_FINAL_TYPE (NxOperationsPage, nx_operations_page, NX, OPERATIONS_PAGE, NxPage)

NxPage *nx_operations_page_new (NxStore *store);

G_END_DECLS
