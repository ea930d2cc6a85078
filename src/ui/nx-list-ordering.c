/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The order of one list: chosen in a menu or by the heads of columns, remembered by its name. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-list-ordering.h"

#include "nx-settings.h"

#include <glib/gi18n-lib.h>

#define KEY "list-orders"
#define KEY_TYPE "a{s(sb)}"

struct _NxListOrdering
{
  GObject parent_instance;

  char *id;
  const NxListOrder *orders;
  guint n;
  GtkDropDown *menu;
  GtkButton *turn;
  GtkColumnView *view;
  NxColumnSet *columns;
  GSettings *settings; /* or NULL */

  guint chosen;
  gboolean is_backward;
  gboolean is_showing; /* what the widgets notify is our own doing */
  int asked;           /* the order whose column the view compares by, or -1 */
};

G_DEFINE_FINAL_TYPE (NxListOrdering, nx_list_ordering, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} NxListOrderingSignals;

static guint signals[SIGNAL_CHANGED + 1];

/* In the settings */

static void
load (NxListOrdering *self)
{
  g_autoptr (GVariant) lists = NULL;
  const char *id = NULL;
  gboolean is_backward = FALSE;

  self->chosen = 0;
  self->is_backward = self->orders[0].is_backward;
  if (self->settings == NULL)
    return;
  lists = g_settings_get_value (self->settings, KEY);
  if (!g_variant_lookup (lists, self->id, "(&sb)", &id, &is_backward))
    return;
  for (guint i = 0; i < self->n; i++)
    if (g_str_equal (self->orders[i].id, id))
      {
        self->chosen = i;
        self->is_backward = is_backward;
      }
}

static void
save (NxListOrdering *self)
{
  g_autoptr (GVariant) kept = NULL;
  GVariantBuilder lists;
  GVariantIter iter;
  const char *id = NULL;
  GVariant *order = NULL;

  if (self->settings == NULL)
    return;
  kept = g_settings_get_value (self->settings, KEY);
  g_variant_builder_init (&lists, G_VARIANT_TYPE (KEY_TYPE));
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_loop (&iter, "{&s@(sb)}", &id, &order))
    if (!g_str_equal (id, self->id))
      g_variant_builder_add (&lists, "{s@(sb)}", id, order);
  g_variant_builder_add (&lists, "{s(sb)}", self->id, self->orders[self->chosen].id,
                         self->is_backward);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&lists));
}

/* On screen */

static GtkColumnViewColumn *
find_column (NxListOrdering *self, guint nth)
{
  const char *id = self->orders[nth].column;
  GtkColumnViewColumn *column = id != NULL ? nx_column_set_find (self->columns, id) : NULL;

  return column != NULL && gtk_column_view_column_get_column_view (column) == self->view ? column
                                                                                         : NULL;
}

