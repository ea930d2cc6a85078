/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the preview: its pages, what options do to it, and that printer and PDF say the same. */
#include "config.h"

#include "nx-bulk-bar.h"
#include "nx-client-fixture.h"
#include "nx-pdf.h"
#include "nx-preview-page.h"
#include "nx-print-operation.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-gate.h"

#include <glib/gstdio.h>

typedef struct
{
  Fixture *fixture;
  Clients clients;
  NxPreviewPage *page;
  char *path;
} Preview;

static void
open_preview (Preview *self, const char *action, gint64 id)
{
  NxPage *page = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), action, id != 0 ? "x" : NULL, id);
  page = nx_window_get_page (self->fixture->window);
  g_assert_true (NX_IS_PREVIEW_PAGE (page));
  self->page = NX_PREVIEW_PAGE (page);
  nx_test_wait (nx_preview_page_is_ready (self->page));
}

/* Leaves the page and asserts that nothing of it is left. */
static void
close_preview (Preview *self)
{
  gpointer page = self->page;
  gpointer document = nx_preview_page_get_document (self->page);

  g_object_add_weak_pointer (page, &page);
  g_object_add_weak_pointer (document, &document);
  g_assert_true (nx_window_pop_page (self->fixture->window));
  nx_test_wait (page == NULL && document == NULL);
}

static void
begin (Preview *self, Fixture *fixture)
{
  self->fixture = fixture;
  open_clients (fixture, &self->clients);
  self->path = g_build_filename (fixture->folder, "paper.pdf", NULL);
}

static char *
read_pdf (const char *path)
{
  const char *argv[] = { "pdftotext", path, "-", NULL };
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return text;
}

static GtkWidget *
get_part (Preview *self, const char *id)
{
  return find_named (GTK_WIDGET (self->page), id);
}

static guint
count_pages (Preview *self)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_part (self, "page_view")))));
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  Preview self = { 0 };
  struct
  {
    const char *action;
    gint64 id;
  } papers[4];

  begin (&self, fixture);
  papers[0].action = "win.print-visit";
  papers[0].id = self.clients.visit_id;
  papers[1].action = "win.print-timeline";
  papers[1].id = self.clients.case_id;
  papers[2].action = "win.print-household";
  papers[2].id = self.clients.household;
  papers[3].action = "win.print-route";
  papers[3].id = 0;
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      open_preview (&self, papers[i].action, papers[i].id);
      g_assert_cmpuint (count_pages (&self), ==,
                        nx_print_document_n_pages (nx_preview_page_get_document (self.page)));
      g_assert_cmpuint (count_pages (&self), >=, 1);
      g_assert_null (strstr (nx_page_get_title (NX_PAGE (self.page)), "王"));
      nx_test_check_names (GTK_WIDGET (self.page));
      nx_test_settle ();
      close_preview (&self);
    }
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Nuanxin");
  g_free (self.path);
}

static gpointer
count_events_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *n = data;

  *n = nx_records_count (db, NX_RECORD_EVENT, error);
  return NULL;
}

static gint64
count_events (Preview *self)
{
  gint64 n = 0;
  g_autoptr (GError) error = NULL;

  nx_store_read (nx_session_get_store (self->fixture->session), count_events_job, &n, NULL, &error);
  g_assert_no_error (error);
  return n;
}

static void
save (Preview *self)
{
  g_unlink (self->path);
  nx_preview_page_save (self->page, self->path);
  nx_test_wait (g_file_test (self->path, G_FILE_TEST_EXISTS)
                && !nx_page_is_busy (NX_PAGE (self->page)));
}

/* Another look lays out anew, and the file is as the preview shows it; each print is in the
 * journal. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  Preview self = { 0 };
  g_autofree char *plain = NULL;
  g_autofree char *redacted = NULL;
  gint64 n_events = 0;

  begin (&self, fixture);
  open_preview (&self, "win.print-visit", self.clients.visit_id);
  n_events = count_events (&self);
  save (&self);
  g_assert_cmpint (count_events (&self), ==, n_events + 1);
  plain = read_pdf (self.path);
  g_assert_nonnull (strstr (plain, "王桂英"));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_part (&self, "redacted_check")), TRUE);
  g_assert_false (nx_preview_page_is_ready (self.page));
  g_assert_false (gtk_widget_get_sensitive (get_part (&self, "print_button")));
  nx_test_wait (nx_preview_page_is_ready (self.page));
  save (&self);
  redacted = read_pdf (self.path);
  g_assert_null (strstr (redacted, "王桂英"));
  close_preview (&self);
  g_unlink (self.path);
  g_free (self.path);
}

/* A folder that is not there: said on the page, nothing in the journal, nothing left behind. */
static void
test_save_fails (Fixture *fixture, gconstpointer data)
{
  Preview self = { 0 };
  g_autofree char *path = NULL;
  gint64 n_events = 0;

  begin (&self, fixture);
  path = g_build_filename (fixture->folder, "no-such-folder", "paper.pdf", NULL);
  open_preview (&self, "win.print-visit", self.clients.visit_id);
  n_events = count_events (&self);
  nx_preview_page_save (self.page, path);
  nx_test_wait (!nx_page_is_busy (NX_PAGE (self.page)));
  g_assert_cmpint (count_events (&self), ==, n_events);
  close_preview (&self);
  g_free (self.path);
}

