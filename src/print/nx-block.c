/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the contract of everything that stands on a page: it can be measured, split and drawn. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-block.h"

typedef struct
{
  double space_before;
  guint keep_with_next : 1;
  guint keep_with_previous : 1;
} NxBlockPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NxBlock, nx_block, G_TYPE_OBJECT)

static void
nx_block_class_init (NxBlockClass *klass)
{
}

static void
nx_block_init (NxBlock *self)
{
}

gboolean
nx_block_fit (NxBlock *self, NxTypesetter *typesetter, const NxRoom *room, NxPart *part)
{
  g_return_val_if_fail (NX_IS_BLOCK (self), FALSE);

  part->from = room->from;
  return NX_BLOCK_GET_CLASS (self)->fit (self, typesetter, room, part);
}

gboolean
nx_block_split_tail (NxBlock *self,
                     NxTypesetter *typesetter,
                     double width,
                     const NxPart *part,
                     NxPart *head,
                     NxPart *tail)
{
  NxBlockClass *klass;

  g_return_val_if_fail (NX_IS_BLOCK (self), FALSE);

  klass = NX_BLOCK_GET_CLASS (self);
  return klass->split_tail != NULL && klass->split_tail (self, typesetter, width, part, head, tail);
}

void
nx_block_draw (NxBlock *self,
               NxTypesetter *typesetter,
               cairo_t *cairo,
               double x,
               double y,
               double width,
               const NxPart *part)
{
  g_return_if_fail (NX_IS_BLOCK (self));

  cairo_save (cairo);
  NX_BLOCK_GET_CLASS (self)->draw (self, typesetter, cairo, x, y, width, part);
  cairo_restore (cairo);
}

static NxBlockPrivate *
get_private (NxBlock *self)
{
  g_assert (NX_IS_BLOCK (self));
  return nx_block_get_instance_private (self);
}

void
nx_block_set_space_before (NxBlock *self, double points)
{
  get_private (self)->space_before = points;
}

double
nx_block_get_space_before (NxBlock *self)
{
  return get_private (self)->space_before;
}

void
nx_block_set_keep_with_next (NxBlock *self, gboolean keep)
{
  get_private (self)->keep_with_next = keep;
}

gboolean
nx_block_get_keep_with_next (NxBlock *self)
{
  return get_private (self)->keep_with_next;
}

void
nx_block_set_keep_with_previous (NxBlock *self, gboolean keep)
{
  get_private (self)->keep_with_previous = keep;
}

gboolean
nx_block_get_keep_with_previous (NxBlock *self)
{
  return get_private (self)->keep_with_previous;
}
