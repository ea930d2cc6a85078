/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the display tests share: waiting with a deadline, finalization, names of icon buttons. */
#pragma once

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
