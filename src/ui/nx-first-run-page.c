/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The first page there is: new office, sample office or an existing one, and the questions for a
 * new one; also for one whose set-up was cut short. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-first-run-page.h"

#include "nx-division-search.h"
#include "nx-text.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NX_MAX_PLACES 8
#define NX_WORK_STEP_MS 90
#define NX_SAMPLE_HOUSEHOLDS 200 /* our default: enough for every page, made in seconds */

/* One question a step, in this order; "choice" and "work" stand around them. */
static const char *const questions[] = { "name", "place", "worker", "protect" };

struct _NxFirstRunPage
{
  AdwBin parent_instance;

  NxSession *session;

  GtkStack *steps;
  GtkWidget *back_button;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkLabel *choice_title;
  GtkLabel *choice_label;
  GtkWidget *new_row;
  GtkWidget *sample_row;
  GtkWidget *open_row;
  GtkWidget *again_choice_row;
  GtkEditable *name_row;
  GtkEditable *place_row;
  GtkListBox *place_list;
  GtkLabel *place_label;
  GtkEditable *worker_row;
  GtkSwitch *keyring_switch;
  GtkEditable *passphrase_row;
  GtkEditable *again_row;
  GtkLabel *passphrase_label;
  GtkWidget *next_buttons[G_N_ELEMENTS (questions)];
  GtkLabel *work_label;
  GtkProgressBar *work_bar;

  GCancellable *cancellable;     /* of the page: loading places */
  GCancellable *work;            /* while an office is being made */
  GtkFileChooserNative *chooser; /* while it is open */
  NxDivisionSearch *places;      /* NULL until loaded */
  guint work_source;
  guint is_sample : 1;    /* the sample office was chosen */
  guint is_finishing : 1; /* there is a key, and perhaps a store, already */
  guint is_working : 1;
};

G_DEFINE_FINAL_TYPE (NxFirstRunPage, nx_first_run_page, ADW_TYPE_BIN)

static void
show_error (NxFirstRunPage *self, const char *sentence)
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

static gboolean
has_text (GtkEditable *row)
{
  g_autofree char *clean = nx_text_clean (gtk_editable_get_text (row));

  return clean != NULL && *clean != '\0';
}

/* --- The place
 * ------------------------------------------------------------------------------------ */

static void
empty_places (NxFirstRunPage *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->place_list))) != NULL)
    gtk_list_box_remove (self->place_list, row);
}

static void
append_place (NxFirstRunPage *self, guint position)
{
  const NxDivisionTable *table = nx_division_search_get_table (self->places);
  const NxDivision *division = nx_division_table_nth (table, position);
  g_autofree char *title = nx_division_dup_short_name (division->name);
  g_autofree char *path = nx_division_table_dup_path (table, position);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), path);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, division->code);
  gtk_list_box_append (self->place_list, row);
}

static void
find_places (NxFirstRunPage *self)
{
  const char *typed = gtk_editable_get_text (self->place_row);
  g_autoptr (GArray) found = NULL;
  const char *words = NULL;

  empty_places (self);
  if (self->places == NULL || !has_text (self->place_row))
    {
      words = has_text (self->place_row) ? _ ("Reading the list of communities…") : NULL;
      found = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  else
    found = nx_division_search_find (self->places, typed, NX_MAX_PLACES);
  for (guint i = 0; i < found->len; i++)
    append_place (self, g_array_index (found, guint, i));
  if (found->len > 0)
    gtk_list_box_select_row (self->place_list, gtk_list_box_get_row_at_index (self->place_list, 0));
  else if (words == NULL && has_text (self->place_row))
    words = _ ("Nothing is called that. Try a part of the name, or the code of 12 digits.");
  gtk_widget_set_visible (GTK_WIDGET (self->place_list), found->len > 0);
  gtk_label_set_label (self->place_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), words != NULL);
}

static void
load_places_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  NxDivisionSearch *places = nx_division_search_load_finish (result, &error);
  NxFirstRunPage *self = data;

  if (places == NULL)
    return;
  self->places = places;
  find_places (self);
}

/* --- Answers
 * -------------------------------------------------------------------------------------- */

static gboolean
has_place (NxFirstRunPage *self)
{
  return gtk_list_box_get_selected_row (self->place_list) != NULL;
}

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
      words = _ ("Set a passphrase, or use the keyring.");
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
  gtk_widget_set_sensitive (self->next_buttons[0], has_text (self->name_row));
  gtk_widget_set_sensitive (self->next_buttons[1], has_place (self));
  gtk_widget_set_sensitive (self->next_buttons[2], has_text (self->worker_row));
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
  find_places (self);
  update_next (self);
}

