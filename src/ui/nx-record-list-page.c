/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The base of every list of records: filter, chips, order, faces, and the way into each record. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-list-page.h"

#include "nx-area-choice.h"
#include "nx-bulk-bar.h"
#include "nx-choices.h"
#include "nx-columns-button.h"
#include "nx-day-words.h"
#include "nx-filter-button.h"
#include "nx-growing-list.h"
#include "nx-letter-button.h"
#include "nx-list-faces.h"
#include "nx-list-selection.h"
#include "nx-record-list.h"
#include "nx-worker-choice.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* What is seen at the usual size of a window. */
#define N_FIRST_ROWS 24

/* Another filter or order is another list with another selection. The old one stays on screen until
 * the new one has its ids, and hands over which record is selected. */
typedef struct
{
  GtkWidget *new_button;
  GtkBox *bar;
  GtkSearchEntry *filter_entry;
  NxAreaChoice *area_choice;
  NxBulkBar *bulk_bar;
  NxLetterButton *letter_button;
  GtkDropDown *order_drop_down;
  GtkButton *turn_button;
  GtkToggleButton *choices_toggle;
  GtkWidget *choices_box;
  GtkDropDown *support_drop_down;
  GtkDropDown *stage_drop_down;
  NxWorkerChoice *worker_choice;
  NxFilterButton *filter_button;
  GtkButton *more_button;
  NxListChips *chips;
  AdwBin *head_place;
  GtkStack *views;
  AdwBin *top_place;
  NxListFaces *faces;
  GtkColumnView *view;
  GtkWidget *columns_button;

  NxColumnSet *columns;
  NxListOrdering *ordering;
  NxChoices *stages;          /* or NULL */
  gboolean is_taking;         /* a saved filter: the list is read when all of it is set */
  NxChoices *supports;        /* or NULL */
  NxLazyList *list;           /* on screen, or NULL before the first has come */
  GtkSliceListModel *shown;   /* what the view has of it yet */
  NxListSelection *selection; /* on them, or NULL */
  NxLazyList *next;           /* its ids are on their way, or NULL */
  NxDate today;
  guint focus_source;
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

/* The only one; 0 when there is none or more. */
static gint64
get_selected_id (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  return priv->selection != NULL ? nx_list_selection_get_only (priv->selection) : 0;
}

static gboolean
is_other_shown (NxRecordListPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (get_private (self)->views), "other") == 0;
}

/* "3,401 of 98,220 people" where one is selected, else only how many there are. */
static char *
dup_count (NxRecordListPage *self, guint n)
{
  NxRecordListPagePrivate *priv = get_private (self);
  gint64 selected = get_selected_id (self);
  g_autofree char *count = get_spec (self)->dup_count (n);
  guint position = 0;

  if (selected == 0 || !nx_lazy_list_find (priv->list, selected, &position))
    return g_steal_pointer (&count);
  /* TRANSLATORS: where in the list the selected record stands, and how many there are ("98,220
     people") */
  return g_strdup_printf (_ ("%1$'u of %2$s"), position + 1, count);
}

static void
update_count (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  guint n = nx_lazy_list_get_n_items (priv->list);
  g_autofree char *text = NULL;

  if (is_other_shown (self))
    return;
  if (n > 0 && !nx_lazy_list_get_loading (priv->list)
      && nx_lazy_list_get_error (priv->list) == NULL)
    text = dup_count (self, n);
  nx_page_set_subtitle (NX_PAGE (self), text);
}

static void
go_to_id (NxRecordListPage *self, gint64 id)
{
  NxRecordListPagePrivate *priv = get_private (self);
  guint position = 0;

  if (id == 0 || !nx_lazy_list_find (priv->list, id, &position))
    return;
  nx_growing_list_finish (priv->shown);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (priv->selection), position, TRUE);
  nx_list_faces_scroll_to (priv->faces, position);
}

/* Where rows come and go, the place of the selected one is another. */
static void
on_items_changed_cb (NxRecordListPage *self)
{
  if (get_selected_id (self) != 0)
    update_count (self);
}

