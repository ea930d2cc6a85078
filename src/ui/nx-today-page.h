/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of the day: who is due, why, and one key to act. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

#define NX_TYPE_TODAY_PAGE (nx_today_page_get_type ())
G_DECLARE_FINAL_TYPE (NxTodayPage, nx_today_page, NX, TODAY_PAGE, NxPage)

NxPage *nx_today_page_new (NxStore *store);

/* For the sidebar, in a read job: how many cases of who acts are overdue or due today. */
gint64 nx_today_page_count (NxDatabase *db, GError **error);

/* "loading", "rows", "empty", "others" or "error"; for tests. */
const char *nx_today_page_get_face (NxTodayPage *self);

G_END_DECLS