static void
show (NxListOrdering *self)
{
  GtkColumnViewColumn *column = find_column (self, self->chosen);
  const char *words
      = self->is_backward ? _ ("The order is the other way round") : _ ("Turn the order round");

  self->is_showing = TRUE;
  gtk_drop_down_set_selected (self->menu, self->chosen);
  gtk_column_view_sort_by_column (self->view, column,
                                  self->is_backward ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  gtk_button_set_icon_name (self->turn, self->is_backward ? "view-sort-descending-symbolic"
                                                          : "view-sort-ascending-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->turn), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->turn), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  self->is_showing = FALSE;
}

static void
choose (NxListOrdering *self, guint nth, gboolean is_backward)
{
  is_backward = is_backward != FALSE;
  if (self->chosen == nth && self->is_backward == is_backward)
    return;
  self->chosen = nth;
  self->is_backward = is_backward;
  show (self);
  save (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Callbacks */

static void
on_menu_cb (NxListOrdering *self)
{
  guint nth = gtk_drop_down_get_selected (self->menu);

  if (!self->is_showing && nth < self->n)
    choose (self, nth, self->orders[nth].is_backward);
}

static void
on_turn_cb (NxListOrdering *self)
{
  choose (self, self->chosen, !self->is_backward);
}

typedef struct
{
  NxListOrdering *ordering; /* outlives the columns' use of it: see dispose */
  guint nth;
} Head;

/* GTK 4.8 does not tell by which column a view is sorted, but it asks that column's sorter first.
 */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  Head *head = data;

  head->ordering->asked = (int)head->nth;
  return -1;
}

static void
on_sorter_changed_cb (NxListOrdering *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  GtkOrdering found = GTK_ORDERING_EQUAL;

  if (self->is_showing)
    return;
  self->asked = -1;
  found = gtk_sorter_compare (sorter, self, self->view);
  if (self->asked < 0 || found == GTK_ORDERING_EQUAL)
    return;
  /* The first click on a head takes the order as it usually is. */
  if ((guint)self->asked != self->chosen)
    choose (self, (guint)self->asked, self->orders[self->asked].is_backward);
  else
    choose (self, self->chosen, found == GTK_ORDERING_LARGER);
}

/* A column that was taken away takes the arrow in its head with it. */
static void
on_columns_changed_cb (NxListOrdering *self)
{
  show (self);
}

/* Object */

static void
nx_list_ordering_dispose (GObject *object)
{
  NxListOrdering *self = NX_LIST_ORDERING (object);

  for (guint i = 0; self->columns != NULL && i < self->n; i++)
    if (self->orders[i].column != NULL)
      {
        GtkColumnViewColumn *column = nx_column_set_find (self->columns, self->orders[i].column);

        if (column != NULL)
          gtk_column_view_column_set_sorter (column, NULL);
      }
  g_clear_object (&self->columns);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (nx_list_ordering_parent_class)->dispose (object);
}

static void
nx_list_ordering_finalize (GObject *object)
{
  g_free (NX_LIST_ORDERING (object)->id);
  G_OBJECT_CLASS (nx_list_ordering_parent_class)->finalize (object);
}

static void
nx_list_ordering_class_init (NxListOrderingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_list_ordering_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_list_ordering_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NX_TYPE_LIST_ORDERING, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_list_ordering_init (NxListOrdering *self)
{
}

static void
add_heads (NxListOrdering *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      GtkColumnViewColumn *column = self->orders[i].column != NULL
                                        ? nx_column_set_find (self->columns, self->orders[i].column)
                                        : NULL;
      Head *head = NULL;
      g_autoptr (GtkSorter) sorter = NULL;

      if (column == NULL || gtk_column_view_column_get_sorter (column) != NULL)
        continue;
      head = g_new0 (Head, 1);
      head->ordering = self;
      head->nth = i;
      sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, head, g_free));
      gtk_column_view_column_set_sorter (column, sorter);
    }
}

NxListOrdering *
nx_list_ordering_new (const char *id,
                      const NxListOrder *orders,
                      guint n_orders,
                      GtkDropDown *menu,
                      GtkButton *turn,
                      GtkColumnView *view,
                      NxColumnSet *columns)
{
  NxListOrdering *self = NULL;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_return_val_if_fail (id != NULL && n_orders > 0, NULL);
  self = g_object_new (NX_TYPE_LIST_ORDERING, NULL);
  self->id = g_strdup (id);
  self->orders = orders;
  self->n = n_orders;
  self->menu = menu;
  self->turn = turn;
  self->view = view;
  self->columns = g_object_ref (columns);
  self->settings = nx_settings_new ();
  for (guint i = 0; i < n_orders; i++)
    gtk_string_list_append (labels, _ (orders[i].label));
  gtk_drop_down_set_model (menu, G_LIST_MODEL (labels));
  add_heads (self);
  load (self);
  show (self);
  g_signal_connect_object (menu, "notify::selected", G_CALLBACK (on_menu_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (turn, "clicked", G_CALLBACK (on_turn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (on_sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "changed", G_CALLBACK (on_columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

NxOrder
nx_list_ordering_get_order (NxListOrdering *self)
{
  g_return_val_if_fail (NX_IS_LIST_ORDERING (self), NX_ORDER_NAME);
  return self->orders[self->chosen].order;
}

gboolean
nx_list_ordering_is_backward (NxListOrdering *self)
{
  g_return_val_if_fail (NX_IS_LIST_ORDERING (self), FALSE);
  return self->is_backward;
}
