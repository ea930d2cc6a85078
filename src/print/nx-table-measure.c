/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures the rows of a table and decides which of them stand on a page. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-print-page.h"
#include "nx-space-block.h"
#include "nx-table-private.h"

#define PAD_X 6.0 /* times the text scale, as the next */
#define PAD_Y 2.6
#define CONTINUED_HEIGHT 20.0
#define MIN_SPLIT_ROOM 60.0 /* a row taller than a page starts on this page only above it */

NxTableRowData *
nx_table_row_at (NxTableBlock *self, guint index)
{
  g_assert (index < self->rows->len);
  return &g_array_index (self->rows, NxTableRowData, index);
}

NxTableCell *
nx_table_cell_of (NxTableBlock *self, const NxTableRowData *row, guint index)
{
  return &g_array_index (self->cells, NxTableCell, row->first_cell + index);
}

static void
compute_edges (NxTableBlock *self, double width, double scale)
{
  double fixed = 0, weights = 0, x = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      fixed += self->columns[i].width * scale;
      weights += self->columns[i].width > 0 ? 0 : self->columns[i].weight;
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      const NxTableColumn *column = &self->columns[i];

      self->edges[i] = x;
      if (column->width > 0)
        x += weights > 0 ? column->width * scale : column->width * scale * width / fixed;
      else
        x += (width - fixed) * column->weight / weights;
    }
  self->edges[self->n_columns] = width;
}

void
nx_table_prepare (NxTableBlock *self, NxTypesetter *typesetter, double width)
{
  if (self->width == width)
    return;
  self->width = width;
  self->pad_x = self->is_ruled ? PAD_X * nx_typesetter_get_scale (typesetter) : 0;
  self->pad_y = PAD_Y * nx_typesetter_get_scale (typesetter);
  compute_edges (self, width, nx_typesetter_get_scale (typesetter));
  for (guint i = 0; i < self->rows->len; i++)
    nx_table_row_at (self, i)->is_measured = FALSE;
}

double
nx_table_cell_width (NxTableBlock *self, const NxTableCell *cell)
{
  return self->edges[cell->column + cell->look.column_span] - self->edges[cell->column];
}

static void
set_hanging (PangoLayout *layout, double ems)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);
  int units = (int)(pango_font_description_get_size (font) * ems);
  PangoTabArray *tabs = NULL;

  if (ems > 0)
    tabs = pango_tab_array_new_with_positions (1, FALSE, PANGO_TAB_LEFT, units);
  pango_layout_set_indent (layout, -units);
  pango_layout_set_tabs (layout, tabs);
  if (tabs != NULL)
    pango_tab_array_free (tabs);
}

/* The layout of the cell's style, filled with its text. */
PangoLayout *
nx_table_lay_out (NxTableBlock *self, NxTypesetter *typesetter, const NxTableCell *cell)
{
  PangoLayout **layout = &self->layouts[cell->look.style];
  double width = MAX (nx_table_cell_width (self, cell) - 2 * self->pad_x, 1);

  if (*layout == NULL)
    *layout = nx_typesetter_create_layout (typesetter, cell->look.style);
  pango_layout_set_alignment (*layout, cell->look.alignment);
  set_hanging (*layout, cell->look.hanging_ems);
  nx_typesetter_fill (typesetter, *layout, cell->text, cell->look.style, width);
  return *layout;
}

static double
text_height (NxTableBlock *self, NxTypesetter *typesetter, const NxTableCell *cell)
{
  int height = 0;

  if (cell->text != NULL)
    pango_layout_get_size (nx_table_lay_out (self, typesetter, cell), NULL, &height);
  return nx_from_pango (height);
}

static double
cell_height (NxTableBlock *self, NxTypesetter *typesetter, const NxTableCell *cell)
{
  double lines = cell->look.n_writing_lines * nx_mm (NX_WRITING_LINE_MM);

  double height = text_height (self, typesetter, cell) + 2 * self->pad_y + lines;

  return MAX (height + (lines > 0 ? 2 * self->pad_y : 0), cell->look.min_height);
}

static double
empty_row_height (NxTableBlock *self, NxTypesetter *typesetter)
{
  return nx_font_get_line_height (NX_TEXT_CELL) * nx_typesetter_get_scale (typesetter)
         + 2 * self->pad_y;
}

