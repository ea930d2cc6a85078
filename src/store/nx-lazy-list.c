/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A list model of any length: ordered ids first, rows by page when they are shown. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-lazy-list.h"

#include "nx-lazy-list-private.h"

/* How it works. `ids` is the whole order. get_item gives an item that knows its id, and remembers
 * that its page is wanted; it never waits. One source then collects what was wanted in this turn of
 * the main loop into a request, the middle first, and skips what nobody holds any more. One request
 * is under way at a time; what it brings is filled in by id, so it does not matter that the order
 * may have changed meanwhile.
 *
 * The order of hundreds of thousands takes a while. Where the source knows how to have the first
 * ids at once, they come alone; the whole order is asked for behind the rows that are shown of
 * them, and the list is loading until it has come. */

/* From so many ids on the order is asked for on the store's thread for long reads; our default. */
#define LONG_ORDER 20000

static void nx_lazy_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NxLazyList,
                               nx_lazy_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      nx_lazy_list_list_model_init))

typedef enum
{
  PROP_STORE = 1,
  PROP_SOURCE,
  PROP_N_ITEMS,
  PROP_LOADING,
  PROP_ERROR,
} NxLazyListProps;

static GParamSpec *properties[PROP_ERROR + 1];

/* Asking, answering, asking again. */
static void ask_for_ids (NxLazyList *self);

gint64
nx_lazy_list_id_at (NxLazyList *self, guint position)
{
  return g_array_index (self->ids, gint64, position);
}

static void
set_loading (NxLazyList *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading != FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
take_error (NxLazyList *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static gpointer
query_ids_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxLazySource *source = data;

  return source->query_ids (db, source->data, cancellable, error);
}

static gpointer
query_first_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxLazySource *source = data;

  return source->query_first (db, source->data, cancellable, error);
}

/* Applies one edit on the way from the old order to @new_ids and tells it. */
static void
apply_edit (NxLazyList *self, GArray *new_ids, const NxLazyEdit *edit, gboolean is_last)
{
  if (is_last)
    {
      g_array_unref (self->ids);
      self->ids = g_array_ref (new_ids);
    }
  else if (edit->n_removed > 0)
    {
      GArray *shorter = g_array_copy (self->ids);

      g_array_remove_range (shorter, edit->position, edit->n_removed);
      g_array_unref (self->ids);
      self->ids = shorter;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), edit->position, edit->n_removed, edit->n_added);
}

