/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sets text in lines: owns the Pango context of a document, justifies Han lines, draws lines and
 * remembers characters that could not be set. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-typesetter.h"

#include "nx-print-page.h"

#include <pango/pangocairo.h>
#include <string.h>

#define POINTS_PER_INCH 72.0
#define MAX_GAP_EMS 0.3 /* a line that would be pulled wider apart is left as it is */
#define SHAPE_RULE 0.75

struct _NxTypesetter
{
  PangoContext *context;

  cairo_scaled_font_t *space_font; /* NULL if there is no font at all */
  gulong space_glyph;

  double text_scale;
  GHashTable *missing;    /* set of code points */
  GArray *sorted_missing; /* NULL: to be made again */
};

/* Boxes are drawn, since few fonts have them; but whoever copies text out of the PDF or has it read
 * aloud shall find the character. So an empty glyph is shown that stands for it. */
static void
say_character (NxTypesetter *self, cairo_t *cairo, double x, double y, const char *character)
{
  cairo_glyph_t glyph = { self->space_glyph, x, y };
  cairo_text_cluster_t cluster = { (int)strlen (character), 1 };

  if (self->space_font == NULL)
    return;
  cairo_set_scaled_font (cairo, self->space_font);
  cairo_show_text_glyphs (cairo, character, -1, &glyph, 1, &cluster, 1, 0);
}

static void
draw_box (cairo_t *cairo, double x, double y, double height, gboolean is_ticked)
{
  double side = height * 0.74;
  double left = x + height * 0.08, top = y - side * 0.93;

  cairo_set_line_width (cairo, SHAPE_RULE);
  cairo_rectangle (cairo, left, top, side, side);
  cairo_stroke (cairo);
  if (!is_ticked)
    return;
  cairo_set_line_width (cairo, SHAPE_RULE * 2);
  cairo_move_to (cairo, left + side * 0.2, top + side * 0.5);
  cairo_line_to (cairo, left + side * 0.43, top + side * 0.75);
  cairo_line_to (cairo, left + side * 0.82, top + side * 0.25);
  cairo_stroke (cairo);
}

static void
draw_shape (cairo_t *cairo, PangoAttrShape *attribute, gboolean do_path, gpointer data)
{
  NxTypesetter *self = data;
  const NxShape *shape = attribute->data;
  double x, y;

  if (do_path || shape == NULL)
    return;
  cairo_get_current_point (cairo, &x, &y);
  cairo_save (cairo);
  if (shape->mark == NX_MARK_BLANK)
    {
      cairo_set_line_width (cairo, SHAPE_RULE);
      cairo_move_to (cairo, x, y + shape->height * 0.2);
      cairo_rel_line_to (cairo, shape->width, 0);
      cairo_stroke (cairo);
    }
  else
    {
      gboolean is_ticked = shape->mark == NX_MARK_TICKED;

      draw_box (cairo, x, y, shape->height, is_ticked);
      say_character (self, cairo, x, y, is_ticked ? "\342\230\221" : "\342\230\220");
    }
  cairo_restore (cairo);
}

/* A font map of our own, so that a document may be printed in another thread than the window's. One
 * point on paper is one unit of cairo. */
static PangoContext *
create_context (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  context = pango_font_map_create_context (map);
  pango_cairo_context_set_resolution (context, POINTS_PER_INCH);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);

  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  /* Without it a Japanese face may be chosen for Han characters both languages share. */
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  return context;
}

PangoLayout *
nx_typesetter_create_layout (NxTypesetter *self, NxTextStyle style)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = nx_font_describe (style, self->text_scale);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (layout, FALSE);
  return layout;
}

static void
find_space_glyph (NxTypesetter *self)
{
  g_autoptr (PangoLayout) layout = nx_typesetter_create_layout (self, NX_TEXT_CELL);
  PangoLayoutRun *run;

  pango_layout_set_text (layout, " ", 1);
  if (pango_layout_get_line_readonly (layout, 0)->runs == NULL)
    return;
  run = pango_layout_get_line_readonly (layout, 0)->runs->data;
  self->space_glyph = run->glyphs->glyphs[0].glyph;
  if (self->space_glyph >= PANGO_GLYPH_EMPTY)
    return;
  self->space_font = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (run->item->analysis.font));
  if (self->space_font != NULL)
    cairo_scaled_font_reference (self->space_font);
}

NxTypesetter *
nx_typesetter_new (double text_scale)
{
  NxTypesetter *self = g_new0 (NxTypesetter, 1);

  self->context = create_context ();
  pango_cairo_context_set_shape_renderer (self->context, draw_shape, self, NULL);
  self->text_scale = text_scale;
  self->missing = g_hash_table_new (NULL, NULL);
  find_space_glyph (self);
  return self;
}

void
nx_typesetter_free (NxTypesetter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->space_font, cairo_scaled_font_destroy);
  g_clear_object (&self->context);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_pointer (&self->sorted_missing, g_array_unref);
  g_free (self);
}

double
nx_typesetter_get_scale (NxTypesetter *self)
{
  return self->text_scale;
}