/* NULL: any. */
static const char *
get_support (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (priv->supports == NULL)
    return NULL;
  return nx_choices_get_key (priv->supports, gtk_drop_down_get_selected (priv->support_drop_down));
}

/* NULL: any. */
static const char *
get_stage (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (priv->stages == NULL)
    return NULL;
  return nx_choices_get_key (priv->stages, gtk_drop_down_get_selected (priv->stage_drop_down));
}

static gboolean
is_narrowed (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  return nx_list_chips_is_any (priv->chips) || get_support (self) != NULL
         || get_stage (self) != NULL || nx_worker_choice_get_id (priv->worker_choice) != 0
         || nx_area_choice_get_id (priv->area_choice) != 0
         || *gtk_editable_get_text (GTK_EDITABLE (priv->filter_entry)) != '\0';
}

/* A column view's first child is its head, where nothing is to be done; the rows come last. Asked
 * to grab the focus they keep it from their rows, so it is led into them. */
static gboolean
grab_rows (NxRecordListPage *self)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (get_private (self)->view));

  return gtk_widget_child_focus (rows, GTK_DIR_TAB_FORWARD);
}

/* The filter has the focus until there are rows; who began to type in it keeps it. */
static gboolean
focus_rows_cb (gpointer data)
{
  NxRecordListPage *self = data;
  NxRecordListPagePrivate *priv = get_private (self);
  GtkWidget *entry = GTK_WIDGET (priv->filter_entry);

  priv->focus_source = 0;
  if (nx_lazy_list_get_n_items (priv->list) > 0
      && (gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0
      && *gtk_editable_get_text (GTK_EDITABLE (entry)) == '\0')
    grab_rows (self);
  return G_SOURCE_REMOVE;
}

static void
show_list (NxRecordListPage *self, NxLazyList *list)
{
  NxRecordListPagePrivate *priv = get_private (self);
  gboolean is_first = priv->list == NULL;
  g_autoptr (GArray) selected
      = priv->selection != NULL ? nx_list_selection_dup_ids (priv->selection) : NULL;

  if (priv->list != NULL)
    g_signal_handlers_disconnect_by_data (priv->list, self);
  g_set_object (&priv->list, list);
  g_clear_object (&priv->shown);
  priv->shown = nx_growing_list_new (G_LIST_MODEL (list), GTK_WIDGET (priv->view), N_FIRST_ROWS);
  g_clear_object (&priv->selection);
  priv->selection = nx_list_selection_new (G_LIST_MODEL (priv->shown), list);
  nx_list_faces_set_filtered (priv->faces, is_narrowed (self));
  nx_list_faces_set_model (priv->faces, G_LIST_MODEL (list));
  gtk_column_view_set_model (priv->view, GTK_SELECTION_MODEL (priv->selection));
  g_signal_connect_object (priv->selection, "selection-changed", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (list, "notify::n-items", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  nx_bulk_bar_set_selection (priv->bulk_bar, priv->selection);
  update_count (self);
  if (selected != NULL && selected->len == 1)
    go_to_id (self, g_array_index (selected, gint64, 0));
  else if (selected != NULL && selected->len > 1)
    nx_list_selection_set_ids (priv->selection, selected);
  /* After the frame that makes the rows. */
  if (is_first && priv->focus_source == 0)
    priv->focus_source = g_idle_add_full (G_PRIORITY_LOW, focus_rows_cb, self, NULL);
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

/* Its first ids are enough, unless a row is selected that has to be found among all of them. */
static gboolean
is_next_ready (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  return !nx_lazy_list_get_loading (priv->next)
         || (nx_lazy_list_get_n_items (priv->next) > 0
             && (priv->selection == NULL || nx_list_selection_get_n (priv->selection) == 0));
}

static void
on_next_loaded_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  g_autoptr (NxLazyList) list = NULL;

  if (priv->next == NULL || !is_next_ready (self))
    return;
  list = g_object_ref (priv->next);
  drop_next (self);
  show_list (self, list);
}

static void
start_list (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const NxRecordListSpec *spec = get_spec (self);
  g_autoptr (NxFilter) filter = nx_filter_new (spec->kind);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->filter_entry));

  filter->order = nx_list_ordering_get_order (priv->ordering);
  filter->is_backward = nx_list_ordering_is_backward (priv->ordering);
  nx_filter_set (&filter->text, *text != '\0' ? text : NULL);
  drop_next (self);
  priv->today = nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
  if (spec->apply_always != NULL)
    spec->apply_always (filter);
  nx_filter_set (&filter->support, get_support (self));
  nx_filter_set (&filter->stage, get_stage (self));
  if (spec->has_responsibles)
    filter->responsible_id = nx_worker_choice_get_id (priv->worker_choice);
  else
    filter->worker_id = nx_worker_choice_get_id (priv->worker_choice);
  filter->area_id = nx_area_choice_get_id (priv->area_choice);
  nx_list_chips_apply (priv->chips, filter, priv->today,
                       nx_store_get_actor (nx_page_get_store (NX_PAGE (self))));
  nx_letter_button_set_list (priv->letter_button, nx_page_get_store (NX_PAGE (self)), filter);
  nx_page_begin_busy (NX_PAGE (self));
  priv->next = nx_record_list_new (nx_page_get_store (NX_PAGE (self)), filter);
  g_signal_connect_object (priv->next, "notify::loading", G_CALLBACK (on_next_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->next, "notify::n-items", G_CALLBACK (on_next_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  on_next_loaded_cb (self);
}

/* Callbacks */

static void
on_filter_changed_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (!priv->is_taking && (priv->list != NULL || priv->next != NULL))
    start_list (self);
}

static void
on_stop_filter_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  gtk_editable_set_text (GTK_EDITABLE (priv->filter_entry), "");
  grab_rows (self);
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
    grab_rows (self);
}

static void
filter_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (!is_other_shown (NX_RECORD_LIST_PAGE (widget)))
    gtk_widget_grab_focus (GTK_WIDGET (get_private (NX_RECORD_LIST_PAGE (widget))->filter_entry));
}

static void
clear_filter_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxRecordListPagePrivate *priv = get_private (NX_RECORD_LIST_PAGE (widget));

  priv->is_taking = TRUE;
  nx_list_chips_clear (priv->chips);
  nx_area_choice_clear (priv->area_choice);
  nx_worker_choice_set_id (priv->worker_choice, 0);
  gtk_drop_down_set_selected (priv->support_drop_down, 0);
  gtk_drop_down_set_selected (priv->stage_drop_down, 0);
  priv->is_taking = FALSE;
  on_filter_changed_cb (NX_RECORD_LIST_PAGE (widget));
  gtk_editable_set_text (GTK_EDITABLE (priv->filter_entry), "");
}

