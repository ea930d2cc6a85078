/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests asking, answering and noting in the window: by whom, for whom it waits, drafts and undo. */
#include "config.h"

#include "nx-case-page.h"
#include "nx-chip.h"
#include "nx-client-fixture.h"
#include "nx-drafts.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-remark-box.h"
#include "nx-save.h"
#include "nx-store-gate.h"
#include "nx-worker-notes.h"

#include <string.h>

#define ASKED "药吃完了吗？"
#define ANSWERED "女儿星期天送来"

typedef struct
{
  Fixture *fixture;
  NxStore *store;
  Clients clients;
  gint64 worker;
  gint64 supervisor;
  NxPage *page;
} Work;

/* The office */

static gpointer
add_supervisor_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *self = data;
  g_autoptr (NxRecord) case_file
      = nx_records_load (db, NX_RECORD_CASE, self->clients.case_id, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_WORKER, NULL);
  g_autoptr (NxEdit) case_edit = nx_edit_new (NX_RECORD_CASE, case_file);

  nx_edit_set_text (edit, NX_WORKER_NAME, "赵明慧");
  nx_edit_set_text (edit, NX_WORKER_ROLE, "supervisor");
  nx_edit_set_int (edit, NX_WORKER_IS_ACTIVE, 1);
  self->supervisor = nx_records_save (db, edit, error);
  nx_edit_set_int (case_edit, NX_CASE_SUPERVISOR, self->supervisor);
  nx_records_save (db, case_edit, error);
  return NULL;
}

static void
begin (Work *self, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  self->fixture = fixture;
  open_clients (fixture, &self->clients);
  self->store = nx_session_get_store (fixture->session);
  self->worker = nx_store_get_actor (self->store);
  nx_store_write (self->store, add_supervisor_job, self, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
count_waiting_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint n = 0;
  g_autoptr (GPtrArray) waiting = nx_worker_notes_questions (db, *(gint64 *)data, 0, &n, error);

  return GUINT_TO_POINTER (n);
}

static guint
count_waiting (Work *self, gint64 worker)
{
  g_autoptr (GError) error = NULL;
  gpointer n = nx_store_read (self->store, count_waiting_job, &worker, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_UINT (n);
}

static gpointer
count_comments_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) comments
      = nx_records_load_by_int (db, NX_RECORD_COMMENT, NX_COMMENT_CASE, *(gint64 *)data, error);

  return comments != NULL ? GUINT_TO_POINTER (comments->len) : NULL;
}

/* Those on record. */
static guint
count_comments (Work *self)
{
  g_autoptr (GError) error = NULL;
  gpointer n
      = nx_store_read (self->store, count_comments_job, &self->clients.case_id, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_UINT (n);
}

static gpointer
add_comment_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *self = data;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_COMMENT, NULL);

  nx_edit_set_int (edit, NX_COMMENT_CASE, self->clients.case_id);
  nx_edit_set_int (edit, NX_COMMENT_VISIT, self->clients.visit_id);
  nx_edit_set_int (edit, NX_COMMENT_AUTHOR, self->supervisor);
  nx_edit_set_text (edit, NX_COMMENT_KIND, "question");
  nx_edit_set_text (edit, NX_COMMENT_TEXT, ASKED);
  nx_records_save (db, edit, error);
  return NULL;
}

static void
ask_elsewhere (Work *self)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (self->store, add_comment_job, self, NULL, &error);
  g_assert_no_error (error);
}

/* The page */

static NxRemarkBox *
find_box_in (GtkWidget *widget)
{
  NxRemarkBox *found = NULL;

  if (NX_IS_REMARK_BOX (widget) && gtk_widget_get_mapped (widget))
    return NX_REMARK_BOX (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_box_in (child);
  return found;
}

/* The one that shows. */
static NxRemarkBox *
find_box (Work *self)
{
  return find_box_in (GTK_WIDGET (self->page));
}

static GtkEditable *
find_entry (Work *self)
{
  NxRemarkBox *box = find_box (self);

  return box != NULL ? GTK_EDITABLE (nx_test_find_type (GTK_WIDGET (box), GTK_TYPE_ENTRY)) : NULL;
}

static gboolean
holds (Work *self, const char *text)
{
  return find_entry (self) != NULL && g_str_equal (gtk_editable_get_text (find_entry (self)), text);
}

static void
write_and_send (Work *self, const char *text)
{
  gtk_editable_set_text (find_entry (self), text);
  g_signal_emit_by_name (find_entry (self), "activate");
}

static GtkWidget *
find_chip (GtkWidget *widget, const char *word)
{
  GtkWidget *found = NULL;
  g_autofree char *text = NULL;

  if (NX_IS_CHIP (widget))
    {
      g_object_get (widget, "text", &text, NULL);
      return g_strcmp0 (text, word) == 0 ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_chip (child, word);
  return found;
}

static gboolean
is_chosen (Work *self, const char *word)
{
  NxRemarkBox *box = find_box (self);
  GtkWidget *chip = box != NULL ? find_chip (GTK_WIDGET (box), word) : NULL;

  return chip != NULL && gtk_widget_get_mapped (chip)
         && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip));
}

