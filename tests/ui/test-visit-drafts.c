/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests writing visits: drafts within a second, restored, saved, refused, stale, on a full disk. */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-date-field.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-store-gate.h"
#include "nx-visit-editor.h"

#include <signal.h>
#include <sys/resource.h>

typedef gboolean (*Wanted) (GtkWidget *widget, gpointer data);

static GtkWidget *
find_widget (GtkWidget *widget, Wanted is_wanted, gpointer data)
{
  if (is_wanted (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, is_wanted, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_mapped_text (GtkWidget *widget, gpointer data)
{
  return GTK_IS_TEXT_VIEW (widget) && gtk_widget_get_mapped (widget);
}

/* The first text on the page: the narrative, or what was tried. */
static GtkTextBuffer *
get_text (gpointer page)
{
  GtkWidget *view = find_widget (page, is_mapped_text, NULL);

  g_assert_nonnull (view);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
type_text (gpointer page, const char *text)
{
  gtk_text_buffer_insert_interactive_at_cursor (get_text (page), text, -1, TRUE);
}

static gboolean
is_editable (GtkWidget *widget, gpointer data)
{
  return GTK_IS_ENTRY (widget);
}

static char *
dup_text (gpointer page)
{
  char *text = NULL;

  g_object_get (get_text (page), "text", &text, NULL);
  return text;
}

static gboolean
has_label (gpointer page, const char *text)
{
  return nx_test_shows (page, text);
}

static NxVisitEditor *
open_editor (CaseworkFixture *self, gint64 visit_id, const char *state)
{
  NxPage *page
      = nx_visit_editor_new (self->store, visit_id == 0 ? self->ids.case_id : 0, visit_id, state);

  casework_show (self, page);
  nx_test_wait (nx_visit_editor_get_edit (NX_VISIT_EDITOR (page)) != NULL);
  nx_test_wait (find_widget (GTK_WIDGET (page), is_mapped_text, NULL) != NULL);
  return NX_VISIT_EDITOR (page);
}

static gboolean
is_kept (NxVisitEditor *editor)
{
  return nx_draft_keeper_get_state (nx_visit_editor_get_keeper (editor)) == NX_DRAFT_KEPT;
}

/* Once a save is acknowledged the keeper has nothing more to keep. */
static gboolean
is_saved (NxVisitEditor *editor)
{
  return nx_draft_keeper_get_state (nx_visit_editor_get_keeper (editor)) == NX_DRAFT_NONE;
}

/* Who leaves a visit at once is not there any more when it comes. */
static void
test_left (CaseworkFixture *self, gconstpointer data)
{
  gpointer page = nx_visit_editor_new (self->store, self->ids.case_id, 0, "done");

  g_object_ref_sink (page);
  nx_store_gate_pass (self->store);
  g_object_add_weak_pointer (page, &page);
  g_object_unref (page);
  nx_test_wait (page == NULL);
  nx_test_settle ();
}

static void
assert_draft (CaseworkFixture *self, const char *text)
{
  g_autoptr (GBytes) draft = casework_find_draft (self->store, self->ids.case_id, 0);
  g_autoptr (NxEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    {
      g_assert_null (draft);
      return;
    }
  g_assert_nonnull (draft);
  edit = nx_edit_from_draft (draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nx_edit_get_text (edit, NX_VISIT_NARRATIVE), ==, text);
}

static gboolean
has_draft (CaseworkFixture *self)
{
  g_autoptr (GBytes) draft = casework_find_draft (self->store, self->ids.case_id, 0);

  return draft != NULL;
}

/* Keys that never pause for long are in the store within a second of the first one too. */
static void
test_draft_in_a_second (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "done");
  gint64 begin = 0;

  assert_draft (self, NULL);
  begin = g_get_monotonic_time ();
  type_text (editor, "她今天");
  nx_test_wait (is_kept (editor));
  g_test_message ("the draft was kept after %d ms",
                  (int)((g_get_monotonic_time () - begin) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
  assert_draft (self, "她今天");
}

typedef struct
{
  NxVisitEditor *editor;
  guint n_keys;
} Typing;

static gboolean
type_key_cb (gpointer data)
{
  Typing *typing = data;

  type_text (typing->editor, "字");
  return ++typing->n_keys < 40 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
test_steady_typing (CaseworkFixture *self, gconstpointer data)
{
  Typing typing = { open_editor (self, 0, "done"), 0 };

  g_timeout_add (50, type_key_cb, &typing);
  nx_test_wait (nx_draft_keeper_get_kept_at (nx_visit_editor_get_keeper (typing.editor)) != NULL);
  /* Written in the middle of the typing: forty keys take two seconds. */
  g_assert_cmpuint (typing.n_keys, <, 21);
  nx_test_wait (typing.n_keys == 40 && is_kept (typing.editor));
}

static void
test_restored (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "done");
  g_autofree char *text = NULL;

  type_text (editor, "写到一半");
  /* Leaving at once is no reason to lose it. */
  casework_close (self);
  nx_test_wait (has_draft (self));
  assert_draft (self, "写到一半");
  editor = open_editor (self, 0, "done");
  text = dup_text (editor);
  g_assert_cmpstr (text, ==, "写到一半");
  gtk_widget_activate_action (GTK_WIDGET (editor), "visit.discard", NULL);
  nx_test_wait (!has_draft (self));
  g_clear_pointer (&text, g_free);
  text = dup_text (editor);
  g_assert_cmpstr (text, ==, "");
}

static void
test_saved (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "done");
  guint n_visits = casework_count_visits (self->store, self->ids.case_id);

  type_text (editor, "扶手装好了，试过很稳。");
  nx_test_wait (is_kept (editor));
  nx_visit_editor_save (editor);
  nx_test_wait (is_saved (editor));
  assert_draft (self, NULL);
  g_assert_cmpuint (casework_count_visits (self->store, self->ids.case_id), ==, n_visits + 1);
  casework_close (self);
  nx_test_settle ();
  assert_draft (self, NULL);
}

static void
test_refused_in_place (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "done");
  NxEdit *edit = nx_visit_editor_get_edit (editor);
  guint n_visits = casework_count_visits (self->store, self->ids.case_id);

  nx_visit_editor_save (editor);
  nx_test_settle ();
  g_assert_true (has_label (editor, "Write down what happened and what was seen."));
  nx_edit_set_text (edit, NX_VISIT_START_TIME, "14:00");
  nx_edit_set_text (edit, NX_VISIT_END_TIME, "13:00");
  type_text (editor, "写了");
  nx_visit_editor_save (editor);
  nx_test_settle ();
  g_assert_false (has_label (editor, "Write down what happened and what was seen."));
  g_assert_true (has_label (editor, "The visit ends before it begins."));
  g_assert_cmpuint (casework_count_visits (self->store, self->ids.case_id), ==, n_visits);
  nx_edit_set_text (edit, NX_VISIT_END_TIME, "14:40");
  nx_visit_editor_save (editor);
  nx_test_wait (is_saved (editor));
  g_assert_cmpuint (casework_count_visits (self->store, self->ids.case_id), ==, n_visits + 1);
}

static void
test_not_met (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "attempted");

  nx_visit_editor_save (editor);
  nx_test_settle ();
  g_assert_true (has_label (editor, "Say why the client was not met."));
  nx_edit_set_text (nx_visit_editor_get_edit (editor), NX_VISIT_NOT_MET_REASON, "no_answer");
  type_text (editor, "问过502邻居");
  nx_visit_editor_save (editor);
  nx_test_wait (is_saved (editor));
}

static gpointer
change_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxRecord) visit = nx_records_load (db, NX_RECORD_VISIT, *(gint64 *)data, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, visit);

  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "别人改过的记录");
  nx_edit_set_text (edit, NX_VISIT_SERVICES, "别人送的药盒");
  nx_records_save (db, edit, error);
  return NULL;
}

