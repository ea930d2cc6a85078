/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Which records of a list are selected: any number, kept by what they are, not by where they stand.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-list-selection.h"

struct _NxListSelection
{
  GObject parent_instance;

  GListModel *shown;
  NxLazyList *list;
  GHashTable *ids; /* a set of ids, as pointers */
  guint prune_source;
};

static void nx_list_selection_list_model_init (GListModelInterface *iface);
static void nx_list_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NxListSelection,
                               nx_list_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      nx_list_selection_list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          nx_list_selection_selection_model_init))

static gpointer
to_key (gint64 id)
{
  return GSIZE_TO_POINTER ((gsize)id);
}

static gpointer
key_at (NxListSelection *self, guint position)
{
  return to_key (nx_lazy_list_get_id (self->list, position));
}

static void
tell (NxListSelection *self, guint position, guint n)
{
  guint n_shown = g_list_model_get_n_items (self->shown);

  if (position < n_shown)
    n = MIN (n, n_shown - position);
  else
    n = 0;
  /* Also when only what is not shown yet has changed: somebody counts. */
  if (n == 0 && n_shown > 0)
    {
      position = 0;
      n = 1;
    }
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n);
}

/* The list as a model */

static GType
nx_list_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (NX_LIST_SELECTION (model)->shown);
}

static guint
nx_list_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (NX_LIST_SELECTION (model)->shown);
}

static gpointer
nx_list_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (NX_LIST_SELECTION (model)->shown, position);
}

static void
nx_list_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = nx_list_selection_get_item_type;
  iface->get_n_items = nx_list_selection_get_n_items;
  iface->get_item = nx_list_selection_get_item;
}

/* Selecting */

static gboolean
nx_list_selection_is_selected (GtkSelectionModel *model, guint position)
{
  NxListSelection *self = NX_LIST_SELECTION (model);

  return g_hash_table_size (self->ids) > 0
         && g_hash_table_contains (self->ids, key_at (self, position));
}

static GtkBitset *
nx_list_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  NxListSelection *self = NX_LIST_SELECTION (model);
  GtkBitset *found = gtk_bitset_new_empty ();
  guint end = position + MIN (n, g_list_model_get_n_items (self->shown) - position);

  for (guint i = position; g_hash_table_size (self->ids) > 0 && i < end; i++)
    if (g_hash_table_contains (self->ids, key_at (self, i)))
      gtk_bitset_add (found, i);
  return found;
}

static gboolean
nx_list_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  NxListSelection *self = NX_LIST_SELECTION (model);
  GtkBitsetIter iter;
  guint position = 0;

  if (!gtk_bitset_iter_init_first (&iter, mask, &position))
    return TRUE;
  do
    {
      if (position >= nx_lazy_list_get_n_items (self->list))
        break;
      if (gtk_bitset_contains (selected, position))
        g_hash_table_add (self->ids, key_at (self, position));
      else
        g_hash_table_remove (self->ids, key_at (self, position));
    }
  while (gtk_bitset_iter_next (&iter, &position));
  tell (self, gtk_bitset_get_minimum (mask),
        gtk_bitset_get_maximum (mask) - gtk_bitset_get_minimum (mask) + 1);
  return TRUE;
}

static gboolean
nx_list_selection_select_range (GtkSelectionModel *model,
                                guint position,
                                guint n,
                                gboolean unselect_rest)
{
  NxListSelection *self = NX_LIST_SELECTION (model);
  guint n_all = nx_lazy_list_get_n_items (self->list);
  gboolean was_any = g_hash_table_size (self->ids) > 0;

  if (unselect_rest)
    g_hash_table_remove_all (self->ids);
  for (guint i = position; i < n_all && i - position < n; i++)
    g_hash_table_add (self->ids, key_at (self, i));
  if (unselect_rest && was_any)
    tell (self, 0, G_MAXUINT);
  else
    tell (self, position, n);
  return TRUE;
}

static gboolean
nx_list_selection_unselect_range (GtkSelectionModel *model, guint position, guint n)
{
  NxListSelection *self = NX_LIST_SELECTION (model);
  guint n_all = nx_lazy_list_get_n_items (self->list);

  for (guint i = position; i < n_all && i - position < n; i++)
    g_hash_table_remove (self->ids, key_at (self, i));
  tell (self, position, n);
  return TRUE;
}

static gboolean
nx_list_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return nx_list_selection_select_range (model, position, 1, unselect_rest);
}

static gboolean
nx_list_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  return nx_list_selection_unselect_range (model, position, 1);
}

/* All of the list, not only what the view has of it yet. */
static gboolean
nx_list_selection_select_all (GtkSelectionModel *model)
{
  return nx_list_selection_select_range (
      model, 0, nx_lazy_list_get_n_items (NX_LIST_SELECTION (model)->list), TRUE);
}

