/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets what is typed into a drop-down find its words by pinyin, initials and code as well. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-choice-search.h"

#include "nx-query.h"

#include <glib/gi18n-lib.h>

/* The drop-down compares the beginning of an expression's text with what is typed, and offers no
 * other way. So the expression of a word that matches is what is typed. */

static GtkWidget *
find_search_entry (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_SEARCH_ENTRY (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_search_entry (child);
  return found;
}

static gboolean
has_code (GtkStringObject *item, const char *typed)
{
  const char *code = g_object_get_data (G_OBJECT (item), "nx-code");

  return code != NULL && g_str_has_prefix (code, typed);
}

static char *
words_cb (GtkStringObject *item, GtkWidget *drop_down)
{
  GtkWidget *entry = find_search_entry (drop_down);
  const char *typed = entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (entry)) : "";
  const char *words = gtk_string_object_get_string (item);
  g_autoptr (NxQuery) query = *typed != '\0' ? nx_query_parse (typed) : NULL;

  if (query != NULL && (has_code (item, typed) || nx_query_matches_name (query, words, NULL, NULL)))
    return g_strdup (typed);
  return g_strdup (words);
}

/* Enter takes the first that was found. */
static void
on_activate_cb (GtkWidget *drop_down, GtkWidget *entry)
{
  if (gtk_widget_child_focus (gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER),
                              GTK_DIR_TAB_FORWARD))
    gtk_widget_activate (gtk_root_get_focus (gtk_widget_get_root (drop_down)));
}

void
nx_choice_search_install (GtkDropDown *drop_down)
{
  GtkExpression *words = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                                      G_CALLBACK (words_cb), drop_down, NULL);
  GtkWidget *entry = find_search_entry (GTK_WIDGET (drop_down));

  gtk_drop_down_set_expression (drop_down, words);
  gtk_drop_down_set_enable_search (drop_down, TRUE);
  gtk_expression_unref (words);
  if (entry == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search these choices"), -1);
  /* Enter comes before a search that waits. */
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (entry), 0);
  /* The popup opens with the focus on what is chosen; typing there is a search too. */
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (entry),
                                           gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER));
  g_signal_connect (entry, "search-started", G_CALLBACK (gtk_widget_grab_focus), NULL);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_activate_cb), drop_down,
                           G_CONNECT_SWAPPED);
}
