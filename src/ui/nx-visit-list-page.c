/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of visits: planned, due, done and tried in vain, as month, week or list. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-list-page.h"

#include "nx-calendar-bar.h"
#include "nx-calendar-view.h"
#include "nx-plan-popover.h"
#include "nx-preview-page.h"
#include "nx-settings.h"
#include "nx-visit.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

#define DAYS_OF_WEEK 7

struct _NxVisitListPage
{
  NxRecordListPage parent_instance;

  NxCalendarBar *bar;
  NxCalendarView *calendar;
  char *view;  /* "month", "week" or "list" */
  char *whose; /* "mine" or "station" */
};

G_DEFINE_FINAL_TYPE (NxVisitListPage, nx_visit_list_page, NX_TYPE_RECORD_LIST_PAGE)

typedef enum
{
  PROP_VIEW = 1,
  PROP_WHOSE,
} NxVisitListPageProps;

static GParamSpec *props[PROP_WHOSE + 1];

static const NxListOrder orders[] = {
  /* TRANSLATORS: order of the list of visits */
  { NX_ORDER_OLDEST, N_ ("By day"), "day", "day", TRUE },
};

/* Cells */

static void
show_day (NxCellText *cell, NxRecord *record, gpointer data)
{
  NxDate day = nx_record_get_date (record, NX_VISIT_ON);
  gboolean is_this_year = day.year == nx_record_list_page_get_today (data).year;
  g_autofree char *text = is_this_year ? nx_date_format (day, NX_DATE_DAY) : nx_date_to_iso (day);

  nx_cell_text_set_text (cell, text);
}

static void
show_time (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_VISIT_START_TIME);

  nx_cell_text_set_text (cell, text);
}

static void
show_client (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_VISIT_CLIENT_NAME));
}

static void
show_title (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_VISIT_CASE_TITLE));
}

static void
show_kind (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_VISIT_KIND);

  nx_cell_text_set_text (cell, text);
}

static void
show_state (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_VISIT_STATE);

  nx_cell_text_set_text (cell, text);
}

static void
show_worker (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_VISIT_WORKER_NAME));
}

static void
show_number (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_VISIT_CASE_NUMBER));
}

static void
show_about (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *state = nx_record_dup_display (record, NX_VISIT_STATE);
  g_autofree char *kind = nx_record_dup_display (record, NX_VISIT_KIND);
  g_autofree char *text
      = g_strjoin (" · ", kind, state, nx_record_peek_text (record, NX_VISIT_CASE_TITLE), NULL);

  nx_cell_text_set_text (cell, text);
}

static const NxColumnSpec columns[] = {
  /* TRANSLATORS: column of a table: the day of a visit */
  { "day", N_ ("Day"), show_day, .css_class = "heading" },
  /* TRANSLATORS: column of a table: when a visit began */
  { "time", N_ ("Time"), show_time },
  { "client", N_ ("Client"), show_client, .css_class = "heading" },
  { "title", N_ ("Case"), show_title, .expands = TRUE },
  { "kind", N_ ("Kind of visit"), show_kind },
  { "state", N_ ("State"), show_state },
  { "worker", N_ ("Worker"), show_worker },
  { "number", N_ ("Case number"), show_number, .css_class = "nx-dim", .is_number = TRUE },
  { "narrow", N_ ("Visit"), show_client, show_day, show_about, "heading", .expands = TRUE },
};

/* Chips */

static void
apply_mine (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->worker_id = worker_id;
}

static void
apply_planned (NxFilter *filter, NxDate today, gint64 worker_id)
{
  nx_filter_set (&filter->state, "planned");
}

static void
apply_done (NxFilter *filter, NxDate today, gint64 worker_id)
{
  nx_filter_set (&filter->state, "done");
}

static void
apply_not_met (NxFilter *filter, NxDate today, gint64 worker_id)
{
  nx_filter_set (&filter->state, "attempted");
}

static void
apply_today (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->from = today;
  filter->to = today;
}

static void
apply_week (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->from = nx_date_add_days (today, 1 - nx_date_weekday (today));
  filter->to = nx_date_add_days (filter->from, DAYS_OF_WEEK - 1);
}

static void
apply_month (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->from = (NxDate){ today.year, today.month, 1 };
  filter->to = nx_date_add_days (nx_date_add_months (filter->from, 1), -1);
}

enum
{
  GROUP_MINE,
  GROUP_STATE,
  GROUP_PERIOD,
};