static void
letters_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxRecordListPagePrivate *priv = get_private (NX_RECORD_LIST_PAGE (widget));

  if (is_other_shown (NX_RECORD_LIST_PAGE (widget)))
    return;
  /* In a narrow window the button stands among what is put away. */
  gtk_toggle_button_set_active (priv->choices_toggle, TRUE);
  nx_letter_button_popup (priv->letter_button);
}

static void
on_letter_cb (NxRecordListPage *self, gint64 id)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (priv->list == NULL)
    return;
  go_to_id (self, id);
  grab_rows (self);
}

static void
on_narrow_cb (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  gboolean is_narrow = nx_page_is_narrow (NX_PAGE (self));
  gboolean has_room = !is_narrow || gtk_toggle_button_get_active (priv->choices_toggle);

  /* In a narrow window they would leave the list no room: they come when they are asked for. */
  gtk_widget_set_visible (GTK_WIDGET (priv->choices_toggle), is_narrow);
  gtk_widget_set_visible (priv->choices_box, has_room);
  gtk_widget_set_visible (GTK_WIDGET (priv->chips), has_room && get_spec (self)->n_chips > 0);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (priv->bar), is_narrow
                                                                  ? GTK_ORIENTATION_VERTICAL
                                                                  : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (priv->columns_button, !is_narrow);
  nx_column_set_set_narrow (priv->columns, is_narrow);
}

