/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests writing a visit: drafts within a second, drafts taken up again, saving, findings,
 * conflicts.
 */
#include "config.h"

#include "nx-case-page.h"
#include "nx-drafts.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-timeline-view.h"
#include "nx-visit-editor.h"

#include "nx-ui-test.h"
#include "store-fixture.h"

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  GtkWidget *window;
  gint64 case_id;
} Fixture;

static gpointer
set_up_case (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *self = data;
  g_autoptr (NxEdit) person = nx_edit_new (NX_RECORD_PERSON, NULL);
  g_autoptr (NxEdit) case_file = nx_edit_new (NX_RECORD_CASE, NULL);
  gint64 worker = nx_office_set_up (db, "210102002001", "林晓岚", error);

  nx_edit_set_text (person, NX_PERSON_NAME, "单雄飞");
  nx_edit_set_text (case_file, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_int (case_file, NX_CASE_CLIENT_PERSON, nx_records_save (db, person, error));
  nx_edit_set_text (case_file, NX_CASE_STAGE, "intake");
  nx_edit_set_text (case_file, NX_CASE_RISK, "high");
  nx_edit_set_int (case_file, NX_CASE_WORKER, worker);
  self->case_id = nx_records_save (db, case_file, error);
  return NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&self->store_fixture, NULL);
  g_clear_pointer (&self->store_fixture.migrations, nx_migrations_unref);
  self->store = store_fixture_create (&self->store_fixture);
  nx_store_write (self->store, set_up_case, self, NULL, &error);
  g_assert_no_error (error);
  nx_store_set_actor (self->store, 1);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 700);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  nx_test_settle ();
  store_fixture_assert_finalizes (self->store);
  store_fixture_tear_down (&self->store_fixture, NULL);
}

static NxVisitEditor *
open_editor (Fixture *self, gint64 visit_id)
{
  NxPage *page
      = nx_visit_editor_new (self->store, visit_id == 0 ? self->case_id : 0, visit_id, "done");

  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (self->window));
  nx_test_wait (nx_visit_editor_get_edit (NX_VISIT_EDITOR (page)) != NULL);
  return NX_VISIT_EDITOR (page);
}

/* Takes the page away as leaving it does, and asserts that nothing holds it. */
static void
close_editor (Fixture *self, NxVisitEditor *editor)
{
  gpointer watched = editor;

  g_object_add_weak_pointer (G_OBJECT (editor), &watched);
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  nx_test_wait (watched == NULL);
}

static gint64
count (Fixture *self, const char *sql)
{
  return store_fixture_ask (self->store, sql);
}

static void
type_text (NxVisitEditor *editor, guint field, const char *text)
{
  nx_edit_set_text (nx_visit_editor_get_edit (editor), field, text);
}

static gboolean
is_kept (NxVisitEditor *editor)
{
  return nx_draft_keeper_get_state (nx_visit_editor_get_keeper (editor)) == NX_DRAFT_KEPT;
}

static void
test_draft (Fixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0);
  gint64 begin = 0;

  /* What is only proposed is no draft. */
  g_assert_cmpint (count (self, "SELECT count(*) FROM draft"), ==, 0);
  begin = g_get_monotonic_time ();
  type_text (editor, NX_VISIT_NARRATIVE, "老人在家，");
  nx_test_wait (is_kept (editor));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
  g_assert_cmpint (count (self, "SELECT count(*) FROM draft"), ==, 1);
  type_text (editor, NX_VISIT_NARRATIVE, "老人在家，精神好。");
  close_editor (self, editor); /* not waited for: leaving writes it */
  editor = open_editor (self, 0);
  g_assert_cmpstr (nx_edit_get_text (nx_visit_editor_get_edit (editor), NX_VISIT_NARRATIVE), ==,
                   "老人在家，精神好。");
  gtk_widget_activate_action (GTK_WIDGET (editor), "visit.discard", NULL);
  g_assert_null (nx_edit_get_text (nx_visit_editor_get_edit (editor), NX_VISIT_NARRATIVE));
  close_editor (self, editor);
  g_assert_cmpint (count (self, "SELECT count(*) FROM draft"), ==, 0);
}

