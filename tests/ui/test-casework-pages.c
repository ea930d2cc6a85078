/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the list of cases, the page of a case with a long timeline, and the offer of drafts. */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-case-list-page.h"
#include "nx-case-page.h"
#include "nx-draft-bar.h"
#include "nx-list-faces.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-gate.h"
#include "nx-timeline-view.h"
#include "nx-visit-editor.h"

#define N_MORE 700

static void
begin_draft (CaseworkFixture *self)
{
  NxPage *page = nx_visit_editor_new (self->store, self->ids.case_id, 0, "done");

  casework_show (self, page);
  nx_test_wait (nx_visit_editor_get_edit (NX_VISIT_EDITOR (page)) != NULL);
  nx_edit_set_text (nx_visit_editor_get_edit (NX_VISIT_EDITOR (page)), NX_VISIT_NARRATIVE,
                    "写到一半");
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_list (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = nx_case_list_page_new (self->store);
  NxDraftBar *bar = NX_DRAFT_BAR (nx_test_find_type (GTK_WIDGET (page), NX_TYPE_DRAFT_BAR));
  GtkWidget *faces = NULL;

  casework_show (self, page);
  nx_page_shown (page);
  faces = nx_test_find_type (GTK_WIDGET (page), NX_TYPE_LIST_FACES);
  nx_test_wait (g_strcmp0 (nx_list_faces_get_face (NX_LIST_FACES (faces)), "rows") == 0);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "王桂英")
                && nx_test_shows (GTK_WIDGET (page), "High"));
  /* Ten days after the last visit of a case with high risk: three days overdue, more or less. */
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "overdue"));
  g_assert_cmpuint (nx_draft_bar_get_n_drafts (bar), ==, 0);
  nx_test_check_names (GTK_WIDGET (page));
}

/* A draft is offered at once, also when it is still on its way as the page comes. */
static void
test_draft_bar (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = NULL;
  NxDraftBar *bar = NULL;
  GtkWidget *button = NULL;
  g_autoptr (GBytes) draft = NULL;
  g_autoptr (GAsyncQueue) gate = NULL;

  begin_draft (self);
  gate = nx_store_gate_shut (self->store);
  casework_close (self);
  page = nx_case_page_new (self->store, self->ids.case_id);
  casework_show (self, page);
  nx_test_wait (!nx_page_is_busy (page));
  nx_store_gate_open (gate);
  bar = NX_DRAFT_BAR (nx_test_find_type (GTK_WIDGET (page), NX_TYPE_DRAFT_BAR));
  nx_test_wait (nx_draft_bar_get_n_drafts (bar) == 1);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "Unfinished visit: "));
  button = find_button (GTK_WIDGET (bar), "_Discard");
  g_signal_emit_by_name (button, "clicked");
  nx_test_wait (nx_draft_bar_get_n_drafts (bar) == 0);
  draft = casework_find_draft (self->store, self->ids.case_id, 0);
  g_assert_null (draft);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
}

/* Who leaves a page at once is not there any more when the drafts come. */
static void
test_draft_bar_left (CaseworkFixture *self, gconstpointer data)
{
  gpointer page = nx_case_page_new (self->store, self->ids.case_id);

  g_object_ref_sink (page);
  nx_store_gate_pass (self->store);
  g_object_add_weak_pointer (page, &page);
  g_object_unref (page);
  nx_test_wait (page == NULL);
  nx_test_settle ();
}

static gpointer
add_visits_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  CaseworkIds *ids = data;

  for (int i = 0; i < N_MORE; i++)
    {
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);
      g_autofree char *text = g_strdup_printf ("第%d次记录，老人在家，精神好，药按时吃。", i);

      nx_edit_set_int (edit, NX_VISIT_CASE, ids->case_id);
      nx_edit_set_text (edit, NX_VISIT_STATE, "done");
      nx_edit_set_text (edit, NX_VISIT_KIND, "phone");
      nx_edit_set_date (edit, NX_VISIT_ON, nx_date_add_days (nx_database_today (db), -i - 70));
      nx_edit_set_text (edit, NX_VISIT_NARRATIVE, text);
      if (nx_records_save (db, edit, error) == 0)
        return NULL;
    }
  return NULL;
}