static void
nx_record_list_page_shown (NxPage *page)
{
  NxRecordListPage *self = NX_RECORD_LIST_PAGE (page);
  NxRecordListPagePrivate *priv = get_private (self);

  if (priv->list == NULL && priv->next == NULL)
    start_list (self);
  /* Communities may have come with an import meanwhile. */
  if (get_spec (self)->has_areas)
    nx_area_choice_load (priv->area_choice, nx_page_get_store (page));
  if (get_spec (self)->has_workers || get_spec (self)->has_responsibles)
    nx_worker_choice_load (priv->worker_choice, nx_page_get_store (page));
  if (priv->list == NULL || !grab_rows (self))
    gtk_widget_grab_focus (GTK_WIDGET (priv->filter_entry));
}

static void
add_columns (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const NxRecordListSpec *spec = get_spec (self);

  priv->columns = nx_column_set_new (priv->view, spec->id, spec->columns, spec->n_columns, self);
  nx_columns_button_set_columns (NX_COLUMNS_BUTTON (priv->columns_button), priv->columns);
  on_narrow_cb (self);
}

static void
add_orders (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const NxRecordListSpec *spec = get_spec (self);

  priv->ordering
      = nx_list_ordering_new (spec->id, spec->orders, spec->n_orders, priv->order_drop_down,
                              priv->turn_button, priv->view, priv->columns);
  g_signal_connect_object (priv->ordering, "changed", G_CALLBACK (on_filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_supports (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (!get_spec (self)->has_supports)
    return;
  /* TRANSLATORS: choice over a list: no support class in particular */
  priv->supports = nx_choices_new_codes ("support-class", NULL, _ ("All classes"));
  gtk_drop_down_set_model (priv->support_drop_down, nx_choices_get_labels (priv->supports));
  gtk_widget_set_visible (GTK_WIDGET (priv->support_drop_down), TRUE);
}

static void
add_stages (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  if (!get_spec (self)->has_stages)
    return;
  /* TRANSLATORS: choice over a list: no stage of a case in particular */
  priv->stages = nx_choices_new_codes ("case-stage", NULL, _ ("All stages"));
  gtk_drop_down_set_model (priv->stage_drop_down, nx_choices_get_labels (priv->stages));
  gtk_widget_set_visible (GTK_WIDGET (priv->stage_drop_down), TRUE);
}

/* Saved filters */

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_id (JsonBuilder *builder, const char *name, gint64 id)
{
  if (id == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, id);
}

/* What is chosen, not which days that is today: "overdue" is another day tomorrow. */
static char *
dup_chosen (gpointer page)
{
  NxRecordListPagePrivate *priv = get_private (page);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_auto (GStrv) chips = nx_list_chips_dup_ids (priv->chips);

  if (!is_narrowed (page))
    return NULL;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "chips");
  json_builder_begin_array (builder);
  for (guint i = 0; chips[i] != NULL; i++)
    json_builder_add_string_value (builder, chips[i]);
  json_builder_end_array (builder);
  add_text (builder, "text", gtk_editable_get_text (GTK_EDITABLE (priv->filter_entry)));
  add_text (builder, "support", get_support (page));
  add_text (builder, "stage", get_stage (page));
  add_id (builder, "area", nx_area_choice_get_id (priv->area_choice));
  add_id (builder, "worker", nx_worker_choice_get_id (priv->worker_choice));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
take_chips (NxListChips *chips, JsonObject *chosen)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *names = json_object_has_member (chosen, "chips")
                         ? json_object_get_array_member (chosen, "chips")
                         : NULL;
  g_auto (GStrv) all = NULL;

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      JsonNode *name = json_array_get_element (names, i);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING)
        g_strv_builder_add (ids, json_node_get_string (name));
    }
  all = g_strv_builder_end (ids);
  nx_list_chips_set_ids (chips, (const char *const *)all);
}