static void
apply_ids (NxLazyList *self, GArray *new_ids)
{
  NxLazyEdit edits[2];
  guint n_before = self->ids->len;
  guint n_edits = nx_lazy_diff (self->ids, new_ids, edits);

  for (guint i = 0; i < n_edits; i++)
    apply_edit (self, new_ids, &edits[i], i + 1 == n_edits);
  if (self->ids->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static gboolean
complete_cb (gpointer data)
{
  NxLazyList *self = data;

  g_clear_pointer (&self->completer, g_source_unref);
  ask_for_ids (self);
  return G_SOURCE_REMOVE;
}

/* With a low priority: whoever shows the first ids asks for their rows before. */
static void
complete_later (NxLazyList *self)
{
  self->completer = g_idle_source_new ();
  g_source_set_priority (self->completer, G_PRIORITY_LOW);
  g_source_set_static_name (self->completer, "[nx-store] lazy list order");
  g_source_set_callback (self->completer, complete_cb, self, NULL);
  g_source_attach (self->completer, g_main_context_get_thread_default ());
}

static void
drop_completer (NxLazyList *self)
{
  if (self->completer != NULL)
    g_source_destroy (self->completer);
  g_clear_pointer (&self->completer, g_source_unref);
}

static void
query_ids_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nx_store_read_finish (NX_STORE (object), result, &error);
  g_autoptr (NxLazyList) self = NULL;
  gboolean was_first = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self = g_object_ref (data);
  was_first = self->is_first;
  self->is_first = FALSE;
  g_clear_object (&self->ids_cancellable);
  g_assert (error != NULL || ids != NULL);
  if (ids != NULL)
    apply_ids (self, ids);
  take_error (self, g_steal_pointer (&error));
  if (self->is_ids_again && self->store != NULL)
    ask_for_ids (self);
  else if (was_first && ids != NULL && ids->len == self->source->n_first && self->store != NULL)
    complete_later (self);
  else
    set_loading (self, FALSE);
}

/* The order of a city takes a second: it is asked for where no row waits behind it. */
static gboolean
is_long (NxLazyList *self)
{
  return !self->is_first && self->source->query_first != NULL
         && (self->ids->len >= LONG_ORDER || self->ids->len == self->source->n_first);
}

static void
query_ids (NxLazyList *self, const char *name, NxStoreJob job)
{
  self->ids_cancellable = g_cancellable_new ();
  if (is_long (self))
    {
      nx_store_read_long_async (self->store, name, job, nx_lazy_source_ref (self->source),
                                (GDestroyNotify)nx_lazy_source_unref, (GDestroyNotify)g_array_unref,
                                NULL, NULL, self->ids_cancellable, query_ids_cb, self);
      return;
    }
  nx_store_read_async (self->store, name, job, nx_lazy_source_ref (self->source),
                       (GDestroyNotify)nx_lazy_source_unref, (GDestroyNotify)g_array_unref,
                       self->ids_cancellable, query_ids_cb, self);
}

/* One id query is under way at most; changes that come meanwhile lead to one more after it. */
static void
ask_for_ids (NxLazyList *self)
{
  self->is_ids_again = self->ids_cancellable != NULL;
  if (self->is_ids_again)
    return;
  drop_completer (self);
  query_ids (self, "lazy-ids", query_ids_in_worker);
}

static void
ask_for_first_ids (NxLazyList *self)
{
  self->is_first = TRUE;
  query_ids (self, "lazy-first-ids", query_first_in_worker);
}

static void
on_store_changed_cb (NxLazyList *self, NxChangeSet *changes, NxStore *store)
{
  gboolean is_row = nx_change_set_touches (changes, self->source->kind);
  gboolean is_other = nx_change_set_is_everything (changes);

  for (guint kind = NX_RECORD_NONE + 1; kind < NX_N_RECORD_KINDS; kind++)
    if ((self->source->watched & (1u << kind)) != 0
        && nx_change_set_touches (changes, (NxRecordKind)kind))
      is_other = TRUE;
  if (is_other)
    nx_lazy_list_make_all_stale (self);
  else if (is_row)
    nx_lazy_list_make_touched_stale (self, changes);
  if (is_row || is_other)
    ask_for_ids (self);
}

static GType
nx_lazy_list_get_item_type (GListModel *model)
{
  return NX_TYPE_LAZY_ITEM;
}

static guint
nx_lazy_list_model_get_n_items (GListModel *model)
{
  return NX_LAZY_LIST (model)->ids->len;
}

static gpointer
nx_lazy_list_get_item (GListModel *model, guint position)
{
  NxLazyList *self = NX_LAZY_LIST (model);
  NxLazyItem *item = NULL;

  if (position >= self->ids->len)
    return NULL;
  item = nx_lazy_list_ref_item (self, nx_lazy_list_id_at (self, position));
  if (nx_lazy_list_needs_rows (item) && self->store != NULL)
    nx_lazy_list_wish (self, item->id, position);
  return item;
}

static void
nx_lazy_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = nx_lazy_list_get_item_type;
  iface->get_n_items = nx_lazy_list_model_get_n_items;
  iface->get_item = nx_lazy_list_get_item;
}