guint
nx_table_bundle_end (NxTableBlock *self, guint first)
{
  while (first + 1 < self->rows->len && nx_table_row_at (self, first)->joins_next)
    first++;
  return first + 1;
}

double
nx_table_rows_height (NxTableBlock *self, guint first, guint end)
{
  double height = 0;

  for (guint i = first; i < end; i++)
    height += nx_table_row_at (self, i)->height;
  return height;
}

/* A cell over several rows makes the last of them taller if it has to. */
static void
grow_for_spans (NxTableBlock *self, NxTypesetter *typesetter, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    for (guint k = 0; k < nx_table_row_at (self, i)->n_cells; k++)
      {
        const NxTableCell *cell = nx_table_cell_of (self, nx_table_row_at (self, i), k);
        guint last = MIN (i + cell->look.row_span, end);
        double lacking;

        if (cell->look.row_span == 1)
          continue;
        lacking = cell_height (self, typesetter, cell) - nx_table_rows_height (self, i, last);
        if (lacking > 0)
          nx_table_row_at (self, last - 1)->height += lacking;
      }
}

/* Measures the bundle that starts at `first` and returns its height. */
double
nx_table_measure_bundle (NxTableBlock *self, NxTypesetter *typesetter, guint first, guint end)
{
  if (nx_table_row_at (self, first)->is_measured)
    return nx_table_rows_height (self, first, end);
  for (guint i = first; i < end; i++)
    {
      NxTableRowData *row = nx_table_row_at (self, i);

      row->height = self->is_ruled ? empty_row_height (self, typesetter) : 0;
      row->is_measured = TRUE;
      for (guint k = 0; k < row->n_cells; k++)
        if (nx_table_cell_of (self, row, k)->look.row_span == 1)
          row->height
              = MAX (row->height, cell_height (self, typesetter, nx_table_cell_of (self, row, k)));
    }
  grow_for_spans (self, typesetter, first, end);
  return nx_table_rows_height (self, first, end);
}

static double
head_height (NxTableBlock *self, NxTypesetter *typesetter)
{
  double height = 0;

  for (guint i = 0, end; i < self->n_head_rows; i = end)
    {
      end = nx_table_bundle_end (self, i);
      height += nx_table_measure_bundle (self, typesetter, i, end);
    }
  return height;
}

/* The group row to repeat above a part that starts at `from`, as NxTableRowData.group. */
guint
nx_table_repeated_group (NxTableBlock *self, NxBreak from)
{
  const NxTableRowData *row;

  if (from.unit <= self->n_head_rows && from.offset == 0)
    return 0;
  row = nx_table_row_at (self, from.unit);
  if (row->kind == NX_TABLE_ROW_GROUP)
    return 0;
  return row->group;
}

/* Height of what stands above the first row of a part. */
double
nx_table_lead_height (NxTableBlock *self, NxTypesetter *typesetter, NxBreak from)
{
  double height = head_height (self, typesetter);
  guint group = nx_table_repeated_group (self, from);

  if (group != 0)
    {
      nx_table_measure_bundle (self, typesetter, group - 1, nx_table_bundle_end (self, group - 1));
      height += nx_table_row_at (self, group - 1)->height;
    }
  return height;
}

/* Of a cut row: the lines of one cell between two offsets. */
void
nx_table_lines_between (GArray *lines, guint from, guint to, guint *first, guint *last)
{
  *first = 0;
  while (*first < lines->len && g_array_index (lines, NxTextLine, *first).bottom <= (int)from)
    (*first)++;
  *last = *first;
  while (*last < lines->len
         && (to == 0 || g_array_index (lines, NxTextLine, *last).bottom <= (int)to))
    (*last)++;
}

int
nx_table_stretch_height (GArray *lines, guint first, guint last)
{
  if (first >= last)
    return 0;
  return g_array_index (lines, NxTextLine, last - 1).bottom
         - g_array_index (lines, NxTextLine, first).top;
}

/* Cuts the row at `row_index` after `from` so that it fills `room`. Returns the height taken and
 * sets `to` to the new offset, 0 if the row ends here. */