static gboolean
is_button_labelled (GtkWidget *widget, gpointer text)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0;
}

/* By the other, then by us. */
static gboolean
is_changed_twice (CaseworkFixture *self)
{
  g_autoptr (NxRecord) visit = casework_find (self->store, NX_RECORD_VISIT, self->ids.last_visit);

  return nx_record_get_version (visit) == 3;
}

static void
test_stale (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, self->ids.last_visit, "done");
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) visit = NULL;

  type_text (editor, "我加的：");
  nx_store_write (self->store, change_job, &self->ids.last_visit, NULL, &error);
  g_assert_no_error (error);
  nx_visit_editor_save (editor);
  nx_test_wait (has_label (editor, "Mine") && has_label (editor, "Theirs"));
  g_assert_true (has_label (editor, "我加的："));
  g_assert_true (has_label (editor, "别人改过的记录"));
  g_signal_emit_by_name (find_widget (GTK_WIDGET (editor), is_button_labelled, "_Go On"),
                         "clicked");
  nx_test_wait (find_widget (GTK_WIDGET (editor), is_mapped_text, NULL) != NULL);
  nx_visit_editor_save (editor);
  nx_test_wait (is_changed_twice (self));
  visit = casework_find (self->store, NX_RECORD_VISIT, self->ids.last_visit);
  g_assert_nonnull (strstr (nx_record_get_text (visit, NX_VISIT_NARRATIVE), "我加的："));
  g_assert_cmpstr (nx_record_get_text (visit, NX_VISIT_SERVICES), ==, "别人送的药盒");
}

