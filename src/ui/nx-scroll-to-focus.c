/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps what has the focus inside a list's rows in sight. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-scroll-to-focus.h"

/* Shown around it, px. */
#define MARGIN 24
/* Frames a list view may take to lay out the row it goes to, and the store to bring the rows around
 * it: a third of a second. */
#define MOST_FRAMES 20
/* And rows that come late to come: two seconds. Whoever scrolls on is not held back for longer. */
#define MOST_FRAMES_IN_ALL 120

#define CHASE_KEY "nx-scroll-chase"

/* For how long the place of the focus is still looked after. */
typedef struct
{
  guint n_frames; /* in which the list keeps its height */
  guint n_all;
  double height; /* of all rows, as the list guesses */
} Chase;

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

static double
get_height (GtkWidget *list)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);

  return scrolled != NULL ? gtk_adjustment_get_upper (
             gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)))
                          : 0;
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

static Chase *
get_chase (GtkWidget *list)
{
  return g_object_get_data (G_OBJECT (list), CHASE_KEY);
}

static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  Chase *chase = get_chase (list);
  GtkWidget *focus = find_inside (list);
  double height = 0;

  if (focus == NULL || chase == NULL || chase->n_frames == 0 || chase->n_all == 0)
    {
      g_object_set_data (G_OBJECT (list), CHASE_KEY, NULL);
      return G_SOURCE_REMOVE;
    }
  height = get_height (list);
  /* Rows that come late push what was in sight out of it again. */
  if (height == chase->height)
    chase->n_frames--;
  chase->n_all--;
  chase->height = height;
  show (list, focus);
  return G_SOURCE_CONTINUE;
}

static void
on_focus_cb (GtkWidget *list)
{
  Chase *chase = get_chase (list);

  if (find_inside (list) == NULL)
    return;
  if (chase == NULL)
    {
      chase = g_new0 (Chase, 1);
      g_object_set_data_full (G_OBJECT (list), CHASE_KEY, chase, g_free);
      gtk_widget_add_tick_callback (list, tick_cb, NULL, NULL);
    }
  chase->n_frames = MOST_FRAMES;
  chase->n_all = MOST_FRAMES_IN_ALL;
}

static void
on_map_cb (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);

  g_object_set_data (G_OBJECT (list), CHASE_KEY, NULL);
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
