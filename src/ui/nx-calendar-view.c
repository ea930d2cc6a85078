/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The calendar of visits: a month or a week with one day in hand, kept true to the store. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-view.h"

#include "nx-calendar-grid.h"
#include "nx-calendar-load.h"
#include "nx-calendar-pane.h"
#include "nx-calendar-words.h"
#include "nx-day-words.h"
#include "nx-error.h"
#include "nx-move-popover.h"
#include "nx-store-error.h"
#include "nx-visit-move-save.h"
#include "nx-width-bin.h"
#include "nx-window.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define DAY_CHECK_SECONDS 30
#define NARROW_BELOW 600
#define MEDIUM_BELOW 860
#define PANE_WIDTH 320

struct _NxCalendarView
{
  AdwBin parent_instance;

  NxStore *store;
  GtkWidget *width_bin;
  GtkWidget *faces;
  GtkWidget *error_page;
  GtkWidget *columns;
  GtkWidget *grid;
  GtkWidget *pane_scrolled;
  GtkWidget *pane;
  GtkWidget *popover; /* the one that is open, or NULL */

  GCancellable *load;
  NxDate day;
  NxDate today;
  guint totals[NX_N_CALENDAR_STATES];
  guint day_source;
  guint is_week : 1;
  guint is_whole_station : 1;
  guint is_loading : 1;
  guint is_stale : 1;    /* something changed while loading */
  guint wants_days : 1;  /* not only the day in hand */
  guint has_days : 1;    /* of this range */
  guint wants_lines : 1; /* the focus goes into the day when its lines have come */
};

G_DEFINE_FINAL_TYPE (NxCalendarView, nx_calendar_view, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (NxCalendarView *self, gboolean is_settled);

static NxPage *
find_page (NxCalendarView *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), NX_TYPE_PAGE);

  return page != NULL ? NX_PAGE (page) : NULL;
}

/* Loading */

/* The month's own days, not those of its neighbours in the same sheet. */
static void
count (NxCalendarView *self, GPtrArray *days)
{
  memset (self->totals, 0, sizeof self->totals);
  for (guint i = 0; i < days->len; i++)
    {
      const NxCalendarDay *day = g_ptr_array_index (days, i);

      for (guint j = 0; j < NX_N_CALENDAR_STATES; j++)
        if (self->is_week || day->on.month == self->day.month)
          self->totals[j] += day->counts[j];
    }
}

static void
show_answer (NxCalendarView *self, NxCalendarAnswer *answer)
{
  if (answer->days != NULL)
    {
      nx_calendar_grid_show (NX_CALENDAR_GRID (self->grid), answer->days);
      count (self, answer->days);
      self->has_days = TRUE;
    }
  nx_calendar_pane_show (NX_CALENDAR_PANE (self->pane), answer);
  gtk_stack_set_visible_child_name (GTK_STACK (self->faces), "calendar");
  if (self->wants_lines)
    nx_calendar_pane_focus (NX_CALENDAR_PANE (self->pane));
  self->wants_lines = FALSE;
}

/* Days that are there stay; only an empty calendar is given up for the error. */
static void
show_failure (NxCalendarView *self, const GError *error)
{
  g_autofree char *sentence = nx_words_for_error (error);

  if (self->has_days && find_page (self) != NULL)
    {
      nx_page_show_error (find_page (self), sentence);
      return;
    }
  adw_status_page_set_description (ADW_STATUS_PAGE (self->error_page), sentence);
  gtk_stack_set_visible_child_name (GTK_STACK (self->faces), "error");
}

static void
end_load (NxCalendarView *self)
{
  if (self->is_loading && find_page (self) != NULL)
    nx_page_end_busy (find_page (self));
  self->is_loading = FALSE;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxCalendarAnswer) answer = nx_calendar_load_finish (NX_STORE (source), result, &error);
  NxCalendarView *self = data;

  if (nx_error_is_cancelled (error))
    return;
  end_load (self);
  if (answer == NULL)
    show_failure (self, error);
  else
    {
      self->wants_days = self->wants_days && answer->days == NULL;
      show_answer (self, answer);
    }
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->is_stale)
    {
      self->wants_days = TRUE;
      load (self, FALSE);
    }
}

static void
load (NxCalendarView *self, gboolean is_settled)
{
  NxCalendarWish wish = { .day = self->day };

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  self->is_stale = FALSE;
  if (!self->is_loading && find_page (self) != NULL)
    {
      self->is_loading = TRUE;
      nx_page_begin_busy (find_page (self));
    }
  if (self->wants_days)
    nx_calendar_grid_get_range (NX_CALENDAR_GRID (self->grid), &wish.query.from, &wish.query.to);
  wish.query.n_entries = nx_calendar_grid_get_n_entries (NX_CALENDAR_GRID (self->grid));
  wish.query.worker_id = self->is_whole_station ? 0 : nx_store_get_actor (self->store);
  wish.n_lines = nx_calendar_pane_get_n_wanted (NX_CALENDAR_PANE (self->pane));
  nx_calendar_load_async (self->store, &wish, is_settled, self->load, load_cb, self);
}

