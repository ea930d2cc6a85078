/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps what is chosen in file choosers out of the desktop's list of recent files. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-recent-guard.h"

#include <gtk/gtk.h>

static gboolean
is_only_ours (GtkRecentInfo *info)
{
  gsize n = 0;
  g_auto (GStrv) applications = gtk_recent_info_get_applications (info, &n);

  return n == 1 && g_strcmp0 (applications[0], g_get_application_name ()) == 0;
}

static void
on_changed_cb (GtkRecentManager *manager)
{
  GList *items = gtk_recent_manager_get_items (manager);

  for (GList *l = items; l != NULL; l = l->next)
    if (is_only_ours (l->data))
      gtk_recent_manager_remove_item (manager, gtk_recent_info_get_uri (l->data), NULL);
  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
}

void
nx_recent_guard_start (void)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();

  if (g_object_get_data (G_OBJECT (manager), "nx-guarded") != NULL)
    return;
  g_object_set_data (G_OBJECT (manager), "nx-guarded", manager);
  g_signal_connect (manager, "changed", G_CALLBACK (on_changed_cb), NULL);
}
