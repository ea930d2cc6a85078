/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lays children out side by side, quickly also where their words wrap. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-line-layout.h"

struct _NxLineLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  gboolean is_stacked;
};

G_DEFINE_FINAL_TYPE (NxLineLayout, nx_line_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum
{
  PROP_SPACING = 1,
  PROP_STACKED,
} NxLineLayoutProps;

static GParamSpec *props[PROP_STACKED + 1];

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child) ? 1 : 0;
  return n;
}

static int
get_gaps (NxLineLayout *self, guint n)
{
  return n > 0 ? (int)(n - 1) * self->spacing : 0;
}

/* The sizes that the children to be laid out have along the line, for @for_size across it. */
static void
ask_sizes (GtkWidget *widget, GtkOrientation along, int for_size, GtkRequestedSize *sizes)
{
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, along, for_size, &sizes[i].minimum_size, &sizes[i].natural_size,
                          NULL, NULL);
      sizes[i++].data = child;
    }
}

/* Gives each child its size as minimum_size, out of @size for all of them. */
static void
share (NxLineLayout *self, GtkOrientation along, int size, GtkRequestedSize *sizes, guint n)
{
  int left = size - get_gaps (self, n);
  int n_expand = 0;

  for (guint i = 0; i < n; i++)
    {
      left -= sizes[i].minimum_size;
      n_expand += gtk_widget_compute_expand (sizes[i].data, along) ? 1 : 0;
    }
  if (left <= 0)
    return;
  left = gtk_distribute_natural_allocation (left, n, sizes);
  for (guint i = 0; i < n && n_expand > 0; i++)
    if (gtk_widget_compute_expand (sizes[i].data, along))
      {
        int more = left / n_expand--;

        sizes[i].minimum_size += more;
        left -= more;
      }
}

static void
sum (NxLineLayout *self, const GtkRequestedSize *sizes, guint n, int *minimum, int *natural)
{
  *minimum = *natural = get_gaps (self, n);
  for (guint i = 0; i < n; i++)
    {
      *minimum += sizes[i].minimum_size;
      *natural += sizes[i].natural_size;
    }
}

static void
find_largest (const GtkRequestedSize *sizes, guint n, int *minimum, int *natural)
{
  for (guint i = 0; i < n; i++)
    {
      *minimum = MAX (*minimum, sizes[i].minimum_size);
      *natural = MAX (*natural, sizes[i].natural_size);
    }
}

static void
measure_width (NxLineLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  guint n = count_children (widget);
  g_autofree GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, n);

  ask_sizes (widget, GTK_ORIENTATION_HORIZONTAL, -1, sizes);
  if (self->is_stacked)
    find_largest (sizes, n, minimum, natural);
  else
    sum (self, sizes, n, minimum, natural);
}

static void
measure_height (NxLineLayout *self, GtkWidget *widget, int width, int *minimum, int *natural)
{
  guint n = count_children (widget);
  g_autofree GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, n);

  if (self->is_stacked)
    {
      ask_sizes (widget, GTK_ORIENTATION_VERTICAL, width, sizes);
      sum (self, sizes, n, minimum, natural);
      return;
    }
  ask_sizes (widget, GTK_ORIENTATION_HORIZONTAL, -1, sizes);
  share (self, GTK_ORIENTATION_HORIZONTAL, width, sizes, n);
  for (guint i = 0; i < n; i++)
    gtk_widget_measure (sizes[i].data, GTK_ORIENTATION_VERTICAL, sizes[i].minimum_size,
                        &sizes[i].minimum_size, &sizes[i].natural_size, NULL, NULL);
  find_largest (sizes, n, minimum, natural);
}

static void
nx_line_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  NxLineLayout *self = NX_LINE_LAYOUT (manager);
  int width = for_size;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  /* A height for no width in particular is that for the natural width. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL || width < 0)
    measure_width (self, widget, minimum, natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  width = width >= 0 ? width : *natural;
  *minimum = *natural = 0;
  measure_height (self, widget, width, minimum, natural);
}

static void
put_side_by_side (NxLineLayout *self, GtkWidget *widget, int width, int height)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint n = count_children (widget);
  g_autofree GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, n);
  int x = 0;

  ask_sizes (widget, GTK_ORIENTATION_HORIZONTAL, -1, sizes);
  share (self, GTK_ORIENTATION_HORIZONTAL, width, sizes, n);
  for (guint i = 0; i < n; i++)
    {
      int wide = sizes[i].minimum_size;
      GtkAllocation place = { is_mirrored ? width - x - wide : x, 0, wide, height };

      gtk_widget_size_allocate (sizes[i].data, &place, -1);
      x += wide + self->spacing;
    }
}

static void
put_one_below_the_other (NxLineLayout *self, GtkWidget *widget, int width, int height)
{
  guint n = count_children (widget);
  g_autofree GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, n);
  int y = 0;

  ask_sizes (widget, GTK_ORIENTATION_VERTICAL, width, sizes);
  share (self, GTK_ORIENTATION_VERTICAL, height, sizes, n);
  for (guint i = 0; i < n; i++)
    {
      GtkAllocation place = { 0, y, width, sizes[i].minimum_size };

      gtk_widget_size_allocate (sizes[i].data, &place, -1);
      y += sizes[i].minimum_size + self->spacing;
    }
}

static void
nx_line_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  NxLineLayout *self = NX_LINE_LAYOUT (manager);

  if (self->is_stacked)
    put_one_below_the_other (self, widget, width, height);
  else
    put_side_by_side (self, widget, width, height);
}

static GtkSizeRequestMode
nx_line_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_request_mode (child) != GTK_SIZE_REQUEST_CONSTANT_SIZE)
      return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
nx_line_layout_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxLineLayout *self = NX_LINE_LAYOUT (object);

  switch ((NxLineLayoutProps)prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_STACKED:
      g_value_set_boolean (value, self->is_stacked);
      break;
    }
}

static void
nx_line_layout_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxLineLayout *self = NX_LINE_LAYOUT (object);
  int *place = prop_id == PROP_STACKED ? &self->is_stacked : &self->spacing;
  int now = prop_id == PROP_STACKED ? g_value_get_boolean (value) : g_value_get_int (value);

  if (*place == now)
    return;
  *place = now;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
nx_line_layout_class_init (NxLineLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = nx_line_layout_get_property;
  object_class->set_property = nx_line_layout_set_property;
  layout_class->allocate = nx_line_layout_allocate;
  layout_class->get_request_mode = nx_line_layout_get_request_mode;
  layout_class->measure = nx_line_layout_measure;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 1000, 0, flags);
  props[PROP_STACKED] = g_param_spec_boolean ("stacked", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_line_layout_init (NxLineLayout *self)
{
}

GtkLayoutManager *
nx_line_layout_new (int spacing)
{
  return g_object_new (NX_TYPE_LINE_LAYOUT, "spacing", spacing, NULL);
}

GtkWidget *
nx_line_layout_new_box (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, nx_line_layout_new (spacing));
  return box;
}

void
nx_line_layout_set_stacked (GtkWidget *widget, gboolean is_stacked)
{
  g_return_if_fail (NX_IS_LINE_LAYOUT (gtk_widget_get_layout_manager (widget)));
  g_object_set (gtk_widget_get_layout_manager (widget), "stacked", is_stacked, NULL);
}
