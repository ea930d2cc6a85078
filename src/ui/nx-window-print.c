/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The actions of NxWindow that show a paper before it is printed. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window-private.h"

#include "nx-preview-page.h"

static void
push_preview (GtkWidget *widget, NxPaperKind kind, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);
  NxStore *store = nx_session_get_store (self->session);
  gint64 id = target != NULL ? g_variant_get_int64 (target) : 0;

  if (store != NULL)
    nx_window_push_page (self, nx_preview_page_new (store, kind, id));
}

static void
print_visit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_preview (widget, NX_PAPER_SOURCE_VISIT, target);
}

static void
print_timeline_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_preview (widget, NX_PAPER_SOURCE_TIMELINE, target);
}

static void
print_household_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_preview (widget, NX_PAPER_SOURCE_HOUSEHOLD, target);
}

static void
print_route_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_preview (widget, NX_PAPER_SOURCE_ROUTE, NULL);
}

void
nx_window_install_print_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.print-household", "x", print_household_action_cb);
  gtk_widget_class_install_action (klass, "win.print-route", NULL, print_route_action_cb);
  gtk_widget_class_install_action (klass, "win.print-timeline", "x", print_timeline_action_cb);
  gtk_widget_class_install_action (klass, "win.print-visit", "x", print_visit_action_cb);
}
