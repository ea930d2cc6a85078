/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the calendar of visits: days, keys, the day in hand, moving by keys and by dragging. */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-calendar-cell.h"
#include "nx-calendar-chip.h"
#include "nx-calendar-grid.h"
#include "nx-calendar-row.h"
#include "nx-calendar-view.h"
#include "nx-date-field.h"
#include "nx-move-popover.h"
#include "nx-plan-popover.h"
#include "nx-record-kinds.h"
#include "nx-save.h"
#include "nx-store-gate.h"
#include "nx-visit-list-page.h"

#include <string.h>

/* What is seen: the page, its calendar, and a visit planned for the first Wednesday after today
 * that is in the same month or not, as it falls. */
typedef struct
{
  NxPage *page;
  NxCalendarView *view;
  NxCalendarGrid *grid;
  gint64 visit;
  NxDate day;
} Seen;

typedef struct
{
  gint64 case_id;
  NxDate day;
  gint64 id;
} PlanJob;

static gpointer
plan_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  PlanJob *job = data;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, job->case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, "planned");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_date (edit, NX_VISIT_ON, job->day);
  nx_edit_set_text (edit, NX_VISIT_START_TIME, "14:00");
  job->id = nx_records_save (db, edit, error);
  return NULL;
}

static gint64
plan (CaseworkFixture *self, NxDate day)
{
  g_autoptr (GError) error = NULL;
  PlanJob job = { self->ids.case_id, day, 0 };

  nx_store_write (self->store, plan_job, &job, NULL, &error);
  g_assert_no_error (error);
  return job.id;
}

static Seen
show_page (CaseworkFixture *self, const char *view)
{
  Seen seen = { 0 };

  /* In the middle of a month, so that the neighbours of a day stand in the same sheet. */
  g_object_set (self->store, "fixed-now", G_GINT64_CONSTANT (1789516800), NULL); /* 2026-09-16 */
  seen.day = (NxDate){ 2026, 9, 18 };
  seen.visit = plan (self, seen.day);
  seen.page = nx_visit_list_page_new (self->store);
  g_object_set (seen.page, "view", view, "whose", "mine", NULL);
  gtk_window_set_default_size (self->window, 1200, 800);
  casework_show (self, seen.page);
  seen.view = NX_CALENDAR_VIEW (nx_test_find_type (GTK_WIDGET (seen.page), NX_TYPE_CALENDAR_VIEW));
  seen.grid = NX_CALENDAR_GRID (nx_test_find_type (GTK_WIDGET (seen.page), NX_TYPE_CALENDAR_GRID));
  nx_page_shown (seen.page);
  nx_test_wait (nx_calendar_view_is_settled (seen.view));
  return seen;
}

static GtkWidget *
get_cell (const Seen *seen, NxDate day)
{
  GtkWidget *cell = nx_calendar_grid_find_cell (seen->grid, day);

  g_assert_nonnull (cell);
  return cell;
}

static NxDate
get_visit_day (CaseworkFixture *self, const Seen *seen)
{
  g_autoptr (NxRecord) visit = casework_find (self->store, NX_RECORD_VISIT, seen->visit);

  return nx_record_get_date (visit, NX_VISIT_ON);
}

#define assert_days_equal(a, b) g_assert_cmpint (nx_date_compare (a, b), ==, 0)

static void
press (const Seen *seen, guint keyval)
{
  GtkEventController *keys = NULL;
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (seen->grid));
  gboolean is_used = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && keys == NULL; i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one))
        keys = one; /* the widget's */
    }
  g_signal_emit_by_name (keys, "key-pressed", keyval, 0, 0, &is_used);
  g_assert_true (is_used);
}

