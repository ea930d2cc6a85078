/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets files be dropped on a widget, to be imported. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-drop.h"

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, const char *action)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GVariant) uris = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
  for (GSList *l = files; l != NULL; l = l->next)
    g_variant_builder_add_value (&builder, g_variant_new_take_string (g_file_get_uri (l->data)));
  uris = g_variant_ref_sink (g_variant_builder_end (&builder));
  return gtk_widget_activate_action_variant (widget, action, uris);
}

void
nx_import_drop_add (GtkWidget *widget, const char *action)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_data (target, "drop", G_CALLBACK (on_drop_cb), g_strdup (action),
                         (GClosureNotify)(void (*) (void))g_free, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
