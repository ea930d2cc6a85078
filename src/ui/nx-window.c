/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The application window: which face it shows as the session goes. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window.h"

#include "nx-find-sheet.h"
#include "nx-first-run-page.h"
#include "nx-line-layout.h"
#include "nx-page-table.h"
#include "nx-unlock-page.h"
#include "nx-window-private.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (NxWindow, nx_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SESSION = 1,
} NxWindowProps;

static GParamSpec *props[PROP_SESSION + 1];

static void
on_leaflet_notify_folded_cb (NxWindow *self)
{
  if (self->trail != NULL)
    nx_window_update_chrome (self);
}

static void
on_width_bin_notify_cb (NxWindow *self)
{
  nx_window_update_chrome (self);
}

static void
on_sidebar_list_row_activated_cb (NxWindow *self, GtkListBoxRow *row)
{
  nx_window_show_root (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

/* Faces: first run, unlock, main */

static void
show_worker (NxWindow *self)
{
  const char *worker = nx_session_get_worker_name (self->session);
  const char *office = nx_session_get_office_name (self->session);

  adw_avatar_set_text (self->worker_avatar, worker != NULL ? worker : "");
  gtk_label_set_label (self->worker_label, worker != NULL ? worker : "");
  gtk_label_set_label (self->office_label, office != NULL ? office : "");
}

/* The focus goes first: a password row that is thrown away with the focus in it is asked for it
   again by libadwaita 1.2 when the window goes. */
static void
drop_start (NxWindow *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  adw_bin_set_child (self->start_bin, NULL);
}

static void
show_start (NxWindow *self, GtkWidget *page)
{
  drop_start (self);
  adw_bin_set_child (self->start_bin, page);
  gtk_stack_set_visible_child_name (self->faces, "start");
  gtk_widget_grab_focus (page);
}

static void
show_main (NxWindow *self)
{
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);

  drop_start (self);
  show_worker (self);
  self->closed_warnings = 0;
  nx_window_update_warning (self);
  nx_window_show_root (self,
                       nx_page_table_find (self->root_id) != NULL ? self->root_id : specs[0].id);
  gtk_stack_set_visible_child_name (self->faces, "main");
  nx_window_start_counts (self);
}

static void
on_warning_close_clicked_cb (NxWindow *self)
{
  nx_window_close_warning (self);
}

static void
on_session_notify_state_cb (NxWindow *self)
{
  switch (nx_session_get_state (self->session))
    {
    case NX_SESSION_STARTING:
      nx_window_empty (self);
      show_start (self, adw_header_bar_new ());
      break;
    case NX_SESSION_NONE:
    case NX_SESSION_UNFINISHED:
      nx_window_empty (self);
      show_start (self, GTK_WIDGET (nx_first_run_page_new (self->session)));
      break;
    case NX_SESSION_LOCKED:
      nx_window_empty (self);
      show_start (self, GTK_WIDGET (nx_unlock_page_new (self->session)));
      break;
    case NX_SESSION_CLOSING:
      nx_window_empty (self);
      break;
    case NX_SESSION_OPEN:
      show_main (self);
      break;
    }
  nx_window_update_actions (self);
}

/* Object */

/* Drafts are queued while the pages are still there; shutting the session waits for them. */
static gboolean
nx_window_close_request (GtkWindow *window)
{
  nx_window_keep_size (NX_WINDOW (window));
  nx_window_empty (NX_WINDOW (window));
  return GTK_WINDOW_CLASS (nx_window_parent_class)->close_request (window);
}

static void
nx_window_constructed (GObject *object)
{
  NxWindow *self = NX_WINDOW (object);

  G_OBJECT_CLASS (nx_window_parent_class)->constructed (object);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (on_session_notify_state_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::worker-name", G_CALLBACK (show_worker), self,
                           G_CONNECT_SWAPPED);
  nx_window_set_find (self, nx_find_sheet_new (self->session), nx_find_sheet_open);
  /* After the window's own, so that the office is shown before its backups are looked at. */
  self->backup_keeper = nx_backup_keeper_new (self->session);
  g_signal_connect_object (self->backup_keeper, "changed", G_CALLBACK (nx_window_show_backup), self,
                           G_CONNECT_SWAPPED);
  on_session_notify_state_cb (self);
}

static void
nx_window_dispose (GObject *object)
{
  NxWindow *self = NX_WINDOW (object);

  nx_window_stop_counts (self);
  nx_window_clear_undo (self);
  g_clear_weak_pointer (&self->toast);
  if (self->trail != NULL)
    g_ptr_array_set_size (self->trail, 0);
  if (self->roots != NULL)
    g_hash_table_remove_all (self->roots);
  if (self->backup_keeper != NULL)
    g_object_run_dispose (G_OBJECT (self->backup_keeper));
  g_clear_object (&self->backup_keeper);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (nx_window_parent_class)->dispose (object);
}

static void
nx_window_finalize (GObject *object)
{
  NxWindow *self = NX_WINDOW (object);

  g_clear_pointer (&self->trail, g_ptr_array_unref);
  g_clear_pointer (&self->roots, g_hash_table_unref);
  g_free (self->root_id);
  G_OBJECT_CLASS (nx_window_parent_class)->finalize (object);
}

static void
nx_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxWindowProps)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, NX_WINDOW (object)->session);
      break;
    }
}

