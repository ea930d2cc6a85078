/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The base of every list of records: filter, chips, order, faces, and the way into each record. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-list-page.h"

#include "nx-chip.h"
#include "nx-day-words.h"
#include "nx-list-faces.h"
#include "nx-record-list.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* Another filter or order is another list with another selection. The old one stays on screen until
 * the new one has its ids, and hands over which record is selected. */
typedef struct
{
  GtkSearchEntry *filter_entry;
  GtkDropDown *order_drop_down;
  GtkBox *chips;
  NxListFaces *faces;
  GtkColumnView *view;

  NxLazyList *list; /* on screen, or NULL before the first has come */
  NxLazyList *next; /* its ids are on their way, or NULL */
  NxDate today;
  gboolean is_filling; /* chips are being set, not pressed */
} NxRecordListPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NxRecordListPage, nx_record_list_page, NX_TYPE_PAGE)

static NxRecordListPagePrivate *
get_private (NxRecordListPage *self)
{
  return nx_record_list_page_get_instance_private (self);
}

static const NxRecordListSpec *
get_spec (NxRecordListPage *self)
{
  return NX_RECORD_LIST_PAGE_GET_CLASS (self)->spec;
}

/* The list */

static gint64
get_selected_id (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  GtkSelectionModel *selection = gtk_column_view_get_model (priv->view);
  guint position = GTK_INVALID_LIST_POSITION;

  if (selection != NULL)
    position = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (selection));
  return position != GTK_INVALID_LIST_POSITION ? nx_lazy_list_get_id (priv->list, position) : 0;
}

static void
update_count (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  guint n = nx_lazy_list_get_n_items (priv->list);
  g_autofree char *text = NULL;

  if (n > 0 && !nx_lazy_list_get_loading (priv->list)
      && nx_lazy_list_get_error (priv->list) == NULL)
    text = get_spec (self)->dup_count (n);
  nx_page_set_subtitle (NX_PAGE (self), text);
}

static void
select_id (NxRecordListPage *self, GtkSingleSelection *selection, gint64 id)
{
  NxRecordListPagePrivate *priv = get_private (self);
  guint position = 0;

  if (id == 0 || !nx_lazy_list_find (priv->list, id, &position))
    return;
  gtk_single_selection_set_selected (selection, position);
  nx_list_faces_scroll_to (priv->faces, position);
}

static gboolean
is_narrowed (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  GtkWidget *chip
      = priv->chips != NULL ? gtk_widget_get_first_child (GTK_WIDGET (priv->chips)) : NULL;
  gboolean has_chip = FALSE;

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    has_chip = has_chip || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip));
  return has_chip || *gtk_editable_get_text (GTK_EDITABLE (priv->filter_entry)) != '\0';
}

static void
show_list (NxRecordListPage *self, NxLazyList *list)
{
  NxRecordListPagePrivate *priv = get_private (self);
  gint64 selected = get_selected_id (self);
  GtkSingleSelection *selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (list)));

  if (priv->list != NULL)
    g_signal_handlers_disconnect_by_data (priv->list, self);
  g_set_object (&priv->list, list);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  nx_list_faces_set_filtered (priv->faces, is_narrowed (self));
  nx_list_faces_set_model (priv->faces, G_LIST_MODEL (list));
  gtk_column_view_set_model (priv->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (list, "notify::n-items", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  update_count (self);
  select_id (self, selection, selected);
  g_object_unref (selection);
}

static void
drop_next (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (priv->next == NULL)
    return;
  g_signal_handlers_disconnect_by_data (priv->next, self);
  g_clear_object (&priv->next);
  nx_page_end_busy (NX_PAGE (self));
}

static void
on_next_loaded_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  g_autoptr (NxLazyList) list = NULL;

  if (priv->next == NULL || nx_lazy_list_get_loading (priv->next))
    return;
  list = g_object_ref (priv->next);
  drop_next (self);
  show_list (self, list);
}