static gboolean
nx_list_selection_unselect_all (GtkSelectionModel *model)
{
  NxListSelection *self = NX_LIST_SELECTION (model);

  if (g_hash_table_size (self->ids) == 0)
    return TRUE;
  g_hash_table_remove_all (self->ids);
  tell (self, 0, G_MAXUINT);
  return TRUE;
}

static void
nx_list_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = nx_list_selection_is_selected;
  iface->get_selection_in_range = nx_list_selection_get_selection_in_range;
  iface->select_item = nx_list_selection_select_item;
  iface->unselect_item = nx_list_selection_unselect_item;
  iface->select_range = nx_list_selection_select_range;
  iface->unselect_range = nx_list_selection_unselect_range;
  iface->select_all = nx_list_selection_select_all;
  iface->unselect_all = nx_list_selection_unselect_all;
  iface->set_selection = nx_list_selection_set_selection;
}

/* Following the list */

/* In the order of the list; as few as are selected. */
GArray *
nx_list_selection_dup_ids (NxListSelection *self)
{
  GArray *ids = NULL;
  guint n_all = 0;
  guint n = 0;

  g_return_val_if_fail (NX_IS_LIST_SELECTION (self), NULL);
  n = g_hash_table_size (self->ids);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  n_all = nx_lazy_list_get_n_items (self->list);
  for (guint i = 0; i < n_all && ids->len < n; i++)
    {
      gint64 id = nx_lazy_list_get_id (self->list, i);

      if (g_hash_table_contains (self->ids, to_key (id)))
        g_array_append_val (ids, id);
    }
  return ids;
}

void
nx_list_selection_set_ids (NxListSelection *self, const GArray *ids)
{
  g_autoptr (GArray) kept = NULL;

  g_return_if_fail (NX_IS_LIST_SELECTION (self) && ids != NULL);
  g_hash_table_remove_all (self->ids);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->ids, to_key (g_array_index (ids, gint64, i)));
  kept = nx_list_selection_dup_ids (self);
  if (kept->len < ids->len)
    {
      g_hash_table_remove_all (self->ids);
      for (guint i = 0; i < kept->len; i++)
        g_hash_table_add (self->ids, to_key (g_array_index (kept, gint64, i)));
    }
  tell (self, 0, G_MAXUINT);
}

/* A row that moves goes and comes again, so whoever is gone is only sure afterwards. */
static gboolean
prune_cb (gpointer data)
{
  NxListSelection *self = data;
  g_autoptr (GArray) kept = nx_list_selection_dup_ids (self);

  self->prune_source = 0;
  if (kept->len < g_hash_table_size (self->ids))
    nx_list_selection_set_ids (self, kept);
  return G_SOURCE_REMOVE;
}

static void
on_items_changed_cb (NxListSelection *self, guint position, guint n_removed, guint n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  if (n_removed > 0 && g_hash_table_size (self->ids) > 0 && self->prune_source == 0)
    self->prune_source = g_idle_add (prune_cb, self);
}

static void
nx_list_selection_dispose (GObject *object)
{
  NxListSelection *self = NX_LIST_SELECTION (object);

  g_clear_handle_id (&self->prune_source, g_source_remove);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  G_OBJECT_CLASS (nx_list_selection_parent_class)->dispose (object);
}

static void
nx_list_selection_finalize (GObject *object)
{
  NxListSelection *self = NX_LIST_SELECTION (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->list);
  g_hash_table_unref (self->ids);
  G_OBJECT_CLASS (nx_list_selection_parent_class)->finalize (object);
}

static void
nx_list_selection_class_init (NxListSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_list_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_list_selection_finalize;
}

static void
nx_list_selection_init (NxListSelection *self)
{
  self->ids = g_hash_table_new (NULL, NULL);
}

NxListSelection *
nx_list_selection_new (GListModel *shown, NxLazyList *list)
{
  NxListSelection *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (shown) && NX_IS_LAZY_LIST (list), NULL);
  self = g_object_new (NX_TYPE_LIST_SELECTION, NULL);
  self->shown = g_object_ref (shown);
  self->list = g_object_ref (list);
  g_signal_connect_object (shown, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

guint
nx_list_selection_get_n (NxListSelection *self)
{
  g_return_val_if_fail (NX_IS_LIST_SELECTION (self), 0);
  return g_hash_table_size (self->ids);
}

gint64
nx_list_selection_get_only (NxListSelection *self)
{
  GHashTableIter iter;
  gpointer id = NULL;

  g_return_val_if_fail (NX_IS_LIST_SELECTION (self), 0);
  if (g_hash_table_size (self->ids) != 1)
    return 0;
  g_hash_table_iter_init (&iter, self->ids);
  g_hash_table_iter_next (&iter, &id, NULL);
  return (gint64)GPOINTER_TO_SIZE (id);
}

gboolean
nx_list_selection_has (NxListSelection *self, gint64 id)
{
  g_return_val_if_fail (NX_IS_LIST_SELECTION (self), FALSE);
  return g_hash_table_contains (self->ids, to_key (id));
}
