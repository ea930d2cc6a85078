/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks for which case a visit is planned on a day, and goes to write the plan down. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-plan-popover.h"

#include "nx-error.h"
#include "nx-id-query.h"
#include "nx-mask.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define WIDTH 320
#define HEIGHT 280
#define N_CASES 20

struct _NxPlanPopover
{
  GtkPopover parent_instance;

  NxStore *store;
  NxDate day;
  GCancellable *load;

  GtkWidget *title_label;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *none_label;
};

G_DEFINE_FINAL_TYPE (NxPlanPopover, nx_plan_popover, GTK_TYPE_POPOVER)

/* Nothing typed: one's own open cases, the next due first; else all that match. */
static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const NxFilter *filter = data;
  g_autoptr (GArray) ids = nx_id_query_run (db, filter, error);

  if (ids == NULL)
    return NULL;
  return nx_records_load_many (db, NX_RECORD_CASE, (const gint64 *)(gpointer)ids->data, ids->len,
                               error);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The name and the subject of somebody else's case never stand together. */
static GtkWidget *
new_row (NxRecord *case_file, gint64 actor)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean is_mine = nx_record_get_int (case_file, NX_CASE_WORKER) == actor
                     || nx_record_get_int (case_file, NX_CASE_SUPERVISOR) == actor;
  const char *full = nx_record_peek_text (case_file, NX_CASE_CLIENT_NAME);
  g_autofree char *name = is_mine ? g_strdup (full) : nx_mask_text (NX_MASK_NAME, full);
  g_autofree char *about
      = g_strjoin (" · ", nx_record_peek_text (case_file, NX_CASE_NUMBER),
                   is_mine ? nx_record_peek_text (case_file, NX_CASE_TITLE)
                           : nx_record_peek_text (case_file, NX_CASE_WORKER_NAME),
                   NULL);
  g_autofree char *whole = g_strjoin (", ", name, about, NULL);

  gtk_box_append (GTK_BOX (box), new_label (name, "heading"));
  gtk_box_append (GTK_BOX (box), new_label (about, "nx-dim"));
  gtk_widget_add_css_class (box, "nx-plan-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "nx-case", g_object_ref (case_file), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  return row;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = nx_store_read_finish (NX_STORE (source), result, &error);
  NxPlanPopover *self = data;
  g_autofree char *sentence = NULL;
  GtkListBoxRow *row = NULL;

  if (nx_error_is_cancelled (error))
    return;
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         new_row (g_ptr_array_index (cases, i), nx_store_get_actor (self->store)));
  sentence = error != NULL ? nx_words_for_error (error) : g_strdup (_ ("No open case matches"));
  gtk_label_set_label (GTK_LABEL (self->none_label), sentence);
  gtk_widget_set_visible (self->none_label, cases == NULL || cases->len == 0);
}

static void
free_cases (gpointer cases)
{
  g_ptr_array_unref (cases);
}

static void
free_filter (gpointer filter)
{
  nx_filter_free (filter);
}

static void
load (NxPlanPopover *self)
{
  NxFilter *filter = nx_filter_new (NX_RECORD_CASE);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  filter->cases = NX_CASES_OPEN;
  filter->order = NX_ORDER_NEXT;
  filter->limit = N_CASES;
  if (*text != '\0')
    nx_filter_set (&filter->text, text);
  else
    filter->worker_id = nx_store_get_actor (self->store);
  nx_store_read_async (self->store, "plan-cases", load_in_worker, filter, free_filter, free_cases,
                       self->load, load_cb, self);
}

static void
choose (NxPlanPopover *self, GtkListBoxRow *row)
{
  NxRecord *case_file = row != NULL ? g_object_get_data (G_OBJECT (row), "nx-case") : NULL;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *iso = nx_date_to_iso (self->day);
  gint64 id = case_file != NULL ? nx_record_get_id (case_file) : 0;

  if (id == 0)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (parent, "win.plan-visit", "(xs)", id, iso);
}

static void
on_row_activated_cb (NxPlanPopover *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
on_activate_cb (NxPlanPopover *self)
{
  choose (self, gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

static void
on_stop_cb (NxPlanPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
fill (NxPlanPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->title_label = new_label (NULL, "caption-heading");
  self->entry = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  self->none_label = new_label (NULL, "nx-dim");
  gtk_widget_set_visible (self->none_label, FALSE);
  g_object_set (self->entry, "placeholder-text", _ ("Client or case number"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Client or case number"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open cases"), -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_size_request (scrolled, -1, HEIGHT);
  gtk_widget_set_size_request (box, WIDTH, -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (load), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stop_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_box_append (GTK_BOX (box), self->title_label);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->none_label);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

static void
nx_plan_popover_dispose (GObject *object)
{
  NxPlanPopover *self = NX_PLAN_POPOVER (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_plan_popover_parent_class)->dispose (object);
}

static void
nx_plan_popover_class_init (NxPlanPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_plan_popover_dispose;
}

static void
nx_plan_popover_init (NxPlanPopover *self)
{
  fill (self);
}

GtkWidget *
nx_plan_popover_new (NxStore *store, NxDate day)
{
  NxPlanPopover *self = g_object_new (NX_TYPE_PLAN_POPOVER, NULL);
  g_autofree char *text = nx_date_format (day, NX_DATE_LONG_DAY);
  /* TRANSLATORS: %s is a day */
  g_autofree char *title = g_strdup_printf (_ ("Plan a visit on %s for"), text);

  self->store = g_object_ref (store);
  self->day = day;
  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  load (self);
  return GTK_WIDGET (self);
}
