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
/* @document is laid out to its end; NULL for none. @n counts from 0. */
void nx_paper_view_set_page (NxPaperView *self, NxPrintDocument *document, guint n);
/* Property "real-size". */
void nx_paper_view_set_real_size (NxPaperView *self, gboolean is_real_size);

G_END_DECLS
