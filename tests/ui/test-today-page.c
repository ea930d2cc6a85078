/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the page of the day: lines with reasons, its faces, not met, putting off, a new day. */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-due-groups.h"
#include "nx-due-line.h"
#include "nx-not-met-popover.h"
#include "nx-paper-source.h"
#include "nx-postpone-popover.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-today-aside.h"
#include "nx-today-page.h"

#include <string.h>

#define DAY (24 * 60 * 60)

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

static GtkWidget *
find_entry (GtkWidget *widget, const char *placeholder)
{
  if (GTK_IS_ENTRY (widget)
      && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), placeholder) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, placeholder);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_face (NxPage *page, const char *face)
{
  return g_strcmp0 (nx_today_page_get_face (NX_TODAY_PAGE (page)), face) == 0;
}

static NxPage *
show_page (CaseworkFixture *self)
{
  NxPage *page = nx_today_page_new (self->store);

  casework_show (self, page);
  g_assert_true (is_face (page, "loading"));
  g_assert_false (nx_test_shows (GTK_WIDGET (page), "overdue"));
  nx_page_shown (page);
  nx_test_wait (!is_face (page, "loading"));
  return page;
}

static NxDueLine *
get_line (NxPage *page)
{
  return NX_DUE_LINE (nx_test_find_type (GTK_WIDGET (page), NX_TYPE_DUE_LINE));
}

static char *
dup_next (CaseworkFixture *self)
{
  g_autoptr (NxRecord) now = casework_find (self->store, NX_RECORD_CASE, self->ids.case_id);

  return g_strdup_printf ("%s %s", nx_record_peek_text (now, NX_CASE_NEXT_RULE),
                          nx_record_peek_text (now, NX_CASE_NEXT_REASON));
}

static void
test_rows (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = show_page (self);
  NxDueLine *line = get_line (page);

  /* Ten days after the last visit of a case with high risk: three days overdue, more or less. */
  nx_test_wait (is_face (page, "rows"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "王桂英"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "overdue"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "Risk: High, every 7 days; last "));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "Today 0, overdue 1, this week 0 more"));
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL));
  nx_test_wait (gtk_window_get_focus (self->window) == GTK_WIDGET (line));
  nx_test_check_names (GTK_WIDGET (page));
  /* Right goes into the buttons, left comes back to the line. */
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (line), GTK_DIR_RIGHT));
  g_assert_cmpint (nx_due_line_get_focus_button (line), ==, 0);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (line), GTK_DIR_RIGHT));
  g_assert_cmpint (nx_due_line_get_focus_button (line), ==, 1);
  /* A reload that changes nothing leaves line and focus alone. */
  nx_page_shown (page);
  nx_test_settle ();
  g_assert_true (get_line (page) == line);
}

/* The page at 360 px: everything is there, nothing sticks out. */
static void
test_narrow (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = NULL;
  GtkWidget *button = NULL;
  graphene_rect_t bounds;

  gtk_window_set_default_size (self->window, 360, 720);
  page = show_page (self);
  nx_page_set_chrome (page, FALSE, TRUE, TRUE, TRUE, TRUE);
  nx_test_wait (is_face (page, "rows") && gtk_widget_get_width (GTK_WIDGET (page)) <= 360);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "王桂英"));
  button = find_button (GTK_WIDGET (page), "Postpone…");
  nx_test_wait (gtk_widget_compute_bounds (button, GTK_WIDGET (page), &bounds)
                && bounds.origin.x + bounds.size.width <= 360 && bounds.size.width > 60);
}

