/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the new office's place among all communities while one types. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-first-run-private.h"

#include <glib/gi18n-lib.h>

#define NX_MAX_PLACES 8

static void
empty_places (NxFirstRunPage *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->place_list))) != NULL)
    gtk_list_box_remove (self->place_list, row);
}

static void
append_place (NxFirstRunPage *self, guint position)
{
  const NxDivisionTable *table = nx_division_search_get_table (self->places);
  const NxDivision *division = nx_division_table_nth (table, position);
  g_autofree char *title = nx_division_dup_short_name (division->name);
  g_autofree char *path = nx_division_table_dup_path (table, position);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), path);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, division->code);
  gtk_list_box_append (self->place_list, row);
}

void
nx_first_run_page_find_places (NxFirstRunPage *self)
{
  const char *typed = gtk_editable_get_text (self->place_row);
  g_autoptr (GArray) found = NULL;
  const char *words = NULL;

  empty_places (self);
  if (self->places == NULL || !nx_first_run_page_has_text (self->place_row))
    {
      words = nx_first_run_page_has_text (self->place_row) ? _ ("Reading the list of communities…")
                                                           : NULL;
      found = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  else
    found = nx_division_search_find (self->places, typed, NX_MAX_PLACES);
  for (guint i = 0; i < found->len; i++)
    append_place (self, g_array_index (found, guint, i));
  if (found->len > 0)
    gtk_list_box_select_row (self->place_list, gtk_list_box_get_row_at_index (self->place_list, 0));
  else if (words == NULL && nx_first_run_page_has_text (self->place_row))
    words = _ ("Nothing is called that. Try a part of the name, or the code of 12 digits.");
  gtk_widget_set_visible (GTK_WIDGET (self->place_list), found->len > 0);
  gtk_label_set_label (self->place_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), words != NULL);
}

static void
load_places_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  NxDivisionSearch *places = nx_division_search_load_finish (result, &error);
  NxFirstRunPage *self = data;

  if (places == NULL)
    return;
  self->places = places;
  nx_first_run_page_find_places (self);
}

void
nx_first_run_page_load_places (NxFirstRunPage *self)
{
  nx_division_search_load_async (self->cancellable, load_places_cb, self);
}

gboolean
nx_first_run_page_has_place (NxFirstRunPage *self)
{
  return gtk_list_box_get_selected_row (self->place_list) != NULL;
}

const char *
nx_first_run_page_get_area_code (NxFirstRunPage *self)
{
  GtkListBoxRow *place = gtk_list_box_get_selected_row (self->place_list);

  if (self->is_finishing && nx_session_get_area_code (self->session) != NULL)
    return nx_session_get_area_code (self->session);
  return place != NULL ? gtk_widget_get_name (GTK_WIDGET (place)) : NULL;
}
