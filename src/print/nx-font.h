/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chooses the font families and sizes of the papers and finds characters no installed font has. */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* What a piece of text is on the page. Sizes are GB practice for forms: title two (22 pt), body
 * small four and below, tables five. */
typedef enum
{
  NX_TEXT_TITLE,   /* name of the paper */
  NX_TEXT_HEADING, /* one, two, three … inside the paper */
  NX_TEXT_BODY,    /* running text */
  NX_TEXT_CELL,    /* content of a table */
  NX_TEXT_LABEL,   /* head of a table, name of a field */
  NX_TEXT_NUMBER,  /* large number of a stop */
  NX_TEXT_NAME,    /* name at the head of a table cell */
  NX_TEXT_CODE,    /* to be typed off letter by letter: 0 and O, 1 and I look different */
  NX_TEXT_NOTE,    /* remarks below the text */
  NX_TEXT_FRAME,   /* footer */
  NX_N_TEXT_STYLES
} NxTextStyle;

/* Size in points before the page's text scale. */
double nx_font_get_size (NxTextStyle style);

/* Distance of two base lines in points before the page's text scale. */
double nx_font_get_line_height (NxTextStyle style);

/* Extra space between the letters of `text` set in `style`, in points. Only Han titles have it. */
double nx_font_get_letter_spacing (NxTextStyle style, const char *text);

/* A new description: family list, weight and size times `scale`. */
PangoFontDescription *nx_font_describe (NxTextStyle style, double scale);

/* Adds to `missing` (GHashTable used as a set of GUINT_TO_POINTER (code point)) what the layout
 * could only draw as a box. */
void nx_font_collect_missing (PangoLayout *layout, GHashTable *missing);

/* TRUE for Han characters and the full-width punctuation set with them. */
gboolean nx_font_is_han (gunichar character);

G_END_DECLS
