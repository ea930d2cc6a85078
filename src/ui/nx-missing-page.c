/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of people of whom something is missing that their group needs, by worker. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-missing-page.h"

#include "nx-error.h"
#include "nx-person-lack.h"
#include "nx-record-forms.h"
#include "nx-records.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

struct _NxMissingPage
{
  NxRecordListPage parent_instance;

  GCancellable *load;
};

G_DEFINE_FINAL_TYPE (NxMissingPage, nx_missing_page, NX_TYPE_RECORD_LIST_PAGE)

static const NxListOrder orders[] = {
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NAME, N_ ("By name"), "name", "name" },
  /* TRANSLATORS: order of a list: by the strokes of the surname, 按姓氏笔画 */
  { NX_ORDER_STROKES, N_ ("By strokes"), "strokes" },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_AGE, N_ ("By age"), "age", "age", TRUE },
};

/* Cells */

static void
show_name (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_PERSON_NAME));
}

static void
show_lacks (NxCellText *cell, NxRecord *record, gpointer data)
{
  NxDate today = nx_record_list_page_get_today (data);
  g_autofree char *text
      = nx_person_lack_dup_words (nx_person_lack_get (record, today), record, today);

  nx_cell_text_set_text (cell, text);
}

static void
show_age (NxCellText *cell, NxRecord *record, gpointer data)
{
  int age = nx_person_get_age_on (record, nx_record_list_page_get_today (data));
  g_autofree char *text = age >= 0 ? g_strdup_printf ("%d", age) : NULL;

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

static const NxColumnSpec columns[] = {
  { "name", N_ ("Name"), show_name, .css_class = "heading" },
  { "age", N_ ("Age"), show_age, .is_number = TRUE },
  /* TRANSLATORS: column of a table: what is not known of a person yet, 缺少的信息 */
  { "missing", N_ ("What is missing"), show_lacks, .expands = TRUE },
  { "address", N_ ("Current address"), show_address },
  { "community", N_ ("Community"), show_area },
  { "narrow", N_ ("Person"), show_name, show_age, show_lacks, "heading", .expands = TRUE },
};

/* Chips */

static void
apply_mine (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->responsible_id = worker_id;
}

static void
apply_phone (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->lacks = NX_LACK_PHONE;
}

static void
apply_id_number (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->lacks = NX_LACK_ID_NUMBER;
}

static void
apply_birth (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->lacks = NX_LACK_BIRTH;
}

static void
apply_contact (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->lacks = NX_LACK_CONTACT;
}

static void
apply_guardian (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->lacks = NX_LACK_GUARDIAN;
}

static void
apply_certificate (NxFilter *filter, NxDate today, gint64 worker_id)
{
  filter->lacks = NX_LACK_CERTIFICATE;
}

enum
{
  GROUP_ALONE,
  GROUP_LACK,
};

static const NxListChip chips[] = {
  /* TRANSLATORS: chip over a list: only what the worker in charge is me, 我的 */
  { N_ ("Mine"), GROUP_ALONE, apply_mine },
  { N_ ("No phone"), GROUP_LACK, apply_phone },
  { N_ ("No ID number"), GROUP_LACK, apply_id_number },
  { N_ ("No date of birth"), GROUP_LACK, apply_birth },
  { N_ ("No emergency contact"), GROUP_LACK, apply_contact },
  { N_ ("No guardian"), GROUP_LACK, apply_guardian },
  /* TRANSLATORS: chip: no disability certificate, or one that has expired */
  { N_ ("Disability certificate"), GROUP_LACK, apply_certificate },
};

static void
apply_always (NxFilter *filter)
{
  filter->lacks = NX_LACK_ANY;
}

static char *
dup_count (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u person", "%'u people", n), n);
}

static const NxRecordListSpec list_spec = {
  .id = "missing",
  .kind = NX_RECORD_PERSON,
  .icon_name = "nx-person-symbolic",
  .words = {
    .title = N_ ("Missing Data"),
    .filter_hint = N_ ("Name, pinyin, initials or phone"),
    .filter_label = N_ ("Show only some people (Ctrl+F)"),
    .empty_title = N_ ("Nothing is missing"),
    .empty_text = N_ ("Whatever is needed of each group is on record."),
    .no_match_title = N_ ("Nobody matches"),
    .no_match_text = N_ ("Of these people nothing of the kind is missing."),
    .no_match_label = N_ ("_Show Everybody"),
    .error_title = N_ ("The people could not be read"),
  },
  .orders = orders,
  .n_orders = G_N_ELEMENTS (orders),
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .chips = chips,
  .n_chips = G_N_ELEMENTS (chips),
  .open_action = "missing.fill-in",
  .has_areas = TRUE,
  .has_responsibles = TRUE,
  .apply_always = apply_always,
  .dup_count = dup_count,
};

/* Filling in */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_records_load (db, NX_RECORD_PERSON, *(const gint64 *)data, error);
}

/* The form, at the first of what is missing. */
static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) person = nx_store_read_finish (NX_STORE (source), result, &error);
  NxMissingPage *self = data;
  NxPersonLack lack = NX_LACK_NONE;

  if (nx_error_is_cancelled (error))
    return;
  if (person == NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  lack = nx_person_lack_first (
      nx_person_lack_get (person, nx_record_list_page_get_today (NX_RECORD_LIST_PAGE (self))));
  nx_record_forms_edit_at (GTK_WIDGET (self), person, nx_person_lack_get_field (lack));
}

static void
fill_in_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxMissingPage *self = NX_MISSING_PAGE (widget);
  gint64 id = g_variant_get_int64 (target);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_store_read_async (nx_page_get_store (NX_PAGE (self)), "missing-person", load_in_worker,
                       g_memdup2 (&id, sizeof id), g_free, g_object_unref, self->load, load_cb,
                       self);
}

static void
nx_missing_page_dispose (GObject *object)
{
  NxMissingPage *self = NX_MISSING_PAGE (object);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  G_OBJECT_CLASS (nx_missing_page_parent_class)->dispose (object);
}

static void
nx_missing_page_class_init (NxMissingPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_missing_page_dispose;
  NX_RECORD_LIST_PAGE_CLASS (klass)->spec = &list_spec;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "missing.fill-in", "x",
                                   fill_in_action_cb);
}

static void
nx_missing_page_init (NxMissingPage *self)
{
}

NxPage *
nx_missing_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_MISSING_PAGE, "store", store, NULL);
}
