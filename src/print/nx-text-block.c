/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a paragraph or heading: broken into lines, justified, split between pages without widows. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-text-block.h"

#include "nx-print-page.h"

#define INDENT_EMS 2
#define MIN_LINES 2 /* left behind at the foot, and taken over to the head, of a page */

struct _NxTextBlock
{
  NxBlock parent_instance;

  NxTextStyle style;
  NxRichText *text;
  PangoAlignment alignment;

  PangoLayout *layout; /* made for one width, kept for drawing */
  GArray *lines;       /* NxTextLine */
  double width;
};

G_DEFINE_FINAL_TYPE (NxTextBlock, nx_text_block, NX_TYPE_BLOCK)

static void
ensure_layout (NxTextBlock *self, NxTypesetter *typesetter, double width)
{
  double em = nx_font_get_size (self->style) * nx_typesetter_get_scale (typesetter);

  if (self->layout != NULL && self->width == width)
    return;
  g_clear_object (&self->layout);
  g_clear_pointer (&self->lines, g_array_unref);
  self->layout = nx_typesetter_create_layout (typesetter, self->style);
  pango_layout_set_alignment (self->layout, self->alignment);
  if (self->style == NX_TEXT_BODY)
    pango_layout_set_indent (self->layout, nx_to_pango (INDENT_EMS * em));
  nx_typesetter_fill (typesetter, self->layout, self->text, self->style, width);
  if (self->style == NX_TEXT_BODY)
    nx_typesetter_justify (typesetter, self->layout);
  self->lines = nx_typesetter_list_lines (self->layout);
  self->width = width;
}

static double
height_of (NxTextBlock *self, guint from, guint to)
{
  if (from >= to)
    return 0;
  return nx_from_pango (g_array_index (self->lines, NxTextLine, to - 1).bottom
                        - g_array_index (self->lines, NxTextLine, from).top);
}

static void
set_part (NxTextBlock *self, NxPart *part, guint from, guint to)
{
  part->from = (NxBreak){ from, 0 };
  part->to = (NxBreak){ to, 0 };
  part->height = height_of (self, from, to);
  part->is_last = to == self->lines->len;
}

static gboolean
nx_text_block_fit (NxBlock *block, NxTypesetter *typesetter, const NxRoom *room, NxPart *part)
{
  NxTextBlock *self = NX_TEXT_BLOCK (block);
  guint from = room->from.unit, to, n_lines;

  ensure_layout (self, typesetter, room->width);
  n_lines = self->lines->len;
  to = from;
  while (to < n_lines && height_of (self, from, to + 1) <= room->available)
    to++;
  if (to < n_lines && n_lines - to < MIN_LINES)
    to = n_lines > MIN_LINES + from ? n_lines - MIN_LINES : from;
  if (to < n_lines && to - from < MIN_LINES)
    to = from;
  if (to == from && room->must_place)
    to = MIN (from + MIN_LINES, n_lines);
  set_part (self, part, from, to);
  return to > from;
}

static gboolean
nx_text_block_split_tail (NxBlock *block,
                          NxTypesetter *typesetter,
                          double width,
                          const NxPart *part,
                          NxPart *head,
                          NxPart *tail)
{
  NxTextBlock *self = NX_TEXT_BLOCK (block);
  guint middle;

  ensure_layout (self, typesetter, width);
  if (part->to.unit - part->from.unit < 2 * MIN_LINES)
    return FALSE;
  middle = part->to.unit - MIN_LINES;
  set_part (self, head, part->from.unit, middle);
  set_part (self, tail, middle, part->to.unit);
  return TRUE;
}

static void
nx_text_block_draw (NxBlock *block,
                    NxTypesetter *typesetter,
                    cairo_t *cairo,
                    double x,
                    double y,
                    double width,
                    const NxPart *part)
{
  NxTextBlock *self = NX_TEXT_BLOCK (block);

  ensure_layout (self, typesetter, width);
  nx_typesetter_draw_lines (typesetter, cairo, self->layout, x, y, part->from.unit, part->to.unit);
}

static void
nx_text_block_finalize (GObject *object)
{
  NxTextBlock *self = NX_TEXT_BLOCK (object);

  g_clear_pointer (&self->text, nx_rich_text_free);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->lines, g_array_unref);
  G_OBJECT_CLASS (nx_text_block_parent_class)->finalize (object);
}

static void
nx_text_block_class_init (NxTextBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  NxBlockClass *block_class = NX_BLOCK_CLASS (klass);

  object_class->finalize = nx_text_block_finalize;
  block_class->fit = nx_text_block_fit;
  block_class->split_tail = nx_text_block_split_tail;
  block_class->draw = nx_text_block_draw;
}

static void
nx_text_block_init (NxTextBlock *self)
{
}

NxBlock *
nx_text_block_new (NxTextStyle style, NxRichText *text)
{
  NxTextBlock *self = g_object_new (NX_TYPE_TEXT_BLOCK, NULL);

  g_return_val_if_fail (text != NULL, NULL);
  self->style = style;
  self->text = text;
  self->alignment = style == NX_TEXT_TITLE ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT;
  if (style == NX_TEXT_TITLE || style == NX_TEXT_HEADING)
    nx_block_set_keep_with_next (NX_BLOCK (self), TRUE);
  return NX_BLOCK (self);
}

NxBlock *
nx_text_block_new_plain (NxTextStyle style, const char *text)
{
  return nx_text_block_new (style, nx_rich_text_new (text));
}

void
nx_text_block_set_alignment (NxTextBlock *self, PangoAlignment alignment)
{
  g_return_if_fail (NX_IS_TEXT_BLOCK (self));
  self->alignment = alignment;
  g_clear_object (&self->layout);
}
