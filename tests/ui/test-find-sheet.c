/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the find sheet: right first hit, namesakes, keys, what it activates, what it forgets. */
#include "config.h"

#include "nx-chip.h"
#include "nx-client-fixture.h"
#include "nx-find-item.h"
#include "nx-find-sheet.h"
#include "nx-large-save.h"
#include "nx-record-kinds.h"
#include "nx-save.h"

typedef struct
{
  Fixture *fixture;
  Clients clients;
  NxFindSheet *sheet;
  char *activated; /* name of the action and its target */
} Find;

static GtkWidget *
find_of_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_of_type (child, type);
  return found;
}

static void
on_action_cb (GSimpleAction *action, GVariant *target, Find *self)
{
  g_autofree char *printed = g_variant_print (target, FALSE);

  g_free (self->activated);
  self->activated = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), printed);
}

/* Actions of the test's own stand before those of the window. */
static void
set_up_find (Find *self, Fixture *fixture)
{
  static const char *const names[] = { "open-person",  "open-case",       "open-household",
                                       "record-visit", "new-person-case", "new-case" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) at = g_simple_action_new ("open-case-at", G_VARIANT_TYPE ("(xxx)"));

  self->fixture = fixture;
  open_clients (fixture, &self->clients);
  self->sheet = NX_FIND_SHEET (find_of_type (GTK_WIDGET (fixture->window), NX_TYPE_FIND_SHEET));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], G_VARIANT_TYPE_INT64);

      g_signal_connect (action, "activate", G_CALLBACK (on_action_cb), self);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  g_signal_connect (at, "activate", G_CALLBACK (on_action_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (at));
  gtk_widget_insert_action_group (GTK_WIDGET (self->sheet), "win", G_ACTION_GROUP (group));
}

static void
open_sheet (Find *self)
{
  g_clear_pointer (&self->activated, g_free);
  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.find", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->sheet)));
  nx_test_wait (!nx_find_sheet_is_busy (self->sheet));
}

static GtkWidget *
get_entry (Find *self)
{
  return find_named (GTK_WIDGET (self->sheet), "entry");
}

static void
look_for (Find *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (self)), text);
  nx_test_wait (!nx_find_sheet_is_busy (self->sheet));
}

static GListModel *
get_model (Find *self)
{
  return G_LIST_MODEL (
      gtk_list_view_get_model (GTK_LIST_VIEW (find_named (GTK_WIDGET (self->sheet), "list_view"))));
}

static NxFindItem *
get_selected (Find *self)
{
  return gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (get_model (self)));
}

static const char *
get_face (Find *self)
{
  return gtk_stack_get_visible_child_name (
      GTK_STACK (find_named (GTK_WIDGET (self->sheet), "faces")));
}

/* What the keyboard sends, to the controllers of the sheet. */
static gboolean
press_key (Find *self, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->sheet));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean is_used = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_used);
      if (is_used)
        return TRUE;
    }
  return FALSE;
}

static void
assert_activated (Find *self, const char *name, gint64 id)
{
  g_autofree char *expected = g_strdup_printf ("%s %" G_GINT64_FORMAT, name, id);

  g_assert_cmpstr (self->activated, ==, expected);
  g_clear_pointer (&self->activated, g_free);
}

static void
test_first_hit (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };

  set_up_find (&self, fixture);
  open_sheet (&self);
  g_assert_cmpstr (get_face (&self), ==, "start");
  look_for (&self, "wgy");
  g_assert_cmpstr (get_face (&self), ==, "hits");
  g_assert_cmpint (nx_find_item_get_id (get_selected (&self)), ==, self.clients.mine);
  g_signal_emit_by_name (get_entry (&self), "activate");
  assert_activated (&self, "open-person", self.clients.mine);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self.sheet)));
}