static void
reload (NxCalendarView *self)
{
  if (self->load == NULL)
    return; /* never shown */
  self->wants_days = TRUE;
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    load (self, FALSE);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxCalendarView *self)
{
  static const NxRecordKind kinds[]
      = { NX_RECORD_CASE,   NX_RECORD_VISIT,      NX_RECORD_PERSON,
          NX_RECORD_WORKER, NX_RECORD_MEMBERSHIP, NX_RECORD_HOUSEHOLD };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (nx_change_set_touches (changes, kinds[i]))
      {
        reload (self);
        return;
      }
}

/* What is shown */

/* Shows day and range; what stands on them is loaded when they are others than before. */
static void
show_range (NxCalendarView *self)
{
  NxDate from = NX_DATE_NONE;
  NxDate to = NX_DATE_NONE;
  NxDate new_from = NX_DATE_NONE;
  NxDate new_to = NX_DATE_NONE;
  NxCalendarGrid *grid = NX_CALENDAR_GRID (self->grid);
  guint n_before = 0;

  if (nx_date_is_set (self->today))
    {
      nx_calendar_grid_get_range (grid, &from, &to);
      n_before = nx_calendar_grid_get_n_entries (grid);
    }
  self->today = nx_day_words_today (self->store);
  nx_calendar_grid_set_range (grid, self->day, self->today, self->is_week,
                              nx_width_bin_is_narrow (NX_WIDTH_BIN (self->width_bin)));
  nx_calendar_pane_set_day (NX_CALENDAR_PANE (self->pane), self->day, self->today);
  nx_calendar_grid_get_range (grid, &new_from, &new_to);
  if (nx_date_compare (from, new_from) != 0 || nx_date_compare (to, new_to) != 0)
    self->has_days = FALSE;
  if (!self->has_days || n_before != nx_calendar_grid_get_n_entries (grid))
    self->wants_days = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
nx_calendar_view_select (NxCalendarView *self, NxDate day)
{
  g_return_if_fail (NX_IS_CALENDAR_VIEW (self));
  if (!nx_date_is_full (day) || nx_date_compare (day, self->day) == 0)
    return;
  self->day = day;
  show_range (self);
  if (self->load != NULL)
    load (self, FALSE);
}

NxDate
nx_calendar_view_get_day (NxCalendarView *self)
{
  return self->day;
}

void
nx_calendar_view_step (NxCalendarView *self, int n)
{
  g_return_if_fail (NX_IS_CALENDAR_VIEW (self));
  nx_calendar_view_select (self, self->is_week ? nx_date_add_days (self->day, 7 * n)
                                               : nx_date_add_months (self->day, n));
}

void
nx_calendar_view_go_today (NxCalendarView *self)
{
  nx_calendar_view_select (self, nx_day_words_today (self->store));
}

void
nx_calendar_view_set_week (NxCalendarView *self, gboolean is_week)
{
  g_return_if_fail (NX_IS_CALENDAR_VIEW (self));
  if (self->is_week == (is_week != FALSE))
    return;
  self->is_week = is_week != FALSE;
  show_range (self);
  if (self->load != NULL)
    load (self, FALSE);
}

void
nx_calendar_view_set_whole_station (NxCalendarView *self, gboolean is_whole)
{
  g_return_if_fail (NX_IS_CALENDAR_VIEW (self));
  if (self->is_whole_station == (is_whole != FALSE))
    return;
  self->is_whole_station = is_whole != FALSE;
  self->wants_days = TRUE;
  if (self->load != NULL)
    load (self, FALSE);
}

void
nx_calendar_view_shown (NxCalendarView *self)
{
  self->wants_days = TRUE;
  show_range (self);
  load (self, TRUE);
  nx_calendar_grid_focus (NX_CALENDAR_GRID (self->grid));
}

char *
nx_calendar_view_dup_title (NxCalendarView *self)
{
  NxDate from = NX_DATE_NONE;
  NxDate to = NX_DATE_NONE;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;

  if (!self->is_week)
    return nx_calendar_words_month (self->day);
  nx_calendar_grid_get_range (NX_CALENDAR_GRID (self->grid), &from, &to);
  begin = nx_day_words_short (from, self->today);
  end = nx_day_words_short (to, self->today);
  /* TRANSLATORS: from one day to another: 2019-07 to 2024-03, 2019-07 至 2024-03 */
  return g_strdup_printf (_ ("%1$s to %2$s"), begin, end);
}

char *
nx_calendar_view_dup_counts (NxCalendarView *self)
{
  return self->has_days ? nx_calendar_words_counts (self->totals) : NULL;
}

GArray *
nx_calendar_view_dup_case_ids (NxCalendarView *self)
{
  return nx_calendar_pane_dup_case_ids (NX_CALENDAR_PANE (self->pane));
}

GtkWidget *
nx_calendar_view_get_plan_button (NxCalendarView *self)
{
  return nx_calendar_pane_get_plan_button (NX_CALENDAR_PANE (self->pane));
}

NxStore *
nx_calendar_view_get_store (NxCalendarView *self)
{
  return self->store;
}

gboolean
nx_calendar_view_is_settled (NxCalendarView *self)
{
  return self->has_days && !self->is_loading && !self->wants_days;
}

/* A day ends while the window is open. */
static gboolean
check_day_cb (gpointer data)
{
  NxCalendarView *self = data;

  if (self->load != NULL && nx_date_compare (nx_day_words_today (self->store), self->today) != 0)
    {
      show_range (self);
      reload (self);
    }
  return G_SOURCE_CONTINUE;
}

/* Popovers hang on the view, so that drawing a day anew does not take them away. */

static void
unparent_cb (gpointer data)
{
  g_autoptr (GtkWidget) popover = data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

static void
on_popover_closed_cb (GtkWidget *popover, NxCalendarView *self)
{
  gpointer *place = g_object_get_data (G_OBJECT (popover), "nx-at");
  GtkWidget *at = place != NULL ? *place : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->popover == popover)
    self->popover = NULL;
  if (self->popover == NULL && root != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      gboolean is_there = at != NULL && gtk_widget_get_root (at) == root;

      if (!is_there || !gtk_widget_grab_focus (at))
        nx_calendar_grid_focus (NX_CALENDAR_GRID (self->grid));
    }
  /* It is still in the middle of its own signal. */
  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

static void
forget_at (gpointer data)
{
  gpointer *at = data;

  g_clear_weak_pointer (at);
  g_free (at);
}

void
nx_calendar_view_popup (NxCalendarView *self, GtkWidget *popover, GtkWidget *at)
{
  graphene_rect_t bounds;

  g_return_if_fail (NX_IS_CALENDAR_VIEW (self));
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  if (at != NULL && gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (
        GTK_POPOVER (popover), &(GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                                                (int)bounds.size.width, (int)bounds.size.height });
  if (at != NULL)
    {
      gpointer *place = g_new0 (gpointer, 1);

      g_set_weak_pointer (place, G_OBJECT (at));
      g_object_set_data_full (G_OBJECT (popover), "nx-at", place, forget_at);
    }
  g_signal_connect_object (popover, "closed", G_CALLBACK (on_popover_closed_cb), self, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
nx_calendar_view_say_fixed (NxCalendarView *self)
{
  NxWindow *window = nx_window_of (self);

  if (window != NULL)
    nx_window_toast (window, _ ("This visit has happened, so it stays on its day. If the day is "
                                "wrong, open the visit and correct it there."));
}

/* Dropping */

typedef struct
{
  NxCalendarEntry *entry;
  NxDate day;
} Drop;

static void
drop_free (gpointer data)
{
  nx_calendar_entry_unref (((Drop *)data)->entry);
  g_free (data);
}

/* What only wants a word more is asked for it; anything else is told. */
static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxCalendarView *self = NX_CALENDAR_VIEW (source);
  Drop *drop = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (nx_visit_move_save_finish (result, &error) || find_page (self) == NULL)
    {
      drop_free (drop);
      return;
    }
  sentence = nx_words_for_error (error);
  if (g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT))
    nx_calendar_view_popup (self,
                            nx_move_popover_new (self->store, drop->entry, drop->day, sentence),
                            nx_calendar_grid_find_cell (NX_CALENDAR_GRID (self->grid), drop->day));
  else
    nx_page_show_error (find_page (self), sentence);
  reload (self);
  drop_free (drop);
}

static void
on_dropped_cb (NxCalendarView *self, NxCalendarEntry *entry, const char *iso)
{
  Drop *drop = g_new0 (Drop, 1);

  drop->entry = nx_calendar_entry_ref (entry);
  nx_date_from_iso (iso, &drop->day);
  nx_visit_move_save_async (GTK_WIDGET (self), self->store, entry, drop->day, NULL, dropped_cb,
                            drop);
}

/* Parts */

static void
on_selected_cb (NxCalendarView *self, const char *iso)
{
  NxDate day = NX_DATE_NONE;

  if (nx_date_from_iso (iso, &day))
    nx_calendar_view_select (self, day);
}

static void
on_opened_cb (NxCalendarView *self, const char *iso)
{
  on_selected_cb (self, iso);
  if (nx_calendar_view_is_settled (self))
    nx_calendar_pane_focus (NX_CALENDAR_PANE (self->pane));
  else
    self->wants_lines = TRUE;
}

static void
on_retry_cb (NxCalendarView *self)
{
  self->wants_days = TRUE;
  load (self, FALSE);
}

static void
load_more (NxCalendarView *self)
{
  load (self, FALSE);
}

static void
on_width_cb (NxCalendarView *self)
{
  gboolean is_medium = nx_width_bin_is_medium (NX_WIDTH_BIN (self->width_bin));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), is_medium
                                                                      ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->pane_scrolled), GTK_POLICY_NEVER,
                                  is_medium ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (self->pane_scrolled, is_medium ? -1 : PANE_WIDTH, -1);
  gtk_widget_set_vexpand (self->pane_scrolled, !is_medium);
  show_range (self);
  /* Days of another style are drawn anew. */
  self->wants_days = TRUE;
  if (self->load != NULL)
    load (self, FALSE);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  NxCalendarView *self = NX_CALENDAR_VIEW (widget);

  if ((gtk_widget_get_state_flags (self->pane) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return FALSE;
  return nx_calendar_grid_focus (NX_CALENDAR_GRID (self->grid));
}

static GtkWidget *
new_columns (NxCalendarView *self)
{
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->grid = nx_calendar_grid_new ();
  self->pane = nx_calendar_pane_new ();
  self->pane_scrolled = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (self->columns, "nx-calendar");
  gtk_widget_set_hexpand (self->grid, TRUE);
  gtk_widget_add_css_class (self->pane, "nx-calendar-pane");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->pane_scrolled), self->pane);
  gtk_box_append (GTK_BOX (self->columns), self->grid);
  gtk_box_append (GTK_BOX (self->columns), self->pane_scrolled);
  g_signal_connect_swapped (self->grid, "selected", G_CALLBACK (on_selected_cb), self);
  g_signal_connect_swapped (self->grid, "opened", G_CALLBACK (on_opened_cb), self);
  g_signal_connect_swapped (self->grid, "dropped", G_CALLBACK (on_dropped_cb), self);
  g_signal_connect_swapped (self->pane, "more", G_CALLBACK (load_more), self);
  return self->columns;
}

static GtkWidget *
new_error_page (NxCalendarView *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  self->error_page = adw_status_page_new ();
  g_object_set (self->error_page, "icon-name", "dialog-warning-symbolic", "title",
                _ ("The visits could not be read"), "child", button, NULL);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_retry_cb), self);
  return self->error_page;
}

