/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What NxWindow keeps from one start to the next: size, page in front, density of lists. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-settings.h"
#include "nx-window-private.h"

/* As in the schema: a value outside of its range must never be written. */
#define NX_WINDOW_SIDE_MIN 360
#define NX_WINDOW_SIDE_MAX 16384

static void
apply_density (NxWindow *self)
{
  g_autofree char *density = g_settings_get_string (self->settings, "density");

  if (g_strcmp0 (density, "compact") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "nx-compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "nx-compact");
}

/* What is kept during the run, over a lock, is another matter: there one goes on where one was. */
static void
restore_page (NxWindow *self)
{
  g_autofree char *open_with = g_settings_get_string (self->settings, "open-with");
  gboolean is_today = g_str_equal (open_with, "today");

  self->root_id
      = is_today ? g_strdup ("today") : g_settings_get_string (self->settings, "last-page");
}

void
nx_window_restore_settings (NxWindow *self)
{
  self->settings = nx_settings_new ();
  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  restore_page (self);
  g_signal_connect_object (self->settings, "changed::density", G_CALLBACK (apply_density), self,
                           G_CONNECT_SWAPPED);
  apply_density (self);
}

/* The default size follows the user's resizing and stays put while the window is maximized. A key
   an administrator has locked is passed over. */
void
nx_window_keep_size (NxWindow *self)
{
  int width = 0;
  int height = 0;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width",
                      CLAMP (width, NX_WINDOW_SIDE_MIN, NX_WINDOW_SIDE_MAX));
  g_settings_set_int (self->settings, "window-height",
                      CLAMP (height, NX_WINDOW_SIDE_MIN, NX_WINDOW_SIDE_MAX));
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

void
nx_window_keep_page (NxWindow *self)
{
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-page", self->root_id);
}
