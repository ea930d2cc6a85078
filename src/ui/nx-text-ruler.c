/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says how wide a line of text is going to be without laying it out. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-text-ruler.h"

/* A table of two hundred rows asks for the width of a thousand cells, of which twenty rows are
 * seen. Laying out a line costs some 20 µs, adding up its characters less than one. */

#define RULERS_KEY "nx-text-rulers"

struct _NxTextRuler
{
  PangoFontDescription *font;
  double resolution;
  gboolean is_tabular;

  PangoLayout *layout; /* to learn with */
  int ascii[128];      /* Pango units; -1: not learnt */
  int ideograph;       /* they all have one width: that is how the script is set */
  GHashTable *others;  /* gunichar → width */
  int ascent;          /* pixels */
  int height;
};

/* Of one font map. */
typedef struct
{
  guint serial;
  GPtrArray *rulers;
} Rulers;

static void
nx_text_ruler_free (NxTextRuler *self)
{
  pango_font_description_free (self->font);
  g_object_unref (self->layout);
  g_hash_table_unref (self->others);
  g_free (self);
}

static void
rulers_free (Rulers *rulers)
{
  g_ptr_array_unref (rulers->rulers);
  g_free (rulers);
}

PangoAttrList *
nx_text_ruler_make_attributes (gboolean is_tabular)
{
  PangoAttrList *attributes = NULL;

  if (!is_tabular)
    return NULL;
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  return attributes;
}

/* A context of its own: the widget's goes with the widget. */
static PangoLayout *
make_layout (PangoContext *like, gboolean is_tabular)
{
  PangoContext *context = pango_font_map_create_context (pango_context_get_font_map (like));
  g_autoptr (PangoAttrList) attributes = nx_text_ruler_make_attributes (is_tabular);
  PangoLayout *layout = NULL;

  pango_context_set_font_description (context, pango_context_get_font_description (like));
  pango_context_set_language (context, pango_context_get_language (like));
  pango_context_set_round_glyph_positions (context, pango_context_get_round_glyph_positions (like));
  pango_cairo_context_set_resolution (context, pango_cairo_context_get_resolution (like));
  pango_cairo_context_set_font_options (context, pango_cairo_context_get_font_options (like));
  layout = pango_layout_new (context);
  pango_layout_set_attributes (layout, attributes);
  g_object_unref (context);
  return layout;
}

static NxTextRuler *
nx_text_ruler_new (PangoContext *context, gboolean is_tabular)
{
  NxTextRuler *self = g_new0 (NxTextRuler, 1);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  self->font = pango_font_description_copy (pango_context_get_font_description (context));
  self->resolution = pango_cairo_context_get_resolution (context);
  self->is_tabular = is_tabular;
  self->layout = make_layout (context, is_tabular);
  for (guint i = 0; i < G_N_ELEMENTS (self->ascii); i++)
    self->ascii[i] = -1;
  self->ideograph = -1;
  self->others = g_hash_table_new (NULL, NULL);
  self->ascent = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics));
  self->height = self->ascent + PANGO_PIXELS_CEIL (pango_font_metrics_get_descent (metrics));
  pango_font_metrics_unref (metrics);
  return self;
}

static gboolean
is_for (NxTextRuler *self, PangoContext *context, gboolean is_tabular)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);

  return self->is_tabular == is_tabular
         && G_APPROX_VALUE (self->resolution, pango_cairo_context_get_resolution (context), 0.01)
         && pango_font_description_equal (self->font, font);
}

static Rulers *
get_rulers (PangoFontMap *map)
{
  Rulers *rulers = g_object_get_data (G_OBJECT (map), RULERS_KEY);
  guint serial = pango_font_map_get_serial (map);

  if (rulers != NULL && rulers->serial == serial)
    return rulers;
  rulers = g_new0 (Rulers, 1);
  rulers->serial = serial;
  rulers->rulers = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_text_ruler_free);
  g_object_set_data_full (G_OBJECT (map), RULERS_KEY, rulers, (GDestroyNotify)rulers_free);
  return rulers;
}

NxTextRuler *
nx_text_ruler_get (GtkWidget *widget, gboolean is_tabular)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  Rulers *rulers = get_rulers (pango_context_get_font_map (context));
  NxTextRuler *made = NULL;

  for (guint i = 0; i < rulers->rulers->len; i++)
    if (is_for (g_ptr_array_index (rulers->rulers, i), context, is_tabular))
      return g_ptr_array_index (rulers->rulers, i);
  made = nx_text_ruler_new (context, is_tabular);
  g_ptr_array_add (rulers->rulers, made);
  return made;
}

static int
learn (NxTextRuler *self, gunichar character)
{
  char text[6];
  int length = g_unichar_to_utf8 (character, text);
  int width = 0;

  pango_layout_set_text (self->layout, text, length);
  pango_layout_get_size (self->layout, &width, NULL);
  return width;
}

static gboolean
is_ideograph (gunichar character)
{
  return character >= 0x4E00 && character <= 0x9FFF;
}

static int
get_width (NxTextRuler *self, gunichar character)
{
  gpointer known = NULL;
  int width = 0;

  if (character < G_N_ELEMENTS (self->ascii))
    {
      if (self->ascii[character] < 0)
        self->ascii[character] = learn (self, character);
      return self->ascii[character];
    }
  if (is_ideograph (character))
    {
      if (self->ideograph < 0)
        self->ideograph = learn (self, character);
      return self->ideograph;
    }
  if (g_hash_table_lookup_extended (self->others, GUINT_TO_POINTER (character), NULL, &known))
    return GPOINTER_TO_INT (known);
  width = learn (self, character);
  g_hash_table_insert (self->others, GUINT_TO_POINTER (character), GINT_TO_POINTER (width));
  return width;
}

int
nx_text_ruler_measure (NxTextRuler *self, const char *text)
{
  int width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += get_width (self, g_utf8_get_char (at));
  return PANGO_PIXELS_CEIL (width);
}

int
nx_text_ruler_get_ascent (NxTextRuler *self)
{
  return self->ascent;
}

int
nx_text_ruler_get_height (NxTextRuler *self)
{
  return self->height;
}
