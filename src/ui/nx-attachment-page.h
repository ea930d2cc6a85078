/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows one attachment large: a picture or the pages of a PDF, with the one before and after it,
 * and a way to save a copy. */
#pragma once

#include "nx-page.h"

#include "nx-attachments.h"

G_BEGIN_DECLS

#define NX_TYPE_ATTACHMENT_PAGE (nx_attachment_page_get_type ())
G_DECLARE_FINAL_TYPE (NxAttachmentPage, nx_attachment_page, NX, ATTACHMENT_PAGE, NxPage)

/* @place: among which one goes on to the next. */
NxPage *nx_attachment_page_new (NxStore *store, gint64 id, const NxAttachmentPlace *place);

/* Saves a copy as the chooser's answer does. */
void nx_attachment_page_save_copy (NxAttachmentPage *self, GFile *file);

/* What is shown, for tests: NULL while nothing is; the page counts from 0; the scale is of the
 * picture's own pixels, 0 when it is fitted. */
GdkTexture *nx_attachment_page_get_texture (NxAttachmentPage *self);
guint nx_attachment_page_get_page_number (NxAttachmentPage *self);
double nx_attachment_page_get_zoom (NxAttachmentPage *self);

G_END_DECLS
