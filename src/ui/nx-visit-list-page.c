/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of visits: planned, done and tried in vain, of all cases. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-list-page.h"

#include "nx-visit.h"

#include <glib/gi18n-lib.h>

#define DAYS_OF_WEEK 7

struct _NxVisitListPage
{
  NxRecordListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NxVisitListPage, nx_visit_list_page, NX_TYPE_RECORD_LIST_PAGE)

static const NxListOrder orders[] = {
  /* TRANSLATORS: order of a list: what was registered last comes first */
  { NX_ORDER_NEWEST, N_ ("Newest first") },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_OLDEST, N_ ("Oldest first") },
};

/* Cells */

static void
show_day (GtkLabel *label, NxRecord *record, gpointer data)
{
  NxDate day = nx_record_get_date (record, NX_VISIT_ON);
  gboolean is_this_year = day.year == nx_record_list_page_get_today (data).year;
  g_autofree char *text = is_this_year ? nx_date_format (day, NX_DATE_DAY) : nx_date_to_iso (day);

  gtk_label_set_text (label, text);
}

static void
show_time (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_VISIT_START_TIME);

  gtk_label_set_text (label, text);
}

static void
show_client (GtkLabel *label, NxRecord *record, gpointer data)
{
  gtk_label_set_text (label, nx_record_peek_text (record, NX_VISIT_CLIENT_NAME));
}

static void
show_title (GtkLabel *label, NxRecord *record, gpointer data)
{
  gtk_label_set_text (label, nx_record_peek_text (record, NX_VISIT_CASE_TITLE));
}

static void
show_kind (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_VISIT_KIND);

  gtk_label_set_text (label, text);
}

static void
show_state (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_VISIT_STATE);

  gtk_label_set_text (label, text);
}

static void
show_worker (GtkLabel *label, NxRecord *record, gpointer data)
{
  gtk_label_set_text (label, nx_record_peek_text (record, NX_VISIT_WORKER_NAME));
}

static void
show_number (GtkLabel *label, NxRecord *record, gpointer data)
{
  gtk_label_set_text (label, nx_record_peek_text (record, NX_VISIT_CASE_NUMBER));
}

static void
show_about (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *state = nx_record_dup_display (record, NX_VISIT_STATE);
  g_autofree char *kind = nx_record_dup_display (record, NX_VISIT_KIND);
  g_autofree char *text
      = g_strjoin (" · ", kind, state, nx_record_peek_text (record, NX_VISIT_CASE_TITLE), NULL);

  gtk_label_set_text (label, text);
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
  .dup_count = dup_count,
};

static void
nx_visit_list_page_class_init (NxVisitListPageClass *klass)
{
  NX_RECORD_LIST_PAGE_CLASS (klass)->spec = &list_spec;
}

static void
nx_visit_list_page_init (NxVisitListPage *self)
{
}

NxPage *
nx_visit_list_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_VISIT_LIST_PAGE, "store", store, NULL);
}
