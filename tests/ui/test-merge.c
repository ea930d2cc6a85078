/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests merging and moving in the window: people from the duplicates page, households, members, and
 * the list of operations, in each language. */
#include "config.h"

#include "nx-client-fixture.h"
#include "nx-find-sheet.h"
#include "nx-merge-page-private.h"
#include "nx-move-page-private.h"
#include "nx-operations-page.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-style-sheet.h"
#include "nx-twins-page.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  Fixture *fixture;
  NxStore *store;
  Clients clients;
  gint64 twin;      /* 王贵英, who is 王桂英 */
  gint64 household; /* where the twin's record lives */
} Work;

static NxPage *
get_page (Work *self)
{
  return nx_window_get_page (self->fixture->window);
}

/* The button whose word this is, seen on the screen. */
static GtkWidget *
find_button (GtkWidget *widget, const char *word)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), word) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, word);
  return found;
}

static void
click (Work *self, const char *word)
{
  nx_test_wait (find_button (GTK_WIDGET (get_page (self)), word) != NULL);
  g_signal_emit_by_name (find_button (GTK_WIDGET (get_page (self)), word), "clicked");
}

/* The check button that holds these words. */
static GtkCheckButton *
find_choice (GtkWidget *widget, const char *words)
{
  GtkCheckButton *found = NULL;

  if (GTK_IS_CHECK_BUTTON (widget))
    return nx_test_shows (widget, words) ? GTK_CHECK_BUTTON (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_choice (child, words);
  return found;
}

static void
choose_words (Work *self, GtkWidget *list, const char *words)
{
  GtkCheckButton *button = find_choice (list, words);

  g_assert_nonnull (button);
  gtk_check_button_set_active (button, TRUE);
  nx_test_settle ();
}

/* The twin, in a household of its own, with a case. */
static gpointer
add_twin_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *self = data;
  g_autoptr (NxRecord) mine = nx_records_load (db, NX_RECORD_PERSON, self->clients.mine, error);
  g_autoptr (NxRecord) home
      = nx_records_load (db, NX_RECORD_HOUSEHOLD, self->clients.household, error);
  g_autoptr (NxEdit) twin = nx_edit_new (NX_RECORD_PERSON, NULL);
  g_autoptr (NxEdit) household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  g_autoptr (NxEdit) membership = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  g_autoptr (NxEdit) file = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (twin, NX_PERSON_NAME, "王贵英");
  nx_edit_set_text (twin, NX_PERSON_SEX, nx_record_get_text (mine, NX_PERSON_SEX));
  nx_edit_set_text (twin, NX_PERSON_BIRTH_ON, nx_record_get_text (mine, NX_PERSON_BIRTH_ON));
  nx_edit_set_text (twin, NX_PERSON_PHONES, "13800001234");
  nx_edit_set_text (twin, NX_PERSON_NOTE, "听力不好");
  self->twin = nx_records_save (db, twin, error);
  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, nx_record_get_int (home, NX_HOUSEHOLD_AREA));
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "丰泽路 9 号");
  self->household = nx_records_save (db, household, error);
  nx_edit_set_int (membership, NX_MEMBERSHIP_HOUSEHOLD, self->household);
  nx_edit_set_int (membership, NX_MEMBERSHIP_PERSON, self->twin);
  nx_edit_set_text (membership, NX_MEMBERSHIP_RELATION, "02");
  nx_edit_set_text (membership, NX_MEMBERSHIP_FROM_ON, "2019-03-01");
  g_assert_cmpint (nx_records_save (db, membership, error), >, 0);
  nx_edit_set_text (file, NX_CASE_TITLE, "独居照护");
  nx_edit_set_int (file, NX_CASE_CLIENT_PERSON, self->twin);
  nx_edit_set_text (file, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (file, NX_CASE_RISK, "low");
  g_assert_cmpint (nx_records_save (db, file, error), >, 0);
  return NULL;
}

static void
begin (Work *self, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  self->fixture = fixture;
  open_clients (fixture, &self->clients);
  self->store = nx_session_get_store (fixture->session);
  nx_store_write (self->store, add_twin_in_worker, self, NULL, &error);
  g_assert_no_error (error);
  nx_test_settle ();
}

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;

  return nx_records_load (db, NX_RECORD_PERSON, *id, error);
}

