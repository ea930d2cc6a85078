/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives the open office another key: which ways in stay is shown by typing them. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-renew-key-window.h"

#include "nx-date.h"
#include "nx-key-renewal.h"
#include "nx-keyring-policy.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  STEP_ASKING,
  STEP_PREPARING, /* the secrets are being tried */
  STEP_CLOSING,   /* the office is being locked */
  STEP_RENEWING,
  STEP_DONE,
  STEP_FAILED, /* the office is locked, and as it was */
} Step;

struct _NxRenewKeyWindow
{
  AdwWindow parent_instance;

  NxSession *session;
  NxKeyRenewal *renewal;
  GPtrArray *rows; /* of GtkEditable; each is named by the uid of its slot */
  GCancellable *cancellable;
  Step step;

  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkWidget *ask_box;
  AdwPreferencesGroup *way_group;
  GtkWidget *keyring_group;
  GtkSwitch *keyring_switch;
  GtkLabel *state_label;
  GtkWidget *renew_button;
  GtkWidget *open_button;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (NxRenewKeyWindow, nx_renew_key_window, ADW_TYPE_WINDOW)

/* --- What stands there ---------------------------------------------------------------------------
 */

static guint
count_typed (NxRenewKeyWindow *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += *gtk_editable_get_text (g_ptr_array_index (self->rows, i)) != '\0';
  return n;
}

static char *
dup_ask_words (NxRenewKeyWindow *self)
{
  guint n_typed = count_typed (self);
  guint n_ended = self->rows->len - n_typed;

  if (n_typed == 0)
    return g_strdup (_ ("Type at least one of them: it opens the office afterwards."));
  if (n_ended == 0)
    return g_strdup (_ ("All of them stay."));
  return g_strdup_printf (ngettext ("%u of them ends.", "%u of them end.", n_ended), n_ended);
}

static char *
dup_done_words (NxRenewKeyWindow *self)
{
  guint n_ended = nx_key_renewal_get_n_ended (self->renewal);
  g_autofree char *ended
      = n_ended == 0 ? g_strdup (_ ("All ways to unlock have stayed."))
                     : g_strdup_printf (ngettext ("%u way to unlock has ended.",
                                                  "%u ways to unlock have ended.", n_ended),
                                        n_ended);

  /* TRANSLATORS: %s is a sentence that says how many ways to unlock have ended */
  return g_strdup_printf (_ ("The office has another key. %s Backups of before are still opened by "
                             "the old ways: delete those that must not be read any more, on sticks "
                             "and shares too."),
                          ended);
}

static char *
dup_state_words (NxRenewKeyWindow *self)
{
  switch (self->step)
    {
    case STEP_ASKING:
      return dup_ask_words (self);
    case STEP_PREPARING:
      return g_strdup (_ ("What was typed is being tried."));
    case STEP_CLOSING:
    case STEP_RENEWING:
      return g_strdup (_ ("A backup is made, then every record is encrypted anew and read back. "
                          "Until it is done, everything stays as it was."));
    case STEP_DONE:
      return dup_done_words (self);
    case STEP_FAILED:
      return g_strdup (_ ("The key was not changed. The office is as it was and opens the way it "
                          "did."));
    }
  return g_strdup ("");
}

static void
update (NxRenewKeyWindow *self)
{
  g_autofree char *words = dup_state_words (self);
  gboolean is_working = self->step != STEP_ASKING && self->step < STEP_DONE;

  gtk_label_set_label (self->state_label, words);
  gtk_widget_set_visible (self->ask_box, self->step <= STEP_PREPARING);
  gtk_widget_set_sensitive (self->ask_box, self->step == STEP_ASKING);
  gtk_widget_set_visible (self->renew_button, self->step <= STEP_PREPARING);
  gtk_widget_set_sensitive (self->renew_button,
                            self->step == STEP_ASKING && count_typed (self) > 0);
  gtk_widget_set_visible (self->open_button, self->step >= STEP_DONE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_working);
  gtk_spinner_set_spinning (self->spinner, is_working);
}

static void
set_step (NxRenewKeyWindow *self, Step step)
{
  /* A text that goes with the focus in it complains (GTK 4.8). */
  if (step != STEP_ASKING)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->step = step;
  update (self);
}

static void
show_error (NxRenewKeyWindow *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? nx_words_for_error (error) : NULL;

  if (sentence != NULL)
    gtk_label_set_label (self->error_label, sentence);
  gtk_revealer_set_reveal_child (self->error_revealer, sentence != NULL);
}

static void
on_secret_changed_cb (NxRenewKeyWindow *self, GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
  if (self->session != NULL && self->step == STEP_ASKING)
    update (self);
}

static char *
dup_way_title (NxKeySlot *slot)
{
  gboolean is_code = nx_key_slot_get_kind (slot) == NX_KEY_SLOT_RECOVERY;
  NxDate date;
  g_autofree char *day = NULL;

  if (!nx_date_from_iso (nx_key_slot_get_created_on (slot), &date))
    return g_strdup (is_code ? _ ("Recovery code") : _ ("Passphrase"));
  day = nx_date_format (date, NX_DATE_LONG);
  /* TRANSLATORS: a way to unlock; %s is the day it was added */
  return g_strdup_printf (is_code ? _ ("Recovery code of %s") : _ ("Passphrase of %s"), day);
}

static void
append_way (NxRenewKeyWindow *self, NxKeySlot *slot)
{
  GtkWidget *row = adw_password_entry_row_new ();
  g_autofree char *title = dup_way_title (slot);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_name (row, nx_key_slot_get_uid (slot));
  g_signal_connect_object (row, "changed", G_CALLBACK (on_secret_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->way_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
fill_ways (NxRenewKeyWindow *self, NxKeyFile *keys)
{
  for (guint i = 0; i < nx_key_file_get_n_slots (keys); i++)
    {
      NxKeySlot *slot = nx_key_file_get_slot (keys, i);

      if (nx_key_slot_get_kind (slot) != NX_KEY_SLOT_KEYRING)
        append_way (self, slot);
    }
  gtk_widget_set_visible (self->keyring_group, nx_key_file_has_kind (keys, NX_KEY_SLOT_KEYRING)
                                                   && nx_keyring_is_allowed ());
}

/* --- The work ------------------------------------------------------------------------------------
 */

static GtkWidget *
find_row (NxRenewKeyWindow *self, const char *slot_uid)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (gtk_widget_get_name (g_ptr_array_index (self->rows, i)), slot_uid) == 0)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static void
point_at (NxRenewKeyWindow *self, GtkWidget *row)
{
  if (row == NULL)
    return;
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRenewKeyWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = nx_key_renewal_run_finish (NX_KEY_RENEWAL (source), result, &error);

  if (self->session == NULL)
    return;
  show_error (self, error);
  set_step (self, is_done ? STEP_DONE : STEP_FAILED);
  gtk_widget_grab_focus (self->open_button);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRenewKeyWindow) self = data;
  g_autoptr (GError) error = NULL;
  const char *wrong = NULL;
  gboolean is_prepared
      = nx_key_renewal_prepare_finish (NX_KEY_RENEWAL (source), result, &wrong, &error);

  if (self->session == NULL)
    return;
  if (is_prepared && nx_session_get_state (self->session) == NX_SESSION_OPEN)
    {
      set_step (self, STEP_CLOSING);
      nx_session_lock (self->session, NX_LOCK_USER);
      return;
    }
  set_step (self, STEP_ASKING);
  show_error (self, error);
  point_at (self, wrong != NULL ? find_row (self, wrong) : NULL);
}

/* FALSE with @error: what was typed cannot be any such secret. */
static gboolean
keep (NxRenewKeyWindow *self, GtkEditable *row, NxKeySlot *slot, GError **error)
{
  const char *typed = gtk_editable_get_text (row);
  const char *uid = nx_key_slot_get_uid (slot);

  if (nx_key_slot_get_kind (slot) == NX_KEY_SLOT_RECOVERY)
    {
      g_autoptr (NxRecoveryCode) code = nx_recovery_code_parse (typed, NULL, error);

      if (code != NULL)
        nx_key_renewal_keep_recovery (self->renewal, uid, code);
      return code != NULL;
    }
  else
    {
      g_autoptr (NxPassphrase) passphrase = nx_passphrase_new (typed, error);

      if (passphrase != NULL)
        nx_key_renewal_keep_passphrase (self->renewal, uid, passphrase);
      return passphrase != NULL;
    }
}

static gboolean
keep_typed (NxRenewKeyWindow *self, NxKeyFile *keys)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkEditable *row = g_ptr_array_index (self->rows, i);
      NxKeySlot *slot = nx_key_file_find_slot (keys, gtk_widget_get_name (GTK_WIDGET (row)));
      g_autoptr (GError) error = NULL;

      if (*gtk_editable_get_text (row) == '\0' || slot == NULL || keep (self, row, slot, &error))
        continue;
      show_error (self, error);
      point_at (self, GTK_WIDGET (row));
      return FALSE;
    }
  return TRUE;
}

