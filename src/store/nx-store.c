/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A store: a folder with one encrypted file, one thread that writes and others that read. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-store.h"

#include "nx-memory.h"
#include "nx-store-folder.h"
#include "nx-store-private.h"

/* The three threads belong to the store for its whole life; opening and closing are work for the
 * writer's thread like any other. The object itself can be used from any thread; its signals come
 * on the main context it was made in. */
G_DEFINE_FINAL_TYPE (NxStore, nx_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_FOLDER = 1,
  PROP_IS_OPEN,
  PROP_ACTOR,
  PROP_FIXED_NOW,
} NxStoreProps;

static GParamSpec *properties[PROP_FIXED_NOW + 1];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GWeakRef store;
  NxChangeSet *changes; /* NULL: is-open */
} News;

static gboolean
tell_in_context (gpointer data)
{
  News *news = data;
  g_autoptr (NxStore) self = g_weak_ref_get (&news->store);

  if (self != NULL && news->changes != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, news->changes);
  else if (self != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_OPEN]);
  return G_SOURCE_REMOVE;
}

/* Also when the context goes without having run: then nobody wants to know. */
static void
news_free (gpointer data)
{
  News *news = data;

  g_clear_pointer (&news->changes, nx_change_set_unref);
  g_weak_ref_clear (&news->store);
  g_free (news);
}

static gboolean
is_finalizing (NxStore *self)
{
  gboolean answer = FALSE;

  g_mutex_lock (&self->mutex);
  answer = self->is_finalizing;
  g_mutex_unlock (&self->mutex);
  return answer;
}

/* A weak reference: a main context that no longer runs must not keep the store alive. */
void
nx_store_tell (NxStore *self, NxChangeSet *changes)
{
  g_autoptr (GSource) source = NULL;
  News *news = NULL;

  if (is_finalizing (self))
    return;
  news = g_new0 (News, 1);
  source = g_idle_source_new ();
  g_weak_ref_init (&news->store, self);
  news->changes = changes != NULL ? nx_change_set_ref (changes) : NULL;
  /* Before the answers of jobs, whose tasks have the default priority and come later. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[nx-store] news");
  g_source_set_callback (source, tell_in_context, news, news_free);
  g_source_attach (source, self->context);
}

/* Every commit makes the readers' pages useless, and the writer has read what belongs to single
 * records: in an hour of work all three would fill with what is read again in milliseconds. */
static void
rest_in_thread (gpointer data)
{
  NxStoreConnection *connection = data;

  if (connection->db != NULL)
    nx_driver_rest (nx_database_get_driver (connection->db));
  nx_memory_give_back ();
}

static void
nx_store_constructed (GObject *object)
{
  static const char *const names[NX_N_STORE_CONNECTIONS] = {
    [NX_STORE_WRITER] = "nx-writer",
    [NX_STORE_READER] = "nx-reader",
    [NX_STORE_LONG_READER] = "nx-long-reader",
  };
  NxStore *self = NX_STORE (object);

  G_OBJECT_CLASS (nx_store_parent_class)->constructed (object);
  for (guint i = 0; i < NX_N_STORE_CONNECTIONS; i++)
    {
      self->connections[i].thread = nx_store_thread_new (names[i]);
      nx_store_thread_set_rest (self->connections[i].thread, NX_STORE_REST_MS, rest_in_thread,
                                &self->connections[i]);
    }
}

static void
nx_store_finalize (GObject *object)
{
  NxStore *self = NX_STORE (object);

  /* Nobody can be waiting for a job any more, since each holds a reference; only an open store
   * that was never closed is left to put away. */
  g_mutex_lock (&self->mutex);
  self->is_finalizing = TRUE;
  g_mutex_unlock (&self->mutex);
  if (self->state == NX_STORE_STATE_OPEN)
    nx_store_pass (self, NULL, NULL);
  for (guint i = 0; i < NX_N_STORE_CONNECTIONS; i++)
    nx_store_thread_free (self->connections[i].thread);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_clear_pointer (&self->migrations, nx_migrations_unref);
  g_clear_pointer (&self->warnings, g_strfreev);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self->uid);
  g_free (self->folder);
  G_OBJECT_CLASS (nx_store_parent_class)->finalize (object);
}

