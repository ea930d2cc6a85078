/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One backup: opened by its own ways in, looked into, and restored where the office is. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-restore-window.h"

#include "nx-backup-steps.h"
#include "nx-backup-words.h"
#include "nx-keyring-policy.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

/* From top to bottom, one step never back but from a wrong secret. */
typedef enum
{
  STEP_ASKING_KEYRING,
  STEP_SECRET,    /* somebody has to type */
  STEP_OPENING,   /* what was typed is tried */
  STEP_CHECKING,  /* every page is read */
  STEP_READY,     /* what is in it can be seen */
  STEP_CLOSING,   /* the open office is being locked */
  STEP_RESTORING, /* the files are written */
  STEP_DONE,
  STEP_FAILED /* this backup is of no use */
} Step;

struct _NxRestoreWindow
{
  AdwWindow parent_instance;

  NxSession *session;
  NxBackup *backup;
  NxUnlock *unlock; /* of the backup; NULL when the open office's key fits */
  GBytes *key;      /* NULL until it is known */
  GCancellable *cancellable;
  Step step;

  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  AdwActionRow *made_row;
  GtkWidget *secret_group;
  GtkEditable *secret_row;
  GtkWidget *secret_button;
  GtkWidget *content_group;
  GtkLabel *households_label;
  GtkLabel *persons_label;
  GtkLabel *cases_label;
  GtkLabel *visits_label;
  GtkLabel *newest_label;
  GtkLabel *state_label;
  GtkWidget *restore_button;
  GtkWidget *open_button;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (NxRestoreWindow, nx_restore_window, ADW_TYPE_WINDOW)

/* --- What stands there ---------------------------------------------------------------------------
 */

static const char *
get_state_words (NxRestoreWindow *self)
{
  gboolean is_open = nx_session_get_state (self->session) == NX_SESSION_OPEN;

  switch (self->step)
    {
    case STEP_ASKING_KEYRING:
    case STEP_OPENING:
      return _ ("The backup is being opened.");
    case STEP_SECRET:
      return _ (
          "The backup is encrypted. A passphrase or the recovery code of that office opens it.");
    case STEP_CHECKING:
      return _ ("Every page of the backup is being read.");
    case STEP_READY:
      return is_open
                 ? _ ("The backup is whole. Restoring it locks the office and puts the backup in "
                      "its place. What was written since is kept in a folder beside it.")
                 : _ ("The backup is whole and can be restored.");
    case STEP_CLOSING:
    case STEP_RESTORING:
      return _ ("The backup is being restored. Until it is done, everything stays as it was.");
    case STEP_DONE:
      return NULL; /* it names a folder */
    case STEP_FAILED:
      return _ ("This backup was not used. Nothing was changed.");
    }
  return "";
}

static gboolean
is_working (NxRestoreWindow *self)
{
  return self->step != STEP_SECRET && self->step != STEP_READY && self->step != STEP_DONE
         && self->step != STEP_FAILED;
}

static void
update (NxRestoreWindow *self)
{
  const char *words = get_state_words (self);
  gboolean is_asking = self->step == STEP_SECRET || self->step == STEP_OPENING;

  if (words != NULL)
    gtk_label_set_label (self->state_label, words);
  gtk_widget_set_visible (self->secret_group, is_asking);
  gtk_widget_set_visible (self->secret_button, is_asking);
  gtk_widget_set_sensitive (self->secret_button,
                            self->step == STEP_SECRET
                                && *gtk_editable_get_text (self->secret_row) != '\0');
  gtk_widget_set_visible (self->content_group,
                          self->step >= STEP_READY && self->step != STEP_FAILED);
  gtk_widget_set_visible (self->restore_button, self->step == STEP_READY);
  gtk_widget_set_visible (self->open_button, self->step == STEP_DONE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_working (self));
  gtk_spinner_set_spinning (self->spinner, is_working (self));
}

static void
set_step (NxRestoreWindow *self, Step step)
{
  self->step = step;
  update (self);
}

static void
show_error (NxRestoreWindow *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? nx_words_for_error (error) : NULL;

  if (sentence != NULL)
    gtk_label_set_label (self->error_label, sentence);
  gtk_revealer_set_reveal_child (self->error_revealer, sentence != NULL);
}

static void
fail (NxRestoreWindow *self, const GError *error, Step step)
{
  show_error (self, error);
  set_step (self, step);
}

/* --- Looking into it -----------------------------------------------------------------------------
 */

static void
show_number (GtkLabel *label, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  gtk_label_set_label (label, text);
}

static void
show_content (NxRestoreWindow *self, const NxBackupContent *content)
{
  show_number (self->households_label, content->n_households);
  show_number (self->persons_label, content->n_persons);
  show_number (self->cases_label, content->n_cases);
  show_number (self->visits_label, content->n_visits);
  gtk_label_set_label (self->newest_label, content->newest_on);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRestoreWindow) self = data;
  g_autoptr (GError) error = NULL;
  NxBackupContent content = { 0 };
  gboolean is_good = nx_backup_step_check_finish (result, &content, &error);