/* The item belongs to whoever is in: the keyring is of this desktop. */
static const char *
get_keyring_owner (NxUnlock *unlock)
{
  return nx_key_slot_get_owner_uid (nx_unlock_get_slot (unlock));
}

static void
on_renew_button_clicked_cb (NxRenewKeyWindow *self)
{
  NxUnlock *unlock = nx_session_get_unlock (self->session);
  NxKeyFile *keys = nx_unlock_get_key_file (unlock);

  if (!gtk_widget_get_sensitive (self->renew_button))
    return;
  show_error (self, NULL);
  g_clear_object (&self->renewal);
  self->renewal = nx_key_renewal_new (nx_session_get_folder (self->session), keys,
                                      nx_unlock_get_key (unlock));
  if (!keep_typed (self, keys))
    return;
  if (gtk_widget_get_visible (self->keyring_group) && gtk_switch_get_active (self->keyring_switch))
    nx_key_renewal_keep_keyring (self->renewal, get_keyring_owner (unlock));
  set_step (self, STEP_PREPARING);
  nx_key_renewal_prepare_async (self->renewal, self->cancellable, prepared_cb, g_object_ref (self));
}

static void
on_open_button_clicked_cb (NxRenewKeyWindow *self)
{
  g_autofree char *folder = g_strdup (nx_session_get_folder (self->session));
  g_autoptr (NxSession) session = g_object_ref (self->session);

  gtk_window_destroy (GTK_WINDOW (self));
  nx_session_set_folder (session, folder);
}

