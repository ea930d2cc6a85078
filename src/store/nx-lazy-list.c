/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A list model of any length: ordered ids first, rows by page when they are shown. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-lazy-list.h"

#include "nx-lazy-private.h"

/* How it works. `ids` is the whole order. get_item gives an item that knows its id, and remembers
 * that its page is wanted; it never waits. One source then collects all that was wanted in this
 * turn of the main loop into one request, newest first, and skips what nobody holds any more. One
 * request is under way at a time; what it brings is filled in by id, so it does not matter that the
 * order may have changed meanwhile. */

#define PAGE_SIZE 64
#define MAX_REQUEST (5 * PAGE_SIZE) /* a column view shows about 205 rows */
#define MAX_RECENT 1024             /* rows kept though nobody shows them now */
#define MIN_WANTED 4096             /* wishes kept before they are looked through */

typedef struct
{
  gint64 id;
  guint position; /* when it was asked for */
} Wish;

struct _NxLazyList
{
  GObject parent_instance;

  NxStore *store;
  NxLazySource *source;

  GArray *ids;       /* gint64 */
  GHashTable *items; /* &item->id → item, not referenced */
  GQueue recent;     /* items, referenced, the newest first */

  GArray *wanted; /* Wish, the newest last */
  guint max_wanted;
  GSource *collector; /* pending turn; owned */
  GCancellable *rows_cancellable;
  GCancellable *ids_cancellable;

  GError *error;

  guint is_ids_again : 1; /* a change came while the ids were on their way */
  guint is_loading : 1;
};

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

/* The two requests start each other's successors: asking, answering, asking again. */
static void collect_wishes (NxLazyList *self);
static void ask_for_ids (NxLazyList *self);

static gint64
id_at (NxLazyList *self, guint position)
{
  return g_array_index (self->ids, gint64, position);
}

static NxLazyItem *
ref_item (NxLazyList *self, gint64 id)
{
  NxLazyItem *item = g_hash_table_lookup (self->items, &id);

  if (item != NULL)
    return g_object_ref (item);
  item = nx_lazy_item_new (self, id);
  g_hash_table_insert (self->items, &item->id, item);
  return item;
}

void
nx_lazy_list_forget (NxLazyList *self, NxLazyItem *item)
{
  g_hash_table_remove (self->items, &item->id);
}

static void
keep_for_a_while (NxLazyList *self, NxLazyItem *item)
{
  if (!item->is_recent)
    {
      item->is_recent = TRUE;
      g_queue_push_head (&self->recent, g_object_ref (item));
    }
  while (self->recent.length > MAX_RECENT)
    {
      g_autoptr (NxLazyItem) oldest = g_queue_pop_tail (&self->recent);

      oldest->is_recent = FALSE;
    }
}

static void
drop_recent (NxLazyList *self)
{
  while (self->recent.length > 0)
    {
      g_autoptr (NxLazyItem) item = g_queue_pop_tail (&self->recent);

      item->is_recent = FALSE;
    }
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

static gboolean
on_turn_cb (gpointer data)
{
  NxLazyList *self = data;

  g_clear_pointer (&self->collector, g_source_unref);
  collect_wishes (self);
  return G_SOURCE_REMOVE;
}

static gboolean
needs_rows (NxLazyItem *item)
{
  return !item->is_awaited && (!item->is_loaded || item->is_stale);
}

/* A loop over the whole model wishes for every row and holds none: only the last wish for each row
 * that is still in somebody's hands stays. */
static void
forget_idle_wishes (NxLazyList *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Wish));

  for (guint i = self->wanted->len; i > 0; i--)
    {
      Wish *wanted = &g_array_index (self->wanted, Wish, i - 1);
      NxLazyItem *item = g_hash_table_lookup (self->items, &wanted->id);

      if (item != NULL && needs_rows (item) && g_hash_table_add (seen, item))
        g_array_append_vals (kept, wanted, 1);
    }
  g_array_set_size (self->wanted, 0);
  for (guint i = kept->len; i > 0; i--)
    g_array_append_vals (self->wanted, &g_array_index (kept, Wish, i - 1), 1);
  self->max_wanted = MAX (MIN_WANTED, self->wanted->len * 2);
}