/* Enter comes before the answer does. */
static void
test_fast_typing (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };

  set_up_find (&self, fixture);
  open_sheet (&self);
  gtk_editable_set_text (GTK_EDITABLE (get_entry (&self)), "w");
  gtk_editable_set_text (GTK_EDITABLE (get_entry (&self)), "wgy");
  g_signal_emit_by_name (get_entry (&self), "activate");
  g_assert_null (self.activated);
  nx_test_wait (self.activated != NULL);
  assert_activated (&self, "open-person", self.clients.mine);
}

static void
test_namesakes (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_persons = 0;
  gint64 last = 0;

  set_up_find (&self, fixture);
  open_sheet (&self);
  look_for (&self, "王桂英");
  for (guint i = 0; i < g_list_model_get_n_items (get_model (&self)); i++)
    {
      g_autoptr (NxFindItem) item = g_list_model_get_item (get_model (&self), i);

      if (nx_find_item_get_kind (item) != NX_RECORD_PERSON)
        continue;
      g_assert_true (g_hash_table_add (labels, nx_find_item_dup_label (item)));
      last = nx_find_item_get_id (item);
      n_persons++;
    }
  g_assert_cmpuint (n_persons, ==, 3);
  g_assert_cmpint (last, ==, self.clients.sounding);
}

static gpointer
save_namesakes (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint n = GPOINTER_TO_UINT (data);

  if (!nx_large_save_begin (db, 0, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

      nx_edit_set_text (edit, NX_PERSON_NAME, "伍小明");
      if (nx_records_save (db, edit, error) == 0)
        return NULL;
    }
  nx_large_save_end (db, error);
  return NULL;
}

/* What the chip of people says when it is looked for. */
static char *
count_namesakes (Find *self, guint n_more, const char *text)
{
  NxStore *store = nx_session_get_store (self->fixture->session);
  g_autoptr (GError) error = NULL;
  GtkWidget *chip = NULL;

  nx_store_write (store, save_namesakes, GUINT_TO_POINTER (n_more), NULL, &error);
  g_assert_no_error (error);
  look_for (self, text);
  chip = gtk_widget_get_first_child (find_named (GTK_WIDGET (self->sheet), "chip_box"));
  chip = gtk_widget_get_next_sibling (chip);
  return g_strdup (gtk_label_get_text (
      GTK_LABEL (gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (chip))))));
}

/* A few are shown; how many there are is said all the same. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };
  g_autofree char *some = NULL;
  g_autofree char *crowd = NULL;

  set_up_find (&self, fixture);
  open_sheet (&self);
  some = count_namesakes (&self, 35, "伍");
  g_assert_cmpstr (some, ==, "35");
  crowd = count_namesakes (&self, 1000, "伍小");
  g_assert_cmpstr (crowd, ==, "1000+");
}

/* The offer of that text is pressed. */
static void
press_offer (Find *self, const char *word)
{
  GtkWidget *offer
      = gtk_widget_get_first_child (find_named (GTK_WIDGET (self->sheet), "offer_box"));

  while (offer != NULL && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (offer)), word) != 0)
    offer = gtk_widget_get_next_sibling (offer);
  g_assert_nonnull (offer);
  g_signal_emit_by_name (offer, "clicked");
  nx_test_wait (!nx_find_sheet_is_busy (self->sheet));
}

/* Words that narrow are offered while they are typed, and the last one is followed by a space. */
static void
test_offers (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };
  GtkWidget *box = NULL;

  set_up_find (&self, fixture);
  open_sheet (&self);
  box = find_named (GTK_WIDGET (self.sheet), "offer_box");
  look_for (&self, "桂英");
  g_assert_false (gtk_widget_get_visible (box));
  look_for (&self, "桂英 ris");
  g_assert_true (gtk_widget_get_visible (box));
  press_offer (&self, "risk:");
  g_assert_cmpstr (get_face (&self), ==, "start");
  press_offer (&self, "risk:High");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (&self))), ==, "桂英 risk:High ");
  g_assert_false (gtk_widget_get_visible (box));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         get_entry (&self)));
}

