/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens a PDF and draws its pages on white. */
#pragma once

#include "nx-decode-frame.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <poppler.h>

G_BEGIN_DECLS

/* Runs inside the limits of nx-limits.h.
 *
 * A PDF is kept as it came, byte by byte: a signed or sealed paper must stay one. It may hold
 * scripts, links, forms that start programs, other files; here pages are drawn and nothing else of
 * it is ever asked for, and poppler's GLib interface runs no scripts. */

/* LOCKED when it wants a password, PAGES when it has too many. What is only protected from being
 * changed or printed opens. @bytes must outlive the document. */
NxDecodeStatus nx_pdf_open (GBytes *bytes, PopplerDocument **document, guint *n_pages);

/* As large as fits. The picture has no transparency. */
NxDecodeStatus nx_pdf_draw_page (
    PopplerDocument *document, guint page, int max_width, int max_height, GdkPixbuf **picture);

G_END_DECLS
