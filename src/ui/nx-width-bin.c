/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A bin that reports a small least width and marks itself nx-narrow or nx-medium by its own width.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-width-bin.h"

/* The classes change in the frame after the width did (a tick callback), never inside the
   allocation: a resize asked for while sizes are being given out is lost. */
struct _NxWidthBin
{
  GtkWidget parent_instance;

  GtkWidget *child;

  int min_width;
  int natural_width;
  int narrow_below;
  int medium_below;
  int width; /* last given, px; 0 before the first */
  guint tick;
  guint is_narrow : 1;
  guint is_medium : 1;
  guint is_tight : 1;
  guint follows_height : 1;
  guint is_cut : 1; /* the child needs more than there is */
};

static void nx_width_bin_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NxWidthBin,
                               nx_width_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      nx_width_bin_buildable_init))

typedef enum
{
  PROP_CHILD = 1,
  PROP_MIN_WIDTH,
  PROP_NATURAL_WIDTH,
  PROP_NARROW_BELOW,
  PROP_MEDIUM_BELOW,
  PROP_NARROW,
  PROP_MEDIUM,
  PROP_TIGHT,
} NxWidthBinProps;

static GParamSpec *props[PROP_TIGHT + 1];
static GtkBuildableIface *parent_buildable;

static void
set_class (NxWidthBin *self, const char *name, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

#define TIGHT_BELOW 480
#define DPI_OF_LARGE_TEXT (144 * 1024)
#define DPI_OF_PLAIN_TEXT (96 * 1024) /* gtk-xft-dpi counts 1024ths */

static int
get_dpi (NxWidthBin *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return MAX (dpi, DPI_OF_PLAIN_TEXT);
}

/* What is wide enough for text of the usual size is narrow for text twice as large. */
static gboolean
is_below (NxWidthBin *self, int width)
{
  return (gint64)self->width * DPI_OF_PLAIN_TEXT < (gint64)width * get_dpi (self);
}

static void
apply_width (NxWidthBin *self)
{
  gboolean is_narrow = is_below (self, self->narrow_below);
  gboolean is_medium = is_below (self, self->medium_below);
  gboolean is_tight = self->width < TIGHT_BELOW;

  set_class (self, "nx-large", get_dpi (self) >= DPI_OF_LARGE_TEXT);
  if (is_tight != self->is_tight)
    {
      self->is_tight = is_tight != FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TIGHT]);
    }
  if (is_narrow != self->is_narrow)
    {
      self->is_narrow = is_narrow != FALSE;
      set_class (self, "nx-narrow", is_narrow);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
    }
  if (is_medium != self->is_medium)
    {
      self->is_medium = is_medium != FALSE;
      set_class (self, "nx-medium", is_medium);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEDIUM]);
    }
}

static gboolean
apply_width_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  NxWidthBin *self = NX_WIDTH_BIN (widget);

  self->tick = 0;
  apply_width (self);
  return G_SOURCE_REMOVE;
}

static void
nx_width_bin_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  NxWidthBin *self = NX_WIDTH_BIN (widget);
  int child_min = 0;
  int child_nat = 0;

  *minimum_baseline = *natural_baseline = -1;
  if (self->child != NULL && gtk_widget_should_layout (self->child))
    {
      if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
        {
          gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_min, NULL, NULL,
                              NULL);
          for_size = MAX (for_size, child_min);
        }
      gtk_widget_measure (self->child, orientation, for_size, &child_min, &child_nat, NULL, NULL);
    }
  *minimum = child_min;
  *natural = child_nat;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->min_width;
      *natural = MAX (self->min_width, self->natural_width);
    }
}

/* Where the width comes from: the widest child, its widest child, and so on to the last. */
static char *
dup_widest (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  while (widget != NULL)
    {
      GtkWidget *widest = NULL;
      int most = 0;

      g_string_append_printf (path, "%s%s", path->len > 0 ? " > " : "",
                              G_OBJECT_TYPE_NAME (widget));
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          int least = 0;

          if (gtk_widget_should_layout (child))
            gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
          widest = least > most ? child : widest;
          most = MAX (most, least);
        }
      widget = widest;
    }
  return g_string_free (path, FALSE);
}

/* Nothing else says so: for who takes pictures of the pages. */
static void
tell_cut (NxWidthBin *self, int least, int width)
{
  g_autofree char *widest = NULL;

  if (self->is_cut == (least > width))
    return;
  self->is_cut = least > width;
  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    return;
  widest = self->is_cut ? dup_widest (self->child) : NULL;
  if (self->is_cut)
    g_debug ("%s %p is cut off: it needs %d px and has %d: %s", G_OBJECT_TYPE_NAME (self->child),
             (void *)self->child, least, width, widest);
  else
    g_debug ("%s %p fits", G_OBJECT_TYPE_NAME (self->child), (void *)self->child);
}

static void
nx_width_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NxWidthBin *self = NX_WIDTH_BIN (widget);
  int child_min = 0;

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_min, NULL, NULL,
                          NULL);
      tell_cut (self, child_min, width);
      gtk_widget_allocate (self->child, MAX (width, child_min), height, baseline, NULL);
    }
  if (width == self->width)
    return;
  self->width = width;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, apply_width_cb, NULL, NULL);
}

