/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Draws what stands in the margins of every page: office and number above, who printed and which
 * page below. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-page-frame.h"

#include <glib/gi18n-lib.h>

#define RULE 0.5
#define HEAD_DISTANCE 5.0 /* between the head and the body */
#define FOOT_DISTANCE 9.0 /* between the body and the rule above the foot */
#define FOOT_GAP 14.0     /* least space between texts of the foot */

void
nx_page_frame_clear (NxPageFrame *frame)
{
  g_clear_pointer (&frame->head_left, g_free);
  g_clear_pointer (&frame->head_right, g_free);
  g_clear_pointer (&frame->foot_left, g_free);
  g_clear_pointer (&frame->foot_right, g_free);
}

/* A layout of `text`; a margin is not high, so what is too long ends in an ellipsis. */
static PangoLayout *
lay_out (NxTypesetter *typesetter,
         const char *text,
         NxTextStyle style,
         double width,
         PangoAlignment alignment)
{
  g_autoptr (NxRichText) rich = nx_rich_text_new (text);
  PangoLayout *layout = nx_typesetter_create_layout (typesetter, style);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_ellipsize (layout, width < 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  nx_typesetter_fill (typesetter, layout, rich, style, width);
  return layout;
}

static double
width_of (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return nx_from_pango (width);
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return nx_from_pango (height);
}

static double
natural_width (NxTypesetter *typesetter, const char *text, NxTextStyle style)
{
  g_autoptr (PangoLayout) layout = lay_out (typesetter, text, style, -1, PANGO_ALIGN_LEFT);

  return width_of (layout);
}

void
nx_page_frame_check (const NxPageFrame *frame, NxTypesetter *typesetter)
{
  natural_width (typesetter, frame->head_left, NX_TEXT_LABEL);
  natural_width (typesetter, frame->head_right, NX_TEXT_CELL);
  natural_width (typesetter, frame->foot_left, NX_TEXT_FRAME);
  natural_width (typesetter, frame->foot_right, NX_TEXT_FRAME);
}

/* Draws one text and returns its height. */
static double
draw_text (NxTypesetter *typesetter,
           cairo_t *cairo,
           const char *text,
           NxTextStyle style,
           double x,
           double y,
           double width,
           PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = lay_out (typesetter, text, style, width, alignment);

  nx_typesetter_draw_lines (typesetter, cairo, layout, x, y, 0, 1);
  return height_of (layout);
}

static void
draw_head (const NxPageFrame *frame,
           const NxPrintPage *page,
           NxTypesetter *typesetter,
           cairo_t *cairo)
{
  double width = nx_print_page_get_body_width (page);
  double left = natural_width (typesetter, frame->head_left, NX_TEXT_LABEL);
  double right = natural_width (typesetter, frame->head_right, NX_TEXT_CELL);
  double line = nx_font_get_line_height (NX_TEXT_CELL) * page->text_scale;
  gboolean is_one_line = left + right + FOOT_GAP <= width;
  double y = page->top - HEAD_DISTANCE - line;

  draw_text (typesetter, cairo, frame->head_left, NX_TEXT_LABEL, page->left,
             is_one_line ? y : y - line, is_one_line ? left + 1 : width, PANGO_ALIGN_LEFT);
  draw_text (typesetter, cairo, frame->head_right, NX_TEXT_CELL, page->left, y, width,
             PANGO_ALIGN_RIGHT);
}

static void
draw_foot (const NxPageFrame *frame,
           const NxPrintPage *page,
           NxTypesetter *typesetter,
           cairo_t *cairo,
           const char *count)
{
  double width = nx_print_page_get_body_width (page);
  double left = natural_width (typesetter, frame->foot_left, NX_TEXT_FRAME);
  double middle = natural_width (typesetter, count, NX_TEXT_FRAME);
  double right = natural_width (typesetter, frame->foot_right, NX_TEXT_FRAME);
  double y = page->height - page->bottom + FOOT_DISTANCE;
  gboolean is_one_line = left + middle + right + 2 * FOOT_GAP <= width;

  cairo_set_line_width (cairo, RULE);
  cairo_move_to (cairo, page->left, y);
  cairo_rel_line_to (cairo, width, 0);
  cairo_stroke (cairo);
  y += 3;
  if (is_one_line)
    {
      double x = page->left + left + (width - left - middle - right) / 2;

      draw_text (typesetter, cairo, frame->foot_left, NX_TEXT_FRAME, page->left, y, -1,
                 PANGO_ALIGN_LEFT);
      draw_text (typesetter, cairo, count, NX_TEXT_FRAME, x, y, -1, PANGO_ALIGN_LEFT);
    }
  else
    {
      y += draw_text (typesetter, cairo, frame->foot_left, NX_TEXT_FRAME, page->left, y, width,
                      PANGO_ALIGN_LEFT);
      draw_text (typesetter, cairo, count, NX_TEXT_FRAME, page->left, y, -1, PANGO_ALIGN_LEFT);
    }
  draw_text (typesetter, cairo, frame->foot_right, NX_TEXT_FRAME,
             page->left + (is_one_line ? 0 : middle + FOOT_GAP), y,
             width - (is_one_line ? 0 : middle + FOOT_GAP), PANGO_ALIGN_RIGHT);
}

void
nx_page_frame_draw (const NxPageFrame *frame,
                    const NxPrintPage *page,
                    NxTypesetter *typesetter,
                    cairo_t *cairo,
                    guint number,
                    guint n_pages)
{
  /* TRANSLATORS: at the foot of a printed page; page number and number of pages. */
  g_autofree char *count = n_pages > 0
                               ? g_strdup_printf (_ ("Page %1$u of %2$u"), number, n_pages)
                               /* TRANSLATORS: while it is not known how many pages there are */
                               : g_strdup_printf (_ ("Page %u"), number);

  draw_head (frame, page, typesetter, cairo);
  draw_foot (frame, page, typesetter, cairo, count);
}