static gboolean
offers_answer (Work *self)
{
  return gtk_widget_get_mapped (find_chip (GTK_WIDGET (find_box (self)), "_Answer"));
}

/* The case at that visit, as Today opens it, for whoever acts. */
static void
open_visit (Work *self, gint64 actor)
{
  nx_store_set_actor (self->store, actor);
  if (self->page != NULL)
    nx_window_pop_page (self->fixture->window);
  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.open-case-at", "(xxx)",
                              self->clients.case_id, self->clients.visit_id, (gint64)0);
  self->page = nx_window_get_page (self->fixture->window);
  g_assert_true (NX_IS_CASE_PAGE (self->page));
  nx_test_wait (find_box (self) != NULL);
}

/* Whether the focus is inside, or on, the line that holds the box. */
static gboolean
has_focus_beside_box (Work *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->fixture->window));
  NxRemarkBox *box = find_box (self);

  return focus != NULL && box != NULL
         && (gtk_widget_is_ancestor (GTK_WIDGET (box), focus)
             || gtk_widget_is_ancestor (focus, GTK_WIDGET (box)))
         && !GTK_IS_WINDOW (focus) && !GTK_IS_LIST_VIEW (focus) && !NX_IS_PAGE (focus);
}

static gboolean
toasts (Work *self, const char *text)
{
  return nx_test_shows (GTK_WIDGET (self->fixture->window), text);
}

/* Tests */

/* The supervisor asks, it waits for who wrote the visit and not for who asked, and is answered. */
static void
test_ask (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };

  begin (&self, fixture);
  open_visit (&self, self.supervisor);
  g_assert_true (is_chosen (&self, "_Question"));
  g_assert_false (offers_answer (&self));
  g_assert_true (nx_test_shows (GTK_WIDGET (find_box (&self)), "It waits on Today"));
  write_and_send (&self, ASKED);
  nx_test_wait (toasts (&self, "Question sent."));
  nx_test_wait (holds (&self, "") && nx_test_shows (GTK_WIDGET (self.page), ASKED));
  g_assert_cmpuint (count_waiting (&self, self.supervisor), ==, 0);
  g_assert_cmpuint (count_waiting (&self, self.worker), ==, 1);
  open_visit (&self, self.worker);
  nx_test_wait (is_chosen (&self, "_Answer"));
  write_and_send (&self, ANSWERED);
  nx_test_wait (toasts (&self, "Answer sent."));
  nx_test_wait (holds (&self, "") && nx_test_shows (GTK_WIDGET (self.page), ANSWERED));
  g_assert_cmpuint (count_waiting (&self, self.worker), ==, 0);
  g_assert_cmpuint (count_waiting (&self, self.supervisor), ==, 0);
}

/* On one's own visit where nobody asks it is a note; a chip makes it a question, and its words get
 * the focus. */
static void
test_choice (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  GtkWidget *focus = NULL;
  g_autofree char *sent = NULL;

  begin (&self, fixture);
  open_visit (&self, self.worker);
  g_assert_true (is_chosen (&self, "_Note"));
  g_assert_false (nx_test_shows (GTK_WIDGET (find_box (&self)), "It waits on Today"));
  g_signal_emit_by_name (find_chip (GTK_WIDGET (find_box (&self)), "_Question"), "clicked");
  nx_test_wait (is_chosen (&self, "_Question"));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (find_entry (&self))));
  /* Nothing is sent of nothing. */
  g_signal_emit_by_name (find_entry (&self), "activate");
  write_and_send (&self, ASKED);
  nx_test_wait (toasts (&self, "Question sent."));
  g_assert_cmpuint (count_comments (&self), ==, 1);
  /* The worker of the case asks the supervisor. */
  g_assert_cmpuint (count_waiting (&self, self.supervisor), ==, 1);
}

