/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The rows of a lazy list: items by id, wishes for pages, and one request for them at a time. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-lazy-list-private.h"

#define PAGE_SIZE 64
#define MAX_REQUEST (2 * PAGE_SIZE)
#define MAX_RECENT 1024 /* rows kept though nobody shows them now */
#define MIN_WANTED 4096 /* wishes kept before they are looked through */
#define MAX_OF_VIEW 512 /* rows that one view may hold and wish for; our guess */

typedef struct
{
  gint64 id;
  guint position; /* when it was asked for */
} Wish;

/* Asking, answering, asking again. */
static void collect_wishes (NxLazyList *self);

NxLazyItem *
nx_lazy_list_ref_item (NxLazyList *self, gint64 id)
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

void
nx_lazy_list_drop_recent (NxLazyList *self)
{
  while (self->recent.length > 0)
    {
      g_autoptr (NxLazyItem) item = g_queue_pop_tail (&self->recent);

      item->is_recent = FALSE;
    }
}

static gboolean
on_turn_cb (gpointer data)
{
  NxLazyList *self = data;

  g_clear_pointer (&self->collector, g_source_unref);
  collect_wishes (self);
  return G_SOURCE_REMOVE;
}

gboolean
nx_lazy_list_needs_rows (NxLazyItem *item)
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

      if (item != NULL && nx_lazy_list_needs_rows (item) && g_hash_table_add (seen, item))
        g_array_append_vals (kept, wanted, 1);
    }
  g_array_set_size (self->wanted, 0);
  for (guint i = kept->len; i > 0; i--)
    g_array_append_vals (self->wanted, &g_array_index (kept, Wish, i - 1), 1);
  self->max_wanted = MAX (MIN_WANTED, self->wanted->len * 2);
}

void
nx_lazy_list_wish (NxLazyList *self, gint64 id, guint position)
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

/* For the list's init. */
void
nx_lazy_list_init_rows (NxLazyList *self)
{
  self->wanted = g_array_new (FALSE, FALSE, sizeof (Wish));
  self->max_wanted = MIN_WANTED;
  self->items = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_queue_init (&self->recent);
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

/* A row that nobody has asked for comes along with its page and waits among the recent ones. */
static void
add_to_request (NxLazyList *self, GArray *request, gint64 id)
{
  NxLazyItem *item = g_hash_table_lookup (self->items, &id);

  if (item != NULL && !nx_lazy_list_needs_rows (item))
    return;
  if (item == NULL)
    {
      g_autoptr (NxLazyItem) made = nx_lazy_list_ref_item (self, id);

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

  if (item == NULL || !nx_lazy_list_needs_rows (item))
    return;
  if (item->is_loaded || wanted->position >= self->ids->len
      || nx_lazy_list_id_at (self, wanted->position) != wanted->id)
    {
      add_to_request (self, request, wanted->id);
      return;
    }
  for (guint position = first; position < end; position++)
    add_to_request (self, request, nx_lazy_list_id_at (self, position));
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

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *)a;
  guint right = *(const guint *)b;

  return (left > right) - (left < right);
}

static guint
get_distance (const Wish *wish, guint middle)
{
  return wish->position > middle ? wish->position - middle : middle - wish->position;
}

static int
compare_distances (gconstpointer a, gconstpointer b, gpointer middle)
{
  guint left = get_distance (a, GPOINTER_TO_UINT (middle));
  guint right = get_distance (b, GPOINTER_TO_UINT (middle));

  return (left < right) - (left > right);
}

/* A column view holds some 205 rows about those that are in sight: the ones in the middle are what
 * somebody is looking at, and come first. */
static void
put_middle_last (NxLazyList *self)
{
  g_autoptr (GArray) positions = NULL;

  if (self->wanted->len > MIN_WANTED)
    return;
  forget_idle_wishes (self);
  if (self->wanted->len <= PAGE_SIZE || self->wanted->len > MAX_OF_VIEW)
    return;
  positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->wanted->len);
  for (guint i = 0; i < self->wanted->len; i++)
    g_array_append_val (positions, g_array_index (self->wanted, Wish, i).position);
  g_array_sort (positions, compare_positions);
  g_array_sort_with_data (self->wanted, compare_distances,
                          GUINT_TO_POINTER (g_array_index (positions, guint, positions->len / 2)));
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
  put_middle_last (self);
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

/* Positions of stale rows do not matter: they are loaded alone. */
void
nx_lazy_list_make_stale (NxLazyList *self, NxLazyItem *item)
{
  item->is_stale = TRUE;
  nx_lazy_list_wish (self, item->id, G_MAXUINT);
}

/* Rows that only wait here in case somebody comes back to them go instead. */
void
nx_lazy_list_make_all_stale (NxLazyList *self)
{
  GHashTableIter iter;
  gpointer item = NULL;

  nx_lazy_list_drop_recent (self);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    nx_lazy_list_make_stale (self, item);
}

void
nx_lazy_list_make_touched_stale (NxLazyList *self, NxChangeSet *changes)
{
  g_autoptr (GArray) ids = nx_change_set_dup_ids (changes, self->source->kind);

  for (guint i = 0; i < ids->len; i++)
    {
      NxLazyItem *item = g_hash_table_lookup (self->items, &g_array_index (ids, gint64, i));

      if (item != NULL)
        nx_lazy_list_make_stale (self, item);
    }
}