static void
nx_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((NxWindowProps)prop_id)
    {
    case PROP_SESSION:
      NX_WINDOW (object)->session = g_value_dup_object (value);
      break;
    }
}

static void
nx_window_class_init (NxWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nx_window_constructed;
  object_class->dispose = nx_window_dispose;
  object_class->finalize = nx_window_finalize;
  object_class->get_property = nx_window_get_property;
  object_class->set_property = nx_window_set_property;

  props[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, NX_TYPE_SESSION,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  GTK_WINDOW_CLASS (klass)->close_request = nx_window_close_request;

  g_type_ensure (NX_TYPE_LINE_LAYOUT);
  g_type_ensure (NX_TYPE_WIDTH_BIN);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NxWindow, backup_button);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, backup_label);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, content_stack);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, faces);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, office_label);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, page_bar);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, page_icons);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, page_bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, start_bin);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, warning_action);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, warning_label);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, warning_revealer);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, width_bin);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, worker_avatar);
  gtk_widget_class_bind_template_child (widget_class, NxWindow, worker_label);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_notify_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_warning_close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_width_bin_notify_cb);
  nx_window_install_actions (widget_class);
  nx_window_install_import_actions (widget_class);
  nx_window_install_print_actions (widget_class);
  nx_window_install_record_actions (widget_class);
  nx_window_install_undo_action (widget_class);
}

static void
nx_window_init (NxWindow *self)
{
  self->trail = g_ptr_array_new ();
  self->roots = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  nx_window_add_key_controller (self);
  nx_window_restore_settings (self);
  nx_window_fill_pages (self);
}

NxWindow *
nx_window_new (GtkApplication *application, NxSession *session)
{
  return g_object_new (NX_TYPE_WINDOW, "application", application, "session", session, NULL);
}

NxSession *
nx_window_get_session (NxWindow *self)
{
  g_return_val_if_fail (NX_IS_WINDOW (self), NULL);
  return self->session;
}

NxWindow *
nx_window_of (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (widget));

  return NX_IS_WINDOW (root) ? NX_WINDOW (root) : NULL;
}

void
nx_window_set_find (NxWindow *self, GtkWidget *sheet, NxFindOpen open)
{
  g_return_if_fail (NX_IS_WINDOW (self));
  g_return_if_fail (self->find_sheet == NULL && open != NULL);
  self->find_sheet = sheet;
  self->find_open = open;
  gtk_widget_set_visible (sheet, FALSE);
  gtk_overlay_add_overlay (self->overlay, sheet);
  nx_window_update_chrome (self);
}
