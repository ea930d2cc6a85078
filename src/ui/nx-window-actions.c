/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The actions and keys of NxWindow: back, pages, find, undo, and typing anywhere. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-backups-window.h"
#include "nx-page-table.h"
#include "nx-recovery-window.h"
#include "nx-restore-window.h"
#include "nx-ways-window.h"
#include "nx-window-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_main (NxWindow *self)
{
  return nx_session_get_state (self->session) == NX_SESSION_OPEN;
}

static void
back_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_window_pop_page (NX_WINDOW (widget));
}

static void
go_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_window_show_root (NX_WINDOW (widget), g_variant_get_string (target, NULL));
}

static void
go_nth_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);
  int nth = g_variant_get_int32 (target);

  if (is_main (NX_WINDOW (widget)) && nth >= 1 && (guint)nth <= n_specs)
    nx_window_show_root (NX_WINDOW (widget), specs[nth - 1].id);
}

static void
open_find (NxWindow *self, const char *typed)
{
  if (self->find_sheet == NULL || !is_main (self))
    return;
  gtk_widget_set_visible (self->find_sheet, TRUE);
  self->find_open (self->find_sheet, typed);
}

static void
find_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  open_find (NX_WINDOW (widget), "");
}

static void
show_sidebar_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/* F10 by itself opens only a menu that can be seen; where the sidebar is folded away it comes
 * first. */
static void
show_menu_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  gtk_menu_button_popup (self->menu_button);
}

static void
ways_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);
  NxWaysWindow *ways = nx_ways_window_new (GTK_WINDOW (self), self->session);

  g_signal_connect_object (ways, "unrealize", G_CALLBACK (nx_window_update_warning), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (ways));
}

static void
recovery_sheet_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);
  NxRecoveryWindow *sheet = nx_recovery_window_new (GTK_WINDOW (self), self->session);

  g_signal_connect_object (sheet, "unrealize", G_CALLBACK (nx_window_update_warning), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (sheet));
}

static void
backups_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  gtk_window_present (
      GTK_WINDOW (nx_backups_window_new (GTK_WINDOW (self), self->session, self->backup_keeper)));
}

static void
restore_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_restore_window_choose (GTK_WINDOW (widget), NX_WINDOW (widget)->session);
}

/* A letter typed where no text field has the focus opens Find with it; keys that mean something to
   the widget in hand (space, Enter, arrows) never come here, and neither does a shortcut. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NxWindow *self)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  char typed[7] = { 0 };

  if (self->find_sheet == NULL || gtk_widget_get_visible (self->find_sheet) || !is_main (self))
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (self)))
      || GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (self))))
    return GDK_EVENT_PROPAGATE;
  if (!g_unichar_isalnum (letter))
    return GDK_EVENT_PROPAGATE;
  g_unichar_to_utf8 (letter, typed);
  open_find (self, typed);
  return GDK_EVENT_STOP;
}

void
nx_window_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action_cb);
  gtk_widget_class_install_action (klass, "win.find", NULL, find_action_cb);
  gtk_widget_class_install_action (klass, "win.go", "s", go_action_cb);
  gtk_widget_class_install_action (klass, "win.go-nth", "i", go_nth_action_cb);
  gtk_widget_class_install_action (klass, "win.show-sidebar", NULL, show_sidebar_action_cb);
  gtk_widget_class_install_action (klass, "win.show-menu", NULL, show_menu_action_cb);
  gtk_widget_class_install_action (klass, "win.ways", NULL, ways_action_cb);
  gtk_widget_class_install_action (klass, "win.backups", NULL, backups_action_cb);
  gtk_widget_class_install_action (klass, "win.recovery-sheet", NULL, recovery_sheet_action_cb);
  gtk_widget_class_install_action (klass, "win.restore", NULL, restore_action_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Back, 0, "win.back", NULL);
  /* After everything on the page that takes it: what was begun there is kept, so nothing is lost.
   */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, 0, "win.show-menu", NULL);
  /* A binding, not an accelerator: a field in hand undoes its own typing first. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  for (int nth = 1; nth <= 7; nth++)
    gtk_widget_class_add_binding_action (klass, GDK_KEY_0 + nth, GDK_CONTROL_MASK, "win.go-nth",
                                         "i", nth);
}

void
nx_window_update_actions (NxWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "win.back", is_main (self) && self->trail->len > 1);
  gtk_widget_action_set_enabled (widget, "win.find", is_main (self) && self->find_sheet != NULL);
  gtk_widget_action_set_enabled (widget, "win.go", is_main (self));
  gtk_widget_action_set_enabled (widget, "win.show-menu", is_main (self));
  gtk_widget_action_set_enabled (widget, "win.import", is_main (self));
  gtk_widget_action_set_enabled (widget, "win.import-files", is_main (self));
  gtk_widget_action_set_enabled (widget, "win.ways", is_main (self));
  gtk_widget_action_set_enabled (widget, "win.backups", is_main (self));
  gtk_widget_action_set_enabled (widget, "win.recovery-sheet", is_main (self));
  gtk_widget_action_set_enabled (widget, "win.undo", self->undo != NULL);
}

/* Bubble phase: what a widget used is not seen here. */
void
nx_window_add_key_controller (NxWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
