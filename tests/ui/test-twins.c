/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests likely twins beside a form and below it, somebody known as a member, and the duplicates
 * page, in each language. */
#include "config.h"

#include "nx-client-fixture.h"
#include "nx-record-form-private.h"
#include "nx-record-forms.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-style-sheet.h"
#include "nx-twin-box.h"
#include "nx-twin-count.h"
#include "nx-twin-pair-card.h"
#include "nx-twins.h"
#include "nx-twins-page.h"

#include <glib/gi18n.h>
#include <locale.h>

typedef struct
{
  Fixture *fixture;
  NxStore *store;
  Clients clients;
} Work;

static void
begin (Work *self, Fixture *fixture)
{
  self->fixture = fixture;
  open_clients (fixture, &self->clients);
  self->store = nx_session_get_store (fixture->session);
}

static gpointer
count_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "test-count", data, error);

  g_assert_nonnull (row);
  g_assert_true (nx_statement_step (row, error));
  return GINT_TO_POINTER ((int)nx_statement_get_int64 (row, 0));
}

static int
count (Work *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gpointer n = nx_store_read (self->store, count_in_worker, (gpointer)sql, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_INT (n);
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

static NxPage *
get_page (Work *self)
{
  return nx_window_get_page (self->fixture->window);
}

static void
click (Work *self, const char *word)
{
  nx_test_wait (find_button (GTK_WIDGET (get_page (self)), word) != NULL);
  g_signal_emit_by_name (find_button (GTK_WIDGET (get_page (self)), word), "clicked");
}

/* Somebody is added to the household; as soon as the form can be typed into. */
static NxRecordForm *
open_form (Work *self)
{
  NxRecordForm *form = NULL;

  nx_record_forms_add_member (GTK_WIDGET (self->fixture->window), self->clients.household);
  form = NX_RECORD_FORM (get_page (self));
  nx_test_wait (form->twin_box != NULL);
  return form;
}

static void
set_person (NxRecordForm *form, const char *name, const char *birth)
{
  NxEdit *edit = nx_record_form_get_edit (form, 0);

  nx_edit_set_text (edit, NX_PERSON_NAME, name);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, birth);
}

/* What somebody types is answered beside it, with why, and goes when it fits nobody any more. */
static void
test_beside (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxRecordForm *form = NULL;
  GtkWidget *box = NULL;

  begin (&self, fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 780);
  form = open_form (&self);
  box = GTK_WIDGET (form->twin_box);
  /* The place is kept, so that nothing moves while somebody types. */
  nx_test_wait (gtk_widget_is_ancestor (box, GTK_WIDGET (form->side_place)));
  g_assert_true (gtk_widget_get_visible (box));
  g_assert_cmpuint (nx_twin_box_get_n_twins (form->twin_box), ==, 0);
  nx_edit_set_text (nx_record_form_get_edit (form, 0), NX_PERSON_NAME, "王");
  nx_test_wait (nx_twin_box_is_settled (form->twin_box));
  g_assert_cmpuint (nx_twin_box_get_n_twins (form->twin_box), ==, 0);

  set_person (form, "王桂英", "1962-05-20");
  nx_test_wait (nx_twin_box_get_n_twins (form->twin_box) > 0);
  nx_test_wait (nx_twin_box_is_settled (form->twin_box));
  g_assert_cmpuint (nx_twin_box_get_n_twins (form->twin_box), <=, NX_TWINS_MOST);
  nx_test_wait (nx_test_shows (box, "王桂英"));
  g_assert_true (nx_test_shows (box, _ ("Same name")));
  g_assert_true (nx_test_shows (box, _ ("Born on the same day")));
  g_assert_true (nx_test_shows (box, C_ ("same person", "Likely")));
  nx_test_check_names (GTK_WIDGET (form));

  set_person (form, "钱多多", "1999-09-09");
  nx_test_wait (nx_twin_box_get_n_twins (form->twin_box) == 0);
  g_assert_true (gtk_widget_get_visible (box));
}

/* Where there is no room beside the form it is one line below, which opens on demand. */
static void
test_below (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxRecordForm *form = NULL;
  GtkWidget *box = NULL;
  GtkWidget *toggle = NULL;

  begin (&self, fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 720);
  form = open_form (&self);
  box = GTK_WIDGET (form->twin_box);
  nx_test_wait (gtk_widget_is_ancestor (box, GTK_WIDGET (form->bottom_place)));
  g_assert_false (gtk_widget_get_visible (box));
  set_person (form, "王桂英", "1962-05-20");
  nx_test_wait (nx_twin_box_get_n_twins (form->twin_box) > 0);
  nx_test_wait (gtk_widget_get_mapped (box));
  g_assert_false (nx_test_shows (box, _ ("Same name")));
  toggle = nx_test_find_type (box, GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  nx_test_wait (nx_test_shows (box, _ ("Same name")));
  g_assert_cmpint (gtk_widget_get_height (box), <, gtk_widget_get_height (GTK_WIDGET (form)) / 2);
}

/* Nobody waits for the store: what is typed while it is busy is there, and the answer comes later,
 * for the last of it. */
static void
test_never_blocks (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxRecordForm *form = NULL;
  gint64 start = 0;

  begin (&self, fixture);
  form = open_form (&self);
  start = g_get_monotonic_time ();
  for (int i = 0; i < 200; i++)
    {
      set_person (form, i % 2 == 0 ? "王桂英" : "汪桂荧", "1962-05-20");
      nx_test_settle ();
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  set_person (form, "汪桂荧", "1942-03-01");
  nx_test_wait (nx_twin_box_is_settled (form->twin_box));
  nx_test_wait (nx_twin_box_get_n_twins (form->twin_box) > 0);
  nx_test_wait (nx_test_shows (GTK_WIDGET (form->twin_box), "汪桂荧"));
  /* The page goes while a look is under way. */
  set_person (form, "王桂英", "1962-05-20");
  nx_window_pop_page (fixture->window);
  nx_test_settle ();
}

static void
save_form (NxRecordForm *form)
{
  nx_test_wait (gtk_widget_get_sensitive (GTK_WIDGET (form->save_button)));
  gtk_widget_activate_action (GTK_WIDGET (form), "form.save", NULL);
}

/* Whoever is there already becomes the member; until that is saved everything typed stays. */
static void
test_known (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxRecordForm *form = NULL;
  NxRecordForm *over = NULL;
  int n_persons = 0;

  begin (&self, fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 780);
  n_persons = count (&self, "SELECT count(*) FROM person");
  form = open_form (&self);
  nx_edit_set_text (nx_record_form_get_edit (form, 1), NX_MEMBERSHIP_RELATION, "97");
  set_person (form, "王桂英", "1962-05-20");
  click (&self, _ ("It Is _This Person"));
  over = NX_RECORD_FORM (get_page (&self));
  g_assert_true (over != form);
  nx_test_wait (nx_record_form_get_edit (over, 0) != NULL);
  nx_test_wait (nx_test_shows (GTK_WIDGET (over), "王桂英"));
  g_assert_cmpstr (nx_edit_get_text (nx_record_form_get_edit (over, 0), NX_MEMBERSHIP_RELATION), ==,
                   "97");
  /* A change of mind loses nothing. */
  nx_window_pop_page (fixture->window);
  g_assert_true (get_page (&self) == NX_PAGE (form));
  g_assert_cmpstr (nx_edit_get_text (nx_record_form_get_edit (form, 0), NX_PERSON_NAME), ==,
                   "王桂英");
  click (&self, _ ("It Is _This Person"));
  over = NX_RECORD_FORM (get_page (&self));
  nx_test_wait (nx_record_form_get_edit (over, 0) != NULL);
  save_form (over);
  nx_test_wait ((gpointer)get_page (&self) != over && (gpointer)get_page (&self) != form);
  g_assert_cmpint (count (&self, "SELECT count(*) FROM person"), ==, n_persons);
  g_assert_cmpint (count (&self, "SELECT count(*) FROM membership AS m JOIN person AS p"
                                 " ON p.id = m.person_id WHERE p.birth_on = '1962-05-20'"
                                 " AND m.relation = '97'"),
                   ==, 1);
  nx_test_wait (count (&self, "SELECT count(*) FROM draft") == 0);
}

/* Whoever lives there already cannot come to live there again. */
static void
test_lives_here (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxRecordForm *form = NULL;

  begin (&self, fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 780);
  form = open_form (&self);
  set_person (form, "王桂英", "1936-11-21");
  nx_test_wait (
      nx_test_shows (GTK_WIDGET (form->twin_box), _ ("Already a member of this household")));
  click (&self, _ ("_Open"));
  nx_test_wait (get_page (&self) != NX_PAGE (form));
}

/* The page */

static gpointer
add_twin_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_edit_set_text (edit, NX_PERSON_NAME, "王贵英");
  nx_edit_set_text (edit, NX_PERSON_SEX, "2");
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, "1936-11-21");
  nx_edit_set_text (edit, NX_PERSON_PHONES, "13800001234");
  nx_records_save (db, edit, error);
  return NULL;
}

static NxTwinsPage *
open_page (Work *self)
{
  NxTwinsPage *page = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.open-duplicates", NULL);
  page = NX_TWINS_PAGE (get_page (self));
  nx_test_wait (nx_twins_page_is_settled (page));
  return page;
}

static void
add_twin (Work *self)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (self->store, add_twin_in_worker, NULL, NULL, &error);
  g_assert_no_error (error);
  nx_test_settle ();
}

