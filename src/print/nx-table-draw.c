/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Draws the part of a table that stands on a page. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-print-page.h"
#include "nx-space-block.h"
#include "nx-table-private.h"

#define RULE 0.75
#define GROUP_GREY 0.91

typedef struct
{
  NxTableBlock *table;
  NxTypesetter *typesetter;
  cairo_t *cairo;
  double x;
} Pen;

static void
draw_frame (const Pen *pen, const NxTableCell *cell, NxTableRow kind, double y, double height)
{
  double left = pen->x + pen->table->edges[cell->column];

  if (!pen->table->is_ruled)
    return;
  cairo_rectangle (pen->cairo, left, y, nx_table_cell_width (pen->table, cell), height);
  if (kind == NX_TABLE_ROW_GROUP)
    {
      cairo_set_source_rgb (pen->cairo, GROUP_GREY, GROUP_GREY, GROUP_GREY);
      cairo_fill_preserve (pen->cairo);
      cairo_set_source_rgb (pen->cairo, 0, 0, 0);
    }
  cairo_stroke (pen->cairo);
}

/* Text in the middle of the cell, or at its top if lines to write on follow. */
static void
draw_text (const Pen *pen, const NxTableCell *cell, double y, double height)
{
  NxTableBlock *self = pen->table;
  double x = pen->x + self->edges[cell->column] + self->pad_x;
  double width = nx_table_cell_width (self, cell) - 2 * self->pad_x, text = 0;

  if (cell->text != NULL)
    {
      PangoLayout *layout = nx_table_lay_out (self, pen->typesetter, cell);
      int size;
      double top;

      pango_layout_get_size (layout, NULL, &size);
      if (cell->look.is_justified)
        nx_typesetter_justify (pen->typesetter, layout);
      text = nx_from_pango (size);
      top = cell->look.n_writing_lines > 0 ? y + self->pad_y : y + (height - text) / 2;
      nx_typesetter_draw_lines (pen->typesetter, pen->cairo, layout, x, top, 0, G_MAXUINT);
    }
  nx_space_block_draw_writing_lines (pen->cairo, x, y + self->pad_y + text, width,
                                     cell->look.n_writing_lines);
}

static void
draw_row (const Pen *pen, guint index, guint end, double y)
{
  NxTableBlock *self = pen->table;
  const NxTableRowData *row = nx_table_row_at (self, index);

  for (guint k = 0; k < row->n_cells; k++)
    {
      const NxTableCell *cell = nx_table_cell_of (self, row, k);
      guint last = MIN (index + cell->look.row_span, MAX (end, index + 1));
      double height = nx_table_rows_height (self, index, last);

      draw_frame (pen, cell, row->kind, y, height);
      draw_text (pen, cell, y, height);
    }
}

/* A part of a row taller than a page; every cell goes on with its own next line. */
static void
draw_cut_row (const Pen *pen, guint index, guint from, guint to, double y, double height)
{
  NxTableBlock *self = pen->table;
  const NxTableRowData *row = nx_table_row_at (self, index);

  for (guint k = 0; k < row->n_cells; k++)
    {
      const NxTableCell *cell = nx_table_cell_of (self, row, k);
      g_autoptr (GArray) lines = NULL;
      PangoLayout *layout;
      guint first, last;

      draw_frame (pen, cell, row->kind, y, height);
      if (cell->text == NULL)
        continue;
      layout = nx_table_lay_out (self, pen->typesetter, cell);
      if (cell->look.is_justified)
        nx_typesetter_justify (pen->typesetter, layout);
      lines = nx_typesetter_list_lines (layout);
      nx_table_lines_between (lines, from, to, &first, &last);
      nx_typesetter_draw_lines (pen->typesetter, pen->cairo, layout,
                                pen->x + self->edges[cell->column] + self->pad_x, y + self->pad_y,
                                first, last);
    }
}

static double
cut_height (const Pen *pen, guint index, guint from, guint to)
{
  NxTableBlock *self = pen->table;
  const NxTableRowData *row = nx_table_row_at (self, index);
  int tallest = 0;

  for (guint k = 0; k < row->n_cells; k++)
    {
      const NxTableCell *cell = nx_table_cell_of (self, row, k);
      g_autoptr (GArray) lines = NULL;
      guint first, last;

      if (cell->text == NULL)
        continue;
      lines = nx_typesetter_list_lines (nx_table_lay_out (self, pen->typesetter, cell));
      nx_table_lines_between (lines, from, to, &first, &last);
      tallest = MAX (tallest, nx_table_stretch_height (lines, first, last));
    }
  return nx_from_pango (tallest) + 2 * self->pad_y;
}

static void
draw_continued (const Pen *pen, double y, double width)
{
  g_autoptr (NxRichText) text = nx_rich_text_new (pen->table->continued_text);
  g_autoptr (PangoLayout) layout = nx_typesetter_create_layout (pen->typesetter, NX_TEXT_NOTE);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  nx_typesetter_fill (pen->typesetter, layout, text, NX_TEXT_NOTE, width);
  nx_typesetter_draw_lines (pen->typesetter, pen->cairo, layout, pen->x, y + 4, 0, 1);
}

static double
draw_lead (const Pen *pen, NxBreak from, double y)
{
  NxTableBlock *self = pen->table;
  guint group = nx_table_repeated_group (self, from);

  for (guint i = 0; i < self->n_head_rows; i++)
    {
      draw_row (pen, i, self->n_head_rows, y);
      y += nx_table_row_at (self, i)->height;
    }
  if (group != 0)
    {
      draw_row (pen, group - 1, group, y);
      y += nx_table_row_at (self, group - 1)->height;
    }
  return y;
}

void
nx_table_block_draw (NxBlock *block,
                     NxTypesetter *typesetter,
                     cairo_t *cairo,
                     double x,
                     double y,
                     double width,
                     const NxPart *part)
{
  NxTableBlock *self = NX_TABLE_BLOCK (block);
  Pen pen = { self, typesetter, cairo, x };

  nx_table_prepare (self, typesetter, width);
  cairo_set_line_width (cairo, RULE);
  nx_table_lead_height (self, typesetter, part->from); /* measures what is drawn above the rows */
  y = draw_lead (&pen, part->from, y);
  for (guint i = part->from.unit; i < self->rows->len; i++)
    {
      guint from = i == part->from.unit ? part->from.offset : 0;
      guint to = i == part->to.unit ? part->to.offset : 0;

      if (i > part->to.unit || (i == part->to.unit && to == 0))
        break;
      if (from != 0 || to != 0)
        {
          double height = cut_height (&pen, i, from, to);

          draw_cut_row (&pen, i, from, to, y, height);
          y += height;
          continue;
        }
      if (!nx_table_row_at (self, i)->is_measured)
        nx_table_measure_bundle (self, typesetter, i, nx_table_bundle_end (self, i));
      draw_row (&pen, i, part->to.unit, y);
      y += nx_table_row_at (self, i)->height;
    }
  if (!part->is_last && self->continued_text != NULL)
    draw_continued (&pen, y, width);
}
