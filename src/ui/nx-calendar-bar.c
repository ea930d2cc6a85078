/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The bar above the visits: month, week or list; which month; whose visits. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-bar.h"

#include "nx-fit-words.h"
#include "nx-go-to-date.h"
#include "nx-line-layout.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

struct _NxCalendarBar
{
  GtkBox parent_instance;

  GtkWidget *steps;
  GtkWidget *title_label;
  GtkWidget *go_to_date;
  GtkWidget *whose;
};

G_DEFINE_FINAL_TYPE (NxCalendarBar, nx_calendar_bar, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
new_linked (const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, nx_line_layout_new (0));
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return box;
}

static void
add_toggle (
    GtkWidget *box, const char *label, const char *tooltip, const char *action, GVariant *target)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (label);

  gtk_widget_set_tooltip_text (toggle, tooltip);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (toggle), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (toggle), action);
  gtk_box_append (GTK_BOX (box), toggle);
}

static GtkWidget *
new_switch (void)
{
  GtkWidget *box = new_linked (_ ("How the visits are shown"));

  /* TRANSLATORS: the visits as a month of a calendar: 月 */
  add_toggle (box, C_ ("calendar", "Month"), _ ("Month (Alt+1)"), "visits.view",
              g_variant_new_string ("month"));
  /* TRANSLATORS: the visits as a week of a calendar: 周 */
  add_toggle (box, C_ ("calendar", "Week"), _ ("Week (Alt+2)"), "visits.view",
              g_variant_new_string ("week"));
  /* TRANSLATORS: the visits as a list: 列表 */
  add_toggle (box, C_ ("calendar", "List"), _ ("List (Alt+3)"), "visits.view",
              g_variant_new_string ("list"));
  return box;
}

static GtkWidget *
new_whose (void)
{
  GtkWidget *box = new_linked (_ ("Whose visits"));

  /* TRANSLATORS: the visits of who is signed in */
  add_toggle (box, _ ("Mine"), NULL, "visits.whose", g_variant_new_string ("mine"));
  add_toggle (box, _ ("Whole Station"), NULL, "visits.whose", g_variant_new_string ("station"));
  return box;
}

static void
add_arrow (GtkWidget *box, const char *icon_name, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
new_steps (void)
{
  GtkWidget *box = new_linked (_ ("Go through the calendar"));
  GtkWidget *today = gtk_button_new_with_label (C_ ("day", "Today"));

  gtk_widget_set_tooltip_text (today, _ ("Go to today (Ctrl+T)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (today), "calendar.today");
  add_arrow (box, "go-previous-symbolic", _ ("Earlier (Page Up)"), "calendar.previous");
  gtk_box_append (GTK_BOX (box), today);
  add_arrow (box, "go-next-symbolic", _ ("Later (Page Down)"), "calendar.next");
  return box;
}

static void
on_chosen_cb (NxCalendarBar *self, const char *iso)
{
  g_signal_emit (self, signals[CHOSEN], 0, iso);
}

static void
nx_calendar_bar_class_init (NxCalendarBarClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nx_calendar_bar_init (NxCalendarBar *self)
{
  GtkLayoutManager *layout = nx_wrap_layout_new ();

  g_object_set (layout, "spacing", 12, NULL);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), layout);
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-calendar-bar");
  self->steps = new_steps ();
  self->title_label = gtk_label_new (NULL);
  self->go_to_date = nx_go_to_date_new ();
  nx_go_to_date_set_tooltip (NX_GO_TO_DATE (self->go_to_date), _ ("Go to date (Ctrl+G)"));
  self->whose = new_whose ();
  gtk_widget_add_css_class (self->title_label, "title-4");
  gtk_widget_set_valign (self->title_label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->go_to_date, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->go_to_date, "chosen", G_CALLBACK (on_chosen_cb), self);
  gtk_box_append (GTK_BOX (self), new_switch ());
  gtk_box_append (GTK_BOX (self), self->whose);
  gtk_box_append (GTK_BOX (self), self->steps);
  gtk_box_append (GTK_BOX (self), self->title_label);
  gtk_box_append (GTK_BOX (self), self->go_to_date);
  nx_fit_words_in_buttons (GTK_WIDGET (self));
}

GtkWidget *
nx_calendar_bar_new (void)
{
  return g_object_new (NX_TYPE_CALENDAR_BAR, NULL);
}

void
nx_calendar_bar_set_calendar (NxCalendarBar *self, gboolean is_calendar)
{
  g_return_if_fail (NX_IS_CALENDAR_BAR (self));
  gtk_widget_set_visible (self->steps, is_calendar);
  gtk_widget_set_visible (self->title_label, is_calendar);
  gtk_widget_set_visible (self->go_to_date, is_calendar);
  gtk_widget_set_visible (self->whose, is_calendar);
}

void
nx_calendar_bar_set_title (NxCalendarBar *self, const char *title)
{
  gtk_label_set_label (GTK_LABEL (self->title_label), title);
}

void
nx_calendar_bar_ask_date (NxCalendarBar *self)
{
  nx_go_to_date_popup (NX_GO_TO_DATE (self->go_to_date));
}
