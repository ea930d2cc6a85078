/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Draws what stands in the margins of every page: office and number above, who printed and which
 * page below. */
#pragma once

#include "nx-print-page.h"
#include "nx-typesetter.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Texts of the margins; each may be NULL. Owned by the struct. */
typedef struct
{
  char *head_left;
  char *head_right;
  char *foot_left;
  char *foot_right;
} NxPageFrame;

void nx_page_frame_clear (NxPageFrame *frame);

/* Notes characters of the margins that no font has; called before pages are drawn. */
void nx_page_frame_check (const NxPageFrame *frame, NxTypesetter *typesetter);

/* `number` counts from 1; `n_pages` 0: not known yet. */
void nx_page_frame_draw (const NxPageFrame *frame,
                         const NxPrintPage *page,
                         NxTypesetter *typesetter,
                         cairo_t *cairo,
                         guint number,
                         guint n_pages);

G_END_DECLS