static void
test_month (CaseworkFixture *self, gconstpointer data)
{
  Seen seen = show_page (self, "month");
  NxDate from = NX_DATE_NONE;
  NxDate to = NX_DATE_NONE;
  g_autofree char *title = nx_calendar_view_dup_title (seen.view);
  g_autofree char *counts = nx_calendar_view_dup_counts (seen.view);

  /* September 2026 begins on a Tuesday: Monday 31 August to Sunday 4 October. */
  nx_calendar_grid_get_range (seen.grid, &from, &to);
  assert_days_equal (from, ((NxDate){ 2026, 8, 31 }));
  assert_days_equal (to, ((NxDate){ 2026, 10, 4 }));
  g_assert_cmpstr (title, ==, "September 2026");
  g_assert_nonnull (strstr (counts, "1 planned"));
  g_assert_true (nx_test_shows (get_cell (&seen, seen.day), "王桂英 14:00"));
  g_assert_false (nx_test_shows (get_cell (&seen, (NxDate){ 2026, 9, 17 }), "王桂英"));
  g_assert_true (gtk_widget_has_css_class (get_cell (&seen, (NxDate){ 2026, 9, 16 }), "nx-today"));
  /* The mid-autumn festival of that year. */
  g_assert_true (nx_test_shows (get_cell (&seen, (NxDate){ 2026, 9, 25 }), "Mid-Autumn"));
  for (NxDate day = from; nx_date_compare (day, to) <= 0; day = nx_date_add_days (day, 1))
    g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (get_cell (&seen, day)),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL));
  nx_test_wait (gtk_window_get_focus (self->window) == get_cell (&seen, (NxDate){ 2026, 9, 16 }));
  nx_test_check_names (GTK_WIDGET (seen.page));
}

static guint
count_rows (const Seen *seen)
{
  GtkWidget *row = nx_test_find_type (GTK_WIDGET (seen->page), NX_TYPE_CALENDAR_ROW);
  guint n = 0;

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

/* The page is there before the lines that nobody sees yet; whoever wants all of them has them. */
static void
test_long_day (CaseworkFixture *self, gconstpointer data)
{
  Seen seen = show_page (self, "month");
  g_autoptr (GArray) ids = NULL;

  for (guint i = 0; i < 30; i++)
    plan (self, (NxDate){ 2026, 9, 22 });
  nx_test_wait (nx_calendar_view_is_settled (seen.view)
                && nx_test_shows (get_cell (&seen, (NxDate){ 2026, 9, 22 }), "+27 more"));
  nx_calendar_view_select (seen.view, (NxDate){ 2026, 9, 22 });
  nx_test_wait (count_rows (&seen) > 0);
  g_assert_cmpuint (count_rows (&seen), <, 30);
  ids = nx_calendar_view_dup_case_ids (seen.view);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpuint (count_rows (&seen), ==, 30);
  nx_calendar_view_select (seen.view, (NxDate){ 2026, 9, 23 });
  nx_calendar_view_select (seen.view, (NxDate){ 2026, 9, 22 });
  nx_test_wait (count_rows (&seen) == 30);
}

static void
test_keys (CaseworkFixture *self, gconstpointer data)
{
  Seen seen = show_page (self, "month");

  press (&seen, GDK_KEY_Right);
  press (&seen, GDK_KEY_Right);
  assert_days_equal (nx_calendar_view_get_day (seen.view), seen.day);
  nx_test_wait (gtk_window_get_focus (self->window) == get_cell (&seen, seen.day));
  nx_test_wait (nx_test_find_type (GTK_WIDGET (seen.page), NX_TYPE_CALENDAR_ROW) != NULL);
  press (&seen, GDK_KEY_Return);
  nx_test_wait (NX_IS_CALENDAR_ROW (gtk_window_get_focus (self->window)));
  /* A month on, over its end; the focus goes along. */
  nx_calendar_grid_focus (seen.grid);
  gtk_widget_activate_action (GTK_WIDGET (seen.page), "calendar.next", NULL);
  assert_days_equal (nx_calendar_view_get_day (seen.view), ((NxDate){ 2026, 10, 18 }));
  nx_test_wait (gtk_window_get_focus (self->window) == get_cell (&seen, (NxDate){ 2026, 10, 18 }));
  press (&seen, GDK_KEY_Down);
  press (&seen, GDK_KEY_Down);
  assert_days_equal (nx_calendar_view_get_day (seen.view), ((NxDate){ 2026, 11, 1 }));
  gtk_widget_activate_action (GTK_WIDGET (seen.page), "calendar.today", NULL);
  assert_days_equal (nx_calendar_view_get_day (seen.view), ((NxDate){ 2026, 9, 16 }));
  nx_test_wait (nx_calendar_view_is_settled (seen.view));
}

static void
test_week (CaseworkFixture *self, gconstpointer data)
{
  Seen seen = show_page (self, "week");
  NxDate from = NX_DATE_NONE;
  NxDate to = NX_DATE_NONE;

  nx_calendar_grid_get_range (seen.grid, &from, &to);
  assert_days_equal (from, ((NxDate){ 2026, 9, 14 }));
  assert_days_equal (to, ((NxDate){ 2026, 9, 20 }));
  g_assert_true (nx_test_shows (get_cell (&seen, seen.day), "王桂英"));
  g_assert_true (nx_test_shows (get_cell (&seen, seen.day), "14:00"));
  gtk_widget_activate_action (GTK_WIDGET (seen.page), "calendar.previous", NULL);
  assert_days_equal (nx_calendar_view_get_day (seen.view), ((NxDate){ 2026, 9, 9 }));
  nx_test_wait (nx_calendar_view_is_settled (seen.view));
  /* Over to the list and back: the day stays in hand. */
  g_object_set (seen.page, "view", "list", NULL);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (seen.view)));
  g_object_set (seen.page, "view", "month", NULL);
  assert_days_equal (nx_calendar_view_get_day (seen.view), ((NxDate){ 2026, 9, 9 }));
  nx_test_wait (nx_calendar_view_is_settled (seen.view));
}

