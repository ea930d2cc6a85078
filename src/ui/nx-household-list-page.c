/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of households: filter, order, faces, and the way into each household. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-household-list-page.h"

#include "nx-day-words.h"
#include "nx-household.h"
#include "nx-list-faces.h"
#include "nx-record-column.h"
#include "nx-record-list.h"

#include <glib/gi18n-lib.h>

/* Another filter or order is another list with another selection. The old one stays on screen until
 * the new one has its ids, and hands over which household is selected. */
struct _NxHouseholdListPage
{
  NxPage parent_instance;

  GtkSearchEntry *filter_entry;
  GtkDropDown *order_drop_down;
  NxListFaces *faces;
  GtkColumnView *view;

  NxLazyList *list; /* on screen, or NULL before the first has come */
  NxLazyList *next; /* its ids are on their way, or NULL */
  NxDate today;
};

G_DEFINE_FINAL_TYPE (NxHouseholdListPage, nx_household_list_page, NX_TYPE_PAGE)

static const struct
{
  NxOrder order;
  const char *label;
} orders[] = {
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NAME, N_ ("By name") },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_ADDRESS, N_ ("By address") },
  /* TRANSLATORS: order of a list */
  { NX_ORDER_NUMBER, N_ ("By number") },
};

/* Cells */

static void
show_head (GtkLabel *label, NxRecord *record, gpointer data)
{
  const char *name = nx_record_get_text (record, NX_HOUSEHOLD_HEAD_NAME);

  gtk_label_set_text (label, name != NULL ? name : _ ("Nobody lives here"));
}

static void
show_members (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_HOUSEHOLD_N_MEMBERS);

  gtk_label_set_text (label, text);
}

static void
show_address (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_household_dup_full_address (record);

  gtk_label_set_text (label, text);
}

static void
show_area (GtkLabel *label, NxRecord *record, gpointer data)
{
  gtk_label_set_text (label, nx_record_peek_text (record, NX_HOUSEHOLD_AREA_NAME));
}

static void
show_cases (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = NULL;

  if (nx_record_get_int (record, NX_HOUSEHOLD_N_OPEN_CASES) == 0)
    return;
  text = nx_record_dup_display (record, NX_HOUSEHOLD_N_OPEN_CASES);
  gtk_label_set_text (label, text);
}

static void
show_next (GtkLabel *label, NxRecord *record, gpointer data)
{
  NxHouseholdListPage *self = data;
  gboolean is_overdue = FALSE;
  g_autofree char *text = nx_day_words_due (nx_record_get_date (record, NX_HOUSEHOLD_NEXT_ON),
                                            self->today, &is_overdue);

  gtk_label_set_text (label, text);
  if (is_overdue)
    gtk_widget_add_css_class (GTK_WIDGET (label), "nx-high");
}

static void
show_worker (GtkLabel *label, NxRecord *record, gpointer data)
{
  gtk_label_set_text (label, nx_record_peek_text (record, NX_HOUSEHOLD_WORKER_NAME));
}

static void
show_number (GtkLabel *label, NxRecord *record, gpointer data)
{
  gtk_label_set_text (label, nx_record_peek_text (record, NX_HOUSEHOLD_NUMBER));
}

static void
show_place (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *address = nx_household_dup_full_address (record);
  const char *area = nx_record_peek_text (record, NX_HOUSEHOLD_AREA_NAME);
  g_autofree char *text
      = g_strjoin (*area != '\0' && *address != '\0' ? " · " : "", area, address, NULL);

  gtk_label_set_text (label, text);
}

/* The last one is the only one in a narrow window. */
static const NxColumnSpec columns[] = {
  /* TRANSLATORS: column of a table: head of household, 户主 */
  { N_ ("Head"), show_head, .css_class = "heading" },
  { N_ ("Members"), show_members, .is_number = TRUE },
  { N_ ("Address"), show_address, .expands = TRUE },
  { N_ ("Community"), show_area },
  { N_ ("Open cases"), show_cases, .is_number = TRUE },
  { N_ ("Next visit"), show_next },
  /* TRANSLATORS: column of a table: responsible worker, 负责人 */
  { N_ ("Worker"), show_worker },
  /* TRANSLATORS: column of a table: household number, 户号 */
  { N_ ("Number"), show_number, .css_class = "nx-dim", .is_number = TRUE },
  { N_ ("Household"), show_head, show_next, show_place, "heading", .expands = TRUE },
};

#define N_WIDE_COLUMNS (G_N_ELEMENTS (columns) - 1)

/* The list */

static gint64
get_selected_id (NxHouseholdListPage *self)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (self->view);
  guint position = GTK_INVALID_LIST_POSITION;

  if (selection != NULL)
    position = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (selection));
  return position != GTK_INVALID_LIST_POSITION ? nx_lazy_list_get_id (self->list, position) : 0;
}

static void
update_count (NxHouseholdListPage *self)
{
  guint n = nx_lazy_list_get_n_items (self->list);
  g_autofree char *text = NULL;

  if (n > 0 && !nx_lazy_list_get_loading (self->list)
      && nx_lazy_list_get_error (self->list) == NULL)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u household", "%'u households", n), n);
  nx_page_set_subtitle (NX_PAGE (self), text);
}

static void
select_id (NxHouseholdListPage *self, GtkSingleSelection *selection, gint64 id)
{
  guint position = 0;

  if (id == 0 || !nx_lazy_list_find (self->list, id, &position))
    return;
  gtk_single_selection_set_selected (selection, position);
  nx_list_faces_scroll_to (self->faces, position);
}

