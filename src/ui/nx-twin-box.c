/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows, while a person is typed, who of the store may be the same human being. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-twin-box.h"

#include "nx-day-words.h"
#include "nx-fit-words.h"
#include "nx-person.h"
#include "nx-twin-words.h"
#include "nx-twins.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* As long as somebody types on, nobody reads: our default. */
#define PAUSE_MS 200

struct _NxTwinBox
{
  GtkBox parent_instance;

  NxStore *store;

  GtkLabel *heading;
  GtkWidget *toggle;
  GtkWidget *hint;
  GtkWidget *scrolled;
  GtkWidget *cards;

  NxEdit *edit; /* NULL: nobody is typed */
  gint64 household_id;
  GPtrArray *twins; /* NxTwin; NULL before the first answer */
  GCancellable *look;
  guint look_source; /* waits for the pause */
  guint can_choose : 1;
  guint is_compact : 1;
  guint is_looking : 1;
};

G_DEFINE_FINAL_TYPE (NxTwinBox, nx_twin_box, GTK_TYPE_BOX)

typedef enum
{
  PROP_COMPACT = 1,
  PROP_N_TWINS,
} NxTwinBoxProps;

static GParamSpec *props[PROP_N_TWINS + 1];

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What somebody can be told by; all else of a person changes nothing here. */
static const guint told_by[]
    = { NX_PERSON_NAME,     NX_PERSON_FORMER_NAMES, NX_PERSON_PINYIN,    NX_PERSON_SEX,
        NX_PERSON_BIRTH_ON, NX_PERSON_BIRTH_LUNAR,  NX_PERSON_ID_NUMBER, NX_PERSON_PHONES };

guint
nx_twin_box_get_n_twins (NxTwinBox *self)
{
  g_return_val_if_fail (NX_IS_TWIN_BOX (self), 0);
  return self->twins != NULL ? self->twins->len : 0;
}

gboolean
nx_twin_box_is_settled (NxTwinBox *self)
{
  g_return_val_if_fail (NX_IS_TWIN_BOX (self), TRUE);
  return self->look_source == 0 && !self->is_looking;
}

/* Showing */

static void
on_choose_clicked_cb (GtkButton *button, NxTwinBox *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0,
                 g_object_get_data (G_OBJECT (button), "nx-person"));
}

static void
on_open_clicked_cb (GtkButton *button, gpointer unused)
{
  NxRecord *person = g_object_get_data (G_OBJECT (button), "nx-person");

  gtk_widget_activate_action (GTK_WIDGET (button), "win.open-person", "x",
                              nx_record_get_id (person));
}

static GtkWidget *
new_act (NxTwinBox *self, NxRecord *person, const char *label, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  /* TRANSLATORS: what a button does, the name of the person it does it with */
  g_autofree char *spoken
      = g_strdup_printf (_ ("%1$s: %2$s"), name, nx_record_peek_text (person, NX_PERSON_NAME));

  gtk_widget_add_css_class (button, "nx-row-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "nx-person", g_object_ref (person), g_object_unref);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
new_line (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (line, nx_wrap_layout_new ());
  return line;
}

static gboolean
lives_here (NxTwinBox *self, NxRecord *person)
{
  return self->household_id != 0
         && nx_record_get_int (person, NX_PERSON_HOUSEHOLD) == self->household_id;
}

static GtkWidget *
new_acts (NxTwinBox *self, NxRecord *person)
{
  GtkWidget *acts = new_line ();

  if (self->can_choose && !lives_here (self, person))
    gtk_box_append (GTK_BOX (acts),
                    new_act (self, person, _ ("It Is _This Person"), _ ("It is this person"),
                             G_CALLBACK (on_choose_clicked_cb)));
  gtk_box_append (GTK_BOX (acts),
                  new_act (self, person, _ ("_Open"), _ ("Open"), G_CALLBACK (on_open_clicked_cb)));
  nx_fit_words_in_buttons (acts);
  return acts;
}

static void
append_label (GtkWidget *card, const char *text, const char *css_class)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (card), nx_twin_words_new_label (text, css_class));
}

static GtkWidget *
new_stack (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkLayoutManager *layout = nx_wrap_layout_new ();

  /* Several labels that wrap. */
  g_object_set (layout, "vertical", TRUE, "line-spacing", spacing, NULL);
  gtk_widget_set_layout_manager (box, layout);
  return box;
}

