/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows one page of a paper as a white sheet, as wide as there is room or in its real size. */
#pragma once

#include <gtk/gtk.h>

#include "nx-print-document.h"

G_BEGIN_DECLS

#define NX_TYPE_PAPER_VIEW (nx_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (NxPaperView, nx_paper_view, NX, PAPER_VIEW, GtkWidget)

GtkWidget *nx_paper_view_new (void);
/* NULL for none. @n counts from 0, and is laid out. */
void nx_paper_view_set_page (NxPaperView *self, NxPrintDocument *document, guint n);
/* After the last page of its document was laid out: it says now of how many it is one. */
void nx_paper_view_update (NxPaperView *self);
/* Property "real-size". */
void nx_paper_view_set_real_size (NxPaperView *self, gboolean is_real_size);

G_END_DECLS
