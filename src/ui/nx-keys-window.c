/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window of keyboard shortcuts: which key does what on which page. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-keys-window.h"

#include "nx-key-row.h"

static void
take_accels (gpointer object, gpointer application)
{
  if (NX_IS_KEY_ROW (object))
    nx_key_row_take_accels (object, application);
}

GtkWindow *
nx_keys_window_new (GtkApplication *application, GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GSList) objects = NULL;
  GtkWindow *window = NULL;

  g_type_ensure (NX_TYPE_KEY_ROW);
  builder = gtk_builder_new_from_resource ("/io/github/nuanxin/Nuanxin/ui/nx-keys-window.ui");
  objects = gtk_builder_get_objects (builder);
  window = GTK_WINDOW (gtk_builder_get_object (builder, "keys_window"));
  g_slist_foreach (objects, take_accels, application);
  gtk_window_set_transient_for (window, parent);
  return window;
}