/* Headings are stepped over, ends hold. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };
  guint n_steps = 0;

  set_up_find (&self, fixture);
  open_sheet (&self);
  look_for (&self, "王桂英");
  g_assert_false (press_key (&self, GDK_KEY_a, 0));
  g_assert_true (press_key (&self, GDK_KEY_Up, 0));
  g_assert_cmpint (nx_find_item_get_id (get_selected (&self)), ==, self.clients.mine);
  while (nx_find_item_get_kind (get_selected (&self)) != NX_RECORD_CASE && n_steps++ < 20)
    {
      g_assert_true (press_key (&self, GDK_KEY_Down, 0));
      g_assert_null (nx_find_item_get_heading (get_selected (&self)));
    }
  g_signal_emit_by_name (get_entry (&self), "activate");
  assert_activated (&self, "open-case", self.clients.case_id);

  open_sheet (&self);
  look_for (&self, "wgy");
  g_assert_true (press_key (&self, GDK_KEY_Return, GDK_CONTROL_MASK));
  assert_activated (&self, "record-visit", self.clients.case_id);

  /* Without an open case there is nothing to record in. */
  open_sheet (&self);
  look_for (&self, "王国颖");
  g_assert_true (press_key (&self, GDK_KEY_Return, GDK_CONTROL_MASK));
  assert_activated (&self, "open-person", self.clients.similar);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };
  GtkWidget *before = NULL;

  set_up_find (&self, fixture);
  /* Rows take the focus when they come. */
  nx_test_wait (!nx_page_is_busy (nx_window_get_page (fixture->window)));
  nx_test_settle ();
  before = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  open_sheet (&self);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) != before);
  look_for (&self, "wgy");
  g_assert_true (press_key (&self, GDK_KEY_Escape, 0));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self.sheet)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == before);
  g_assert_null (self.activated);
  open_sheet (&self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (&self))), ==, "");
}

/* Seen over the field, and said as its name. NULL: nothing is asked. */
static void
assert_question (Find *self, const char *question)
{
  GtkWidget *label = find_named (GTK_WIDGET (self->sheet), "question_label");
  const char *name = question != NULL ? question : "Find people, households and cases";
  g_autofree char *differs = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (get_entry (self)), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  g_assert_null (differs);
  g_assert_true (gtk_widget_get_visible (label) == (question != NULL));
  if (question != NULL)
    g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, question);
}

/* For a new case people and households are offered, and nobody's page opens. */
static void
test_choose_client (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };

  set_up_find (&self, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.choose-client", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self.sheet)));
  assert_question (&self, "For whom? A person or a household");
  look_for (&self, "wgy");
  for (guint i = 0; i < g_list_model_get_n_items (get_model (&self)); i++)
    {
      g_autoptr (NxFindItem) item = g_list_model_get_item (get_model (&self), i);

      if (nx_find_item_get_heading (item) == NULL)
        g_assert_true (nx_find_item_get_open_kind (item) == NX_RECORD_PERSON
                       || nx_find_item_get_open_kind (item) == NX_RECORD_HOUSEHOLD);
    }
  /* The key of a visit has no other meaning here. */
  g_assert_true (press_key (&self, GDK_KEY_Return, GDK_CONTROL_MASK));
  assert_activated (&self, "new-person-case", self.clients.mine);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self.sheet)));

  /* The next time it finds everything again. */
  open_sheet (&self);
  assert_question (&self, NULL);
  look_for (&self, "wgy");
  g_assert_true (press_key (&self, GDK_KEY_Return, GDK_CONTROL_MASK));
  assert_activated (&self, "record-visit", self.clients.case_id);
  g_clear_pointer (&self.activated, g_free);
}

static void
test_no_match (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };

  set_up_find (&self, fixture);
  open_sheet (&self);
  look_for (&self, "qqqqq");
  g_assert_cmpstr (get_face (&self), ==, "none");
  g_signal_emit_by_name (get_entry (&self), "activate");
  g_assert_null (self.activated);
}