static const char *
get_number (Work *self)
{
  GtkWidget *button = nx_test_find_type (GTK_WIDGET (get_page (self)), NX_TYPE_TWIN_COUNT);
  GtkWidget *label = button != NULL
                         ? gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)))
                         : NULL;

  return label != NULL && gtk_widget_get_visible (label) ? gtk_label_get_text (GTK_LABEL (label))
                                                         : "";
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxTwinsPage *page = NULL;

  begin (&self, fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 780);
  /* It looks by itself the first time. */
  page = open_page (&self);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), _ ("No duplicates")));
  g_assert_cmpint (count (&self, "SELECT count(*) FROM person_pair_scan"), ==, 1);

  add_twin (&self);
  click (&self, _ ("_Look Again"));
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "王贵英"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "王桂英"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), _ ("Name sounds the same")));
  nx_test_check_names (GTK_WIDGET (page));

  /* Not the same: it goes, for good, and comes back by Undo. */
  click (&self, _ ("_Not the Same Person"));
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), _ ("No duplicates")));
  g_assert_cmpint (count (&self, "SELECT count(*) FROM person_apart"), ==, 1);
  click (&self, _ ("_Look Again"));
  nx_test_wait (nx_twins_page_is_settled (page));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), _ ("No duplicates")));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  Work self;
  NxTwinsPage *page = NULL;

  begin (&self, fixture);
  add_twin (&self);
  page = open_page (&self);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "王贵英"));
  click (&self, _ ("_Not the Same Person"));
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), _ ("No duplicates")));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "王贵英"));
  g_assert_cmpint (count (&self, "SELECT count(*) FROM person_apart"), ==, 0);
}