static void
test_operation (Fixture *fixture, gconstpointer data)
{
  Preview self = { 0 };
  g_autoptr (NxPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *written = NULL;
  g_autofree char *job_name = NULL;
  gpointer watched = NULL;

  begin (&self, fixture);
  open_preview (&self, "win.print-timeline", self.clients.case_id);
  operation = nx_print_operation_new (nx_preview_page_get_document (self.page));
  g_object_get (operation, "job-name", &job_name, NULL);
  g_assert_null (strstr (job_name, "王"));
  gtk_print_operation_set_allow_async (GTK_PRINT_OPERATION (operation), FALSE);
  gtk_print_operation_set_export_filename (GTK_PRINT_OPERATION (operation), self.path);
  gtk_print_operation_run (GTK_PRINT_OPERATION (operation), GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                           &error);
  g_assert_no_error (error);
  printed = read_pdf (self.path);
  nx_pdf_write_file (nx_preview_page_get_document (self.page), self.path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  written = read_pdf (self.path);
  g_assert_nonnull (strstr (written, "苹果"));
  g_assert_cmpstr (printed, ==, written);
  watched = operation;
  g_object_add_weak_pointer (watched, &watched);
  g_clear_object (&operation);
  nx_test_settle ();
  g_assert_null (watched);
  close_preview (&self);
  g_unlink (self.path);
  g_free (self.path);
}

/* The period narrows what a timeline holds: it is read anew. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  Preview self = { 0 };
  g_autofree char *text = NULL;
  GtkWidget *chip = NULL;

  begin (&self, fixture);
  open_preview (&self, "win.print-timeline", self.clients.case_id);
  /* The second kind: attempts that met nobody, of which there are none. */
  chip = gtk_widget_get_next_sibling (gtk_widget_get_first_child (get_part (&self, "kind_box")));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  nx_test_wait (!nx_page_is_busy (NX_PAGE (self.page)) && nx_preview_page_is_ready (self.page));
  save (&self);
  text = read_pdf (self.path);
  g_assert_null (strstr (text, "苹果"));
  close_preview (&self);
  g_unlink (self.path);
  g_free (self.path);
}

/* Several papers */

static gpointer
add_households_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "丁一", "林晓岚" };
  GArray *ids = data;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (NxEdit) household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
      g_autoptr (NxEdit) person = nx_edit_new (NX_RECORD_PERSON, NULL);
      g_autoptr (NxEdit) membership = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
      gint64 id = nx_records_save (db, household, error);

      nx_edit_set_text (person, NX_PERSON_NAME, names[i]);
      nx_edit_set_int (membership, NX_MEMBERSHIP_HOUSEHOLD, id);
      nx_edit_set_int (membership, NX_MEMBERSHIP_PERSON, nx_records_save (db, person, error));
      nx_edit_set_text (membership, NX_MEMBERSHIP_RELATION, "02");
      nx_records_save (db, membership, error);
      g_array_append_val (ids, id);
    }
  return NULL;
}

static guint
count_texts (const char *text, const char *wanted)
{
  guint n = 0;

  for (const char *at = strstr (text, wanted); at != NULL; at = strstr (at + 1, wanted))
    n++;
  return n;
}

static gboolean
has_row (GtkColumnView *view, guint n)
{
  return gtk_column_view_get_model (view) != NULL
         && g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view))) == n;
}

