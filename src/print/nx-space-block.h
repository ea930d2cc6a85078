/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a stretch of paper without words: space, a rule, or lines to write on by hand. */
#pragma once

#include "nx-block.h"

G_BEGIN_DECLS

#define NX_TYPE_SPACE_BLOCK (nx_space_block_get_type ())
G_DECLARE_FINAL_TYPE (NxSpaceBlock, nx_space_block, NX, SPACE_BLOCK, NxBlock)

/* Distance of two handwriting lines in millimetres; 8 mm is the least people can write in. */
#define NX_WRITING_LINE_MM 9.0

NxBlock *nx_space_block_new_space (double points);
/* A rule `points` below what stands before it. */
NxBlock *nx_space_block_new_rule_below (double points);
NxBlock *nx_space_block_new_writing_lines (guint n_lines);

/* Draws lines to write on, the first one NX_WRITING_LINE_MM below `y`. */
void nx_space_block_draw_writing_lines (
    cairo_t *cairo, double x, double y, double width, guint n_lines);

G_END_DECLS
