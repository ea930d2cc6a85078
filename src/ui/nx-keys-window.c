/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window of keyboard shortcuts: which key does what on which page. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-keys-window.h"

#include "nx-key-row.h"

#include <glib/gi18n-lib.h>

static void
take_accels (gpointer object, gpointer application)
{
  if (NX_IS_KEY_ROW (object))
    nx_key_row_take_accels (object, application);
}

/* libadwaita leaves its button and its entry for searching without names. */
static void
name_search (GtkWidget *widget)
{
  const char *name = _ ("Find a shortcut");

  if (GTK_IS_TOGGLE_BUTTON (widget))
    gtk_widget_set_tooltip_text (widget, name);
  if (GTK_IS_TOGGLE_BUTTON (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_TEXT (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_search (child);
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
  name_search (GTK_WIDGET (window));
  return window;
}