static void
wish (NxLazyList *self, gint64 id, guint position)
{
  Wish wanted = { id, position };

  if (self->wanted->len >= self->max_wanted)
    forget_idle_wishes (self);
  g_array_append_val (self->wanted, wanted);
  if (self->collector != NULL || self->rows_cancellable != NULL)
    return;
  self->collector = g_idle_source_new ();
  g_source_set_priority (self->collector, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->collector, "[nx-store] lazy list pages");
  g_source_set_callback (self->collector, on_turn_cb, self, NULL);
  g_source_attach (self->collector, g_main_context_get_thread_default ());
}

/* The rows of one request, and where they come from, for the store's thread. */
typedef struct
{
  NxLazySource *source;
  GArray *ids;
} RowsRequest;

static void
rows_request_free (gpointer data)
{
  RowsRequest *request = data;

  nx_lazy_source_unref (request->source);
  g_array_unref (request->ids);
  g_free (request);
}

static gpointer
load_rows_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RowsRequest *request = data;

  return request->source->load_rows (db, (const gint64 *)request->ids->data, request->ids->len,
                                     request->source->data, cancellable, error);
}

static gpointer
query_ids_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxLazySource *source = data;

  return source->query_ids (db, source->data, cancellable, error);
}

/* A row that nobody has asked for comes along with its page and waits among the recent ones. */
static void
add_to_request (NxLazyList *self, GArray *request, gint64 id)
{
  NxLazyItem *item = g_hash_table_lookup (self->items, &id);

  if (item != NULL && !needs_rows (item))
    return;
  if (item == NULL)
    {
      g_autoptr (NxLazyItem) made = ref_item (self, id);

      keep_for_a_while (self, made);
      item = made;
    }
  item->is_stale = FALSE;
  nx_lazy_item_set_awaited (item, TRUE);
  g_array_append_val (request, id);
}

/* A row shown for the first time brings the page around it; a changed one is loaded alone. */
static void
grant_wish (NxLazyList *self, GArray *request, const Wish *wanted)
{
  NxLazyItem *item = g_hash_table_lookup (self->items, &wanted->id);
  guint first = wanted->position - wanted->position % PAGE_SIZE;
  guint end = MIN (first + PAGE_SIZE, self->ids->len);

  if (item == NULL || !needs_rows (item))
    return;
  if (item->is_loaded || wanted->position >= self->ids->len
      || id_at (self, wanted->position) != wanted->id)
    {
      add_to_request (self, request, wanted->id);
      return;
    }
  for (guint position = first; position < end; position++)
    add_to_request (self, request, id_at (self, position));
}

static void
fill_rows (NxLazyList *self, GArray *ids, GPtrArray *rows, const GError *error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      NxLazyItem *found = g_hash_table_lookup (self->items, &g_array_index (ids, gint64, i));
      g_autoptr (NxLazyItem) item = found != NULL ? g_object_ref (found) : NULL;

      /* The handlers of a row can let go of others, so each is looked up in its turn. */
      if (item == NULL)
        continue;
      nx_lazy_item_take_answer (item, rows != NULL ? g_ptr_array_index (rows, i) : NULL, error);
      keep_for_a_while (self, item);
    }
}

typedef struct
{
  NxLazyList *list; /* gone when the answer is "cancelled" */
  GArray *ids;
} RowsAnswer;

static void
load_rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree RowsAnswer *answer = data;
  g_autoptr (GArray) ids = answer->ids;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = nx_store_read_finish (NX_STORE (object), result, &error);
  g_autoptr (NxLazyList) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self = g_object_ref (answer->list);
  g_clear_object (&self->rows_cancellable);
  g_assert (error != NULL || (rows != NULL && rows->len == ids->len));
  fill_rows (self, ids, rows, error);
  collect_wishes (self);
}