static gint64
get_fixed_now (NxStore *self)
{
  gint64 fixed_now = 0;

  g_mutex_lock (&self->mutex);
  fixed_now = self->fixed_now;
  g_mutex_unlock (&self->mutex);
  return fixed_now;
}

static void
nx_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxStore *self = NX_STORE (object);

  switch ((NxStoreProps)prop_id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_IS_OPEN:
      g_value_set_boolean (value, nx_store_is_open (self));
      break;
    case PROP_ACTOR:
      g_value_set_int64 (value, nx_store_get_actor (self));
      break;
    case PROP_FIXED_NOW:
      g_value_set_int64 (value, get_fixed_now (self));
      break;
    }
}

static void
nx_store_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxStore *self = NX_STORE (object);

  switch ((NxStoreProps)prop_id)
    {
    case PROP_FOLDER:
      self->folder = g_value_dup_string (value);
      break;
    case PROP_ACTOR:
      nx_store_set_actor (self, g_value_get_int64 (value));
      break;
    case PROP_FIXED_NOW:
      g_mutex_lock (&self->mutex);
      self->fixed_now = g_value_get_int64 (value);
      g_mutex_unlock (&self->mutex);
      break;
    case PROP_IS_OPEN:
      g_assert_not_reached ();
    }
}

static void
nx_store_class_init (NxStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = nx_store_constructed;
  object_class->finalize = nx_store_finalize;
  object_class->get_property = nx_store_get_property;
  object_class->set_property = nx_store_set_property;

  properties[PROP_FOLDER]
      = g_param_spec_string ("folder", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_OPEN] = g_param_spec_boolean ("is-open", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTOR]
      = g_param_spec_int64 ("actor", NULL, NULL, 0, G_MAXINT64, 0,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIXED_NOW] = g_param_spec_int64 ("fixed-now", NULL, NULL, 0, G_MAXINT64, 0,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", NX_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      g_cclosure_marshal_VOID__BOXED, G_TYPE_NONE, 1, NX_TYPE_CHANGE_SET);
}

static void
nx_store_init (NxStore *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->migrations = nx_migrations_new ();
  self->hold_fd = -1;
}

NxStore *
nx_store_new (const char *folder)
{
  g_return_val_if_fail (folder != NULL && g_path_is_absolute (folder), NULL);
  return g_object_new (NX_TYPE_STORE, "folder", folder, NULL);
}

const char *
nx_store_get_folder (NxStore *self)
{
  g_return_val_if_fail (NX_IS_STORE (self), NULL);
  return self->folder;
}

gboolean
nx_store_is_open (NxStore *self)
{
  gboolean is_open = FALSE;

  g_return_val_if_fail (NX_IS_STORE (self), FALSE);
  g_mutex_lock (&self->mutex);
  is_open = self->state == NX_STORE_STATE_OPEN;
  g_mutex_unlock (&self->mutex);
  return is_open;
}

gboolean
nx_store_is_present (NxStore *self)
{
  g_return_val_if_fail (NX_IS_STORE (self), FALSE);
  return nx_store_folder_has_store (self->folder);
}

const char *
nx_store_get_uid (NxStore *self)
{
  g_return_val_if_fail (NX_IS_STORE (self), NULL);
  return nx_store_is_open (self) ? self->uid : NULL;
}

const char *const *
nx_store_get_warnings (NxStore *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (NX_IS_STORE (self), NULL);
  return nx_store_is_open (self) ? (const char *const *)self->warnings : none;
}

void
nx_store_set_actor (NxStore *self, gint64 worker_id)
{
  gboolean is_changed = FALSE;

  g_return_if_fail (NX_IS_STORE (self));
  g_mutex_lock (&self->mutex);
  is_changed = self->actor != worker_id;
  self->actor = worker_id;
  g_mutex_unlock (&self->mutex);
  if (is_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTOR]);
}