static NxRecord *
load_person (Work *self, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NxRecord *person = nx_store_read (self->store, load_in_worker, &id, NULL, &error);

  g_assert_no_error (error);
  return person;
}

static gboolean
is_archived (Work *self, gint64 id)
{
  g_autoptr (NxRecord) person = load_person (self, id);

  return nx_record_is_archived (person);
}

static NxMergePage *
open_merge (Work *self)
{
  NxMergePage *page = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.merge-persons", "(xx)",
                              self->clients.mine, self->twin);
  page = NX_MERGE_PAGE (get_page (self));
  nx_test_wait (page->facts != NULL);
  return page;
}

/* From the pair to one person, and back by Undo. */
static void
test_persons (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxMergePage *page = NULL;
  g_autoptr (NxRecord) now = NULL;

  begin (&self, fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 780);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-duplicates", NULL);
  nx_test_wait (nx_test_shows (GTK_WIDGET (get_page (&self)), "王贵英"));
  click (&self, _ ("_Merge…"));
  page = NX_MERGE_PAGE (get_page (&self));
  nx_test_wait (page->facts != NULL);
  nx_test_check_names (GTK_WIDGET (page));

  /* Where the person lives is asked, and nothing goes before it is answered. */
  gtk_widget_activate_action (GTK_WIDGET (page), "merge.run", NULL);
  g_assert_false (page->is_saving);
  g_assert_false (gtk_widget_get_sensitive (page->merge_button));
  choose_words (&self, GTK_WIDGET (page->home_list), "丰泽路 9 号");
  choose_words (&self, GTK_WIDGET (page->kept_list), "王桂英");
  choose_words (&self, GTK_WIDGET (page->other_list), "王桂英");
  g_assert_true (gtk_widget_get_sensitive (page->merge_button));
  gtk_widget_activate_action (GTK_WIDGET (page), "merge.run", NULL);
  nx_test_wait (!NX_IS_MERGE_PAGE (get_page (&self)));
  now = load_person (&self, self.clients.mine);
  g_assert_true (is_archived (&self, self.twin));
  g_assert_cmpstr (nx_record_get_text (now, NX_PERSON_NAME), ==, "王桂英");
  g_assert_cmpstr (nx_record_get_text (now, NX_PERSON_FORMER_NAMES), ==, "王贵英");
  g_assert_cmpstr (nx_record_get_text (now, NX_PERSON_NOTE), ==, "听力不好");
  g_assert_cmpint (nx_record_get_int (now, NX_PERSON_HOUSEHOLD), ==, self.household);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (!is_archived (&self, self.twin));
}

/* What somebody else changed meanwhile is said, and the page stays. */
static gpointer
change_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  g_autoptr (NxRecord) person = nx_records_load (db, NX_RECORD_PERSON, *id, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, person);

  nx_edit_set_text (edit, NX_PERSON_NOTE, "左耳听力不好");
  nx_records_save (db, edit, error);
  return NULL;
}

static void
test_stale (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxMergePage *page = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) twin = NULL;

  begin (&self, fixture);
  page = open_merge (&self);
  nx_store_write (self.store, change_in_worker, &self.twin, NULL, &error);
  g_assert_no_error (error);
  choose_words (&self, GTK_WIDGET (page->home_list), _ ("In each of them"));
  gtk_widget_activate_action (GTK_WIDGET (page), "merge.run", NULL);
  nx_test_wait (!page->is_saving);
  g_assert_true (get_page (&self) == NX_PAGE (page));
  g_assert_false (is_archived (&self, self.twin));
  /* It is read anew, and can be merged then; the second record stays this time, with its name. */
  nx_test_wait (!nx_merge_page_is_answered (page));
  choose_words (&self, GTK_WIDGET (page->home_list), _ ("In each of them"));
  choose_words (&self, GTK_WIDGET (page->kept_list), "王贵英");
  gtk_widget_activate_action (GTK_WIDGET (page), "merge.run", NULL);
  nx_test_wait (!NX_IS_MERGE_PAGE (get_page (&self)));
  g_assert_true (is_archived (&self, self.clients.mine));
  twin = load_person (&self, self.twin);
  g_assert_cmpstr (nx_record_get_text (twin, NX_PERSON_NAME), ==, "王贵英");
  g_assert_cmpstr (nx_record_get_text (twin, NX_PERSON_NOTE), ==, "左耳听力不好");
}

