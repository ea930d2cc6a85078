/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of a locked office: passphrase, keyring and recovery code as equals, and why it is
 * locked. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-unlock-page.h"

#include "nx-keys-error.h"
#include "nx-recent-guard.h"
#include "nx-unlock-words.h"
#include "nx-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* After a wrong secret nothing can be tried for 1, 2, 4 … 32 seconds: our default. Guessing is slow
   by Argon2id anyway; the pause is for whoever stands at the keys. */
#define NX_LONGEST_PAUSE 32

struct _NxUnlockPage
{
  AdwBin parent_instance;

  NxSession *session;

  GtkLabel *title_label;
  GtkLabel *reason_label;
  GtkWidget *ways;
  GtkListBox *worker_list;
  GtkWidget *passphrase_group;
  GtkEditable *passphrase_row;
  GtkWidget *unlock_button;
  GtkWidget *code_group;
  GtkEditable *code_row;
  GtkWidget *code_button;
  GtkLabel *hint_label;
  GtkWidget *keyring_button;
  GtkWidget *recovery_button;
  GtkSpinner *spinner;
  GtkLabel *folder_label;
  GtkWidget *retry_button;
  GtkWidget *folder_button;
  GtkWidget *other_button;

  GCancellable *cancellable;
  GtkFileChooserNative *chooser; /* while it is open */
  guint n_wrong;
  guint pause_left; /* seconds */
  guint pause_source;
  guint is_trying : 1;
};

G_DEFINE_FINAL_TYPE (NxUnlockPage, nx_unlock_page, ADW_TYPE_BIN)

/* Words */

/* The keyring is an equal way wherever it holds a slot, also after a lock, when there is no reason.
 */
static gboolean
can_use_keyring (NxUnlock *unlock)
{
  NxKeyFile *keys = unlock != NULL ? nx_unlock_get_key_file (unlock) : NULL;

  return keys != NULL && nx_key_file_has_kind (keys, NX_KEY_SLOT_KEYRING)
         && nx_unlock_may_use_keyring (unlock);
}

static void
show_words (NxUnlockPage *self)
{
  const GError *error = nx_session_get_error (self->session);
  NxUnlock *unlock = nx_session_get_unlock (self->session);
  const char *lock = nx_unlock_words_for_lock (nx_session_get_lock_reason (self->session));
  const char *reason
      = unlock != NULL ? nx_unlock_words_for_reason (nx_unlock_get_reason (unlock)) : NULL;
  gboolean is_asking = nx_session_is_asking_keyring (self->session);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = nx_words_for_error (error);
  else if (is_asking && can_use_keyring (unlock))
    text = g_strdup (_ ("Waiting for the system keyring. You need not wait: use another way."));
  else if (lock != NULL && reason != NULL)
    text = g_strconcat (lock, "\n", reason, NULL);
  else
    text = g_strdup (lock != NULL ? lock : reason);
  gtk_label_set_label (self->title_label, nx_unlock_words_for_title (error));
  gtk_label_set_label (self->reason_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), text != NULL);
}

static void
show_hint (NxUnlockPage *self, const char *sentence)
{
  gtk_label_set_label (self->hint_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), sentence != NULL);
}

/* What can be pressed */

static void
update_ways (NxUnlockPage *self)
{
  NxUnlock *unlock = nx_session_get_unlock (self->session);
  gboolean is_broken = nx_session_get_error (self->session) != NULL;
  NxUnlockOffers offers = unlock != NULL ? nx_unlock_get_offers (unlock) : NX_UNLOCK_OFFER_NONE;
  gboolean can_try = !self->is_trying && self->pause_left == 0;
  gboolean can_code = (offers & NX_UNLOCK_OFFER_RECOVERY) != 0;

  gtk_widget_set_visible (self->ways, !is_broken);
  gtk_widget_set_visible (GTK_WIDGET (self->folder_label), is_broken);
  gtk_widget_set_visible (self->retry_button, is_broken);
  gtk_widget_set_visible (self->folder_button, is_broken);
  gtk_widget_set_visible (self->other_button, is_broken);
  gtk_widget_set_visible (self->passphrase_group, (offers & NX_UNLOCK_OFFER_PASSPHRASE) != 0);
  gtk_widget_set_visible (self->keyring_button, can_use_keyring (unlock));
  gtk_widget_set_visible (self->recovery_button,
                          can_code && !gtk_widget_get_visible (self->code_group));
  gtk_widget_set_sensitive (self->unlock_button,
                            can_try && *gtk_editable_get_text (self->passphrase_row) != '\0');
  gtk_widget_set_sensitive (
      self->code_button,
      can_try && nx_recovery_code_scan (gtk_editable_get_text (self->code_row), NULL, NULL));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unlock.keyring",
                                 can_try && !nx_session_is_asking_keyring (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->is_trying);
  gtk_spinner_set_spinning (self->spinner, self->is_trying);
}