/* Written by another program, perhaps a newer one: what is not known is passed over. */
static void
take_chosen (NxRecordListPage *self, JsonObject *chosen)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const char *text = json_object_get_string_member_with_default (chosen, "text", "");
  const char *support = json_object_get_string_member_with_default (chosen, "support", NULL);
  const char *stage = json_object_get_string_member_with_default (chosen, "stage", NULL);

  priv->is_taking = TRUE;
  take_chips (priv->chips, chosen);
  gtk_editable_set_text (GTK_EDITABLE (priv->filter_entry), text);
  if (priv->supports != NULL)
    gtk_drop_down_set_selected (priv->support_drop_down, nx_choices_find (priv->supports, support));
  if (priv->stages != NULL)
    gtk_drop_down_set_selected (priv->stage_drop_down, nx_choices_find (priv->stages, stage));
  nx_area_choice_set_id (priv->area_choice,
                         json_object_get_int_member_with_default (chosen, "area", 0));
  nx_worker_choice_set_id (priv->worker_choice,
                           json_object_get_int_member_with_default (chosen, "worker", 0));
  priv->is_taking = FALSE;
  on_filter_changed_cb (self);
}

static void
on_saved_chosen_cb (NxRecordListPage *self, const char *data)
{
  g_autoptr (JsonNode) root = json_from_string (data, NULL);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    take_chosen (self, json_node_get_object (root));
}

static void
name_widget (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static const char *
translate (const char *words)
{
  return words != NULL ? _ (words) : NULL;
}

static void
set_words (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);
  const NxRecordListSpec *spec = get_spec (self);
  const NxListWords *words = &spec->words;

  nx_page_set_title (NX_PAGE (self), _ (words->title));
  gtk_widget_set_visible (priv->new_button, words->new_label != NULL);
  if (words->new_label != NULL)
    {
      gtk_widget_set_tooltip_text (priv->new_button, _ (words->new_label));
      name_widget (priv->new_button, _ (words->new_label));
    }
  g_object_set (priv->filter_entry, "placeholder-text", _ (words->filter_hint), "tooltip-text",
                _ (words->filter_label), NULL);
  name_widget (GTK_WIDGET (priv->filter_entry), _ (words->filter_label));
  name_widget (GTK_WIDGET (priv->view), _ (words->title));
  g_object_set (priv->faces, "icon-name", spec->icon_name, "empty-title", _ (words->empty_title),
                "empty-text", _ (words->empty_text), "empty-label", translate (words->empty_label),
                "empty-action", words->empty_label != NULL ? spec->new_action : NULL,
                "empty-other-label", translate (words->empty_other_label), "empty-other-action",
                words->empty_other_label != NULL ? spec->other_action : NULL, "no-match-title",
                _ (words->no_match_title), "no-match-text", _ (words->no_match_text),
                "no-match-label", _ (words->no_match_label), "error-title", _ (words->error_title),
                NULL);
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
  g_clear_handle_id (&priv->focus_source, g_source_remove);
  g_clear_object (&priv->next);
  g_clear_object (&priv->list);
  g_clear_object (&priv->selection);
  g_clear_object (&priv->shown);
  g_clear_object (&priv->ordering);
  g_clear_object (&priv->columns);
  g_clear_pointer (&priv->supports, nx_choices_unref);
  g_clear_pointer (&priv->stages, nx_choices_unref);
  G_OBJECT_CLASS (nx_record_list_page_parent_class)->dispose (object);
}

static void
nx_record_list_page_constructed (GObject *object)
{
  NxRecordListPage *self = NX_RECORD_LIST_PAGE (object);
  NxRecordListPagePrivate *priv = get_private (self);

  G_OBJECT_CLASS (nx_record_list_page_parent_class)->constructed (object);
  set_words (self);
  add_supports (self);
  add_stages (self);
  nx_filter_button_set_up (priv->filter_button, nx_page_get_store (NX_PAGE (self)),
                           get_spec (self)->id, dup_chosen, self);
  if (get_spec (self)->more_label != NULL)
    g_object_set (priv->more_button, "label", _ (get_spec (self)->more_label), "action-name",
                  get_spec (self)->more_action, "visible", TRUE, NULL);
  nx_list_chips_set_up (priv->chips, get_spec (self)->chips, get_spec (self)->n_chips);
  add_columns (self);
  add_orders (self);
  nx_bulk_bar_set_up (priv->bulk_bar, nx_page_get_store (NX_PAGE (self)), get_spec (self)->kind);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-record-list-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_letter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_filter_cb);
