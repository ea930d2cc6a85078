/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a table: columns, spans, head rows repeated on each page, rows measured one page at a time. */
#pragma once

#include "nx-block.h"

G_BEGIN_DECLS

#define NX_TYPE_TABLE_BLOCK (nx_table_block_get_type ())
G_DECLARE_FINAL_TYPE (NxTableBlock, nx_table_block, NX, TABLE_BLOCK, NxBlock)

typedef struct
{
  double width; /* points before the page's text scale; 0: shares what is left by `weight` */
  double weight;
} NxTableColumn;

typedef enum
{
  NX_TABLE_ROW_HEAD,  /* repeated on each page; all head rows come first */
  NX_TABLE_ROW_GROUP, /* grey, over all columns, never the last of a page, repeated after a break */
  NX_TABLE_ROW_DATA
} NxTableRow;

/* How a cell is set. A zeroed one is plain text on the left over one column. */
typedef struct
{
  NxTextStyle style;        /* 0 (a title) means NX_TEXT_CELL */
  PangoAlignment alignment; /* of the lines in the cell */
  guint column_span;        /* 0 means 1 */
  guint row_span;           /* 0 means 1; rows of one span stay on one page */
  guint n_writing_lines;    /* lines to write on below the text */
  double min_height;        /* points, to leave room for handwriting */
  double hanging_ems;       /* lines after the first start so far in; also the tab stop */
  gboolean is_justified;
} NxCellLook;

/* Most columns a table may have. */
#define NX_TABLE_MAX_COLUMNS 12

NxBlock *nx_table_block_new (const NxTableColumn *columns, guint n_columns);

/* A table without rules sets texts side by side. Default: ruled. */
void nx_table_block_set_ruled (NxTableBlock *self, gboolean is_ruled);

/* A line below the table on each page but its last, e.g. "(continued)"; copied. */
void nx_table_block_set_continued_text (NxTableBlock *self, const char *text);

/* Rows are filled from the left; columns covered by a row span from above are left out. */
void nx_table_block_begin_row (NxTableBlock *self, NxTableRow kind);

/* Takes `text` (NULL: an empty cell); `look` may be NULL. */
void nx_table_block_add_cell (NxTableBlock *self, NxRichText *text, const NxCellLook *look);
void nx_table_block_add_plain (NxTableBlock *self, const char *text, const NxCellLook *look);

guint nx_table_block_get_n_rows (NxTableBlock *self);

G_END_DECLS