static double
cut_row (NxTableBlock *self,
         NxTypesetter *typesetter,
         guint row_index,
         guint from,
         double room,
         guint *to)
{
  const NxTableRowData *row = nx_table_row_at (self, row_index);
  int most = nx_to_pango (MAX (room - 2 * self->pad_y, 0)), tallest = 0;

  *to = 0;
  for (guint k = 0; k < row->n_cells; k++)
    {
      const NxTableCell *cell = nx_table_cell_of (self, row, k);
      g_autoptr (GArray) lines = NULL;
      guint first, last;

      if (cell->text == NULL)
        continue;
      lines = nx_typesetter_list_lines (nx_table_lay_out (self, typesetter, cell));
      nx_table_lines_between (lines, from, 0, &first, &last);
      while (last > first + 1 && nx_table_stretch_height (lines, first, last) > most)
        last--;
      tallest = MAX (tallest, nx_table_stretch_height (lines, first, last));
      if (last < lines->len)
        {
          guint cut = (guint)g_array_index (lines, NxTextLine, last - 1).bottom;

          *to = *to == 0 ? cut : MIN (*to, cut);
        }
    }
  return nx_from_pango (tallest) + 2 * self->pad_y;
}

/* Puts rows from `part->from` into `room`; stops before `limit` points are exceeded. */
static gboolean
place_rows (
    NxTableBlock *self, NxTypesetter *typesetter, const NxRoom *room, double limit, NxPart *part)
{
  NxBreak at = room->from;
  double lead, y, page_room;
  gboolean is_empty = TRUE;

  if (at.unit < self->n_head_rows)
    at.unit = self->n_head_rows;
  part->from = at;
  lead = y = nx_table_lead_height (self, typesetter, at);
  page_room = room->page_height - lead;
  while (at.unit < self->rows->len)
    {
      guint end = nx_table_bundle_end (self, at.unit);
      double height = nx_table_measure_bundle (self, typesetter, at.unit, end);
      gboolean is_tall;

      if (height > page_room)
        { /* taken apart */
          end = at.unit + 1;
          height = nx_table_row_at (self, at.unit)->height;
        }
      is_tall = height > page_room || at.offset > 0;
      if (!is_tall && (y + height <= limit || (is_empty && room->must_place)))
        {
          y += height;
          at = (NxBreak){ end, 0 };
          is_empty = FALSE;
          continue;
        }
      if (is_tall && ((is_empty && room->must_place) || limit - y > MIN_SPLIT_ROOM))
        {
          guint offset;

          y += cut_row (self, typesetter, at.unit, at.offset, limit - y, &offset);
          at = offset == 0 ? (NxBreak){ at.unit + 1, 0 } : (NxBreak){ at.unit, offset };
          is_empty = FALSE;
          if (offset == 0)
            continue;
        }
      break;
    }
  part->to = at;
  part->height = y;
  part->is_last = at.unit >= self->rows->len;
  return !is_empty || part->is_last;
}

static double
continued_height (NxTableBlock *self)
{
  return self->continued_text != NULL ? CONTINUED_HEIGHT : 0;
}

gboolean
nx_table_block_fit (NxBlock *block, NxTypesetter *typesetter, const NxRoom *room, NxPart *part)
{
  NxTableBlock *self = NX_TABLE_BLOCK (block);
  gboolean fits;

  nx_table_prepare (self, typesetter, room->width);
  fits = place_rows (self, typesetter, room, room->available, part);
  if (!fits || part->is_last || self->continued_text == NULL)
    return fits;
  fits = place_rows (self, typesetter, room, room->available - continued_height (self), part);
  if (!part->is_last)
    part->height += continued_height (self);
  return fits;
}

gboolean
nx_table_block_split_tail (NxBlock *block,
                           NxTypesetter *typesetter,
                           double width,
                           const NxPart *part,
                           NxPart *head,
                           NxPart *tail)
{
  NxTableBlock *self = NX_TABLE_BLOCK (block);
  guint last = part->from.unit, end;

  nx_table_prepare (self, typesetter, width);
  if (part->to.offset > 0)
    return FALSE;
  while ((end = nx_table_bundle_end (self, last)) < part->to.unit)
    last = end;
  if (last == part->from.unit)
    return FALSE;
  *head = *tail = *part;
  head->to = tail->from = (NxBreak){ last, 0 };
  head->is_last = FALSE;
  head->height
      = part->height - nx_table_rows_height (self, last, part->to.unit) + continued_height (self);
  tail->height = nx_table_lead_height (self, typesetter, tail->from)
                 + nx_table_rows_height (self, last, part->to.unit);
  return TRUE;
}