static void
test_not_met (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = show_page (self);
  NxDueLine *line = get_line (page);
  GtkWidget *popover = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  nx_test_wait (line != NULL);
  gtk_widget_activate_action (GTK_WIDGET (line), "due.not-met", NULL);
  popover = nx_test_find_type (GTK_WIDGET (line), NX_TYPE_NOT_MET_POPOVER);
  g_assert_nonnull (popover);
  g_assert_true (nx_due_line_is_busy (line));
  /* Without a reason nothing is saved. */
  g_signal_emit_by_name (find_button (popover, "_Save"), "clicked");
  nx_test_wait (nx_test_shows (popover, "Choose why nobody was met."));
  g_assert_cmpuint (casework_count_visits (self->store, self->ids.case_id), ==, 2);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (popover, "No answer at the door")),
                                TRUE);
  nx_test_wait (nx_test_shows (popover, "within two hours"));
  g_signal_emit_by_name (find_button (popover, "_Save"), "clicked");
  nx_test_wait (casework_count_visits (self->store, self->ids.case_id) == 3);
  after = dup_next (self);
  g_assert_cmpstr (after, ==, "not_met ");
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), ": No answer at the door"));
  g_assert_false (nx_test_shows (GTK_WIDGET (page), "overdue ·"));
}

static void
test_postpone (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = show_page (self);
  NxDueLine *line = get_line (page);
  GtkWidget *popover = NULL;
  GtkWidget *day = NULL;
  g_autofree char *next = NULL;

  nx_test_wait (line != NULL);
  gtk_widget_activate_action (GTK_WIDGET (line), "due.postpone", NULL);
  popover = nx_test_find_type (GTK_WIDGET (line), NX_TYPE_POSTPONE_POPOVER);
  g_signal_emit_by_name (find_button (popover, "_Postpone"), "clicked");
  nx_test_wait (nx_test_shows (popover, "Choose a day."));
  day = nx_test_find_type (popover, GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (day), TRUE);
  nx_test_wait (nx_test_shows (popover, "later than the rule allows"));
  g_signal_emit_by_name (find_button (popover, "_Postpone"), "clicked");
  nx_test_wait (nx_test_shows (popover, "Write down why"));
  /* While it is open a change from elsewhere does not take it away. */
  nx_page_shown (page);
  gtk_editable_set_text (GTK_EDITABLE (find_entry (popover, "Why then")), "住院检查");
  nx_test_settle ();
  g_assert_true (nx_due_line_is_busy (line));
  g_signal_emit_by_name (find_button (popover, "_Postpone"), "clicked");
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "Postponed: 住院检查"));
  next = dup_next (self);
  g_assert_cmpstr (next, ==, "postponed 住院检查");
}

static gpointer
put_off_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *job = data; /* case, days from today, worker */
  g_autoptr (NxRecord) base = nx_records_load (db, NX_RECORD_CASE, job[0], error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, base);

  nx_edit_set_date (edit, NX_CASE_NEXT_ON, nx_date_add_days (nx_database_today (db), (int)job[1]));
  nx_edit_set_int (edit, NX_CASE_WORKER, job[2]);
  if (job[2] == nx_edit_get_int (edit, NX_CASE_SUPERVISOR))
    nx_edit_clear (edit, NX_CASE_SUPERVISOR);
  nx_records_save (db, edit, error);
  return NULL;
}

/* As another page, or another job, would. */
static void
put_off (CaseworkFixture *self, int days, gint64 worker)
{
  g_autoptr (GError) error = NULL;
  gint64 job[] = { self->ids.case_id, days, worker };

  nx_store_write (self->store, put_off_job, job, NULL, &error);
  g_assert_no_error (error);
}