static void
apply_chips (NxRecordListPage *self, NxFilter *filter)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const NxRecordListSpec *spec = get_spec (self);
  GtkWidget *chip
      = priv->chips != NULL ? gtk_widget_get_first_child (GTK_WIDGET (priv->chips)) : NULL;

  for (guint i = 0; i < spec->n_chips && chip != NULL; i++)
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
        spec->chips[i].apply (filter, priv->today);
      chip = gtk_widget_get_next_sibling (chip);
    }
}

static void
start_list (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const NxRecordListSpec *spec = get_spec (self);
  g_autoptr (NxFilter) filter = nx_filter_new (spec->kind);
  guint order = gtk_drop_down_get_selected (priv->order_drop_down);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->filter_entry));

  filter->order = spec->orders[order < spec->n_orders ? order : 0].order;
  nx_filter_set (&filter->text, *text != '\0' ? text : NULL);
  drop_next (self);
  priv->today = nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
  apply_chips (self, filter);
  nx_page_begin_busy (NX_PAGE (self));
  priv->next = nx_record_list_new (nx_page_get_store (NX_PAGE (self)), filter);
  g_signal_connect_object (priv->next, "notify::loading", G_CALLBACK (on_next_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  on_next_loaded_cb (self);
}

/* Callbacks */

static void
on_filter_changed_cb (NxRecordListPage *self)
{
  start_list (self);
}

static void
on_stop_filter_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  gtk_editable_set_text (GTK_EDITABLE (priv->filter_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (priv->view));
}

static void
on_order_changed_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (priv->list != NULL || priv->next != NULL)
    start_list (self);
}

static void
on_retry_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (priv->list != NULL)
    nx_lazy_list_retry (priv->list);
}

static void
on_activate_cb (NxRecordListPage *self, guint position)
{
  NxRecordListPagePrivate *priv = get_private (self);
  gint64 id = priv->list != NULL ? nx_lazy_list_get_id (priv->list, position) : 0;

  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), get_spec (self)->open_action, "x", id);
}

/* Enter in the filter opens what is selected, or the only row there is. */
static void
on_filter_activate_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  gint64 id = priv->list != NULL ? get_selected_id (self) : 0;

  if (id == 0 && priv->next == NULL && priv->list != NULL
      && nx_lazy_list_get_n_items (priv->list) == 1)
    id = nx_lazy_list_get_id (priv->list, 0);
  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), get_spec (self)->open_action, "x", id);
  else
    gtk_widget_child_focus (GTK_WIDGET (priv->view), GTK_DIR_TAB_FORWARD);
}

static void
filter_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_grab_focus (GTK_WIDGET (get_private (NX_RECORD_LIST_PAGE (widget))->filter_entry));
}

static void
clear_filter_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxRecordListPagePrivate *priv = get_private (NX_RECORD_LIST_PAGE (widget));
  GtkWidget *chip
      = priv->chips != NULL ? gtk_widget_get_first_child (GTK_WIDGET (priv->chips)) : NULL;

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (get_private (NX_RECORD_LIST_PAGE (widget))->filter_entry),
                         "");
}

static void
on_narrow_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  nx_record_column_set_narrow (priv->view, get_spec (self)->n_columns - 1,
                               nx_page_is_narrow (NX_PAGE (self)));
}

static void
nx_record_list_page_shown (NxPage *page)
{
  NxRecordListPage *self = NX_RECORD_LIST_PAGE (page);
  NxRecordListPagePrivate *priv = get_private (self);

  if (priv->list == NULL && priv->next == NULL)
    start_list (self);
  gtk_widget_grab_focus (
      GTK_WIDGET (priv->list != NULL ? (gpointer)priv->view : (gpointer)priv->filter_entry));
}

static void
add_columns (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  for (guint i = 0; i < get_spec (self)->n_columns; i++)
    {
      g_autoptr (GtkColumnViewColumn) column
          = nx_record_column_new (&get_spec (self)->columns[i], self);

      gtk_column_view_append_column (priv->view, column);
    }
  on_narrow_cb (self);
}

