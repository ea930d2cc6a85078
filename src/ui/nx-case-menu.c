/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The menu of every page of a case. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-case-menu.h"

GMenuModel *
nx_case_menu_get (void)
{
  static GMenuModel *menu = NULL;

  if (menu == NULL)
    {
      g_autoptr (GtkBuilder) builder
          = gtk_builder_new_from_resource ("/io/github/nuanxin/Nuanxin/ui/nx-case-menu.ui");

      menu = g_object_ref (G_MENU_MODEL (gtk_builder_get_object (builder, "case_menu")));
    }
  return menu;
}