static void
show_list (NxHouseholdListPage *self, NxLazyList *list)
{
  gint64 selected = get_selected_id (self);
  GtkSingleSelection *selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (list)));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_set_object (&self->list, list);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  nx_list_faces_set_filtered (self->faces,
                              *gtk_editable_get_text (GTK_EDITABLE (self->filter_entry)) != '\0');
  nx_list_faces_set_model (self->faces, G_LIST_MODEL (list));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (list, "notify::n-items", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  update_count (self);
  select_id (self, selection, selected);
  g_object_unref (selection);
}

static void
drop_next (NxHouseholdListPage *self)
{
  if (self->next == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->next, self);
  g_clear_object (&self->next);
  nx_page_end_busy (NX_PAGE (self));
}

static void
on_next_loaded_cb (NxHouseholdListPage *self)
{
  g_autoptr (NxLazyList) list = NULL;

  if (self->next == NULL || nx_lazy_list_get_loading (self->next))
    return;
  list = g_object_ref (self->next);
  drop_next (self);
  show_list (self, list);
}

static void
start_list (NxHouseholdListPage *self)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_HOUSEHOLD);
  guint order = gtk_drop_down_get_selected (self->order_drop_down);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));

  filter->order = orders[order < G_N_ELEMENTS (orders) ? order : 0].order;
  nx_filter_set (&filter->text, *text != '\0' ? text : NULL);
  drop_next (self);
  self->today = nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
  nx_page_begin_busy (NX_PAGE (self));
  self->next = nx_record_list_new (nx_page_get_store (NX_PAGE (self)), filter);
  g_signal_connect_object (self->next, "notify::loading", G_CALLBACK (on_next_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  on_next_loaded_cb (self);
}

/* Callbacks */

static void
on_filter_changed_cb (NxHouseholdListPage *self)
{
  start_list (self);
}

static void
on_stop_filter_cb (NxHouseholdListPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_order_changed_cb (NxHouseholdListPage *self)
{
  if (self->list != NULL || self->next != NULL)
    start_list (self);
}

static void
on_retry_cb (NxHouseholdListPage *self)
{
  if (self->list != NULL)
    nx_lazy_list_retry (self->list);
}

static void
on_activate_cb (NxHouseholdListPage *self, guint position)
{
  gint64 id = self->list != NULL ? nx_lazy_list_get_id (self->list, position) : 0;

  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-household", "x", id);
}

/* Enter in the filter opens what is selected, or the only row there is. */
static void
on_filter_activate_cb (NxHouseholdListPage *self)
{
  gint64 id = self->list != NULL ? get_selected_id (self) : 0;

  if (id == 0 && self->next == NULL && self->list != NULL
      && nx_lazy_list_get_n_items (self->list) == 1)
    id = nx_lazy_list_get_id (self->list, 0);
  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-household", "x", id);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
filter_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_grab_focus (GTK_WIDGET (NX_HOUSEHOLD_LIST_PAGE (widget)->filter_entry));
}

static void
clear_filter_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_editable_set_text (GTK_EDITABLE (NX_HOUSEHOLD_LIST_PAGE (widget)->filter_entry), "");
}

static void
on_narrow_cb (NxHouseholdListPage *self)
{
  nx_record_column_set_narrow (self->view, N_WIDE_COLUMNS, nx_page_is_narrow (NX_PAGE (self)));
}

static void
nx_household_list_page_shown (NxPage *page)
{
  NxHouseholdListPage *self = NX_HOUSEHOLD_LIST_PAGE (page);

  if (self->list == NULL && self->next == NULL)
    start_list (self);
  gtk_widget_grab_focus (
      GTK_WIDGET (self->list != NULL ? (gpointer)self->view : (gpointer)self->filter_entry));
}

static void
add_columns (NxHouseholdListPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = nx_record_column_new (&columns[i], self);

      gtk_column_view_append_column (self->view, column);
    }
  on_narrow_cb (self);
}

static void
add_orders (NxHouseholdListPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    gtk_string_list_append (labels, _ (orders[i].label));
  gtk_drop_down_set_model (self->order_drop_down, G_LIST_MODEL (labels));
}

static void
nx_household_list_page_dispose (GObject *object)
{
  NxHouseholdListPage *self = NX_HOUSEHOLD_LIST_PAGE (object);

  if (self->next != NULL)
    g_signal_handlers_disconnect_by_data (self->next, self);
  g_clear_object (&self->next);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (nx_household_list_page_parent_class)->dispose (object);
}

static void
nx_household_list_page_class_init (NxHouseholdListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_household_list_page_dispose;
  NX_PAGE_CLASS (klass)->shown = nx_household_list_page_shown;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-household-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdListPage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdListPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdListPage, order_drop_down);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdListPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_order_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_filter_cb);

  gtk_widget_class_install_action (widget_class, "households.clear-filter", NULL,
                                   clear_filter_action_cb);
  gtk_widget_class_install_action (widget_class, "households.filter", NULL, filter_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK,
                                       "households.filter", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "win.new-household", NULL);
  g_type_ensure (NX_TYPE_LIST_FACES);
}

static void
nx_household_list_page_init (NxHouseholdListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_orders (self);
  add_columns (self);
}

NxPage *
nx_household_list_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_HOUSEHOLD_LIST_PAGE, "store", store, NULL);
}
