/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of people: who, how old, where, and the classes that give a right to support. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-person-list-page.h"

#include "nx-person.h"
#include "nx-twin-count.h"

#include <glib/gi18n-lib.h>

struct _NxPersonListPage
{
  NxRecordListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NxPersonListPage, nx_person_list_page, NX_TYPE_RECORD_LIST_PAGE)

static const NxListOrder orders[] = {
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NAME, N_ ("By name"), "name", "name" },
  /* TRANSLATORS: order of a list: by the strokes of the surname, 按姓氏笔画 */
  { NX_ORDER_STROKES, N_ ("By strokes"), "strokes" },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_AGE, N_ ("By age"), "age", "age", TRUE },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_ADDRESS, N_ ("By address"), "address", "address" },
  /* TRANSLATORS: order of a list: by the day of the next visit */
  { NX_ORDER_NEXT, N_ ("By next visit"), "next" },
  /* TRANSLATORS: order of a list: by the day of the last visit, the longest ago first */
  { NX_ORDER_LAST, N_ ("By last contact"), "last" },
  /* TRANSLATORS: order of a list: what was registered last comes first */
  { NX_ORDER_NEWEST, N_ ("Newest first"), "newest" },
};

/* Cells */

static void
show_name (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_PERSON_NAME));
}

static void
show_sex (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_PERSON_SEX);

  nx_cell_text_set_text (cell, text);
}

static char *
dup_age (NxRecord *record, gpointer page)
{
  int age = nx_person_get_age_on (record, nx_record_list_page_get_today (page));

  return age >= 0 ? g_strdup_printf ("%d", age) : g_strdup ("");
}

static void
show_age (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = dup_age (record, data);

  nx_cell_text_set_text (cell, text);
}

static void
show_relation (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_PERSON_RELATION);

  nx_cell_text_set_text (cell, text);
}

/* Whole numbers are asked for on the person's page, with a reason. */
static void
show_phone (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_masked (record, NX_PERSON_PHONES);

  nx_cell_text_set_text (cell, text);
}

static void
show_address (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_PERSON_FULL_ADDRESS));
}

static void
show_area (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_PERSON_AREA_NAME));
}

static void
show_sex_and_age (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *sex = nx_record_dup_display (record, NX_PERSON_SEX);
  g_autofree char *age = dup_age (record, data);
  g_autofree char *text = g_strjoin (*sex != '\0' && *age != '\0' ? " · " : "", sex, age, NULL);

  nx_cell_text_set_text (cell, text);
}

static void
show_place (NxCellText *cell, NxRecord *record, gpointer data)
{
  const char *area = nx_record_peek_text (record, NX_PERSON_AREA_NAME);
  const char *address = nx_record_peek_text (record, NX_PERSON_FULL_ADDRESS);
  g_autofree char *text
      = g_strjoin (*area != '\0' && *address != '\0' ? " · " : "", area, address, NULL);

  nx_cell_text_set_text (cell, text);
}

static const NxColumnSpec columns[] = {
  { "name", N_ ("Name"), show_name, .css_class = "heading" },
  { "sex", N_ ("Sex"), show_sex },
  { "age", N_ ("Age"), show_age, .is_number = TRUE },
  { "relation", N_ ("Relation to head"), show_relation },
  { "address", N_ ("Current address"), show_address, .expands = TRUE },
  { "community", N_ ("Community"), show_area },
  { "phones", N_ ("Phones"), show_phone, .css_class = "nx-dim" },
  { "narrow", N_ ("Person"), show_name, show_sex_and_age, show_place, "heading", .expands = TRUE },
};

/* Chips */

static void
apply_mine (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->worker_id = worker_id;
}

static const NxListChip chips[] = {
  /* TRANSLATORS: chip over the list of people: clients of my cases, 我的服务对象 */
  { N_ ("My clients"), 0, apply_mine, FALSE, "mine" },
};

static char *
dup_count (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u person", "%'u people", n), n);
}

static const NxRecordListSpec list_spec = {
  .id = "people",
  .kind = NX_RECORD_PERSON,
  .icon_name = "nx-person-symbolic",
  .words = {
    .title = N_ ("People"),
    .filter_hint = N_ ("Name, pinyin, initials or phone"),
    .filter_label = N_ ("Show only some people (Ctrl+F)"),
    .empty_title = N_ ("Nobody yet"),
    .empty_text = N_ ("People are added on the page of their household, or with an imported "
                      "register."),
    .no_match_title = N_ ("Nobody matches"),
    .no_match_text = N_ ("Looked for names, pinyin, initials, phone tails and identity numbers."),
    .no_match_label = N_ ("_Show Everybody"),
    .error_title = N_ ("The people could not be read"),
  },
  .orders = orders,
  .n_orders = G_N_ELEMENTS (orders),
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .chips = chips,
  .n_chips = G_N_ELEMENTS (chips),
  .open_action = "win.open-person",
  .has_areas = TRUE,
  .has_supports = TRUE,
  .more_label = N_ ("Missing _Data…"),
  .more_action = "win.missing-data",
  .dup_count = dup_count,
};

static void
on_narrow_cb (NxPage *page, GParamSpec *pspec, NxTwinCount *twins)
{
  nx_twin_count_set_narrow (twins, nx_page_is_narrow (page));
}

static void
nx_person_list_page_constructed (GObject *object)
{
  NxPage *page = NX_PAGE (object);
  GtkWidget *twins = NULL;

  G_OBJECT_CLASS (nx_person_list_page_parent_class)->constructed (object);
  twins = nx_twin_count_new (nx_page_get_store (page));
  nx_page_pack_end (page, twins);
  g_signal_connect_object (page, "notify::narrow", G_CALLBACK (on_narrow_cb), twins, 0);
  on_narrow_cb (page, NULL, NX_TWIN_COUNT (twins));
}

static void
nx_person_list_page_class_init (NxPersonListPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = nx_person_list_page_constructed;
  NX_RECORD_LIST_PAGE_CLASS (klass)->spec = &list_spec;
}

static void
nx_person_list_page_init (NxPersonListPage *self)
{
}

NxPage *
nx_person_list_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_PERSON_LIST_PAGE, "store", store, NULL);
}
