/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives a view the beginning of a long list first, and more of it with each frame. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-growing-list.h"

/* Ten milliseconds' work or so. */
#define N_A_FRAME 16
/* More than GTK's list view makes rows for; from here on length costs nothing. */
#define N_ENOUGH 240

static gboolean
grow_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GtkSliceListModel *self = data;
  guint size = gtk_slice_list_model_get_size (self);

  if (size == G_MAXUINT)
    return G_SOURCE_REMOVE;
  size += N_A_FRAME;
  gtk_slice_list_model_set_size (self, size < N_ENOUGH ? size : G_MAXUINT);
  return G_SOURCE_CONTINUE;
}

static void
start (GtkSliceListModel *self, GtkWidget *view)
{
  gtk_widget_add_tick_callback (view, grow_cb, g_object_ref (self), g_object_unref);
}

/* Until there is something to show, no frame is asked for. */
static void
on_items_changed_cb (
    GtkSliceListModel *self, guint position, guint n_removed, guint n_added, GtkWidget *view)
{
  if (n_added == 0)
    return;
  g_signal_handlers_disconnect_by_func (self, on_items_changed_cb, view);
  start (self, view);
}

GtkSliceListModel *
nx_growing_list_new (GListModel *list, GtkWidget *view, guint n_first)
{
  GtkSliceListModel *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (list) && GTK_IS_WIDGET (view) && n_first > 0, NULL);
  self = gtk_slice_list_model_new (g_object_ref (list), 0, n_first);
  if (g_list_model_get_n_items (list) > 0)
    start (self, view);
  else
    g_signal_connect_object (self, "items-changed", G_CALLBACK (on_items_changed_cb), view, 0);
  return self;
}

void
nx_growing_list_finish (GtkSliceListModel *self)
{
  g_return_if_fail (GTK_IS_SLICE_LIST_MODEL (self));
  gtk_slice_list_model_set_size (self, G_MAXUINT);
}
