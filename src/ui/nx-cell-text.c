/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of text in a table's cell, laid out only when it comes near the part that is seen. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-cell-text.h"

#include "nx-draw-later.h"
#include "nx-text-ruler.h"

struct _NxCellText
{
  GtkWidget parent_instance;

  char *text; /* never NULL */
  char *hint; /* or NULL */
  gboolean is_number;
  int width;           /* pixels of the whole text; -1: not measured */
  int asked_width;     /* the widest it had with this font: what it asks for */
  NxTextRuler *ruler;  /* it was measured with; to compare only */
  PangoLayout *layout; /* as drawn, or NULL */
};

G_DEFINE_FINAL_TYPE (NxCellText, nx_cell_text, GTK_TYPE_WIDGET)

#define ELLIPSIS "…"

/* A cell takes one record after the other while a list is scrolled. It goes on asking for the
 * widest text that it had, so columns do not tremble, and the list is not laid out anew for each
 * record. */
static void
measure_text (NxCellText *self)
{
  NxTextRuler *ruler = NULL;

  if (self->width >= 0)
    return;
  ruler = nx_text_ruler_get (GTK_WIDGET (self), self->is_number);
  if (ruler != self->ruler)
    self->asked_width = 0;
  self->ruler = ruler;
  self->width = nx_text_ruler_measure (ruler, self->text);
  self->asked_width = MAX (self->asked_width, self->width);
}

static void
nx_cell_text_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  NxCellText *self = NX_CELL_TEXT (widget);
  NxTextRuler *ruler = nx_text_ruler_get (widget, self->is_number);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = nx_text_ruler_get_height (ruler);
      *minimum_baseline = *natural_baseline = nx_text_ruler_get_ascent (ruler);
      return;
    }
  measure_text (self);
  *natural = self->asked_width;
  *minimum = MIN (*natural, nx_text_ruler_measure (ruler, ELLIPSIS));
}

static void
update_tooltip (NxCellText *self)
{
  gboolean is_short = FALSE;

  measure_text (self);
  is_short = gtk_widget_get_width (GTK_WIDGET (self)) < self->width;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), self->hint != NULL || is_short);
}

static void
nx_cell_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_clear_object (&NX_CELL_TEXT (widget)->layout);
  update_tooltip (NX_CELL_TEXT (widget));
}

static gboolean
nx_cell_text_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  NxCellText *self = NX_CELL_TEXT (widget);

  gtk_tooltip_set_text (tooltip, self->hint != NULL ? self->hint : self->text);
  return TRUE;
}

static PangoLayout *
make_layout (NxCellText *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  g_autoptr (PangoAttrList) attributes = nx_text_ruler_make_attributes (self->is_number);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int needed = 0;

  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, &needed, NULL);
  if (needed > width)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

/* Fonts that stand in for a missing one are higher or lower: the lines of a row stand on one
 * baseline all the same. */
static void
draw_layout (NxCellText *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  NxTextRuler *ruler = nx_text_ruler_get (widget, self->is_number);
  int width = 0;
  int x = 0;
  int y = (gtk_widget_get_height (widget) - nx_text_ruler_get_height (ruler)) / 2
          + nx_text_ruler_get_ascent (ruler)
          - PANGO_PIXELS (pango_layout_get_baseline (self->layout));

  pango_layout_get_pixel_size (self->layout, &width, NULL);
  if (self->is_number)
    x = MAX (0, gtk_widget_get_width (widget) - width);
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget), x, y, self->layout);
}

static void
nx_cell_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NxCellText *self = NX_CELL_TEXT (widget);

  if (*self->text == '\0' || gtk_widget_get_width (widget) <= 0 || !nx_draw_later_is_near (widget))
    return;
  if (self->layout == NULL)
    self->layout = make_layout (self);
  draw_layout (self, snapshot);
}

static void
forget_width (NxCellText *self)
{
  self->width = -1;
  self->ruler = NULL;
  g_clear_object (&self->layout);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Most often only the colour. */
static void
nx_cell_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  NxCellText *self = NX_CELL_TEXT (widget);

  GTK_WIDGET_CLASS (nx_cell_text_parent_class)->css_changed (widget, change);
  if (self->ruler != nx_text_ruler_get (widget, self->is_number))
    forget_width (self);
}

static void
nx_cell_text_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (nx_cell_text_parent_class)->system_setting_changed (widget, setting);
  forget_width (NX_CELL_TEXT (widget));
}

static void
nx_cell_text_unmap (GtkWidget *widget)
{
  nx_draw_later_forget (widget);
  GTK_WIDGET_CLASS (nx_cell_text_parent_class)->unmap (widget);
}

static void
nx_cell_text_finalize (GObject *object)
{
  NxCellText *self = NX_CELL_TEXT (object);

  g_clear_object (&self->layout);
  g_free (self->text);
  g_free (self->hint);
  G_OBJECT_CLASS (nx_cell_text_parent_class)->finalize (object);
}

static void
nx_cell_text_class_init (NxCellTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nx_cell_text_finalize;
  widget_class->css_changed = nx_cell_text_css_changed;
  widget_class->measure = nx_cell_text_measure;
  widget_class->query_tooltip = nx_cell_text_query_tooltip;
  widget_class->size_allocate = nx_cell_text_size_allocate;
  widget_class->snapshot = nx_cell_text_snapshot;
  widget_class->system_setting_changed = nx_cell_text_system_setting_changed;
  widget_class->unmap = nx_cell_text_unmap;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
nx_cell_text_init (NxCellText *self)
{
  self->text = g_strdup ("");
  self->width = 0;
}

GtkWidget *
nx_cell_text_new (void)
{
  return g_object_new (NX_TYPE_CELL_TEXT, NULL);
}

static void
follow_text (NxCellText *self)
{
  int asked = self->asked_width;

  self->width = -1;
  g_clear_object (&self->layout);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->ruler == NULL)
    {
      gtk_widget_queue_resize (GTK_WIDGET (self));
      return;
    }
  update_tooltip (self);
  if (self->asked_width == asked)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
nx_cell_text_set_text (NxCellText *self, const char *text)
{
  g_return_if_fail (NX_IS_CELL_TEXT (self));
  if (g_str_equal (self->text, text != NULL ? text : ""))
    return;
  g_free (self->text);
  /* Pango draws a sign for a line break in a single line. */
  self->text = g_strdelimit (g_strdup (text != NULL ? text : ""), "\n", ' ');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text,
                                  -1);
  follow_text (self);
}

const char *
nx_cell_text_get_text (NxCellText *self)
{
  g_return_val_if_fail (NX_IS_CELL_TEXT (self), "");
  return self->text;
}

void
nx_cell_text_set_is_number (NxCellText *self, gboolean is_number)
{
  g_return_if_fail (NX_IS_CELL_TEXT (self));
  self->is_number = is_number;
  forget_width (self);
}

void
nx_cell_text_set_hint (NxCellText *self, const char *hint)
{
  g_return_if_fail (NX_IS_CELL_TEXT (self));
  g_free (self->hint);
  self->hint = g_strdup (hint);
  update_tooltip (self);
}
