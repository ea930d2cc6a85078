/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The first page there is: new office, sample office or an existing one, and the questions for a
 * new one; also for one whose set-up was cut short. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-first-run-page.h"

#include "nx-first-run-private.h"
#include "nx-keyring-policy.h"
#include "nx-recent-guard.h"
#include "nx-text.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

/* One question a step, in this order; "choice" and "work" stand around them. */
static const char *const questions[NX_FIRST_RUN_N_QUESTIONS]
    = { "name", "place", "worker", "protect" };

G_DEFINE_FINAL_TYPE (NxFirstRunPage, nx_first_run_page, ADW_TYPE_BIN)

void
nx_first_run_page_show_error (NxFirstRunPage *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_label (self->error_label, sentence);
  gtk_revealer_set_reveal_child (self->error_revealer, sentence != NULL);
}

static int
question_in_front (NxFirstRunPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->steps);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (g_strcmp0 (questions[i], name) == 0)
      return (int)i;
  return -1;
}

/* Whether a question is still open: finishing an office asks only what is not there yet, the sample
   only how it is opened. */
static gboolean
is_asked (NxFirstRunPage *self, int question)
{
  gboolean has_store = self->is_finishing && nx_session_get_office_name (self->session) != NULL;

  switch (question)
    {
    case 0:
      return !self->is_sample && !has_store;
    case 1:
      return !self->is_sample && (!has_store || nx_session_get_area_code (self->session) == NULL);
    case 2:
      return !self->is_sample;
    default:
      return !self->is_finishing;
    }
}

/* The next question in that direction that is open; -1 or the number of questions past the ends. */
static int
find_question (NxFirstRunPage *self, int from, int step)
{
  int question = from + step;

  while (question >= 0 && question < (int)G_N_ELEMENTS (questions) && !is_asked (self, question))
    question += step;
  return question;
}

/* To the open question before @question, or to the choices. */
void
nx_first_run_page_go_back (NxFirstRunPage *self, int question)
{
  int before = find_question (self, question, -1);

  gtk_stack_set_visible_child_name (self->steps, before >= 0 ? questions[before] : "choice");
}

gboolean
nx_first_run_page_has_text (GtkEditable *row)
{
  g_autofree char *clean = nx_text_clean (gtk_editable_get_text (row));

  return clean != NULL && *clean != '\0';
}

/* Answers */

/* Says what is still wrong with the passphrase; TRUE when it will do. */
static gboolean
check_protection (NxFirstRunPage *self)
{
  const char *typed = gtk_editable_get_text (self->passphrase_row);
  gboolean use_keyring = gtk_switch_get_active (self->keyring_switch);
  g_autoptr (GError) error = NULL;
  const char *words = _ ("Good.");
  gboolean is_fine = TRUE;

  if (*typed == '\0' && !use_keyring)
    {
      words = nx_keyring_is_allowed () ? _ ("Set a passphrase, or use the keyring.")
                                       : _ ("Set a passphrase.");
      is_fine = FALSE;
    }
  else if (*typed == '\0')
    words = _ ("Without a passphrase the office opens on this computer and in your account only.");
  else if (!nx_passphrase_check (typed, &error))
    {
      words = error->message;
      is_fine = FALSE;
    }
  else if (g_strcmp0 (typed, gtk_editable_get_text (self->again_row)) != 0)
    {
      words = _ ("Type the same passphrase once more below.");
      is_fine = FALSE;
    }
  gtk_label_set_label (self->passphrase_label, words);
  return is_fine;
}

static void
update_next (NxFirstRunPage *self)
{
  if (self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->next_buttons[0], nx_first_run_page_has_text (self->name_row));
  gtk_widget_set_sensitive (self->next_buttons[1], nx_first_run_page_has_place (self));
  gtk_widget_set_sensitive (self->next_buttons[2], nx_first_run_page_has_text (self->worker_row));
  gtk_widget_set_sensitive (self->next_buttons[3], check_protection (self));
}

static void
on_answer_changed_cb (NxFirstRunPage *self)
{
  update_next (self);
}