static GtkWidget *
new_card (NxTwinBox *self, const NxTwin *twin)
{
  GtkWidget *card = new_stack (4);
  GtkWidget *head = new_line ();
  GtkWidget *name
      = nx_twin_words_new_label (nx_record_peek_text (twin->person, NX_PERSON_NAME), "heading");
  g_autofree char *facts = nx_twin_words_dup_facts (twin->person, nx_day_words_today (self->store));
  g_autofree char *numbers = nx_twin_words_dup_numbers (twin->person);
  g_autofree char *reasons = nx_twin_score_dup_reasons (twin->score);
  g_autofree char *doubts = nx_twin_words_dup_doubts (twin->score);

  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), nx_twin_words_new_badge (twin->score));
  gtk_box_append (GTK_BOX (card), head);
  append_label (card, facts, NULL);
  append_label (card, numbers, "nx-dim");
  append_label (card, reasons, "nx-accent");
  append_label (card, doubts, "nx-mid");
  if (lives_here (self, twin->person))
    append_label (card, _ ("Already a member of this household"), "nx-dim");
  gtk_box_append (GTK_BOX (card), new_acts (self, twin->person));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "nx-form-card");
  return card;
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* Which parts are there, by how many there are and by where the box stands. */
static void
update_parts (NxTwinBox *self)
{
  guint n = nx_twin_box_get_n_twins (self);
  gboolean is_open
      = !self->is_compact || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));
  /* Beside a form for somebody new the place stays, so that nothing moves while somebody types. */
  gboolean keeps_place
      = !self->is_compact && self->edit != NULL && nx_edit_get_base (self->edit) == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || keeps_place);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), n > 0);
  gtk_widget_set_visible (self->toggle, self->is_compact && n > 0);
  gtk_widget_set_visible (self->hint, n == 0);
  gtk_widget_set_visible (self->scrolled, n > 0 && is_open);
  gtk_widget_set_vexpand (self->scrolled, !self->is_compact);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                                    self->is_compact);
}

/* The focus does not fall out of the window with what had it. */
static void
keep_focus (NxTwinBox *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->cards))
    gtk_root_set_focus (root, NULL);
}

static void
show_twins (NxTwinBox *self)
{
  guint n = nx_twin_box_get_n_twins (self);
  g_autofree char *text = g_strdup_printf (
      ngettext ("Perhaps already there: %u person", "Perhaps already there: %u people", n), n);

  keep_focus (self);
  clear (self->cards);
  /* Told to a screen reader when it changes: the label is a status. */
  gtk_label_set_text (self->heading, n > 0 ? text : "");
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->cards), new_card (self, g_ptr_array_index (self->twins, i)));
  update_parts (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TWINS]);
}

static gboolean
is_same_answer (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return a == b;
  for (guint i = 0; i < a->len; i++)
    {
      const NxTwin *left = g_ptr_array_index (a, i);
      const NxTwin *right = g_ptr_array_index (b, i);

      if (nx_record_get_id (left->person) != nx_record_get_id (right->person)
          || nx_record_get_version (left->person) != nx_record_get_version (right->person)
          || left->score.points != right->score.points
          || left->score.reasons != right->score.reasons)
        return FALSE;
    }
  return TRUE;
}

static void
take_twins (NxTwinBox *self, GPtrArray *take)
{
  /* What stays as it is keeps its focus and is not told again. */
  gboolean is_same = is_same_answer (self->twins, take);

  g_clear_pointer (&self->twins, g_ptr_array_unref);
  self->twins = take;
  if (!is_same)
    show_twins (self);
}

/* Looking */

typedef struct
{
  NxEdit *edit;
  gint64 household_id;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->edit);
  g_free (question);
}

static gpointer
look_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return nx_twins_find (db, question->edit, question->household_id, error);
}

static void
free_twins (gpointer twins)
{
  g_ptr_array_unref (twins);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) twins = nx_store_read_finish (NX_STORE (source), result, &error);
  NxTwinBox *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_looking = FALSE;
  /* A help that fails is not in the way: the save says what is wrong with the store. */
  if (error != NULL)
    g_debug ("No look for twins: %s", error->message);
  take_twins (self, g_steal_pointer (&twins));
}

static void
stop_look (NxTwinBox *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->look != NULL)
    g_cancellable_cancel (self->look);
  g_clear_object (&self->look);
  self->is_looking = FALSE;
}

