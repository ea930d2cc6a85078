/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a stretch of paper without words: space, a rule, or lines to write on by hand. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-space-block.h"

#include "nx-print-page.h"

#define RULE 0.75

struct _NxSpaceBlock
{
  NxBlock parent_instance;

  double unit_height;
  guint n_units;
  gboolean has_rule; /* one below each unit */
};

G_DEFINE_FINAL_TYPE (NxSpaceBlock, nx_space_block, NX_TYPE_BLOCK)

static gboolean
nx_space_block_fit (NxBlock *block, NxTypesetter *typesetter, const NxRoom *room, NxPart *part)
{
  NxSpaceBlock *self = NX_SPACE_BLOCK (block);
  guint left = self->n_units - room->from.unit;
  guint n = (guint)CLAMP (room->available / self->unit_height, 0, left);

  if (n == 0 && room->must_place)
    n = MIN (1, left);
  part->to = (NxBreak){ room->from.unit + n, 0 };
  part->height = n * self->unit_height;
  part->is_last = part->to.unit == self->n_units;
  return n > 0;
}

static void
nx_space_block_draw (NxBlock *block,
                     NxTypesetter *typesetter,
                     cairo_t *cairo,
                     double x,
                     double y,
                     double width,
                     const NxPart *part)
{
  NxSpaceBlock *self = NX_SPACE_BLOCK (block);

  if (!self->has_rule)
    return;
  cairo_set_line_width (cairo, RULE);
  for (guint i = 1; i <= part->to.unit - part->from.unit; i++)
    {
      cairo_move_to (cairo, x, y + i * self->unit_height);
      cairo_rel_line_to (cairo, width, 0);
    }
  cairo_stroke (cairo);
}

static void
nx_space_block_class_init (NxSpaceBlockClass *klass)
{
  NxBlockClass *block_class = NX_BLOCK_CLASS (klass);

  block_class->fit = nx_space_block_fit;
  block_class->draw = nx_space_block_draw;
}

static void
nx_space_block_init (NxSpaceBlock *self)
{
}

static NxBlock *
create (double unit_height, guint n_units, gboolean has_rule)
{
  NxSpaceBlock *self = g_object_new (NX_TYPE_SPACE_BLOCK, NULL);

  self->unit_height = unit_height;
  self->n_units = n_units;
  self->has_rule = has_rule;
  return NX_BLOCK (self);
}

NxBlock *
nx_space_block_new_space (double points)
{
  g_return_val_if_fail (points > 0, NULL);
  return create (points, 1, FALSE);
}

NxBlock *
nx_space_block_new_rule_below (double points)
{
  g_return_val_if_fail (points > 0, NULL);
  return create (points, 1, TRUE);
}

NxBlock *
nx_space_block_new_writing_lines (guint n_lines)
{
  g_return_val_if_fail (n_lines > 0, NULL);
  return create (nx_mm (NX_WRITING_LINE_MM), n_lines, TRUE);
}

void
nx_space_block_draw_writing_lines (cairo_t *cairo, double x, double y, double width, guint n_lines)
{
  cairo_set_line_width (cairo, RULE);
  for (guint i = 1; i <= n_lines; i++)
    {
      cairo_move_to (cairo, x, y + i * nx_mm (NX_WRITING_LINE_MM));
      cairo_rel_line_to (cairo, width, 0);
    }
  cairo_stroke (cairo);
}
