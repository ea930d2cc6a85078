/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window that lists the ways into the open office, adds a passphrase and takes a way away. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-ways-window.h"

#include "nx-date.h"
#include "nx-keyring-policy.h"
#include "nx-recovery-window.h"
#include "nx-renew-key-window.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

struct _NxWaysWindow
{
  AdwWindow parent_instance;

  NxSession *session;

  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkWidget *repair_box;
  GtkWidget *repair_button;
  GtkLabel *advice_label;
  GtkListBox *way_list;
  GtkEditable *passphrase_row;
  GtkEditable *again_row;
  GtkLabel *passphrase_label;
  GtkWidget *renew_row;
  GtkWidget *add_button;
  GtkSpinner *spinner;

  GCancellable *cancellable;
  guint is_working : 1;
};

G_DEFINE_FINAL_TYPE (NxWaysWindow, nx_ways_window, ADW_TYPE_WINDOW)

static void update (NxWaysWindow *self);

/* --- What stands there
 * ---------------------------------------------------------------------------- */

static const char *
title_of (NxKeySlot *slot)
{
  switch (nx_key_slot_get_kind (slot))
    {
    case NX_KEY_SLOT_KEYRING:
      return _ ("System keyring");
    case NX_KEY_SLOT_PASSPHRASE:
      /* TRANSLATORS: a way to unlock the office */
      return _ ("Passphrase");
    case NX_KEY_SLOT_RECOVERY:
      /* TRANSLATORS: a way to unlock the office: the code on the printed sheet */
      return _ ("Recovery code");
    }
  return "";
}

static const char *
icon_of (NxKeySlot *slot)
{
  switch (nx_key_slot_get_kind (slot))
    {
    case NX_KEY_SLOT_KEYRING:
      return "nx-key-symbolic";
    case NX_KEY_SLOT_PASSPHRASE:
      return "dialog-password-symbolic";
    case NX_KEY_SLOT_RECOVERY:
      return "nx-qr-symbolic";
    }
  return NULL;
}

static char *
describe (NxKeySlot *slot)
{
  NxDate date;
  const char *label = nx_key_slot_get_owner_label (slot);
  g_autofree char *day = NULL;

  if (nx_key_slot_get_kind (slot) == NX_KEY_SLOT_KEYRING && !nx_keyring_is_allowed ())
    return g_strdup (_ ("Not used here: the administrator of this computer forbids it."));
  if (!nx_date_from_iso (nx_key_slot_get_created_on (slot), &date))
    return g_strdup (label);
  day = nx_date_format (date, NX_DATE_LONG);
  if (*label == '\0')
    /* TRANSLATORS: under a way to unlock; %s is the day it was added */
    return g_strdup_printf (_ ("since %s"), day);
  /* TRANSLATORS: under a way to unlock: whose it is and since which day */
  return g_strdup_printf (_ ("%1$s · since %2$s"), label, day);
}

static void
show_error (NxWaysWindow *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? nx_words_for_error (error) : NULL;

  if (sentence != NULL)
    gtk_label_set_label (self->error_label, sentence);
  gtk_revealer_set_reveal_child (self->error_revealer, sentence != NULL);
}

/* --- Changes
 * -------------------------------------------------------------------------------------- */

static void
begin_work (NxWaysWindow *self)
{
  self->is_working = TRUE;
  show_error (self, NULL);
  update (self);
}

static void
ways_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxWaysWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = nx_session_ways_finish (NX_SESSION (source), result, &error);

  self->is_working = FALSE;
  if (self->session == NULL)
    return;
  if (is_done)
    {
      gtk_editable_set_text (self->passphrase_row, "");
      gtk_editable_set_text (self->again_row, "");
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
  update (self);
}

static void
on_add_button_clicked_cb (NxWaysWindow *self)
{
  if (!gtk_widget_get_sensitive (self->add_button))
    return;
  begin_work (self);
  nx_session_add_passphrase_async (self->session, gtk_editable_get_text (self->passphrase_row),
                                   self->cancellable, ways_cb, g_object_ref (self));
}

static void
on_repair_button_clicked_cb (NxWaysWindow *self)
{
  begin_work (self);
  nx_session_repair_keys_async (self->session, self->cancellable, ways_cb, g_object_ref (self));
}

static void
on_question_response_cb (NxWaysWindow *self, const char *response, GtkWidget *question)
{
  if (self->session == NULL || g_strcmp0 (response, "remove") != 0 || self->is_working)
    return;
  begin_work (self);
  nx_session_remove_way_async (self->session, gtk_widget_get_name (question), self->cancellable,
                               ways_cb, g_object_ref (self));
}

static void
on_sheet_gone_cb (NxWaysWindow *self)
{
  if (self->session != NULL && nx_session_get_state (self->session) == NX_SESSION_OPEN)
    update (self);
}

