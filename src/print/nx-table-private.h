/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shares the inside of a table between the files that fill, measure and draw it. */
#pragma once

#include "nx-table-block.h"

G_BEGIN_DECLS

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
} NxTableCell;

typedef struct
{
  guint first_cell;
  guint n_cells;
  NxTableRow kind;
  guint group;          /* 1 + index of its group row, 0 without one */
  gboolean joins_next;  /* belongs to the same bundle as the next row */
  gboolean is_measured; /* its whole bundle is */
  double height;
} NxTableRowData;

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
  guint last_group; /* as NxTableRowData.group */
  char *continued_text;
  gboolean is_ruled;

  /* for one width */
  double width;
  double pad_x;
  double pad_y;
  double edges[NX_TABLE_MAX_COLUMNS + 1];
  PangoLayout *layouts[NX_N_TEXT_STYLES];
};

NxTableRowData *nx_table_row_at (NxTableBlock *self, guint index);
/* The cell `index` of `row`. */
NxTableCell *nx_table_cell_of (NxTableBlock *self, const NxTableRowData *row, guint index);
/* Sets the table to a width; must come before everything below. */
void nx_table_prepare (NxTableBlock *self, NxTypesetter *typesetter, double width);
double nx_table_cell_width (NxTableBlock *self, const NxTableCell *cell);
/* The layout of the cell's style, filled with its text; good until the next call. */
PangoLayout *nx_table_lay_out (NxTableBlock *self,
                               NxTypesetter *typesetter,
                               const NxTableCell *cell);
/* The row behind the bundle that starts at `first`. */
guint nx_table_bundle_end (NxTableBlock *self, guint first);
double nx_table_rows_height (NxTableBlock *self, guint first, guint end);
/* Measures the bundle that starts at `first` and returns its height. */
double nx_table_measure_bundle (NxTableBlock *self,
                                NxTypesetter *typesetter,
                                guint first,
                                guint end);
/* The group row to repeat above a part that starts at `from`, as NxTableRowData.group. */
guint nx_table_repeated_group (NxTableBlock *self, NxBreak from);
/* Height of what stands above the first row of a part. */
double nx_table_lead_height (NxTableBlock *self, NxTypesetter *typesetter, NxBreak from);
/* Of a cut row: the lines of one cell between two offsets. */
void nx_table_lines_between (GArray *lines, guint from, guint to, guint *first, guint *last);
int nx_table_stretch_height (GArray *lines, guint first, guint last);
gboolean nx_table_block_fit (NxBlock *block,
                             NxTypesetter *typesetter,
                             const NxRoom *room,
                             NxPart *part);
gboolean nx_table_block_split_tail (NxBlock *block,
                                    NxTypesetter *typesetter,
                                    double width,
                                    const NxPart *part,
                                    NxPart *head,
                                    NxPart *tail);
void nx_table_block_draw (NxBlock *block,
                          NxTypesetter *typesetter,
                          cairo_t *cairo,
                          double x,
                          double y,
                          double width,
                          const NxPart *part);

G_END_DECLS