static void
nx_lazy_list_constructed (GObject *object)
{
  NxLazyList *self = NX_LAZY_LIST (object);

  G_OBJECT_CLASS (nx_lazy_list_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->is_loading = TRUE;
  if (self->source->query_first != NULL)
    ask_for_first_ids (self);
  else
    ask_for_ids (self);
}

static void
nx_lazy_list_dispose (GObject *object)
{
  NxLazyList *self = NX_LAZY_LIST (object);
  GHashTableIter iter;
  gpointer item = NULL;

  g_cancellable_cancel (self->rows_cancellable);
  g_cancellable_cancel (self->ids_cancellable);
  g_clear_object (&self->rows_cancellable);
  g_clear_object (&self->ids_cancellable);
  if (self->collector != NULL)
    g_source_destroy (self->collector);
  g_clear_pointer (&self->collector, g_source_unref);
  drop_completer (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  /* Rows may outlive their list in a widget; they must not call it any more. */
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    NX_LAZY_ITEM (item)->list = NULL;
  g_hash_table_remove_all (self->items);
  nx_lazy_list_drop_recent (self);
  G_OBJECT_CLASS (nx_lazy_list_parent_class)->dispose (object);
}

static void
nx_lazy_list_finalize (GObject *object)
{
  NxLazyList *self = NX_LAZY_LIST (object);

  g_hash_table_unref (self->items);
  g_array_unref (self->ids);
  g_array_unref (self->wanted);
  g_clear_pointer (&self->source, nx_lazy_source_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (nx_lazy_list_parent_class)->finalize (object);
}

static void
nx_lazy_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxLazyList *self = NX_LAZY_LIST (object);

  switch ((NxLazyListProps)prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_SOURCE:
      g_value_set_pointer (value, self->source);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    }
}

static void
nx_lazy_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxLazyList *self = NX_LAZY_LIST (object);

  switch ((NxLazyListProps)prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_SOURCE:
      self->source = nx_lazy_source_ref (g_value_get_pointer (value));
      break;
    case PROP_N_ITEMS:
    case PROP_LOADING:
    case PROP_ERROR:
      g_assert_not_reached ();
    }
}

static void
nx_lazy_list_class_init (NxLazyListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = nx_lazy_list_constructed;
  object_class->dispose = nx_lazy_list_dispose;
  object_class->finalize = nx_lazy_list_finalize;
  object_class->get_property = nx_lazy_list_get_property;
  object_class->set_property = nx_lazy_list_set_property;

  properties[PROP_STORE]
      = g_param_spec_object ("store", NULL, NULL, NX_TYPE_STORE,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SOURCE] = g_param_spec_pointer (
      "source", NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
nx_lazy_list_init (NxLazyList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  nx_lazy_list_init_rows (self);
}

NxLazyList *
nx_lazy_list_new (NxStore *store, NxLazySource *source)
{
  g_return_val_if_fail (NX_IS_STORE (store) && source != NULL, NULL);
  return g_object_new (NX_TYPE_LAZY_LIST, "store", store, "source", source, NULL);
}

guint
nx_lazy_list_get_n_items (NxLazyList *self)
{
  g_return_val_if_fail (NX_IS_LAZY_LIST (self), 0);
  return self->ids->len;
}

gboolean
nx_lazy_list_get_loading (NxLazyList *self)
{
  g_return_val_if_fail (NX_IS_LAZY_LIST (self), FALSE);
  return self->is_loading;
}

const GError *
nx_lazy_list_get_error (NxLazyList *self)
{
  g_return_val_if_fail (NX_IS_LAZY_LIST (self), NULL);
  return self->error;
}

void
nx_lazy_list_retry (NxLazyList *self)
{
  GHashTableIter iter;
  gpointer item = NULL;

  g_return_if_fail (NX_IS_LAZY_LIST (self));
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (NX_LAZY_ITEM (item)->error != NULL)
      nx_lazy_list_make_stale (self, item);
  if (self->error != NULL)
    set_loading (self, TRUE);
  ask_for_ids (self);
}

gint64
nx_lazy_list_get_id (NxLazyList *self, guint position)
{
  g_return_val_if_fail (NX_IS_LAZY_LIST (self), 0);
  return position < self->ids->len ? nx_lazy_list_id_at (self, position) : 0;
}

gboolean
nx_lazy_list_find (NxLazyList *self, gint64 id, guint *position)
{
  g_return_val_if_fail (NX_IS_LAZY_LIST (self), FALSE);
  for (guint i = 0; i < self->ids->len; i++)
    if (nx_lazy_list_id_at (self, i) == id)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}
