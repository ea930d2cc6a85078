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
remove_ours (GtkRecentManager *manager)
{
  GList *items = gtk_recent_manager_get_items (manager);

  for (GList *l = items; l != NULL; l = l->next)
    if (is_only_ours (l->data))
      gtk_recent_manager_remove_item (manager, gtk_recent_info_get_uri (l->data), NULL);
  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
}

/* GTK's own: reads the list's file, or writes it when something was added. */
static void (*read_or_write) (GtkRecentManager *manager);

/* A handler of the signal would come when the file is written. */
static void
changed (GtkRecentManager *manager)
{
  remove_ours (manager);
  read_or_write (manager);
}

void
nx_recent_guard_start (void)
{
  GtkRecentManagerClass *klass = GTK_RECENT_MANAGER_GET_CLASS (gtk_recent_manager_get_default ());

  if (read_or_write != NULL)
    return;
  read_or_write = klass->changed;
  klass->changed = changed;
}
