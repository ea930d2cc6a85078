/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tells a widget in a long list whether it is near what is seen, and asks it again when it comes
 * near. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-draw-later.h"

#define WAITING_KEY "nx-draw-later"
/* How far beyond the edge is near, as a part of what is seen: a turn of a wheel finds it drawn. */
#define MARGIN 0.25

/* Those that did not draw, of one frame clock. */
typedef struct
{
  GHashTable *widgets; /* borrowed: they forget themselves when they are unmapped */
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_hash_table_unref (waiting->widgets);
  g_free (waiting);
}

static gboolean
is_near (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  double height = 0;
  double y = 0;

  if (scrolled == NULL || !gtk_widget_translate_coordinates (widget, scrolled, 0, 0, NULL, &y))
    return TRUE;
  height = gtk_widget_get_height (scrolled);
  return y + gtk_widget_get_height (widget) >= -MARGIN * height && y <= (1 + MARGIN) * height;
}

/* After everything has its place and before anything is drawn. */
static void
on_layout_cb (GdkFrameClock *clock, Waiting *waiting)
{
  GHashTableIter iter;
  gpointer widget = NULL;

  g_hash_table_iter_init (&iter, waiting->widgets);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    if (is_near (widget))
      {
        g_hash_table_iter_remove (&iter);
        gtk_widget_queue_draw (widget);
      }
}

static Waiting *
get_waiting (GdkFrameClock *clock)
{
  Waiting *waiting = g_object_get_data (G_OBJECT (clock), WAITING_KEY);

  if (waiting != NULL)
    return waiting;
  waiting = g_new0 (Waiting, 1);
  waiting->widgets = g_hash_table_new (NULL, NULL);
  g_object_set_data_full (G_OBJECT (clock), WAITING_KEY, waiting, (GDestroyNotify)waiting_free);
  g_signal_connect_after (clock, "layout", G_CALLBACK (on_layout_cb), waiting);
  return waiting;
}

gboolean
nx_draw_later_is_near (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  g_return_val_if_fail (GTK_IS_WIDGET (widget), TRUE);
  if (clock == NULL || is_near (widget))
    return TRUE;
  g_hash_table_add (get_waiting (clock)->widgets, widget);
  return FALSE;
}

void
nx_draw_later_forget (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  Waiting *waiting = clock != NULL ? g_object_get_data (G_OBJECT (clock), WAITING_KEY) : NULL;

  if (waiting != NULL)
    g_hash_table_remove (waiting->widgets, widget);
}
