/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chooses the font families and sizes of the papers and finds characters no installed font has. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-font.h"

#include "nx-print-page.h"

/* The first family that is installed wins; Pango goes down the list for a single character too. So
 * the lists end in the families every Linux desktop can install. */
#define SERIF_FAMILIES                                                                             \
  "SimSun,NSimSun,FangSong,FangSong_GB2312,Noto Serif CJK SC,Source Han Serif SC,KaiTi,"           \
  "AR PL UMing CN,Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Zen Hei,SimSun-ExtB,serif"
#define SANS_FAMILIES                                                                              \
  "SimHei,Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,WenQuanYi Zen Hei,"                  \
  "Noto Serif CJK SC,SimSun,SimSun-ExtB,sans-serif"

#define MONO_FAMILIES                                                                              \
  "DejaVu Sans Mono,Liberation Mono,Noto Sans Mono,Noto Sans Mono CJK SC,monospace"

typedef struct
{
  const char *families;
  double size;
  double line_height; /* times the size */
  PangoWeight weight;
} Style;

static const Style styles[NX_N_TEXT_STYLES] = {
  [NX_TEXT_TITLE] = { SANS_FAMILIES, 22, 1.5, PANGO_WEIGHT_BOLD },
  [NX_TEXT_HEADING] = { SANS_FAMILIES, 11.5, 1.5, PANGO_WEIGHT_BOLD },
  [NX_TEXT_BODY] = { SERIF_FAMILIES, 11.5, 1.5, PANGO_WEIGHT_NORMAL },
  [NX_TEXT_CELL] = { SERIF_FAMILIES, 10.5, 1.5, PANGO_WEIGHT_NORMAL },
  [NX_TEXT_LABEL] = { SANS_FAMILIES, 10.5, 1.5, PANGO_WEIGHT_BOLD },
  [NX_TEXT_NUMBER] = { SANS_FAMILIES, 16, 1.4, PANGO_WEIGHT_BOLD },
  [NX_TEXT_NAME] = { SANS_FAMILIES, 12, 1.5, PANGO_WEIGHT_BOLD },
  [NX_TEXT_CODE] = { MONO_FAMILIES, 17, 1.5, PANGO_WEIGHT_BOLD },
  [NX_TEXT_NOTE] = { SERIF_FAMILIES, 9.5, 1.5, PANGO_WEIGHT_NORMAL },
  [NX_TEXT_FRAME] = { SERIF_FAMILIES, 9, 1.5, PANGO_WEIGHT_NORMAL },
};

double
nx_font_get_size (NxTextStyle style)
{
  g_assert (style < NX_N_TEXT_STYLES);
  return styles[style].size;
}

double
nx_font_get_line_height (NxTextStyle style)
{
  g_assert (style < NX_N_TEXT_STYLES);
  return styles[style].size * styles[style].line_height;
}

double
nx_font_get_letter_spacing (NxTextStyle style, const char *text)
{
  if (style != NX_TEXT_TITLE || text == NULL || !nx_font_is_han (g_utf8_get_char (text)))
    return 0;
  return 7.5;
}

PangoFontDescription *
nx_font_describe (NxTextStyle style, double scale)
{
  PangoFontDescription *description = pango_font_description_new ();

  g_assert (style < NX_N_TEXT_STYLES);
  pango_font_description_set_family_static (description, styles[style].families);
  pango_font_description_set_weight (description, styles[style].weight);
  pango_font_description_set_absolute_size (description, nx_to_pango (styles[style].size * scale));
  return description;
}

static void
collect_from_run (PangoGlyphItem *run, GHashTable *missing)
{
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    {
      PangoGlyph glyph = run->glyphs->glyphs[i].glyph;

      if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) && glyph != PANGO_GLYPH_INVALID_INPUT)
        g_hash_table_add (missing, GUINT_TO_POINTER (glyph & ~PANGO_GLYPH_UNKNOWN_FLAG));
    }
}

void
nx_font_collect_missing (PangoLayout *layout, GHashTable *missing)
{
  g_return_if_fail (PANGO_IS_LAYOUT (layout));
  g_return_if_fail (missing != NULL);

  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return;

  for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    for (GSList *run = ((PangoLayoutLine *)line->data)->runs; run != NULL; run = run->next)
      collect_from_run (run->data, missing);
}

gboolean
nx_font_is_han (gunichar character)
{
  return (character >= 0x2E80 && character <= 0x9FFF)      /* radicals, punctuation, Han */
         || (character >= 0xF900 && character <= 0xFAFF)   /* compatibility Han */
         || (character >= 0xFE30 && character <= 0xFE4F)   /* vertical forms */
         || (character >= 0xFF00 && character <= 0xFFEF)   /* full-width forms */
         || (character >= 0x20000 && character <= 0x3FFFF) /* extensions B and later */
         || character == 0x2014 || character == 0x2026     /* dash and ellipsis */
         || (character >= 0x2018 && character <= 0x201D);  /* quotation marks */
}