/* A limit on the size of files is what a full disk looks like on any computer. */
static void
test_full_disk (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "done");
  struct rlimit limit = { 4096, RLIM_INFINITY };
  g_autofree char *text = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  type_text (editor, "磁盘满了也不能丢");
  nx_test_wait (nx_draft_keeper_get_state (nx_visit_editor_get_keeper (editor)) == NX_DRAFT_FAILED);
  g_assert_error (nx_draft_keeper_get_error (nx_visit_editor_get_keeper (editor)), NX_STORE_ERROR,
                  NX_STORE_ERROR_NO_SPACE);
  g_assert_true (has_label (editor, "Draft not saved"));
  nx_visit_editor_save (editor);
  nx_test_wait (!nx_page_is_busy (NX_PAGE (editor)));
  text = dup_text (editor);
  g_assert_cmpstr (text, ==, "磁盘满了也不能丢");
  limit.rlim_cur = RLIM_INFINITY;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  /* "Later" does not leave behind what is not kept: it tries again. */
  gtk_widget_activate_action (GTK_WIDGET (editor), "visit.later", NULL);
  nx_test_wait (is_kept (editor));
  assert_draft (self, "磁盘满了也不能丢");
  nx_visit_editor_save (editor);
  nx_test_wait (is_saved (editor));
  assert_draft (self, NULL);
}

/* A draft of a visit that somebody saved meanwhile overwrites nothing by being taken up again. */
static void
test_stale_draft (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, self->ids.last_visit, "done");
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) visit = NULL;
  NxPage *page = NULL;

  type_text (editor, "我加的：");
  nx_test_wait (is_kept (editor));
  casework_close (self);
  nx_store_write (self->store, change_job, &self->ids.last_visit, NULL, &error);
  g_assert_no_error (error);
  page = nx_visit_editor_new (self->store, 0, self->ids.last_visit, "done");
  casework_show (self, page);
  nx_test_wait (has_label (page, "Mine") && has_label (page, "Theirs"));
  g_assert_true (has_label (page, "别人改过的记录"));
  /* Nothing can be saved before the choice. */
  nx_visit_editor_save (NX_VISIT_EDITOR (page));
  gtk_widget_activate_action (GTK_WIDGET (page), "visit.save", NULL);
  g_signal_emit_by_name (find_widget (GTK_WIDGET (page), is_button_labelled, "_Go On"), "clicked");
  nx_test_wait (is_kept (NX_VISIT_EDITOR (page)));
  visit = casework_find (self->store, NX_RECORD_VISIT, self->ids.last_visit);
  g_assert_cmpstr (nx_record_get_text (visit, NX_VISIT_NARRATIVE), ==, "别人改过的记录");
}