/* As GTK does when a window is left for another. It may come back at any time. */
static gboolean
forget_focus (NxDueLine *line)
{
  for (GtkWidget *widget = GTK_WIDGET (line); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_focus_child (widget, NULL);
  return TRUE;
}

/* A window that is not the active one has its lists forget the focus: a popover had the keyboard,
 * or another program. The lines change meanwhile, and the focus stays with the person. */
static void
test_focus_of_left_window (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = show_page (self);
  g_autoptr (NxDueLine) line = g_object_ref (get_line (page));

  nx_test_wait (gtk_window_get_focus (self->window) == GTK_WIDGET (line));
  put_off (self, 0, self->ids.worker);
  nx_test_wait (forget_focus (line) && get_line (page) != line);
  g_assert_true (gtk_window_get_focus (self->window) == GTK_WIDGET (get_line (page)));
}

/* Nothing due says when something will be; a change elsewhere is shown by itself. */
static void
test_faces (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = NULL;

  put_off (self, 60, self->ids.worker);
  page = show_page (self);
  nx_test_wait (is_face (page, "empty"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "Nothing is due in the next 30 days"));
  put_off (self, 0, self->ids.supervisor);
  nx_test_wait (is_face (page, "others"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "Your colleagues have 1 visit due."));
  g_signal_emit_by_name (find_button (GTK_WIDGET (page), "_Show the Whole Station"), "clicked");
  /* Somebody else's client: not by the whole name. The supervisor is who has the case now. */
  nx_test_wait (is_face (page, "rows"));
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "王*英"));
  g_assert_false (nx_test_shows (GTK_WIDGET (page), "王桂英"));
  g_assert_false (nx_test_shows (GTK_WIDGET (page), "独居老人支持"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "Today 1, overdue 0"));
  /* The choice is kept; the next test begins with one's own again. */
  page = show_page (self);
  nx_test_wait (is_face (page, "rows"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (GTK_WIDGET (page), "Mine")), TRUE);
  nx_test_wait (is_face (page, "others"));
}

static void
test_error (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  static const char key[32] = "a key for tests, of 32 bytes ...";
  g_autoptr (GBytes) bytes = g_bytes_new_static (key, sizeof key);
  NxPage *page = nx_today_page_new (self->store);

  nx_store_close (self->store, &error);
  g_assert_no_error (error);
  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (is_face (page, "error"));
  nx_store_open (self->store, bytes, &error);
  g_assert_no_error (error);
  nx_store_set_actor (self->store, self->ids.worker);
  g_signal_emit_by_name (find_button (GTK_WIDGET (page), "_Try Again"), "clicked");
  nx_test_wait (is_face (page, "rows"));
}

/* What was for today is a day late tomorrow. */
static void
test_new_day (CaseworkFixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  NxPage *page = NULL;

  g_object_set (self->store, "fixed-now", now, NULL);
  put_off (self, 0, self->ids.worker);
  page = show_page (self);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "Today 1, overdue 0"));
  g_object_set (self->store, "fixed-now", now + DAY, NULL);
  nx_page_shown (page);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "Today 0, overdue 1"));
  g_assert_true (nx_test_shows (GTK_WIDGET (page), "1 day overdue"));
}

static gpointer
ask_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  CaseworkIds *ids = data;
  g_autoptr (NxEdit) question = nx_edit_new (NX_RECORD_COMMENT, NULL);

  nx_edit_set_int (question, NX_COMMENT_CASE, ids->case_id);
  nx_edit_set_int (question, NX_COMMENT_AUTHOR, ids->supervisor);
  nx_edit_set_text (question, NX_COMMENT_KIND, "question");
  nx_edit_set_text (question, NX_COMMENT_TEXT, "邻居怎么说？");
  nx_records_save (db, question, error);
  return NULL;
}

/* Nothing stands there until there is something; one's own question waits for somebody else. */
static void
test_aside (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxPage *page = show_page (self);
  GtkWidget *aside = nx_test_find_type (GTK_WIDGET (page), NX_TYPE_TODAY_ASIDE);

  g_assert_false (gtk_widget_get_visible (aside));
  nx_store_write (self->store, ask_job, &self->ids, NULL, &error);
  g_assert_no_error (error);
  nx_test_wait (nx_test_shows (aside, "邻居怎么说？"));
  g_assert_true (nx_test_shows (aside, "Waiting for Me"));
  g_assert_true (nx_test_shows (aside, "王桂英 · 赵明慧 asks"));
  g_assert_false (nx_test_shows (aside, "Unfinished Drafts"));
  g_assert_cmpstr (nx_today_aside_get_summary (NX_TODAY_ASIDE (aside)), ==, "Waiting for Me 1");
}