/* The chips are one stop of the Tab key. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  GtkWidget *page = NULL;
  GtkWindow *window = GTK_WINDOW (fixture->window);

  begin (&self, fixture);
  ask_elsewhere (&self);
  open_visit (&self, self.worker);
  page = GTK_WIDGET (self.page);
  nx_test_wait (has_focus_beside_box (&self) && is_chosen (&self, "_Answer"));
  g_assert_true (gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (window)
                 == find_chip (GTK_WIDGET (find_box (&self)), "_Answer"));
  g_assert_true (gtk_widget_child_focus (page, GTK_DIR_RIGHT));
  g_assert_true (gtk_window_get_focus (window)
                 == find_chip (GTK_WIDGET (find_box (&self)), "_Question"));
  g_assert_true (gtk_widget_child_focus (page, GTK_DIR_LEFT));
  g_assert_true (gtk_widget_child_focus (page, GTK_DIR_LEFT));
  g_assert_true (gtk_window_get_focus (window)
                 == find_chip (GTK_WIDGET (find_box (&self)), "_Note"));
  g_assert_true (gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD));
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (find_entry (&self))));
  nx_test_check_names (page);
}

static gboolean
is_in_sight (gpointer widget, GtkWidget *list)
{
  graphene_rect_t bounds;

  return widget != NULL && gtk_widget_compute_bounds (widget, list, &bounds) && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (list);
}

/* A line higher than the window: what one writes in comes into sight. */
static void
test_sight (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  GtkWidget *list = NULL;

  begin (&self, fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 340);
  open_visit (&self, self.worker);
  list = nx_test_find_type (GTK_WIDGET (self.page), GTK_TYPE_LIST_VIEW);
  nx_test_wait (has_focus_beside_box (&self));
  nx_test_wait (find_entry (&self) != NULL && !is_in_sight (find_entry (&self), list));
  nx_remark_box_focus_text (find_box (&self));
  nx_test_wait (is_in_sight (find_entry (&self), list));
}

/* Enter twice is one; whoever writes goes on writing when the line is made anew. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  g_autoptr (GAsyncQueue) gate = NULL;
  GtkEditable *before = NULL;

  begin (&self, fixture);
  ask_elsewhere (&self);
  open_visit (&self, self.worker);
  nx_test_wait (has_focus_beside_box (&self));
  nx_remark_box_focus_text (find_box (&self));
  gtk_editable_set_text (find_entry (&self), ANSWERED);
  gate = nx_store_gate_shut (self.store);
  before = find_entry (&self);
  g_signal_emit_by_name (find_entry (&self), "activate");
  g_signal_emit_by_name (find_entry (&self), "activate");
  nx_store_gate_open (gate);
  nx_test_wait (holds (&self, "") && nx_test_shows (GTK_WIDGET (self.page), ANSWERED));
  nx_store_gate_pass (self.store);
  nx_test_settle ();
  g_assert_cmpuint (count_comments (&self), ==, 2);
  nx_test_wait (find_entry (&self) != before);
  g_assert_true (is_chosen (&self, "_Answer"));
  nx_test_wait (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                        GTK_WIDGET (find_entry (&self))));
}

/* What could not be saved is still there, and the page says why. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  g_autoptr (GError) error = NULL;

  begin (&self, fixture);
  open_visit (&self, self.supervisor);
  gtk_editable_set_text (find_entry (&self), ASKED);
  /* A worker who is not there cannot write. */
  nx_store_set_actor (self.store, 4711);
  g_signal_emit_by_name (find_entry (&self), "activate");
  nx_test_wait (!nx_remark_is_sending (nx_remark_box_get_remark (find_box (&self))));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (
                                GTK_WIDGET (self.page), NX_TYPE_PAGE, "error_label"))),
                            "Nothing was changed."));
  g_assert_true (holds (&self, ASKED));
  g_assert_cmpuint (count_comments (&self), ==, 0);
  nx_store_set_actor (self.store, self.supervisor);
  g_signal_emit_by_name (find_entry (&self), "activate");
  nx_test_wait (holds (&self, "") && nx_test_shows (GTK_WIDGET (self.page), ASKED));
  g_assert_cmpuint (count_comments (&self), ==, 1);
}

static gpointer
count_drafts_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = nx_drafts_list (db, error);

  return drafts != NULL ? GUINT_TO_POINTER (drafts->len) : NULL;
}

static guint
count_drafts (Work *self)
{
  g_autoptr (GError) error = NULL;
  gpointer n = NULL;

  nx_store_gate_pass (self->store);
  n = nx_store_read (self->store, count_drafts_job, NULL, NULL, &error);
  g_assert_no_error (error);
  return GPOINTER_TO_UINT (n);
}