void
nx_typesetter_fill (NxTypesetter *self,
                    PangoLayout *layout,
                    const NxRichText *text,
                    NxTextStyle style,
                    double width)
{
  g_autoptr (PangoAttrList) attributes
      = nx_rich_text_create_attributes (text, style, self->text_scale);
  guint n_before = g_hash_table_size (self->missing);

  pango_layout_set_width (layout, width < 0 ? -1 : nx_to_pango (width));
  pango_layout_set_text (layout, nx_rich_text_get_text (text), -1);
  pango_layout_set_attributes (layout, attributes);
  nx_font_collect_missing (layout, self->missing);
  if (g_hash_table_size (self->missing) != n_before)
    g_clear_pointer (&self->sorted_missing, g_array_unref);
}

/* One cluster of glyphs, in the order of the text. */
typedef struct
{
  PangoGlyphGeometry *last_geometry;
  gunichar character;
} Cluster;

static void
collect_clusters (PangoLayoutLine *line, const char *text, GArray *clusters)
{
  for (GSList *item = line->runs; item != NULL; item = item->next)
    {
      PangoLayoutRun *run = item->data;
      PangoGlyphItemIter iter;

      if (run->item->analysis.level % 2 != 0)
        continue; /* right to left: keeps its own widths */
      for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, text); more;
           more = pango_glyph_item_iter_next_cluster (&iter))
        {
          Cluster cluster = { &run->glyphs->glyphs[iter.end_glyph - 1].geometry,
                              g_utf8_get_char (text + iter.start_index) };

          g_array_append_val (clusters, cluster);
        }
    }
}

static gboolean
may_stretch (const Cluster *before, const Cluster *after)
{
  return before->character == ' ' || nx_font_is_han (before->character)
         || nx_font_is_han (after->character);
}

static void
stretch_line (PangoLayoutLine *line, const char *text, int rest, int most)
{
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));
  guint n_gaps = 0, n_done = 0, last;

  collect_clusters (line, text, clusters);
  last = clusters->len;
  while (last > 0 && g_array_index (clusters, Cluster, last - 1).character == ' ')
    last--;
  for (guint i = 0; i + 1 < last; i++)
    n_gaps += may_stretch (&g_array_index (clusters, Cluster, i),
                           &g_array_index (clusters, Cluster, i + 1));
  if (n_gaps == 0 || rest / (int)n_gaps > most)
    return;
  for (guint i = 0; i + 1 < last; i++)
    {
      Cluster *cluster = &g_array_index (clusters, Cluster, i);

      if (!may_stretch (cluster, &g_array_index (clusters, Cluster, i + 1)))
        continue;
      cluster->last_geometry->width
          += (int)((gint64)rest * (n_done + 1) / n_gaps - (gint64)rest * n_done / n_gaps);
      n_done++;
    }
}

void
nx_typesetter_justify (NxTypesetter *self, PangoLayout *layout)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);
  int most = (int)(pango_font_description_get_size (font) * MAX_GAP_EMS);
  int width = pango_layout_get_width (layout);
  const char *text = pango_layout_get_text (layout);

  if (width < 0)
    return;
  for (GSList *item = pango_layout_get_lines (layout); item != NULL; item = item->next)
    {
      PangoLayoutLine *line = item->data;
      PangoLayoutLine *next = item->next != NULL ? item->next->data : NULL;
      PangoRectangle logical;
      int rest;

      if (next == NULL || next->is_paragraph_start)
        continue;
      pango_layout_line_get_extents (line, NULL, &logical);
      rest = width - logical.width
             - (line->is_paragraph_start ? pango_layout_get_indent (layout) : 0);
      if (rest > 0)
        stretch_line (line, text, rest, most);
    }
}

GArray *
nx_typesetter_list_lines (PangoLayout *layout)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (NxTextLine));
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int bottom = 0;

  do
    {
      PangoRectangle logical;
      NxTextLine line;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      line.top = MAX (logical.y, bottom);
      line.bottom = bottom = logical.y + logical.height;
      line.baseline = pango_layout_iter_get_baseline (iter);
      line.x = logical.x;
      g_array_append_val (lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return lines;
}

void
nx_typesetter_draw_lines (NxTypesetter *self,
                          cairo_t *cairo,
                          PangoLayout *layout,
                          double x,
                          double y,
                          guint first,
                          guint last)
{
  g_autoptr (GArray) lines = nx_typesetter_list_lines (layout);
  GSList *item = g_slist_nth (pango_layout_get_lines_readonly (layout), first);
  int top;

  if (first >= lines->len)
    return;
  top = g_array_index (lines, NxTextLine, first).top;
  for (guint i = first; i < MIN (last, lines->len); i++, item = item->next)
    {
      const NxTextLine *line = &g_array_index (lines, NxTextLine, i);

      cairo_move_to (cairo, x + nx_from_pango (line->x), y + nx_from_pango (line->baseline - top));
      pango_cairo_show_layout_line (cairo, item->data);
    }
}

static int
compare_code_points (gconstpointer a, gconstpointer b)
{
  gunichar left = *(const gunichar *)a, right = *(const gunichar *)b;

  return left < right ? -1 : left > right;
}

const GArray *
nx_typesetter_get_missing (NxTypesetter *self)
{
  GHashTableIter iter;
  gpointer key;

  if (self->sorted_missing != NULL)
    return self->sorted_missing;
  self->sorted_missing = g_array_new (FALSE, FALSE, sizeof (gunichar));
  g_hash_table_iter_init (&iter, self->missing);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gunichar character = GPOINTER_TO_UINT (key);

      g_array_append_val (self->sorted_missing, character);
    }
  g_array_sort (self->sorted_missing, compare_code_points);
  return self->sorted_missing;
}
