/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a table: takes its rows and cells; measuring and drawing are in files of their own. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-table-private.h"

G_DEFINE_FINAL_TYPE (NxTableBlock, nx_table_block, NX_TYPE_BLOCK)

static void
clear_cell (gpointer cell)
{
  g_clear_pointer (&((NxTableCell *)cell)->text, nx_rich_text_free);
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
  self->rows = g_array_new (FALSE, TRUE, sizeof (NxTableRowData));
  self->cells = g_array_new (FALSE, TRUE, sizeof (NxTableCell));
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
  NxTableRowData row = { .first_cell = self->cells->len, .kind = kind };

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
      nx_table_row_at (self, self->rows->len - 1)->joins_next = TRUE;
}

void
nx_table_block_add_cell (NxTableBlock *self, NxRichText *text, const NxCellLook *look)
{
  NxTableCell cell = { .text = text, .column = self->next_column };
  NxTableRowData *row;

  g_return_if_fail (NX_IS_TABLE_BLOCK (self));
  g_return_if_fail (self->rows->len > 0 && self->next_column < self->n_columns);

  if (look != NULL)
    cell.look = *look;
  if (cell.look.style == NX_TEXT_TITLE)
    cell.look.style = NX_TEXT_CELL;
  cell.look.row_span = MAX (cell.look.row_span, 1);
  cell.look.column_span = CLAMP (cell.look.column_span, 1, self->n_columns - self->next_column);
  row = nx_table_row_at (self, self->rows->len - 1);
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