#define BIND(name)                                                                                 \
  gtk_widget_class_bind_template_child_private (widget_class, NxRecordListPage, name)
  BIND (area_choice);
  BIND (bar);
  BIND (bulk_bar);
  BIND (chips);
  BIND (choices_box);
  BIND (choices_toggle);
  BIND (columns_button);
  BIND (faces);
  BIND (filter_button);
  BIND (filter_entry);
  BIND (head_place);
  BIND (letter_button);
  BIND (new_button);
  BIND (more_button);
  BIND (order_drop_down);
  BIND (stage_drop_down);
  BIND (support_drop_down);
  BIND (top_place);
  BIND (turn_button);
  BIND (view);
  BIND (views);
  BIND (worker_choice);
#undef BIND
}

static void
nx_record_list_page_class_init (NxRecordListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = nx_record_list_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = nx_record_list_page_dispose;
  NX_PAGE_CLASS (klass)->shown = nx_record_list_page_shown;
  g_type_ensure (NX_TYPE_AREA_CHOICE);
  g_type_ensure (NX_TYPE_BULK_BAR);
  g_type_ensure (NX_TYPE_COLUMNS_BUTTON);
  g_type_ensure (NX_TYPE_FILTER_BUTTON);
  g_type_ensure (NX_TYPE_LETTER_BUTTON);
  g_type_ensure (NX_TYPE_LIST_CHIPS);
  g_type_ensure (NX_TYPE_LIST_FACES);
  g_type_ensure (NX_TYPE_WORKER_CHOICE);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "list.clear-filter", NULL, clear_filter_action_cb);
  gtk_widget_class_install_action (widget_class, "list.filter", NULL, filter_action_cb);
  gtk_widget_class_install_action (widget_class, "list.letters", NULL, letters_action_cb);
  gtk_widget_class_install_action (widget_class, "list.new", NULL, new_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "list.filter",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, "list.letters",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "list.new", NULL);
}

static void
nx_record_list_page_init (NxRecordListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nx_record_list_page_set_top (NxRecordListPage *self, GtkWidget *widget)
{
  g_return_if_fail (NX_IS_RECORD_LIST_PAGE (self));
  adw_bin_set_child (get_private (self)->top_place, widget);
}

void
nx_record_list_page_add_other (NxRecordListPage *self, GtkWidget *head, GtkWidget *other)
{
  NxRecordListPagePrivate *priv = get_private (self);

  g_return_if_fail (NX_IS_RECORD_LIST_PAGE (self));
  adw_bin_set_child (priv->head_place, head);
  gtk_stack_add_named (priv->views, other, "other");
}

void
nx_record_list_page_set_other (NxRecordListPage *self, gboolean is_other)
{
  NxRecordListPagePrivate *priv = get_private (self);

  g_return_if_fail (NX_IS_RECORD_LIST_PAGE (self));
  gtk_stack_set_visible_child_name (priv->views, is_other ? "other" : "list");
  if (!is_other && priv->list != NULL)
    update_count (self);
}

NxDate
nx_record_list_page_get_today (NxRecordListPage *self)
{
  return get_private (self)->today;
}

gboolean
nx_record_list_page_is_whole (NxRecordListPage *self)
{
  NxRecordListPagePrivate *priv = get_private (self);

  return priv->next == NULL && priv->list != NULL && !nx_lazy_list_get_loading (priv->list)
         && g_list_model_get_n_items (G_LIST_MODEL (priv->shown))
                == nx_lazy_list_get_n_items (priv->list);
}