static void
add_orders (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < get_spec (self)->n_orders; i++)
    gtk_string_list_append (labels, _ (get_spec (self)->orders[i].label));
  gtk_drop_down_set_model (priv->order_drop_down, G_LIST_MODEL (labels));
}

/* Chips */

static void
on_chip_toggled_cb (GtkToggleButton *chip, NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const NxRecordListSpec *spec = get_spec (self);
  guint pressed = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "nx-chip"));
  GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (priv->chips));

  if (priv->is_filling)
    return;
  priv->is_filling = TRUE;
  for (guint i = 0; gtk_toggle_button_get_active (chip) && i < spec->n_chips; i++)
    {
      if (i != pressed && spec->chips[pressed].group != 0
          && spec->chips[i].group == spec->chips[pressed].group)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
      other = gtk_widget_get_next_sibling (other);
    }
  priv->is_filling = FALSE;
  if (priv->list != NULL || priv->next != NULL)
    start_list (self);
}

static void
add_chips (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const NxRecordListSpec *spec = get_spec (self);

  gtk_widget_set_visible (GTK_WIDGET (priv->chips), spec->n_chips > 0);
  gtk_widget_set_layout_manager (GTK_WIDGET (priv->chips), nx_wrap_layout_new ());
  for (guint i = 0; i < spec->n_chips; i++)
    {
      GtkWidget *chip = nx_chip_new (NULL, _ (spec->chips[i].label), -1);

      g_object_set_data (G_OBJECT (chip), "nx-chip", GUINT_TO_POINTER (i));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), spec->chips[i].is_on);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_chip_toggled_cb), self, 0);
      gtk_box_append (priv->chips, chip);
    }
}

static void
new_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const NxRecordListSpec *spec = get_spec (NX_RECORD_LIST_PAGE (widget));

  if (spec->new_action != NULL)
    gtk_widget_activate_action (widget, spec->new_action, NULL);
}

static void
nx_record_list_page_dispose (GObject *object)
{
  NxRecordListPagePrivate *priv = get_private (NX_RECORD_LIST_PAGE (object));

  if (priv->next != NULL)
    g_signal_handlers_disconnect_by_data (priv->next, object);
  g_clear_object (&priv->next);
  g_clear_object (&priv->list);
  G_OBJECT_CLASS (nx_record_list_page_parent_class)->dispose (object);
}

static void
nx_record_list_page_class_init (NxRecordListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_record_list_page_dispose;
  NX_PAGE_CLASS (klass)->shown = nx_record_list_page_shown;
  gtk_widget_class_install_action (widget_class, "list.clear-filter", NULL, clear_filter_action_cb);
  gtk_widget_class_install_action (widget_class, "list.filter", NULL, filter_action_cb);
  gtk_widget_class_install_action (widget_class, "list.new", NULL, new_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "list.filter",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "list.new", NULL);
  g_type_ensure (NX_TYPE_LIST_FACES);
}

static void
nx_record_list_page_init (NxRecordListPage *self)
{
}

void
nx_record_list_page_class_bind (NxRecordListPageClass *klass,
                                const NxRecordListSpec *spec,
                                const char *template_resource)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  klass->spec = spec;
  gtk_widget_class_set_template_from_resource (widget_class, template_resource);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_order_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_filter_cb);
  gtk_widget_class_bind_template_child_full (widget_class, "chips", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "faces", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "filter_entry", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "order_drop_down", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "view", FALSE, 0);
}

/* The template is the subclass's, so its children are fetched by name. */
static gpointer
get_child (NxRecordListPage *self, const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), name);

  g_assert (child != NULL);
  return child;
}

void
nx_record_list_page_set_up (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  priv->chips = get_child (self, "chips");
  priv->faces = get_child (self, "faces");
  priv->filter_entry = get_child (self, "filter_entry");
  priv->order_drop_down = get_child (self, "order_drop_down");
  priv->view = get_child (self, "view");
  add_orders (self);
  add_chips (self);
  add_columns (self);
}

NxDate
nx_record_list_page_get_today (NxRecordListPage *self)
{
  return get_private (self)->today;
}
