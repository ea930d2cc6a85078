/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The preview of a paper: which copy, masked how far, what of it; then printer or PDF. */
#pragma once

#include "nx-page.h"

#include "nx-paper-source.h"

G_BEGIN_DECLS

#define NX_TYPE_PREVIEW_PAGE (nx_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (NxPreviewPage, nx_preview_page, NX, PREVIEW_PAGE, NxPage)

/* @id as in NxPaperSource: of a visit, case or household; 0 for today's route of who acts. */
NxPage *nx_preview_page_new (NxStore *store, NxPaperKind kind, gint64 id);
/* As many papers in one, in the order of @ids (gint64); referenced, not to be changed any more. */
#define NX_PREVIEW_PAGE_MOST 200
NxPage *nx_preview_page_new_several (NxStore *store, NxPaperKind kind, GArray *ids);
/* The route over those cases (gint64); referenced, not to be changed any more. */
NxPage *nx_preview_page_new_route (NxStore *store, GArray *case_ids);
/* The same for the visits of another day. */
NxPage *nx_preview_page_new_route_on (NxStore *store, GArray *case_ids, NxDate day);

/* Borrowed; laid out to its end when nx_preview_page_is_ready(). NULL before the first answer. */
NxPrintDocument *nx_preview_page_get_document (NxPreviewPage *self);
gboolean nx_preview_page_is_ready (NxPreviewPage *self);

/* Saves what is shown; for the file chooser's answer and for tests. */
void nx_preview_page_save (NxPreviewPage *self, const char *path);

G_END_DECLS
