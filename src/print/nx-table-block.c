/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a table: columns, spans, head rows repeated on each page, rows measured one page at a time. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-page.h"
#include "nx-space-block.h"
#include "nx-table-block.h"

#define RULE 0.75
#define PAD_X 6.0 /* times the text scale, as the next */
#define PAD_Y 2.6
#define GROUP_GREY 0.91
#define CONTINUED_HEIGHT 20.0
#define MIN_SPLIT_ROOM 60.0 /* a row taller than a page starts on this page only above it */

/* Rows are kept as texts and heights. One layout a style is filled again for each cell, so ten
 * thousand rows cost no more memory than their words, and each row is measured once a width.
 *
 * Rows joined by a row span, and a group row with the row after it, form a bundle: bundles are
 * what is put on a page. A bundle taller than an empty page is taken apart into rows, and a row
 * taller than an empty page is cut between lines. */

typedef struct
{
  NxRichText *text; /* NULL: empty */
  NxCellLook look;
  guint column;
} Cell;

typedef struct
{
  guint first_cell;
  guint n_cells;
  NxTableRow kind;
  guint group;          /* 1 + index of its group row, 0 without one */
  gboolean joins_next;  /* belongs to the same bundle as the next row */
  gboolean is_measured; /* its whole bundle is */
  double height;
} Row;

struct _NxTableBlock
{
  NxBlock parent_instance;

  guint n_columns;
  NxTableColumn columns[NX_TABLE_MAX_COLUMNS];
  guint covered[NX_TABLE_MAX_COLUMNS]; /* rows a span from above still covers, while filling */
  guint next_column;
  GArray *rows;
  GArray *cells;
  guint n_head_rows;
  guint last_group; /* as Row.group */
  char *continued_text;
  gboolean is_ruled;

  /* for one width */
  double width;
  double pad_x;
  double pad_y;
  double edges[NX_TABLE_MAX_COLUMNS + 1];
  PangoLayout *layouts[NX_N_TEXT_STYLES];
};

G_DEFINE_FINAL_TYPE (NxTableBlock, nx_table_block, NX_TYPE_BLOCK)

static Row *
row_at (NxTableBlock *self, guint index)
{
  g_assert (index < self->rows->len);
  return &g_array_index (self->rows, Row, index);
}