static void
say_pause (NxUnlockPage *self)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("That did not open it. Try again in %u second.",
                "That did not open it. Try again in %u seconds.", self->pause_left),
      self->pause_left);

  show_hint (self, self->pause_left > 0 ? text : _ ("That did not open it. Try again."));
}

static gboolean
count_pause_cb (gpointer data)
{
  NxUnlockPage *self = data;

  self->pause_left--;
  say_pause (self);
  update_ways (self);
  if (self->pause_left > 0)
    return G_SOURCE_CONTINUE;
  self->pause_source = 0;
  return G_SOURCE_REMOVE;
}

static void
begin_pause (NxUnlockPage *self)
{
  self->pause_left = MIN (1u << MIN (self->n_wrong, 5), NX_LONGEST_PAUSE);
  self->n_wrong++;
  if (self->pause_source == 0)
    self->pause_source = g_timeout_add_seconds (1, count_pause_cb, self);
  say_pause (self);
}

/* Trying */

static void
begin_trying (NxUnlockPage *self)
{
  self->is_trying = TRUE;
  show_hint (self, NULL);
  update_ways (self);
}

static void
unlock_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxUnlockPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_open = nx_session_unlock_finish (NX_SESSION (source), result, &error);

  self->is_trying = FALSE;
  if (is_open || self->session == NULL)
    return;
  gtk_editable_set_text (self->passphrase_row, "");
  if (g_error_matches (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET))
    begin_pause (self);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *sentence = nx_words_for_error (error);

      show_hint (self, sentence);
    }
  show_words (self);
  update_ways (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_unlock_button_clicked_cb (NxUnlockPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->worker_list);

  if (!gtk_widget_get_sensitive (self->unlock_button))
    return;
  begin_trying (self);
  nx_session_unlock_passphrase_async (self->session,
                                      row != NULL ? gtk_widget_get_name (GTK_WIDGET (row)) : NULL,
                                      gtk_editable_get_text (self->passphrase_row),
                                      self->cancellable, unlock_cb, g_object_ref (self));
}

static void
on_code_button_clicked_cb (NxUnlockPage *self)
{
  if (!gtk_widget_get_sensitive (self->code_button))
    return;
  begin_trying (self);
  nx_session_unlock_recovery_async (self->session, gtk_editable_get_text (self->code_row),
                                    self->cancellable, unlock_cb, g_object_ref (self));
}

static void
keyring_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NxUnlockPage *self = NX_UNLOCK_PAGE (widget);

  begin_trying (self);
  nx_session_unlock_keyring_async (self->session, self->cancellable, unlock_cb,
                                   g_object_ref (self));
}

static void
recovery_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NxUnlockPage *self = NX_UNLOCK_PAGE (widget);

  gtk_widget_set_visible (self->code_group, TRUE);
  update_ways (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->code_row));
}

static void
on_passphrase_row_changed_cb (NxUnlockPage *self)
{
  if (self->session != NULL)
    update_ways (self);
}

/* Says which group has a slip while the code is being typed off the sheet. */
static void
on_code_row_changed_cb (NxUnlockPage *self)
{
  guint bad_group = 0;
  g_autofree char *text = NULL;

  nx_recovery_code_scan (gtk_editable_get_text (self->code_row), NULL, &bad_group);
  if (bad_group > 0)
    text = g_strdup_printf (_ ("Look at group %u again: it has a slip."), bad_group);
  show_hint (self, text);
  update_ways (self);
}

static void
on_retry_button_clicked_cb (NxUnlockPage *self)
{
  g_autofree char *folder = g_strdup (nx_session_get_folder (self->session));

  nx_session_set_folder (self->session, folder);
}

