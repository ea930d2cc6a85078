/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes files one after another into the store: read, checked and re-encoded, kept. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-queue.h"

#include "nx-attachment-job-private.h"
#include "nx-attachment-jobs.h"
#include "nx-decode.h"
#include "nx-error.h"
#include "nx-picked-file.h"
#include "nx-words.h"

#include <gtk/gtk.h>

/* Pixels of the small picture at most, in both directions: for a card on a dense screen. */
#define SMALL 264

struct _NxAttachmentQueue
{
  GObject parent_instance;

  NxStore *store;
  NxAttachmentPlace *place;
  GListStore *jobs;
  NxAttachmentJob *current; /* under way, or NULL */
  GArray *added;
};

G_DEFINE_FINAL_TYPE (NxAttachmentQueue, nx_attachment_queue, G_TYPE_OBJECT)

typedef enum
{
  PROP_BUSY = 1,
} NxAttachmentQueueProps;

static GParamSpec *props[PROP_BUSY + 1];

enum
{
  ATTACHED,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void work (NxAttachmentQueue *self);

/* One step of the work: the queue lives until the last answer. */
typedef struct
{
  NxAttachmentQueue *queue;
  NxAttachmentJob *job;
  NxDecodedFile *file; /* once it is decoded */
} Step;

static Step *
step_new (NxAttachmentQueue *self)
{
  Step *step = g_new0 (Step, 1);

  step->queue = g_object_ref (self);
  step->job = g_object_ref (self->current);
  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->queue);
  g_object_unref (step->job);
  g_clear_pointer (&step->file, nx_decoded_file_free);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
remove_job (NxAttachmentQueue *self, NxAttachmentJob *job)
{
  guint position = 0;

  if (g_list_store_find (self->jobs, job, &position))
    g_list_store_remove (self->jobs, position);
}

/* Whoever shows the jobs follows their list. */
static void
set_state (NxAttachmentQueue *self,
           NxAttachmentJob *job,
           NxAttachmentState state,
           const char *sentence)
{
  guint position = 0;

  nx_attachment_job_set_state (job, state, sentence);
  if (g_list_store_find (self->jobs, job, &position))
    g_list_model_items_changed (G_LIST_MODEL (self->jobs), position, 1, 1);
}

static void
tell_finished (NxAttachmentQueue *self)
{
  g_autoptr (GArray) added = g_steal_pointer (&self->added);

  self->added = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_emit (self, signals[FINISHED], 0, added);
}

/* The job under way is over: kept, cancelled, or refused with @error. */
static void
end_current (NxAttachmentQueue *self, const GError *error)
{
  g_autoptr (NxAttachmentJob) job = g_steal_pointer (&self->current);
  g_autofree char *sentence = NULL;

  g_clear_object (&job->cancellable);
  if (error == NULL || nx_error_is_cancelled (error))
    remove_job (self, job);
  else
    {
      sentence = nx_words_for_error (error);
      set_state (self, job, NX_ATTACHMENT_REFUSED, sentence);
    }
  work (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  NxAttachmentQueue *self = step->queue;
  g_autoptr (GError) error = NULL;
  gint64 id = nx_attachment_add_finish (NX_STORE (source), result, &error);

  if (id != 0)
    {
      g_array_append_val (self->added, id);
      g_signal_emit (self, signals[ATTACHED], 0, id);
    }
  end_current (self, error);
}

/* The small picture for lists is made here, from pixels: what is shown again and again is looked at
 * by this process, so it must not be what a foreign file may have made of the decoder. */
static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  NxAttachmentQueue *self = step->queue;
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDecodedPage) page = nx_decode_page_finish (result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (page == NULL)
    {
      end_current (self, error);
      return;
    }
  texture = gdk_memory_texture_new (page->width, page->height, GDK_MEMORY_R8G8B8A8, page->pixels,
                                    page->stride);
  g_clear_pointer (&step->file->thumbnail, g_bytes_unref);
  step->file->thumbnail = gdk_texture_save_to_png_bytes (texture);
  nx_attachment_add_async (self->store, self->place, step->job->name, step->file,
                           step->job->cancellable, added_cb, step_new (self));
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  NxAttachmentQueue *self = step->queue;
  g_autoptr (GError) error = NULL;
  NxDecodedFile *file = nx_decode_file_finish (result, &error);
  Step *next = NULL;

  if (file == NULL)
    {
      end_current (self, error);
      return;
    }
  next = step_new (self);
  next->file = file;
  nx_decode_page_async (file->bytes, file->media_type, 0, SMALL, SMALL, step->job->cancellable,
                        drawn_cb, next);
}

static void
decode (NxAttachmentQueue *self, GBytes *bytes)
{
  nx_decode_file_async (bytes, self->current->cancellable, decoded_cb, step_new (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = nx_picked_file_read_finish (result, &error);

  if (bytes == NULL)
    end_current (step->queue, error);
  else
    decode (step->queue, bytes);
}

static NxAttachmentJob *
find_waiting (NxAttachmentQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NxAttachmentJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (job->state == NX_ATTACHMENT_WAITING)
        return g_steal_pointer (&job);
    }
  return NULL;
}

/* Begins with the next, unless one is under way. */
static void
work (NxAttachmentQueue *self)
{
  if (self->current != NULL)
    return;
  self->current = find_waiting (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  if (self->current == NULL)
    {
      tell_finished (self);
      return;
    }
  self->current->cancellable = g_cancellable_new ();
  set_state (self, self->current, NX_ATTACHMENT_WORKING, NULL);
  if (self->current->bytes != NULL)
    decode (self, self->current->bytes);
  else
    nx_picked_file_read_async (self->current->file, NX_ATTACHMENTS_MAX_BYTES,
                               self->current->cancellable, read_cb, step_new (self));
}

static void
on_store_is_open_cb (NxAttachmentQueue *self)
{
  if (!nx_store_is_open (self->store))
    nx_attachment_queue_cancel_all (self);
}

/* Object */

static void
nx_attachment_queue_dispose (GObject *object)
{
  NxAttachmentQueue *self = NX_ATTACHMENT_QUEUE (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_attachment_queue_parent_class)->dispose (object);
}

static void
nx_attachment_queue_finalize (GObject *object)
{
  NxAttachmentQueue *self = NX_ATTACHMENT_QUEUE (object);

  nx_attachment_place_free (self->place);
  g_object_unref (self->jobs);
  g_array_unref (self->added);
  G_OBJECT_CLASS (nx_attachment_queue_parent_class)->finalize (object);
}

static void
nx_attachment_queue_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxAttachmentQueueProps)prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, NX_ATTACHMENT_QUEUE (object)->current != NULL);
      break;
    }
}