/* Selected in the list, in its order, each beginning on a page of its own; each in the journal. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  Preview self = { 0 };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *text = NULL;
  GtkWidget *list = NULL;
  GtkColumnView *view = NULL;
  GtkWidget *bar = NULL;
  GtkWidget *button = NULL;
  gint64 n_events = 0;

  begin (&self, fixture);
  nx_store_write (nx_session_get_store (fixture->session), add_households_job, ids, NULL, NULL);
  nx_window_show_root (fixture->window, "households");
  list = GTK_WIDGET (nx_window_get_page (fixture->window));
  view = GTK_COLUMN_VIEW (find_named (list, "view"));
  nx_test_wait (has_row (view, 3));
  gtk_selection_model_select_all (gtk_column_view_get_model (view));
  bar = find_named (list, "bulk_bar");
  for (button = gtk_widget_get_first_child (bar);
       !GTK_IS_BUTTON (button)
       || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "_Print…") != 0;
       button = gtk_widget_get_next_sibling (button))
    ;
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (NX_IS_PREVIEW_PAGE (nx_window_get_page (fixture->window)));
  self.page = NX_PREVIEW_PAGE (nx_window_get_page (fixture->window));
  nx_test_wait (nx_preview_page_is_ready (self.page));
  g_assert_cmpstr (nx_page_get_subtitle (NX_PAGE (self.page)), ==, "Records: 3 · Pages: 3");
  n_events = count_events (&self);
  save (&self);
  g_assert_cmpint (count_events (&self), ==, n_events + 3);
  text = read_pdf (self.path);
  g_assert_cmpuint (count_texts (text, "Page 1 of 1"), ==, 3);
  g_assert_true (strstr (text, "丁一") < strstr (text, "林晓岚"));
  g_assert_true (strstr (text, "林晓岚") < strstr (text, "王桂英"));
  close_preview (&self);
  g_unlink (self.path);
  g_free (self.path);
}

/* One that is gone is left out and counted; when all are, the page says so. */
static void
test_several_gone (Fixture *fixture, gconstpointer data)
{
  Preview self = { 0 };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 gone = 99999;
  NxPage *page = NULL;

  begin (&self, fixture);
  g_array_append_val (ids, gone);
  nx_store_write (nx_session_get_store (fixture->session), add_households_job, ids, NULL, NULL);
  page = nx_preview_page_new_several (nx_session_get_store (fixture->session),
                                      NX_PAPER_SOURCE_HOUSEHOLD, ids);
  nx_window_push_page (fixture->window, page);
  self.page = NX_PREVIEW_PAGE (page);
  nx_test_wait (nx_preview_page_is_ready (self.page));
  g_assert_cmpstr (nx_page_get_subtitle (page), ==,
                   "Records: 2 · Pages: 2 · No longer there, left out: 1");
  close_preview (&self);
  g_array_set_size (ids, 1);
  g_array_append_val (ids, gone);
  page = nx_preview_page_new_several (nx_session_get_store (fixture->session),
                                      NX_PAPER_SOURCE_HOUSEHOLD, ids);
  nx_window_push_page (fixture->window, page);
  nx_test_wait (!nx_page_is_busy (page));
  g_assert_false (nx_preview_page_is_ready (NX_PREVIEW_PAGE (page)));
  nx_window_pop_page (fixture->window);
  g_free (self.path);
}

static gpointer
add_phone_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *person = data;
  g_autoptr (NxRecord) record = nx_records_load (db, NX_RECORD_PERSON, *person, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, record);

  nx_edit_set_text (edit, NX_PERSON_PHONES, "13800001111");
  nx_records_save (db, edit, error);
  return NULL;
}

static GtkWindow *
find_dialog (Preview *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;
  return NULL;
}

static char *
read_preview (Preview *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  nx_pdf_write_file (nx_preview_page_get_document (self->page), self->path, NULL, NULL, NULL,
                     &error);
  g_assert_no_error (error);
  text = read_pdf (self->path);
  g_unlink (self->path);
  return text;
}

/* Numbers show in full once the journal knows why, and not before, whatever is laid out then. */
static void
test_unmask (Fixture *fixture, gconstpointer data)
{
  Preview self = { 0 };
  NxStore *store = NULL;
  g_autoptr (GAsyncQueue) gate = NULL;
  GtkWindow *dialog = NULL;
  GtkDropDown *copies = NULL;
  NxPrintDocument *masked = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  begin (&self, fixture);
  store = nx_session_get_store (fixture->session);
  nx_store_write (store, add_phone_job, &self.clients.mine, NULL, NULL);
  open_preview (&self, "win.print-household", self.clients.household);
  gate = nx_store_gate_shut (store);
  gtk_widget_activate_action (GTK_WIDGET (self.page), "preview.unmask", NULL);
  dialog = find_dialog (&self);
  gtk_editable_set_text (
      GTK_EDITABLE (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog))), "转介");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "unmask");
  copies = GTK_DROP_DOWN (get_part (&self, "copy_drop_down"));
  gtk_drop_down_set_selected (copies, 1 - gtk_drop_down_get_selected (copies));
  g_assert_false (nx_preview_page_is_ready (self.page));
  nx_test_wait (nx_preview_page_is_ready (self.page));
  before = read_preview (&self);
  g_assert_null (strstr (before, "13800001111"));
  masked = nx_preview_page_get_document (self.page);
  nx_store_gate_open (gate);
  nx_test_wait (nx_preview_page_get_document (self.page) != masked
                && nx_preview_page_is_ready (self.page));
  after = read_preview (&self);
  g_assert_nonnull (strstr (after, "13800001111"));
  close_preview (&self);
  g_free (self.path);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/preview-page/kinds", test_kinds);
  ADD ("/ui/preview-page/operation", test_operation);
  ADD ("/ui/preview-page/pages", test_pages);
  ADD ("/ui/preview-page/save", test_save);
  ADD ("/ui/preview-page/save-fails", test_save_fails);
  ADD ("/ui/preview-page/several", test_several);
  ADD ("/ui/preview-page/several-gone", test_several_gone);
  ADD ("/ui/preview-page/unmask", test_unmask);
  return g_test_run ();
}
