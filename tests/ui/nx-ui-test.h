/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the display tests share: waiting with a deadline, looking for what is shown, names of icon
 * buttons. */
#pragma once

#include "nx-cell-text.h"

#include <adwaita.h>

/* Runs the main loop until the condition is true; fails the test after ten seconds. */
#define nx_test_wait(condition)                                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                               \
                                                                                                   \
    while (!(condition) && g_get_monotonic_time () < deadline)                                     \
      {                                                                                            \
        g_main_context_iteration (NULL, FALSE);                                                    \
        g_usleep (500);                                                                            \
      }                                                                                            \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/* Everything that is due now, without waiting for more. */
static inline void
nx_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* The first widget of a type, itself or inside, in the order of the screen; NULL when there is
 * none.
 */
static inline GtkWidget *
nx_test_find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = nx_test_find_type (child, type);
  return found;
}

/* The words of one widget; NULL for one that has none of its own. */
static inline const char *
nx_test_get_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));
  return NX_IS_CELL_TEXT (widget) ? nx_cell_text_get_text (NX_CELL_TEXT (widget)) : NULL;
}

/* Whether words with @text in them are on the screen inside @widget, which may be NULL. */
static inline gboolean
nx_test_shows (GtkWidget *widget, const char *text)
{
  const char *words = widget != NULL ? nx_test_get_words (widget) : NULL;

  if (widget == NULL)
    return FALSE;
  if (words != NULL && gtk_widget_get_mapped (widget) && strstr (words, text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (nx_test_shows (child, text))
      return TRUE;
  return FALSE;
}

/* Every button without a word inside has an accessible label and a tooltip. */
static inline guint
nx_test_check_names (GtkWidget *widget)
{
  guint n = 0;
  const char *icon_name = NULL;

  if (GTK_IS_BUTTON (widget))
    icon_name = gtk_button_get_icon_name (GTK_BUTTON (widget));
  else if (GTK_IS_MENU_BUTTON (widget))
    icon_name = gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget));
  if (icon_name != NULL && gtk_widget_get_mapped (widget)
      && !GTK_IS_WINDOW_CONTROLS (gtk_widget_get_parent (widget)))
    {
      g_test_message ("%s %s", G_OBJECT_TYPE_NAME (widget), icon_name);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_nonnull (gtk_widget_get_tooltip_text (widget));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += nx_test_check_names (child);
  return n;
}
