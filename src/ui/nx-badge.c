/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A badge or tag: icon, word and colour together, never colour alone. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-badge.h"

#include <glib/gi18n-lib.h>

struct _NxBadge
{
  GtkBox parent_instance;

  GtkWidget *image;
  GtkWidget *text;

  char *tone;
  char *icon_name;
};

G_DEFINE_FINAL_TYPE (NxBadge, nx_badge, GTK_TYPE_BOX)

typedef enum
{
  PROP_TONE = 1,
  PROP_ICON_NAME,
  PROP_LABEL,
} NxBadgeProps;

static GParamSpec *props[PROP_LABEL + 1];

static void
nx_badge_finalize (GObject *object)
{
  NxBadge *self = NX_BADGE (object);

  g_free (self->tone);
  g_free (self->icon_name);
  G_OBJECT_CLASS (nx_badge_parent_class)->finalize (object);
}

static void
nx_badge_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxBadge *self = NX_BADGE (object);

  switch ((NxBadgeProps)prop_id)
    {
    case PROP_TONE:
      g_value_set_string (value, self->tone);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->text)));
      break;
    }
}

static void
nx_badge_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxBadge *self = NX_BADGE (object);

  switch ((NxBadgeProps)prop_id)
    {
    case PROP_TONE:
      nx_badge_set_tone (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      nx_badge_set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_LABEL:
      nx_badge_set_label (self, g_value_get_string (value));
      break;
    }
}

static void
nx_badge_class_init (NxBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = nx_badge_finalize;
  object_class->get_property = nx_badge_get_property;
  object_class->set_property = nx_badge_set_property;

  props[PROP_TONE] = g_param_spec_string ("tone", NULL, NULL, NULL, flags);
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_badge_init (NxBadge *self)
{
  self->image = gtk_image_new ();
  self->text = gtk_label_new (NULL);
  gtk_image_set_pixel_size (GTK_IMAGE (self->image), 12);
  gtk_widget_set_visible (self->image, FALSE);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_box_append (GTK_BOX (self), self->image);
  gtk_box_append (GTK_BOX (self), self->text);
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-badge");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
nx_badge_new (const char *tone, const char *icon_name, const char *label)
{
  return g_object_new (NX_TYPE_BADGE, "tone", tone, "icon-name", icon_name, "label", label, NULL);
}

void
nx_badge_set_tone (NxBadge *self, const char *tone)
{
  g_return_if_fail (NX_IS_BADGE (self));
  if (g_strcmp0 (self->tone, tone) == 0)
    return;
  if (self->tone != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->tone);
  g_free (self->tone);
  self->tone = g_strdup (tone);
  if (tone != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), tone);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TONE]);
}

void
nx_badge_set_icon_name (NxBadge *self, const char *icon_name)
{
  g_return_if_fail (NX_IS_BADGE (self));
  if (g_strcmp0 (self->icon_name, icon_name) == 0)
    return;
  g_free (self->icon_name);
  self->icon_name = g_strdup (icon_name);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  gtk_widget_set_visible (self->image, icon_name != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ICON_NAME]);
}

void
nx_badge_set_label (NxBadge *self, const char *label)
{
  g_return_if_fail (NX_IS_BADGE (self));
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->text)), label) == 0)
    return;
  gtk_label_set_label (GTK_LABEL (self->text), label != NULL ? label : "");
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABEL]);
}

void
nx_badge_fit_words (NxBadge *self)
{
  g_return_if_fail (NX_IS_BADGE (self));
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
}

void
nx_badge_set_risk (NxBadge *self, const char *code, gboolean is_short)
{
  static const struct
  {
    const char *code;
    const char *tone;
    const char *icon_name;
    const char *whole;
    const char *part;
  } risks[] = {
    /* TRANSLATORS: risk level of a case, whole and as one short word for a table */
    { "high", "high", "nx-flag-symbolic", N_ ("High risk"), NC_ ("risk", "High") },
    { "medium", "mid", "nx-late-symbolic", N_ ("Medium risk"), NC_ ("risk", "Medium") },
    { "low", "ok", "nx-lowrisk-symbolic", N_ ("Low risk"), NC_ ("risk", "Low") },
  };

  g_return_if_fail (NX_IS_BADGE (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (risks); i++)
    {
      if (g_strcmp0 (risks[i].code, code) != 0)
        continue;
      nx_badge_set_tone (self, risks[i].tone);
      nx_badge_set_icon_name (self, risks[i].icon_name);
      nx_badge_set_label (self, is_short ? g_dpgettext2 (GETTEXT_PACKAGE, "risk", risks[i].part)
                                         : g_dgettext (GETTEXT_PACKAGE, risks[i].whole));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_dgettext (GETTEXT_PACKAGE, risks[i].whole), -1);
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
    }
}
