/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The duplicates page: pairs of records that may be of one human being, the surest first. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

/* Shows what the last look through the store found, and looks by itself when there was none; "Look
 * Again" looks anew, with its progress and a way to stop. */
#define NX_TYPE_TWINS_PAGE (nx_twins_page_get_type ())
G_DECLARE_FINAL_TYPE (NxTwinsPage, nx_twins_page, NX, TWINS_PAGE, NxPage)

NxPage *nx_twins_page_new (NxStore *store);

/* For tests: nothing is being read or looked through. */
gboolean nx_twins_page_is_settled (NxTwinsPage *self);

G_END_DECLS
