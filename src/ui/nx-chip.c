/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A chip: a round toggle with word, count and a check when chosen, for filters and choices. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-chip.h"

struct _NxChip
{
  GtkToggleButton parent_instance;

  GtkWidget *image;
  GtkWidget *label;
  GtkWidget *count_label;

  char *icon_name; /* while not chosen; may be NULL */
  char *mark;
  int count;
};

G_DEFINE_FINAL_TYPE (NxChip, nx_chip, GTK_TYPE_TOGGLE_BUTTON)

typedef enum
{
  PROP_TEXT = 1,
  PROP_CHIP_ICON,
  PROP_COUNT,
  PROP_MARK,
} NxChipProps;

static GParamSpec *props[PROP_MARK + 1];

static void
show_icon (NxChip *self)
{
  gboolean is_active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self));
  const char *icon_name = is_active ? self->mark : self->icon_name;

  if (icon_name != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  gtk_widget_set_visible (self->image, icon_name != NULL);
}

static void
nx_chip_finalize (GObject *object)
{
  NxChip *self = NX_CHIP (object);

  g_free (self->icon_name);
  g_free (self->mark);
  G_OBJECT_CLASS (nx_chip_parent_class)->finalize (object);
}

static void
nx_chip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxChip *self = NX_CHIP (object);

  switch ((NxChipProps)prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
      break;
    case PROP_CHIP_ICON:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_COUNT:
      g_value_set_int (value, self->count);
      break;
    case PROP_MARK:
      g_value_set_string (value, self->mark);
      break;
    }
}

static void
nx_chip_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxChip *self = NX_CHIP (object);

  switch ((NxChipProps)prop_id)
    {
    case PROP_TEXT:
      nx_chip_set_text (self, g_value_get_string (value));
      break;
    case PROP_CHIP_ICON:
      g_free (self->icon_name);
      self->icon_name = g_value_dup_string (value);
      show_icon (self);
      break;
    case PROP_COUNT:
      nx_chip_set_count (self, g_value_get_int (value));
      break;
    case PROP_MARK:
      nx_chip_set_mark (self, g_value_get_string (value));
      break;
    }
}

static void
nx_chip_class_init (NxChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = nx_chip_finalize;
  object_class->get_property = nx_chip_get_property;
  object_class->set_property = nx_chip_set_property;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_CHIP_ICON] = g_param_spec_string ("chip-icon", NULL, NULL, NULL, flags);
  props[PROP_COUNT] = g_param_spec_int ("count", NULL, NULL, -1, G_MAXINT, -1, flags);
  props[PROP_MARK] = g_param_spec_string ("mark", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_chip_init (NxChip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  self->count = -1;
  self->mark = g_strdup ("object-select-symbolic");
  self->image = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  self->count_label = gtk_label_new (NULL);
  gtk_image_set_pixel_size (GTK_IMAGE (self->image), 14);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_use_underline (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_visible (self->image, FALSE);
  gtk_widget_set_visible (self->count_label, FALSE);
  gtk_widget_add_css_class (self->count_label, "numeric");
  gtk_box_append (GTK_BOX (box), self->image);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->count_label);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-chip");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect (self, "toggled", G_CALLBACK (show_icon), NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->label, self->count_label, NULL, -1);
}

GtkWidget *
nx_chip_new (const char *icon_name, const char *text, int count)
{
  return g_object_new (NX_TYPE_CHIP, "chip-icon", icon_name, "text", text, "count", count, NULL);
}

void
nx_chip_set_text (NxChip *self, const char *text)
{
  g_return_if_fail (NX_IS_CHIP (self));
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), text) == 0)
    return;
  gtk_label_set_label (GTK_LABEL (self->label), text != NULL ? text : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

void
nx_chip_set_count (NxChip *self, int count)
{
  nx_chip_set_count_up_to (self, count, G_MAXINT);
}

void
nx_chip_set_count_up_to (NxChip *self, int count, int most)
{
  g_autofree char *text = g_strdup_printf (count > most ? "%d+" : "%d", MIN (count, most));

  g_return_if_fail (NX_IS_CHIP (self));
  if (self->count == count)
    return;
  self->count = count;
  gtk_label_set_label (GTK_LABEL (self->count_label), text);
  gtk_widget_set_visible (self->count_label, count >= 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}

void
nx_chip_set_mark (NxChip *self, const char *icon_name)
{
  g_return_if_fail (NX_IS_CHIP (self));
  if (g_strcmp0 (self->mark, icon_name) == 0)
    return;
  g_free (self->mark);
  self->mark = g_strdup (icon_name);
  show_icon (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MARK]);
}
