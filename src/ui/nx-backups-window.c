/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The backups of the open office: when the last was made, the second place, all there are. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-backups-window.h"

#include "nx-backup-words.h"
#include "nx-recent-guard.h"
#include "nx-restore-window.h"
#include "nx-settings.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

struct _NxBackupsWindow
{
  AdwWindow parent_instance;

  NxSession *session;
  NxBackupKeeper *keeper;
  GSettings *settings; /* NULL where the schema is not installed */

  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkLabel *state_label;
  GtkWidget *make_button;
  GtkSpinner *spinner;
  GtkWidget *daily_switch;
  AdwActionRow *second_row;
  GtkWidget *remove_button;
  GtkWidget *list_group;
  GtkListBox *backup_list;

  GtkFileChooserNative *chooser;
  GPtrArray *backups; /* in the order of the rows */
};

G_DEFINE_FINAL_TYPE (NxBackupsWindow, nx_backups_window, ADW_TYPE_WINDOW)

/* --- What stands there ---------------------------------------------------------------------------
 */

static void
show_error (NxBackupsWindow *self)
{
  const GError *error = nx_backup_keeper_get_error (self->keeper);
  g_autofree char *sentence = NULL;

  if (error == NULL)
    error = nx_backup_keeper_get_second_error (self->keeper);
  sentence = error != NULL ? nx_words_for_error (error) : NULL;
  if (sentence != NULL)
    gtk_label_set_label (self->error_label, sentence);
  gtk_revealer_set_reveal_child (self->error_revealer, sentence != NULL);
}

static char *
dup_state (NxBackupsWindow *self)
{
  gint64 last = nx_backup_keeper_get_last (self->keeper);
  g_autofree char *moment = NULL;

  switch (nx_backup_keeper_get_work (self->keeper))
    {
    case NX_BACKUP_COPYING:
      return g_strdup (_ ("A backup is being made and read back. You can go on working."));
    case NX_BACKUP_CARRYING:
      return g_strdup (_ ("The backup is being copied to the second place."));
    case NX_BACKUP_REHEARSING:
      return g_strdup (_ ("A restore is being tried out, as each week. Nothing is changed by it."));
    case NX_BACKUP_IDLE:
      break;
    }
  if (last == 0)
    return g_strdup (_ ("There is no backup of this office yet."));
  moment = nx_backup_words_moment (last);
  /* TRANSLATORS: %s is a day and a time */
  return g_strdup_printf (_ ("The last backup was made on %s and read back whole."), moment);
}

static void
append_backup (NxBackupsWindow *self, NxBackup *backup)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *moment = nx_backup_words_moment (backup->made_at);
  g_autofree char *about = nx_backup_words_about (backup);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), moment);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->backup_list, row);
}

/* Only when they are others: the row that has the focus stays. */
static gboolean
is_same (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (g_strcmp0 (((NxBackup *)g_ptr_array_index (one, i))->path,
                   ((NxBackup *)g_ptr_array_index (other, i))->path)
        != 0)
      return FALSE;
  return TRUE;
}

static void
fill_list (NxBackupsWindow *self)
{
  g_autoptr (GPtrArray) backups = nx_backup_keeper_list (self->keeper);
  GtkWidget *row = NULL;

  gtk_widget_set_visible (self->list_group, backups->len > 0);
  if (is_same (self->backups, backups))
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->backup_list))) != NULL)
    gtk_list_box_remove (self->backup_list, row);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = g_steal_pointer (&backups);
  for (guint i = 0; i < self->backups->len; i++)
    append_backup (self, g_ptr_array_index (self->backups, i));
}

static void
show_second (NxBackupsWindow *self)
{
  g_autofree char *folder = nx_backup_keeper_dup_second (self->keeper);
  g_autofree char *name = folder != NULL ? g_filename_display_name (folder) : NULL;

  adw_action_row_set_subtitle (self->second_row,
                               name != NULL
                                   ? name
                                   : _ ("None yet: if this disk breaks, its backups are lost too. "
                                        "Choose a folder on a stick or a share."));
  gtk_widget_set_visible (self->remove_button, name != NULL);
}

static void
update (NxBackupsWindow *self)
{
  gboolean is_working = nx_backup_keeper_get_work (self->keeper) != NX_BACKUP_IDLE;
  g_autofree char *state = dup_state (self);

  if (nx_session_get_state (self->session) != NX_SESSION_OPEN)
    return;
  gtk_label_set_label (self->state_label, state);
  gtk_widget_set_sensitive (self->make_button, !is_working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_working);
  gtk_spinner_set_spinning (self->spinner, is_working);
  show_error (self);
  show_second (self);
  fill_list (self);
}

/* --- What is pressed -----------------------------------------------------------------------------
 */

static void
on_make_button_clicked_cb (NxBackupsWindow *self)
{
  nx_backup_keeper_look (self->keeper, TRUE);
}

static void
on_chooser_response_cb (NxBackupsWindow *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    nx_backup_keeper_set_second (self->keeper, g_file_peek_path (file));
  g_clear_object (&self->chooser);
}

static void
on_second_row_activated_cb (NxBackupsWindow *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Second Place for Backups"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                               /* TRANSLATORS: button of the file chooser */
                                               _ ("_Choose"), _ ("_Cancel"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chooser_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  nx_recent_guard_start ();
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_remove_button_clicked_cb (NxBackupsWindow *self)
{
  nx_backup_keeper_set_second (self->keeper, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->second_row));
}

/* In front of the window of the office, which it will close. */
static void
on_backup_list_row_activated_cb (NxBackupsWindow *self, GtkListBoxRow *row)
{
  NxBackup *backup = g_ptr_array_index (self->backups, gtk_list_box_row_get_index (row));
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  NxRestoreWindow *window = nx_restore_window_new (parent, self->session, backup);

  gtk_window_present (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- Object --------------------------------------------------------------------------------------
 */

static void
on_session_notify_state_cb (NxBackupsWindow *self)
{
  if (nx_session_get_state (self->session) != NX_SESSION_OPEN)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
nx_backups_window_dispose (GObject *object)
{
  NxBackupsWindow *self = NX_BACKUPS_WINDOW (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nx_backups_window_parent_class)->dispose (object);
}

static void
nx_backups_window_class_init (NxBackupsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_backups_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-backups-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, backup_list);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, daily_switch);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, list_group);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, make_button);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, second_row);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, NxBackupsWindow, state_label);
  gtk_widget_class_bind_template_callback (widget_class, on_backup_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_make_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_second_row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nx_backups_window_init (NxBackupsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = nx_settings_new ();
  if (self->settings != NULL)
    g_settings_bind (self->settings, "backup-daily", self->daily_switch, "active",
                     G_SETTINGS_BIND_DEFAULT);
}

NxBackupsWindow *
nx_backups_window_new (GtkWindow *parent, NxSession *session, NxBackupKeeper *keeper)
{
  NxBackupsWindow *self = g_object_new (NX_TYPE_BACKUPS_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  gtk_widget_grab_focus (self->make_button);
  return self;
}
