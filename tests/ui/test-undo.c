/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that toasts tell what the store answered, and that Undo works whatever page is open. */
#include "config.h"

#include "nx-case-page.h"
#include "nx-client-fixture.h"
#include "nx-date-field.h"
#include "nx-draft-bar.h"
#include "nx-drafts.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-gate.h"
#include "nx-visit-editor.h"
#include "nx-visit-start.h"

typedef struct
{
  Fixture *fixture;
  Clients clients;
  NxStore *store;
  NxPage *page;
} Work;

static void
begin (Work *self, Fixture *fixture)
{
  self->fixture = fixture;
  open_clients (fixture, &self->clients);
  self->store = nx_session_get_store (fixture->session);
}

static void
open_page (Work *self, NxPage *page)
{
  self->page = page;
  nx_window_push_page (self->fixture->window, page);
  nx_test_wait (!nx_page_is_busy (page));
}

static GtkWidget *
find_type (GtkWidget *widget, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
toasts (Work *self, const char *text)
{
  return nx_test_shows (find_type (GTK_WIDGET (self->fixture->window), "AdwToastWidget"), text);
}

static void
undo (Work *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.undo", NULL);
}

/* --- Postponing
 * ------------------------------------------------------------------------------------------ */

static gpointer
next_on_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxRecord) case_file = nx_records_load (db, NX_RECORD_CASE, *(gint64 *)data, error);

  return case_file != NULL ? g_strdup (nx_record_peek_text (case_file, NX_CASE_NEXT_ON)) : NULL;
}

static char *
dup_next_on (Work *self)
{
  g_autoptr (GError) error = NULL;
  char *day = nx_store_read (self->store, next_on_job, &self->clients.case_id, NULL, &error);

  g_assert_no_error (error);
  return day;
}

static gboolean
is_next_on (Work *self, const char *wanted)
{
  g_autofree char *day = dup_next_on (self);

  return g_str_equal (day, wanted);
}

static GtkEditable *
get_reason (Work *self)
{
  return GTK_EDITABLE (find_named (GTK_WIDGET (self->page), "postpone_reason"));
}

