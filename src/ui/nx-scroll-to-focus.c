/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps what has the focus inside a list's rows in sight. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-scroll-to-focus.h"

/* Shown around it, px. */
#define MARGIN 24
/* Frames a list view may take to lay out the row it goes to. */
#define MOST_FRAMES 4

#define FRAMES_KEY "nx-scroll-frames"

/* What has the focus inside of a row; NULL when nothing has or the row itself. */
static GtkWidget *
find_inside (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, list)
                 && gtk_widget_get_parent (focus) != list
             ? focus
             : NULL;
}

static void
show (GtkWidget *list, GtkWidget *focus)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = NULL;
  graphene_rect_t bounds;
  double above = 0;
  double below = 0;

  if (scrolled == NULL || !gtk_widget_get_mapped (focus)
      || !gtk_widget_compute_bounds (focus, list, &bounds))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  above = MARGIN - bounds.origin.y;
  below = bounds.origin.y + bounds.size.height + MARGIN - gtk_widget_get_height (list);
  if (below > 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + below);
  else if (above > 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - above);
}

static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  guint n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), FRAMES_KEY));
  GtkWidget *focus = find_inside (list);

  if (focus == NULL || n == 0)
    {
      g_object_set_data (G_OBJECT (list), FRAMES_KEY, NULL);
      return G_SOURCE_REMOVE;
    }
  show (list, focus);
  g_object_set_data (G_OBJECT (list), FRAMES_KEY, GUINT_TO_POINTER (n - 1));
  return G_SOURCE_CONTINUE;
}

static void
on_focus_cb (GtkWidget *list)
{
  gboolean is_waiting = g_object_get_data (G_OBJECT (list), FRAMES_KEY) != NULL;

  if (find_inside (list) == NULL)
    return;
  g_object_set_data (G_OBJECT (list), FRAMES_KEY, GUINT_TO_POINTER (MOST_FRAMES));
  if (!is_waiting)
    gtk_widget_add_tick_callback (list, tick_cb, NULL, NULL);
}

static void
on_map_cb (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);

  g_object_set_data (G_OBJECT (list), FRAMES_KEY, NULL);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (on_focus_cb), list,
                             G_CONNECT_SWAPPED);
}

static void
on_unmap_cb (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);

  if (GTK_IS_WINDOW (root))
    g_signal_handlers_disconnect_by_func (root, on_focus_cb, list);
}

void
nx_scroll_to_focus_install (GtkWidget *list)
{
  g_return_if_fail (GTK_IS_WIDGET (list));
  g_signal_connect (list, "map", G_CALLBACK (on_map_cb), NULL);
  g_signal_connect (list, "unmap", G_CALLBACK (on_unmap_cb), NULL);
}