static GtkWidget *
find_date_entry (GtkWidget *widget, guint *nth)
{
  if (NX_IS_DATE_FIELD (widget) && (*nth)-- == 0)
    return GTK_WIDGET (
        gtk_editable_get_delegate (GTK_EDITABLE (find_widget (widget, is_editable, NULL))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_date_entry (child, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A day that cannot be read is not saved as the day before it was typed. */
static void
test_unreadable_day (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "done");
  guint n_visits = casework_count_visits (self->store, self->ids.case_id);
  guint nth = 0;
  GtkWidget *entry = find_date_entry (GTK_WIDGET (editor), &nth);

  type_text (editor, "写了");
  gtk_editable_set_text (GTK_EDITABLE (entry), "2025-02-30");
  nx_visit_editor_save (editor);
  nx_test_settle ();
  g_assert_cmpuint (casework_count_visits (self->store, self->ids.case_id), ==, n_visits);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2025-02-28");
  nx_visit_editor_save (editor);
  nx_test_wait (is_saved (editor));
}

/* The proposed next day follows day, state and risks until the worker chooses another one. */
static void
test_next_day (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "done");
  NxEdit *edit = nx_visit_editor_get_edit (editor);

  nx_edit_set_text (edit, NX_VISIT_ON, "2025-11-19");
  g_assert_cmpstr (nx_edit_get_text (edit, NX_VISIT_NEXT_ON), ==, "2025-11-26");
  g_assert_true (has_label (editor, "Risk: High, every 7 days"));
  nx_edit_set_text (edit, NX_VISIT_NEW_RISKS, "suicide");
  g_assert_cmpstr (nx_edit_get_text (edit, NX_VISIT_NEXT_ON), ==, "2025-11-20");
  g_assert_true (has_label (editor, "New risk: within 24 hours"));
  nx_edit_set_text (edit, NX_VISIT_NEXT_ON, "2025-12-01");
  nx_edit_clear (edit, NX_VISIT_NEW_RISKS);
  g_assert_cmpstr (nx_edit_get_text (edit, NX_VISIT_NEXT_ON), ==, "2025-12-01");
  nx_test_settle ();
  g_assert_true (has_label (editor, "By the rule: 11-26"));
}

static void
test_undo (CaseworkFixture *self, gconstpointer data)
{
  NxVisitEditor *editor = open_editor (self, 0, "done");
  NxEdit *edit = nx_visit_editor_get_edit (editor);

  g_assert_false (nx_edit_can_undo (edit));
  nx_edit_set_text (edit, NX_VISIT_KIND, "phone");
  gtk_widget_activate_action (GTK_WIDGET (editor), "visit.undo", NULL);
  g_assert_cmpstr (nx_edit_get_text (edit, NX_VISIT_KIND), ==, "home");
  gtk_widget_activate_action (GTK_WIDGET (editor), "visit.redo", NULL);
  g_assert_cmpstr (nx_edit_get_text (edit, NX_VISIT_KIND), ==, "phone");
  nx_test_check_names (GTK_WIDGET (editor));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, CaseworkFixture, NULL, casework_set_up, test, casework_tear_down)
  ADD ("/ui/visit-drafts/draft-in-a-second", test_draft_in_a_second);
  ADD ("/ui/visit-drafts/full-disk", test_full_disk);
  ADD ("/ui/visit-drafts/left", test_left);
  ADD ("/ui/visit-drafts/next-day", test_next_day);
  ADD ("/ui/visit-drafts/not-met", test_not_met);
  ADD ("/ui/visit-drafts/refused-in-place", test_refused_in_place);
  ADD ("/ui/visit-drafts/restored", test_restored);
  ADD ("/ui/visit-drafts/saved", test_saved);
  ADD ("/ui/visit-drafts/stale", test_stale);
  ADD ("/ui/visit-drafts/stale-draft", test_stale_draft);
  ADD ("/ui/visit-drafts/steady-typing", test_steady_typing);
  ADD ("/ui/visit-drafts/undo", test_undo);
  ADD ("/ui/visit-drafts/unreadable-day", test_unreadable_day);
  return g_test_run ();
}