static void
test_narrative (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };
  const NxFindTexts *texts = NULL;
  g_autofree char *opened = NULL;

  set_up_find (&self, fixture);
  open_sheet (&self);
  look_for (&self, "苹果");
  g_assert_cmpint (nx_find_item_get_kind (get_selected (&self)), ==, NX_RECORD_VISIT);
  texts = nx_find_item_get_texts (get_selected (&self));
  g_assert_nonnull (strstr (texts->note, "苹果"));
  g_assert_cmpuint (texts->note_ranges->len, ==, 1);
  opened = g_strdup_printf ("open-case-at (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 0)",
                            self.clients.case_id, self.clients.visit_id);
  g_signal_emit_by_name (get_entry (&self), "activate");
  g_assert_cmpstr (self.activated, ==, opened);
  g_clear_pointer (&self.activated, g_free);
}

/* Tab goes from control to control; what only scrolls is none. */
static void
test_tab_stops (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };
  gboolean is_back = FALSE;

  set_up_find (&self, fixture);
  open_sheet (&self);
  look_for (&self, "wgy");
  gtk_widget_grab_focus (get_entry (&self));
  for (guint i = 0; i < 20 && !is_back; i++)
    {
      GtkWidget *focus = NULL;

      if (!gtk_widget_child_focus (GTK_WIDGET (self.sheet), GTK_DIR_TAB_FORWARD))
        break;
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_false (GTK_IS_SCROLLED_WINDOW (focus));
      is_back = gtk_widget_is_ancestor (focus, get_entry (&self));
    }
}

/* What was opened is listed while nothing is typed, and not any more after locking. */
static void
test_opened_lately (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };

  set_up_find (&self, fixture);
  for (guint i = 0; i < 2; i++)
    {
      open_sheet (&self);
      look_for (&self, i == 0 ? "wgy" : "王国颖");
      g_signal_emit_by_name (get_entry (&self), "activate");
    }
  open_sheet (&self);
  g_assert_cmpstr (get_face (&self), ==, "hits");
  g_assert_cmpuint (g_list_model_get_n_items (get_model (&self)), ==, 3);
  g_assert_cmpint (nx_find_item_get_id (get_selected (&self)), ==, self.clients.similar);
  lock_office (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self.sheet)));
  nx_test_settle ();
  gtk_widget_activate_action (get_named (fixture, "keyring_button"), "unlock.keyring", NULL);
  wait_for_state (fixture, NX_SESSION_OPEN);
  open_sheet (&self);
  g_assert_cmpstr (get_face (&self), ==, "start");
  g_clear_pointer (&self.activated, g_free);
}

/* Neither Undo nor the memory brings back what was looked for before. */
static void
test_no_undo (Fixture *fixture, gconstpointer data)
{
  Find self = { 0 };
  GtkWidget *text = NULL;

  set_up_find (&self, fixture);
  open_sheet (&self);
  look_for (&self, "桂英");
  text = find_of_type (get_entry (&self), GTK_TYPE_TEXT);
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "");
  look_for (&self, "桂英");
  nx_find_sheet_close (self.sheet);
  open_sheet (&self);
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "");
  g_clear_pointer (&self.activated, g_free);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/find-sheet/choose-client", test_choose_client);
  ADD ("/ui/find-sheet/close", test_close);
  ADD ("/ui/find-sheet/counts", test_counts);
  ADD ("/ui/find-sheet/fast-typing", test_fast_typing);
  ADD ("/ui/find-sheet/first-hit", test_first_hit);
  ADD ("/ui/find-sheet/keys", test_keys);
  ADD ("/ui/find-sheet/namesakes", test_namesakes);
  ADD ("/ui/find-sheet/narrative", test_narrative);
  ADD ("/ui/find-sheet/no-match", test_no_match);
  ADD ("/ui/find-sheet/no-undo", test_no_undo);
  ADD ("/ui/find-sheet/offers", test_offers);
  ADD ("/ui/find-sheet/opened-lately", test_opened_lately);
  ADD ("/ui/find-sheet/tab-stops", test_tab_stops);
  return g_test_run ();
}
