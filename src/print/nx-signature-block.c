/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the framed end of a paper: what is agreed, who signs, and the empty box for the seal. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-signature-block.h"

#include "nx-print-page.h"

#define RULE 0.75
#define PAD 9.0
#define LEAST_STRETCH 0.4
#define GAP_EMS 1.5 /* between two items on a line */

typedef struct
{
  char *form;
  gboolean starts_line;

  PangoLayout *layout; /* for one width */
  double x, y, height; /* from the frame's corner */
} Item;

struct _NxSignatureBlock
{
  NxBlock parent_instance;

  NxRichText *seal_label; /* NULL: no seal box */
  GArray *items;

  double width;
  double height;
};

G_DEFINE_FINAL_TYPE (NxSignatureBlock, nx_signature_block, NX_TYPE_BLOCK)

static double
seal_side (NxSignatureBlock *self)
{
  return self->seal_label != NULL ? nx_mm (NX_SEAL_SIDE_MM) : 0;
}

static double
fill_item (Item *item, NxTypesetter *typesetter, double room, double stretch, double *blanks)
{
  g_autoptr (NxRichText) text = nx_rich_text_new (NULL);
  int width;

  nx_rich_text_append_stretched_form (text, item->form, stretch);
  nx_typesetter_fill (typesetter, item->layout, text, NX_TEXT_CELL, room);
  pango_layout_get_size (item->layout, &width, NULL);
  *blanks = nx_rich_text_sum_blanks (text);
  return nx_from_pango (width);
}

/* Where an item is wider than the room its blanks become shorter. */
static void
set_item (Item *item, NxTypesetter *typesetter, double room)
{
  double em = nx_font_get_size (NX_TEXT_CELL) * nx_typesetter_get_scale (typesetter);
  double blanks, width, stretch;

  g_clear_object (&item->layout);
  item->layout = nx_typesetter_create_layout (typesetter, NX_TEXT_CELL);
  width = fill_item (item, typesetter, -1, 1, &blanks);
  stretch = width > room && blanks > 0 ? (room - width + blanks * em) / (blanks * em) - 0.01 : 1;
  fill_item (item, typesetter, room, MAX (stretch, LEAST_STRETCH), &blanks);
}

/* Puts the items on lines in the room left of the seal box and returns the height they take. */
static double
arrange (NxSignatureBlock *self, NxTypesetter *typesetter, double room)
{
  double line = nx_mm (NX_SIGNATURE_LINE_MM);
  double gap = GAP_EMS * nx_font_get_size (NX_TEXT_CELL) * nx_typesetter_get_scale (typesetter);
  double x = 0, y = PAD * 0.6, tallest = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);
      int width, height;

      set_item (item, typesetter, room);
      pango_layout_get_size (item->layout, &width, &height);
      if (i > 0 && (item->starts_line || x + nx_from_pango (width) > room))
        {
          y += MAX (line, tallest + 4);
          x = tallest = 0;
        }
      item->x = PAD + x;
      item->y = y;
      item->height = nx_from_pango (height);
      tallest = MAX (tallest, item->height);
      x += nx_from_pango (width) + gap;
    }
  return y + tallest + PAD;
}

static void
prepare (NxSignatureBlock *self, NxTypesetter *typesetter, double width)
{
  double side = seal_side (self);

  if (self->width == width)
    return;
  self->height = arrange (self, typesetter, width - 2 * PAD - (side > 0 ? side + PAD : 0));
  self->height = MAX (self->height, side + PAD);
  self->width = width;
}

static gboolean
nx_signature_block_fit (NxBlock *block, NxTypesetter *typesetter, const NxRoom *room, NxPart *part)
{
  NxSignatureBlock *self = NX_SIGNATURE_BLOCK (block);

  prepare (self, typesetter, room->width);
  part->to = (NxBreak){ 1, 0 };
  part->height = self->height;
  part->is_last = TRUE;
  return room->must_place || self->height <= room->available;
}

static void
draw_seal_box (NxSignatureBlock *self, NxTypesetter *typesetter, cairo_t *cairo, double x, double y)
{
  static const double dashes[] = { 3, 2.5 };
  double side = seal_side (self);
  g_autoptr (PangoLayout) layout = nx_typesetter_create_layout (typesetter, NX_TEXT_NOTE);

  cairo_save (cairo);
  cairo_set_dash (cairo, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_rectangle (cairo, x, y, side, side);
  cairo_stroke (cairo);
  cairo_restore (cairo);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  nx_typesetter_fill (typesetter, layout, self->seal_label, NX_TEXT_NOTE, side);
  nx_typesetter_draw_lines (typesetter, cairo, layout, x, y + side - 22, 0, 1);
}

static void
nx_signature_block_draw (NxBlock *block,
                         NxTypesetter *typesetter,
                         cairo_t *cairo,
                         double x,
                         double y,
                         double width,
                         const NxPart *part)
{
  NxSignatureBlock *self = NX_SIGNATURE_BLOCK (block);

  prepare (self, typesetter, width);
  cairo_set_line_width (cairo, RULE);
  cairo_rectangle (cairo, x, y, width, self->height);
  cairo_stroke (cairo);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);

      nx_typesetter_draw_lines (typesetter, cairo, item->layout, x + item->x, y + item->y, 0,
                                G_MAXUINT);
    }
  if (self->seal_label != NULL)
    draw_seal_box (self, typesetter, cairo, x + width - seal_side (self) - PAD / 2,
                   y + (self->height - seal_side (self)) / 2);
}

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->form, g_free);
  g_clear_object (&item->layout);
}

static void
nx_signature_block_finalize (GObject *object)
{
  NxSignatureBlock *self = NX_SIGNATURE_BLOCK (object);

  g_clear_pointer (&self->seal_label, nx_rich_text_free);
  g_clear_pointer (&self->items, g_array_unref);
  G_OBJECT_CLASS (nx_signature_block_parent_class)->finalize (object);
}

static void
nx_signature_block_class_init (NxSignatureBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  NxBlockClass *block_class = NX_BLOCK_CLASS (klass);

  object_class->finalize = nx_signature_block_finalize;
  block_class->fit = nx_signature_block_fit;
  block_class->draw = nx_signature_block_draw;
}

static void
nx_signature_block_init (NxSignatureBlock *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
}

NxBlock *
nx_signature_block_new (const char *seal_label)
{
  NxSignatureBlock *self = g_object_new (NX_TYPE_SIGNATURE_BLOCK, NULL);

  if (seal_label != NULL)
    self->seal_label = nx_rich_text_new (seal_label);
  nx_block_set_keep_with_previous (NX_BLOCK (self), TRUE);
  return NX_BLOCK (self);
}

void
nx_signature_block_add (NxSignatureBlock *self, const char *form, gboolean starts_line)
{
  Item item = { .starts_line = starts_line };

  g_return_if_fail (NX_IS_SIGNATURE_BLOCK (self));
  item.form = g_strdup (form);
  g_array_append_val (self->items, item);
  self->width = 0;
}
