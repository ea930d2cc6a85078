/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a QR code (ISO/IEC 18004) on the paper, in the middle of the line. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-qr-block.h"

#include "nx-print-page.h"

#include <qrencode.h>

struct _NxQrBlock
{
  NxBlock parent_instance;

  QRcode *code;
  double side; /* points */
};

G_DEFINE_FINAL_TYPE (NxQrBlock, nx_qr_block, NX_TYPE_BLOCK)

static gboolean
nx_qr_block_fit (NxBlock *block, NxTypesetter *typesetter, const NxRoom *room, NxPart *part)
{
  NxQrBlock *self = NX_QR_BLOCK (block);

  if (self->side > room->available && !room->must_place)
    return FALSE;
  part->to = (NxBreak){ 1, 0 };
  part->height = self->side;
  part->is_last = TRUE;
  return TRUE;
}

/* The dark modules that stand side by side in a row are one stroke: no white hairlines between them
 * on a screen. */
static void
draw_row (NxQrBlock *self, cairo_t *cairo, const unsigned char *row, double y, double module)
{
  int width = self->code->width;

  for (int from = 0; from < width; from++)
    {
      int to = from;

      while (to < width && (row[to] & 1))
        to++;
      if (to > from)
        cairo_rectangle (cairo, (from + NX_QR_QUIET) * module, y, (to - from) * module, module);
      from = MAX (from, to - 1);
    }
}

static void
nx_qr_block_draw (NxBlock *block,
                  NxTypesetter *typesetter,
                  cairo_t *cairo,
                  double x,
                  double y,
                  double width,
                  const NxPart *part)
{
  NxQrBlock *self = NX_QR_BLOCK (block);
  double module = self->side / (self->code->width + 2 * NX_QR_QUIET);

  cairo_save (cairo);
  cairo_translate (cairo, x + (width - self->side) / 2, y);
  for (int i = 0; i < self->code->width; i++)
    draw_row (self, cairo, self->code->data + i * self->code->width, (i + NX_QR_QUIET) * module,
              module);
  cairo_fill (cairo);
  cairo_restore (cairo);
}

static void
nx_qr_block_finalize (GObject *object)
{
  QRcode *code = NX_QR_BLOCK (object)->code;

  if (code != NULL)
    explicit_bzero (code->data, (gsize)code->width * (gsize)code->width);
  QRcode_free (code);
  G_OBJECT_CLASS (nx_qr_block_parent_class)->finalize (object);
}

static void
nx_qr_block_class_init (NxQrBlockClass *klass)
{
  NxBlockClass *block_class = NX_BLOCK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nx_qr_block_finalize;
  block_class->fit = nx_qr_block_fit;
  block_class->draw = nx_qr_block_draw;
}

static void
nx_qr_block_init (NxQrBlock *self)
{
}

NxBlock *
nx_qr_block_new (const char *text, double side_mm)
{
  QRcode *code = NULL;
  NxQrBlock *self = NULL;

  g_return_val_if_fail (text != NULL && *text != '\0' && side_mm > 0, NULL);
  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, TRUE);
  if (code == NULL)
    return NULL;
  self = g_object_new (NX_TYPE_QR_BLOCK, NULL);
  self->code = code;
  self->side = nx_mm (side_mm);
  return NX_BLOCK (self);
}