static const NxListChip chips[] = {
  /* TRANSLATORS: chip over a list: only what the worker in charge is me, 我的 */
  { N_ ("Mine"), GROUP_MINE, apply_mine },
  { N_ ("Planned"), GROUP_STATE, apply_planned },
  /* TRANSLATORS: chip over the list of visits: 已完成 */
  { N_ ("Done"), GROUP_STATE, apply_done },
  /* TRANSLATORS: chip over the list of visits: nobody was met, 未见到 */
  { N_ ("Not met"), GROUP_STATE, apply_not_met },
  /* TRANSLATORS: chip over the list of visits */
  { N_ ("Today"), GROUP_PERIOD, apply_today },
  /* TRANSLATORS: chip over the list of visits, 本周 */
  { N_ ("This week"), GROUP_PERIOD, apply_week },
  /* TRANSLATORS: chip over the list of visits, 本月 */
  { N_ ("This month"), GROUP_PERIOD, apply_month },
};

static char *
dup_count (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u visit", "%'u visits", n), n);
}

static const NxRecordListSpec list_spec = {
  .id = "visits",
  .kind = NX_RECORD_VISIT,
  .icon_name = "nx-visit-symbolic",
  .words = {
    .title = N_ ("Visits"),
    .filter_hint = N_ ("Client, or words of a record"),
    .filter_label = N_ ("Show only some visits (Ctrl+F)"),
    .empty_title = N_ ("No visits yet"),
    .empty_text = N_ ("Record the first visit on the page of its case."),
    .no_match_title = N_ ("No visit matches"),
    .no_match_text = N_ ("Looked for words in the records of visits, and for clients."),
    .no_match_label = N_ ("_Show All Visits"),
    .error_title = N_ ("The visits could not be read"),
  },
  .orders = orders,
  .n_orders = G_N_ELEMENTS (orders),
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .chips = chips,
  .n_chips = G_N_ELEMENTS (chips),
  .open_action = "win.edit-visit",
  .has_areas = TRUE,
  .has_workers = TRUE,
  .dup_count = dup_count,
};

/* Month, week or list */

static gboolean
is_calendar (NxVisitListPage *self)
{
  return !g_str_equal (self->view, "list");
}

static void
on_calendar_changed_cb (NxVisitListPage *self)
{
  g_autofree char *title = nx_calendar_view_dup_title (self->calendar);
  g_autofree char *counts = nx_calendar_view_dup_counts (self->calendar);

  nx_calendar_bar_set_title (self->bar, title);
  if (is_calendar (self))
    nx_page_set_subtitle (NX_PAGE (self), counts);
}

static void
show_view (NxVisitListPage *self)
{
  static const char *const actions[]
      = { "calendar.go-to-date", "calendar.next",        "calendar.plan",
          "calendar.previous",   "calendar.print-route", "calendar.today" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], is_calendar (self));
  nx_calendar_bar_set_calendar (self->bar, is_calendar (self));
  nx_page_set_subtitle (NX_PAGE (self), NULL);
  nx_record_list_page_set_other (NX_RECORD_LIST_PAGE (self), is_calendar (self));
  if (is_calendar (self))
    nx_calendar_view_set_week (self->calendar, g_str_equal (self->view, "week"));
  on_calendar_changed_cb (self);
}

/* Whoever is choosing in the bar stays there. */
static void
set_view (NxVisitListPage *self, const char *view)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (g_strcmp0 (view, "week") != 0 && g_strcmp0 (view, "list") != 0)
    view = "month";
  if (g_strcmp0 (self->view, view) == 0)
    return;
  g_free (self->view);
  self->view = g_strdup (view);
  show_view (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      nx_page_shown (NX_PAGE (self));
      if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->bar)))
        gtk_widget_grab_focus (focus);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VIEW]);
}

static void
set_whose (NxVisitListPage *self, const char *whose)
{
  whose = g_strcmp0 (whose, "station") == 0 ? "station" : "mine";
  if (g_strcmp0 (self->whose, whose) == 0)
    return;
  g_free (self->whose);
  self->whose = g_strdup (whose);
  nx_calendar_view_set_whole_station (self->calendar, g_str_equal (whose, "station"));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WHOSE]);
}

static void
on_chosen_cb (NxVisitListPage *self, const char *iso)
{
  NxDate day = NX_DATE_NONE;

  if (!nx_date_from_iso (iso, &day))
    return;
  /* Of a month or a year the first day. */
  nx_calendar_view_select (self->calendar,
                           (NxDate){ day.year, MAX (day.month, 1), MAX (day.day, 1) });
  gtk_widget_child_focus (GTK_WIDGET (self->calendar), GTK_DIR_TAB_FORWARD);
}

/* Actions */

static void
step_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_calendar_view_step (NX_VISIT_LIST_PAGE (widget)->calendar,
                         g_str_equal (name, "calendar.next") ? 1 : -1);
}

static void
today_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_calendar_view_go_today (NX_VISIT_LIST_PAGE (widget)->calendar);
}

static void
go_to_date_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_calendar_bar_ask_date (NX_VISIT_LIST_PAGE (widget)->bar);
}