/* Somebody who holds End. */
static gboolean
scroll_down (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return TRUE;
}

/* Pages come as one scrolls, none twice, and a change keeps what was fetched. */
static void
test_long_timeline (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxPage *page = NULL;
  NxTimelineView *timeline = NULL;
  GtkWidget *scrolled = NULL;
  GtkAdjustment *adjustment = NULL;
  guint n = 0;

  nx_store_write (self->store, add_visits_job, &self->ids, NULL, &error);
  g_assert_no_error (error);
  page = nx_case_page_new (self->store, self->ids.case_id);
  casework_show (self, page);
  timeline = nx_case_page_get_timeline (NX_CASE_PAGE (page));
  nx_test_wait (nx_timeline_view_get_n_entries (timeline) == 200);
  scrolled = gtk_widget_get_ancestor (nx_test_find_type (GTK_WIDGET (timeline), GTK_TYPE_LIST_VIEW),
                                      GTK_TYPE_SCROLLED_WINDOW);
  /* A sum says nothing about what was not. */
  nx_test_wait (nx_test_shows (GTK_WIDGET (timeline), "contacts: "));
  g_assert_false (nx_test_shows (GTK_WIDGET (timeline), "not met: 0"));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  nx_test_wait (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
  while ((n = nx_timeline_view_get_n_entries (timeline)) < N_MORE + 3)
    nx_test_wait (scroll_down (adjustment) && nx_timeline_view_get_n_entries (timeline) > n);
  /* Two visits, the case's opening, and those added. */
  g_assert_cmpuint (nx_timeline_view_get_n_entries (timeline), ==, N_MORE + 3);
  nx_test_check_names (GTK_WIDGET (page));
}

/* Tab comes to the first line, a month, and Down to the next ones. */
static void
test_timeline_keys (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = nx_case_page_new (self->store, self->ids.case_id);
  NxTimelineView *timeline = nx_case_page_get_timeline (NX_CASE_PAGE (page));
  GtkWidget *list = nx_test_find_type (GTK_WIDGET (timeline), GTK_TYPE_LIST_VIEW);
  GtkWidget *first = NULL;
  GtkWidget *second = NULL;

  casework_show (self, page);
  nx_test_wait (nx_timeline_view_get_n_entries (timeline) == 3);
  nx_test_wait (nx_test_shows (list, "扶手还没有装"));
  gtk_window_set_focus (self->window, NULL);
  for (guint i = 0; i < 40 && first == NULL; i++)
    {
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD));
      if (gtk_widget_get_parent (gtk_window_get_focus (self->window)) == list)
        first = gtk_window_get_focus (self->window);
    }
  g_assert_true (first != NULL && first == gtk_widget_get_first_child (list));
  second = gtk_widget_get_next_sibling (first);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_DOWN));
  g_assert_true (gtk_window_get_focus (self->window) == second);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_UP));
  g_assert_true (gtk_window_get_focus (self->window) == first);
}

static gboolean
is_scrolled (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_value (adjustment) > 0;
}

/* A day far back: the pages between are fetched, and the entry of that day is in sight. */
static void
test_go_to_date (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxPage *page = NULL;
  NxTimelineView *timeline = NULL;
  GtkWidget *list = NULL;
  NxDate day = nx_date_add_days (nx_date_today (), -70 - 230);
  g_autofree char *text = nx_date_format (day, NX_DATE_SHORT);

  nx_store_write (self->store, add_visits_job, &self->ids, NULL, &error);
  g_assert_no_error (error);
  page = nx_case_page_new (self->store, self->ids.case_id);
  casework_show (self, page);
  timeline = nx_case_page_get_timeline (NX_CASE_PAGE (page));
  nx_test_wait (nx_timeline_view_get_n_entries (timeline) == 200);
  list = nx_test_find_type (GTK_WIDGET (timeline), GTK_TYPE_LIST_VIEW);
  nx_timeline_view_go_to (timeline, day);
  nx_test_wait (nx_timeline_view_get_n_entries (timeline) > 200);
  nx_test_wait (is_scrolled (gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW)))));
  nx_test_wait (nx_test_shows (list, text));
  nx_test_wait (gtk_window_get_focus (self->window) != NULL
                && gtk_widget_is_ancestor (gtk_window_get_focus (self->window), list));
}

