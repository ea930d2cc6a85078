/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of the office itself: its name, who is in, and where to begin. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

#define NX_TYPE_OFFICE_PAGE (nx_office_page_get_type ())
G_DECLARE_FINAL_TYPE (NxOfficePage, nx_office_page, NX, OFFICE_PAGE, NxPage)

NxPage *nx_office_page_new (NxStore *store);

G_END_DECLS