static void
ask (CaseworkFixture *self)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (self->store, ask_job, &self->ids, NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_list_of (GtkWidget *widget, const char *text)
{
  GtkWidget *list = nx_test_find_type (widget, GTK_TYPE_LIST_BOX);

  while (list != NULL && !nx_test_shows (list, text))
    {
      GtkWidget *box = gtk_widget_get_next_sibling (gtk_widget_get_parent (list));

      list = box != NULL ? nx_test_find_type (box, GTK_TYPE_LIST_BOX) : NULL;
    }
  return list;
}

/* What comes while somebody is at a line draws the list anew, and leaves her there. */
static void
test_aside_focus (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = show_page (self);
  GtkWidget *aside = nx_test_find_type (GTK_WIDGET (page), NX_TYPE_TODAY_ASIDE);
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) open = g_simple_action_new ("open-case-at", G_VARIANT_TYPE ("(xxx)"));
  GtkListBox *list = NULL;
  GtkListBoxRow *row = NULL;
  GtkWidget *focus = NULL;

  /* A line whose action nobody has is not for the keyboard. */
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (open));
  gtk_widget_insert_action_group (GTK_WIDGET (page), "win", G_ACTION_GROUP (actions));
  ask (self);
  nx_test_wait (nx_test_shows (aside, "邻居怎么说？"));
  list = GTK_LIST_BOX (find_list_of (aside, "邻居怎么说？"));
  row = gtk_list_box_get_row_at_index (list, 0);
  target = g_variant_ref (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (aside)) == GTK_WIDGET (row));
  ask (self);
  nx_test_wait (gtk_list_box_get_row_at_index (list, 1) != NULL);
  focus = gtk_root_get_focus (gtk_widget_get_root (aside));
  g_assert_true (GTK_IS_LIST_BOX_ROW (focus));
  g_assert_true (gtk_widget_get_parent (focus) == GTK_WIDGET (list));
  g_assert_true (
      g_variant_equal (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (focus)), target));
}

static gpointer
count_stops_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (NxPaperSource) source = { .kind = NX_PAPER_SOURCE_ROUTE };

  source.day = nx_database_today (db);
  source.case_ids = g_array_ref (data);
  if (!nx_paper_source_load (&source, db, error))
    return NULL;
  return GUINT_TO_POINTER (source.route.stops->len + 1);
}

static guint
count_stops (CaseworkFixture *self, GArray *ids)
{
  g_autoptr (GError) error = NULL;
  gpointer n = nx_store_read (self->store, count_stops_job, ids, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_UINT (n) - 1;
}

static gpointer
plan_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  CaseworkIds *ids = data;
  g_autoptr (NxRecord) case_file = nx_records_load (db, NX_RECORD_CASE, ids->case_id, error);
  g_autoptr (NxEdit) day = nx_edit_new (NX_RECORD_CASE, case_file);
  g_autoptr (NxEdit) plan = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_date (day, NX_CASE_NEXT_ON, nx_database_today (db));
  g_assert_cmpint (nx_records_save (db, day, error), >, 0);
  nx_edit_set_int (plan, NX_VISIT_CASE, ids->case_id);
  nx_edit_set_text (plan, NX_VISIT_STATE, "planned");
  nx_edit_set_text (plan, NX_VISIT_KIND, "home");
  nx_edit_set_date (plan, NX_VISIT_ON, nx_database_today (db));
  return g_memdup2 (&(gint64){ nx_records_save (db, plan, error) }, sizeof (gint64));
}

static gpointer
dup_last_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (NxPaperSource) source = { .kind = NX_PAPER_SOURCE_ROUTE };

  source.day = nx_database_today (db);
  if (!nx_paper_source_load (&source, db, error) || source.route.stops->len != 1)
    return NULL;
  return g_strdup (((NxRouteStop *)g_ptr_array_index (source.route.stops, 0))->last);
}