static gint64
get_home (Work *self)
{
  g_autoptr (NxRecord) person = load_person (self, self->twin);

  return nx_record_get_int (person, NX_PERSON_HOUSEHOLD);
}

/* Facts that are asked for or kept without a word of what they are. */
static guint
count_empty (GtkWidget *widget)
{
  guint n = GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) == '\0';

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_empty (child);
  return n;
}

static void
test_households (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxMergePage *page = NULL;
  g_autoptr (NxRecord) mine = NULL;
  g_autoptr (NxRecord) twin = NULL;
  g_autofree char *unnamed = NULL;

  begin (&self, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.merge-households", "(xx)",
                              self.clients.household, self.household);
  page = NX_MERGE_PAGE (get_page (&self));
  nx_test_wait (page->facts != NULL);
  g_assert_true (nx_test_shows (GTK_WIDGET (page), _ ("Told differently")));
  g_assert_cmpuint (page->relations->len, ==, 2);
  g_assert_cmpuint (count_empty (GTK_WIDGET (page->other_list)), ==, 0);
  g_assert_cmpuint (count_empty (GTK_WIDGET (page->same_list)), ==, 0);
  unnamed = gtk_test_accessible_check_property (GTK_ACCESSIBLE (page->same_expander),
                                                GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                gtk_label_get_text (page->same_label));
  g_assert_null (unnamed);
  nx_edit_set_text (g_ptr_array_index (page->relations, 0), NX_MEMBERSHIP_RELATION, "10");
  gtk_widget_activate_action (GTK_WIDGET (page), "merge.run", NULL);
  nx_test_wait (!NX_IS_MERGE_PAGE (get_page (&self)));
  nx_test_wait (nx_test_shows (GTK_WIDGET (get_page (&self)), "王贵英"));
  mine = load_person (&self, self.clients.mine);
  twin = load_person (&self, self.twin);
  g_assert_cmpstr (nx_record_get_text (mine, NX_PERSON_RELATION), ==, "10");
  g_assert_cmpstr (nx_record_get_text (twin, NX_PERSON_RELATION), ==, "02");
  g_assert_cmpint (nx_record_get_int (twin, NX_PERSON_HOUSEHOLD), ==, self.clients.household);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (get_home (&self) == self.household);
}

/* The list of what was done to many, where each can be undone later. */
static void
merge_and_list (Work *self)
{
  NxMergePage *page = open_merge (self);

  choose_words (self, GTK_WIDGET (page->home_list), _ ("In each of them"));
  gtk_widget_activate_action (GTK_WIDGET (page), "merge.run", NULL);
  nx_test_wait (!NX_IS_MERGE_PAGE (get_page (self)));
  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.operations", NULL);
  nx_test_wait (nx_test_shows (GTK_WIDGET (get_page (self)), "王桂英"));
}