/* Whatever the width, nothing stands wider than the window, and the days say what is on them. */
static void
test_narrow (CaseworkFixture *self, gconstpointer data)
{
  static const char *const views[] = { "month", "week" };
  Seen seen = show_page (self, "month");

  nx_test_wait (gtk_widget_get_width (GTK_WIDGET (seen.page)) > 700);
  gtk_window_set_default_size (self->window, 360, 720);
  nx_test_wait (gtk_widget_get_width (GTK_WIDGET (seen.page)) < 500);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      int width = 0;

      g_object_set (seen.page, "view", views[i], NULL);
      nx_test_wait (nx_calendar_view_is_settled (seen.view));
      nx_test_wait (nx_test_shows (get_cell (&seen, seen.day), i == 0 ? "1" : "王桂英"));
      nx_test_wait (nx_test_find_type (get_cell (&seen, seen.day), NX_TYPE_CALENDAR_CHIP) == NULL
                    || i == 1);
      gtk_widget_measure (GTK_WIDGET (seen.grid), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                          NULL, NULL);
      g_test_message ("%s: %d px", views[i], width);
      g_assert_cmpint (width, <=, 336);
    }
}

static GtkDropTarget *
get_drop_target (GtkWidget *cell)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (cell);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (one))
        return GTK_DROP_TARGET (one); /* the cell's */
    }
  g_assert_not_reached ();
}

static gboolean
drop (const Seen *seen, NxCalendarEntry *entry, NxDate day)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, NX_TYPE_CALENDAR_ENTRY);
  g_value_set_boxed (&value, entry);
  g_signal_emit_by_name (get_drop_target (get_cell (seen, day)), "drop", &value, 1.0, 1.0,
                         &is_taken);
  return is_taken;
}

static NxCalendarEntry *
get_entry (const Seen *seen, NxDate day)
{
  GtkWidget *chip = nx_test_find_type (get_cell (seen, day), NX_TYPE_CALENDAR_CHIP);

  g_assert_nonnull (chip);
  return nx_calendar_chip_get_entry (NX_CALENDAR_CHIP (chip));
}

static void
test_drop (CaseworkFixture *self, gconstpointer data)
{
  Seen seen = show_page (self, "month");
  NxDate target = { 2026, 9, 22 };
  g_autoptr (NxCalendarEntry) entry = nx_calendar_entry_ref (get_entry (&seen, seen.day));

  g_assert_false (drop (&seen, entry, seen.day)); /* where it is */
  g_assert_true (drop (&seen, entry, target));
  nx_test_wait (nx_date_compare (get_visit_day (self, &seen), target) == 0);
  nx_test_wait (nx_test_shows (get_cell (&seen, target), "王桂英"));
  g_assert_false (nx_test_shows (get_cell (&seen, seen.day), "王桂英"));
  /* What was dragged before the change came is stale: told, and nothing is moved. */
  g_assert_true (drop (&seen, entry, (NxDate){ 2026, 9, 24 }));
  nx_test_wait (nx_test_shows (GTK_WIDGET (seen.page), "changed meanwhile"));
  assert_days_equal (get_visit_day (self, &seen), target);
  /* A day that is past asks for another one. */
  g_assert_true (drop (&seen, get_entry (&seen, target), (NxDate){ 2026, 9, 10 }));
  nx_test_wait (nx_test_find_type (GTK_WIDGET (seen.view), NX_TYPE_MOVE_POPOVER) != NULL);
  nx_test_wait (nx_test_shows (GTK_WIDGET (seen.view), "This day is past"));
  assert_days_equal (get_visit_day (self, &seen), target);
  gtk_popover_popdown (
      GTK_POPOVER (nx_test_find_type (GTK_WIDGET (seen.view), NX_TYPE_MOVE_POPOVER)));
  nx_test_wait (nx_test_find_type (GTK_WIDGET (seen.view), NX_TYPE_MOVE_POPOVER) == NULL);
}

