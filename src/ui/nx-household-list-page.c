/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of households: its columns and orders. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-household-list-page.h"

#include "nx-day-words.h"
#include "nx-household.h"
#include "nx-import-drop.h"

#include <glib/gi18n-lib.h>

struct _NxHouseholdListPage
{
  NxRecordListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NxHouseholdListPage, nx_household_list_page, NX_TYPE_RECORD_LIST_PAGE)

static const NxListOrder orders[] = {
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NAME, N_ ("By name"), "name", "head" },
  /* TRANSLATORS: order of a list: by the strokes of the surname, 按姓氏笔画 */
  { NX_ORDER_STROKES, N_ ("By strokes"), "strokes" },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_ADDRESS, N_ ("By address"), "address", "address" },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NUMBER, N_ ("By number"), "number", "number" },
  /* TRANSLATORS: order of a list: by the day of the next visit */
  { NX_ORDER_NEXT, N_ ("By next visit"), "next", "next-visit" },
  /* TRANSLATORS: order of a list: by the day of the last visit, the longest ago first */
  { NX_ORDER_LAST, N_ ("By last contact"), "last" },
  /* TRANSLATORS: order of a list: what was registered last comes first */
  { NX_ORDER_NEWEST, N_ ("Newest first"), "newest" },
};

/* Cells */

static void
show_head (NxCellText *cell, NxRecord *record, gpointer data)
{
  const char *name = nx_record_get_text (record, NX_HOUSEHOLD_HEAD_NAME);

  nx_cell_text_set_text (cell, name != NULL ? name : _ ("Nobody lives here"));
}

static void
show_members (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_HOUSEHOLD_N_MEMBERS);

  nx_cell_text_set_text (cell, text);
}

static void
show_address (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_household_dup_full_address (record);

  nx_cell_text_set_text (cell, text);
}

static void
show_area (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_HOUSEHOLD_AREA_NAME));
}

static void
show_cases (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = NULL;

  if (nx_record_get_int (record, NX_HOUSEHOLD_N_OPEN_CASES) > 0)
    text = nx_record_dup_display (record, NX_HOUSEHOLD_N_OPEN_CASES);
  nx_cell_text_set_text (cell, text);
}

static void
show_next (NxCellText *cell, NxRecord *record, gpointer data)
{
  gboolean is_overdue = FALSE;
  g_autofree char *text = nx_day_words_due (nx_record_get_date (record, NX_HOUSEHOLD_NEXT_ON),
                                            nx_record_list_page_get_today (data), &is_overdue);

  nx_cell_text_set_text (cell, text);
  if (is_overdue)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "nx-high");
}

static void
show_worker (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_HOUSEHOLD_WORKER_NAME));
}

static void
show_number (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_HOUSEHOLD_NUMBER));
}

static void
show_place (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *address = nx_household_dup_full_address (record);
  const char *area = nx_record_peek_text (record, NX_HOUSEHOLD_AREA_NAME);
  g_autofree char *text
      = g_strjoin (*area != '\0' && *address != '\0' ? " · " : "", area, address, NULL);

  nx_cell_text_set_text (cell, text);
}

/* The last one is the only one in a narrow window. */
static const NxColumnSpec columns[] = {
  /* TRANSLATORS: column of a table: head of household, 户主 */
  { "head", N_ ("Head"), show_head, .css_class = "heading" },
  { "members", N_ ("Members"), show_members, .is_number = TRUE },
  { "address", N_ ("Address"), show_address, .expands = TRUE },
  { "community", N_ ("Community"), show_area },
  { "cases", N_ ("Open cases"), show_cases, .is_number = TRUE },
  { "next-visit", N_ ("Next visit"), show_next },
  /* TRANSLATORS: column of a table: responsible worker, 负责人 */
  { "worker", N_ ("Worker"), show_worker },
  /* TRANSLATORS: column of a table: household number, 户号 */
  { "number", N_ ("Number"), show_number, .css_class = "nx-dim", .is_number = TRUE },
  { "narrow", N_ ("Household"), show_head, show_next, show_place, "heading", .expands = TRUE },
};

static char *
dup_count (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u household", "%'u households", n), n);
}

static const NxRecordListSpec list_spec = {
  .id = "households",
  .kind = NX_RECORD_HOUSEHOLD,
  .icon_name = "nx-household-symbolic",
  .words = {
    .title = N_ ("Households"),
    .filter_hint = N_ ("Name, pinyin, initials or address"),
    .filter_label = N_ ("Show only some households (Ctrl+F)"),
    .new_label = N_ ("New household (Ctrl+N)"),
    .empty_title = N_ ("No households yet"),
    .empty_text = N_ ("Add the first household, or import a register that you have as a table. You "
                      "can also drop the file here."),
    .empty_label = N_ ("_New Household"),
    .empty_other_label = N_ ("_Import a Register…"),
    .no_match_title = N_ ("No household matches"),
    .no_match_text = N_ ("Looked for names, pinyin, initials, addresses and numbers."),
    .no_match_label = N_ ("_Show All Households"),
    .error_title = N_ ("The households could not be read"),
  },
  .orders = orders,
  .n_orders = G_N_ELEMENTS (orders),
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .open_action = "win.open-household",
  .new_action = "win.new-household",
  .other_action = "win.import",
  .has_areas = TRUE,
  .has_supports = TRUE,
  .has_workers = TRUE,
  .dup_count = dup_count,
};

static void
nx_household_list_page_class_init (NxHouseholdListPageClass *klass)
{
  NX_RECORD_LIST_PAGE_CLASS (klass)->spec = &list_spec;
}

static void
nx_household_list_page_init (NxHouseholdListPage *self)
{
  nx_import_drop_add (GTK_WIDGET (self), "win.import-files");
}

NxPage *
nx_household_list_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_HOUSEHOLD_LIST_PAGE, "store", store, NULL);
}