static void
test_operations (Fixture *fixture, gconstpointer data)
{
  Work self;
  const char *sentence
      = ngettext ("This was not undone, and nothing was changed: %1$u of %2$u records was changed "
                  "since. Open it to see how it is now.",
                  "This was not undone, and nothing was changed: %1$u of %2$u records were changed "
                  "since. Open them to see how they are now.",
                  1);
  g_autofree char *refused = g_strndup (sentence, strcspn (sentence, "%"));
  g_autoptr (GError) error = NULL;

  begin (&self, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.operations", NULL);
  nx_test_wait (nx_test_shows (GTK_WIDGET (get_page (&self)), _ ("Nothing to undo")));
  nx_window_pop_page (fixture->window);
  merge_and_list (&self);
  nx_test_check_names (GTK_WIDGET (get_page (&self)));
  click (&self, _ ("_Undo"));
  nx_test_wait (find_button (GTK_WIDGET (get_page (&self)), _ ("_Undo")) == NULL);
  g_assert_false (is_archived (&self, self.twin));

  /* What was built on it stands in the way, and that is said at its row. */
  merge_and_list (&self);
  nx_store_write (self.store, change_in_worker, &self.clients.mine, NULL, &error);
  g_assert_no_error (error);
  click (&self, _ ("_Undo"));
  nx_test_wait (nx_test_shows (GTK_WIDGET (get_page (&self)), refused));
  g_assert_true (is_archived (&self, self.twin));
}

/* From a person's page the other record is found, but never the same one. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxFindSheet *sheet = NULL;
  GtkWidget *entry = NULL;

  begin (&self, fixture);
  sheet = NX_FIND_SHEET (nx_test_find_type (GTK_WIDGET (fixture->window), NX_TYPE_FIND_SHEET));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-person", "x",
                              self.clients.mine);
  nx_test_wait (nx_test_shows (GTK_WIDGET (get_page (&self)), "王桂英"));
  gtk_widget_activate_action (GTK_WIDGET (get_page (&self)), "person.merge", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (sheet)));
  entry = nx_test_find_type (GTK_WIDGET (sheet), GTK_TYPE_TEXT);
  gtk_editable_set_text (GTK_EDITABLE (entry), "王贵英");
  nx_test_wait (!nx_find_sheet_is_busy (sheet) && nx_test_shows (GTK_WIDGET (sheet), "王贵英"));
  g_signal_emit_by_name (entry, "activate");
  nx_test_wait (NX_IS_MERGE_PAGE (get_page (&self)));
  g_assert_cmpint (NX_MERGE_PAGE (get_page (&self))->ids[0], ==, self.clients.mine);
  g_assert_cmpint (NX_MERGE_PAGE (get_page (&self))->ids[1], ==, self.twin);
}

/* Somebody moves to a new address, and back by Undo; then into a household that is there. */
static NxMovePage *
open_move (Work *self)
{
  NxMovePage *page = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.move-members", "x",
                              self->household);
  page = NX_MOVE_PAGE (get_page (self));
  nx_test_wait (page->facts != NULL);
  g_assert_false (nx_test_shows (GTK_WIDGET (page), _ ("Relation to head")));
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (g_array_index (page->members, NxMoveMember, 0).button), TRUE);
  nx_test_settle ();
  g_assert_true (nx_test_shows (GTK_WIDGET (page), _ ("Relation to head")));
  return page;
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxMovePage *page = NULL;

  begin (&self, fixture);
  page = open_move (&self);
  nx_test_check_names (GTK_WIDGET (page));
  nx_edit_set_text (page->home->edit, NX_HOUSEHOLD_ADDRESS, "新华路 20 号");
  gtk_widget_activate_action (GTK_WIDGET (page), "move.run", NULL);
  nx_test_wait (!NX_IS_MOVE_PAGE (get_page (&self)));
  nx_test_wait (nx_test_shows (GTK_WIDGET (get_page (&self)), "王贵英"));
  g_assert_cmpint (get_home (&self), >, self.household);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (get_home (&self) == self.household);

  /* A day on which they did not live here yet is refused, and the page stays as it was typed. */
  page = open_move (&self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (page->there_button), TRUE);
  g_assert_true (nx_test_shows (GTK_WIDGET (page), _ ("Find the household they move to.")));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.move-to", "(xx)", self.household,
                              self.clients.household);
  nx_test_wait (page->target != NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == page->find_button);
  nx_edit_set_text (page->when, NX_MEMBERSHIP_FROM_ON, "2019-03-01");
  gtk_widget_activate_action (GTK_WIDGET (page), "move.run", NULL);
  nx_test_wait (!page->is_saving);
  g_assert_true (get_page (&self) == NX_PAGE (page));
  g_assert_cmpint (get_home (&self), ==, self.household);
  nx_edit_set_text (page->when, NX_MEMBERSHIP_FROM_ON, "2025-03-01");
  nx_edit_set_text (g_array_index (page->members, NxMoveMember, 0).edit, NX_MEMBERSHIP_RELATION,
                    "97");
  gtk_widget_activate_action (GTK_WIDGET (page), "move.run", NULL);
  nx_test_wait (!NX_IS_MOVE_PAGE (get_page (&self)));
  g_assert_cmpint (get_home (&self), ==, self.clients.household);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  /* That chose the language of programmers; this test reads the words of the session's. */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("NX_TEST_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  nx_test_add_style ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/merge/persons", test_persons);
  ADD ("/ui/merge/stale", test_stale);
  ADD ("/ui/merge/households", test_households);
  ADD ("/ui/merge/operations", test_operations);
  ADD ("/ui/merge/choose", test_choose);
  ADD ("/ui/merge/move", test_move);
#undef ADD
  return g_test_run ();
}