/* The line of the day: its action, the day typed, Enter. */
static void
test_move_by_keys (CaseworkFixture *self, gconstpointer data)
{
  Seen seen = show_page (self, "month");
  GtkWidget *row = NULL;
  GtkWidget *popover = NULL;
  GtkWidget *entry = NULL;

  nx_calendar_view_select (seen.view, seen.day);
  nx_test_wait ((row = nx_test_find_type (GTK_WIDGET (seen.page), NX_TYPE_CALENDAR_ROW)) != NULL);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_widget_grab_focus (row);
  gtk_widget_activate_action (row, "entry.move", NULL);
  popover = nx_test_find_type (GTK_WIDGET (seen.view), NX_TYPE_MOVE_POPOVER);
  g_assert_nonnull (popover);
  entry = nx_test_find_type (popover, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "9.21");
  gtk_widget_activate_default (entry);
  nx_test_wait (nx_date_compare (get_visit_day (self, &seen), (NxDate){ 2026, 9, 21 }) == 0);
  nx_test_wait (nx_test_shows (get_cell (&seen, (NxDate){ 2026, 9, 21 }), "王桂英"));
  /* The line is gone; the focus is where one can go on. */
  nx_test_wait (nx_test_find_type (GTK_WIDGET (seen.view), NX_TYPE_MOVE_POPOVER) == NULL);
  nx_test_wait (
      gtk_window_get_focus (self->window) != NULL
      && gtk_widget_is_ancestor (gtk_window_get_focus (self->window), GTK_WIDGET (seen.view)));
}

/* What others change is shown, and the line in hand stays in hand. */
static void
test_refresh (CaseworkFixture *self, gconstpointer data)
{
  Seen seen = show_page (self, "month");
  GtkWidget *row = NULL;
  gint64 id = 0;

  nx_calendar_view_select (seen.view, seen.day);
  nx_test_wait ((row = nx_test_find_type (GTK_WIDGET (seen.page), NX_TYPE_CALENDAR_ROW)) != NULL);
  gtk_widget_grab_focus (row);
  plan (self, (NxDate){ 2026, 9, 23 });
  nx_test_wait (nx_test_shows (get_cell (&seen, (NxDate){ 2026, 9, 23 }), "王桂英"));
  g_assert_true (gtk_window_get_focus (self->window) == row);
  id = plan (self, seen.day);
  g_assert_cmpint (id, >, 0);
  nx_test_wait (nx_test_shows (GTK_WIDGET (seen.page), "2 planned"));
  nx_test_wait (NX_IS_CALENDAR_ROW (gtk_window_get_focus (self->window)));
  g_assert_cmpint (
      nx_record_get_id (
          nx_calendar_row_get_entry (NX_CALENDAR_ROW (gtk_window_get_focus (self->window)))->visit),
      ==, seen.visit);
}

static void
test_plan (CaseworkFixture *self, gconstpointer data)
{
  Seen seen = show_page (self, "month");
  GtkWidget *popover = NULL;

  gtk_widget_activate_action (GTK_WIDGET (seen.page), "calendar.plan", NULL);
  popover = nx_test_find_type (GTK_WIDGET (seen.view), NX_TYPE_PLAN_POPOVER);
  g_assert_nonnull (popover);
  nx_test_wait (nx_test_shows (popover, "王桂英"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  nx_test_wait (nx_test_find_type (GTK_WIDGET (seen.view), NX_TYPE_PLAN_POPOVER) == NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, CaseworkFixture, NULL, casework_set_up, test, casework_tear_down)
  ADD ("/ui/calendar/month", test_month);
  ADD ("/ui/calendar/long-day", test_long_day);
  ADD ("/ui/calendar/keys", test_keys);
  ADD ("/ui/calendar/week", test_week);
  ADD ("/ui/calendar/narrow", test_narrow);
  ADD ("/ui/calendar/drop", test_drop);
  ADD ("/ui/calendar/move-by-keys", test_move_by_keys);
  ADD ("/ui/calendar/refresh", test_refresh);
  ADD ("/ui/calendar/plan", test_plan);
#undef ADD
  return g_test_run ();
}
