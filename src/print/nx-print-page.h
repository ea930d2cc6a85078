/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Knows the size of a sheet and its margins, and is the only place that turns points into Pango
 * units and millimetres into points. */
#pragma once

#include <glib.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef enum
{
  NX_PAPER_A4,
  NX_PAPER_A5
} NxPaper;

/* One sheet, portrait. Every length is in points (1/72 inch). */
typedef struct
{
  double width;
  double height;
  double left; /* the side the sheet is bound at */
  double right;
  double top;
  double bottom;
  double text_scale; /* 1 on A4; smaller paper is set a little smaller */
} NxPrintPage;

void nx_print_page_init (NxPrintPage *page, NxPaper paper);
double nx_print_page_get_body_width (const NxPrintPage *page);
double nx_print_page_get_body_height (const NxPrintPage *page);

static inline double
nx_mm (double millimetres)
{
  return millimetres * 72.0 / 25.4;
}

static inline int
nx_to_pango (double points)
{
  return (int)(points * PANGO_SCALE + 0.5);
}

static inline double
nx_from_pango (int units)
{
  return (double)units / PANGO_SCALE;
}

G_END_DECLS
