/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The find sheet's offers: what the word that is being typed may become. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-find-sheet-private.h"

#include <string.h>

#define OFFER "nx-offer"

static void
on_offer_clicked_cb (NxFindSheet *self, GtkButton *button)
{
  const char *offer = g_object_get_data (G_OBJECT (button), OFFER);
  /* A condition that is whole is followed by the next word. */
  g_autofree char *text = g_strconcat (offer, g_str_has_suffix (offer, ":") ? "" : " ", NULL);

  /* First the focus: it selects what stands there, and typing would replace it. The button goes
   * with the next answer. */
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static GtkWidget *
new_offer (NxFindSheet *self, const char *offer)
{
  const char *space = strrchr (offer, ' ');
  GtkWidget *button = gtk_button_new_with_label (space != NULL ? space + 1 : offer);

  gtk_widget_add_css_class (button, "nx-chip");
  gtk_widget_add_css_class (button, "small");
  g_object_set_data_full (G_OBJECT (button), OFFER, g_strdup (offer), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_offer_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

void
nx_find_sheet_show_offers (NxFindSheet *self, const char *const *offers)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->offer_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->offer_box), child);
  for (guint i = 0; offers != NULL && offers[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->offer_box), new_offer (self, offers[i]));
  gtk_widget_set_visible (self->offer_box, offers != NULL && offers[0] != NULL);
}