static void
look_cb (gpointer data)
{
  NxTwinBox *self = data;
  Question *question = NULL;

  self->look_source = 0;
  stop_look (self);
  question = g_new0 (Question, 1);
  question->edit = nx_edit_copy (self->edit);
  question->household_id = self->household_id;
  self->look = g_cancellable_new ();
  self->is_looking = TRUE;
  nx_store_read_async (self->store, "twins", look_in_worker, question, question_free, free_twins,
                       self->look, looked_cb, self);
}

static void
look_soon (NxTwinBox *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  self->look_source = g_timeout_add_once (PAUSE_MS, look_cb, self);
}

static void
on_edit_changed_cb (NxEdit *edit, guint field, NxTwinBox *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (told_by); i++)
    if (told_by[i] == field)
      {
        look_soon (self);
        return;
      }
}

/* A member of the store's change is a new answer too: somebody was merged, or told apart. */
static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxTwinBox *self)
{
  if (self->edit != NULL && nx_change_set_touches (changes, NX_RECORD_PERSON)
      && nx_twin_box_get_n_twins (self) > 0)
    look_soon (self);
}

/* The class */

static void
nx_twin_box_dispose (GObject *object)
{
  NxTwinBox *self = NX_TWIN_BOX (object);

  stop_look (self);
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  g_clear_object (&self->edit);
  g_clear_object (&self->store);
  g_clear_pointer (&self->twins, g_ptr_array_unref);
  G_OBJECT_CLASS (nx_twin_box_parent_class)->dispose (object);
}

static void
nx_twin_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxTwinBox *self = NX_TWIN_BOX (object);

  switch ((NxTwinBoxProps)prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->is_compact);
      break;
    case PROP_N_TWINS:
      g_value_set_uint (value, nx_twin_box_get_n_twins (self));
      break;
    }
}

static void
nx_twin_box_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((NxTwinBoxProps)prop_id)
    {
    case PROP_COMPACT:
      nx_twin_box_set_compact (NX_TWIN_BOX (object), g_value_get_boolean (value));
      break;
    case PROP_N_TWINS: /* read only */
      g_assert_not_reached ();
    }
}

static void
nx_twin_box_class_init (NxTwinBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_twin_box_dispose;
  object_class->get_property = nx_twin_box_get_property;
  object_class->set_property = nx_twin_box_set_property;

  props[PROP_COMPACT]
      = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_N_TWINS] = g_param_spec_uint ("n-twins", NULL, NULL, 0, NX_TWINS_MOST, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, NX_TYPE_RECORD);
}

static void
add_head (NxTwinBox *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                                "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->heading));
  /* TRANSLATORS: shows the people who may be the one being typed; a button in a narrow window */
  self->toggle = gtk_toggle_button_new_with_label (_ ("Show"));
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->toggle, "toggled", G_CALLBACK (update_parts), self);
  gtk_box_append (GTK_BOX (head), self->toggle);
  gtk_box_append (GTK_BOX (self), head);
}

static void
nx_twin_box_init (NxTwinBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-twin-box");
  add_head (self);
  self->hint = nx_twin_words_new_label (
      _ ("While you type, people who may already be in the office appear here."), "nx-dim");
  gtk_box_append (GTK_BOX (self), self->hint);
  self->cards = new_stack (9);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->cards);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  update_parts (self);
}

GtkWidget *
nx_twin_box_new (NxStore *store)
{
  NxTwinBox *self = NULL;

  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  self = g_object_new (NX_TYPE_TWIN_BOX, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

void
nx_twin_box_set_edit (NxTwinBox *self, NxEdit *edit, gint64 household_id, gboolean can_choose)
{
  g_return_if_fail (NX_IS_TWIN_BOX (self));
  g_return_if_fail (edit == NULL || nx_edit_get_kind (edit) == NX_RECORD_PERSON);
  stop_look (self);
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  g_set_object (&self->edit, edit);
  self->household_id = household_id;
  self->can_choose = can_choose;
  take_twins (self, NULL);
  if (edit != NULL)
    g_signal_connect (edit, "changed", G_CALLBACK (on_edit_changed_cb), self);
  /* A draft that came back may say a lot already. */
  if (edit != NULL && nx_edit_is_dirty (edit))
    look_soon (self);
  update_parts (self);
}

void
nx_twin_box_set_compact (NxTwinBox *self, gboolean is_compact)
{
  g_return_if_fail (NX_IS_TWIN_BOX (self));
  is_compact = !!is_compact;
  if (self->is_compact == (guint)is_compact)
    return;
  self->is_compact = is_compact;
  update_parts (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPACT]);
}