static void
build (NxCalendarView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), new_columns (self));
  self->faces = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->faces), scrolled, "calendar");
  gtk_stack_add_named (GTK_STACK (self->faces), new_error_page (self), "error");
  self->width_bin = nx_width_bin_new ();
  g_object_set (self->width_bin, "min-width", 340, "narrow-below", NARROW_BELOW, "medium-below",
                MEDIUM_BELOW, NULL);
  nx_width_bin_set_child (NX_WIDTH_BIN (self->width_bin), self->faces);
  g_signal_connect_swapped (self->width_bin, "notify::narrow", G_CALLBACK (on_width_cb), self);
  g_signal_connect_swapped (self->width_bin, "notify::medium", G_CALLBACK (on_width_cb), self);
  adw_bin_set_child (ADW_BIN (self), self->width_bin);
}

static void
nx_calendar_view_dispose (GObject *object)
{
  NxCalendarView *self = NX_CALENDAR_VIEW (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_handle_id (&self->day_source, g_source_remove);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
      child = next;
    }
  self->popover = NULL;
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_calendar_view_parent_class)->dispose (object);
}

static void
nx_calendar_view_class_init (NxCalendarViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint page_keys[][2]
      = { { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down } };

  G_OBJECT_CLASS (klass)->dispose = nx_calendar_view_dispose;
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, page_keys[0][i], 0, "calendar.previous",
                                           NULL);
      gtk_widget_class_add_binding_action (widget_class, page_keys[1][i], 0, "calendar.next", NULL);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_calendar_view_init (NxCalendarView *self)
{
  build (self);
  self->day_source = g_timeout_add_seconds (DAY_CHECK_SECONDS, check_day_cb, self);
}

GtkWidget *
nx_calendar_view_new (NxStore *store)
{
  NxCalendarView *self = g_object_new (NX_TYPE_CALENDAR_VIEW, NULL);

  self->store = g_object_ref (store);
  self->day = nx_day_words_today (store);
  on_width_cb (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  return GTK_WIDGET (self);
}