static void
on_place_row_changed_cb (NxFirstRunPage *self)
{
  nx_first_run_page_find_places (self);
  update_next (self);
}

/* Steps */

static void
ask_next (NxFirstRunPage *self, int after)
{
  int question = find_question (self, after, 1);

  if (question < (int)G_N_ELEMENTS (questions))
    gtk_stack_set_visible_child_name (self->steps, questions[question]);
  else
    nx_first_run_page_make_office (self);
}

static void
go_on (NxFirstRunPage *self)
{
  int question = question_in_front (self);

  if (question >= 0 && gtk_widget_get_sensitive (self->next_buttons[question]))
    ask_next (self, question);
}

static void
on_next_button_clicked_cb (NxFirstRunPage *self)
{
  go_on (self);
}

static void
on_answer_activated_cb (NxFirstRunPage *self)
{
  go_on (self);
}

static void
on_place_list_row_activated_cb (NxFirstRunPage *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->place_list, row);
  update_next (self);
  go_on (self);
}

static void
on_work_cancel_clicked_cb (NxFirstRunPage *self)
{
  if (self->work != NULL)
    g_cancellable_cancel (self->work);
}

/* An office that is there */

static void
on_chooser_response_cb (NxFirstRunPage *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  if (folder != NULL && g_file_peek_path (folder) != NULL)
    nx_session_set_folder (self->session, g_file_peek_path (folder));
}

static void
choose_folder (NxFirstRunPage *self)
{
  self->chooser = gtk_file_chooser_native_new (
      _ ("Open an existing office"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chooser_response_cb), self,
                           G_CONNECT_SWAPPED);
  nx_recent_guard_start ();
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* A sample office that is there is opened; it is not made twice. */
static void
choose_sample (NxFirstRunPage *self)
{
  g_autofree char *folder = g_strdup (nx_session_get_sample_folder (self->session));

  if (!self->is_finishing && nx_session_has_sample (self->session))
    {
      nx_session_set_folder (self->session, folder);
      return;
    }
  self->is_sample = TRUE;
  ask_next (self, -1);
}

static void
look_again (NxFirstRunPage *self)
{
  g_autofree char *folder = g_strdup (nx_session_get_folder (self->session));

  nx_session_set_folder (self->session, folder);
}

static void
on_choices_row_activated_cb (NxFirstRunPage *self, GtkWidget *row)
{
  if (row == self->open_row)
    choose_folder (self);
  else if (row == self->restore_row)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.restore", NULL);
  else if (row == self->again_choice_row)
    look_again (self);
  else if (row == self->sample_row)
    choose_sample (self);
  else if (row == self->new_row)
    {
      self->is_sample = FALSE;
      ask_next (self, -1);
    }
}

static void
on_back_button_clicked_cb (NxFirstRunPage *self)
{
  nx_first_run_page_show_error (self, NULL);
  nx_first_run_page_go_back (self, question_in_front (self));
}

/* The keys that go back everywhere else, too. */
static void
back_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxFirstRunPage *self = NX_FIRST_RUN_PAGE (widget);

  if (gtk_widget_get_visible (self->back_button))
    on_back_button_clicked_cb (self);
}

static void
on_steps_notify_visible_child_cb (NxFirstRunPage *self)
{
  int question = question_in_front (self);
  GtkWidget *step = gtk_stack_get_visible_child (self->steps);

  if (self->session == NULL)
    return;
  gtk_widget_set_visible (self->back_button, question >= 0);
  gtk_widget_child_focus (step, GTK_DIR_TAB_FORWARD);
}

/* An office that was not finished */

