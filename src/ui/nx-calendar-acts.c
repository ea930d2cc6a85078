/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What can be done about one line of the calendar: its actions, menu and keys. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-acts.h"

#include "nx-calendar-view.h"
#include "nx-due-words.h"
#include "nx-move-popover.h"
#include "nx-not-met-popover.h"
#include "nx-postpone-popover.h"

#include <glib/gi18n-lib.h>

/* A menu may outlive the line it was opened on: the day was drawn anew meanwhile. */
typedef struct
{
  GtkWidget *widget;    /* weak */
  NxCalendarView *view; /* weak; where the menu was opened */
  NxCalendarEntry *entry;
  const NxDueRow *row; /* good as long as the widget is there */
  NxDate today;
} Acts;

static void
acts_free (gpointer data)
{
  Acts *acts = data;

  g_clear_weak_pointer (&acts->widget);
  g_clear_weak_pointer (&acts->view);
  nx_calendar_entry_unref (acts->entry);
  g_free (acts);
}

static NxCalendarView *
find_view (Acts *acts)
{
  GtkWidget *view
      = acts->widget != NULL ? gtk_widget_get_ancestor (acts->widget, NX_TYPE_CALENDAR_VIEW) : NULL;

  return view != NULL ? NX_CALENDAR_VIEW (view) : acts->view;
}

static gint64
get_visit_id (Acts *acts)
{
  return acts->entry->visit != NULL ? nx_record_get_id (acts->entry->visit) : 0;
}

static void
open_case_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Acts *acts = data;
  NxCalendarView *view = find_view (acts);
  gint64 case_id = nx_record_get_id (acts->entry->case_file);

  if (view == NULL)
    return;
  /* At the visit one comes from; a visit that is only due is not in the case yet. */
  if (acts->entry->visit != NULL)
    gtk_widget_activate_action (GTK_WIDGET (view), "win.open-case-at", "(xxx)", case_id,
                                get_visit_id (acts), (gint64)0);
  else
    gtk_widget_activate_action (GTK_WIDGET (view), "win.open-case", "x", case_id);
}

static void
open_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Acts *acts = data;
  NxCalendarView *view = find_view (acts);

  if (acts->entry->visit == NULL)
    open_case_cb (action, target, data);
  else if (view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (view), "win.edit-visit", "x", get_visit_id (acts));
}

/* The plan itself becomes what happened, so that it does not stay behind as a plan. */
static void
carry_out (Acts *acts, NxCalendarView *view, const char *state)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "win.carry-out-visit", "(xs)", get_visit_id (acts),
                              state);
}

static void
record_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Acts *acts = data;
  NxCalendarView *view = find_view (acts);

  if (view == NULL)
    return;
  if (acts->entry->state == NX_CALENDAR_PLANNED)
    carry_out (acts, view, "done");
  else
    gtk_widget_activate_action (GTK_WIDGET (view), "win.record-visit", "x",
                                nx_record_get_id (acts->entry->case_file));
}

static void
not_met_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Acts *acts = data;
  NxCalendarView *view = find_view (acts);

  if (view == NULL)
    return;
  if (acts->entry->state == NX_CALENDAR_PLANNED)
    carry_out (acts, view, "attempted");
  else if (acts->widget != NULL && acts->row != NULL)
    nx_calendar_view_popup (
        view, nx_not_met_popover_new (nx_calendar_view_get_store (view), acts->row, acts->today),
        acts->widget);
}

static void
postpone_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Acts *acts = data;
  NxCalendarView *view = find_view (acts);

  if (view != NULL && acts->widget != NULL && acts->row != NULL)
    nx_calendar_view_popup (
        view, nx_postpone_popover_new (nx_calendar_view_get_store (view), acts->row, acts->today),
        acts->widget);
}

static void
move_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Acts *acts = data;
  NxCalendarView *view = find_view (acts);

  if (view == NULL)
    return;
  if (!nx_calendar_entry_is_movable (acts->entry))
    nx_calendar_view_say_fixed (view);
  else
    nx_calendar_view_popup (
        view,
        nx_move_popover_new (nx_calendar_view_get_store (view), acts->entry, NX_DATE_NONE, NULL),
        acts->widget);
}