/* --- Making the office
 * ----------------------------------------------------------------------------- */

static gboolean
move_work_bar_cb (gpointer data)
{
  gtk_progress_bar_pulse (NX_FIRST_RUN_PAGE (data)->work_bar);
  return G_SOURCE_CONTINUE;
}

static void
show_progress (guint64 done, guint64 total, gpointer data)
{
  NxFirstRunPage *self = data;

  if (!self->is_working)
    return;
  g_clear_handle_id (&self->work_source, g_source_remove);
  gtk_progress_bar_set_fraction (self->work_bar, total > 0 ? (double)done / (double)total : 0);
}

static void
create_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxFirstRunPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  int last = (int)G_N_ELEMENTS (questions);

  self->is_working = FALSE;
  g_clear_handle_id (&self->work_source, g_source_remove);
  g_clear_object (&self->work);
  if (nx_session_create_finish (NX_SESSION (source), result, &error) || self->session == NULL)
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sentence = nx_words_for_error (error);
  last = find_question (self, last, -1);
  gtk_stack_set_visible_child_name (self->steps, last >= 0 ? questions[last] : "choice");
  show_error (self, sentence);
}

static const char *
get_area_code (NxFirstRunPage *self)
{
  GtkListBoxRow *place = gtk_list_box_get_selected_row (self->place_list);

  if (self->is_finishing && nx_session_get_area_code (self->session) != NULL)
    return nx_session_get_area_code (self->session);
  return place != NULL ? gtk_widget_get_name (GTK_WIDGET (place)) : NULL;
}

static void
show_work (NxFirstRunPage *self)
{
  show_error (self, NULL);
  gtk_label_set_label (self->work_label, self->is_sample
                                             ? _ ("Making up a station and its people…")
                                             : _ ("Making the office and proving that it opens…"));
  gtk_progress_bar_set_fraction (self->work_bar, 0);
  gtk_stack_set_visible_child_name (self->steps, "work");
  self->is_working = TRUE;
  self->work = g_cancellable_new ();
  self->work_source = g_timeout_add (NX_WORK_STEP_MS, move_work_bar_cb, self);
}

static void
make_office (NxFirstRunPage *self)
{
  g_autofree char *office_name = nx_text_clean (gtk_editable_get_text (self->name_row));
  g_autofree char *worker_name = nx_text_clean (gtk_editable_get_text (self->worker_row));
  g_autofree char *area_code = g_strdup (get_area_code (self));
  const char *passphrase = gtk_editable_get_text (self->passphrase_row);
  NxSessionPlan plan = {
    .office_name = office_name,
    .area_code = area_code,
    .worker_name = worker_name,
    .passphrase = *passphrase != '\0' ? passphrase : NULL,
    .use_keyring = gtk_switch_get_active (self->keyring_switch),
    .sample_households = self->is_sample ? NX_SAMPLE_HOUSEHOLDS : 0,
  };

  show_work (self);
  if (self->is_finishing)
    nx_session_finish_async (self->session, &plan, show_progress, self, self->work, create_cb,
                             g_object_ref (self));
  else
    nx_session_create_async (self->session, &plan, show_progress, self, self->work, create_cb,
                             g_object_ref (self));
}

static void
ask_next (NxFirstRunPage *self, int after)
{
  int question = find_question (self, after, 1);

  if (question < (int)G_N_ELEMENTS (questions))
    gtk_stack_set_visible_child_name (self->steps, questions[question]);
  else
    make_office (self);
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

/* --- An office that is there
 * ----------------------------------------------------------------------- */

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
  int question = find_question (self, question_in_front (self), -1);

  show_error (self, NULL);
  gtk_stack_set_visible_child_name (self->steps, question >= 0 ? questions[question] : "choice");
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

/* --- An office that was not finished
 * ---------------------------------------------------------------- */

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
}

static void
nx_first_run_page_init (NxFirstRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nx_first_run_page_new (NxSession *session)
{
  NxFirstRunPage *self = g_object_new (NX_TYPE_FIRST_RUN_PAGE, NULL);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->is_finishing = nx_session_get_state (session) == NX_SESSION_UNFINISHED;
  nx_division_search_load_async (self->cancellable, load_places_cb, self);
  if (self->is_finishing)
    show_unfinished (self);
  else if (nx_session_has_sample (session))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->sample_row),
                                 _ ("The one that was made here before"));
  if (nx_session_get_error (session) != NULL)
    {
      g_autofree char *sentence = nx_words_for_error (nx_session_get_error (session));

      show_error (self, sentence);
    }
  update_next (self);
  return GTK_WIDGET (self);
}