/* What a sample was begun as must not become an office for real people, and the other way round. */
static void
show_unfinished (NxFirstRunPage *self)
{
  const char *name = nx_session_get_office_name (self->session);
  NxKeySlot *slot = nx_unlock_get_slot (nx_session_get_unlock (self->session));

  gtk_label_set_label (self->choice_title, _ ("The set-up was not finished"));
  gtk_label_set_label (
      self->choice_label,
      name != NULL
          ? _ (
              "It was interrupted before anything was written. Going on keeps the office's key and "
              "the ways to unlock it.")
          : _ ("In this folder there is a key, but no records. If the set-up was interrupted, go "
               "on; the key stays the same. If there were records, do not go on: put the file "
               "store.db back from a backup and look again. Nothing was changed."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_row), _ ("_Finish the set-up"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->new_row), _ ("Answers what is still missing"));
  gtk_widget_set_visible (self->new_row, name == NULL || !nx_session_is_sample (self->session));
  gtk_widget_set_visible (self->sample_row, name == NULL || nx_session_is_sample (self->session));
  gtk_widget_set_visible (self->again_choice_row, name == NULL);
  gtk_editable_set_text (self->worker_row, nx_key_slot_get_owner_label (slot));
}

static gboolean
nx_first_run_page_grab_focus (GtkWidget *widget)
{
  NxFirstRunPage *self = NX_FIRST_RUN_PAGE (widget);

  return gtk_widget_child_focus (gtk_stack_get_visible_child (self->steps), GTK_DIR_TAB_FORWARD);
}

static void
nx_first_run_page_dispose (GObject *object)
{
  NxFirstRunPage *self = NX_FIRST_RUN_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->work_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  self->is_working = FALSE;
  g_clear_pointer (&self->places, nx_division_search_free);
  G_OBJECT_CLASS (nx_first_run_page_parent_class)->dispose (object);
}

static void
nx_first_run_page_class_init (NxFirstRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_first_run_page_dispose;
  widget_class->grab_focus = nx_first_run_page_grab_focus;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-first-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, again_choice_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, again_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, choice_label);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, choice_title);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, keyring_switch);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, new_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, open_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, passphrase_label);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, place_list);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, place_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, restore_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, sample_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, steps);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, work_bar);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, work_label);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, worker_row);
  gtk_widget_class_bind_template_child_full (widget_class, "name_next", FALSE,
                                             G_STRUCT_OFFSET (NxFirstRunPage, next_buttons[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "place_next", FALSE,
                                             G_STRUCT_OFFSET (NxFirstRunPage, next_buttons[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "worker_next", FALSE,
                                             G_STRUCT_OFFSET (NxFirstRunPage, next_buttons[2]));
  gtk_widget_class_bind_template_child_full (widget_class, "protect_next", FALSE,
                                             G_STRUCT_OFFSET (NxFirstRunPage, next_buttons[3]));
  gtk_widget_class_bind_template_callback (widget_class, on_answer_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_answer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choices_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_place_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_place_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_steps_notify_visible_child_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_work_cancel_clicked_cb);
  gtk_widget_class_install_action (widget_class, "first-run.back", NULL, back_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "first-run.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Left, GDK_ALT_MASK,
                                       "first-run.back", NULL);
}

static void
nx_first_run_page_init (NxFirstRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Then it is not even mentioned: the passphrase is the way in. */
static void
forbid_keyring (NxFirstRunPage *self)
{
  GtkWidget *group
      = gtk_widget_get_ancestor (GTK_WIDGET (self->keyring_switch), ADW_TYPE_PREFERENCES_GROUP);

  gtk_switch_set_active (self->keyring_switch, FALSE);
  gtk_widget_set_visible (group, FALSE);
}

GtkWidget *
nx_first_run_page_new (NxSession *session)
{
  NxFirstRunPage *self = g_object_new (NX_TYPE_FIRST_RUN_PAGE, NULL);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->is_finishing = nx_session_get_state (session) == NX_SESSION_UNFINISHED;
  nx_first_run_page_load_places (self);
  if (!nx_keyring_is_allowed ())
    forbid_keyring (self);
  if (self->is_finishing)
    show_unfinished (self);
  else if (nx_session_has_sample (session))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->sample_row),
                                 _ ("The one that was made here before"));
  if (nx_session_get_error (session) != NULL)
    {
      g_autofree char *sentence = nx_words_for_error (nx_session_get_error (session));

      nx_first_run_page_show_error (self, sentence);
    }
  update_next (self);
  return GTK_WIDGET (self);
}
