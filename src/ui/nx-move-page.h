/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page that moves members of a household: who, when, where to, and who is whose then. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

#define NX_TYPE_MOVE_PAGE (nx_move_page_get_type ())
G_DECLARE_FINAL_TYPE (NxMovePage, nx_move_page, NX, MOVE_PAGE, NxPage)

NxPage *nx_move_page_new (NxStore *store, gint64 household_id);

/* The household they move to has been found. */
void nx_move_page_set_target (NxMovePage *self, gint64 household_id);

G_END_DECLS