static GMenuModel *
new_menu (Acts *acts)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) doing = g_menu_new ();
  g_autoptr (GMenu) records = g_menu_new ();
  gboolean is_planned = acts->entry->state == NX_CALENDAR_PLANNED;
  gboolean is_ahead = nx_calendar_entry_is_movable (acts->entry);

  if (is_ahead)
    g_menu_append (doing, acts->row != NULL ? nx_due_words_record (acts->row) : _ ("Record Visit"),
                   "entry.record");
  if (is_planned || (is_ahead && acts->row != NULL))
    g_menu_append (doing, acts->row != NULL ? nx_due_words_missed (acts->row) : _ ("Not at Home"),
                   "entry.not-met");
  g_menu_append (doing, _ ("Move to Another Day…"), "entry.move");
  if (acts->entry->visit != NULL)
    g_menu_append (records, _ ("Open Visit"), "entry.open");
  g_menu_append (records, _ ("Open Case"), "entry.open-case");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (doing));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (records));
  return G_MENU_MODEL (menu);
}

static GSimpleActionGroup *new_group (Acts *acts);

static void
menu_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Acts *acts = data;
  NxCalendarView *view = find_view (acts);
  g_autoptr (GMenuModel) menu = NULL;
  g_autoptr (GSimpleActionGroup) group = NULL;
  GtkWidget *popover = NULL;
  Acts *copy = NULL;

  if (view == NULL || acts->widget == NULL)
    return;
  copy = g_memdup2 (acts, sizeof *acts);
  copy->widget = NULL;
  copy->view = NULL;
  nx_calendar_entry_ref (copy->entry);
  g_set_weak_pointer (&copy->widget, acts->widget);
  g_set_weak_pointer (&copy->view, view);
  menu = new_menu (acts);
  popover = gtk_popover_menu_new_from_model (menu);
  group = new_group (copy);
  gtk_widget_insert_action_group (popover, "entry", G_ACTION_GROUP (group));
  nx_calendar_view_popup (view, popover, acts->widget);
}

/* @take belongs to the group. */
static GSimpleActionGroup *
new_group (Acts *take)
{
  static const GActionEntry actions[] = {
    { "open", open_cb, NULL, NULL, NULL, { 0 } },
    { "open-case", open_case_cb, NULL, NULL, NULL, { 0 } },
    { "record", record_cb, NULL, NULL, NULL, { 0 } },
    { "not-met", not_met_cb, NULL, NULL, NULL, { 0 } },
    { "postpone", postpone_cb, NULL, NULL, NULL, { 0 } },
    { "move", move_cb, NULL, NULL, NULL, { 0 } },
    { "menu", menu_cb, NULL, NULL, NULL, { 0 } },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), take);
  g_object_set_data_full (G_OBJECT (group), "nx-calendar-acts", take, acts_free);
  return group;
}

static void
on_secondary_pressed_cb (GtkGestureClick *click)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (widget, "entry.menu", NULL);
}

static void
add_keys (GtkWidget *widget)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  static const struct
  {
    guint keyval;
    GdkModifierType modifiers;
    const char *action;
  } shortcuts[] = {
    { GDK_KEY_m, GDK_CONTROL_MASK, "entry.move" },
    { GDK_KEY_Menu, 0, "entry.menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "entry.menu" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "entry.open-case" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "entry.open-case" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_keyval_trigger_new (shortcuts[i].keyval, shortcuts[i].modifiers),
                          gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (widget, keys);
}

void
nx_calendar_acts_attach (GtkWidget *widget,
                         NxCalendarEntry *entry,
                         const NxDueRow *row,
                         NxDate today)
{
  Acts *acts = g_new0 (Acts, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  g_autoptr (GSimpleActionGroup) group = NULL;

  g_set_weak_pointer (&acts->widget, widget);
  acts->entry = nx_calendar_entry_ref (entry);
  acts->row = row;
  acts->today = today;
  group = new_group (acts);
  gtk_widget_insert_action_group (widget, "entry", G_ACTION_GROUP (group));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_pressed_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  add_keys (widget);
}