/* What is written outlives its line, its page and the program, with what it was to be. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };

  begin (&self, fixture);
  open_visit (&self, self.worker);
  nx_remark_box_choose (find_box (&self), "question");
  gtk_editable_set_text (find_entry (&self), ASKED);
  nx_timeline_view_set_narrow (nx_case_page_get_timeline (NX_CASE_PAGE (self.page)), TRUE);
  nx_test_wait (holds (&self, ASKED) && is_chosen (&self, "_Question"));
  ask_elsewhere (&self);
  nx_test_wait (nx_test_shows (GTK_WIDGET (self.page), "赵明慧"));
  g_assert_true (holds (&self, ASKED) && is_chosen (&self, "_Question"));
  open_visit (&self, self.worker);
  nx_test_wait (holds (&self, ASKED) && is_chosen (&self, "_Question"));
  g_assert_cmpuint (count_drafts (&self), ==, 1);
  /* Not another's. */
  open_visit (&self, self.supervisor);
  nx_store_gate_pass (self.store);
  nx_test_settle ();
  g_assert_true (holds (&self, ""));
  /* Today offers it. */
  nx_store_set_actor (self.store, self.worker);
  self.page = NULL;
  nx_window_show_root (fixture->window, "today");
  nx_test_wait (nx_test_shows (GTK_WIDGET (fixture->window), "Remark · 王桂英"));
  /* Lock and unlock. */
  lock_office (fixture);
  press (fixture, "keyring_button");
  wait_for_state (fixture, NX_SESSION_OPEN);
  self.store = nx_session_get_store (fixture->session);
  open_visit (&self, self.worker);
  nx_test_wait (holds (&self, ASKED) && is_chosen (&self, "_Question"));
  /* Emptied, it is no draft any more. */
  gtk_editable_set_text (find_entry (&self), "");
  g_assert_cmpuint (count_drafts (&self), ==, 0);
}

/* What was sent by mistake is taken back, and its words are there to be mended. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };

  begin (&self, fixture);
  open_visit (&self, self.supervisor);
  write_and_send (&self, ASKED);
  nx_test_wait (toasts (&self, "Question sent.") && count_waiting (&self, self.worker));
  nx_test_wait (holds (&self, ""));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (count_waiting (&self, self.worker) == 0);
  nx_test_wait (toasts (&self, "Taken back: it is not on record any more."));
  nx_test_wait (holds (&self, ASKED) && is_chosen (&self, "_Question"));
  g_assert_cmpuint (count_comments (&self), ==, 0);
}

/* A question on the case as a whole; answered below its line of the timeline. */
static void
test_case (Fixture *fixture, gconstpointer data)
{
  Work self = { 0 };
  GtkWidget *line = NULL;

  begin (&self, fixture);
  nx_store_set_actor (self.store, self.supervisor);
  self.page = nx_case_page_new (self.store, self.clients.case_id);
  nx_window_push_page (fixture->window, self.page);
  nx_test_wait (!nx_page_is_busy (self.page));
  gtk_widget_activate_action (GTK_WIDGET (self.page), "case.ask", NULL);
  nx_test_wait (find_box (&self) != NULL && is_chosen (&self, "_Question"));
  write_and_send (&self, ASKED);
  nx_test_wait (count_waiting (&self, self.worker) == 1);
  g_assert_cmpuint (count_waiting (&self, self.supervisor), ==, 0);
  /* From the line on Today. */
  nx_window_pop_page (fixture->window);
  nx_store_set_actor (self.store, self.worker);
  nx_window_show_root (fixture->window, "visits");
  nx_window_show_root (fixture->window, "today");
  nx_test_wait (nx_test_shows (GTK_WIDGET (fixture->window), "王桂英 · 赵明慧 asks"));
  line = nx_test_find_type (GTK_WIDGET (nx_window_get_page (fixture->window)),
                            g_type_from_name ("NxTodayAside"));
  line = nx_test_find_type (line, GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (line, "activate");
  self.page = nx_window_get_page (fixture->window);
  nx_test_wait (find_box (&self) != NULL && is_chosen (&self, "_Answer"));
  nx_test_wait (has_focus_beside_box (&self));
  write_and_send (&self, ANSWERED);
  nx_test_wait (count_waiting (&self, self.worker) == 0);
  nx_test_wait (nx_test_shows (GTK_WIDGET (self.page), ANSWERED));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/remarks/ask", test_ask);
  ADD ("/ui/remarks/case", test_case);
  ADD ("/ui/remarks/choice", test_choice);
  ADD ("/ui/remarks/failed", test_failed);
  ADD ("/ui/remarks/keys", test_keys);
  ADD ("/ui/remarks/kept", test_kept);
  ADD ("/ui/remarks/once", test_once);
  ADD ("/ui/remarks/sight", test_sight);
  ADD ("/ui/remarks/undo", test_undo);
  return g_test_run ();
}