static void
on_folder_button_clicked_cb (NxUnlockPage *self)
{
  g_autofree char *uri = g_filename_to_uri (nx_session_get_folder (self->session), NULL, NULL);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

/* Rows also tell when they are thrown away with the page. */
static void
on_worker_list_row_selected_cb (NxUnlockPage *self)
{
  if (self->session != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

/* Another office */

static void
on_chooser_response_cb (NxUnlockPage *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  if (folder != NULL && g_file_peek_path (folder) != NULL)
    nx_session_set_folder (self->session, g_file_peek_path (folder));
}

static void
open_other_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NxUnlockPage *self = NX_UNLOCK_PAGE (widget);

  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Open another office"), GTK_WINDOW (gtk_widget_get_root (widget)),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chooser_response_cb), self,
                           G_CONNECT_SWAPPED);
  nx_recent_guard_start ();
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Object */

static void
append_worker (NxUnlockPage *self, NxKeySlot *slot)
{
  g_autofree char *label = nx_unlock_words_dup_slot (slot);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (34, label, TRUE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_widget_set_name (row, nx_key_slot_get_uid (slot));
  gtk_list_box_append (self->worker_list, row);
}

/* The list is for choosing: with one passphrase there is nothing to choose. */
static void
fill_workers (NxUnlockPage *self)
{
  NxUnlock *unlock = nx_session_get_unlock (self->session);
  NxKeyFile *keys = unlock != NULL ? nx_unlock_get_key_file (unlock) : NULL;
  guint n = 0;

  for (guint i = 0; keys != NULL && i < nx_key_file_get_n_slots (keys); i++)
    {
      NxKeySlot *slot = nx_key_file_get_slot (keys, i);

      if (nx_key_slot_get_kind (slot) != NX_KEY_SLOT_PASSPHRASE)
        continue;
      append_worker (self, slot);
      n++;
    }
  gtk_list_box_select_row (self->worker_list, gtk_list_box_get_row_at_index (self->worker_list, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->worker_list), n > 1);
}

static void
on_session_notify_is_asking_cb (NxUnlockPage *self)
{
  if (self->session == NULL)
    return;
  show_words (self);
  update_ways (self);
}

static gboolean
nx_unlock_page_grab_focus (GtkWidget *widget)
{
  NxUnlockPage *self = NX_UNLOCK_PAGE (widget);

  if (gtk_widget_get_visible (self->retry_button))
    return gtk_widget_grab_focus (self->retry_button);
  if (gtk_widget_get_visible (self->passphrase_group))
    return gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
  return gtk_widget_grab_focus (self->keyring_button);
}

static void
nx_unlock_page_dispose (GObject *object)
{
  NxUnlockPage *self = NX_UNLOCK_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nx_unlock_page_parent_class)->dispose (object);
}

static void
nx_unlock_page_class_init (NxUnlockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_unlock_page_dispose;
  widget_class->grab_focus = nx_unlock_page_grab_focus;

  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, code_button);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, code_group);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, code_row);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, folder_button);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, folder_label);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, keyring_button);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, other_button);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, recovery_button);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, ways);
  gtk_widget_class_bind_template_child (widget_class, NxUnlockPage, worker_list);
  gtk_widget_class_bind_template_callback (widget_class, on_code_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_code_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folder_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_worker_list_row_selected_cb);

  gtk_widget_class_install_action (widget_class, "unlock.keyring", NULL, keyring_action_cb);
  gtk_widget_class_install_action (widget_class, "unlock.open-other", NULL, open_other_action_cb);
  gtk_widget_class_install_action (widget_class, "unlock.recovery", NULL, recovery_action_cb);
}

static void
nx_unlock_page_init (NxUnlockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nx_unlock_page_new (NxSession *session)
{
  NxUnlockPage *self = g_object_new (NX_TYPE_UNLOCK_PAGE, NULL);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->folder_label, nx_session_get_folder (session));
  g_signal_connect_object (session, "notify::is-asking-keyring",
                           G_CALLBACK (on_session_notify_is_asking_cb), self, G_CONNECT_SWAPPED);
  fill_workers (self);
  show_words (self);
  update_ways (self);
  return GTK_WIDGET (self);
}