  if (self->session == NULL)
    return;
  if (!is_good)
    {
      fail (self, error, STEP_FAILED);
      return;
    }
  show_content (self, &content);
  set_step (self, STEP_READY);
  gtk_widget_grab_focus (self->restore_button);
}

/* The key is there. */
static void
check (NxRestoreWindow *self)
{
  set_step (self, STEP_CHECKING);
  nx_backup_step_check_async (self->backup, self->key, self->cancellable, checked_cb,
                              g_object_ref (self));
}

static void
take_key (NxRestoreWindow *self)
{
  self->key = g_bytes_ref (nx_master_key_get_bytes (nx_unlock_get_key (self->unlock)));
  gtk_editable_set_text (self->secret_row, "");
  show_error (self, NULL);
  check (self);
}

static void
asked_keyring_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRestoreWindow) self = data;
  gboolean is_answered = nx_unlock_start_finish (NX_UNLOCK (source), result, NULL);

  if (self->session == NULL || !is_answered)
    return;
  if (nx_unlock_get_state (self->unlock) == NX_UNLOCK_OPEN)
    {
      take_key (self);
      return;
    }
  set_step (self, STEP_SECRET);
  gtk_widget_grab_focus (GTK_WIDGET (self->secret_row));
}

static void
tried_passphrase_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRestoreWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_open = nx_unlock_passphrase_finish (NX_UNLOCK (source), result, &error);

  if (self->session == NULL)
    return;
  if (is_open)
    {
      take_key (self);
      return;
    }
  fail (self, error, STEP_SECRET);
  gtk_widget_grab_focus (GTK_WIDGET (self->secret_row));
}

static void
try_recovery_code (NxRestoreWindow *self, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_parse (typed, NULL, &error);

  if (code != NULL && nx_unlock_recovery (self->unlock, code, &error))
    take_key (self);
  else
    fail (self, error, STEP_SECRET);
}

/* One field for both: what is a whole recovery code is one. */
static void
on_secret_activated_cb (NxRestoreWindow *self)
{
  const char *typed = gtk_editable_get_text (self->secret_row);
  g_autoptr (NxPassphrase) passphrase = NULL;
  g_autoptr (GError) error = NULL;

  if (self->step != STEP_SECRET || *typed == '\0')
    return;
  show_error (self, NULL);
  if (nx_recovery_code_scan (typed, NULL, NULL))
    {
      try_recovery_code (self, typed);
      return;
    }
  passphrase = nx_passphrase_new (typed, &error);
  if (passphrase == NULL)
    {
      fail (self, error, STEP_SECRET);
      return;
    }
  set_step (self, STEP_OPENING);
  nx_unlock_passphrase_async (self->unlock, NULL, passphrase, self->cancellable,
                              tried_passphrase_cb, g_object_ref (self));
}

static void
on_secret_changed_cb (NxRestoreWindow *self)
{
  if (self->session != NULL)
    update (self);
}

/* The office that is open may be the one in the backup, with the same key. */
static gboolean
take_key_of_session (NxRestoreWindow *self, NxKeyFile *keys)
{
  NxUnlock *unlock = nx_session_get_unlock (self->session);
  NxKeyFile *open = unlock != NULL ? nx_unlock_get_key_file (unlock) : NULL;

  if (nx_session_peek_key (self->session) == NULL || open == NULL
      || g_strcmp0 (nx_key_file_get_key_id (open), nx_key_file_get_key_id (keys)) != 0)
    return FALSE;
  self->key = g_bytes_ref (nx_session_peek_key (self->session));
  return TRUE;
}

static void
begin (NxRestoreWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxKeyFile) keys = nx_key_file_load_bytes (self->backup->keys, &error);

  if (keys == NULL)
    {
      fail (self, error, STEP_FAILED);
      return;
    }
  if (take_key_of_session (self, keys))
    {
      check (self);
      return;
    }
  self->unlock = nx_unlock_new_for_backup (keys, nx_keyring_is_allowed ());
  set_step (self, STEP_ASKING_KEYRING);
  nx_unlock_start_async (self->unlock, self->cancellable, asked_keyring_cb, g_object_ref (self));
}