static void
collect_wishes (NxLazyList *self)
{
  g_autoptr (GArray) ids = NULL;
  RowsRequest *request = NULL;
  RowsAnswer *answer = NULL;

  if (self->rows_cancellable != NULL || self->store == NULL)
    return;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (self->wanted->len > 0 && ids->len <= MAX_REQUEST - PAGE_SIZE)
    {
      Wish newest = g_array_index (self->wanted, Wish, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      grant_wish (self, ids, &newest);
    }
  if (ids->len == 0)
    return;
  request = g_new0 (RowsRequest, 1);
  request->source = nx_lazy_source_ref (self->source);
  request->ids = g_array_ref (ids);
  answer = g_new0 (RowsAnswer, 1);
  answer->list = self;
  answer->ids = g_array_ref (ids);
  self->rows_cancellable = g_cancellable_new ();
  nx_store_read_async (self->store, "lazy-rows", load_rows_in_worker, request, rows_request_free,
                       (GDestroyNotify)g_ptr_array_unref, self->rows_cancellable, load_rows_cb,
                       answer);
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

static void
query_ids_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nx_store_read_finish (NX_STORE (object), result, &error);
  g_autoptr (NxLazyList) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self = g_object_ref (data);
  g_clear_object (&self->ids_cancellable);
  g_assert (error != NULL || ids != NULL);
  if (ids != NULL)
    apply_ids (self, ids);
  take_error (self, g_steal_pointer (&error));
  if (self->is_ids_again && self->store != NULL)
    ask_for_ids (self);
  else
    set_loading (self, FALSE);
}

/* One id query is under way at most; changes that come meanwhile lead to one more after it. */
static void
ask_for_ids (NxLazyList *self)
{
  self->is_ids_again = self->ids_cancellable != NULL;
  if (self->is_ids_again)
    return;
  self->ids_cancellable = g_cancellable_new ();
  nx_store_read_async (self->store, "lazy-ids", query_ids_in_worker,
                       nx_lazy_source_ref (self->source), (GDestroyNotify)nx_lazy_source_unref,
                       (GDestroyNotify)g_array_unref, self->ids_cancellable, query_ids_cb, self);
}

/* Positions of stale rows do not matter: they are loaded alone. */
static void
make_stale (NxLazyList *self, NxLazyItem *item)
{
  item->is_stale = TRUE;
  wish (self, item->id, G_MAXUINT);
}

/* Rows that only wait here in case somebody comes back to them go instead. */
static void
make_all_stale (NxLazyList *self)
{
  GHashTableIter iter;
  gpointer item = NULL;

  drop_recent (self);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    make_stale (self, item);
}

static void
make_touched_stale (NxLazyList *self, NxChangeSet *changes)
{
  g_autoptr (GArray) ids = nx_change_set_dup_ids (changes, self->source->kind);

  for (guint i = 0; i < ids->len; i++)
    {
      NxLazyItem *item = g_hash_table_lookup (self->items, &g_array_index (ids, gint64, i));

      if (item != NULL)
        make_stale (self, item);
    }
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
    make_all_stale (self);
  else if (is_row)
    make_touched_stale (self, changes);
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
  item = ref_item (self, id_at (self, position));
  if (needs_rows (item) && self->store != NULL)
    wish (self, item->id, position);
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
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  /* Rows may outlive their list in a widget; they must not call it any more. */
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    NX_LAZY_ITEM (item)->list = NULL;
  g_hash_table_remove_all (self->items);
  drop_recent (self);
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
  self->wanted = g_array_new (FALSE, FALSE, sizeof (Wish));
  self->max_wanted = MIN_WANTED;
  self->items = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_queue_init (&self->recent);
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
      make_stale (self, item);
  if (self->error != NULL)
    set_loading (self, TRUE);
  ask_for_ids (self);
}

gint64
nx_lazy_list_get_id (NxLazyList *self, guint position)
{
  g_return_val_if_fail (NX_IS_LAZY_LIST (self), 0);
  return position < self->ids->len ? id_at (self, position) : 0;
}

gboolean
nx_lazy_list_find (NxLazyList *self, gint64 id, guint *position)
{
  g_return_val_if_fail (NX_IS_LAZY_LIST (self), FALSE);
  for (guint i = 0; i < self->ids->len; i++)
    if (id_at (self, i) == id)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}
