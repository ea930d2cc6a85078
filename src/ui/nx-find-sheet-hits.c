/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the find sheet shows: hits in their groups, chips with counts, and which hit is chosen. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-find-sheet-private.h"

#include "nx-chip.h"
#include "nx-find-row.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define N_FIRST_ROWS 9
#define N_ROWS_AT_ONCE 4

static const struct
{
  NxRecordKind kind;
  const char *label;
  const char *action; /* opens one */
  const char *choose; /* opens a case for one; NULL: not a client */
} groups[NX_FIND_N_GROUPS] = {
  /* TRANSLATORS: a chip: hits of every kind */
  { NX_RECORD_NONE, N_ ("All"), NULL, NULL },
  /* TRANSLATORS: a group of hits: 人员 */
  { NX_RECORD_PERSON, N_ ("People"), "win.open-person", "win.new-person-case" },
  /* TRANSLATORS: a group of hits: 个案 */
  { NX_RECORD_CASE, N_ ("Cases"), "win.open-case", NULL },
  /* TRANSLATORS: a group of hits: 家庭 */
  { NX_RECORD_HOUSEHOLD, N_ ("Households"), "win.open-household", "win.new-case" },
  /* TRANSLATORS: a group of hits: 探访 */
  { NX_RECORD_VISIT, N_ ("Visits"), "win.open-case", NULL },
};

gboolean
nx_find_sheet_is_hit (NxFindSheet *self, guint position)
{
  g_autoptr (NxFindItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item != NULL && nx_find_item_get_heading (item) == NULL;
}

static void
select_at (NxFindSheet *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

static void
select_first (NxFindSheet *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; i < n; i++)
    if (nx_find_sheet_is_hit (self, i))
      {
        gtk_single_selection_set_selected (self->selection, i);
        gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0u);
        return;
      }
}

/* Filling. A row is some fifteen widgets: a screen of them comes with the answer, the others follow
 * a few at a time, so that nobody's next key waits for what is not seen yet. */

static void
add_rest (NxFindSheet *self, guint n)
{
  n = MIN (n, self->rest->len);
  g_list_store_splice (self->items, g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0,
                       self->rest->pdata, n);
  g_ptr_array_remove_range (self->rest, 0, n);
}

static void
stop_filling (NxFindSheet *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
}

static gboolean
on_rest_idle_cb (gpointer data)
{
  NxFindSheet *self = data;

  add_rest (self, N_ROWS_AT_ONCE);
  if (self->rest->len > 0)
    return G_SOURCE_CONTINUE;
  self->rest_source = 0;
  stop_filling (self);
  return G_SOURCE_REMOVE;
}

/* Swallows @take, the rows to show. */
static void
begin_filling (NxFindSheet *self, GPtrArray *take)
{
  guint n = MIN (take->len, N_FIRST_ROWS);

  stop_filling (self);
  self->rest = take;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       take->pdata, n);
  g_ptr_array_remove_range (take, 0, n);
  if (take->len > 0)
    self->rest_source = g_idle_add_full (G_PRIORITY_LOW, on_rest_idle_cb, self, NULL);
  else
    stop_filling (self);
}

void
nx_find_sheet_clear (NxFindSheet *self)
{
  stop_filling (self);
  nx_find_sheet_show_offers (self, NULL);
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
}

/* Headings are stepped over; at an end the selection stays. */
void
nx_find_sheet_move_selection (NxFindSheet *self, int step)
{
  guint n = 0;
  guint at = gtk_single_selection_get_selected (self->selection);

  if (self->rest != NULL)
    add_rest (self, (guint)ABS (step) + N_ROWS_AT_ONCE);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  if (at == GTK_INVALID_LIST_POSITION)
    {
      select_first (self);
      return;
    }
  for (gint64 i = (gint64)at + step; i >= 0 && i < n; i += step)
    if (nx_find_sheet_is_hit (self, (guint)i))
      {
        select_at (self, (guint)i);
        return;
      }
}

const char *
nx_find_sheet_get_action (NxFindSheet *self, NxRecordKind kind)
{
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].kind == kind)
      {
        if (self->other_kind != NX_RECORD_NONE)
          return self->other_kind == kind ? self->other_action : NULL;
        return self->is_choosing ? groups[i].choose : groups[i].action;
      }
  return NULL;
}

static void
show_face (NxFindSheet *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (n > 0)
    gtk_stack_set_visible_child_name (self->faces, "hits");
  else if (*nx_find_sheet_get_typed (self) == '\0' || gtk_widget_get_visible (self->offer_box))
    /* A condition that is only begun has not failed to find anything. */
    gtk_stack_set_visible_child_name (self->faces, "start");
  else
    gtk_stack_set_visible_child_name (self->faces, "none");
}

static NxRecordKind
get_chosen_kind (NxFindSheet *self)
{
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i])))
      return groups[i].kind;
  return NX_RECORD_NONE;
}

/* While somebody is chosen for something, only who may be. Nothing is another than itself. */
static gboolean
is_offered (NxFindSheet *self, NxFindItem *item)
{
  return !self->is_choosing
         || (nx_find_sheet_get_action (self, nx_find_item_get_open_kind (item)) != NULL
             && (self->other_kind == NX_RECORD_NONE
                 || nx_find_item_get_open_id (item) != self->other_id));
}

