/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lays children out in lines like words: as many as fit, then the next line. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-wrap-layout.h"

struct _NxWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int line_spacing;
  gboolean is_homogeneous;
  gboolean is_vertical;
};

G_DEFINE_FINAL_TYPE (NxWrapLayout, nx_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum
{
  PROP_SPACING = 1,
  PROP_LINE_SPACING,
  PROP_HOMOGENEOUS,
  PROP_VERTICAL,
} NxWrapLayoutProps;

static GParamSpec *props[PROP_VERTICAL + 1];

/* The width each child gets when all of them fit side by side in columns of one width; else 0. */
static int
find_column (NxWrapLayout *self, GtkWidget *widget, int width)
{
  int widest = 0;
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && self->is_homogeneous; child = gtk_widget_get_next_sibling (child))
    {
      int wide = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wide, NULL, NULL);
      widest = MAX (widest, wide);
      n++;
    }
  if (n == 0 || n * widest + (n - 1) * self->spacing > width)
    return 0;
  return (width - (n - 1) * self->spacing) / n;
}

/* The height of the line that begins with @first: the highest of those that stand in it. */
static int
find_line_height (NxWrapLayout *self, GtkWidget *first, int width, int column)
{
  int x = 0;
  int height = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;
      int wide = 0;
      int high = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wide, NULL, NULL);
      if (self->is_vertical)
        wide = width;
      wide = column > 0 ? column : MAX (least, MIN (wide, width));
      if (x > 0 && x + self->spacing + wide > width)
        break;
      x += wide + (x > 0 ? self->spacing : 0);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);
      height = MAX (height, high);
    }
  return height;
}

/* Walks the children as they would stand in @width and returns the height; with @is_real they are
   put there. A child wider than the line gets a line and is as wide as the line or its least width.
 */
static int
run (NxWrapLayout *self, GtkWidget *widget, int width, gboolean is_real)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int column = find_column (self, widget, width);
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;
      int wide = 0;
      int high = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wide, NULL, NULL);
      if (self->is_vertical)
        wide = width;
      wide = column > 0 ? column : MAX (least, MIN (wide, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);
      if (x > 0 && x + self->spacing + wide > width)
        {
          y += line_height + self->line_spacing;
          x = 0;
          line_height = 0;
        }
      else if (x > 0)
        x += self->spacing;
      if (is_real && x == 0)
        line_height = find_line_height (self, child, width, column);
      /* What is lower than its neighbours stands in the middle of the line. */
      if (is_real)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation){ is_mirrored ? width - x - wide : x,
                                                    y + (line_height - high) / 2, wide, high },
                                  -1);
      x += wide;
      line_height = MAX (line_height, high);
    }
  return y + line_height;
}

static void
measure_width (NxWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;
      int wide = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wide, NULL, NULL);
      *minimum = MAX (*minimum, least);
      if (self->is_vertical)
        *natural = MAX (*natural, wide);
      else
        *natural += wide + (n++ > 0 ? self->spacing : 0);
    }
}

static void
nx_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  NxWrapLayout *self = NX_WRAP_LAYOUT (manager);
  int least = 0;
  int wide = 0;

  measure_width (self, widget, &least, &wide);
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (wide, least);
      return;
    }
  *minimum = *natural = run (self, widget, for_size >= 0 ? MAX (for_size, least) : wide, FALSE);
}

static void
nx_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  run (NX_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static GtkSizeRequestMode
nx_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nx_wrap_layout_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxWrapLayout *self = NX_WRAP_LAYOUT (object);

  switch ((NxWrapLayoutProps)prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_LINE_SPACING:
      g_value_set_int (value, self->line_spacing);
      break;
    case PROP_VERTICAL:
      g_value_set_boolean (value, self->is_vertical);
      break;
    case PROP_HOMOGENEOUS:
      g_value_set_boolean (value, self->is_homogeneous);
      break;
    }
}

static void
nx_wrap_layout_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxWrapLayout *self = NX_WRAP_LAYOUT (object);
  int *const places[] = { [PROP_SPACING] = &self->spacing,
                          [PROP_LINE_SPACING] = &self->line_spacing,
                          [PROP_HOMOGENEOUS] = &self->is_homogeneous,
                          [PROP_VERTICAL] = &self->is_vertical };
  int *place = places[prop_id];
  int now = prop_id == PROP_SPACING || prop_id == PROP_LINE_SPACING ? g_value_get_int (value)
                                                                    : g_value_get_boolean (value);

  if (*place == now)
    return;
  *place = now;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
nx_wrap_layout_class_init (NxWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = nx_wrap_layout_get_property;
  object_class->set_property = nx_wrap_layout_set_property;
  layout_class->allocate = nx_wrap_layout_allocate;
  layout_class->get_request_mode = nx_wrap_layout_get_request_mode;
  layout_class->measure = nx_wrap_layout_measure;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 1000, 6, flags);
  props[PROP_LINE_SPACING] = g_param_spec_int ("line-spacing", NULL, NULL, 0, 1000, 6, flags);
  props[PROP_HOMOGENEOUS] = g_param_spec_boolean ("homogeneous", NULL, NULL, FALSE, flags);
  props[PROP_VERTICAL] = g_param_spec_boolean ("vertical", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_wrap_layout_init (NxWrapLayout *self)
{
  self->spacing = 6;
  self->line_spacing = 6;
}

GtkLayoutManager *
nx_wrap_layout_new (void)
{
  return g_object_new (NX_TYPE_WRAP_LAYOUT, NULL);
}
