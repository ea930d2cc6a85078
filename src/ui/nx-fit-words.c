/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets the words of buttons and choices give way where large text meets a narrow window. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-fit-words.h"

#include "nx-wrap-layout.h"

#include <adwaita.h>

void
nx_fit_words_in_buttons (GtkWidget *widget)
{
  GtkWidget *label = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    nx_fit_words_in_buttons (child);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkStringObject *choice = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (choice));
}

void
nx_fit_words_in_drop_down (GtkDropDown *drop_down, const char *name)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) whole = g_object_ref (gtk_drop_down_get_factory (drop_down));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  gtk_drop_down_set_list_factory (drop_down, whole);
  gtk_drop_down_set_factory (drop_down, factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

GtkWidget *
nx_fit_words_in_popover (GtkWidget *box, int width)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkLayoutManager *layout = nx_wrap_layout_new ();

  /* A box's own would ask for too little height where words wrap. */
  g_object_set (layout, "vertical", TRUE, "line-spacing", gtk_box_get_spacing (GTK_BOX (box)),
                NULL);
  gtk_widget_set_layout_manager (box, layout);
  gtk_widget_set_size_request (box, width, -1);
  g_object_set (clamp, "maximum-size", width, "tightening-threshold", width, "child", box, NULL);
  return clamp;
}
