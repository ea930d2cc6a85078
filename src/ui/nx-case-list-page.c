/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of cases: its columns, orders and chips. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-case-list-page.h"

#include "nx-case.h"
#include "nx-day-words.h"
#include "nx-draft-bar.h"

#include <glib/gi18n-lib.h>

/* "This week" reaches so many days ahead. */
#define DAYS_AHEAD 7
/* Nobody was met for so long that a supervisor asks: our default. */
#define QUIET_DAYS 45

struct _NxCaseListPage
{
  NxRecordListPage parent_instance;

  GtkWidget *draft_bar;
};

G_DEFINE_FINAL_TYPE (NxCaseListPage, nx_case_list_page, NX_TYPE_RECORD_LIST_PAGE)

static const NxListOrder orders[] = {
  /* TRANSLATORS: order of a list: by the day of the next visit */
  { NX_ORDER_NEXT, N_ ("By next visit"), "next", "next-visit" },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_RISK, N_ ("By risk"), "risk", "risk" },
  /* TRANSLATORS: order of a list: by the day of the last visit, the longest ago first */
  { NX_ORDER_LAST, N_ ("By last contact"), "last", "last-contact" },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NAME, N_ ("By name"), "name", "client" },
  /* TRANSLATORS: order of a list: by the strokes of the surname, 按姓氏笔画 */
  { NX_ORDER_STROKES, N_ ("By strokes"), "strokes" },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_AGE, N_ ("By age"), "age", "age", TRUE },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NUMBER, N_ ("By number"), "number", "number" },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NEWEST, N_ ("Newest first"), "newest" },
};

/* Cells */

static void
show_client (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_CASE_CLIENT_NAME));
}

static void
show_sex (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_CASE_CLIENT_SEX);

  nx_cell_text_set_text (cell, text);
}

static void
show_age (NxCellText *cell, NxRecord *record, gpointer data)
{
  int age = nx_date_age_on (nx_record_get_date (record, NX_CASE_CLIENT_BIRTH_ON),
                            nx_record_list_page_get_today (data));
  g_autofree char *text = age >= 0 ? g_strdup_printf ("%d", age) : NULL;

  nx_cell_text_set_text (cell, text);
}

static void
show_title (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_CASE_TITLE));
}

static void
show_stage (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_CASE_STAGE);

  nx_cell_text_set_text (cell, text);
}

static void
show_risk (NxBadge *badge, NxRecord *record, gpointer data)
{
  nx_badge_set_risk (badge, nx_record_get_text (record, NX_CASE_RISK), TRUE);
}

static void
show_last (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_day_words_short (nx_record_get_date (record, NX_CASE_LAST_CONTACT_ON),
                                              nx_record_list_page_get_today (data));

  nx_cell_text_set_text (cell, text);
}

static void
show_next (NxCellText *cell, NxRecord *record, gpointer data)
{
  gboolean is_overdue = FALSE;
  g_autofree char *text = nx_day_words_due (nx_record_get_date (record, NX_CASE_NEXT_ON),
                                            nx_record_list_page_get_today (data), &is_overdue);

  nx_cell_text_set_text (cell, text);
  if (is_overdue)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "nx-high");
}

/* Beside the name in a narrow window. */
static void
show_next_short (NxCellText *cell, NxRecord *record, gpointer data)
{
  gboolean is_overdue = FALSE;
  g_autofree char *text
      = nx_day_words_due_short (nx_record_get_date (record, NX_CASE_NEXT_ON),
                                nx_record_list_page_get_today (data), &is_overdue);

  nx_cell_text_set_text (cell, text);
  if (is_overdue)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "nx-high");
}

static void
show_worker (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_CASE_WORKER_NAME));
}

static void
show_area (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_CASE_AREA_NAME));
}

static void
show_number (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_CASE_NUMBER));
}

static void
show_about (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *level = nx_record_dup_display (record, NX_CASE_RISK);
  /* TRANSLATORS: beside a name; %s is high, medium or low: 高风险. */
  g_autofree char *risk = g_strdup_printf (_ ("%s risk"), level != NULL ? level : "");
  g_autofree char *text
      = g_strjoin (" · ", risk, nx_record_peek_text (record, NX_CASE_TITLE), NULL);

  nx_cell_text_set_text (cell, text);
}

static const NxColumnSpec columns[] = {
  /* TRANSLATORS: column of a table: who the case is about, 服务对象 */
  { "client", N_ ("Client"), show_client, .css_class = "heading" },
  { "sex", N_ ("Sex"), show_sex },
  { "age", N_ ("Age"), show_age, .is_number = TRUE },
  { "title", N_ ("Case"), show_title, .expands = TRUE },
  { "stage", N_ ("Stage"), show_stage },
  { "risk", N_ ("Risk"), .badge = show_risk },
  { "last-contact", N_ ("Last contact"), show_last },
  { "next-visit", N_ ("Next visit"), show_next },
  { "worker", N_ ("Worker"), show_worker },
  { "community", N_ ("Community"), show_area },
  { "number", N_ ("Number"), show_number, .css_class = "nx-dim", .is_number = TRUE },
  { "narrow", N_ ("Case"), show_client, show_next_short, show_about, "heading", .expands = TRUE },
};

