/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives a test without an application the style sheets that the program has. */
#pragma once

#include <adwaita.h>

/* As AdwApplication does: the plain sheet, then those for dark and for high contrast. */
static inline void
nx_test_add_style (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (style);
  gboolean is_high_contrast = adw_style_manager_get_high_contrast (style);
  const char *names[]
      = { "style.css", is_dark ? "style-dark.css" : NULL, is_high_contrast ? "style-hc.css" : NULL,
          is_dark && is_high_contrast ? "style-hc-dark.css" : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL)
      {
        g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
        g_autofree char *path = g_strconcat ("/io/github/nuanxin/Nuanxin/", names[i], NULL);

        gtk_css_provider_load_from_resource (provider, path);
        gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                    GTK_STYLE_PROVIDER (provider),
                                                    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + i);
      }
}
