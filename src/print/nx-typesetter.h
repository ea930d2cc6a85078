/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sets text in lines: owns the Pango context of a document, justifies Han lines, draws lines and
 * remembers characters that could not be set. */
#pragma once

#include "nx-font.h"
#include "nx-rich-text.h"

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef struct _NxTypesetter NxTypesetter;

/* One line of a layout; lengths in Pango units from the layout's top. */
typedef struct
{
  int top;
  int bottom;
  int baseline;
  int x;
} NxTextLine;

/* A typesetter belongs to the thread that uses its document. `text_scale` is that of the page. */
NxTypesetter *nx_typesetter_new (double text_scale);
void nx_typesetter_free (NxTypesetter *self);

double nx_typesetter_get_scale (NxTypesetter *self);

/* A new, empty layout for text in `style`; the caller owns it. */
PangoLayout *nx_typesetter_create_layout (NxTypesetter *self, NxTextStyle style);

/* Puts `text` into `layout`, broken at `width` points (negative: one line a paragraph), and notes
 * missing characters. */
void nx_typesetter_fill (NxTypesetter *self,
                         PangoLayout *layout,
                         const NxRichText *text,
                         NxTextStyle style,
                         double width);

/* Spreads every line but the last of a paragraph to the layout's width, between Han characters and
 * at spaces. Pango itself would put the whole rest into the one space of "血压 142/84". Call once
 * after nx_typesetter_fill. */
void nx_typesetter_justify (NxTypesetter *self, PangoLayout *layout);

/* NxTextLine array, free with g_array_unref. */
GArray *nx_typesetter_list_lines (PangoLayout *layout);

/* Draws lines `first` … `last` - 1 with the top of line `first` at `y`. */
void nx_typesetter_draw_lines (NxTypesetter *self,
                               cairo_t *cairo,
                               PangoLayout *layout,
                               double x,
                               double y,
                               guint first,
                               guint last);

/* Code points no installed font has, sorted, without doubles: gunichar array, borrowed. */
const GArray *nx_typesetter_get_missing (NxTypesetter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxTypesetter, nx_typesetter_free)

G_END_DECLS
