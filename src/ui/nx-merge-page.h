/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page that makes one record of two: which stays, what differs, where the person lives now. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

#define NX_TYPE_MERGE_PAGE (nx_merge_page_get_type ())
G_DECLARE_FINAL_TYPE (NxMergePage, nx_merge_page, NX, MERGE_PAGE, NxPage)

/* Two people or two households; the first is proposed to stay. */
NxPage *nx_merge_page_new (NxStore *store, NxRecordKind kind, gint64 first_id, gint64 second_id);

G_END_DECLS