static void
test_save (Fixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0);

  nx_visit_editor_save (editor);
  g_assert_cmpint (count (self, "SELECT count(*) FROM visit"), ==, 0); /* no narrative yet */
  type_text (editor, NX_VISIT_NARRATIVE, "老人在家，精神好。");
  nx_test_wait (is_kept (editor));
  nx_visit_editor_save (editor);
  nx_test_wait (count (self, "SELECT count(*) FROM visit") == 1);
  g_assert_cmpint (count (self, "SELECT count(*) FROM draft"), ==, 0);
  g_assert_cmpint (count (self, "SELECT session FROM visit"), ==, 1);
  nx_test_wait (nx_draft_keeper_get_state (nx_visit_editor_get_keeper (editor)) == NX_DRAFT_NONE);
  close_editor (self, editor);
  g_assert_cmpint (count (self, "SELECT count(*) FROM draft"), ==, 0);
}

static gpointer
add_visit (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *self = data;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, self->case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_date (edit, NX_VISIT_ON, nx_database_today (db));
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "先写的。");
  nx_records_save (db, edit, error);
  return NULL;
}

static gpointer
change_visit (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxRecord) visit = nx_records_load (db, NX_RECORD_VISIT, 1, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, visit);

  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "别人写的。");
  nx_edit_set_text (edit, NX_VISIT_PLACE, "家中");
  nx_records_save (db, edit, error);
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static GtkWidget *
find_mapped_label (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_mapped_label (child, text);
  return found;
}

/* In large text on a small screen the words take several lines. */
static void
assert_can_be_narrow (GtkWidget *page, const char *text)
{
  GtkWidget *label = find_mapped_label (page, text);
  int least = 0;
  int natural = 0;

  g_assert_nonnull (label);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, <, natural / 2);
}

static void
test_conflict (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxVisitEditor *editor = NULL;

  nx_store_write (self->store, add_visit, self, NULL, &error);
  g_assert_no_error (error);
  editor = open_editor (self, 1);
  type_text (editor, NX_VISIT_NARRATIVE, "我写的。");
  nx_store_write (self->store, change_visit, self, NULL, &error);
  g_assert_no_error (error);
  nx_visit_editor_save (editor);
  nx_test_wait (find_button (GTK_WIDGET (editor), "_Go On") != NULL);
  assert_can_be_narrow (
      GTK_WIDGET (editor),
      nx_field_get_label (
          &nx_edit_get_spec (nx_visit_editor_get_edit (editor))->fields[NX_VISIT_NARRATIVE]));
  /* Mine is chosen at first; what only the other changed is taken without a question. */
  g_signal_emit_by_name (find_button (GTK_WIDGET (editor), "_Go On"), "clicked");
  g_assert_cmpstr (nx_edit_get_text (nx_visit_editor_get_edit (editor), NX_VISIT_NARRATIVE), ==,
                   "我写的。");
  g_assert_cmpstr (nx_edit_get_text (nx_visit_editor_get_edit (editor), NX_VISIT_PLACE), ==,
                   "家中");
  nx_visit_editor_save (editor);
  nx_test_wait (count (self, "SELECT count(*) FROM visit WHERE narrative = '我写的。'") == 1);
  nx_test_wait (nx_draft_keeper_get_state (nx_visit_editor_get_keeper (editor)) == NX_DRAFT_NONE);
  close_editor (self, editor);
}

static void
test_case_page (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxPage *page = NULL;
  gpointer watched = NULL;

  nx_store_write (self->store, add_visit, self, NULL, &error);
  page = nx_case_page_new (self->store, self->case_id);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (self->window));
  nx_test_wait (nx_timeline_view_get_n_entries (nx_case_page_get_timeline (NX_CASE_PAGE (page)))
                == 2);
  nx_test_wait (g_strcmp0 (nx_page_get_title (page), "单雄飞") == 0);
  nx_store_write (self->store, add_visit, self, NULL, &error);
  nx_test_wait (nx_timeline_view_get_n_entries (nx_case_page_get_timeline (NX_CASE_PAGE (page)))
                == 3);
  watched = page;
  g_object_add_weak_pointer (G_OBJECT (page), &watched);
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  nx_test_wait (watched == NULL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/visit-editor/draft", test_draft);
  ADD ("/visit-editor/save", test_save);
  ADD ("/visit-editor/conflict", test_conflict);
  ADD ("/case-page/timeline", test_case_page);
  return g_test_run ();
}