/* Of a case's visits the sheet tells the last that took place, not one that is only planned. */
static void
test_route_tells_last_visit (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *plan = nx_store_write (self->store, plan_job, &self->ids, NULL, &error);
  g_autofree char *last = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (plan);
  last = nx_store_read (self->store, dup_last_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (last);
  g_assert_nonnull (strstr (last, "老人精神尚可"));
}

/* The route is over what is shown, whenever that is due. */
static void
test_route (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = NULL;
  NxDueGroups *groups = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) later = NULL;

  page = show_page (self);
  groups = NX_DUE_GROUPS (nx_test_find_type (GTK_WIDGET (page), NX_TYPE_DUE_GROUPS));
  ids = nx_due_groups_dup_ids (groups);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpuint (count_stops (self, ids), ==, 1);
  put_off (self, 20, self->ids.worker);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "1 more in the next 30 days"));
  later = nx_due_groups_dup_ids (groups);
  g_assert_cmpuint (later->len, ==, 0);
  g_assert_cmpuint (count_stops (self, later), ==, 0);
}

static void
note_action_cb (GSimpleAction *action, GVariant *target, GVariant **asked)
{
  *asked = g_variant_ref (target);
}

/* A planned visit whose day has come is what is recorded; it does not stay planned beside it. */
static void
test_planned (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action
      = g_simple_action_new ("carry-out-visit", G_VARIANT_TYPE ("(xs)"));
  g_autoptr (GVariant) asked = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *plan = nx_store_write (self->store, plan_job, &self->ids, NULL, &error);
  NxPage *page = NULL;
  gint64 id = 0;

  g_assert_no_error (error);
  g_signal_connect (action, "activate", G_CALLBACK (note_action_cb), &asked);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (group));
  page = show_page (self);
  gtk_widget_activate_action (GTK_WIDGET (get_line (page)), "due.record-visit", NULL);
  g_assert_nonnull (asked);
  g_variant_get (asked, "(x&s)", &id, NULL);
  g_assert_cmpint (*plan, >, 0);
  g_assert_cmpint (id, ==, *plan);
}

/* The plan of the day becomes the attempt and does not stay beside it. */
static void
test_planned_not_met (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *plan = nx_store_write (self->store, plan_job, &self->ids, NULL, &error);
  guint n_before = casework_count_visits (self->store, self->ids.case_id);
  NxPage *page = show_page (self);
  GtkWidget *popover = NULL;
  g_autoptr (NxRecord) attempt = NULL;

  g_assert_no_error (error);
  nx_test_wait (get_line (page) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (get_line (page)), "due.not-met", NULL);
  popover = nx_test_find_type (GTK_WIDGET (get_line (page)), NX_TYPE_NOT_MET_POPOVER);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (popover, "No answer at the door")),
                                TRUE);
  g_signal_emit_by_name (find_button (popover, "_Save"), "clicked");
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), ": No answer at the door"));
  attempt = casework_find (self->store, NX_RECORD_VISIT, *plan);
  g_assert_cmpstr (nx_record_get_text (attempt, NX_VISIT_STATE), ==, "attempted");
  g_assert_cmpuint (casework_count_visits (self->store, self->ids.case_id), ==, n_before);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, CaseworkFixture, NULL, casework_set_up, test, casework_tear_down)
  ADD ("/ui/today/rows", test_rows);
  ADD ("/ui/today/planned", test_planned);
  ADD ("/ui/today/planned-not-met", test_planned_not_met);
  ADD ("/ui/today/narrow", test_narrow);
  ADD ("/ui/today/not-met", test_not_met);
  ADD ("/ui/today/postpone", test_postpone);
  ADD ("/ui/today/focus-of-left-window", test_focus_of_left_window);
  ADD ("/ui/today/faces", test_faces);
  ADD ("/ui/today/error", test_error);
  ADD ("/ui/today/new-day", test_new_day);
  ADD ("/ui/today/aside", test_aside);
  ADD ("/ui/today/aside-focus", test_aside_focus);
  ADD ("/ui/today/route", test_route);
  ADD ("/ui/today/route-tells-last-visit", test_route_tells_last_visit);
  return g_test_run ();
}