/* --- Restoring it --------------------------------------------------------------------------------
 */

static void
show_done (NxRestoreWindow *self, const char *replaced)
{
  g_autofree char *name = replaced != NULL ? g_filename_display_basename (replaced) : NULL;
  g_autofree char *words = NULL;

  if (name == NULL)
    words = g_strdup (_ ("The backup was restored. The office can be opened."));
  else
    /* TRANSLATORS: %s is the name of a folder */
    words = g_strdup_printf (_ ("The backup was restored. What was there before is kept beside it "
                                "in the folder “%s”."),
                             name);
  gtk_label_set_label (self->state_label, words);
  set_step (self, STEP_DONE);
  gtk_widget_grab_focus (self->open_button);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRestoreWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *replaced = NULL;
  gboolean is_done = nx_backup_step_restore_finish (result, &replaced, &error);

  if (self->session == NULL)
    return;
  if (is_done)
    show_done (self, replaced);
  else
    fail (self, error, STEP_READY);
}

static void
restore (NxRestoreWindow *self)
{
  set_step (self, STEP_RESTORING);
  nx_backup_step_restore_async (self->backup, self->key, nx_session_get_folder (self->session),
                                self->cancellable, restored_cb, g_object_ref (self));
}

static void
on_restore_button_clicked_cb (NxRestoreWindow *self)
{
  NxSessionState state = nx_session_get_state (self->session);

  show_error (self, NULL);
  if (state != NX_SESSION_OPEN && state != NX_SESSION_UNFINISHED)
    {
      restore (self);
      return;
    }
  set_step (self, STEP_CLOSING);
  nx_session_lock (self->session, NX_LOCK_USER);
}

static void
on_open_button_clicked_cb (NxRestoreWindow *self)
{
  g_autofree char *folder = g_strdup (nx_session_get_folder (self->session));
  g_autoptr (NxSession) session = g_object_ref (self->session);

  gtk_window_destroy (GTK_WINDOW (self));
  nx_session_set_folder (session, folder);
}

/* Locked by somebody else, the key of the backup has to go as well. */
static void
on_session_notify_state_cb (NxRestoreWindow *self)
{
  NxSessionState state = nx_session_get_state (self->session);

  if (self->step == STEP_CLOSING && state == NX_SESSION_LOCKED)
    restore (self);
  else if (self->step < STEP_CLOSING && state == NX_SESSION_CLOSING)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* A restore under way is not left: its end has to be seen. */
static gboolean
nx_restore_window_close_request (GtkWindow *window)
{
  NxRestoreWindow *self = NX_RESTORE_WINDOW (window);

  if (self->step == STEP_CLOSING || self->step == STEP_RESTORING)
    return TRUE;
  return GTK_WINDOW_CLASS (nx_restore_window_parent_class)->close_request (window);
}

/* --- Object --------------------------------------------------------------------------------------
 */

static void
nx_restore_window_dispose (GObject *object)
{
  NxRestoreWindow *self = NX_RESTORE_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->unlock != NULL)
    nx_unlock_lock (self->unlock);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->unlock);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_clear_pointer (&self->backup, nx_backup_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nx_restore_window_parent_class)->dispose (object);
}

static void
nx_restore_window_class_init (NxRestoreWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_restore_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nx_restore_window_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-restore-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, cases_label);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, content_group);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, households_label);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, made_row);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, newest_label);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, persons_label);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, secret_button);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, secret_group);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, secret_row);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, state_label);
  gtk_widget_class_bind_template_child (widget_class, NxRestoreWindow, visits_label);
  gtk_widget_class_bind_template_callback (widget_class, on_open_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_secret_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_secret_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nx_restore_window_init (NxRestoreWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

NxRestoreWindow *
nx_restore_window_new (GtkWindow *parent, NxSession *session, NxBackup *backup)
{
  NxRestoreWindow *self = g_object_new (NX_TYPE_RESTORE_WINDOW, "transient-for", parent, NULL);
  g_autofree char *moment = nx_backup_words_moment (backup->made_at);
  g_autofree char *about = nx_backup_words_about (backup);

  self->session = g_object_ref (session);
  self->backup = nx_backup_ref (backup);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->made_row), moment);
  adw_action_row_set_subtitle (self->made_row, about);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  begin (self);
  return self;
}
