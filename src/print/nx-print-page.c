/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Knows the size of a sheet and its margins. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-print-page.h"

/* 22 mm on the bound side and 20 mm elsewhere are our default, inside the usual 20 to 25 mm. */
#define BOUND_MARGIN_MM 22.0
#define OTHER_MARGIN_MM 20.0

/* Fills `page` with the geometry of `paper` (ISO 216, portrait). */
void
nx_print_page_init (NxPrintPage *page, NxPaper paper)
{
  gboolean is_a5 = paper == NX_PAPER_A5;

  g_return_if_fail (page != NULL);

  page->width = nx_mm (is_a5 ? 148.0 : 210.0);
  page->height = nx_mm (is_a5 ? 210.0 : 297.0);
  page->left = nx_mm (BOUND_MARGIN_MM);
  page->right = nx_mm (OTHER_MARGIN_MM);
  page->top = nx_mm (OTHER_MARGIN_MM);
  page->bottom = nx_mm (OTHER_MARGIN_MM);
  page->text_scale = is_a5 ? 0.85 : 1.0;
}

double
nx_print_page_get_body_width (const NxPrintPage *page)
{
  return page->width - page->left - page->right;
}

double
nx_print_page_get_body_height (const NxPrintPage *page)
{
  return page->height - page->top - page->bottom;
}