static void
on_session_notify_state_cb (NxRenewKeyWindow *self)
{
  NxSessionState state = nx_session_get_state (self->session);

  if (self->step == STEP_CLOSING && state == NX_SESSION_LOCKED)
    {
      set_step (self, STEP_RENEWING);
      nx_key_renewal_run_async (self->renewal, self->cancellable, renewed_cb, g_object_ref (self));
    }
  else if (self->step < STEP_CLOSING && state != NX_SESSION_OPEN)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Work under way is not left: its end has to be seen. */
static gboolean
nx_renew_key_window_close_request (GtkWindow *window)
{
  NxRenewKeyWindow *self = NX_RENEW_KEY_WINDOW (window);

  if (self->step == STEP_CLOSING || self->step == STEP_RENEWING)
    return TRUE;
  if (self->step >= STEP_DONE)
    {
      on_open_button_clicked_cb (self);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (nx_renew_key_window_parent_class)->close_request (window);
}

/* --- Object --------------------------------------------------------------------------------------
 */

static void
nx_renew_key_window_dispose (GObject *object)
{
  NxRenewKeyWindow *self = NX_RENEW_KEY_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->renewal);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nx_renew_key_window_parent_class)->dispose (object);
}

static void
nx_renew_key_window_class_init (NxRenewKeyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_renew_key_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nx_renew_key_window_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-renew-key-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, ask_box);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, keyring_group);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, keyring_switch);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, renew_button);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, state_label);
  gtk_widget_class_bind_template_child (widget_class, NxRenewKeyWindow, way_group);
  gtk_widget_class_bind_template_callback (widget_class, on_open_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_renew_button_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nx_renew_key_window_init (NxRenewKeyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

NxRenewKeyWindow *
nx_renew_key_window_new (GtkWindow *parent, NxSession *session)
{
  NxRenewKeyWindow *self = g_object_new (NX_TYPE_RENEW_KEY_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  fill_ways (self, nx_unlock_get_key_file (nx_session_get_unlock (session)));
  update (self);
  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
  return self;
}