/* Chips */

static void
apply_mine (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->worker_id = worker_id;
}

static void
apply_open (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->cases = NX_CASES_OPEN;
}

static void
apply_ended (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->cases = NX_CASES_ENDED;
}

static void
apply_overdue (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->due_until = nx_date_add_days (today, -1);
}

static void
apply_this_week (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->due_until = nx_date_add_days (today, DAYS_AHEAD);
}

static void
apply_high (NxFilter *filter, NxDate today, gint64 worker_id)
{
  nx_filter_set (&filter->risk, "high");
}

static void
apply_quiet (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->quiet_since = nx_date_add_days (today, -QUIET_DAYS);
}

static void
apply_long_quiet (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->quiet_since = nx_date_add_days (today, -2 * QUIET_DAYS);
}

enum
{
  GROUP_ALONE,
  GROUP_STATE,
  GROUP_DUE,
  GROUP_QUIET,
};

static const NxListChip chips[] = {
  /* TRANSLATORS: chip over a list: only what the worker in charge is me, 我的 */
  { N_ ("Mine"), GROUP_ALONE, apply_mine, FALSE, "mine" },
  /* TRANSLATORS: chip over the list of cases: work goes on, 在办 */
  { N_ ("Open"), GROUP_STATE, apply_open, TRUE, "open" },
  /* TRANSLATORS: chip over the list of cases: closed, declined, referred out … */
  { N_ ("Ended"), GROUP_STATE, apply_ended, FALSE, "ended" },
  { N_ ("Overdue"), GROUP_DUE, apply_overdue, FALSE, "overdue" },
  { N_ ("Due within a week"), GROUP_DUE, apply_this_week, FALSE, "week" },
  { N_ ("High risk"), GROUP_ALONE, apply_high, FALSE, "high-risk" },
  /* TRANSLATORS: chip over the list of cases: nobody was met for so long */
  { N_ ("No contact for 45 days"), GROUP_QUIET, apply_quiet, FALSE, "quiet-45" },
  /* TRANSLATORS: chip over the list of cases: nobody was met for so long */
  { N_ ("No contact for 90 days"), GROUP_QUIET, apply_long_quiet, FALSE, "quiet-90" },
};

static char *
dup_count (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u case", "%'u cases", n), n);
}

static const NxRecordListSpec list_spec = {
  .id = "cases",
  .kind = NX_RECORD_CASE,
  .icon_name = "nx-case-symbolic",
  .words = {
    .title = N_ ("Cases"),
    .filter_hint = N_ ("Name, pinyin, initials or case number"),
    .filter_label = N_ ("Show only some cases (Ctrl+F)"),
    .empty_title = N_ ("No cases yet"),
    .new_label = N_ ("New case (Ctrl+N)"),
    .empty_text = N_ ("Find the person or the household it is for, and open the first one."),
    .empty_label = N_ ("_New Case"),
    .no_match_title = N_ ("No case matches"),
    .no_match_text
    = N_ ("Looked for clients by name, pinyin and initials, and for case numbers."),
    .no_match_label = N_ ("_Show All Cases"),
    .error_title = N_ ("The cases could not be read"),
  },
  .orders = orders,
  .n_orders = G_N_ELEMENTS (orders),
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .chips = chips,
  .n_chips = G_N_ELEMENTS (chips),
  .open_action = "win.open-case",
  .new_action = "win.choose-client",
  .has_areas = TRUE,
  .has_supports = TRUE,
  .has_workers = TRUE,
  .has_stages = TRUE,
  .dup_count = dup_count,
};

static void
nx_case_list_page_shown (NxPage *page)
{
  nx_draft_bar_reload (NX_DRAFT_BAR (NX_CASE_LIST_PAGE (page)->draft_bar));
  NX_PAGE_CLASS (nx_case_list_page_parent_class)->shown (page);
}

static void
nx_case_list_page_class_init (NxCaseListPageClass *klass)
{
  NX_RECORD_LIST_PAGE_CLASS (klass)->spec = &list_spec;
  NX_PAGE_CLASS (klass)->shown = nx_case_list_page_shown;
}

static void
nx_case_list_page_init (NxCaseListPage *self)
{
}

NxPage *
nx_case_list_page_new (NxStore *store)
{
  NxCaseListPage *self = g_object_new (NX_TYPE_CASE_LIST_PAGE, "store", store, NULL);

  self->draft_bar = nx_draft_bar_new (store, 0);
  nx_record_list_page_set_top (NX_RECORD_LIST_PAGE (self), self->draft_bar);
  return NX_PAGE (self);
}