static void
nx_attachment_queue_class_init (NxAttachmentQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_attachment_queue_dispose;
  object_class->finalize = nx_attachment_queue_finalize;
  object_class->get_property = nx_attachment_queue_get_property;
  props[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[ATTACHED] = g_signal_new ("attached", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);
}

static void
nx_attachment_queue_init (NxAttachmentQueue *self)
{
  self->jobs = g_list_store_new (NX_TYPE_ATTACHMENT_JOB);
  self->added = g_array_new (FALSE, FALSE, sizeof (gint64));
}

NxAttachmentQueue *
nx_attachment_queue_new (NxStore *store, const NxAttachmentPlace *place)
{
  NxAttachmentQueue *self = g_object_new (NX_TYPE_ATTACHMENT_QUEUE, NULL);

  self->store = g_object_ref (store);
  self->place = nx_attachment_place_copy (place);
  g_signal_connect_object (store, "notify::is-open", G_CALLBACK (on_store_is_open_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GListModel *
nx_attachment_queue_get_jobs (NxAttachmentQueue *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_QUEUE (self), NULL);
  return G_LIST_MODEL (self->jobs);
}

gboolean
nx_attachment_queue_is_busy (NxAttachmentQueue *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_QUEUE (self), FALSE);
  return self->current != NULL;
}

void
nx_attachment_queue_add_file (NxAttachmentQueue *self, GFile *file)
{
  g_autofree char *name = nx_picked_file_dup_name (file);
  g_autoptr (NxAttachmentJob) job = nx_attachment_job_new (name, file, NULL);

  g_list_store_append (self->jobs, job);
  work (self);
}

void
nx_attachment_queue_add_bytes (NxAttachmentQueue *self, const char *name, GBytes *bytes)
{
  g_autoptr (NxAttachmentJob) job = nx_attachment_job_new (name, NULL, bytes);

  g_list_store_append (self->jobs, job);
  work (self);
}

void
nx_attachment_queue_add_refused (NxAttachmentQueue *self, const char *name, const GError *error)
{
  g_autoptr (NxAttachmentJob) job = nx_attachment_job_new (name, NULL, NULL);
  g_autofree char *sentence = nx_words_for_error (error);

  nx_attachment_job_set_state (job, NX_ATTACHMENT_REFUSED, sentence);
  g_list_store_append (self->jobs, job);
}

void
nx_attachment_queue_cancel (NxAttachmentQueue *self, NxAttachmentJob *job)
{
  g_return_if_fail (NX_IS_ATTACHMENT_QUEUE (self));
  if (job == self->current)
    g_cancellable_cancel (job->cancellable);
  else
    remove_job (self, job);
}

void
nx_attachment_queue_cancel_all (NxAttachmentQueue *self)
{
  g_return_if_fail (NX_IS_ATTACHMENT_QUEUE (self));
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i > 0; i--)
    {
      g_autoptr (NxAttachmentJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i - 1);

      nx_attachment_queue_cancel (self, job);
    }
}

void
nx_attachment_queue_retry (NxAttachmentQueue *self, NxAttachmentJob *job)
{
  g_return_if_fail (NX_IS_ATTACHMENT_QUEUE (self));
  if (job->state != NX_ATTACHMENT_REFUSED || (job->file == NULL && job->bytes == NULL))
    return;
  set_state (self, job, NX_ATTACHMENT_WAITING, NULL);
  work (self);
}
