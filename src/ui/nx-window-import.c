/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The actions of NxWindow that open the import, with or without files that were dropped. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window-private.h"

#include "nx-import-page.h"

/* The page that is there already, so that a half made plan is not thrown away. */
static NxPage *
ensure_import_page (NxWindow *self)
{
  NxStore *store = nx_session_get_store (self->session);
  NxPage *page = nx_window_get_page (self);

  if (store == NULL || NX_IS_IMPORT_PAGE (page))
    return page;
  page = nx_import_page_new (store);
  nx_window_push_page (self, page);
  return page;
}

static void
import_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  ensure_import_page (NX_WINDOW (widget));
}

static void
import_files_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxPage *page = ensure_import_page (NX_WINDOW (widget));

  if (NX_IS_IMPORT_PAGE (page))
    gtk_widget_activate_action_variant (GTK_WIDGET (page), "import.open", target);
}

void
nx_window_install_import_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.import", NULL, import_action_cb);
  gtk_widget_class_install_action (klass, "win.import-files", "as", import_files_action_cb);
}