static GtkSizeRequestMode
nx_width_bin_get_request_mode (GtkWidget *widget)
{
  NxWidthBin *self = NX_WIDTH_BIN (widget);

  return self->follows_height && self->child != NULL ? gtk_widget_get_request_mode (self->child)
                                                     : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Larger or smaller text while the window is open. */
static void
nx_width_bin_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (nx_width_bin_parent_class)->system_setting_changed (widget, setting);
  if (setting == GTK_SYSTEM_SETTING_DPI)
    apply_width (NX_WIDTH_BIN (widget));
}

static void
nx_width_bin_add_child (GtkBuildable *buildable,
                        GtkBuilder *builder,
                        GObject *child,
                        const char *type)
{
  if (GTK_IS_WIDGET (child))
    nx_width_bin_set_child (NX_WIDTH_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
nx_width_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = nx_width_bin_add_child;
}

static void
nx_width_bin_dispose (GObject *object)
{
  NxWidthBin *self = NX_WIDTH_BIN (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (nx_width_bin_parent_class)->dispose (object);
}

static void
nx_width_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxWidthBin *self = NX_WIDTH_BIN (object);

  switch ((NxWidthBinProps)prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_MIN_WIDTH:
      g_value_set_int (value, self->min_width);
      break;
    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, self->natural_width);
      break;
    case PROP_NARROW_BELOW:
      g_value_set_int (value, self->narrow_below);
      break;
    case PROP_MEDIUM_BELOW:
      g_value_set_int (value, self->medium_below);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    case PROP_MEDIUM:
      g_value_set_boolean (value, self->is_medium);
      break;
    case PROP_TIGHT:
      g_value_set_boolean (value, self->is_tight);
      break;
    }
}

static void
set_number (NxWidthBin *self, int *place, int value, NxWidthBinProps prop)
{
  if (*place == value)
    return;
  *place = value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
nx_width_bin_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxWidthBin *self = NX_WIDTH_BIN (object);

  switch ((NxWidthBinProps)prop_id)
    {
    case PROP_CHILD:
      nx_width_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_MIN_WIDTH:
      set_number (self, &self->min_width, g_value_get_int (value), PROP_MIN_WIDTH);
      break;
    case PROP_NATURAL_WIDTH:
      set_number (self, &self->natural_width, g_value_get_int (value), PROP_NATURAL_WIDTH);
      break;
    case PROP_NARROW_BELOW:
      set_number (self, &self->narrow_below, g_value_get_int (value), PROP_NARROW_BELOW);
      break;
    case PROP_MEDIUM_BELOW:
      set_number (self, &self->medium_below, g_value_get_int (value), PROP_MEDIUM_BELOW);
      break;
    case PROP_NARROW:
    case PROP_MEDIUM:
    case PROP_TIGHT:
      break;
    }
}

static void
nx_width_bin_class_init (NxWidthBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = flags | G_PARAM_READWRITE;

  object_class->dispose = nx_width_bin_dispose;
  object_class->get_property = nx_width_bin_get_property;
  object_class->set_property = nx_width_bin_set_property;
  widget_class->get_request_mode = nx_width_bin_get_request_mode;
  widget_class->measure = nx_width_bin_measure;
  widget_class->size_allocate = nx_width_bin_size_allocate;
  widget_class->system_setting_changed = nx_width_bin_system_setting_changed;

  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, both);
  props[PROP_MIN_WIDTH] = g_param_spec_int ("min-width", NULL, NULL, 0, 10000, 0, both);
  props[PROP_NATURAL_WIDTH] = g_param_spec_int ("natural-width", NULL, NULL, 0, 10000, 0, both);
  props[PROP_NARROW_BELOW] = g_param_spec_int ("narrow-below", NULL, NULL, 0, 10000, 560, both);
  props[PROP_MEDIUM_BELOW] = g_param_spec_int ("medium-below", NULL, NULL, 0, 10000, 892, both);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  props[PROP_MEDIUM] = g_param_spec_boolean ("medium", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  props[PROP_TIGHT] = g_param_spec_boolean ("tight", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_css_name (widget_class, "nx-width-bin");
}

static void
nx_width_bin_init (NxWidthBin *self)
{
  self->narrow_below = 560;
  self->medium_below = 892;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
nx_width_bin_new (void)
{
  return g_object_new (NX_TYPE_WIDTH_BIN, NULL);
}

gboolean
nx_width_bin_is_narrow (NxWidthBin *self)
{
  g_return_val_if_fail (NX_IS_WIDTH_BIN (self), FALSE);
  return self->is_narrow;
}

gboolean
nx_width_bin_is_medium (NxWidthBin *self)
{
  g_return_val_if_fail (NX_IS_WIDTH_BIN (self), FALSE);
  return self->is_medium;
}

gboolean
nx_width_bin_is_tight (NxWidthBin *self)
{
  g_return_val_if_fail (NX_IS_WIDTH_BIN (self), FALSE);
  return self->is_tight;
}

void
nx_width_bin_follow_height (NxWidthBin *self)
{
  g_return_if_fail (NX_IS_WIDTH_BIN (self));
  self->follows_height = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
nx_width_bin_set_child (NxWidthBin *self, GtkWidget *child)
{
  g_return_if_fail (NX_IS_WIDTH_BIN (self));
  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}