/* There is no way back from it, so it is asked. */
static void
on_remove_button_clicked_cb (NxWaysWindow *self, GtkWidget *button)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), _ ("Take this way in away?"),
                                                _ ("It will not open the office any more. The "
                                                   "records stay as they are."));

  gtk_widget_set_name (question, gtk_widget_get_name (button));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _ ("_Cancel"),
                                    "remove", _ ("_Take Away"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_question_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

/* In front of this one, which then shows the new way in. */
static void
on_sheet_row_activated_cb (NxWaysWindow *self)
{
  NxRecoveryWindow *window = nx_recovery_window_new (GTK_WINDOW (self), self->session);

  g_signal_connect_object (window, "unrealize", G_CALLBACK (on_sheet_gone_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* In the place of this one, which goes with the office that is locked for it. */
static void
on_renew_row_activated_cb (NxWaysWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  NxRenewKeyWindow *window = nx_renew_key_window_new (parent, self->session);

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

/* --- List
 * ----------------------------------------------------------------------------------------- */

static GtkWidget *
make_remove_button (NxWaysWindow *self, NxKeySlot *slot, gboolean can_remove)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *words = can_remove ? _ ("Take this way in away")
                                 : _ ("The last passphrase or code stays: add another first");

  gtk_widget_set_name (button, nx_key_slot_get_uid (slot));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_sensitive (button, can_remove && !self->is_working);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_button_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
append_way (NxWaysWindow *self, NxKeySlot *slot, gboolean can_remove)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = describe (slot);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_of (slot));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_of (slot)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_remove_button (self, slot, can_remove));
  gtk_list_box_append (self->way_list, row);
}

/* The rule of nx_key_file_remove_slot (), seen before it is pressed. */
static gboolean
can_remove (NxKeyFile *keys, NxKeySlot *slot)
{
  guint n_sure = 0;

  for (guint i = 0; i < nx_key_file_get_n_slots (keys); i++)
    if (nx_key_slot_get_kind (nx_key_file_get_slot (keys, i)) != NX_KEY_SLOT_KEYRING)
      n_sure++;
  return nx_key_file_get_n_slots (keys) > 1
         && (nx_key_slot_get_kind (slot) == NX_KEY_SLOT_KEYRING || n_sure > 1);
}

static void
fill_ways (NxWaysWindow *self)
{
  NxKeyFile *keys = nx_unlock_get_key_file (nx_session_get_unlock (self->session));
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->way_list))) != NULL)
    gtk_list_box_remove (self->way_list, row);
  for (guint i = 0; i < nx_key_file_get_n_slots (keys); i++)
    {
      NxKeySlot *slot = nx_key_file_get_slot (keys, i);

      append_way (self, slot, can_remove (keys, slot));
    }
  gtk_label_set_label (
      self->advice_label,
      nx_session_is_keyring_only (self->session)
          ? _ (
              "Only the keyring of this account opens the office. If this computer or the account "
              "is lost, nobody can read the records any more. Add a passphrase, or make a recovery "
              "sheet.")
          : _ ("Each of these opens the office alone. Have at least one that does not depend on "
               "this computer."));
}

/* What is still wrong with the passphrase; empty rows are no mistake. */
static void
check_passphrase (NxWaysWindow *self)
{
  const char *typed = gtk_editable_get_text (self->passphrase_row);
  g_autoptr (GError) error = NULL;
  const char *words = NULL;

  if (*typed != '\0' && !nx_passphrase_check (typed, &error))
    words = error->message;
  else if (*typed != '\0' && g_strcmp0 (typed, gtk_editable_get_text (self->again_row)) != 0)
    words = _ ("Type the same passphrase once more below.");
  gtk_label_set_label (self->passphrase_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase_label), words != NULL);
  gtk_widget_set_sensitive (self->add_button, *typed != '\0' && words == NULL && !self->is_working);
}

static void
on_passphrase_changed_cb (NxWaysWindow *self)
{
  if (self->session != NULL)
    check_passphrase (self);
}

static void
update (NxWaysWindow *self)
{
  gboolean is_previous = nx_unlock_is_previous (nx_session_get_unlock (self->session));

  fill_ways (self);
  check_passphrase (self);
  gtk_widget_set_visible (self->repair_box, is_previous);
  gtk_widget_set_sensitive (self->repair_button, !self->is_working);
  /* Some way in has to be typed for it, and the key file has to be whole. */
  gtk_widget_set_sensitive (self->renew_row, !self->is_working && !is_previous
                                                 && !nx_session_is_keyring_only (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->is_working);
  gtk_spinner_set_spinning (self->spinner, self->is_working);
}

/* --- Object
 * ---------------------------------------------------------------------------------------- */

static void
on_session_notify_state_cb (NxWaysWindow *self)
{
  if (nx_session_get_state (self->session) != NX_SESSION_OPEN)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
nx_ways_window_dispose (GObject *object)
{
  NxWaysWindow *self = NX_WAYS_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nx_ways_window_parent_class)->dispose (object);
}

static void
nx_ways_window_class_init (NxWaysWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_ways_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-ways-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, advice_label);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, again_row);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, passphrase_label);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, repair_box);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, repair_button);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, renew_row);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, NxWaysWindow, way_list);
  gtk_widget_class_bind_template_callback (widget_class, on_add_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_renew_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_repair_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sheet_row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nx_ways_window_init (NxWaysWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

NxWaysWindow *
nx_ways_window_new (GtkWindow *parent, NxSession *session)
{
  NxWaysWindow *self = g_object_new (NX_TYPE_WAYS_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
  return self;
}