static GtkWidget *
find_day_field (GtkWidget *widget)
{
  if (NX_IS_DATE_FIELD (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_day_field (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
postpone (Work *self, int n_days)
{
  GtkWidget *place = find_named (GTK_WIDGET (self->page), "postpone_place");

  nx_date_field_set_date (NX_DATE_FIELD (find_day_field (place)),
                          nx_date_add_days (nx_date_today (), n_days));
  gtk_editable_set_text (get_reason (self), "她去女儿家住几天");
  g_signal_emit_by_name (get_reason (self), "activate");
}

/* The toast is the store's answer; its Undo works after the page has gone. */
static void
test_postpone (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  g_autoptr (GAsyncQueue) gate = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = nx_date_to_iso (nx_date_add_days (nx_date_today (), 3));

  begin (&self, fixture);
  open_page (&self, nx_case_page_new (self.store, self.clients.case_id));
  before = dup_next_on (&self);
  gate = nx_store_gate_shut (self.store);
  postpone (&self, 3);
  nx_test_settle ();
  g_assert_false (toasts (&self, "Postponed"));
  /* Twice quickly is once. */
  g_signal_emit_by_name (get_reason (&self), "activate");
  nx_store_gate_open (gate);
  nx_test_wait (toasts (&self, "Postponed"));
  g_assert_true (is_next_on (&self, after));
  nx_test_wait (*gtk_editable_get_text (get_reason (&self)) == '\0');
  nx_window_pop_page (fixture->window);
  undo (&self);
  nx_test_wait (is_next_on (&self, before));
  nx_test_wait (toasts (&self, "Taken back"));
}

/* What is refused says so on the page, keeps the words, and claims nothing. */
static void
test_postpone_refused (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  g_autofree char *before = NULL;

  begin (&self, fixture);
  open_page (&self, nx_case_page_new (self.store, self.clients.case_id));
  before = dup_next_on (&self);
  postpone (&self, -3);
  nx_test_wait (nx_test_shows (GTK_WIDGET (self.page), "This day is past."));
  g_assert_true (is_next_on (&self, before));
  g_assert_false (toasts (&self, "Postponed"));
  g_assert_cmpstr (gtk_editable_get_text (get_reason (&self)), ==, "她去女儿家住几天");
}

static gpointer
change_case_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxRecord) case_file = nx_records_load (db, NX_RECORD_CASE, *(gint64 *)data, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, case_file);

  nx_edit_set_date (edit, NX_CASE_NEXT_ON, nx_date_add_days (nx_database_today (db), 1));
  nx_records_save (db, edit, error);
  return NULL;
}

/* An undo that would overwrite something newer does nothing, and says why. */
static void
test_postpone_stale (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *newer = nx_date_to_iso (nx_date_add_days (nx_date_today (), 1));

  begin (&self, fixture);
  open_page (&self, nx_case_page_new (self.store, self.clients.case_id));
  postpone (&self, 3);
  nx_test_wait (toasts (&self, "Postponed"));
  nx_store_write (self.store, change_case_job, &self.clients.case_id, NULL, &error);
  g_assert_no_error (error);
  undo (&self);
  nx_test_wait (nx_test_shows (GTK_WIDGET (fixture->window), "This was not taken back"));
  g_assert_true (is_next_on (&self, newer));
}

/* --- Drafts
 * ------------------------------------------------------------------------------------------ */

static gpointer
draft_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 case_id = *(gint64 *)data;
  g_autofree char *place = nx_visit_start_dup_place (case_id, 0);
  g_autoptr (NxDraft) draft = nx_drafts_find (db, NX_RECORD_VISIT, 0, place, error);
  g_autoptr (NxEdit) edit = NULL;

  if (draft == NULL)
    return NULL;
  edit = nx_edit_from_draft (draft->data, NULL, error);
  return edit != NULL ? g_strdup (nx_edit_get_text (edit, NX_VISIT_NARRATIVE)) : NULL;
}

/* What the draft of a new visit in the store says; NULL when there is none. */
static gboolean
is_draft (Work *self, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text
      = nx_store_read (self->store, draft_job, &self->clients.case_id, NULL, &error);

  g_assert_no_error (error);
  return g_strcmp0 (text, wanted) == 0;
}

static NxVisitEditor *
open_editor (Work *self)
{
  open_page (self, nx_visit_editor_new (self->store, self->clients.case_id, 0, "done"));
  return NX_VISIT_EDITOR (self->page);
}

static void
set_narrative (NxVisitEditor *editor, const char *text)
{
  nx_edit_set_text (nx_visit_editor_get_edit (editor), NX_VISIT_NARRATIVE, text);
}

/* Writes a draft, throws it away and leaves the page. */
static void
discard_and_leave (Work *self)
{
  gpointer editor = open_editor (self);

  set_narrative (editor, "写到一半");
  nx_test_wait (is_draft (self, "写到一半"));
  gtk_widget_activate_action (GTK_WIDGET (editor), "visit.discard", NULL);
  nx_test_wait (is_draft (self, NULL) && toasts (self, "thrown away"));
  g_object_add_weak_pointer (editor, &editor);
  nx_window_pop_page (self->fixture->window);
  nx_test_wait (editor == NULL);
}

static GtkWidget *
find_bar (GtkWidget *widget)
{
  GtkWidget *found = NX_IS_DRAFT_BAR (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_bar (child);
  return found;
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  NxDraftBar *bar = NULL;

  begin (&self, fixture);
  open_page (&self, nx_case_page_new (self.store, self.clients.case_id));
  bar = NX_DRAFT_BAR (find_bar (GTK_WIDGET (self.page)));
  discard_and_leave (&self);
  nx_test_wait (nx_draft_bar_get_n_drafts (bar) == 0);
  undo (&self);
  nx_test_wait (is_draft (&self, "写到一半"));
  /* The page in front offers it at once. */
  nx_test_wait (nx_draft_bar_get_n_drafts (bar) == 1);
}

/* Opened anew meanwhile, the page takes up what came back. */
static void
test_discard_reopened (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  NxVisitEditor *editor = NULL;

  begin (&self, fixture);
  discard_and_leave (&self);
  editor = open_editor (&self);
  undo (&self);
  nx_test_wait (g_strcmp0 (nx_edit_get_text (nx_visit_editor_get_edit (editor), NX_VISIT_NARRATIVE),
                           "写到一半")
                == 0);
  g_assert_true (is_draft (&self, "写到一半"));
}

/* What was begun since then is not overwritten, and that is said. */
static void
test_discard_newer (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };

  begin (&self, fixture);
  discard_and_leave (&self);
  set_narrative (open_editor (&self), "新写的");
  undo (&self);
  nx_test_wait (toasts (&self, "newer"));
  g_assert_true (is_draft (&self, "新写的"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/undo/discard", test_discard);
  ADD ("/ui/undo/discard-newer", test_discard_newer);
  ADD ("/ui/undo/discard-reopened", test_discard_reopened);
  ADD ("/ui/undo/postpone", test_postpone);
  ADD ("/ui/undo/postpone-refused", test_postpone_refused);
  ADD ("/ui/undo/postpone-stale", test_postpone_stale);
  return g_test_run ();
}