static Cell *
cell_of (NxTableBlock *self, const Row *row, guint index)
{
  return &g_array_index (self->cells, Cell, row->first_cell + index);
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

static void
prepare (NxTableBlock *self, NxTypesetter *typesetter, double width)
{
  if (self->width == width)
    return;
  self->width = width;
  self->pad_x = self->is_ruled ? PAD_X * nx_typesetter_get_scale (typesetter) : 0;
  self->pad_y = PAD_Y * nx_typesetter_get_scale (typesetter);
  compute_edges (self, width, nx_typesetter_get_scale (typesetter));
  for (guint i = 0; i < self->rows->len; i++)
    row_at (self, i)->is_measured = FALSE;
}

static double
cell_width (NxTableBlock *self, const Cell *cell)
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
static PangoLayout *
lay_out (NxTableBlock *self, NxTypesetter *typesetter, const Cell *cell)
{
  PangoLayout **layout = &self->layouts[cell->look.style];
  double width = MAX (cell_width (self, cell) - 2 * self->pad_x, 1);

  if (*layout == NULL)
    *layout = nx_typesetter_create_layout (typesetter, cell->look.style);
  pango_layout_set_alignment (*layout, cell->look.alignment);
  set_hanging (*layout, cell->look.hanging_ems);
  nx_typesetter_fill (typesetter, *layout, cell->text, cell->look.style, width);
  return *layout;
}

static double
text_height (NxTableBlock *self, NxTypesetter *typesetter, const Cell *cell)
{
  int height = 0;

  if (cell->text != NULL)
    pango_layout_get_size (lay_out (self, typesetter, cell), NULL, &height);
  return nx_from_pango (height);
}

static double
cell_height (NxTableBlock *self, NxTypesetter *typesetter, const Cell *cell)
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

static guint
bundle_end (NxTableBlock *self, guint first)
{
  while (first + 1 < self->rows->len && row_at (self, first)->joins_next)
    first++;
  return first + 1;
}

static double
rows_height (NxTableBlock *self, guint first, guint end)
{
  double height = 0;

  for (guint i = first; i < end; i++)
    height += row_at (self, i)->height;
  return height;
}

/* A cell over several rows makes the last of them taller if it has to. */
static void
grow_for_spans (NxTableBlock *self, NxTypesetter *typesetter, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    for (guint k = 0; k < row_at (self, i)->n_cells; k++)
      {
        const Cell *cell = cell_of (self, row_at (self, i), k);
        guint last = MIN (i + cell->look.row_span, end);
        double lacking;

        if (cell->look.row_span == 1)
          continue;
        lacking = cell_height (self, typesetter, cell) - rows_height (self, i, last);
        if (lacking > 0)
          row_at (self, last - 1)->height += lacking;
      }
}

/* Measures the bundle that starts at `first` and returns its height. */
static double
measure_bundle (NxTableBlock *self, NxTypesetter *typesetter, guint first, guint end)
{
  if (row_at (self, first)->is_measured)
    return rows_height (self, first, end);
  for (guint i = first; i < end; i++)
    {
      Row *row = row_at (self, i);

      row->height = self->is_ruled ? empty_row_height (self, typesetter) : 0;
      row->is_measured = TRUE;
      for (guint k = 0; k < row->n_cells; k++)
        if (cell_of (self, row, k)->look.row_span == 1)
          row->height = MAX (row->height, cell_height (self, typesetter, cell_of (self, row, k)));
    }
  grow_for_spans (self, typesetter, first, end);
  return rows_height (self, first, end);
}

static double
head_height (NxTableBlock *self, NxTypesetter *typesetter)
{
  double height = 0;

  for (guint i = 0, end; i < self->n_head_rows; i = end)
    {
      end = bundle_end (self, i);
      height += measure_bundle (self, typesetter, i, end);
    }
  return height;
}

/* The group row to repeat above a part that starts at `from`, as Row.group. */
static guint
repeated_group (NxTableBlock *self, NxBreak from)
{
  const Row *row;

  if (from.unit <= self->n_head_rows && from.offset == 0)
    return 0;
  row = row_at (self, from.unit);
  if (row->kind == NX_TABLE_ROW_GROUP)
    return 0;
  return row->group;
}

/* Height of what stands above the first row of a part. */
static double
lead_height (NxTableBlock *self, NxTypesetter *typesetter, NxBreak from)
{
  double height = head_height (self, typesetter);
  guint group = repeated_group (self, from);

  if (group != 0)
    {
      measure_bundle (self, typesetter, group - 1, bundle_end (self, group - 1));
      height += row_at (self, group - 1)->height;
    }
  return height;
}

/* Of a cut row: the lines of one cell between two offsets. */
static void
lines_between (GArray *lines, guint from, guint to, guint *first, guint *last)
{
  *first = 0;
  while (*first < lines->len && g_array_index (lines, NxTextLine, *first).bottom <= (int)from)
    (*first)++;
  *last = *first;
  while (*last < lines->len
         && (to == 0 || g_array_index (lines, NxTextLine, *last).bottom <= (int)to))
    (*last)++;
}

static int
stretch_height (GArray *lines, guint first, guint last)
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
  const Row *row = row_at (self, row_index);
  int most = nx_to_pango (MAX (room - 2 * self->pad_y, 0)), tallest = 0;

  *to = 0;
  for (guint k = 0; k < row->n_cells; k++)
    {
      const Cell *cell = cell_of (self, row, k);
      g_autoptr (GArray) lines = NULL;
      guint first, last;

      if (cell->text == NULL)
        continue;
      lines = nx_typesetter_list_lines (lay_out (self, typesetter, cell));
      lines_between (lines, from, 0, &first, &last);
      while (last > first + 1 && stretch_height (lines, first, last) > most)
        last--;
      tallest = MAX (tallest, stretch_height (lines, first, last));
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
  lead = y = lead_height (self, typesetter, at);
  page_room = room->page_height - lead;
  while (at.unit < self->rows->len)
    {
      guint end = bundle_end (self, at.unit);
      double height = measure_bundle (self, typesetter, at.unit, end);
      gboolean is_tall;

      if (height > page_room)
        { /* taken apart */
          end = at.unit + 1;
          height = row_at (self, at.unit)->height;
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

static gboolean
nx_table_block_fit (NxBlock *block, NxTypesetter *typesetter, const NxRoom *room, NxPart *part)
{
  NxTableBlock *self = NX_TABLE_BLOCK (block);
  gboolean fits;

  prepare (self, typesetter, room->width);
  fits = place_rows (self, typesetter, room, room->available, part);
  if (!fits || part->is_last || self->continued_text == NULL)
    return fits;
  fits = place_rows (self, typesetter, room, room->available - continued_height (self), part);
  if (!part->is_last)
    part->height += continued_height (self);
  return fits;
}

static gboolean
nx_table_block_split_tail (NxBlock *block,
                           NxTypesetter *typesetter,
                           double width,
                           const NxPart *part,
                           NxPart *head,
                           NxPart *tail)
{
  NxTableBlock *self = NX_TABLE_BLOCK (block);
  guint last = part->from.unit, end;

  prepare (self, typesetter, width);
  if (part->to.offset > 0)
    return FALSE;
  while ((end = bundle_end (self, last)) < part->to.unit)
    last = end;
  if (last == part->from.unit)
    return FALSE;
  *head = *tail = *part;
  head->to = tail->from = (NxBreak){ last, 0 };
  head->is_last = FALSE;
  head->height = part->height - rows_height (self, last, part->to.unit) + continued_height (self);
  tail->height
      = lead_height (self, typesetter, tail->from) + rows_height (self, last, part->to.unit);
  return TRUE;
}

typedef struct
{
  NxTableBlock *table;
  NxTypesetter *typesetter;
  cairo_t *cairo;
  double x;
} Pen;

static void
draw_frame (const Pen *pen, const Cell *cell, NxTableRow kind, double y, double height)
{
  double left = pen->x + pen->table->edges[cell->column];

  if (!pen->table->is_ruled)
    return;
  cairo_rectangle (pen->cairo, left, y, cell_width (pen->table, cell), height);
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
draw_text (const Pen *pen, const Cell *cell, double y, double height)
{
  NxTableBlock *self = pen->table;
  double x = pen->x + self->edges[cell->column] + self->pad_x;
  double width = cell_width (self, cell) - 2 * self->pad_x, text = 0;

  if (cell->text != NULL)
    {
      PangoLayout *layout = lay_out (self, pen->typesetter, cell);
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
  const Row *row = row_at (self, index);

  for (guint k = 0; k < row->n_cells; k++)
    {
      const Cell *cell = cell_of (self, row, k);
      guint last = MIN (index + cell->look.row_span, MAX (end, index + 1));
      double height = rows_height (self, index, last);

      draw_frame (pen, cell, row->kind, y, height);
      draw_text (pen, cell, y, height);
    }
}

/* A part of a row taller than a page; every cell goes on with its own next line. */
static void
draw_cut_row (const Pen *pen, guint index, guint from, guint to, double y, double height)
{
  NxTableBlock *self = pen->table;
  const Row *row = row_at (self, index);

  for (guint k = 0; k < row->n_cells; k++)
    {
      const Cell *cell = cell_of (self, row, k);
      g_autoptr (GArray) lines = NULL;
      PangoLayout *layout;
      guint first, last;

      draw_frame (pen, cell, row->kind, y, height);
      if (cell->text == NULL)
        continue;
      layout = lay_out (self, pen->typesetter, cell);
      if (cell->look.is_justified)
        nx_typesetter_justify (pen->typesetter, layout);
      lines = nx_typesetter_list_lines (layout);
      lines_between (lines, from, to, &first, &last);
      nx_typesetter_draw_lines (pen->typesetter, pen->cairo, layout,
                                pen->x + self->edges[cell->column] + self->pad_x, y + self->pad_y,
                                first, last);
    }
}

static double
cut_height (const Pen *pen, guint index, guint from, guint to)
{
  NxTableBlock *self = pen->table;
  const Row *row = row_at (self, index);
  int tallest = 0;

  for (guint k = 0; k < row->n_cells; k++)
    {
      const Cell *cell = cell_of (self, row, k);
      g_autoptr (GArray) lines = NULL;
      guint first, last;

      if (cell->text == NULL)
        continue;
      lines = nx_typesetter_list_lines (lay_out (self, pen->typesetter, cell));
      lines_between (lines, from, to, &first, &last);
      tallest = MAX (tallest, stretch_height (lines, first, last));
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
  guint group = repeated_group (self, from);

  for (guint i = 0; i < self->n_head_rows; i++)
    {
      draw_row (pen, i, self->n_head_rows, y);
      y += row_at (self, i)->height;
    }
  if (group != 0)
    {
      draw_row (pen, group - 1, group, y);
      y += row_at (self, group - 1)->height;
    }
  return y;
}

static void
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

  prepare (self, typesetter, width);
  cairo_set_line_width (cairo, RULE);
  lead_height (self, typesetter, part->from); /* measures what is drawn above the rows */
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
      if (!row_at (self, i)->is_measured)
        measure_bundle (self, typesetter, i, bundle_end (self, i));
      draw_row (&pen, i, part->to.unit, y);
      y += row_at (self, i)->height;
    }
  if (!part->is_last && self->continued_text != NULL)
    draw_continued (&pen, y, width);
}

static void
clear_cell (gpointer cell)
{
  g_clear_pointer (&((Cell *)cell)->text, nx_rich_text_free);
}

static void
nx_table_block_finalize (GObject *object)
{
  NxTableBlock *self = NX_TABLE_BLOCK (object);

  for (guint i = 0; i < NX_N_TEXT_STYLES; i++)
    g_clear_object (&self->layouts[i]);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->continued_text, g_free);
  G_OBJECT_CLASS (nx_table_block_parent_class)->finalize (object);
}

static void
nx_table_block_class_init (NxTableBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  NxBlockClass *block_class = NX_BLOCK_CLASS (klass);

  object_class->finalize = nx_table_block_finalize;
  block_class->fit = nx_table_block_fit;
  block_class->split_tail = nx_table_block_split_tail;
  block_class->draw = nx_table_block_draw;
}

static void
nx_table_block_init (NxTableBlock *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  self->is_ruled = TRUE;
}

NxBlock *
nx_table_block_new (const NxTableColumn *columns, guint n_columns)
{
  NxTableBlock *self;

  g_return_val_if_fail (n_columns > 0 && n_columns <= NX_TABLE_MAX_COLUMNS, NULL);

  self = g_object_new (NX_TYPE_TABLE_BLOCK, NULL);
  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    {
      g_return_val_if_fail (columns[i].width > 0 || columns[i].weight > 0, NULL);
      self->columns[i] = columns[i];
    }
  return NX_BLOCK (self);
}

void
nx_table_block_set_ruled (NxTableBlock *self, gboolean is_ruled)
{
  g_return_if_fail (NX_IS_TABLE_BLOCK (self));
  self->is_ruled = is_ruled;
}

void
nx_table_block_set_continued_text (NxTableBlock *self, const char *text)
{
  g_return_if_fail (NX_IS_TABLE_BLOCK (self));
  g_free (self->continued_text);
  self->continued_text = g_strdup (text);
}

static void
skip_covered (NxTableBlock *self)
{
  while (self->next_column < self->n_columns && self->covered[self->next_column] > 0)
    self->next_column++;
}

void
nx_table_block_begin_row (NxTableBlock *self, NxTableRow kind)
{
  Row row = { .first_cell = self->cells->len, .kind = kind };

  g_return_if_fail (NX_IS_TABLE_BLOCK (self));
  g_return_if_fail (kind != NX_TABLE_ROW_HEAD || self->n_head_rows == self->rows->len);

  for (guint i = 0; i < self->n_columns; i++)
    if (self->covered[i] > 0)
      self->covered[i]--;
  self->next_column = 0;
  skip_covered (self);
  if (kind == NX_TABLE_ROW_HEAD)
    self->n_head_rows++;
  if (kind == NX_TABLE_ROW_GROUP)
    self->last_group = self->rows->len + 1;
  row.group = self->last_group;
  row.joins_next = kind == NX_TABLE_ROW_GROUP;
  g_array_append_val (self->rows, row);
}

/* Makes the rows a cell spans, from the row now being filled on, one bundle. */
static void
join_rows (NxTableBlock *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->covered[i] > 1)
      row_at (self, self->rows->len - 1)->joins_next = TRUE;
}

void
nx_table_block_add_cell (NxTableBlock *self, NxRichText *text, const NxCellLook *look)
{
  Cell cell = { .text = text, .column = self->next_column };
  Row *row;

  g_return_if_fail (NX_IS_TABLE_BLOCK (self));
  g_return_if_fail (self->rows->len > 0 && self->next_column < self->n_columns);

  if (look != NULL)
    cell.look = *look;
  if (cell.look.style == NX_TEXT_TITLE)
    cell.look.style = NX_TEXT_CELL;
  cell.look.row_span = MAX (cell.look.row_span, 1);
  cell.look.column_span = CLAMP (cell.look.column_span, 1, self->n_columns - self->next_column);
  row = row_at (self, self->rows->len - 1);
  row->n_cells++;
  for (guint i = 0; i < cell.look.column_span; i++)
    self->covered[self->next_column + i] = cell.look.row_span;
  g_array_append_val (self->cells, cell);
  join_rows (self);
  self->next_column += cell.look.column_span;
  skip_covered (self);
  self->width = 0;
}

void
nx_table_block_add_plain (NxTableBlock *self, const char *text, const NxCellLook *look)
{
  nx_table_block_add_cell (self, text != NULL && *text != '\0' ? nx_rich_text_new (text) : NULL,
                           look);
}

guint
nx_table_block_get_n_rows (NxTableBlock *self)
{
  g_return_val_if_fail (NX_IS_TABLE_BLOCK (self), 0);
  return self->rows->len;
}
