/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One household: who lives here on any day, its classes, open cases, dwelling and timeline. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

#define NX_TYPE_HOUSEHOLD_PAGE (nx_household_page_get_type ())
G_DECLARE_FINAL_TYPE (NxHouseholdPage, nx_household_page, NX, HOUSEHOLD_PAGE, NxPage)

/* Starts loading at once and follows the store. */
NxPage *nx_household_page_new (NxStore *store, gint64 household_id);

G_END_DECLS