static guint
count_kind (NxFindSheet *self, NxRecordKind kind)
{
  guint n = 0;

  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    {
      NxFindItem *item = g_ptr_array_index (self->hits, i);

      n += is_offered (self, item)
           && (kind == NX_RECORD_NONE || nx_find_item_get_kind (item) == kind);
    }
  return n;
}

/* How many there are, of which the first are shown. */
static guint
count_all (NxFindSheet *self, NxRecordKind kind)
{
  guint n = 0;

  if (kind != NX_RECORD_NONE)
    return count_kind (self, kind) == 0 ? 0 : MAX (self->counts[kind], count_kind (self, kind));
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    n += count_all (self, groups[i].kind);
  return n;
}

static void
add_group (NxFindSheet *self, GPtrArray *shown, NxRecordKind kind, const char *heading)
{
  gboolean has_heading = FALSE;

  for (guint i = 0; i < self->hits->len; i++)
    {
      NxFindItem *item = g_ptr_array_index (self->hits, i);

      if ((kind != NX_RECORD_NONE && nx_find_item_get_kind (item) != kind)
          || !is_offered (self, item))
        continue;
      if (!has_heading)
        g_ptr_array_add (shown, nx_find_item_new_heading (heading));
      has_heading = TRUE;
      g_ptr_array_add (shown, g_object_ref (item));
    }
}

void
nx_find_sheet_fill (NxFindSheet *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  NxRecordKind chosen = get_chosen_kind (self);

  if (self->hits == NULL)
    return;
  if (*nx_find_sheet_get_typed (self) == '\0')
    /* TRANSLATORS: heading above the records that were opened last */
    add_group (self, shown, NX_RECORD_NONE, _ ("Opened lately"));
  else
    for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
      if (chosen == NX_RECORD_NONE || chosen == groups[i].kind)
        add_group (self, shown, groups[i].kind, g_dgettext (GETTEXT_PACKAGE, groups[i].label));
  begin_filling (self, g_steal_pointer (&shown));
  select_first (self);
  show_face (self);
}

/* A kind that has no hits any more is not kept chosen. */
void
nx_find_sheet_show_counts (NxFindSheet *self)
{
  gboolean is_typed = *nx_find_sheet_get_typed (self) != '\0';
  guint n_all = count_all (self, NX_RECORD_NONE);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->chip_box, is_typed && n_all > 0);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      guint n = count_all (self, groups[i].kind);

      nx_chip_set_count_up_to (NX_CHIP (self->chips[i]), (int)n, NX_FIND_MAX_COUNT);
      gtk_widget_set_visible (self->chips[i], i == 0 || n > 0);
      if (n == 0 && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i])))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[0]), TRUE);
    }
  if (is_typed && n_all > NX_FIND_MAX_COUNT)
    /* TRANSLATORS: told to a screen reader: how many records were found */
    text = g_strdup_printf (ngettext ("More than %d hit", "More than %d hits", NX_FIND_MAX_COUNT),
                            NX_FIND_MAX_COUNT);
  else if (is_typed)
    /* TRANSLATORS: told to a screen reader: how many records were found */
    text = g_strdup_printf (ngettext ("%d hit", "%d hits", n_all), (int)n_all);
  gtk_label_set_text (self->count_label, text != NULL ? text : "");
}

void
nx_find_sheet_show_error (NxFindSheet *self, const GError *error)
{
  g_autofree char *sentence = nx_words_for_error (error);

  nx_find_sheet_clear (self);
  nx_find_sheet_show_counts (self);
  adw_status_page_set_description (self->error_page, sentence);
  gtk_stack_set_visible_child_name (self->faces, "error");
}

static void
on_chip_toggled_cb (NxFindSheet *self, GtkToggleButton *chip)
{
  if (gtk_toggle_button_get_active (chip))
    nx_find_sheet_fill (self);
}

static void
on_row_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  GtkListItem *list_item = data;
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (n_press == 1)
    nx_find_sheet_activate (g_object_get_data (G_OBJECT (row), "nx-sheet"),
                            gtk_list_item_get_position (list_item));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxFindSheet *self)
{
  GtkWidget *row = nx_find_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_object_bind_property (self->width_bin, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (row), "nx-sheet", self);
  g_signal_connect_object (click, "released", G_CALLBACK (on_row_released_cb), list_item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxFindSheet *self)
{
  NxFindItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *parent = gtk_widget_get_parent (row);
  gboolean is_heading = nx_find_item_get_heading (item) != NULL;
  g_autofree char *label = nx_find_item_dup_label (item);

  gtk_list_item_set_selectable (list_item, !is_heading);
  gtk_list_item_set_activatable (list_item, !is_heading);
  nx_find_row_bind (NX_FIND_ROW (row), item);
  if (parent == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  if (is_heading)
    gtk_widget_add_css_class (parent, "nx-heading-row");
  else
    gtk_widget_remove_css_class (parent, "nx-heading-row");
}

void
nx_find_sheet_add_chips (NxFindSheet *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      self->chips[i] = nx_chip_new (NULL, g_dgettext (GETTEXT_PACKAGE, groups[i].label), 0);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->chips[i]),
                                     GTK_TOGGLE_BUTTON (self->chips[0]));
      else
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[0]), TRUE);
      gtk_widget_add_css_class (self->chips[i], "small");
      gtk_box_append (GTK_BOX (self->chip_box), self->chips[i]);
      g_signal_connect_object (self->chips[i], "toggled", G_CALLBACK (on_chip_toggled_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

void
nx_find_sheet_add_list (NxFindSheet *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  self->items = g_list_store_new (NX_TYPE_FIND_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}