static void
print_route_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxVisitListPage *self = NX_VISIT_LIST_PAGE (widget);
  g_autoptr (GArray) ids = nx_calendar_view_dup_case_ids (self->calendar);
  NxWindow *window = nx_window_of (self);

  if (window != NULL && ids->len > 0)
    nx_window_push_page (window,
                         nx_preview_page_new_route_on (nx_page_get_store (NX_PAGE (self)), ids,
                                                       nx_calendar_view_get_day (self->calendar)));
}

static void
plan_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxVisitListPage *self = NX_VISIT_LIST_PAGE (widget);

  nx_calendar_view_popup (self->calendar,
                          nx_plan_popover_new (nx_page_get_store (NX_PAGE (self)),
                                               nx_calendar_view_get_day (self->calendar)),
                          nx_calendar_view_get_plan_button (self->calendar));
}

/* Object */

static void
nx_visit_list_page_shown (NxPage *page)
{
  NxVisitListPage *self = NX_VISIT_LIST_PAGE (page);

  if (is_calendar (self))
    nx_calendar_view_shown (self->calendar);
  else
    NX_PAGE_CLASS (nx_visit_list_page_parent_class)->shown (page);
}

static void
nx_visit_list_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxVisitListPage *self = NX_VISIT_LIST_PAGE (object);

  switch ((NxVisitListPageProps)prop_id)
    {
    case PROP_VIEW:
      g_value_set_string (value, self->view);
      break;
    case PROP_WHOSE:
      g_value_set_string (value, self->whose);
      break;
    }
}

static void
nx_visit_list_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  NxVisitListPage *self = NX_VISIT_LIST_PAGE (object);

  switch ((NxVisitListPageProps)prop_id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_string (value));
      break;
    case PROP_WHOSE:
      set_whose (self, g_value_get_string (value));
      break;
    }
}

static void
nx_visit_list_page_constructed (GObject *object)
{
  NxVisitListPage *self = NX_VISIT_LIST_PAGE (object);
  g_autoptr (GSettings) settings = nx_settings_new ();

  G_OBJECT_CLASS (nx_visit_list_page_parent_class)->constructed (object);
  self->bar = NX_CALENDAR_BAR (nx_calendar_bar_new ());
  self->calendar = NX_CALENDAR_VIEW (nx_calendar_view_new (nx_page_get_store (NX_PAGE (self))));
  nx_record_list_page_add_other (NX_RECORD_LIST_PAGE (self), GTK_WIDGET (self->bar),
                                 GTK_WIDGET (self->calendar));
  g_signal_connect_object (self->bar, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "changed", G_CALLBACK (on_calendar_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_view (self);
  if (settings == NULL)
    return;
  g_settings_bind (settings, "visits-view", self, "view", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "visits-whose", self, "whose", G_SETTINGS_BIND_DEFAULT);
}

static void
nx_visit_list_page_finalize (GObject *object)
{
  NxVisitListPage *self = NX_VISIT_LIST_PAGE (object);

  g_free (self->view);
  g_free (self->whose);
  G_OBJECT_CLASS (nx_visit_list_page_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const char *const views[] = { "month", "week", "list" };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "visits.view",
                                         "s", views[i]);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK,
                                       "calendar.go-to-date", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "calendar.plan",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "calendar.print-route", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "calendar.today",
                                       NULL);
}

static void
nx_visit_list_page_class_init (NxVisitListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = nx_visit_list_page_constructed;
  object_class->finalize = nx_visit_list_page_finalize;
  object_class->get_property = nx_visit_list_page_get_property;
  object_class->set_property = nx_visit_list_page_set_property;
  NX_PAGE_CLASS (klass)->shown = nx_visit_list_page_shown;
  NX_RECORD_LIST_PAGE_CLASS (klass)->spec = &list_spec;
  props[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "month", flags);
  props[PROP_WHOSE] = g_param_spec_string ("whose", NULL, NULL, "mine", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_install_property_action (widget_class, "visits.view", "view");
  gtk_widget_class_install_property_action (widget_class, "visits.whose", "whose");
  gtk_widget_class_install_action (widget_class, "calendar.go-to-date", NULL, go_to_date_action_cb);
  gtk_widget_class_install_action (widget_class, "calendar.next", NULL, step_action_cb);
  gtk_widget_class_install_action (widget_class, "calendar.plan", NULL, plan_action_cb);
  gtk_widget_class_install_action (widget_class, "calendar.previous", NULL, step_action_cb);
  gtk_widget_class_install_action (widget_class, "calendar.print-route", NULL,
                                   print_route_action_cb);
  gtk_widget_class_install_action (widget_class, "calendar.today", NULL, today_action_cb);
  add_keys (widget_class);
}

static void
nx_visit_list_page_init (NxVisitListPage *self)
{
  self->view = g_strdup ("month");
  self->whose = g_strdup ("mine");
}

NxPage *
nx_visit_list_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_VISIT_LIST_PAGE, "store", store, NULL);
}
