/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the contract of everything that stands on a page: it can be measured, split and drawn. */
#pragma once

#include "nx-typesetter.h"

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

#define NX_TYPE_BLOCK (nx_block_get_type ())
G_DECLARE_DERIVABLE_TYPE (NxBlock, nx_block, NX, BLOCK, GObject)

/* Where a block was cut: a unit (line, row) and, for a row taller than a page, how far into it
 * (Pango units). Zeros are its start. */
typedef struct
{
  guint unit;
  guint offset;
} NxBreak;

/* What of a block stands on one page. */
typedef struct
{
  NxBreak from;
  NxBreak to;
  double height;
  gboolean is_last; /* nothing is left after this part */
} NxPart;

/* The question a page asks a block: from here on, in this room, what fits? Lengths in points. */
typedef struct
{
  double width;
  double available;
  double page_height;  /* room of an empty page */
  gboolean must_place; /* the page is empty: something has to be placed even if it is too tall */
  NxBreak from;
} NxRoom;

struct _NxBlockClass
{
  GObjectClass parent_class;

  /* Fills `part` and returns TRUE, or FALSE if nothing fits. Never FALSE with must_place. */
  gboolean (*fit) (NxBlock *self, NxTypesetter *typesetter, const NxRoom *room, NxPart *part);

  /* Cuts the smallest decent end off `part`, so that a signature does not stand alone on the next
   * page. FALSE: the part is to be moved whole. NULL: always whole. */
  gboolean (*split_tail) (NxBlock *self,
                          NxTypesetter *typesetter,
                          double width,
                          const NxPart *part,
                          NxPart *head,
                          NxPart *tail);

  void (*draw) (NxBlock *self,
                NxTypesetter *typesetter,
                cairo_t *cairo,
                double x,
                double y,
                double width,
                const NxPart *part);
};

gboolean nx_block_fit (NxBlock *self, NxTypesetter *typesetter, const NxRoom *room, NxPart *part);
gboolean nx_block_split_tail (NxBlock *self,
                              NxTypesetter *typesetter,
                              double width,
                              const NxPart *part,
                              NxPart *head,
                              NxPart *tail);
void nx_block_draw (NxBlock *self,
                    NxTypesetter *typesetter,
                    cairo_t *cairo,
                    double x,
                    double y,
                    double width,
                    const NxPart *part);

/* Space in points before the block, times the text scale; left out at the top of a page. */
void nx_block_set_space_before (NxBlock *self, double points);
double nx_block_get_space_before (NxBlock *self);

/* A heading is not left alone at the foot of a page; a signature not at the head of one. */
void nx_block_set_keep_with_next (NxBlock *self, gboolean keep);
gboolean nx_block_get_keep_with_next (NxBlock *self);
void nx_block_set_keep_with_previous (NxBlock *self, gboolean keep);
gboolean nx_block_get_keep_with_previous (NxBlock *self);

G_END_DECLS