/* The list of people says how many pairs wait. */
static void
test_count (Fixture *fixture, gconstpointer data)
{
  Work self;

  begin (&self, fixture);
  add_twin (&self);
  nx_window_show_root (fixture->window, "people");
  g_assert_cmpstr (get_number (&self), ==, "");
  open_page (&self);
  nx_window_pop_page (fixture->window);
  nx_test_wait (g_str_equal (get_number (&self), "1"));
}

static gpointer
load_pair_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxTwinPairRecords *pair = g_new0 (NxTwinPairRecords, 1);
  const Clients *clients = data;

  pair->person = nx_records_load (db, NX_RECORD_PERSON, clients->mine, error);
  pair->other = nx_records_load (db, NX_RECORD_PERSON, clients->namesake, error);
  pair->score = (NxTwinScore){ 20, 1u << NX_TWIN_NAME_SAME | 1u << NX_TWIN_BIRTH_FAR };
  return pair;
}

/* What differs is marked in words a screen reader has too; merging is offered only when somebody
 * can do it. */
static void
test_card (Fixture *fixture, gconstpointer data)
{
  Work self;
  g_autoptr (GError) error = NULL;
  g_autoptr (NxTwinPairRecords) pair = NULL;
  g_autofree char *differs = NULL;

  begin (&self, fixture);
  pair = nx_store_read (self.store, load_pair_in_worker, &self.clients, NULL, &error);
  g_assert_no_error (error);
  differs = g_strdup_printf (_ ("≠ %s"), _ ("Date of birth"));
  for (int has_merge = 0; has_merge < 2; has_merge++)
    for (int is_stacked = 0; is_stacked < 2; is_stacked++)
      {
        GtkWidget *window = gtk_window_new ();
        GtkWidget *card = nx_twin_pair_card_new (self.store, pair, is_stacked, has_merge);

        gtk_window_set_default_size (GTK_WINDOW (window), is_stacked ? 340 : 900, 600);
        gtk_window_set_child (GTK_WINDOW (window), card);
        gtk_window_present (GTK_WINDOW (window));
        nx_test_wait (nx_test_shows (card, "王桂英"));
        g_assert_true (nx_test_shows (card, differs));
        g_assert_true (nx_test_shows (card, _ ("Born years apart")));
        /* Numbers and days are masked. */
        g_assert_false (nx_test_shows (card, "1936-11-21"));
        g_assert_true ((find_button (card, _ ("_Merge…")) != NULL) == has_merge);
        gtk_window_destroy (GTK_WINDOW (window));
        nx_test_settle ();
      }
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
  ADD ("/ui/twins/beside", test_beside);
  ADD ("/ui/twins/below", test_below);
  ADD ("/ui/twins/never-blocks", test_never_blocks);
  ADD ("/ui/twins/known", test_known);
  ADD ("/ui/twins/lives-here", test_lives_here);
  ADD ("/ui/twins/page", test_page);
  ADD ("/ui/twins/undo", test_undo);
  ADD ("/ui/twins/count", test_count);
  ADD ("/ui/twins/card", test_card);
#undef ADD
  return g_test_run ();
}
