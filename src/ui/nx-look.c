/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives the whole program the colours and the size of text that its settings ask for. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-look.h"

#include <adwaita.h>

#define DPI_KEY "gtk-xft-dpi"
#define USUAL_DPI (96 * 1024) /* as the setting counts: 1024 to a dot an inch */
#define NO_SCALE 100

struct _NxLook
{
  GObject parent_instance;

  GSettings *settings;
  gboolean is_scaled;
};

G_DEFINE_FINAL_TYPE (NxLook, nx_look, G_TYPE_OBJECT)

static void
apply_colours (NxLook *self)
{
  g_autofree char *wanted = g_settings_get_string (self->settings, "appearance");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (wanted, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (wanted, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

/* What the desktop asks for, whatever this program has put over it. */
static int
get_desktop_dpi (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  int dpi = 0;

  g_value_init (&value, G_TYPE_INT);
  if (gdk_display_get_setting (gdk_display_get_default (), DPI_KEY, &value))
    dpi = g_value_get_int (&value);
  return dpi > 0 ? dpi : USUAL_DPI;
}

/* Fonts are measured in points, so their resolution is what makes all of them larger at once; the
 * desktop's own setting for larger text works the same way. */
static void
apply_text (NxLook *self)
{
  guint scale = g_settings_get_uint (self->settings, "text-scale");
  GtkSettings *gtk = gtk_settings_get_default ();

  if (scale != NO_SCALE)
    g_object_set (gtk, DPI_KEY, (int)((gint64)get_desktop_dpi () * scale / NO_SCALE), NULL);
  else if (self->is_scaled)
    gtk_settings_reset_property (gtk, DPI_KEY);
  self->is_scaled = scale != NO_SCALE;
}

/* The desktop's text became larger while the program runs. */
static void
on_desktop_setting_cb (NxLook *self, const char *name)
{
  if (self->is_scaled && g_strcmp0 (name, DPI_KEY) == 0)
    apply_text (self);
}

static void
nx_look_dispose (GObject *object)
{
  NxLook *self = NX_LOOK (object);

  if (self->is_scaled)
    gtk_settings_reset_property (gtk_settings_get_default (), DPI_KEY);
  self->is_scaled = FALSE;
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (nx_look_parent_class)->dispose (object);
}

static void
nx_look_class_init (NxLookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_look_dispose;
}

static void
nx_look_init (NxLook *self)
{
}

NxLook *
nx_look_new (GSettings *settings)
{
  NxLook *self = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  self = g_object_new (NX_TYPE_LOOK, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::appearance", G_CALLBACK (apply_colours), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::text-scale", G_CALLBACK (apply_text), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gdk_display_get_default (), "setting-changed",
                           G_CALLBACK (on_desktop_setting_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  apply_colours (self);
  apply_text (self);
  return self;
}

double
nx_look_get_text_scale (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), DPI_KEY, &dpi, NULL);
  return dpi > USUAL_DPI ? (double)dpi / USUAL_DPI : 1;
}