static void
count_cb (NxTimelineView *timeline, guint *n_loaded)
{
  (*n_loaded)++;
}

/* A timeline that cannot be read says so and offers to try again. */
static void
test_unreadable_timeline (CaseworkFixture *self, gconstpointer data)
{
  GtkWidget *timeline = nx_timeline_view_new (self->store);
  NxListFaces *faces = NX_LIST_FACES (nx_test_find_type (timeline, NX_TYPE_LIST_FACES));
  g_autoptr (GError) error = NULL;
  guint n_loaded = 0;

  gtk_window_set_child (self->window, timeline);
  g_signal_connect (timeline, "loaded", G_CALLBACK (count_cb), &n_loaded);
  nx_store_close (self->store, &error);
  g_assert_no_error (error);
  nx_timeline_view_set_case (NX_TIMELINE_VIEW (timeline), self->ids.case_id);
  g_assert_cmpstr (nx_list_faces_get_face (faces), ==, "loading");
  nx_test_wait (g_str_equal (nx_list_faces_get_face (faces), "error"));
  casework_reopen (self);
  g_signal_emit_by_name (faces, "retry");
  nx_test_wait (n_loaded == 1);
  g_assert_cmpstr (nx_list_faces_get_face (faces), ==, "rows");
  gtk_window_set_child (self->window, NULL);
}

/* The day is the store's, as everywhere: a fixed clock holds here too. */
static void
test_fixed_day (CaseworkFixture *self, gconstpointer data)
{
  gint64 later = g_get_real_time () / G_USEC_PER_SEC + 400 * (gint64)86400;
  NxPage *page = NULL;

  g_object_set (self->store, "fixed-now", later, NULL);
  page = nx_case_page_new (self->store, self->ids.case_id);
  casework_show (self, page);
  /* Three days overdue today, more or less. */
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "Next visit")
                && nx_test_shows (GTK_WIDGET (page), "days overdue"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "· 40"));
}

/* In GTK 4.8 a menu made anew for each page would stay for ever. */
static void
test_one_menu (CaseworkFixture *self, gconstpointer data)
{
  GMenuModel *menu = NULL;

  for (guint i = 0; i < 2; i++)
    {
      NxPage *page = nx_case_page_new (self->store, self->ids.case_id);
      GtkWidget *button = nx_test_find_type (GTK_WIDGET (page), GTK_TYPE_MENU_BUTTON);

      casework_show (self, page);
      nx_test_wait (!nx_page_is_busy (page));
      g_assert_true (menu == NULL
                     || menu == gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)));
      menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
      g_assert_nonnull (menu);
      casework_close (self);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, CaseworkFixture, NULL, casework_set_up, test, casework_tear_down)
  ADD ("/ui/case-list/rows", test_list);
  ADD ("/ui/case-page/long-timeline", test_long_timeline);
  ADD ("/ui/case-page/go-to-date", test_go_to_date);
  ADD ("/ui/case-page/timeline-keys", test_timeline_keys);
  ADD ("/ui/case-page/fixed-day", test_fixed_day);
  ADD ("/ui/case-page/unreadable-timeline", test_unreadable_timeline);
  ADD ("/ui/draft-bar/left", test_draft_bar_left);
  ADD ("/ui/draft-bar/offer", test_draft_bar);
  ADD ("/ui/case-page/one-menu", test_one_menu);
  return g_test_run ();
}