gint64
nx_store_get_actor (NxStore *self)
{
  gint64 actor = 0;

  g_return_val_if_fail (NX_IS_STORE (self), 0);
  g_mutex_lock (&self->mutex);
  actor = self->actor;
  g_mutex_unlock (&self->mutex);
  return actor;
}

void
nx_store_set_migrations (NxStore *self, NxMigrations *migrations)
{
  nx_migrations_unref (self->migrations);
  self->migrations = nx_migrations_ref (migrations);
}

void
nx_store_read_async (NxStore *self,
                     const char *name,
                     NxStoreJob job,
                     gpointer data,
                     GDestroyNotify free_data,
                     GDestroyNotify free_result,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  NxStoreJobSpec spec = { NX_STORE_READER, name, job,  data,        free_data,
                          free_result,     NULL, NULL, cancellable, FALSE };

  g_return_if_fail (NX_IS_STORE (self) && name != NULL && job != NULL);
  nx_store_job_start (self, &spec, nx_store_read_async, callback, user_data);
}

void
nx_store_read_settled_async (NxStore *self,
                             const char *name,
                             NxStoreJob job,
                             gpointer data,
                             GDestroyNotify free_data,
                             GDestroyNotify free_result,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  NxStoreJobSpec spec = { .kind = NX_STORE_READER,
                          .name = name,
                          .func = job,
                          .data = data,
                          .free_data = free_data,
                          .free_result = free_result,
                          .cancellable = cancellable,
                          .is_settled = TRUE };

  g_return_if_fail (NX_IS_STORE (self) && name != NULL && job != NULL);
  nx_store_job_start (self, &spec, nx_store_read_async, callback, user_data);
}

void
nx_store_read_long_async (NxStore *self,
                          const char *name,
                          NxStoreJob job,
                          gpointer data,
                          GDestroyNotify free_data,
                          GDestroyNotify free_result,
                          NxStoreProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  NxStoreJobSpec spec = { NX_STORE_LONG_READER, name,     job,           data,       free_data,
                          free_result,          progress, progress_data, cancellable };

  g_return_if_fail (NX_IS_STORE (self) && name != NULL && job != NULL);
  nx_store_job_start (self, &spec, nx_store_read_async, callback, user_data);
}

gpointer
nx_store_read_finish (NxStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, nx_store_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
nx_store_write_async (NxStore *self,
                      const char *name,
                      NxStoreJob job,
                      gpointer data,
                      GDestroyNotify free_data,
                      GDestroyNotify free_result,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  nx_store_write_with_progress_async (self, name, job, data, free_data, free_result, NULL, NULL,
                                      cancellable, callback, user_data);
}

void
nx_store_write_with_progress_async (NxStore *self,
                                    const char *name,
                                    NxStoreJob job,
                                    gpointer data,
                                    GDestroyNotify free_data,
                                    GDestroyNotify free_result,
                                    NxStoreProgress progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  NxStoreJobSpec spec = { NX_STORE_WRITER, name,     job,           data,       free_data,
                          free_result,     progress, progress_data, cancellable };

  g_return_if_fail (NX_IS_STORE (self) && name != NULL && job != NULL);
  nx_store_job_start (self, &spec, nx_store_write_async, callback, user_data);
}

gpointer
nx_store_write_finish (NxStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, nx_store_write_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
nx_store_read (
    NxStore *self, NxStoreJob job, gpointer data, GCancellable *cancellable, GError **error)
{
  NxStoreJobSpec spec = {
    .kind = NX_STORE_READER, .name = "read", .func = job, .data = data, .cancellable = cancellable
  };

  g_return_val_if_fail (NX_IS_STORE (self) && job != NULL, NULL);
  return nx_store_job_run (self, &spec, error);
}

gpointer
nx_store_write (
    NxStore *self, NxStoreJob job, gpointer data, GCancellable *cancellable, GError **error)
{
  NxStoreJobSpec spec = {
    .kind = NX_STORE_WRITER, .name = "write", .func = job, .data = data, .cancellable = cancellable
  };

  g_return_val_if_fail (NX_IS_STORE (self) && job != NULL, NULL);
  return nx_store_job_run (self, &spec, error);
}
